"""How old is too old: limits in days since the as-of date, and the four levels.

A fact's own class decides; without one, its kind does. Fresh up to four fifths of the
limit, due in the last fifth, stale beyond it. A plan's limit is its target date. What has
ended is expired, whatever its age.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.facts.model import Fact, Kind, Precision, Staleness
from generator.selection.knowledge import age_days, as_of
from generator.selection.model import Freshness
from generator.selection.validity import end_of

BY_CLASS: Final[Mapping[Staleness, int | None]] = MappingProxyType(
    {
        Staleness.NEVER: None,
        Staleness.ANNUAL: 400,
        Staleness.HALF_YEARLY: 200,
        Staleness.QUARTERLY: 100,
        Staleness.MONTHLY: 35,
        Staleness.FORTNIGHTLY: 14,
        Staleness.AT_TARGET_DATE: None,
    }
)

BY_KIND: Final[Mapping[Kind, int | None]] = MappingProxyType(
    {
        Kind.OFFICE_HOLDER: 35,
        Kind.POST: 100,
        Kind.PROGRAMME: 100,
        Kind.COMMITMENT: 100,
        Kind.POSITION: 100,
        Kind.LEGAL_STATUS: 400,
        Kind.MANDATE: 200,
        Kind.MEMBERSHIP: 200,
        Kind.ENGAGEMENT: 200,
        Kind.CONTEXT: 400,
        Kind.FIGURE: 400,
        Kind.PLAN: None,
        Kind.EVENT: None,
        Kind.AGREEMENT: None,
        Kind.QUOTE: None,
        Kind.PARLIAMENTARY: None,
        Kind.ALLEGATION: None,
        Kind.REQUEST: None,
        Kind.DOCUMENT: None,
        Kind.IMAGE: None,
        Kind.NAME: 400,
    }
)

STATISTICS: Final[Mapping[Precision, int]] = MappingProxyType(
    {Precision.YEAR: 400, Precision.QUARTER: 200, Precision.MONTH: 60, Precision.DAY: 60}
)
"""Limits of statistics by the length of the period they describe: the next release is due."""

SITUATION: Final = 14
"""Days for statements on the security or humanitarian situation."""

_SITUATION_TAGS: Final = frozenset({"security_situation", "humanitarian_situation"})

CLEAN_LIMITS: Final = 2
"""Clean editions hold fast-changing statements back when they are older than so many limits."""

_FAST_KINDS: Final = frozenset({Kind.POSITION, Kind.OFFICE_HOLDER})
_FAST_TAGS: Final = _SITUATION_TAGS | {"key_message"}


def limit_days(fact: Fact) -> int | None:
    """The limit that applies to a fact; None when age does not matter to it."""
    if fact.indicator is not None:
        return _statistic_limit(fact)
    if fact.staleness is not None:
        return BY_CLASS[fact.staleness]
    if not _SITUATION_TAGS.isdisjoint(fact.tags):
        return SITUATION
    return BY_KIND[fact.kind]


def _statistic_limit(fact: Fact) -> int | None:
    if fact.staleness is Staleness.MONTHLY:
        return STATISTICS[Precision.MONTH]
    if fact.staleness is not None:
        return BY_CLASS[fact.staleness]
    spoken = as_of(fact)
    return STATISTICS[spoken.precision] if spoken else BY_KIND[fact.kind]


def too_old_for_clean(fact: Fact, day: dt.date) -> bool:
    """Whether a statement that changes fast is so old that only a draft may print it.

    Positions, key messages, office holders and statements on the security or humanitarian
    situation, when they are older than twice their limit.
    """
    if fact.kind not in _FAST_KINDS and _FAST_TAGS.isdisjoint(fact.tags):
        return False
    age, limit = age_days(fact, day), limit_days(fact)
    return age is not None and limit is not None and age > CLEAN_LIMITS * limit


def target(fact: Fact) -> dt.date | None:
    """The last day on which a plan can come true: its date, else the end of its validity."""
    return end_of(fact) or fact.validity.period.last


def freshness(fact: Fact, day: dt.date) -> Freshness:
    """The level of a fact that still holds at ``day``."""
    if fact.review_by is not None and day > fact.review_by:
        return Freshness.STALE
    if fact.kind is Kind.PLAN:
        return _nearness(fact, day)
    age, limit = age_days(fact, day), limit_days(fact)
    return level(age, limit)


def level(age: int | None, limit: int | None) -> Freshness:
    """Fresh, due or stale by age and limit, both in days.

    >>> [level(age, 100).value for age in (79, 80, 100, 101)]
    ['fresh', 'due', 'due', 'stale']
    """
    if limit is None or age is None:
        return Freshness.FRESH
    if age > limit:
        return Freshness.STALE
    return Freshness.DUE if age * 5 >= limit * 4 else Freshness.FRESH


def _nearness(fact: Fact, day: dt.date) -> Freshness:
    """A plan is due in the last fifth of the time between its announcement and its date."""
    goal, spoken = target(fact), as_of(fact)
    if goal is None or spoken is None:
        return level(age_days(fact, day), BY_KIND[Kind.POSITION])
    if day > goal:
        return Freshness.EXPIRED
    span = max(0, (goal - min(spoken.first, day)).days)
    return Freshness.DUE if (goal - day).days * 5 <= span else Freshness.FRESH
