"""Facts that speak about the same thing: which stands, which it replaces, which disagree.

Two cases. A *state* (who is minister) is as its newest statement says, whoever made it. A
value *for a period* (pledged for 2016-2022, population of 2023) does not become another
value with time: the same producer may revise it, but two producers who differ disagree,
and both are kept.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from generator.facts.model import Fact, Kind, Period
from generator.selection.dates import agreed
from generator.selection.knowledge import as_of, described
from generator.selection.validity import overlap
from generator.selection.values import Comparison, compare, value_of

ESTIMATES: Final = frozenset({"estimated", "provisional", "forecast"})
"""Tags of values that give way to a normal value for the same period."""

Apart: TypeAlias = Callable[[str], frozenset[str]]
"""Gives the ids that a fact must never be merged with."""

_FOR_EVER: Final = Period()


class Verdict(enum.Enum):
    """What a better placed fact does to a lesser one."""

    NOTHING = "nothing"
    REPLACES = "replaces"
    SAME = "same value"
    ESTIMATE = "replaces an estimate"
    DISAGREES = "disagrees"


@dataclass(slots=True)
class Resolved:
    """Outcome for one group of rivals.

    standing   facts that stand, best first; pairs that disagree by id.
    yielded    by id: reason ("superseded", "same-value", "estimate-replaced") and the fact
               that stands instead.
    confirmed  by id of a standing fact: ids of facts that give the same value.
    """

    standing: list[Fact] = field(default_factory=list)
    disagreements: list[tuple[str, str]] = field(default_factory=list)
    yielded: dict[str, tuple[str, str]] = field(default_factory=dict)
    confirmed: dict[str, list[str]] = field(default_factory=dict)


def producer(fact: Fact) -> str:
    """Whose voice it is: the publisher of the document, or the document when it names none."""
    origin = fact.origin
    if origin.producer:
        return origin.producer
    named = origin.producer_name
    return "|".join(sorted(named.values())) or f"{origin.source}/{origin.document}"


def rank_key(fact: Fact, holds: bool) -> tuple[object, ...]:
    """Best first: holding, not estimated, newest as-of, newest issue, confidence; then the
    id, so that the order never depends on the files.

    Reports of one event do not get better by being newer: the finer date comes first, then
    the surer report.
    """
    spoken = as_of(fact)
    issued = fact.origin.published.last if fact.origin.published else fact.origin.retrieved
    return (
        not holds,
        is_estimate(fact),
        *_as_report(fact),
        -_ordinal(spoken.last if spoken else None),
        -_ordinal(spoken.first if spoken else None),
        -_ordinal(issued),
        -fact.confidence,
        fact.id,
    )


def is_estimate(fact: Fact) -> bool:
    """True when its producer calls the value an estimate, provisional or a forecast."""
    return not ESTIMATES.isdisjoint(fact.tags)


def span(fact: Fact) -> Period | None:
    """The period for which the fact gives a value; None for a state of affairs.

    A count that is still running ("since 2015") is a state: it changes with its as-of date.
    """
    if fact.indicator is not None:
        year = described(fact)
        return Period(year, year) if year else None
    if fact.quantity is None:
        return None
    if fact.moment.date:
        return Period(fact.moment.date, fact.moment.date)
    for period in (fact.moment.period, fact.validity.period):
        if period and period.start and period.end:
            return period
    return None


def resolve(facts: Iterable[Fact], holds: Callable[[Fact], bool], apart: Apart) -> Resolved:
    """Rank the rivals and settle what can be settled without an editor."""
    result = Resolved()
    for fact in sorted(facts, key=lambda fact: rank_key(fact, holds(fact))):
        answers = [(better, judge(better, fact, apart)) for better in result.standing]
        settled = next(
            ((b, v) for b, v in answers if v not in (Verdict.NOTHING, Verdict.DISAGREES)), None
        )
        if settled is None:
            result.disagreements += [(b.id, fact.id) for b, v in answers if v is Verdict.DISAGREES]
            result.standing.append(fact)
        else:
            _yield(result, fact, *settled)
    return result


def represent(resolved: Resolved, facts: Mapping[str, Fact]) -> Resolved:
    """Where reports date an event differently, put first the one that gives only what they
    agree on, when there is one: its sentence was written for that date.
    """
    disputed = {fact_id for pair in resolved.disagreements for fact_id in pair}
    dates = [facts[fact_id].moment.date for fact_id in sorted(disputed)]
    common = agreed(date for date in dates if date is not None)
    fit = [
        fact_id
        for fact_id in sorted(resolved.yielded)
        if common and _says(facts[fact_id], common) and not facts[fact_id].quantity
    ]
    if fit:
        first = fit[0]
        del resolved.yielded[first]
        resolved.confirmed = {}
        resolved.disagreements += [(first, other) for other in sorted(disputed)]
        resolved.standing.insert(0, facts[first])
    return resolved


def _says(fact: Fact, date: str) -> bool:
    own = fact.moment.date
    return own is not None and own.text.rstrip("?~%") == date


def judge(better: Fact, lesser: Fact, apart: Apart) -> Verdict:
    """What the better ranked of two rivals does to the other."""
    if lesser.id in apart(better.id):
        return Verdict.NOTHING
    comparison = compare(better, lesser)
    one, other = span(better), span(lesser)
    if one is None and other is None:
        return _states(better, lesser, comparison)
    if not overlap(one or _FOR_EVER, other or _FOR_EVER):
        return Verdict.NOTHING
    if comparison is Comparison.SAME:
        return Verdict.SAME
    if comparison is Comparison.NOT_COMPARABLE:
        valueless = value_of(better) is None or value_of(lesser) is None
        return Verdict.REPLACES if valueless and _newer(better, lesser) else Verdict.NOTHING
    if is_estimate(lesser) and not is_estimate(better):
        return Verdict.ESTIMATE
    if producer(better) == producer(lesser) and _issue(better) != _issue(lesser):
        return Verdict.REPLACES
    return Verdict.DISAGREES


def _states(better: Fact, lesser: Fact, comparison: Comparison) -> Verdict:
    if comparison is Comparison.SAME:
        return Verdict.SAME
    if comparison is Comparison.DIFFERENT and not _newer(better, lesser):
        return Verdict.DISAGREES
    return Verdict.REPLACES


def _newer(one: Fact, other: Fact) -> bool:
    """True when ``one`` certainly speaks for a later time than ``other``."""
    a, b = as_of(one), as_of(other)
    return a is not None and b is not None and a.first > b.last


def _issue(fact: Fact) -> tuple[object, ...]:
    """What tells two issues of one producer apart."""
    spoken, published = as_of(fact), fact.origin.published
    return (
        spoken.text if spoken else None,
        published.text if published else None,
        fact.origin.retrieved,
    )


def _yield(result: Resolved, fact: Fact, better: Fact, verdict: Verdict) -> None:
    if verdict is Verdict.SAME:
        if producer(fact) != producer(better):
            result.confirmed.setdefault(better.id, []).append(fact.id)
        result.yielded[fact.id] = ("same-value", better.id)
    elif verdict is Verdict.ESTIMATE:
        result.yielded[fact.id] = ("estimate-replaced", better.id)
    else:
        result.yielded[fact.id] = ("superseded", better.id)


def _as_report(fact: Fact) -> tuple[int, int]:
    if fact.kind is not Kind.EVENT or fact.quantity is not None or fact.moment.date is None:
        return 0, 0
    return (fact.moment.date.last - fact.moment.date.first).days, -fact.confidence


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0
