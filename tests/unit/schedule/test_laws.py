"""What holds of every schedule, compared with a plain look at every minute."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.schedule.moments import moment
from generator.schedule.rule import Days, Rule
from generator.schedule.whole import Fixed, Schedule
from generator.schedule.words import read_rule

ZONES = (
    "America/Toronto", "Africa/Cairo", "Asia/Baghdad", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Europe/Paris", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "America/Santiago",
    "Asia/Beirut", "Antarctica/Troll", "UTC",
)  # fmt: skip
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)

zones = st.sampled_from(ZONES)
clocks = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))
some_days = st.one_of(
    st.builds(Days),
    st.builds(Days, weekdays=st.frozensets(st.integers(0, 6), min_size=1)),
    st.builds(Days, numbers=st.frozensets(st.integers(1, 31), min_size=1)),
    st.builds(
        Days,
        numbers=st.frozensets(st.integers(1, 31), min_size=1, max_size=3),
        weekdays=st.frozensets(st.integers(0, 6), min_size=1, max_size=2),
        either=st.booleans(),
    ),
    st.builds(Days, last=st.just(True)),
)
rules = st.builds(
    lambda days, times, zone: Rule("rule", days, tuple(sorted(times)), zone),
    some_days,
    st.sets(clocks, min_size=1, max_size=3),
    zones,
)
FIRST = dt.datetime(1975, 1, 1, tzinfo=dt.UTC)
instants = st.integers(0, 61 * 365 * 1440).map(lambda number: FIRST + number * MINUTE)

transitions = st.sampled_from(
    [
        dt.datetime(2026, 3, 8, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 29, tzinfo=dt.UTC),
        dt.datetime(2026, 4, 23, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 3, tzinfo=dt.UTC),
        dt.datetime(2026, 9, 5, tzinfo=dt.UTC),
        dt.datetime(2011, 12, 30, tzinfo=dt.UTC),
    ]
)


def scanned(rule: Rule, start: dt.datetime, minutes: int) -> list[dt.datetime]:
    """Every moment of a rule, found by looking at the clocks of the zone minute by minute.

    A wall time that clocks pass over counts at the first minute after it.
    """
    zone = ZoneInfo(rule.zone)
    found: list[dt.datetime] = []
    fired: set[dt.datetime] = set()
    began = start - 30 * 60 * MINUTE  # so that the second of two like times is known
    wall = began.astimezone(zone).replace(tzinfo=None)
    for number in range(1, minutes + 30 * 60 + 1):
        when = began + number * MINUTE
        before, wall = wall, when.astimezone(zone).replace(tzinfo=None)
        shown = [wall]
        if wall > before + MINUTE:
            skipped = int((wall - before) / MINUTE)
            shown = [before + n * MINUTE for n in range(1, skipped + 1)]
        days = {one.date() for one in shown}
        whole = {day for day in days if len([1 for one in shown if one.date() == day]) == 1440}
        due = {
            one
            for one in shown
            if one.time() in rule.clocks and rule.days.holds(one.date()) and one.date() not in whole
        }
        if due - fired and when > start:
            found.append(when)
        fired |= due
    return found


def listed(rule: Rule, start: dt.datetime, minutes: int) -> list[dt.datetime]:
    end, found, when = start + minutes * MINUTE, [], rule.after(start)
    while when is not None and when <= end:
        found.append(when)
        when = rule.after(when)
    return found


@settings(max_examples=60)
@given(rules, st.one_of(instants, transitions))
@example(
    Rule("r", Days(), (dt.time(2, 0), dt.time(2, 30), dt.time(3, 0)), "America/Toronto"),
    dt.datetime(2026, 3, 8, tzinfo=dt.UTC),
)
@example(
    Rule("r", Days(), (dt.time(1, 0), dt.time(1, 30)), "America/Toronto"),
    dt.datetime(2026, 11, 1, 5, 45, tzinfo=dt.UTC),
)
@example(
    Rule("r", Days(), (dt.time(9, 0),), "Pacific/Apia"), dt.datetime(2011, 12, 29, tzinfo=dt.UTC)
)
def test_moments_are_those_of_a_look_at_every_minute(rule: Rule, start: dt.datetime) -> None:
    assert listed(rule, start, 2 * 1440) == scanned(rule, start, 2 * 1440)


@given(rules, instants)
def test_moments_only_grow_and_none_comes_twice(rule: Rule, start: dt.datetime) -> None:
    found, when = [start], rule.after(start)
    while when is not None and len(found) < 40:
        found.append(when)
        when = rule.after(when)
    assert all(one < two for one, two in itertools.pairwise(found))


@given(zones, clocks, st.dates(dt.date(1975, 1, 1), dt.date(2036, 1, 1)), st.integers(1, 500))
def test_every_day_of_the_calendar_comes_exactly_once(
    zone: str, clock: dt.time, first: dt.date, count: int
) -> None:
    rule = Rule("daily", Days(), (clock,), zone)
    wanted = [moment(first + n * DAY, clock, ZoneInfo(zone)) for n in range(count)]
    there = [when for when in wanted if when is not None]
    if not there:
        return
    found, when = [], rule.after(there[0] - MINUTE)
    for _ in there:
        assert when is not None
        found.append(when)
        when = rule.after(when)
    assert found == there
    assert len(set(there)) == len(there)


@given(rules, instants, st.timedeltas(dt.timedelta(), 45 * DAY))
def test_the_latest_missed_moment_is_the_last_one_listed(
    rule: Rule, start: dt.datetime, span: dt.timedelta
) -> None:
    until = start + span
    found, when = None, rule.after(start)
    while when is not None and when <= until:
        found, when = when, rule.after(when)
    assert rule.latest(start, until) == found


@given(st.lists(rules, max_size=3), st.lists(instants, max_size=3), instants)
def test_a_schedule_is_the_union_of_its_times(
    several: list[Rule], moments: list[dt.datetime], start: dt.datetime
) -> None:
    fixed = tuple(Fixed("before", when, "UTC") for when in moments)
    schedule = Schedule(tuple(several), fixed)
    end = start + 3 * DAY
    found = list(schedule.between(start, end))
    wanted = {when for rule in several for when in listed(rule, start, 3 * 1440)}
    wanted |= {when for when in moments if start < when <= end}
    assert [due.when for due in found] == sorted(wanted)
    last = schedule.latest(start, end)
    assert (last.when if last else None) == (max(wanted) if wanted else None)
    # Missed ones are one: after it nothing is left.
    assert last is None or schedule.latest(last.when, end) is None


def test_daily_times_around_changes_of_clocks_are_those_of_the_hostile_set(shared: Path) -> None:
    lines = (shared / "hostile" / "schedule" / "dst.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == 6
    for row in rows:
        rule = read_rule(f"daily {row['local_time']} {row['tz']}", None)
        first = dt.datetime.fromisoformat(row["from"]).replace(tzinfo=ZoneInfo(row["tz"]))
        found, when = [], rule.after(first - MINUTE)
        for _ in range(row["days"]):
            assert when is not None
            found.append(f"{when:%Y-%m-%dT%H:%MZ}")
            when = rule.after(when)
        assert found == row["expect_utc"], row
