"""Makes orders for the watcher: through the same build as the command, with warm workers."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import time
import traceback
import zoneinfo
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.build import digests, memory
from generator.build.orders.order import Order
from generator.build.planning.thinking import open_kept
from generator.build.report import (
    FAULT_CODES,
    BuildReport,
    OrderReport,
    Outcome,
    Progress,
    Settings,
    Stage,
)
from generator.build.run import build
from generator.build.warm import Means, WarmPool
from generator.build.workspace import Workspace
from generator.problems import Problem, Severity
from generator.watch.ledger import Last, Ledger, written
from generator.watch.log import Log, listed
from generator.watch.status import Status
from generator.watch.wants import FAULT, Wanted

_LATER: Final = frozenset(
    {"order-in-use", "workers-gone", "disk-full", "output-refused"}
    | {"cluster-lost", "cluster-empty", "cluster-none-like", "cluster-unreachable"}
)
"""What may be otherwise in a minute, without anybody mending a file."""

_NEEDED: Final = (
    "generator.build.line",
    "generator.build.preparing",
    "generator.build.edition_maker",
    "generator.facts.sources",
    "generator.selection",
    "generator.compose.template",
    "generator.house.read",
)


@dataclass(slots=True)
class Builder:
    """Makes orders; keeps the ledger and the log.

    clock   the moment in UTC; enough: whether the watcher is to end.
    day     the day of issue, where it is fixed; None: that of the order's zone.
    cluster  address of a Dask scheduler whose machines do the work; "": this machine.
    prompt  what changed in what concerns no order is read by ``catch_up``, and not at once.
    behind  there is something for it to read.
    """

    workspace: Workspace
    ledger: Ledger
    log: Log
    status: Status
    clock: Callable[[], dt.datetime]
    enough: Callable[[], bool]
    beat: Callable[[], None]
    jobs: int = 0
    day: dt.date | None = None
    cluster: str = ""
    prompt: bool = False
    behind: bool = field(init=False, default=False)
    _pool: WarmPool = field(init=False, default_factory=WarmPool)
    _told: dict[str, frozenset[tuple[object, ...]]] = field(init=False, default_factory=dict)
    _began: float = field(init=False, default=0.0)
    _first: bool = field(init=False, default=False)

    def warm(self) -> None:
        """Load what the next build will need, so that it need not wait for it."""
        if not self.cluster:
            self._pool.warm(self._how_many)
        for name in _NEEDED:
            importlib.import_module(name)
        open_kept(self.workspace.state)

    def close(self) -> None:
        """End the workers."""
        self._pool.close()

    @property
    def _how_many(self) -> int:
        return self.jobs or os.cpu_count() or 1

    def day_of(self, order: Order | None) -> dt.date:
        """The day that an order is made for now."""
        if self.day is not None:
            return self.day
        zone = order.schedule.zone if order and order.schedule else "UTC"
        return self.clock().astimezone(zoneinfo.ZoneInfo(zone)).date()

    def make(self, wanted: Mapping[str, Wanted], orders: Mapping[str, Order]) -> frozenset[str]:
        """Make orders; gives those that are to be tried again later."""
        now = self.clock()
        self.ledger.begin({name: (one.why, one.due) for name, one in wanted.items()}, now)
        days: dict[dt.date, list[str]] = defaultdict(list)
        for name in wanted:
            days[self.day_of(orders.get(name))].append(name)
        later: set[str] = set()
        for day, names in sorted(days.items()):
            if self.enough():
                self.ledger.put_off(names)
                continue
            later |= self._make(day, names, wanted, prompt=self.prompt)
        return frozenset(later)

    def catch_up(self, orders: Mapping[str, Order]) -> None:
        """Read again what sources say of orders that stand. What is due waits for its own time."""
        self.behind = False
        days: dict[dt.date, list[str]] = defaultdict(list)
        for name, order in orders.items():
            days[self.day_of(order)].append(name)
        for day, names in sorted(days.items()):
            if not self.enough():
                self._make(day, names, {}, prompt=False, makes=False)

    def _make(
        self,
        day: dt.date,
        names: list[str],
        wanted: Mapping[str, Wanted],
        *,
        prompt: bool,
        makes: bool = True,
    ) -> set[str]:
        try:
            report = self._build(day, names, prompt=prompt, makes=makes)
        except Exception as error:
            self._fault(error, names, wanted)
            return set()
        self.behind |= report.put_off
        self._tell_sources(report)
        ends: dict[str, Last] = {}
        for order in report.orders:
            self._tell(order, wanted.get(order.order))
            if order.order in wanted:
                ends[order.order] = self._last(order, wanted[order.order])
        if wanted:
            self._tell_unchanged(report)
        unmade = [name for name in names if name in wanted and name not in ends]
        if unmade and self.enough():
            self.ledger.put_off(unmade)
        else:
            ends |= {name: self._gone(wanted[name]) for name in unmade}
        self.ledger.end(ends)
        return {o.order for o in report.orders if o.order in wanted and _may_do_later(o)}

    def _build(self, day: dt.date, names: list[str], *, prompt: bool, makes: bool) -> BuildReport:
        digests.forget_files()
        self._began, self._first = time.monotonic(), False
        clock, jobs = self.clock().date(), self._how_many
        settings = Settings(today=day, clock=clock, jobs=jobs, cluster=self.cluster)
        lend, again = self._pool.lend, not prompt
        means = Means(lend, self.enough, looks_again=again, makes=makes, attended=False)
        return build(self.workspace, tuple(names), settings, self._step, means=means)

    def _step(self, step: Progress) -> None:
        if step.stage is Stage.WRITE and not self._first:
            self._first = True
            self.status.first_file = time.monotonic() - self._began
            if self.log.as_json:
                seconds = round(self.status.first_file, 3)
                about = {"order": step.order, "language": step.language, "format": step.format}
                self.log.say("first-file", "The first file is written.", seconds=seconds, **about)
        self.beat()

    # ------------------------------------------------------------ what became of it

    def _last(self, order: OrderReport, one: Wanted) -> Last:
        outcome = order.outcome.value
        if any(problem.code in FAULT_CODES for problem in order.errors):
            outcome = FAULT
        milliseconds = int(order.seconds * 1000)
        return Last(written(self.clock()), outcome, one.why, order.edition or 0, milliseconds)

    def _gone(self, one: Wanted) -> Last:
        """The end of an order whose file is not there any more."""
        return Last(written(self.clock()), Outcome.REFUSED.value, one.why)

    def _tell(self, order: OrderReport, one: Wanted | None) -> None:
        self.status.count(order.outcome.value)
        about: dict[str, object] = {"order": order.order, "because": one.why if one else ""}
        if order.outcome is Outcome.PUBLISHED:
            self._told.pop(order.order, None)
            kinds = [_reason(reason.what, reason.items) for reason in order.reasons]
            words = (
                f"{order.order}: edition {order.edition} made in {order.seconds:.1f} s"
                f" ({len(order.files)} files): {'; '.join(kinds)}."
            )
            folder = self.workspace.shown(order.folder) if order.folder else None
            self.log.say(
                "edition",
                words,
                **about,
                edition=order.edition,
                folder=folder,
                files=len(order.files),
                seconds=round(order.seconds, 3),
                reasons=[{"what": r.what, "items": list(r.items)} for r in order.reasons],
            )
        elif order.outcome is Outcome.REFUSED:
            self._tell_refused(order, about)
        else:
            self._told.pop(order.order, None)

    def _tell_refused(self, order: OrderReport, about: dict[str, object]) -> None:
        stands = f"Edition {order.last_good} stands." if order.last_good else "There is none yet."
        if self._is_told(order.order, order.errors):
            if about["because"]:
                words = f"{order.order}: still not made, as told before. {stands}"
                self.log.say("refused", words, **about, last_good=order.last_good)
            return
        words = f"{order.order}: not made. {stands}"
        self.log.say("refused", words, **about, last_good=order.last_good)
        for problem in order.errors:
            self.log.problem(problem, order=order.order)

    def _tell_sources(self, report: BuildReport) -> None:
        """What is wrong with sources, once for as long as it is."""
        errors = [p for p in report.problems if p.severity is Severity.ERROR]
        if not errors:
            if not report.put_off:  # else not all of them were read
                self._told.pop("", None)
        elif not self._is_told("", errors):
            self.log.say("sources", "Not everything could be read; what it touches is not made.")
            for problem in errors:
                self.log.problem(problem)

    def _is_told(self, name: str, problems: Iterable[Problem]) -> bool:
        """Whether just these problems were told the last time."""
        found = frozenset((p.code, p.where, tuple(sorted(p.values.items()))) for p in problems)
        before = self._told.get(name)
        self._told[name] = found
        return before == found

    def _tell_unchanged(self, report: BuildReport) -> None:
        names = [o.order for o in report.orders if o.outcome is Outcome.UNCHANGED]
        if names:
            words = f"Nothing that is printed has changed: {listed(names)}."
            self.log.say("unchanged", words, orders=names)

    def _fault(self, error: Exception, names: list[str], wanted: Mapping[str, Wanted]) -> None:
        """A fault of ours: saved, told without what it quotes, and lived through."""
        trace = "".join(traceback.format_exception(error))
        place = memory.save_fault(self.workspace.state, f"watch-{names[0]}", trace)
        self.status.count(FAULT)
        words = (
            f"A fault of the program ({type(error).__name__}): {listed(names)} not made;"
            f" earlier editions stand. A report is in {place}."
        )
        self.log.say("fault", words, orders=names, report=place)
        ended = written(self.clock())
        ends = {name: Last(ended, FAULT, one.why) for name, one in wanted.items() if name in names}
        self.ledger.end(ends)
        self._pool.close()


def _may_do_later(order: OrderReport) -> bool:
    codes = {problem.code for problem in order.errors}
    return bool(codes) and codes <= _LATER


def _reason(what: str, items: tuple[str, ...]) -> str:
    words = what.replace("-", " ")
    return f"{words} ({listed(items, 3)})" if items else words
