"""What was known on a day: the facts whose document had come out, and nothing that is unsure.

A fact counts as known from the last day that its document's date of publication can mean, or
from the day on which somebody looked at the document, whichever is first. What came through a
refresh counts by the state that was in use. A document with neither date says nothing: no fact
of it is taken, but for today, when all that is on record is known.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.facts import received
from generator.facts.model import Fact, FactBase, Ruling


class Left(enum.Enum):
    """Why a fact is left out of what was known on a day."""

    LATER = "later"
    """Its document came out later."""
    UNCLEAR = "unclear"
    """Its document came out in a month or year that had begun and not ended."""
    UNDATED = "undated"
    """Its document says neither when it came out nor when it was looked at."""


@dataclass(frozen=True, slots=True)
class KnownBase:
    """What was known on a day.

    facts    all that is on record today; left: by id, why some of it is left out.
    rulings  those that were made later.
    """

    base: FactBase
    facts: Mapping[str, Fact]
    left: Mapping[str, Left]
    rulings: tuple[Ruling, ...] = ()


def why_left(fact: Fact, day: dt.date) -> Left | None:
    """Why a fact was not surely known on a day; None when it was."""
    origin = fact.origin
    if fact.file.startswith(f"sources/{origin.source}/{received.FOLDER}/"):
        return None  # it was read from the state of that day
    if origin.retrieved is not None and origin.retrieved <= day:
        return None
    if (published := origin.published) is not None:
        if published.last <= day:
            return None
        return Left.UNCLEAR if published.first <= day else Left.LATER
    if origin.retrieved is not None or _speaks_for_later(fact, day):
        return Left.LATER
    return Left.UNDATED


def known_on(base: FactBase, day: dt.date, today: dt.date) -> KnownBase:
    """What of a base was surely known on a day; of today, all of it.

    base  read with data as received and corrections as they were on that day.
    """
    if day >= today:
        return KnownBase(base, base.facts, MappingProxyType({}))
    facts, left = {}, {}
    for name, fact in base.facts.items():
        why = why_left(fact, day)
        if why is None:
            facts[name] = fact
        else:
            left[name] = why
    later = tuple(one for one in base.rulings if one.on > day)
    return KnownBase(
        replace(
            base,
            facts=MappingProxyType(facts),
            rulings=tuple(one for one in base.rulings if one.on <= day),
            digest=f"{base.digest} known on {day.isoformat()}",
        ),
        base.facts,
        MappingProxyType(left),
        later,
    )


def _speaks_for_later(fact: Fact, day: dt.date) -> bool:
    """Whether the document speaks for a later day. A period that is measured is no such day."""
    spoken = fact.origin.as_of or (None if fact.indicator else fact.as_of)
    return spoken is not None and spoken.first > day
