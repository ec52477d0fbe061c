"""A change for scripts: plain values with exact numbers and dates."""

from __future__ import annotations

from generator.changes.aspects import dates_of, value_of
from generator.changes.model import Change
from generator.changes.texts import TextChange
from generator.selection.model import Chosen


def plain_change(change: Change) -> dict[str, object]:
    """One change as JSON can hold it."""
    return {
        "what": change.what.value,
        "also": [sort.value for sort in change.also],
        "languages": list(change.languages),
        "reworded": list(change.reworded),
        "before": _side(change.before),
        "after": _side(change.after),
    }


def plain_text_change(change: TextChange) -> dict[str, object]:
    """What became of an officer's text, as JSON can hold it."""
    sides = {"before": change.before, "after": change.after}
    texts = {name: None if side is None else dict(side.text) for name, side in sides.items()}
    return {
        "slot": change.slot,
        "what": change.what.value,
        "languages": list(change.languages),
        **texts,
    }


def _side(chosen: Chosen | None) -> dict[str, object] | None:
    if chosen is None:
        return None
    fact = chosen.fact
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "marking": fact.marking,
        "value": dict(value_of(fact.quantity)),
        "dates": dict(dates_of(fact)),
        "people": list(fact.people),
        "text": {tag: text.forms.get("other", "") for tag, text in fact.text.items()},
        "source": fact.origin.source,
        "document": fact.origin.document,
        "as_of": str(fact.as_of or fact.origin.as_of or ""),
        "freshness": chosen.freshness.value,
        "tense": chosen.tense.value,
    }
