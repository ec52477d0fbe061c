"""The values of one indicator for one area, and how those of several producers hang together.

What is compared is one indicator of one producer first: its newest issue for each period.
Indicators that measure the same (``facts.measures``) are compared after that, for the one
period that is newest: who stands, who confirms it, and who disagrees.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from generator.facts.measures import Measures
from generator.facts.model import Fact, Period, Staleness
from generator.selection.agreement import agree
from generator.selection.knowledge import described
from generator.selection.rivals import Apart, Resolved, producer, resolve
from generator.selection.values import Comparison

When: TypeAlias = tuple[dt.date, dt.date, bool]
"""Last and first day of the period of a value, and whether its years are fiscal ones."""

_FORECAST: Final = "forecast"
"""Tag of what has not been yet, whoever says it."""


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one area: periods that are known, newest first, each with what stands.

    places  by fact id: which of the periods it is about.
    """

    periods: tuple[tuple[Period, Resolved], ...]
    places: Mapping[str, int]

    @property
    def newest(self) -> tuple[Fact, ...]:
        """What stands for the newest period, best first."""
        return tuple(self.periods[0][1].standing) if self.periods else ()


@dataclass(slots=True)
class Matched:
    """Several indicators that measure the same, for one area.

    codes      the indicators that have values, in the order of the house.
    yielded    by id of a newest value that does not stand: why, and what stands instead.
    confirmed  by id of what stands: ids of the values that agree with it.
    disagreements  pairs of ids of newest values that do not agree.
    """

    codes: tuple[str, ...]
    yielded: dict[str, tuple[str, str]] = field(default_factory=dict)
    confirmed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    disagreements: list[tuple[str, str]] = field(default_factory=list)


def when_of(fact: Fact) -> When | None:
    """What time a value describes. Years that begin in April are not those of the calendar."""
    span = fact.moment.period
    if span is not None and span.first and span.last and fact.quantity is not None:
        return span.last, span.first, span.fiscal
    year = described(fact)
    return None if year is None else (year.last, year.first, False)


def read_series(facts: Iterable[Fact], holds: Callable[[Fact], bool], apart: Apart) -> Series:
    """The values of one indicator by period, and what stands for each."""
    by_period: dict[tuple[dt.date, dt.date], list[Fact]] = {}
    for fact in facts:
        year = described(fact)
        if year is not None:
            by_period.setdefault((year.last, year.first), []).append(fact)
    periods: list[tuple[Period, Resolved]] = []
    places: dict[str, int] = {}
    for place, key in enumerate(sorted(by_period, key=lambda k: (-k[0].toordinal(), k[1]))):
        year = described(by_period[key][0])
        resolved = _resolved(by_period[key], holds, apart)
        places.update((fact.id, place) for fact in by_period[key])
        periods.append((Period(year, year), resolved))
    return Series(tuple(periods), places)


def _resolved(facts: Sequence[Fact], holds: Callable[[Fact], bool], apart: Apart) -> Resolved:
    """What stands of one period. Items of a list are no rivals: each has a figure of its own."""
    rivals: dict[tuple[str, str] | None, list[Fact]] = {}
    for fact in facts:
        rivals.setdefault(item_key(fact), []).append(fact)
    found = [resolve(some, holds, apart) for some in rivals.values()]
    if len(found) == 1:
        return found[0]
    ordered = sorted(found, key=lambda one: item_place(one.standing[0]))
    return Resolved(
        [fact for one in ordered for fact in one.standing],
        [pair for one in ordered for pair in one.disagreements],
        {key: by for one in ordered for key, by in one.yielded.items()},
        {key: ids for one in ordered for key, ids in one.confirmed.items()},
    )


def item_key(fact: Fact) -> tuple[str, str] | None:
    """What tells the item of a list from the others of it; None for what is none."""
    one = fact.listed
    return None if one is None else (one.within, one.area or one.name.get("en") or fact.id)


def item_place(fact: Fact) -> int:
    """Place of an item in its list; 0 for what is none."""
    return 0 if fact.listed is None else fact.listed.place


def match(
    codes: Sequence[str],
    series: Mapping[str, Series],
    measures: Measures,
    *,
    newest: bool = True,
) -> Matched:
    """Which of the newest values of some indicators stands, and what the others do to it.

    codes   in the order of the house.
    newest  whether a newer period stands before that order. What is no forecast stands
            before what is one in any case.
    """
    found = Matched(tuple(codes))
    timeless = _timeless(codes, series)
    by_date = newest and not timeless
    first = min(codes, key=lambda code: _rank(series[code])[: 2 if by_date else 1])
    better = series[first].newest[0]
    within = measures.tolerance(first).within
    for code in codes:
        if code != first:
            _against(found, better, series[code], measures, within=within)
    return found


