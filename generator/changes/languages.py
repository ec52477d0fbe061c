"""What differs between two languages of one state: what prints in one alone, doubtful texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.changes.model import Change, Delta, What
from generator.facts.model import Fact, TextState
from generator.selection.texts import doubts


def between_languages(found: Delta) -> Delta:
    """The comparison of two languages of one state, with what is doubtful in one of them."""
    kept = [one for one in found.changes if one.what in (What.ADDED, What.REMOVED)]
    alone = [replace(one, minor=False) for one in kept]
    return replace(found, changes=(*alone, *_doubtful(found)))


def _doubtful(found: Delta) -> Iterator[Change]:
    first, second = found.before.language, found.after.language
    old = {one.fact.id: one for one in found.before.facts}
    for now in found.after.facts:
        was = old.get(now.fact.id)
        if was is not None and _state(was.fact, first) != _state(now.fact, second):
            yield Change(What.TRANSLATION, was, now, languages=(second,))


def _state(fact: Fact, tag: str) -> tuple[TextState, ...] | None:
    """The doubts about a text; None where there is none."""
    for known in (tag, tag.split("-", 1)[0]):
        if known in fact.text:
            return doubts(fact, known)
    return None
