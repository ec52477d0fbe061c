"""A build: the stages in order, for some orders or all; every problem of the run together.

``build`` first asks whether anything can have changed at all, and ends there when nothing
can: no stage is imported then. Else the sources are read once, facts are chosen for each
order here, and briefs are composed and written in supervised workers. One order that is
refused never stops another.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.build import memory
from generator.build.inputs import Inputs, wanted_of
from generator.build.orders.audiences import asked, for_audiences, may_be_meant, note_names
from generator.build.orders.changes import followers_last
from generator.build.orders.order import Order, note_twins, read_as_it_is, unknown_names
from generator.build.packing import with_parts
from generator.build.plan import planned
from generator.build.report import (
    BuildReport,
    OrderReport,
    Outcome,
    Progress,
    Settings,
    Stage,
    Watcher,
    unwatched,
)
from generator.build.stages import PROFILE_OF, Stages
from generator.build.unchanged import Unchanged
from generator.build.warm import ALONE, Means
from generator.build.workspace import Workspace
from generator.editions.store import EditionStore
from generator.facts.sweeps import few_sweeps
from generator.problems import Findings, Problem, Severity, Where

if TYPE_CHECKING:
    from generator.build.chosen import Chosen
    from generator.build.edition_maker import EditionMaker
    from generator.build.inputs import Wanted
    from generator.build.planning.watched import Contents
    from generator.build.preparing import Preparation
    from generator.build.surroundings import Surroundings
    from generator.build.workers.doing import Workers


def build(
    workspace: Workspace,
    names: Sequence[str],
    settings: Settings,
    progress: Watcher = unwatched,
    *,
    stages: Stages | None = None,
    means: Means = ALONE,
) -> BuildReport:
    """Make the editions of the orders of those names, or of all orders when none is named.

    Gives what became of each; raises nothing for what a person can mend.
    """
    with few_sweeps():  # what a build makes is in use until its edition stands
        return _Run(workspace, settings, progress, stages or Stages(), means).build(names)


def check(
    workspace: Workspace,
    names: Sequence[str] = (),
    *,
    today: dt.date,
    stages: Stages | None = None,
    keep: bool = False,
) -> Findings:
    """Everything that a build of those orders, or of all, would refuse or warn of.

    Nothing is made. Sources, templates, house styles and orders are read and compared.

    keep  keep what was read of all sources for the next time; else a check of all only looks
          at what is kept, and writes nothing.
    """
    run = _Run(workspace, Settings(today=today, clock=today), unwatched, stages or Stages())
    return run.check(names, writes=keep or bool(names))


class _Run:
    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        progress: Watcher,
        stages: Stages,
        means: Means = ALONE,
    ) -> None:
        self.workspace = workspace
        self.settings = settings
        self.stages = stages
        self.means = means
        self.inputs = Inputs(workspace)
        self._progress = progress
        self._root = settings.output.absolute() if settings.output else workspace.briefings
        self._store = EditionStore(self._root)
        self._began = time.monotonic()
        self._done = 0
        self._total = 0
        self._times: dict[str, float] = {}
        self._problems = Findings()
        self._noticed: list[Problem] = []  # of machines, in this run alone
        self._wanted: dict[str, Wanted] = {}
        self._places: dict[str, int] = {}
        self._seen: Contents | None = None
        self._around: Surroundings | None = None
        self._unchanged = Unchanged(workspace, settings, self._store, self.inputs, self._problems)

    # ------------------------------------------------------------ the whole

    def build(self, names: Sequence[str]) -> BuildReport:
        self._began = began = time.monotonic()
        still = self._unchanged
        settings = self.settings
        if settings.output is None and settings.as_of is None and settings.known_on is None:
            still.plan, still.look = planned(self.workspace, self.settings.today)
        orders, reports = self._orders(names, still.known(names))
        began = self._lap("look", began)
        for turn in followers_last(orders):
            due = [order for order in turn if still.is_due(order.name)]
            if self.means.makes:
                reports.extend(self._turn(due))  # somebody may wait for the first file of a change
            still.keep_plan()
            reports.extend(self._turn([order for order in turn if order not in due]))
        reports.extend(one.report for one in still.standing.values())
        if self.means.looks_again or not still.is_aged:
            still.look_again(self._preparation, self._wanted, orders)
            still.keep(reports, orders)
        reports.sort(key=lambda report: self._places.get(report.order, 0))
        seconds = time.monotonic() - self._began
        times = MappingProxyType(self._times)
        problems = (*self._problems, *self._noticed)
        put_off = still.is_aged and not self.means.looks_again
        return BuildReport(tuple(reports), problems, seconds, times, put_off)

    def _turn(self, orders: Sequence[Order]) -> Iterator[OrderReport]:
        """Look at some orders, and make those that need it."""
        if not orders or self.means.enough():
            return
        began = time.monotonic()
        found = [(order, self._at_once(order)) for order in orders]
        yield from (report for _, report in found if report is not None)
        self._lap("look", began)
        if to_make := [order for order, report in found if report is None]:
            yield from self._make(to_make)

    def check(self, names: Sequence[str], *, writes: bool) -> Findings:
        orders, reports = self._orders(names)
        self._problems.extend(p for report in reports for p in report.problems)
        self.inputs = Inputs(self.workspace, writes)
        preparation = self._preparation(writes=writes)
        preparation.read(orders, everything=not names)
        self._problems.extend(preparation.findings)
        if names:
            named = {order.template for order in with_parts(orders)} - {""}
            for template in sorted(named):
                self._problems.extend(preparation.check_template(template))
        else:
            self._problems.extend(preparation.read_styles())
            self._problems.extend(preparation.check_pictures())
        for order in orders:
            findings = Findings()
            wanted = wanted_of(order, self.settings, findings)
            if wanted is None:
                self._problems.extend(findings)
                continue
            self._wanted[order.name] = wanted
            chosen = self._choose(preparation, order, findings)
            self._problems.extend(chosen.notices if chosen else findings)
            self._problems.extend(self._store.verified(order.name).damaged)
        return self._problems

    def _orders(
        self, names: Sequence[str], standing: Collection[str] = ()
    ) -> tuple[list[Order], list[OrderReport]]:
        """The sound orders, and reports of the others.

        standing  names of files that are known to be sound, and need not be read.
        """
        self._problems.extend(unknown_names(self.workspace, names))
        sound: list[Order] = []
        refused: list[OrderReport] = []
        for name in self.workspace.order_names():
            if name in standing:
                known = [n for n, one in self._unchanged.standing.items() if one.stem == name]
                self._places.update({n: len(self._places) + at for at, n in enumerate(known)})
                continue
            if not may_be_meant(name, names):
                self._unchanged.whole = False
                continue
            findings = Findings()
            path = self.workspace.briefings / f"{name}.toml"
            shown = self.workspace.shown(path)
            order, sound_form = read_as_it_is(path, findings, self.settings.limits, shown_as=shown)
            if order is not None and not sound_form:
                self._note_more(order, findings)
                order = None
            found = [] if order is None else list(asked((order,), names))
            if order is not None and len(found) != len(for_audiences(order)):
                self._unchanged.whole = False
            note_names((order,) if order else (), self.workspace.order_names(), findings)
            for place, one in enumerate(found):
                note_twins(one, [*sound, *found[:place]], findings)
            self._places[name] = len(self._places)
            self._places.update((one.name, len(self._places)) for one in found)
            if order is None or findings.errors:
                refused.append(self._refused(name, findings))
            else:
                sound.extend(found)
        return sound, refused

    def _note_more(self, order: Order, findings: Findings) -> None:
        """What else is wrong with an order that has a mistake in its form."""
        from generator.build.orders.more import note_more

        preparation = self._preparation(writes=False)
        preparation.read_for(frozenset(order.areas) - {""}, frozenset({order.house}))
        note_more(order, preparation, self.settings.today, findings)

    # ------------------------------------------------------------ nothing to make

    def _at_once(self, order: Order) -> OrderReport | None:
        """The report of an order that needs no making; None when it does."""
        findings = Findings()
        wanted = wanted_of(order, self.settings, findings)
        if wanted is None:
            return self._refused(order.name, findings)
        self._wanted[order.name] = wanted
        return self._unchanged.report(order, wanted)

    # ------------------------------------------------------------ making

    def _make(self, orders: Sequence[Order]) -> list[OrderReport]:
        from generator.build.line import Line, Ways

        if self._unchanged.look is not None and self._seen is None:
            # Before anything is read that may change meanwhile.
            self._seen = self._unchanged.look.contents()
        jobs = self.settings.jobs or os.cpu_count() or 1
        with self._workers(jobs) as pool:
            pool.prepare(*self._profiles())
            began = time.monotonic()
            self._say(Stage.READ)
            preparation = self._preparation()
            preparation.read(orders, known_on=self._days(orders))
            began = self._lap("read", began)
            self._problems.extend(preparation.findings)
            ways = Ways(
                choose=lambda order, findings: self._may_leave(
                    self._choose(preparation, order, findings), pool, findings
                ),
                maker=self._maker,
                refuse=lambda order, problems: self._refused(order.name, problems),
                place=lambda order: self.workspace.shown(self._root / order.name),
                enough=self.means.enough,
            )
            line = Line(ways, pool, self.settings.wait)
            reports = line.make(orders)
            self._noticed += pool.notices
            self._lap("make", began)
        self._remember(line.finished)
        return reports

    def _days(self, orders: Iterable[Order]) -> Iterable[dt.date | None]:
        """The days of which only what was known is to print; None: all that is on record."""
        return dict.fromkeys(self._wanted[order.name].known_on for order in orders)

    def _workers(self, jobs: int) -> AbstractContextManager[Workers]:
        """Who does the work: processes of this machine, or the machines of a cluster."""
        profiles, limits = self.stages.profiles, self.settings.limits
        if self.settings.cluster:
            from generator.build.cluster.pool import ClusterPool

            return ClusterPool(self.settings.cluster, self.workspace, profiles, limits)
        if self.means.lend is not None:
            return self.means.lend(jobs)
        from generator.build.workers.pool import Pool

        return Pool(jobs, profiles, limits)

    def _may_leave(self, chosen: Chosen | None, pool: Workers, findings: Findings) -> Chosen | None:
        """What was chosen for an order, unless its marking forbids the way it would travel."""
        if chosen is None or pool.sealed:
            return chosen
        from generator.build.cluster.leaving import restricted

        if not (marking := restricted(chosen)):
            return chosen
        where, address = Where(record=chosen.order.name), self.settings.cluster
        findings.add("cluster-unsealed", where, marking=marking, address=address)
        return None

    def _profiles(self) -> tuple[str, ...]:
        """What workers will need beside the lightest profile."""
        formats = {name for wanted in self._wanted.values() for name in wanted.formats}
        return tuple({PROFILE_OF[name] for name in formats if name in PROFILE_OF})

    def _preparation(self, *, writes: bool = True) -> Preparation:
        from generator.build.preparing import Preparation

        return Preparation(self.workspace, self.settings, self.stages, self.inputs, writes=writes)

    def _choose(self, preparation: Preparation, order: Order, findings: Findings) -> Chosen | None:
        wanted = self._wanted[order.name]
        last = newest.manifest if (newest := self._store.newest(order.name)) else None
        chosen = preparation.choose(order, wanted, self.inputs.of(order, wanted), last, findings)
        if chosen is None:
            return None
        from generator.build.departed import departed
        from generator.build.remarks import remarks

        gone = [*departed(last, self.workspace.sources, self.means)] if last else []
        if gone and not self.means.attended:
            findings.extend(gone)
            return None
        self._problems.extend([*gone, *remarks(chosen)])
        self._say(Stage.SELECT, order.name)
        return chosen

    def _maker(self, chosen: Chosen) -> EditionMaker:
        from generator.build.edition_maker import EditionMaker

        self._total += len(chosen.wanted.languages) + len(chosen.wanted.documents) + 1
        self._around = self._around or self._surroundings()
        return EditionMaker(chosen, self._store, self.settings, self.stages, self._around)

    def _surroundings(self) -> Surroundings:
        from generator.build.parcels import Packer
        from generator.build.snapshot import Names
        from generator.build.surroundings import Surroundings

        return Surroundings(
            sources=self.workspace.sources,
            step=self._step,
            drop=self._drop,
            shown=self.workspace.shown,
            save_fault=lambda name, text: memory.save_fault(self.workspace.state, name, text),
            pack=Packer().pack,
            names=Names(),
        )

    def _remember(self, makers: Iterable[EditionMaker]) -> None:
        """Remember what was found sound, after a run without any mistake in what was read."""
        if self.settings.output is not None:
            return
        if any(problem.severity is Severity.ERROR for problem in self._problems):
            return
        sound = [
            (maker, maker.report)
            for maker in makers
            if maker.report is not None
            and maker.report.edition is not None
            and not maker.chosen.wanted.overrides
        ]
        for maker, report in sound:
            notices = [p for p in report.problems if p.code != "edition-damaged"]
            memory.remember(
                self.workspace.state,
                report.order,
                maker.chosen.inputs,
                report.edition or 0,
                notices,
                tuple(self._problems),
            )
            self._unchanged.made(maker.chosen.order, maker.chosen.wanted, report)
        if self._seen is not None and sound:
            from generator.build.planning.recording import Recorded, keep_records

            made = [Recorded(maker.chosen, report, maker.plain) for maker, report in sound]
            keep_records(self.workspace, made, self._seen, self.settings.limits)

    # ------------------------------------------------------------ small things

    def _refused(self, name: str, problems: Iterable[Problem]) -> OrderReport:
        newest = self._store.newest(name) if name in self._store.orders() else None
        last = newest.number if newest else None
        return OrderReport(name, Outcome.REFUSED, last_good=last, problems=tuple(problems))

    def _step(self, stage: Stage, order: str, language: str, format_name: str) -> None:
        self._done += 1
        self._say(stage, order, language, format_name)

    def _drop(self, steps: int) -> None:
        self._total -= steps

    def _say(
        self, stage: Stage, order: str = "", language: str = "", format_name: str = ""
    ) -> None:
        total = max(self._total, self._done)
        self._progress(Progress(stage, self._done, total, order, language, format_name))

    def _lap(self, name: str, began: float) -> float:
        now = time.monotonic()
        self._times[name] = self._times.get(name, 0.0) + now - began
        return now
