"""``briefing refresh``: one source after the other, each whole or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator import __version__
from generator.editions import atomic
from generator.editions.lock import HeldError, locked
from generator.facts import codes
from generator.facts import received as kept
from generator.facts.inuse import HELD, KEPT, Held, read_held, written_kept
from generator.facts.refreshfile import RefreshSetup
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile, read_source_file
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Problem, Severity, Where
from generator.refresh import store
from generator.refresh.answers import ask_databases
from generator.refresh.asking import Asker, Getter, Surroundings
from generator.refresh.collect import Collector, Count, SeriesError
from generator.refresh.compare import compare_facts
from generator.refresh.drift import Change, Drift, as_stated, drift_between, profile_of
from generator.refresh.guard import without_query
from generator.refresh.holding import Settled, settle, write_held
from generator.refresh.judging import SOURCE_FILE, Reading, is_read, read_state
from generator.refresh.jumps import Step
from generator.refresh.partial import Partial, stamp
from generator.refresh.plan import plan_digest
from generator.refresh.records import FileRecord, StateRecord, damaged_files, read_record
from generator.refresh.report import Outcome, SourceReport

DRIFT: Final = "drift"
FEWER: Final = "fewer"
_GRAVE: Final = frozenset({Drift.MISSING, Drift.RENAMED, Drift.RETYPED, Drift.REWORDED})


@dataclass(frozen=True, slots=True)
class Options:
    """What the command asks for.

    names    sources; none: all that are enabled. enable: also those that are not.
    trial    nothing is replaced.
    despite  what is accepted this once: "drift", "fewer".
    """

    names: tuple[str, ...] = ()
    enable: bool = False
    trial: bool = False
    despite: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Means:
    """What a refresh works with; tests bring their own."""

    around: Surroundings = field(default_factory=Surroundings)
    limits: Limits = DEFAULT_LIMITS
    getter: Callable[[RefreshSetup], Getter] | None = None


def refresh(root: Path, options: Options, means: Means) -> tuple[SourceReport, ...]:
    """Refresh sources of the workspace at ``root``."""
    names = options.names or enabled_sources(root)
    return tuple(_one(root, name, options, means) for name in names)


def enabled_sources(root: Path) -> tuple[str, ...]:
    """Sources whose administrator has turned refreshing on."""
    return tuple(name for name, setup in _refreshable(root) if setup.enabled)


def _refreshable(root: Path) -> Iterable[tuple[str, RefreshSetup]]:
    folder = root / "sources"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if codes.ID.fullmatch(path.name) and (path / SOURCE_FILE).is_file():
            source = source_of(root, path.name, Findings())
            if source is not None and source.refresh is not None:
                yield path.name, source.refresh


def source_of(root: Path, name: str, findings: Findings) -> SourceFile | None:
    """The settings of a source; None, told, when there is no such source or it is unsound."""
    folder = root / "sources" / name
    file = f"sources/{name}/{SOURCE_FILE}"
    if not codes.ID.fullmatch(name) or not (folder / SOURCE_FILE).is_file():
        known = sorted(p.parent.name for p in (root / "sources").glob(f"*/{SOURCE_FILE}"))
        near = codes.near(name, known)
        code = "refresh-no-source-near" if near else "refresh-no-source"
        where = Where(file="sources", record=codes.shortened(name))
        findings.add(code, where, name=codes.shortened(name), suggestion=near)
        return None
    return read_source_file(folder, file, Place(file, findings))


def _one(root: Path, name: str, options: Options, means: Means) -> SourceReport:
    findings = Findings()
    source = source_of(root, name, findings)
    if source is None:
        return SourceReport(name, Outcome.FAILED, problems=tuple(findings))
    setup = source.refresh
    where = Where(file=source.file)
    if setup is None:
        findings.add("refresh-not-set", where, name=name)
    elif not (setup.enabled or options.enable):
        findings.add("refresh-off", where, name=name)
        return SourceReport(name, Outcome.OFF, _latest_name(source), problems=tuple(findings))
    else:
        return _Refreshing(source, setup, options, means, findings).run()
    return SourceReport(name, Outcome.FAILED, _latest_name(source), problems=tuple(findings))


def _latest_name(source: SourceFile) -> str:
    state = kept.latest(source.folder)
    return state.name if state is not None else ""


@dataclass(slots=True)
class _Refreshing:
    """One source on its way from what is in use to what is new."""

    source: SourceFile
    setup: RefreshSetup
    options: Options
    means: Means
    findings: Findings
    count: Count = field(default_factory=Count)

    @property
    def received(self) -> Path:
        """The folder of all states."""
        return self.source.folder / kept.FOLDER

    @property
    def where(self) -> Where:
        """The source as messages call it."""
        return Where(file=self.source.file, record=self.source.source.id)

    def run(self) -> SourceReport:
        """Refresh; whatever goes wrong leaves the state in use as it is."""
        before = _latest_name(self.source)
        try:
            atomic.make_folder(self.received)
            with locked(self.received):
                atomic.sweep(self.received)
                return self._locked(before)
        except HeldError as error:
            self.findings.add("refresh-held", self.where, holder=error.holder)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.findings.add("refresh-disk", self.where, reason=reason)
        return self._report(Outcome.FAILED, before, before)

    def _report(self, outcome: Outcome, state: str, before: str, facts: int = 0) -> SourceReport:
        counts = {**dataclasses.asdict(self.count), "facts": facts}
        return SourceReport(
            source=self.source.source.id,
            outcome=outcome,
            state=state,
            before=before,
            counts=MappingProxyType(counts),
            problems=tuple(self.findings),
        )

    def _locked(self, before: str) -> SourceReport:
        self._held(self.findings)
        if self.findings.errors:
            return self._report(Outcome.FAILED, before, before)
        last = self._last()
        now = self.means.around.now()
        partial = Partial(self.received, plan_digest(self.setup), now, self.setup.resume)
        files = self._collect(partial, last)
        if files is None:
            return self._report(Outcome.FAILED, before, before)
        if last is not None and _same(files, last[1].files):
            partial.discard()
            store.note_checked(self.received, now, before)
            return self._report(Outcome.UNCHANGED, before, before)
        return self._judge(partial, files, last)

    def _last(self) -> tuple[Path, StateRecord] | None:
        """The state in use, when all of it is as it was received."""
        state = kept.latest(self.source.folder)
        if state is None:
            return None
        record = read_record(state)
        damaged = damaged_files(state, record) if record is not None else (kept.RECORD,)
        where = Where(file=f"{Path(self.source.file).parent.as_posix()}/{kept.FOLDER}/{state.name}")
        for file in damaged:
            self.findings.add("received-damaged", where, severity=Severity.WARNING, file=file)
        return (state, record) if record is not None and not damaged else None

    def _collect(
        self, partial: Partial, last: tuple[Path, StateRecord] | None
    ) -> tuple[FileRecord, ...] | None:
        getter, close = self._getter()
        asker = Asker(getter, self.setup.bounds, self.means.around)
        collector = Collector(self.setup, asker, partial, last, self.count)
        try:
            files = collector.collect()
        except SeriesError as failed:
            self._tell(failed, partial)
            return None
        finally:
            close()
        answers = ask_databases(self.source, partial, self.means.around, self.findings)
        return None if answers is None else (*files, *answers)

    def _getter(self) -> tuple[Getter, Callable[[], None]]:
        if self.means.getter is not None:
            return self.means.getter(self.setup), lambda: None
        from generator.refresh.fetch import Fetcher

        fetcher = Fetcher(self.setup)
        return fetcher, fetcher.close

    def _tell(self, failed: SeriesError, partial: Partial) -> None:
        """Why an answer was not had, and what is kept of the others."""
        address = without_query(failed.series.address(failed.page))
        about = ", ".join([*failed.series.values.values(), f"page {failed.page}"])
        where = Where(self.source.file, failed.series.setup.line, record=self.source.source.id)
        # Where a service leads to is told, not where it was asked.
        values = {"address": address, **failed.error.values, "about": about}
        self.findings.put(Problem(failed.error.code, where, MappingProxyType(values)))
        if partial.files:
            said = {"count": len(partial.files), "hours": self.setup.resume}
            self.findings.add("refresh-kept", self.where, severity=Severity.NOTICE, **said)

    def _judge(
        self,
        partial: Partial,
        files: tuple[FileRecord, ...],
        last: tuple[Path, StateRecord] | None,
    ) -> SourceReport:
        before = last[0].name if last else _latest_name(self.source)
        if last is not None:
            self._drift(last, partial.folder, files)
        if not is_read(self.source):
            self.findings.add("refresh-not-read", self.where, severity=Severity.WARNING)
        new = read_state(self.source, partial.folder, self.means.limits, watch=True)
        old = read_state(self.source, None, self.means.limits) if last else None
        self.findings.extend(new.findings)
        self._fewer(old, new)
        if self.findings.errors:
            store.refuse_partial(self.received)
            self._rename_places()
            self.findings.add("refresh-refused", self.where, severity=Severity.NOTICE)
            return self._report(Outcome.FAILED, before, before, len(new.facts))
        settled = self._settle(old, new)
        if self.options.trial:
            report = self._report(Outcome.WOULD, before, before, len(new.facts))
        else:
            state = self._use(files, settled)
            partial.discard()
            report = self._report(Outcome.NEW, state.name, before, len(new.facts))
        return dataclasses.replace(
            report,
            changes=settled.changes.counts if old else MappingProxyType({}),
            held=tuple(entry.fact for entry in settled.held.values() if not entry.decision),
        )

    def _settle(self, old: Reading | None, new: Reading) -> Settled:
        """Compare with what is in use, and tell what is held for an editor."""
        before = old.facts if old else new.facts
        compared = compare_facts(before, new.facts)
        state = stamp(self.means.around.now())
        settled = settle(
            Step(before, new.facts, new.jumps), compared, self._held(), self.setup, state
        )
        where = Where(file=f"{Path(self.source.file).parent.as_posix()}/{HELD}")
        for entry in settled.fresh:
            place = dataclasses.replace(where, record=entry.fact)
            values = {"value": entry.in_use.value, "found": entry.received, "fact": entry.fact}
            values |= {"unit": entry.received_unit, "old_unit": entry.in_use.currency or ""}
            values["old_unit"] = values["old_unit"] or entry.in_use.unit or ""
            code = f"jump-{entry.why}"
            if entry.before:
                code, values["before"] = f"jump-period-{entry.why}", entry.before
            self.findings.add(code, place, severity=Severity.WARNING, **values)
        return settled

    def _held(self, findings: Findings | None = None) -> Mapping[str, Held]:
        """What is held now. A list that is not sound would be lost: then nothing is done."""
        name = Path(self.source.file).parent.as_posix()
        return read_held(self.source.folder, name, Findings() if findings is None else findings)

    def _use(self, files: tuple[FileRecord, ...], settled: Settled) -> Path:
        """Make the new state the one in use.

        Entries of both states are on disk while one replaces the other: whichever is in use
        after a power cut, what jumped in it is held.
        """
        now = self.means.around.now()
        write_held(self.source, {**self._held(), **settled.held}.values())
        before = kept.latest(self.source.folder)
        record = StateRecord(
            made=stamp(now),
            source=self.source.source.id,
            licence=self.source.source.licence,
            program=f"briefing-generator {__version__}",
            files=files,
            before=before.name if before else "",
        )
        beside = {KEPT: written_kept(settled.kept)} if settled.kept else {}
        state = store.keep_state(self.received, record, now, beside)
        store.use_state(self.received, state)
        write_held(self.source, settled.held.values())
        return state

    def _drift(
        self, last: tuple[Path, StateRecord], folder: Path, files: Sequence[FileRecord]
    ) -> None:
        constant, written = self.setup.constant, as_stated(self.source.tables)
        old = profile_of(last[0], [one.file for one in last[1].files], constant, written)
        new = profile_of(folder, [one.file for one in files], constant, written)
        for change in drift_between(old, new):
            grave = change.drift in _GRAVE and DRIFT not in self.options.despite
            self._tell_drift(change, Severity.ERROR if grave else Severity.WARNING)

    def _tell_drift(self, change: Change, severity: Severity) -> None:
        where = dataclasses.replace(self.where, field=change.field)
        values = {"field": change.field, "before": change.before, "after": change.after}
        code = f"drift-{change.drift.value}"
        self.findings.add(code, where, severity=severity, **values)

    def _fewer(self, old: Reading | None, new: Reading) -> None:
        """Refuse a state that lacks much of what there was; none at all is never sound."""
        if not is_read(self.source) or new.findings.errors:
            return
        had, has = len(old.facts) if old else 0, len(new.facts)
        lost = had - has
        if has == 0 or (lost * 100 > had * self.setup.lost and FEWER not in self.options.despite):
            limit = self.setup.lost
            self.findings.add("refresh-fewer", self.where, had=had, has=has, limit=limit)

    def _rename_places(self) -> None:
        """Problems name the files where they stand from now on."""
        found = Findings()
        for problem in self.findings:
            file = (problem.where.file or "").replace("/.partial/", f"/{store.REFUSED}/")
            where = dataclasses.replace(problem.where, file=file or None)
            found.put(dataclasses.replace(problem, where=where))
        self.findings = found


def _same(new: Sequence[FileRecord], old: Sequence[FileRecord]) -> bool:
    return {one.file: one.sha256 for one in new} == {one.file: one.sha256 for one in old}
