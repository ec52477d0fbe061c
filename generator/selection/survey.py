"""All that is known about an area, each fact with its age and how it stands at the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.facts.model import Fact, FactBase
from generator.house.producers import NO_RANKING, Producers
from generator.problems import Problem
from generator.selection.assessment import Assessment
from generator.selection.knowledge import as_of
from generator.selection.reasons import explanation
from generator.selection.values import Comparison
from generator.selection.view import view_of

Standing: TypeAlias = Literal[
    "fresh", "due", "stale", "expired", "superseded", "not known yet", "held"
]

_EXPIRED = frozenset({"ended", "plan-overdue", "plan-fulfilled"})
_SUPERSEDED = frozenset(
    {"superseded", "same-value", "confirms", "outranked", "estimate-replaced", "older-period"}
)


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One fact of the area.

    standing  in one word; reason and by say why when it may not print as current.
    age_days  days since its as-of date; None when nothing dates it.
    origin    "source/document".
    conflict  id of the disagreement it takes part in, or None.
    beside    of a figure: what other producers say of the same time, and whether they agree.
    """

    fact: Fact
    standing: Standing
    age_days: int | None
    as_of: str | None
    origin: str
    reason: str | None = None
    by: str | None = None
    conflict: str | None = None
    beside: tuple[tuple[Fact, Comparison], ...] = ()

    @property
    def why(self) -> Problem | None:
        """The reason in words; None for what prints as current."""
        return explanation(self.fact, self.reason, self.by) if self.reason else None


def survey(
    base: FactBase,
    area: str,
    as_of: dt.date,
    levels: tuple[str, ...],
    ceiling: str,
    producers: Producers = NO_RANKING,
) -> tuple[SurveyRow, ...]:
    """Every fact about ``area`` at or below the ceiling, by kind, then id.

    Raises ``ProblemsFound`` when the house has no such ceiling.
    """
    view = view_of(base, levels, ceiling)
    assessment = Assessment(view, as_of, producers)
    statistics = [facts for (where, _), facts in view.statistics.items() if where == area]
    facts = [*view.by_area.get(area, ()), *(fact for group in statistics for fact in group)]
    rows = [_row(assessment, fact) for fact in facts]
    return tuple(sorted(rows, key=lambda row: (row.fact.kind.value, row.fact.id)))


def _row(assessment: Assessment, fact: Fact) -> SurveyRow:
    status = assessment.status(fact)
    dispute = assessment.dispute(fact) if status.reason != "not-known-yet" else None
    spoken = as_of(fact)
    return SurveyRow(
        fact=fact,
        standing=_word(status.reason, status.freshness.value),
        age_days=None if status.reason == "not-known-yet" else status.age,
        as_of=spoken.text if spoken else None,
        origin=f"{fact.origin.source}/{fact.origin.document}",
        reason=status.reason,
        by=status.by,
        conflict=dispute.id if dispute else None,
        beside=assessment.beside(fact) if fact.indicator is not None else (),
    )


def _word(reason: str | None, level: Literal["fresh", "due", "stale", "expired"]) -> Standing:
    if reason is None:
        return level
    if reason == "not-known-yet":
        return "not known yet"
    if reason in _EXPIRED:
        return "expired"
    return "superseded" if reason in _SUPERSEDED else "held"
