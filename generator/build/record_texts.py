"""Officer's texts in the manifest of an edition, and what differs in them from the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.build.report import Reason
from generator.editions.manifest import Manifest, TextUsed
from generator.facts.model import Fact
from generator.facts.translations import hash_of
from generator.selection.texts import doubts, original_language


def texts_used(
    texts: Mapping[str, Fact], composed: Mapping[str, Mapping[str, Any]]
) -> tuple[TextUsed, ...]:
    """The texts that print; ``composed`` is what each language's document told of itself."""
    printed = {tag: made.get("texts", {}) for tag, made in composed.items()}
    found = []
    for slot, fact in texts.items():
        shown = {tag: slots[slot] for tag, slots in printed.items() if slot in slots}
        if shown:
            found.append(_used(slot, fact, shown))
    return tuple(found)


def _used(slot: str, fact: Fact, shown: Mapping[str, str]) -> TextUsed:
    tags = [tag for tag in fact.text if tag in shown.values()]
    original = original_language(fact) or ""
    return TextUsed(
        slot=slot,
        marking=fact.marking,
        original=original,
        text={tag: fact.text[tag].forms["other"] for tag in tags},
        states={tag: _state(fact, tag) for tag in tags},
        hashes={tag: hash_of(fact.text[tag]) for tag in tags},
        made_from={tag: made for tag in tags if (made := fact.text[tag].made_from)},
        printed=dict(shown),
    )


def _state(fact: Fact, tag: str) -> str:
    found = doubts(fact, tag)
    return found[0].value if found else fact.text[tag].state.value


def text_reasons(old: Manifest, new: Manifest) -> Iterator[Reason]:
    """Slots whose text is another one, is new, or is gone."""
    before = {text.slot: text for text in old.texts}
    after = {text.slot: text for text in new.texts}
    changed = tuple(
        slot for slot in dict.fromkeys((*before, *after)) if before.get(slot) != after.get(slot)
    )
    if changed:
        yield Reason("texts", changed)
