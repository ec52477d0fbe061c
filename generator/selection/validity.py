"""Whether a statement holds at a day: not yet, now, or no longer."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Final

from generator.facts.model import Basis, Fact, Kind, Period, Validity

HAPPENINGS: Final = (Kind.EVENT, Kind.QUOTE, Kind.PARLIAMENTARY)
"""Kinds that say what happened: they are told in the past already and never end."""

TOLD_AS_PAST: Final = (
    *HAPPENINGS,
    Kind.AGREEMENT,
    Kind.ALLEGATION,
    Kind.DOCUMENT,
    Kind.IMAGE,
    Kind.NAME,
    Kind.REQUEST,
)
"""Kinds that report what was done or said: their wording stays right when a body closes."""

_DATED: Final = (*HAPPENINGS, Kind.AGREEMENT)
_FOR_A_PERIOD: Final = (Kind.COMMITMENT, Kind.PROGRAMME)


class Standing(enum.Enum):
    """Where a day lies against a validity."""

    NOT_YET = "not yet"
    HOLDS = "holds"
    ENDED = "ended"


def standing(validity: Validity, day: dt.date) -> Standing:
    """Where ``day`` lies; an end that is open or unknown does not end anything.

    A beginning of limited precision counts from its first day, an end until its last.
    """
    period = validity.period
    if period.first is not None and day < period.first:
        return Standing.NOT_YET
    if period.last is not None and day > period.last:
        return Standing.ENDED
    return Standing.HOLDS


def lasting(fact: Fact) -> Validity:
    """How long the fact holds: as its record says; else, for money and programmes, as long
    as the period they are for (a pledge for 2016-2019 is no pledge of 2024).
    """
    period = fact.moment.period
    if not fact.validity.period and fact.kind in _FOR_A_PERIOD and period and period.end:
        return Validity(Period(None, period.end, period.fiscal), fact.moment.basis)
    return fact.validity


def happened(fact: Fact, day: dt.date) -> bool:
    """False for something that happens only after ``day``."""
    if fact.kind not in _DATED:
        return True
    first = start_of(fact)
    return first is None or first <= day


def start_of(fact: Fact) -> dt.date | None:
    """The first day of the fact's own date or period."""
    if fact.moment.date:
        return fact.moment.date.first
    return fact.moment.period.first if fact.moment.period else None


def end_of(fact: Fact) -> dt.date | None:
    """The last day of the fact's own date or period."""
    if fact.moment.date:
        return fact.moment.date.last
    return fact.moment.period.last if fact.moment.period else None


def implied_end(validity: Validity) -> bool:
    """True when the end was concluded from something else, such as an announced plan."""
    return validity.period.end is not None and validity.basis in (Basis.IMPLIED, Basis.INFERRED)


def overlap(one: Period, other: Period) -> bool:
    """True when two periods share a day; open and unknown ends reach for ever."""
    return (one.first is None or other.last is None or one.first <= other.last) and (
        other.first is None or one.last is None or other.first <= one.last
    )
