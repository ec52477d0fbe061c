"""Which fact of a later state stands in the place of which fact of an earlier one.

Facts have ids, and one id is one statement. A new value of a statistic, a new holder of an
office, a fulfilled plan are facts of their own, so they are found by what they speak about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.changes.model import What
from generator.facts.model import Fact, Kind
from generator.selection.attribution import is_claim
from generator.selection.model import Chosen

Key = Hashable
Facts = Mapping[str, Chosen]


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact and what stands in its place."""

    what: What
    before: Chosen
    after: Chosen


def pairs(before: Facts, after: Facts) -> Iterator[Pair]:
    """Facts of different ids that belong together; each fact is in one pair at most."""
    used: set[str] = set()
    for stage in _stages(before, after):
        for pair in sorted(stage, key=lambda pair: sorted(_names(pair))):
            names = _names(pair)
            if names.isdisjoint(used):
                used |= names
                yield pair


def _names(pair: Pair) -> set[str]:
    return {pair.before.fact.id, pair.after.fact.id}


def series_of(fact: Fact) -> Key | None:
    """What a statistic measures, and where; None of all other facts."""
    return (fact.indicator, fact.countries[:1]) if fact.indicator is not None else None


def _stages(before: Facts, after: Facts) -> Iterator[Iterable[Pair]]:
    """The surest pairs first. Read the other way round, each stage has the same pairs."""
    gone = {name: one for name, one in before.items() if name not in after}
    come = {name: one for name, one in after.items() if name not in before}
    reopened = (Pair(What.REOPENED, p.after, p.before) for p in _fulfilled(after, gone))
    yield (*_fulfilled(before, come), *reopened)
    yield _figures(before, after)
    yield _matching(What.HOLDER, gone, come, _office)
    yield _superseded(gone, come)
    yield _matching(What.REPLACED, gone, come, _subject)


def _fulfilled(plans: Facts, news: Facts) -> Iterator[Pair]:
    for new in news.values():
        for name in new.fact.confirms:
            plan = plans.get(name)
            if plan is not None and plan.fact.kind is Kind.PLAN:
                yield Pair(What.FULFILLED, plan, new)


def _figures(before: Facts, after: Facts) -> Iterator[Pair]:
    """The newest value of each statistic, where it is another one than it was."""
    old, new = _newest(before.values()), _newest(after.values())
    for key, now in new.items():
        was = old.get(key)
        if was is not None and was.fact.id != now.fact.id:
            yield Pair(What.FIGURE, was, now)


def _newest(facts: Iterable[Chosen]) -> Mapping[Key, Chosen]:
    found: dict[Key, Chosen] = {}
    for one in facts:
        key = series_of(one.fact)
        if key is not None and (key not in found or _period(found[key]) < _period(one)):
            found[key] = one
    return found


def _period(chosen: Chosen) -> tuple[str, str]:
    """When a value is of, for sorting; the id decides between equals, in either direction."""
    fact = chosen.fact
    dates = (fact.moment.date, fact.moment.period, fact.as_of)
    last = next((date.last for date in dates if date is not None and date.last is not None), None)
    return (last.isoformat() if last else "", fact.id)


def _superseded(gone: Facts, come: Facts) -> Iterator[Pair]:
    for new in come.values():
        for name in (*new.fact.supersedes, *new.fact.superseded_by):
            if name in gone:
                yield Pair(What.REPLACED, gone[name], new)
    for old in gone.values():
        for name in (*old.fact.supersedes, *old.fact.superseded_by):
            if name in come:
                yield Pair(What.REPLACED, old, come[name])


def _matching(
    what: What, gone: Facts, come: Facts, key_of: Callable[[Fact], Key | None]
) -> Iterator[Pair]:
    """Facts that alone speak about something in each state."""
    old, new = _by(gone.values(), key_of), _by(come.values(), key_of)
    for key, some in new.items():
        if len(some) == 1 and len(old.get(key, ())) == 1:
            yield Pair(what, old[key][0], some[0])


def _by(
    facts: Iterable[Chosen], key_of: Callable[[Fact], Key | None]
) -> Mapping[Key, list[Chosen]]:
    found: dict[Key, list[Chosen]] = defaultdict(list)
    for one in facts:
        key = key_of(one.fact)
        if key is not None:
            found[key].append(one)
    return found


def _office(fact: Fact) -> Key | None:
    """The office that a person holds; None of all other facts."""
    if fact.kind is not Kind.OFFICE_HOLDER:
        return None
    if fact.subject_key is not None:
        return (fact.subject_key, fact.countries[:1])
    return (fact.organisations, fact.countries[:1]) if fact.organisations else None


def _subject(fact: Fact) -> Key | None:
    if fact.subject_key is None or fact.indicator is not None:
        return None
    return (fact.subject_key, fact.kind, is_claim(fact), fact.countries[:1], fact.stance)
