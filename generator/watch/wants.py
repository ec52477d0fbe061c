"""Which orders are to be made now, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from generator.build.orders.order import Order, read_orders
from generator.build.orders.schedule import over
from generator.build.workspace import Workspace
from generator.problems import Findings
from generator.schedule.whole import Due
from generator.watch.ledger import TRIES, Last, Ledger, written
from generator.watch.log import Log

FAULT: Final = "fault"
_FIRST_AGAIN: Final = 60.0
_LAST_AGAIN: Final = 900.0
_LATE: Final = dt.timedelta(minutes=2)
_UNFINISHED: Final = "unfinished: "


@dataclass(frozen=True, slots=True)
class Wanted:
    """Why an order is to be made now, and for which time, if for one."""

    why: str
    due: Due | None = None


@dataclass(slots=True)
class Wants:
    """The orders of a workspace and what is wanted of them.

    names   the orders that are watched; none: all.
    day_of  the day that an order is made for now.
    """

    workspace: Workspace
    names: tuple[str, ...]
    ledger: Ledger
    log: Log
    day_of: Callable[[Order], dt.date]
    orders: dict[str, Order] = field(init=False, default_factory=dict)
    now: dict[str, Wanted] = field(init=False, default_factory=dict)
    _unsound: tuple[str, ...] = field(init=False, default=())
    _again: dict[str, tuple[float, float]] = field(init=False, default_factory=dict)
    _days: dict[str, dt.date] = field(init=False, default_factory=dict)

    def read(self, now: dt.datetime) -> None:
        """Read the orders. Those with mistakes are wanted, too: the build tells the mistakes."""
        before = self.orders
        found = read_orders(self.workspace, self.names, Findings())
        self.orders = {order.name: order for order in found}
        sound = {order.file for order in found}
        self._unsound = tuple(
            path.stem
            for path in self.workspace.order_files()
            if self.workspace.shown(path) not in sound
            and (not self.names or path.stem in self.names)
        )
        self.ledger.adopt({order.name: order.schedule for order in found}, now)
        for order in found:
            if before.get(order.name) != order:
                for problem in over(order, now):
                    self.log.problem(problem, order=order.name)

    # ------------------------------------------------------------ what makes one wanted

    def pick_up(self, now: dt.datetime) -> bool:
        """Runs that were begun and not finished: each once more. False when one is given up."""
        sound = True
        for name, run in self.ledger.unfinished().items():
            if name not in self.orders or run.tries >= TRIES:
                if name in self.orders:
                    words = f"{name}: given up after {run.tries} runs that did not come to an end."
                    self.log.say("given-up", words, order=name)
                    sound = False
                self.ledger.end({name: Last(written(now), FAULT, run.why)})
                continue
            words = f"{name}: the run of {run.began} did not come to its end; it is made up for."
            self.log.say("unfinished", words, order=name)
            self.now[name] = Wanted(_UNFINISHED + run.why.removeprefix(_UNFINISHED))
        return sound

    def because_changed(self, why: str) -> None:
        """All that are made when something has changed; the build knows which it touches."""
        for name, order in self.orders.items():
            if order.schedule is None or order.schedule.on_change:
                self.now.setdefault(name, Wanted(why))
        for name in self._unsound:
            self.now.setdefault(name, Wanted(why))

    def because_due(self, now: dt.datetime) -> None:
        """Those whose time has come; of several times that were missed, the last counts."""
        for name, order in self.orders.items():
            if order.schedule is None:
                continue
            due = self.ledger.due(name, order.schedule, now)
            known = self.now.get(name)
            if due is None or (known and known.due and known.due.when == due.when):
                continue
            causes, late = "; ".join(due.causes), now - due.when
            words = f"{name}: it is time ({causes})."
            if late > _LATE:
                words = f"{name}: made up for, {span_in_words(late)} late ({causes})."
            self.log.say("due", words, order=name, due=written(due.when))
            self.now[name] = Wanted(causes, due)

    def because_of_the_day(self) -> None:
        """Those that speak for today, on a new day: plans have come due, facts have aged."""
        for name, order in self.orders.items():
            day = self.day_of(order)
            if self._days.setdefault(name, day) == day:
                continue
            self._days[name] = day
            by_day = order.as_of is None and order.known_on is None
            if by_day and (order.schedule is None or order.schedule.on_change):
                self.now.setdefault(name, Wanted("a new day"))

    def because_tried(self, clock: float) -> None:
        """Those that failed for want of room or because another build had them."""
        for name, (when, _) in self._again.items():
            if clock >= when and (name in self.orders or name in self._unsound):
                self.now.setdefault(name, Wanted("tried again"))

    # ------------------------------------------------------------ what is made of it

    @property
    def has_due(self) -> bool:
        """Whether an order is wanted because its time has come."""
        return any(one.due for one in self.now.values())

    def take(self) -> dict[str, Wanted]:
        """What is wanted; from now on nothing is."""
        found, self.now = self.now, {}
        return found

    def made(self, names: Collection[str], later: Collection[str], clock: float) -> None:
        """These were made; those of ``later`` are to be tried again, after longer and longer."""
        for name in names:
            pause = self._again.pop(name, (0.0, _FIRST_AGAIN / 2))[1]
            if name in later:
                pause = min(pause * 2, _LAST_AGAIN)
                self._again[name] = (clock + pause, pause)

    def pauses(self, now: dt.datetime, clock: float) -> Iterator[float]:
        """Seconds until something will be wanted."""
        for when, _ in self._again.values():
            yield when - clock
        for name, order in self.orders.items():
            if order.schedule and (due := self.ledger.next(name, order.schedule, now)):
                yield (due.when - now).total_seconds()


def span_in_words(span: dt.timedelta) -> str:
    """“45 s”, “12 min”, “5 h”, “3 days”.

    >>> [span_in_words(dt.timedelta(minutes=n)) for n in (1, 300, 5000)]
    ['1 min', '5 h', '3 days']
    """
    seconds = int(abs(span).total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 7200:
        return f"{seconds // 60} min"
    return f"{seconds // 3600} h" if seconds < 172_800 else f"{seconds // 86_400} days"
