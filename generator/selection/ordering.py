"""In which order the facts for a need stand. Ties end at the id, never at the file order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from generator.facts.dates import parse_edtf
from generator.facts.model import EdtfDate, Fact
from generator.selection.knowledge import as_of
from generator.selection.model import Chosen, Freshness, Need


def ordered(chosen: Iterable[Chosen], need: Need) -> list[Chosen]:
    """Sort what was chosen for ``need``.

    What still holds stands before what has ended, except in a chronology ("oldest"): there
    everything stands by its first day, and "2024" before "June 2024".
    """
    if need.order == "oldest":
        return sorted(chosen, key=_oldest)
    own = frozenset(need.own) if need.order == "own-first" else frozenset[str]()
    return sorted(
        chosen,
        key=lambda one: (
            one.freshness is Freshness.EXPIRED,
            one.fact.asserted_by not in own,
            *_newest(one.fact),
        ),
    )


def keep_together(chosen: Iterable[Chosen]) -> list[list[Chosen]]:
    """Entries in order; facts of one conflict are one entry, at the place of its first."""
    entries: dict[str, list[Chosen]] = {}
    for one in chosen:
        entries.setdefault(one.conflict or one.fact.id, []).append(one)
    return list(entries.values())


def in_rank(entry: Iterable[Chosen], members: Sequence[str]) -> list[Chosen]:
    """Facts of one conflict in the order in which it names them."""
    places = {member: place for place, member in enumerate(members)}
    return sorted(entry, key=lambda one: places.get(one.fact.id, len(places)))


def within_limit(
    entries: list[list[Chosen]], need: Need
) -> tuple[list[list[Chosen]], list[list[Chosen]]]:
    """The entries that fit, and those that do not. A chronology keeps its newest ones."""
    over = 0 if need.limit is None else max(0, len(entries) - need.limit)
    if not over:
        return entries, []
    if need.order == "oldest":
        return entries[over:], entries[:over]
    return entries[:-over], entries[-over:]


def _date(fact: Fact) -> EdtfDate | None:
    if fact.moment.date:
        return fact.moment.date
    period = fact.moment.period
    return (period.start or period.end) if period else None


def _newest(fact: Fact) -> tuple[object, ...]:
    when = _date(fact) or as_of(fact)
    last = when.last if when else dt.date.min
    place = 0 if fact.listed is None else fact.listed.place
    lists = fact.indicator or "" if place else ""
    return (-last.toordinal(), -fact.confidence, lists, place, fact.id)


def _oldest(one: Chosen) -> tuple[object, ...]:
    """By the first day of the date that prints; on one day the coarser stands first."""
    when = parse_edtf(one.precision_text) if one.precision_text else _date(one.fact)
    when = when or as_of(one.fact)
    first, last = (when.first, when.last) if when else (dt.date.max, dt.date.max)
    return (first.toordinal(), -last.toordinal(), one.fact.id)
