"""What is known at a day.

A fact is known from the first day its as-of date can mean. A statistic is known once the
period it describes has ended. A state whose source gives its validity (an office held
since 2018) is known from its beginning, although it was written down later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from generator.facts.model import Basis, EdtfDate, Fact, Kind

STATES: Final = (
    Kind.OFFICE_HOLDER,
    Kind.MANDATE,
    Kind.MEMBERSHIP,
    Kind.POST,
    Kind.LEGAL_STATUS,
    Kind.AGREEMENT,
)
"""Kinds that say how things stand over a time, not what happened on a day."""


def as_of(fact: Fact) -> EdtfDate | None:
    """The date a fact speaks for: its own, else its document's, else when that was published."""
    return fact.as_of or fact.origin.as_of or fact.origin.published


def described(fact: Fact) -> EdtfDate | None:
    """The period that a statistic describes."""
    return fact.as_of or fact.moment.date or as_of(fact)


def known_from(fact: Fact) -> dt.date | None:
    """The first day on which the fact is known; None when nothing dates it."""
    if fact.indicator is not None:
        period = described(fact)
        return period.last if period else None
    spoken = as_of(fact)
    days = [spoken.first] if spoken else []
    start = fact.validity.period.start
    if start and fact.kind in STATES and fact.validity.basis is Basis.STATED:
        days.append(start.first)
    return min(days, default=None)


def is_known(fact: Fact, day: dt.date) -> bool:
    """True when the fact is known at ``day``."""
    first = known_from(fact)
    return first is not None and first <= day


def known_among(facts: Iterable[Fact], day: dt.date) -> Iterator[Fact]:
    """The facts that are known at ``day``: most are values that say their own period."""
    for fact in facts:
        own = fact.as_of
        if is_known(fact, day) if own is None or fact.indicator is None else own.last <= day:
            yield fact


def age_days(fact: Fact, day: dt.date) -> int | None:
    """Days since the latest day the as-of date can mean, never counted beyond ``day``."""
    spoken = described(fact) if fact.indicator is not None else as_of(fact)
    return None if spoken is None else max(0, (day - spoken.last).days)
