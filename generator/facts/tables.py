"""Statistics from tables: one fact for each area, indicator and period.

The table is as its producer published it; ``source.toml`` says of which shape it is and how
it is laid out. A file is refused whole when its hash or number of rows is not as stated. Every
bad row is reported with its place, and the setting ``on_bad_rows`` says whether the others
are used. With ``areas`` only the rows of those areas become facts, and a CSV file whose hash
agrees is not looked at further: what one brief does not need costs it nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from generator.facts import received, shapes
from generator.facts.contents import Contents
from generator.facts.corrections import Corrections
from generator.facts.indicators import Indicator
from generator.facts.inuse import HELD, KEPT, NOTHING, Overlay, overlay_of
from generator.facts.model import Fact, Origin, Staleness
from generator.facts.namecells import naming_indicators
from generator.facts.observed import FactMaker
from generator.facts.readers.decode import decode, read_bytes
from generator.facts.records import NO_MARKING
from generator.facts.rowgroups import SoundTables, group_digests, is_simple
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile
from generator.facts.tablefile import MOST_TOLD, TableFile, unmended
from generator.facts.tablesetup import TableSetup
from generator.problems import Findings, Severity

_ENDED_YEARS: Final = 5
"""Years without a value after which a series is said to have ended."""
_NO_TABLES: Final = frozenset(
    {"areas.csv", "indicators.csv", "translations.csv", received.RECORD, KEPT}
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a shape may read beside its tables: other files of the source's folder."""

    folder: Path
    name: str
    place: Place
    contents: Contents

    def read(self, file: str) -> tuple[str, Place] | None:
        """The text of a file and where its problems go; None, told, when it cannot be read."""
        place = Place(f"{self.name}/{file}", self.place.findings, self.place.limits)
        path = self.folder / file
        if not path.resolve().is_relative_to(self.folder.resolve()):
            place.note("file-outside", None)
            return None
        content = read_bytes(path, place.file, place.findings, place.limits.facts_file)
        if content is None:
            return None
        self.contents.digests[file] = hashlib.sha256(content).hexdigest()
        text = decode(content, place.file, place.findings)
        return None if text is None else (text, place)


