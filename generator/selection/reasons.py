"""Why a fact is held back, in words: one code per reason, the same everywhere it is told.

The wording of reason ``x`` is ``held-x`` in the table of problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.facts.model import Fact
from generator.problems import Problem, Severity, Where
from generator.selection.model import Held

_WARNING: Final = Severity.WARNING
_NOTICE: Final = Severity.NOTICE

SEVERITY: Final[Mapping[str, Severity]] = MappingProxyType(
    {
        "undated": _WARNING,
        "plan-overdue": _WARNING,
        "contradiction": _WARNING,
        "contradicted-outside": _WARNING,
        "needs-past-text": _WARNING,
        "attribution-unknown": _WARNING,
        "vulnerable-image": _WARNING,
        "too-old-for-clean": _WARNING,
        "vulnerable-person": _NOTICE,
        "background-only": _NOTICE,
        "too-old": _NOTICE,
        "over-limit": _NOTICE,
        "not-yet": _NOTICE,
        "date-disagrees": _NOTICE,
        "ruled-out": _NOTICE,
        "superseded": _NOTICE,
        "estimate-replaced": _NOTICE,
        "same-value": _NOTICE,
        "plan-fulfilled": _NOTICE,
        "ended": _NOTICE,
        "not-known-yet": _NOTICE,
        "older-period": _NOTICE,
        "confirms": _NOTICE,
        "outranked": _NOTICE,
        "other-definition": _NOTICE,
    }
)
"""Every reason, what an editor can mend before what only explains itself."""

_WEIGHT: Final = {reason: len(SEVERITY) - place for place, reason in enumerate(SEVERITY)}


def weight(reason: str) -> int:
    """How much a reason matters when a fact was held back for several needs."""
    return _WEIGHT[reason]


def explained(held: Held) -> Problem:
    """The reason of a held fact as a problem: it names the fact by id, never by its content."""
    return explanation(held.fact, held.reason, held.by)


def explanation(fact: Fact, reason: str, by: str | None = None) -> Problem:
    """One reason in words, with the place of the fact's record."""
    values = MappingProxyType({"fact": fact.id, "by": by or ""})
    return Problem(f"held-{reason}", place(fact), values, SEVERITY[reason])


def place(fact: Fact) -> Where:
    """Where the fact's record stands."""
    return Where(file=fact.file or None, line=fact.line or None, record=fact.id)
