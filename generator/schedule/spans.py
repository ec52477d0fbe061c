"""Reads spans of time: "7 days" before a meeting, "6 hours" between two looks at a source."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from dataclasses import dataclass
from typing import Final

from generator.schedule.moments import moment
from generator.schedule.trouble import ScheduleError
from generator.schedule.words import read_clock

_SPAN: Final = re.compile(r"(\d{1,4}|an?|one)\s*([a-z]+)(?:\s+before)?(?:\s*,?\s*(?:at\s+)?(\S+))?")
_UNITS: Final = {
    "minute": dt.timedelta(minutes=1),
    "hour": dt.timedelta(hours=1),
    "day": dt.timedelta(days=1),
    "week": dt.timedelta(days=7),
}
_LONGEST: Final = dt.timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Before:
    """So long before a meeting. ``text`` is how the officer wrote it.

    days   civil days, or None when it is a span of hours and minutes; clock: the time of the
           clock on that day, None for that of the meeting.
    """

    text: str
    span: dt.timedelta
    days: int | None = None
    clock: dt.time | None = None

    def moment(
        self, day: dt.date, clock: dt.time | None, zone: zoneinfo.ZoneInfo
    ) -> dt.datetime | None:
        """The moment so long before a meeting.

        clock  of the meeting; without one, days are counted from the beginning of its day, and
               hours from nothing: None.
        """
        if self.days is not None:
            wanted = day - dt.timedelta(days=self.days)
            return moment(wanted, self.clock or clock or dt.time(), zone)
        start = None if clock is None else moment(day, clock, zone)
        return None if start is None else start - self.span


def read_before(text: str) -> Before:
    """ "7 days", "2 hours", "1 day at 18:00". Raises ``ScheduleError``."""
    count, unit, clock = _read(text)
    span = count * _UNITS[unit]
    if unit in ("minute", "hour"):
        if clock is not None:
            raise ScheduleError("span", "a time of the clock goes with days and weeks only")
        return Before(text, span)
    return Before(text, span, span.days, None if clock is None else read_clock(clock))


def read_pace(text: str) -> dt.timedelta:
    """ "30 minutes", "6 hours", "1 day". Raises ``ScheduleError``."""
    count, unit, clock = _read(text)
    if clock is not None:
        raise ScheduleError("span", f"“{clock}” stands behind it")
    return count * _UNITS[unit]


def _read(text: str) -> tuple[int, str, str | None]:
    match = _SPAN.fullmatch(text.strip().casefold())
    if match is None:
        raise ScheduleError("span", "it is no number with minutes, hours, days or weeks")
    unit = match[2].removesuffix("s")
    if unit not in _UNITS:
        import difflib

        near = difflib.get_close_matches(unit, _UNITS, n=1, cutoff=0.6)
        hint = f" Did you mean “{near[0]}s”?" if near else ""
        raise ScheduleError("span", f"“{match[2]}” is not minutes, hours, days or weeks", hint)
    count = int(match[1]) if match[1].isdecimal() else 1
    if count == 0:
        raise ScheduleError("span", "it is no time at all")
    if count * _UNITS[unit] > _LONGEST:
        raise ScheduleError("span", "it is more than three years")
    return count, unit, match[3]
