"""Which statement replaces which: by validity, then newest as-of, then confidence.

A plan replaces nothing before its date, and after it only once an event confirms it. What
a confirmed plan replaces has ended (it is history); what a newer statement replaces is
superseded (it was only an earlier way to put it).
"""

from __future__ import annotations

import datetime as dt
import enum

from generator.facts.model import Fact, Kind
from generator.selection.attribution import is_claim
from generator.selection.closures import closes_at
from generator.selection.knowledge import is_known
from generator.selection.staleness import target
from generator.selection.validity import Standing, happened, standing
from generator.selection.view import View


class PlanState(enum.Enum):
    """What has become of a plan at a day."""

    AHEAD = "ahead"
    FULFILLED = "fulfilled"
    OVERDUE = "overdue"  # its date has passed and no event confirms it


def plan_state(view: View, plan: Fact, day: dt.date) -> tuple[PlanState, str | None]:
    """The state of a plan and, when fulfilled, the id of the event that says so."""
    for event in view.confirmers.get(plan.id, ()):
        if stands(view, event, day) and closes_at(event, day):
            return PlanState.FULFILLED, event.id
    goal = target(plan)
    if goal is not None and day > goal:
        return PlanState.OVERDUE, None
    return PlanState.AHEAD, None


def stands(view: View, event: Fact, day: dt.date) -> bool:
    """True when an event is known and no later report has taken its place."""
    return is_known(event, day) and not any(
        newer.kind is not Kind.PLAN and _may_replace(view, newer, event, day)
        for newer in view.superseders.get(event.id, ())
    )


def replaced(view: View, fact: Fact, day: dt.date) -> tuple[bool, str] | None:
    """Whether another fact replaces this one by name at ``day``.

    Gives (True, id of the event) when a plan against it came true, (False, id) when a newer
    statement stands in its place, None when nothing known replaces it.
    """
    ended: tuple[bool, str] | None = None
    for newer in view.superseders.get(fact.id, ()):
        if not _may_replace(view, newer, fact, day):
            continue
        if newer.kind is not Kind.PLAN:
            return False, newer.id
        if fact.kind is Kind.PLAN:
            return False, newer.id
        state, event = plan_state(view, newer, day)
        if state is PlanState.FULFILLED and event is not None:
            ended = True, event
    return ended


def announced(view: View, fact: Fact, day: dt.date) -> tuple[str, ...]:
    """Ids of known plans, still ahead, that will end or replace the fact."""
    if fact.kind is Kind.PLAN or fact.id not in view.superseders:
        return ()
    plans = {
        plan.id
        for plan in view.superseders.get(fact.id, ())
        if plan.kind is Kind.PLAN
        and _may_replace(view, plan, fact, day)
        and plan_state(view, plan, day)[0] is PlanState.AHEAD
    }
    return tuple(sorted(plans))


def awaits_outcome(view: View, fact: Fact, day: dt.date) -> bool:
    """True when a plan against the fact is overdue: nobody has said whether it came true."""
    return any(
        plan.kind is Kind.PLAN
        and _may_replace(view, plan, fact, day)
        and plan_state(view, plan, day)[0] is PlanState.OVERDUE
        for plan in view.superseders.get(fact.id, ())
    )


def unfulfilled(view: View, fact: Fact, day: dt.date) -> bool:
    """True when a known plan is against the fact and no event confirms it yet."""
    return bool(announced(view, fact, day)) or awaits_outcome(view, fact, day)


def _may_replace(view: View, newer: Fact, older: Fact, day: dt.date) -> bool:
    return (
        is_known(newer, day)
        and happened(newer, day)
        and standing(newer.validity, day) is not Standing.NOT_YET
        and is_claim(newer) == is_claim(older)
        and newer.id not in view.apart.get(older.id, ())
    )
