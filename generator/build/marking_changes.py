"""A document that shows what changed since its own last edition: ``[changes] box, bars``.

Each brief is composed twice: first as it is by itself, which decides whether there is anything
new and what it prints; then, where an edition stood before it, with what differs from that one.
So a box that would be empty next time makes no edition. Of a pack the box stands on the cover
and tells of all its briefs; bars stand in each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from generator.build.changing import found_between, sides_of, slots_of
from generator.build.chosen import Chosen
from generator.build.materials import considered
from generator.build.packing import AFTER, BEFORE
from generator.build.record_texts import texts_used
from generator.build.stored import Kept, kept_of, texts_held
from generator.changes.model import Delta, Holding
from generator.changes.texts import TextChange
from generator.editions.store import EditionStore
from generator.selection.markings import Marked, highest
from generator.selection.model import Chosen as ChosenFact

if TYPE_CHECKING:
    from generator.compose.model import Slot


class ChangeMarks:
    """What is told of changes in the documents of one edition.

    plain  by language, what composing told of the document as it is by itself.
    """

    def __init__(self, chosen: Chosen, store: EditionStore) -> None:
        changes = chosen.order.changes
        asked = changes is not None and (changes.box or changes.bars)
        editions = store.list(chosen.order.name).editions if asked else ()
        # What was known on a day is compared with its like: else all that was not known then
        # would read as gone.
        limited = chosen.wanted.known_on is not None
        made = (one.manifest for one in reversed(editions))
        alike = (m for m in made if m.order.as_ordered and (m.known_on is not None) == limited)
        self._last = next(alike, None)
        self.plain: dict[str, Any] = {}
        self._open: set[str] = set()

    @property
    def asked(self) -> bool:
        """Whether documents are to show changes, and there is an edition to compare them with."""
        return self._last is not None

    def begin(self, languages: Iterable[str], plain: bool) -> None:
        """Languages are composed: as they are by themselves, or with marks."""
        for language in languages:
            self._open.add(language) if plain else self._open.discard(language)
            if plain:
                self.plain.pop(language, None)

    def due(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some languages, just composed, that are to be composed again with marks."""
        if self._last is None:
            return ()
        return tuple(language for language in languages if language in self._open)

    def marked(
        self, chosen: Chosen, composed: Mapping[str, Any], languages: tuple[str, ...]
    ) -> Chosen:
        """What the second composing is made of; ``composed`` is what the first one told."""
        last, order = self._last, chosen.order
        if last is None or order.changes is None:
            raise AssertionError("only what is due is marked")
        self.plain.update({language: composed[language] for language in languages})
        printed = {name for told in composed.values() for name in told["facts"]}
        known: dict[str, ChosenFact] = {f.id: ChosenFact(f) for f in considered(chosen.selection)}
        known |= {one.fact.id: one for some in chosen.selection.chosen.values() for one in some}
        facts = tuple(one for name, one in known.items() if name in printed)
        request = chosen.selection.request
        texts = texts_held(texts_used(chosen.texts, composed))
        now = Kept(Holding(order.name, chosen.wanted.as_of, facts, texts=texts), {}, {}, {})
        states = kept_of(last, chosen.base), now
        found = found_between(
            order, states, chosen.base, request.levels, _audience(chosen), _slots(chosen)
        )
        before = found.selection.chosen["before"]
        beside = {**chosen.selection.chosen, BEFORE: before}
        if chosen.parts:
            beside[AFTER] = found.selection.chosen["after"]
        every: list[Marked] = [
            *considered(chosen.selection),
            *(one.fact for one in before),
            *chosen.texts.values(),
            *sides_of(found.delta.texts),
        ]
        return replace(
            chosen,
            base=found.base,
            changes=found.delta,
            selection=replace(
                chosen.selection, chosen=beside, marking=highest(every, request.levels)
            ),
            parts=tuple(
                _marked_part(part, place, found.delta) for place, part in enumerate(chosen.parts, 1)
            ),
        )


def _slots(chosen: Chosen) -> Mapping[str, Slot]:
    """The slots of the template, or of those of a pack's briefs."""
    templates = {one.template.name: one.template for one in (chosen, *chosen.parts)}
    return slots_of(chosen.order, templates.get)


def _audience(chosen: Chosen) -> Literal["to-say", "background"]:
    """For whom the document is; a pack holds background when one of its briefs does."""
    heard = [part.selection.request.audience for part in chosen.parts]
    return "background" if "background" in heard else chosen.selection.request.audience


def _marked_part(part: Chosen, place: int, found: Delta) -> Chosen:
    """A brief of a pack with the changes of what it may print, and no others.

    place  of the brief in the pack, from 1: before a point in the names of its texts.
    """
    changes = part.order.changes
    if changes is None or not changes.bars:
        return part
    own = {fact.id for fact in considered(part.selection)}
    told = (one for one in found.told if one.after is not None and one.after.fact.id in own)
    texts = tuple(one for change in found.texts if (one := _of_part(change, place)))
    before, after = (replace(holding, facts=()) for holding in (found.before, found.after))
    return replace(part, changes=Delta(before, after, tuple(told), texts=texts))


def _of_part(change: TextChange, place: int) -> TextChange | None:
    """The change of a brief's own text, under the name it has there; None of another brief's."""
    lead, _, slot = change.slot.partition(".")
    if lead != str(place) or not slot:
        return None
    was, now = (one and replace(one, slot=slot) for one in (change.before, change.after))
    return replace(change, before=was, after=now)
