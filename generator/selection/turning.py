"""The days on which a fact may come to stand otherwise although nobody changes it.

It becomes known, begins to hold, falls due, goes stale, ends; a plan comes near or its date
passes. ``turning_days`` gives every such day, and may give more: between two of them no rule
gives another answer, the age in days apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from generator.facts.model import EdtfDate, Fact, Kind, Organisation, Period
from generator.selection.knowledge import as_of, described, known_from
from generator.selection.staleness import BY_KIND, CLEAN_LIMITS, limit_days, target

Turn: TypeAlias = tuple[dt.date, str, str]
"""A day, the id of what may stand otherwise from then on, and in what way."""

KNOWN: Final = "known"
BEGINS: Final = "begins"
ENDS: Final = "ends"
DUE: Final = "due"
STALE: Final = "stale"
TOO_OLD: Final = "too-old"
REVIEW: Final = "review"
PLAN_DUE: Final = "plan-due"
PLAN_OVER: Final = "plan-over"
CLOSES: Final = "closes"


def turns(
    facts: Iterable[Fact], bodies: Iterable[Organisation], after: dt.date
) -> tuple[Turn, ...]:
    """Every day after one on which one of them may stand otherwise, in order."""
    found = {(day, fact.id, what) for fact in facts for day, what in turning_days(fact)}
    for body in bodies:
        found |= {(day, body.id, CLOSES) for day, _ in _of_period(body.validity.period)}
    return tuple(sorted(turn for turn in found if turn[0] > after))


def turning_days(fact: Fact) -> Iterator[tuple[dt.date, str]]:
    """Every day on which an answer about the fact may change, and in what way."""
    known = known_from(fact)
    if known is not None:
        yield known, KNOWN
    for date in (as_of(fact), described(fact), fact.moment.date):
        yield from _of_date(date)
    for period in (fact.moment.period, fact.validity.period):
        yield from _of_period(period)
    if fact.review_by is not None:
        yield from _after(fact.review_by, 1, REVIEW)
    yield from _of_age(fact)
    if fact.kind is Kind.PLAN:
        yield from _of_plan(fact)


def _of_period(period: Period | None) -> Iterator[tuple[dt.date, str]]:
    if period is not None:
        yield from _of_date(period.start)
        yield from _of_date(period.end)


def _of_date(date: EdtfDate | None) -> Iterator[tuple[dt.date, str]]:
    """The first day a date can mean, the last, and the day after."""
    if date is not None:
        yield date.first, BEGINS
        yield date.last, ENDS
        yield from _after(date.last, 1, ENDS)


def _of_age(fact: Fact) -> Iterator[tuple[dt.date, str]]:
    spoken = described(fact) if fact.indicator is not None else as_of(fact)
    if spoken is None:
        return
    for limit in {limit_days(fact), BY_KIND[Kind.POSITION] if fact.kind is Kind.PLAN else None}:
        if limit is not None:
            yield from _after(spoken.last, -(-limit * 4 // 5), DUE)
            yield from _after(spoken.last, limit + 1, STALE)
            yield from _after(spoken.last, CLEAN_LIMITS * limit + 1, TOO_OLD)


def _of_plan(fact: Fact) -> Iterator[tuple[dt.date, str]]:
    """A plan is due in the last fifth of the time between its announcement and its date."""
    goal, spoken = target(fact), as_of(fact)
    if goal is None:
        return
    yield from _after(goal, 1, PLAN_OVER)
    if spoken is not None:
        yield from _after(goal, -(max(0, (goal - spoken.first).days) // 5), PLAN_DUE)


def _after(day: dt.date, days: int, what: str) -> Iterator[tuple[dt.date, str]]:
    """The day so many days later, where the calendar has one."""
    try:
        yield day + dt.timedelta(days=days), what
    except OverflowError:
        return
