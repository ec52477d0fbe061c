"""Texts of the officer in a protected file: what anybody may change where the rest is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.document.tree import Citation, Inline, Span, Value
from generator.document.walk import inlines_of

_FIRST: Final = 800001


@dataclass(slots=True)
class Zones:
    """Opens a zone around each text that states no fact. on False opens none."""

    on: bool
    _next: int = _FIRST

    def around(self, inlines: Sequence[Inline]) -> tuple[str, str]:
        """What stands before and after the runs of a text that may be changed."""
        if not self.on or states_a_fact(inlines):
            return "", ""
        number = self._next
        self._next += 1
        return (
            f'<w:permStart w:id="{number}" w:edGrp="everyone"/>',
            f'<w:permEnd w:id="{number}"/>',
        )


def states_a_fact(inlines: Sequence[Inline]) -> bool:
    """Whether a text prints a value or a statement of a fact, or calls a source note."""
    return any(
        isinstance(inline, Citation) or (isinstance(inline, Value | Span) and bool(inline.fact))
        for inline in inlines_of(inlines)
    )
