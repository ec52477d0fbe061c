"""Texts of the officer, by the slot of the template."""

from __future__ import annotations

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.environment import type_word
from generator.compose.mistakes import Mistake
from generator.compose.officer import officer_blocks, slot_of


def text(c: Composer, slot: str) -> Markup:
    """The officer's text for a slot, as paragraphs and lists; nothing where there is none."""
    return c.put_blocks(*officer_blocks(c, _name(slot, "text")))


def has_text(c: Composer, slot: str) -> bool:
    """Whether the order has a text for a slot that may be printed."""
    return slot_of(c, _name(slot, "has_text")).name in c.brief.texts


def _name(given: object, function: str) -> str:
    if isinstance(given, str):
        return str(given)
    expected = "the name of a slot"
    raise Mistake("template-argument", name=function, given=type_word(given), expected=expected)
