"""Messages about marked facts: by id and field, never by content.

Messages end up on screens, in logs and in mails, where no marking protects them. Only what
is surely open may be repeated in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.problems import NOWHERE, Findings, Severity, Where

WITHHELD: Final = "(withheld)"
_OPEN_WORDS: Final = frozenset({"unclassified", "public", "tlp:clear", "open"})
_TOLD: Final = frozenset(
    {"field", "unit", "low", "high", "today", "person", "languages", "language", "reason"}
    | {"original", "other", "slot", "suggestion", "id", "first", "circle", "limit", "known"}
)
"""Placeholders that say nothing of the content of a fact."""


def is_open(marking: str, levels: Sequence[str]) -> bool:
    """Whether a marking surely is the lowest: messages may then repeat values.

    levels  of the house, lowest first; without them only well-known words count.
    """
    return marking == levels[0] if levels else marking.casefold() in _OPEN_WORDS


class Discreet(Findings):
    """Passes problems on to other findings without the content of the fact they are about."""

    def __init__(self, behind: Findings) -> None:
        super().__init__()
        self.behind = behind

    def add(
        self,
        code: str,
        where: Where = NOWHERE,
        *,
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> None:
        """Note one problem; values that could repeat content are withheld."""
        told = {name: v if name in _TOLD else WITHHELD for name, v in values.items()}
        self.behind.add(code, where, severity=severity, **told)
