"""The moment at which the clocks of a time zone show a time, and which zones there are."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from functools import cache
from typing import Final

SECOND: Final = dt.timedelta(seconds=1)


@cache
def zone_of(name: str) -> zoneinfo.ZoneInfo | None:
    """The time zone of that name (continent/city, or UTC), or None when there is none."""
    if name != "UTC" and "/" not in name:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def moment(day: dt.date, clock: dt.time, zone: zoneinfo.ZoneInfo) -> dt.datetime | None:
    """The moment in UTC at which clocks in the zone show ``clock`` on ``day``.

    A time that comes twice is its first; one that clocks pass over is the first moment after
    the gap. None for a day that the zone never had (Samoa had no 30 December 2011).
    """
    wall = dt.datetime.combine(day, clock)
    found = _existing(wall, zone)
    if found is not None:
        return found
    end = _end_of_gap(wall, zone)
    begin = dt.datetime.combine(day, dt.time())
    if end.astimezone(zone).date() > day and _existing(begin, zone) is None:
        return None
    return end


def is_passed_over(day: dt.date, clock: dt.time, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether clocks in the zone never show ``clock`` on ``day``."""
    return _existing(dt.datetime.combine(day, clock), zone) is None


def comes_twice(day: dt.date, clock: dt.time, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether clocks in the zone show ``clock`` twice on ``day``."""
    wall = dt.datetime.combine(day, clock, zone)
    if _existing(wall.replace(tzinfo=None), zone) is None:
        return False
    return wall.utcoffset() != wall.replace(fold=1).utcoffset()


def _existing(wall: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime | None:
    """The first moment at which the clocks show ``wall``; None when they never do."""
    found = wall.replace(tzinfo=zone).astimezone(dt.UTC)
    return found if found.astimezone(zone).replace(tzinfo=None) == wall else None


def _end_of_gap(wall: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """The first moment after the gap in which ``wall`` lies."""
    before = wall.replace(tzinfo=zone, fold=0).utcoffset() or dt.timedelta()
    after = wall.replace(tzinfo=zone, fold=1).utcoffset() or dt.timedelta()
    low = (wall - after).replace(tzinfo=dt.UTC)  # still on the old clocks
    high = (wall - before).replace(tzinfo=dt.UTC)  # already on the new ones
    while high - low > SECOND:
        middle = low + dt.timedelta(seconds=(high - low) // SECOND // 2)
        if (middle.astimezone(zone).utcoffset() or dt.timedelta()) == before:
            low = middle
        else:
            high = middle
    return high
