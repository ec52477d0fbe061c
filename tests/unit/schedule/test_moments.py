"""Clocks that are put forward and back, and days that never were."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from generator.schedule.moments import comes_twice, is_passed_over, moment, zone_of
from generator.schedule.trouble import near_zone


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "found"),
    [
        ("America/Toronto", "2026-11-30", "06:00", "2026-11-30 11:00"),
        ("America/Toronto", "2026-07-01", "06:00", "2026-07-01 10:00"),
        # Clocks go from 02:00 to 03:00.
        ("America/Toronto", "2026-03-08", "02:30", "2026-03-08 07:00"),
        ("America/Toronto", "2026-03-08", "02:00", "2026-03-08 07:00"),
        ("America/Toronto", "2026-03-08", "03:00", "2026-03-08 07:00"),
        ("America/Toronto", "2026-03-08", "01:59", "2026-03-08 06:59"),
        # Clocks go from 02:00 back to 01:00.
        ("America/Toronto", "2026-11-01", "01:30", "2026-11-01 05:30"),
        ("America/Toronto", "2026-11-01", "02:00", "2026-11-01 07:00"),
        # Half an hour only.
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:30"),
        # At midnight.
        ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23 22:00"),
        # Across midnight: clocks went from 23:30 to 00:30.
        ("America/Toronto", "1919-03-30", "23:45", "1919-03-31 04:30"),
        ("Asia/Kathmandu", "2026-11-30", "06:00", "2026-11-30 00:15"),
    ],
)
def test_the_moment_at_which_clocks_show_a_time(
    zone: str, day: str, clock: str, found: str
) -> None:
    when = moment(dt.date.fromisoformat(day), dt.time.fromisoformat(clock), ZoneInfo(zone))
    assert when == utc(found)


@pytest.mark.parametrize("clock", ["00:00", "09:00", "23:59"])
def test_a_day_that_a_zone_never_had_has_no_moment(clock: str) -> None:
    day = dt.date(2011, 12, 30)
    assert moment(day, dt.time.fromisoformat(clock), ZoneInfo("Pacific/Apia")) is None


def test_passed_over_and_twice_are_told_apart() -> None:
    toronto = ZoneInfo("America/Toronto")
    spring, autumn, half_past = dt.date(2026, 3, 8), dt.date(2026, 11, 1), dt.time(2, 30)
    assert is_passed_over(spring, half_past, toronto)
    assert not is_passed_over(autumn, half_past, toronto)
    assert comes_twice(autumn, dt.time(1, 30), toronto)
    assert not comes_twice(autumn, half_past, toronto)
    assert not comes_twice(spring, half_past, toronto)


@pytest.mark.parametrize("name", ["America/Toronto", "UTC", "Asia/Baghdad"])
def test_zones_that_there_are(name: str) -> None:
    assert zone_of(name) is not None


@pytest.mark.parametrize(
    "name", ["EST", "America/Torono", "", "../../etc/passwd", "/etc/passwd", "a/b\0"]
)
def test_what_is_no_zone(name: str) -> None:
    assert zone_of(name) is None


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("America/Torono", " Did you mean “America/Toronto”?"),
        ("america/toronto", " Did you mean “America/Toronto”?"),
        ("Toronto", " Did you mean “America/Toronto”?"),
        ("Baghdad", " Did you mean “Asia/Baghdad”?"),
        ("xyzzy", ""),
    ],
)
def test_the_nearest_zone_is_named(name: str, hint: str) -> None:
    assert near_zone(name) == hint
