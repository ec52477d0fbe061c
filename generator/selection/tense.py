"""Which tense a statement needs, and whether it can be written in it."""

from __future__ import annotations

from generator.facts.model import Fact
from generator.selection.model import Tense
from generator.selection.validity import TOLD_AS_PAST


def has_past(fact: Fact) -> bool:
    """True when at least one language has a wording for after the end."""
    return any(text.past for text in fact.text.values())


def past_tense(fact: Fact) -> Tense | None:
    """Tense for a fact that has ended: None when it has no wording for it.

    What was done or said is told in the past already and keeps its wording.
    """
    if has_past(fact):
        return Tense.PAST
    return Tense.PRESENT if fact.kind in TOLD_AS_PAST else None
