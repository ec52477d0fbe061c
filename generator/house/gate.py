"""What facts that nobody should rely on do to a final edition: let through, made a draft, refused.

A final edition is what an order with ``status = "clean"`` asks for. A house has one policy for
all its orders, and an order may have another.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from generator.records import dataclass

Verdict: TypeAlias = Literal["allow", "draft", "refuse"]

_ANY: Final[tuple[Verdict, ...]] = ("allow", "draft", "refuse")

KINDS: Final[Mapping[str, tuple[Verdict, ...]]] = MappingProxyType(
    {"stale": _ANY, "expired": _ANY, "conflicting": _ANY[1:], "untranslated": _ANY}
)
"""What may be wrong with a fact, and what it may do then: no final edition shows a conflict."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What each kind of doubt about a fact does to a final edition that prints it.

    stale         older than its limit, or its day of review has passed.
    expired       a plan whose day has passed, and nobody has said what became of it.
    conflicting   part of a disagreement that nobody has ruled on.
    untranslated  its text is missing in the language, out of date, or not reviewed.
    """

    stale: Verdict = "allow"
    expired: Verdict = "allow"
    conflicting: Verdict = "refuse"
    untranslated: Verdict = "allow"

    def on(self, kind: str) -> Verdict:
        """What a doubt of that kind does."""
        verdict: Verdict = getattr(self, kind)
        return verdict


OPEN: Final = Gate()
"""The gate of a house that says nothing of it: only open disagreements refuse a final edition."""


def with_gate(gate: Gate, chosen: Mapping[str, Verdict]) -> Gate:
    """``gate`` with some verdicts chosen otherwise.

    >>> with_gate(OPEN, {"stale": "draft"}).on("stale")
    'draft'
    """
    return dataclasses.replace(gate, **chosen)
