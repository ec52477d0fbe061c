"""A time that comes again by the calendar: on which days, at which times of the clock."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.schedule.moments import moment

MONTHS: Final = frozenset(range(1, 13))
LAST: Final = -1
_DAY: Final = dt.timedelta(days=1)
_FAR: Final = 9 * 366
"""Days within which every rule comes that ever does: 29 February may be 8 years away."""


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days of the calendar.

    numbers   days of the month; weekdays: Monday is 0; None: any.
    either    True: a day that is in numbers or in weekdays, as cron has it; else in both.
    turns     such as (1, 0), the first Monday of a month; (LAST, 4), the last Friday.
    last      the last day of a month. date: this one day.
    """

    months: frozenset[int] = MONTHS
    numbers: frozenset[int] | None = None
    weekdays: frozenset[int] | None = None
    either: bool = False
    turns: frozenset[tuple[int, int]] = frozenset()
    last: bool = False
    date: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether a day is in the set."""
        if self.date is not None:
            return day == self.date
        if day.month not in self.months:
            return False
        if self.last or self.turns:
            return self._by_turn(day)
        number = self.numbers is None or day.day in self.numbers
        weekday = self.weekdays is None or day.weekday() in self.weekdays
        return (number or weekday) if self.either else (number and weekday)

    def _by_turn(self, day: dt.date) -> bool:
        ends = (day + _DAY).month != day.month
        if self.last and ends:
            return True
        if self.numbers is not None and day.day in self.numbers:
            return True
        turn = (day.day - 1) // 7 + 1
        is_last = (day + 7 * _DAY).month != day.month
        return (turn, day.weekday()) in self.turns or (
            is_last and (LAST, day.weekday()) in self.turns
        )

    def ever(self) -> bool:
        """Whether there is such a day at all; 30 February is none."""
        if self.date is not None:
            return True
        first = dt.date(2000, 1, 1)
        return any(self.holds(first + number * _DAY) for number in range(_FAR))


@dataclass(frozen=True, slots=True)
class Rule:
    """Times by the calendar. ``text`` is how the officer wrote them; clocks in their order."""

    text: str
    days: Days
    clocks: tuple[dt.time, ...]
    zone: str

    def after(self, when: dt.datetime) -> dt.datetime | None:
        """The first moment after ``when``; None when none is to come."""
        for day in self._days_from(when):
            for found in self._on(day):
                if found > when:
                    return found
        return None

    def latest(self, after: dt.datetime, until: dt.datetime) -> dt.datetime | None:
        """The last moment after ``after`` that is not later than ``until``; None without one."""
        zone = zoneinfo.ZoneInfo(self.zone)
        first = after.astimezone(zone).date() - _DAY
        day = until.astimezone(zone).date() + _DAY
        if self.days.date is not None:
            day = min(day, self.days.date)
        for _ in range(_FAR):
            if day < first:
                break
            if self.days.holds(day):
                for found in reversed(self._on(day)):
                    if found <= until:
                        return found if found > after else None
            day -= _DAY
        return None

    def _days_from(self, when: dt.datetime) -> Iterator[dt.date]:
        """Days of the rule, from the day before that of ``when``: a gap may cross midnight."""
        start = when.astimezone(zoneinfo.ZoneInfo(self.zone)).date() - _DAY
        if self.days.date is not None:
            yield from (self.days.date,) if self.days.date >= start else ()
            return
        for number in range(_FAR):
            day = start + number * _DAY
            if self.days.holds(day):
                yield day

    def _on(self, day: dt.date) -> tuple[dt.datetime, ...]:
        """The moments of one day, each once, in their order."""
        zone = zoneinfo.ZoneInfo(self.zone)
        found = (moment(day, clock, zone) for clock in self.clocks)
        return tuple(dict.fromkeys(one for one in found if one is not None))
