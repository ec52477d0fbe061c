"""What every rule together says about each fact of a view at one day.

``Assessment`` asks the rules in a fixed order and remembers the answers for the time of
one selection. It reads nothing and changes nothing but its own memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from generator.facts.model import Confidence, EdtfDate, Fact, Kind, RelationType, Ruling
from generator.house.producers import NO_RANKING, Producers
from generator.selection.attribution import claimant, is_claim
from generator.selection.closures import closed_by, touched_by_closure
from generator.selection.conflicts import Dispute, disputes, effective_rulings, noted
from generator.selection.contradictions import duration_contradicted, is_duration
from generator.selection.knowledge import age_days, is_known, known_from
from generator.selection.model import Freshness
from generator.selection.ranking import ranked
from generator.selection.rivals import Resolved, represent, resolve, span
from generator.selection.series import (
    Matched,
    Series,
    beside,
    match,
    read_series,
    series_code,
)
from generator.selection.staleness import freshness
from generator.selection.supersession import (
    PlanState,
    plan_state,
    replaced,
    stands,
    unfulfilled,
)
from generator.selection.validity import (
    HAPPENINGS,
    Standing,
    happened,
    implied_end,
    lasting,
    standing,
)
from generator.selection.values import Comparison, value_of
from generator.selection.view import GroupKey, View, group_key

ENDED = "ended"
HISTORY = frozenset({"superseded", "plan-overdue"})
"""Reasons that a need for history may set aside. A plan that came true is told by its event."""

MET = "plan-fulfilled"
"""A need for the history of one item may set this aside too: a deadline that was met."""

_OTHER_PERIOD = frozenset({"older-period", "outranked"})
_AMONG_PRODUCERS = frozenset({"older-period", "confirms", "other-definition", "outranked"})
"""Reasons that one producer's figure may give to another's."""


@dataclass(frozen=True, slots=True)
class Status:
    """How a fact stands at the day: ``reason`` is None when it may print as current.

    by  id of the fact that stands instead, or of the event that ended it.
    """

    reason: str | None = None
    by: str | None = None
    freshness: Freshness = Freshness.FRESH
    age: int | None = None
    confirmed_by: tuple[str, ...] = ()


class Assessment:
    """The facts of a view as they stand at ``day``."""

    def __init__(self, view: View, day: dt.date, producers: Producers = NO_RANKING) -> None:
        self.view = view
        self.producers = producers
        self.day = day
        self._statuses: dict[str, Status] = {}
        self._alone: dict[str, Status] = {}
        self._groups: dict[GroupKey, Resolved] = {}
        self._series: dict[tuple[str, str], Series] = {}
        self._matched: dict[tuple[str, str], Matched | None] = {}
        self._shown: dict[tuple[str, str, int], str] = {}
        self._closed: dict[str, tuple[bool, str | None]] = {}
        self._statistic_disputes: dict[str, Dispute] = {}

    def status(self, fact: Fact) -> Status:
        """The fact against all rules, rivals and rulings included."""
        if fact.id not in self._statuses:
            self._statuses[fact.id] = self._status(fact)
        return self._statuses[fact.id]

    def _status(self, fact: Fact) -> Status:
        alone = self._on_its_own(fact)
        if fact.id in self._ruled_out and alone.reason in (None, ENDED):
            return self._yielded(alone, "ruled-out", self._ruled_out[fact.id].prefers)
        if alone.reason not in (None, ENDED):
            return alone
        if fact.indicator is not None:
            return self._statistic_status(fact, alone)
        dispute = self.disputes.get(fact.id)
        if dispute is not None and dispute.what == "date" and dispute.members[0] != fact.id:
            return self._yielded(alone, "date-disagrees", dispute.members[0])
        key = group_key(fact)
        return alone if key is None else self._after(self.group(key), fact, alone)

    def dispute(self, fact: Fact) -> Dispute | None:
        """The conflict that the fact takes part in."""
        if fact.indicator is not None:
            for area in fact.countries:
                self.series(area, fact.indicator)
                self.matched(area, fact.indicator)
            if fact.id in self._statistic_disputes:
                return self._statistic_disputes[fact.id]
        return self.disputes.get(fact.id)

    @cached_property
    def disputes(self) -> Mapping[str, Dispute]:
        """Conflicts among statements by fact id, open ones and those settled by a ruling."""
        standing_now: dict[str, Fact] = {}
        pairs: list[tuple[str, str]] = []
        rank: dict[str, int] = {}
        for key in self.view.groups:
            group = self.group(key)
            standing_now.update((fact.id, fact) for fact in group.standing)
            pairs += group.disagreements
            rank.update((fact.id, place) for place, fact in enumerate(group.standing))
        for fact_id in self.view.disputes:
            fact = self.view.facts[fact_id]
            if group_key(fact) is None and self._competes(fact):
                standing_now[fact_id] = fact
        pairs += noted(self.view, standing_now)
        open_disputes = disputes(pairs, rank, self.view.facts)
        return {**self._settled(open_disputes), **open_disputes}

    def group(self, key: GroupKey) -> Resolved:
        """The rivals that share a subject key."""
        if key not in self._groups:
            rivals = [fact for fact in self.view.groups[key] if self._competes(fact)]
            resolved = resolve(rivals, self._holds, self._apart)
            if key[1] is Kind.EVENT and resolved.disagreements:
                resolved = represent(resolved, self.view.facts)
            self._groups[key] = resolved
        return self._groups[key]

    def closed(self, organisation: str) -> tuple[bool, str | None]:
        """Whether a body is closed, and the id of the event that closed it."""
        if organisation not in self._closed:
            self._closed[organisation] = closed_by(
                organisation,
                self.view.organisations,
                self.view.closers.get(organisation, ()),
                self.day,
                lambda event: stands(self.view, event, self.day),
            )
        return self._closed[organisation]

    # ------------------------------------------------------------ one fact on its own

    def _on_its_own(self, fact: Fact) -> Status:
        if fact.id not in self._alone:
            reason, by = self._first_objection(fact)
            age = age_days(fact, self.day)
            fresh = Freshness.EXPIRED if reason else freshness(fact, self.day)
            self._alone[fact.id] = Status(reason, by, fresh, age)
        return self._alone[fact.id]

    def _first_objection(self, fact: Fact) -> tuple[str | None, str | None]:
        if known_from(fact) is None:
            return "undated", None
        if not is_known(fact, self.day):
            return "not-known-yet", None
        where = standing(lasting(fact), self.day)
        if where is Standing.NOT_YET or not happened(fact, self.day):
            return "not-yet", None
        if fact.kind is Kind.PLAN:
            state, event = plan_state(self.view, fact, self.day)
            if state is not PlanState.AHEAD:
                return f"plan-{state.value}", event
        newer = replaced(self.view, fact, self.day)
        if newer is not None:
            return (ENDED if newer[0] else "superseded"), newer[1]
        return self._doubts(fact) or self._end(fact, where)

    def _doubts(self, fact: Fact) -> tuple[str, str | None] | None:
        if is_duration(fact.quantity) and duration_contradicted(fact):
            return "contradiction", None
        if (
            fact.id in self._doubted
            and fact.cleared_by is None
            and fact.confidence is Confidence.LOW
        ):
            return "contradicted-outside", None
        if is_claim(fact) and claimant(fact) is None:
            return "attribution-unknown", None
        return None

    def _end(self, fact: Fact, where: Standing) -> tuple[str | None, str | None]:
        if fact.kind in HAPPENINGS:
            return None, None
        only_planned = implied_end(fact.validity) and unfulfilled(self.view, fact, self.day)
        if where is Standing.ENDED and not only_planned:
            return ENDED, self._closing_event(fact)
        if touched_by_closure(fact):
            for body in fact.organisations:
                closed, event = self.closed(body)
                if closed:
                    return ENDED, event
        return None, None

    def _closing_event(self, fact: Fact) -> str | None:
        return next((self.closed(b)[1] for b in fact.organisations if self.closed(b)[1]), None)

    @cached_property
    def _doubted(self) -> frozenset[str]:
        """Facts that something outside the sources contradicts."""
        found = (r for r in self.view.relations if r.type is RelationType.CONTRADICTS_EXTERNAL)
        return frozenset(fact_id for relation in found for fact_id in relation.facts)

    # ------------------------------------------------------------ against its rivals

    @cached_property
    def _rulings(self) -> list[Ruling]:
        present = {
            fact_id: self.view.facts[fact_id]
            for ruling in self.view.rulings
            for fact_id in (ruling.prefers, *ruling.over)
            if self._on_its_own(self.view.facts[fact_id]).reason in (None, ENDED)
        }
        return effective_rulings(self.view.rulings, present)

    @cached_property
    def _ruled_out(self) -> Mapping[str, Ruling]:
        return {fact_id: ruling for ruling in self._rulings for fact_id in ruling.over}

    @cached_property
    def agreed_dates(self) -> Mapping[str, EdtfDate]:
        """By fact id: the date that editors found the sources to agree on."""
        return {
            fact_id: ruling.agreed
            for ruling in reversed(self._rulings)
            if ruling.agreed is not None
            for fact_id in (ruling.prefers, *ruling.over)
        }

    def _settled(self, open_disputes: Mapping[str, Dispute]) -> dict[str, Dispute]:
        settled: dict[str, Dispute] = {}
        for ruling in self._rulings:
            over = [f for f in ruling.over if self._known_rival(f)]
            if over and ruling.prefers not in open_disputes:
                members = (ruling.prefers, *sorted(over))
                what: Literal["value", "date"] = "date" if self._only_dates(members) else "value"
                dispute = Dispute(f"conflict-{ruling.id}", what, members, ruling)
                settled.update({m: dispute for m in members if m not in open_disputes})
        return settled

    def _only_dates(self, members: Iterable[str]) -> bool:
        facts = [self.view.facts[member] for member in members]
        return all(isinstance(value_of(fact), EdtfDate) for fact in facts)

    def _known_rival(self, fact_id: str) -> bool:
        return self._on_its_own(self.view.facts[fact_id]).reason in (None, ENDED)

    def _competes(self, fact: Fact) -> bool:
        """True for facts that are compared: usable ones, and ended ones that give a value for
        a period of their own, which the end does not change.
        """
        reason = self._on_its_own(fact).reason
        if fact.id in self._ruled_out or reason not in (None, ENDED):
            return False
        return reason is None or span(fact) is not None

    def _holds(self, fact: Fact) -> bool:
        return self._on_its_own(fact).reason is None

    def _apart(self, fact_id: str) -> frozenset[str]:
        return self.view.apart.get(fact_id, frozenset())

    def _after(self, group: Resolved, fact: Fact, alone: Status) -> Status:
        if fact.id in group.yielded:
            return self._yielded(alone, *group.yielded[fact.id])
        if fact.id not in group.confirmed:
            return alone
        return replace(alone, confirmed_by=tuple(sorted(group.confirmed[fact.id])))

    @staticmethod
    def _yielded(alone: Status, reason: str, by: str) -> Status:
        return replace(alone, reason=reason, by=by, freshness=Freshness.EXPIRED)

    # ------------------------------------------------------------ statistics

    def series(self, area: str, indicator: str) -> Series:
        """The known values of one indicator for one area."""
        key = (area, indicator)
        if key not in self._series:
            rivals = [f for f in self.view.statistics.get(key, ()) if self._competes(f)]
            found = self._series[key] = read_series(rivals, self._holds, self._apart)
            for _, resolved in found.periods:
                self._note_disputes(resolved.disagreements, resolved.standing)
        return self._series[key]

    def matched(self, area: str, indicator: str) -> Matched | None:
        """What producers with codes of their own say of the same thing; None where one does."""
        codes = self.view.measures.same(indicator)
        if len(codes) < 2:
            return None
        key = (area, codes[0])
        if key not in self._matched:
            series = {code: self.series(area, code) for code in codes}
            given = [(code, series[code].newest[0]) for code in codes if series[code].periods]
            found = None
            if len(given) > 1:
                order = ranked(given, codes, self.producers)
                newest = self.producers.stands == "newest"
                found = match(order, series, self.view.measures, newest=newest)
                both = [self.view.facts[one] for pair in found.disagreements for one in pair]
                self._note_disputes(found.disagreements, both)
            self._matched[key] = found
        return self._matched[key]

    def beside(self, fact: Fact) -> tuple[tuple[Fact, Comparison], ...]:
        """What other producers say of the same thing and time, and whether they agree."""
        area, code = fact.countries[0] if fact.countries else "", fact.indicator or ""
        matched = self.matched(area, code)
        if matched is None:
            return ()
        series = {one: self.series(area, one) for one in matched.codes}
        return beside(fact, matched.codes, series, self.view.measures)

    def series_code(self, area: str, indicator: str, count: int) -> str:
        """The indicator whose values answer where a series is asked for."""
        matched = self.matched(area, indicator)
        if matched is None:
            return indicator
        key = (area, matched.codes[0], count)
        if key not in self._shown:
            series = {code: self.series(area, code) for code in matched.codes}
            self._shown[key] = series_code(matched.codes, series, count)
        return self._shown[key]

    def own_status(self, fact: Fact) -> Status:
        """How a statistic stands among the values of its own indicator alone."""
        alone = self._on_its_own(fact)
        if fact.indicator is None or self.status(fact).reason not in _AMONG_PRODUCERS:
            return self.status(fact)
        return self._in_its_series(fact, alone)[0]

    def _note_disputes(self, pairs: Sequence[tuple[str, str]], standing: Sequence[Fact]) -> None:
        if pairs:
            rank = {fact.id: number for number, fact in enumerate(standing)}
            self._statistic_disputes.update(disputes(pairs, rank, self.view.facts))

    def _statistic_status(self, fact: Fact, alone: Status) -> Status:
        status, area = self._in_its_series(fact, alone)
        if status.reason not in (None, ENDED) or area is None:
            return status
        matched = self.matched(area, fact.indicator or "")
        if matched is None:
            return status
        if fact.id in matched.yielded:
            reason, by = matched.yielded[fact.id]
            fresh = Freshness.FRESH if reason in _OTHER_PERIOD else Freshness.EXPIRED
            return replace(status, reason=reason, by=by, freshness=fresh)
        others = matched.confirmed.get(fact.id, ())
        together = tuple(sorted({*status.confirmed_by, *others}))
        return replace(status, confirmed_by=together)

    def _in_its_series(self, fact: Fact, alone: Status) -> tuple[Status, str | None]:
        """How a statistic stands in the series of its indicator, and in that of which area."""
        for area in fact.countries:
            series = self.series(area, fact.indicator or "")
            place = series.places.get(fact.id)
            if place is not None:
                resolved = series.periods[place][1]
                if fact.id in resolved.yielded:
                    return self._yielded(alone, *resolved.yielded[fact.id]), area
                return self._by_place(series, place, self._after(resolved, fact, alone)), area
        return alone, None

    @staticmethod
    def _by_place(series: Series, place: int, status: Status) -> Status:
        if place == 0:
            return status
        newest = series.periods[0][1].standing[0]
        return replace(status, reason="older-period", by=newest.id, freshness=Freshness.FRESH)