@dataclass(slots=True)
class TableReader:
    """Reads the tables of one source.

    contents  is told which files were read, and of which areas the refused ones speak.
    areas     codes of the areas wanted; None = all.
    state     folder of data as received to be read as they came; None = those in use.
    known_on  the day whose data in use are read, as far as they are kept; None = today's.
    overlay   what stays in use although the newest data say otherwise.
    corrections  of what the source has wrong; none where data are compared as they came.
    named     the facts of tables of names, of all countries: a brief names others than its own.
    sound    files that were read before, for whichever areas, without a problem.
    """

    source: SourceFile
    place: Place
    indicators: Mapping[str, Indicator]
    contents: Contents
    areas: frozenset[str] | None = None
    state: Path | None = None
    known_on: dt.date | None = None
    in_use: Path | None = field(init=False)
    known: dict[str, Mapping[str, Indicator]] = field(default_factory=dict)
    common: dict[tuple[object, ...], str] = field(default_factory=dict)
    overlay: Overlay = field(init=False)
    corrections: Corrections = field(default_factory=Corrections)
    named: list[Fact] = field(default_factory=list)
    sound: SoundTables = field(default_factory=SoundTables)

    def __post_init__(self) -> None:
        is_received = any(received.state_files(one.files) for one in self.source.tables)
        self.overlay = NOTHING
        self.in_use = self.state
        if is_received and self.state is None:
            name = Path(self.source.file).parent.as_posix()
            found = Findings()
            self.in_use = self._in_use()
            self.overlay = overlay_of(self.source.folder, name, found, self.in_use, self.known_on)
            self.place.findings.extend(found)
            if found.errors:
                # Nobody knows what is held: a value that jumped must not be printed.
                self.contents.unread[f"{name}/{HELD}"] = "facts"

    def facts(self, setup: TableSetup) -> Iterator[Fact]:
        """Every fact of one ``[[tables]]`` entry."""
        read = [(file, self._read(file, name)) for file, name in self.opened(setup)]
        together = getattr(shapes.module(setup.shape), "together", None)
        if together is not None:
            together([file for file, _ in read])
        for file, facts in read:
            used = self._used(file, facts)
            if setup.naming is not None:
                self.named += used
                used = [one for one in used if self.areas is None or one.countries[0] in self.areas]
            yield from used

    def opened(self, setup: TableSetup) -> Iterator[tuple[TableFile, str]]:
        """The files of one ``[[tables]]`` entry that must be read, with their names."""
        files = self.paths(setup)
        prepared = None
        if files and (shape := shapes.several(setup.shape)) is not None:
            name = Path(self.source.file).parent.as_posix()
            beside = Beside(self.source.folder, name, self.place, self.contents)
            prepared = shape.prepare(setup, beside)
            if prepared is None:
                return
            files = shape.chosen(prepared, files, self.areas)
        elif not files and self._not_yet_received(setup):
            pass  # which is told once for all tables of the source
        elif not files and self._nothing_received(setup):
            where = (setup.line, 1)
            place = Place(self.source.file, self.place.findings, self.place.limits)
            values = {"source": self.source.source.id}
            place.note("received-nothing", where, "tables.files", values, Severity.WARNING)
        elif not files:
            source_place = Place(self.source.file, self.place.findings, self.place.limits)
            where = (setup.line, 1)
            source_place.note("table-no-file", where, "tables.files", {"files": setup.files})
        for path in files:
            file = self._opened(path, setup, prepared)
            if file is not None:
                yield file, path.name

    def paths(self, setup: TableSetup) -> list[Path]:
        """The files of one ``[[tables]]`` entry."""
        pattern = setup.files
        if pattern.startswith("/") or ".." in Path(pattern).parts:
            return []
        base: Path | None = self.source.folder
        inside = received.state_files(pattern)
        if inside is not None:
            base, pattern = self.in_use, inside
        if base is None:
            return []
        found = sorted(base.glob(pattern))
        folder = (self.state if inside and self.state else self.source.folder).resolve()
        return [
            path
            for path in found
            if path.resolve().is_relative_to(folder) and path.name not in _NO_TABLES
        ]

    def table(self, setup: TableSetup, path: Path) -> TableFile | None:
        """One file of an entry whose files stand each for itself; None when it is refused."""
        return self._opened(path, setup, None)

    def part(self, setup: TableSetup, path: Path, content: bytes) -> Iterator[Fact]:
        """The facts of a part of such a file, which is read as if it were the whole."""
        file = self.table(setup, path)
        if file is not None:
            file.content = content
            yield from self._used(file, self._read(file, path.name))

    def _nothing_received(self, setup: TableSetup) -> bool:
        """Whether the table is one of data as received, and none came yet."""
        is_received = received.state_files(setup.files) is not None
        return is_received and self.state is None and received.latest(self.source.folder) is None

    def _not_yet_received(self, setup: TableSetup) -> bool:
        """Whether there are data as received, and none of the day asked for."""
        is_received = received.state_files(setup.files) is not None
        return is_received and self.in_use is None and not self._nothing_received(setup)

    def _in_use(self) -> Path | None:
        """The state that is read: the one in use, or the one that was on the day asked for."""
        folder = self.source.folder
        if self.known_on is None or received.latest(folder) is None:
            return received.latest(folder)
        past = received.in_use_on(folder, self.known_on)
        tell_past(past, self.known_on, self.source.source.id, self.place)
        return past.state

    def _opened(self, path: Path, setup: TableSetup, prepared: object) -> TableFile | None:
        name = path.as_posix()
        if path.is_relative_to(self.source.folder):
            inside = path.relative_to(self.source.folder).as_posix()
            name = f"{Path(self.source.file).parent.as_posix()}/{inside}"
        place = Place(name, self.place.findings, self.place.limits)
        content = read_bytes(path, name, place.findings, place.limits.facts_file)
        if content is None:
            return None
        digest = hashlib.sha256(content).hexdigest()
        inside = name.removeprefix(f"{Path(self.source.file).parent.as_posix()}/")
        self.contents.digests[inside] = digest
        stated = setup.digest.get(path.name)
        if stated is not None and stated != digest:
            place.note("table-changed", None, None, {"stated": stated, "found": digest})
            return None
        origin = self.source.source.origins[setup.document]
        return TableFile(
            content=content,
            stem=path.stem,
            setup=setup,
            place=place,
            language=origin.language or "en",
            edition=origin.as_of or origin.published,
            prepared=prepared,
            trusted=stated is not None or digest in self.sound.files,
            known=self.sound.groups,
            areas=None if setup.naming is not None else self.areas,
            mend=partial(self.corrections.text, inside) if self.corrections.declared else unmended,
        )

    def describe(self) -> None:
        """Say which indicators the source knows, also those of files that are not read."""
        for setup in self.source.tables:
            self._indicators(setup)
        self.contents.measured = tuple(sorted({c for one in self.known.values() for c in one}))

    def _indicators(self, setup: TableSetup) -> Mapping[str, Indicator]:
        """What the numbers are: as the source says, else as the shape itself knows."""
        if setup.naming is not None:
            return naming_indicators(setup.naming)
        shape = setup.shape
        if shape not in self.known:
            known = shapes.known_indicators(shape)
            self.known[shape] = {**known, **self.indicators}
            self.contents.same_as.update(
                (code, one.same_as) for code, one in self.known[shape].items() if one.same_as
            )
        return self.known[shape]

    def _read(self, file: TableFile, name: str) -> list[Fact]:
        """The facts of a file; none when it cannot be used as it is."""
        source = self.source.source
        origin = source.origins[file.setup.document]
        marking = origin.marking or source.marking or NO_MARKING
        known = self._indicators(file.setup)
        in_use = self.overlay if received.state_files(file.setup.files) else NOTHING
        maker = FactMaker(file, known, origin, marking, in_use, common=self.common)
        maker.corrections = self.corrections
        maker.name = file.place.file.removeprefix(f"{Path(self.source.file).parent.as_posix()}/")
        seen = shapes.module(file.setup.shape).observations(file)
        content = file.content
        facts = [fact for one in seen if (fact := maker.fact(one)) is not None]
        file.content = b""
        if file.setup.naming is not None:
            facts = _each_once(file, facts)
        else:
            self._note_sound(file, maker.name, content)
        if file.unsound:
            if file.named:
                self.contents.refuse(file.place.file, frozenset(file.named))
            return []
        expected = file.setup.rows.get(name)
        if file.areas is None and expected is not None and expected != file.records:
            file.refuse("table-rows", stated=expected, found=file.records)
            return []
        if self.areas is None and shapes.several(file.setup.shape) is None:
            _ended(file, facts, origin)  # a file of one country is no series
        return facts

    def _note_sound(self, file: TableFile, name: str, content: bytes) -> None:
        """Note a file of which only some rows need be read the next time, and which it has.

        Of one that is trusted for its hash, rows may never have been looked at: it is known as a
        whole, and vouches for no row of another file. Corrections change no cell of such files.
        """
        known = self.sound.files.get(self.contents.digests[name])
        if known is not None:
            self.contents.simple[name] = known
        elif file.trusted:
            self.contents.simple[name] = ()
        elif _is_simple(file, content):
            self.contents.simple[name] = tuple(group_digests(content).values())

    def _used(self, file: TableFile, facts: list[Fact]) -> list[Fact]:
        """The facts that are used: all, or as its source says when there are bad rows."""
        if not file.bad and not file.incomplete:
            return facts
        if file.bad > MOST_TOLD:
            file.warn("table-problems-many", limit=MOST_TOLD, bad=file.bad)
        if file.lenient:
            if file.bad:
                file.warn("table-rows-left-out", bad=file.bad, good=len(facts))
            return facts
        if facts:
            code = "table-rows-apart" if file.bad else "table-part-apart"
            file.warn(code, bad=file.bad, good=len(facts))
        spoken = {area for fact in facts for area in fact.countries}
        self.contents.refuse(file.place.file, frozenset(spoken | file.named))
        return []


