"""Two states of an order side by side.

Laws, all tested: a state differs in nothing from itself; read the other way round the
changes are the same turned round; a fact above the ceiling in one state is in no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.changes.aspects import aspects, reworded, translated
from generator.changes.model import Change, Delta, Holding, Limit, What
from generator.changes.pairs import pairs, series_of
from generator.changes.texts import text_changes
from generator.selection.markings import ceiling_rank, rank
from generator.selection.model import Chosen

_GRAVITY = tuple(What)


def delta(
    before: Holding, after: Holding, languages: Sequence[str], limit: Limit | None = None
) -> Delta:
    """What differs, as far as it may be told.

    languages  primary tags of the languages whose translations are compared.
    """
    hidden = _hidden(before, after, limit) if limit is not None else frozenset()
    old = {one.fact.id: one for one in before.facts if one.fact.id not in hidden}
    new = {one.fact.id: one for one in after.facts if one.fact.id not in hidden}
    changes = sorted(_changes(old, new, languages), key=lambda change: _place(change, old, new))
    above = _texts_above(before, after, limit)
    before, after = (
        replace(
            holding,
            facts=tuple(facts.values()),
            texts=tuple(text for text in holding.texts if text.slot not in above),
        )
        for holding, facts in ((before, old), (after, new))
    )
    texts = text_changes(before.texts, after.texts)
    return Delta(before, after, tuple(changes), len(hidden) + len(above), texts)


def _hidden(before: Holding, after: Holding, limit: Limit) -> frozenset[str]:
    """Facts that stand above the ceiling anywhere: before, after, or in the sources today."""
    top = ceiling_rank(limit.ceiling, limit.levels)
    both = (*before.facts, *after.facts)
    return frozenset(
        one.fact.id
        for one in both
        for marking in (one.fact.marking, limit.now.get(one.fact.id, one.fact.marking))
        if rank(marking, limit.levels) > top
    )


def _texts_above(before: Holding, after: Holding, limit: Limit | None) -> frozenset[str]:
    """Slots whose text stands above the ceiling before or after."""
    if limit is None:
        return frozenset()
    top = ceiling_rank(limit.ceiling, limit.levels)
    both = (*before.texts, *after.texts)
    return frozenset(text.slot for text in both if rank(text.marking, limit.levels) > top)


def _changes(
    old: Mapping[str, Chosen], new: Mapping[str, Chosen], languages: Sequence[str]
) -> Iterator[Change]:
    paired: set[str] = set()
    for pair in pairs(old, new):
        paired |= {pair.before.fact.id, pair.after.fact.id}
        yield Change(pair.what, pair.before, pair.after)
    for name, now in new.items():
        was = old.get(name)
        if was is None and name not in paired:
            yield Change(What.ADDED, None, now, minor=_is_beside(now, old))
        elif was is not None:
            yield from _same(was, now, languages, known=name in paired)
    for name, gone in old.items():
        if name not in new and name not in paired:
            yield Change(What.REMOVED, gone, None, minor=_is_beside(gone, new))


def _same(was: Chosen, now: Chosen, languages: Sequence[str], *, known: bool) -> Iterator[Change]:
    """How a fact differs that stands in both states; what is known of it is not told twice."""
    sorts = aspects(was, now, languages)
    if sorts and not (known and set(sorts) <= {What.AGED, What.RENEWED, What.SOURCE}):
        others = translated(was, now, languages) if What.TRANSLATION in sorts else ()
        words = reworded(was, now, others)
        yield Change(sorts[0], was, now, sorts[1:], languages=others, reworded=words)


def _is_beside(one: Chosen, other: Mapping[str, Chosen]) -> bool:
    """Whether it is a value of a statistic of which the other state has values, too."""
    key = series_of(one.fact)
    return key is not None and any(series_of(fact.fact) == key for fact in other.values())


def _place(
    change: Change, old: Mapping[str, Chosen], new: Mapping[str, Chosen]
) -> tuple[int, int, str]:
    places = {name: place for place, name in enumerate((*new, *old))}
    return (_GRAVITY.index(change.what), places[change.subject], change.subject)