def _against(
    found: Matched, better: Fact, other: Series, measures: Measures, *, within: bool
) -> None:
    """What the value that stands does to those of another producer."""
    for fact in other.newest:
        if not _one_time(better, fact, within=within):
            newer = _last(other) > (when_of(better) or (dt.date.min,))[0]
            found.yielded[fact.id] = ("outranked" if newer else "older-period", better.id)
    for _, resolved in other.periods:
        if _one_time(better, resolved.standing[0], within=within):
            for fact in resolved.standing:
                _compared(found, better, fact, measures)
            return


def _one_time(one: Fact, other: Fact, *, within: bool) -> bool:
    """Whether two values are of one period, or of something that does not change."""
    never = Staleness.NEVER in (one.staleness, other.staleness)
    return never or same_time(one, other, within=within)


def same_time(one: Fact, other: Fact, *, within: bool = False) -> bool:
    """Whether two values are of one period.

    within  whether part of a period stands for the whole.
    """
    a, b = when_of(one), when_of(other)
    if a is None or b is None or a == b:
        return a == b
    inside = (a[1] <= b[1] and b[0] <= a[0]) or (b[1] <= a[1] and a[0] <= b[0])
    return within and inside and a[2] == b[2]


def _timeless(codes: Sequence[str], series: Mapping[str, Series]) -> bool:
    """True for what does not change, such as an area: newer is then no better."""
    return any(fact.staleness is Staleness.NEVER for c in codes for fact in series[c].newest)


def _rank(series: Series) -> tuple[bool, int]:
    newest = series.newest[0]
    return _FORECAST in newest.tags, -_last(series).toordinal()


def _last(series: Series) -> dt.date:
    when = when_of(series.newest[0])
    return when[0] if when else dt.date.min


def _compared(found: Matched, better: Fact, fact: Fact, measures: Measures) -> None:
    """What the value that stands does to another one of its period."""
    answer = agree(better, fact, measures)
    if _FORECAST in fact.tags and _FORECAST not in better.tags:
        found.yielded[fact.id] = ("estimate-replaced", better.id)
    elif answer is Comparison.SAME and producer(better) != producer(fact):
        found.confirmed[better.id] = (*found.confirmed.get(better.id, ()), fact.id)
        found.yielded[fact.id] = ("confirms", better.id)
    elif answer is Comparison.DIFFERENT and producer(better) != producer(fact):
        found.disagreements.append((better.id, fact.id))
    else:
        found.yielded[fact.id] = ("other-definition", better.id)


def beside(
    fact: Fact, codes: Iterable[str], series: Mapping[str, Series], measures: Measures
) -> tuple[tuple[Fact, Comparison], ...]:
    """What others say of the same thing for the same time, and whether it agrees."""
    within = measures.tolerance(fact.indicator or "").within
    found = []
    for code in codes:
        for _, resolved in series[code].periods if code != fact.indicator else ():
            other = resolved.standing[0]
            if _one_time(fact, other, within=within):
                found.append((other, agree(fact, other, measures)))
                break
    return tuple(found)


def series_code(codes: Sequence[str], series: Mapping[str, Series], count: int) -> str:
    """The one indicator that answers where ``count`` periods are asked for.

    A series is of one producer: the one with most values in the time that the newest
    ``count`` periods take, then the one whose newest is newest, then the first in the order
    of the house.
    """
    start = _start(codes, series, count)

    def key(code: str) -> tuple[object, ...]:
        covered = sum(when[1] >= start for when in _times(series[code]))
        return -min(covered, count), *_rank(series[code]), codes.index(code)

    return min(codes, key=key)


def _start(codes: Sequence[str], series: Mapping[str, Series], count: int) -> dt.date:
    """The day from which values count: some periods before the newest that is no forecast."""
    newest = series[min(codes, key=lambda code: _rank(series[code]))].newest[0]
    lengths = [(last - first).days + 1 for c in codes for last, first, _ in _times(series[c])[:1]]
    when = when_of(newest)
    if when is None or not lengths:
        return dt.date.min
    before = (2 * count - 1) * max(lengths) // 2  # half a period more: years differ by a day
    return dt.date.fromordinal(max(1, when[1].toordinal() - before))


def _times(series: Series) -> list[When]:
    found = (when_of(resolved.standing[0]) for _, resolved in series.periods)
    return [when for when in found if when is not None]
