"""What will happen when: the times of all orders, and when sources are asked for new data."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.build.orders.order import Order
from generator.schedule.moments import comes_twice, is_passed_over, moment
from generator.schedule.whole import Due, Schedule

ORDER: Final = "order"
SOURCE: Final = "source"


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that will happen.

    when    in UTC; zone: by whose clocks it is said. kind: "order" or "source".
    causes  as the officer wrote them; remarks: what clocks do on that day, when they are moved.
    """

    when: dt.datetime
    zone: str
    kind: str
    name: str
    causes: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def local(self) -> dt.datetime:
        """When, on the clocks of the zone."""
        return self.when.astimezone(zoneinfo.ZoneInfo(self.zone))

    def as_json(self) -> dict[str, object]:
        """Plain values for ``--json``."""
        return {
            "at": self.when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "local": self.local.isoformat(),
            "zone": self.zone,
            self.kind: self.name,
            "because": list(self.causes),
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a source is asked, and when it was last."""

    every: dt.timedelta
    text: str
    last: dt.datetime | None = None


def coming(
    orders: Iterable[Order],
    paces: Mapping[str, Pace],
    after: dt.datetime,
    until: dt.datetime,
) -> Iterator[Coming]:
    """Everything after ``after`` and not later than ``until``, in the order in which it comes."""
    streams: list[Iterable[Coming]] = [
        _of_order(order, order.schedule, after, until) for order in orders if order.schedule
    ]
    streams += [_of_source(name, pace, after, until) for name, pace in paces.items()]
    yield from heapq.merge(*streams, key=lambda one: (one.when, one.kind != SOURCE, one.name))


def _of_order(
    order: Order, schedule: Schedule, after: dt.datetime, until: dt.datetime
) -> Iterator[Coming]:
    for due in schedule.between(after, until):
        remarks = tuple(dict.fromkeys(_remarks(schedule, due)))
        yield Coming(due.when, due.zone, ORDER, order.name, due.causes, remarks)


def _of_source(name: str, pace: Pace, after: dt.datetime, until: dt.datetime) -> Iterator[Coming]:
    """Each time a source is asked when all goes well; one that never was is asked at once."""
    first = after if pace.last is None else max(after, pace.last + pace.every)
    for number in itertools.count():
        when = first + number * pace.every
        if when > until:
            return
        yield Coming(when, "UTC", SOURCE, name, (f"every {pace.text}",))


def _remarks(schedule: Schedule, due: Due) -> Iterator[str]:
    """What is to be known where clocks are moved at that hour."""
    zone = zoneinfo.ZoneInfo(due.zone)
    local = due.when.astimezone(zone)
    day, clock = local.date(), local.time()
    if comes_twice(day, clock, zone):
        yield f"{clock:%H:%M} comes twice that day: at the first"
    for rule in schedule.rules:
        if rule.text not in due.causes or rule.zone != due.zone:
            continue
        for wanted in rule.clocks:
            for near in (day, day - dt.timedelta(days=1)):
                passed = rule.days.holds(near) and is_passed_over(near, wanted, zone)
                if passed and moment(near, wanted, zone) == due.when:
                    yield f"clocks pass over {wanted:%H:%M} that day: at the first moment after it"