def _each_once(file: TableFile, facts: list[Fact]) -> list[Fact]:
    """The facts of a table of names: a second name of one form and language is a bad row."""
    found: dict[str, Fact] = {}
    for fact in facts:
        first = found.setdefault(fact.id, fact)
        if first is not fact:
            area = fact.countries[0]
            values = {"area": area, "first": first.line}
            file.bad_row("name-twice", fact.line or None, fact.cell, area, **values)
    return [*found.values()]


def tell_past(past: received.Past, day: dt.date, source: str, place: Place) -> None:
    """Tell what cannot be known of the data as received that were in use on a day."""
    values = {"source": source, "day": day.isoformat(), "first": past.first}
    codes = {
        "known-on-state-lost": past.lost,
        "known-on-state-none": "" if past.lost or past.state else past.first,
        "known-on-state-missing": past.missing,
        "known-on-state-withdrawn": past.withdrawn,
    }
    for code, state in codes.items():
        if state:
            place.note(code, None, None, {**values, "state": state}, Severity.NOTICE)


def _is_simple(file: TableFile, content: bytes) -> bool:
    """Whether every row of a file that was read begins with the code of its area, as it is."""
    if any(text != area for text, area in file.areas_known.items()):
        return False
    return file.setup.shape == shapes.DEFAULT and is_simple(content)


def _ended(file: TableFile, facts: list[Fact], origin: Origin) -> None:
    """Tell which series stop long before their document came out."""
    issued = origin.published or origin.as_of
    if issued is None:
        return
    newest: dict[str, int] = {}
    for fact in facts:
        if fact.indicator and fact.as_of and fact.staleness is not Staleness.NEVER:
            year = fact.as_of.last.year
            newest[fact.indicator] = max(newest.get(fact.indicator, 0), year)
    for indicator, year in newest.items():
        if issued.first.year - year >= _ENDED_YEARS:
            values = {"indicator": indicator, "newest": year, "issued": issued.first.year}
            file.place.note("table-series-ended", None, None, values, Severity.WARNING)
