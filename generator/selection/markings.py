"""Handling markings: what lies above the ceiling is taken out before anything else is done.

Levels are a closed, ordered list of the house and are compared exactly. A marking that is
not in the list counts as the highest: a misspelt secret stays a secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from generator.problems import Problem, ProblemsFound
from generator.selection.nearest import hint


class Marked(Protocol):
    """A fact, or an officer's text."""

    @property
    def marking(self) -> str:
        """Its level."""


def rank(marking: str, levels: Sequence[str]) -> int:
    """Place of a marking, from 0; unknown ones stand at the top.

    >>> rank("Secret ", ("OPEN", "SECRET")), rank("OPEN", ("OPEN", "SECRET"))
    (1, 0)
    """
    try:
        return levels.index(marking)
    except ValueError:
        return len(levels) - 1


def is_known_level(marking: str, levels: Sequence[str]) -> bool:
    """True when the house has exactly this level."""
    return marking in levels


def ceiling_rank(ceiling: str, levels: Sequence[str]) -> int:
    """Place of the ceiling; ``ProblemsFound`` when the house has no such level."""
    if ceiling in levels:
        return levels.index(ceiling)
    values = {
        "ceiling": ceiling,
        "levels": ", ".join(levels),
        "hint": hint(ceiling, levels),
    }
    raise ProblemsFound([Problem("ceiling-unknown", values=values)])


def highest(facts: Iterable[Marked], levels: Sequence[str]) -> str:
    """Highest level among ``facts``, or texts; the lowest level when there are none."""
    return levels[max((rank(fact.marking, levels) for fact in facts), default=0)]
