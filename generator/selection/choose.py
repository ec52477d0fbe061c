"""The facts for each need of a brief, as of a day, under a ceiling, for an audience.

``select`` is the one way in. It is a function of its arguments alone: the same facts in
another order, or other facts about other things, give the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from generator.facts.model import Fact, FactBase, Kind, RelationType
from generator.problems import Problem, ProblemsFound
from generator.selection.assessment import ENDED, HISTORY, MET, Assessment, Status
from generator.selection.attribution import must_attribute
from generator.selection.audience import objection
from generator.selection.conflicts import Dispute
from generator.selection.contradictions import duration_contradicted, is_duration
from generator.selection.currency import printable
from generator.selection.dates import agreed
from generator.selection.items import of_item
from generator.selection.markings import highest
from generator.selection.matching import ALL, answers, persons_of, widened
from generator.selection.model import (
    Chosen,
    Conflict,
    Freshness,
    Held,
    Need,
    Request,
    Selection,
    Tense,
)
from generator.selection.nearest import hint
from generator.selection.ordering import in_rank, keep_together, ordered, within_limit
from generator.selection.ranking import check_producers
from generator.selection.reasons import weight
from generator.selection.staleness import limit_days, too_old_for_clean
from generator.selection.supersession import announced
from generator.selection.tense import past_tense
from generator.selection.view import View, view_of

_WORSE: Final = {"fresh": 0, "due": 1, "stale": 2, "expired": 3}
_UNSEEN: Final = frozenset({"not-known-yet", "older-period", "confirms"})
"""Reasons that are no decision: what is not known at the day does not exist for it, and what
confirms a printed figure is told with that one."""

_PASSED_OVER: Final = "not considered"
_SEVERAL: Final = 2


def select(base: FactBase, request: Request, needs: Sequence[Need]) -> Selection:
    """Choose the facts for every need and say why the others were left out.

    Raises ``ProblemsFound`` when the area is not known, the house has no such ceiling, or its
    ranking names a producer that is not known.
    """
    _check_areas(base, request)
    check_producers(request.producers, base, request.house_file)
    view = view_of(base, request.levels, request.ceiling)
    chooser = _Chooser(Assessment(view, request.as_of, request.producers), request)
    off = request.off
    chosen = {need.name: () if need.name in off else chooser.need(need) for need in needs}
    return chooser.selection(chosen, tuple(need for need in needs if need.name not in off))


def candidates(view: View, need: Need, area: str) -> Iterable[Fact]:
    """The facts that may answer a need: statistics by indicator, the rest by area and kind."""
    found: list[Fact] = []
    for name in view.measured.get(area, ()) if ALL in need.indicators else need.indicators:
        found += view.statistics.get((area, name), ())
    if need.indicators and not need.subject_keys:
        return found
    if not need.kinds:
        return [*found, *view.by_area.get(area, ())]
    for kind in dict.fromkeys(need.kinds):
        found += view.by_kind.get((area, kind.value), ())
    return found


class _Chooser:
    def __init__(self, assessment: Assessment, request: Request) -> None:
        self.assessment = assessment
        self.request = request
        self._held: dict[str, Held] = {}
        self._disputes: dict[str, Dispute] = {}
        self._inner: dict[str, Fact] = {}
        self._given: dict[str, set[str]] = {}
        self._seen: set[str] = set()
        self._made: dict[str, Chosen] = {}
        self._by_area: dict[str, Mapping[str, tuple[Chosen, ...]]] = {}
        self._by_item: dict[str, tuple[tuple[Chosen, ...], ...]] = {}
        self._by_person: dict[str, list[Fact]] | None = None

    def need(self, asked: Need) -> tuple[Chosen, ...]:
        """The facts for one need; those of each country in turn where it asks for each."""
        need = widened(asked, self.assessment.view.measures)
        said = {fact_id for name in need.not_in for fact_id in self._given.get(name, ())}
        countries = self.request.countries
        if need.each:
            own = {area: self._answer(need, (area,), said) for area in countries}
            self._by_area[need.name] = MappingProxyType(own)
            given = tuple({one.fact.id: one for some in own.values() for one in some}.values())
        elif need.agenda:
            given = self._for_items(need, countries, said)
        else:
            given = self._answer(need, countries, said)
        self._given[need.name] = {one.fact.id for one in given}
        return given

    def _for_items(
        self, need: Need, countries: Sequence[str], said: set[str]
    ) -> tuple[Chosen, ...]:
        """The facts for each item of the agenda, and all of them together, each once."""
        items = tuple(
            self._answer(replace(need, tags=topics), countries, said) if topics else ()
            for topics in self.request.agenda
        )
        self._by_item[need.name] = items
        return tuple({one.fact.id: one for some in items for one in some}.values())

    def _answer(self, need: Need, areas: Sequence[str], said: set[str]) -> tuple[Chosen, ...]:
        """The facts about some countries for one need, in its order, within its limit."""
        found: list[Chosen] = []
        met = set(said)
        for area in areas:
            for fact in self._asked(need, area):
                if fact.id not in met and answers(
                    fact, need, area, self.request.countries, self.request.people
                ):
                    met.add(fact.id)
                    found += self._one(fact, need, area)
        entries = [self._ranked(entry) for entry in keep_together(ordered(found, need))]
        kept, cut = within_limit(entries, need)
        for one in (one for entry in cut for one in entry):
            self._hold(one.fact, "over-limit")
        return tuple(one for entry in kept for one in entry)

    def _ranked(self, entry: list[Chosen]) -> list[Chosen]:
        """Figures of one conflict in the order of their producers, whatever their dates."""
        if len(entry) == 1 or entry[0].fact.indicator is None:
            return entry
        dispute = self.assessment.dispute(entry[0].fact)
        return entry if dispute is None else in_rank(entry, dispute.members)

    def _asked(self, need: Need, area: str) -> Iterable[Fact]:
        """The facts among which those about a country for a need are."""
        view = self.assessment.view
        if need.item is not None:
            return of_item(view, self.request.item, need.item)
        if need.people:
            return self._naming(need)
        return candidates(view, need, area)

    def _naming(self, need: Need) -> Iterable[Fact]:
        """The facts that name somebody of whom a need speaks, whatever country they are about."""
        if self._by_person is None:
            self._by_person = defaultdict(list)
            for fact in self.assessment.view.facts.values():
                for person in fact.people:
                    self._by_person[person].append(fact)
        persons = sorted(persons_of(need, self.request.people))
        return {f.id: f for person in persons for f in self._by_person.get(person, ())}.values()

    def _one(self, fact: Fact, need: Need, area: str) -> list[Chosen]:
        status = self.assessment.status(fact)
        if need.series is not None and need.series >= _SEVERAL and fact.indicator is not None:
            if fact.indicator != self.assessment.series_code(area, fact.indicator, need.series):
                return []  # a series is of one producer
            status = self.assessment.own_status(fact)
        reason = self._objection(fact, need, status, area)
        if reason == _PASSED_OVER:
            return []
        if fact.id not in self._seen:
            self._seen.add(fact.id)
            self._note(fact)
        if reason is not None:
            self._hold(fact, reason, status.by)
            return []
        return [self._chosen(fact, status)]

    def _objection(self, fact: Fact, need: Need, status: Status, area: str) -> str | None:
        """Why the fact does not print for this need; it may not even be considered."""
        if status.reason == "older-period" and self._in_series(fact, need, area):
            return self._aged(need, status)
        if status.reason in _UNSEEN:
            return _PASSED_OVER
        if self._tells_of_the_past(need, status):
            reason = self._past_objection(fact, need, status)
        elif status.reason is not None:
            return status.reason
        else:
            reason = _PASSED_OVER if need.past == "only" else self._aged(need, status)
            reason = reason or self._unfit_for_clean(fact)
        if reason is not None:
            return reason
        strict = "to-say" in (need.audience, self.request.audience)
        return objection(fact, self.assessment.view.people, "to-say" if strict else "background")

    @staticmethod
    def _tells_of_the_past(need: Need, status: Status) -> bool:
        history = need.freshness == "expired" and need.past != "no"
        if status.reason == MET:
            return history and need.item is not None
        return status.reason == ENDED or (status.reason in HISTORY and history)

    @staticmethod
    def _past_objection(fact: Fact, need: Need, status: Status) -> str | None:
        if need.past == "no":
            return ENDED
        if past_tense(fact) is not None:
            return None
        return "needs-past-text" if status.reason == ENDED else status.reason

    @staticmethod
    def _aged(need: Need, status: Status) -> str | None:
        accepted = _WORSE[need.freshness] >= _WORSE[status.freshness.value]
        return None if accepted else "too-old"

    def _unfit_for_clean(self, fact: Fact) -> str | None:
        if self.request.draft or not too_old_for_clean(fact, self.request.as_of):
            return None
        return "too-old-for-clean"

    def _in_series(self, fact: Fact, need: Need, area: str) -> bool:
        if need.series is None or need.series < _SEVERAL or fact.indicator is None:
            return False
        series = self.assessment.series(area, fact.indicator)
        return series.places.get(fact.id, need.series) < need.series

    # ------------------------------------------------------------ what composing must know

    def _chosen(self, fact: Fact, status: Status) -> Chosen:
        """What composing must know; the same for every need, so made once."""
        if fact.id not in self._made:
            self._made[fact.id] = self._make(fact, status)
        return self._made[fact.id]

    def _make(self, fact: Fact, status: Status) -> Chosen:
        tense = Tense.PRESENT
        if status.reason in HISTORY or status.reason in (ENDED, MET):
            tense = past_tense(fact) or Tense.PRESENT
        plans = announced(self.assessment.view, fact, self.request.as_of)
        dispute = self.assessment.dispute(fact)
        precision, withheld = self._dates(fact, dispute)
        if not printable(fact.quantity):
            withheld |= {"value"}
        if duration_contradicted(fact):
            withheld |= {"duration"}
        return Chosen(
            fact=fact,
            freshness=status.freshness,
            age_days=status.age,
            tense=tense,
            show_as_of=self._shows_as_of(fact, status),
            attribute=must_attribute(fact),
            withheld=frozenset(withheld),
            conflict=_open_conflict(dispute),
            precision_text=precision,
            announced=plans,
            confirmed_by=status.confirmed_by,
        )

    @staticmethod
    def _shows_as_of(fact: Fact, status: Status) -> bool:
        """Old statements say how old; figures always do, unless they can never age."""
        if status.reason is not None:
            return False
        counted = fact.kind is Kind.FIGURE and limit_days(fact) is not None
        return status.freshness is Freshness.STALE or counted

    def _dates(self, fact: Fact, dispute: Dispute | None) -> tuple[str | None, set[str]]:
        settled = self.assessment.agreed_dates.get(fact.id)
        if settled is not None:
            return settled.text, set()
        if dispute is None or dispute.what != "date" or dispute.ruling is not None:
            return None, set()
        facts = self.assessment.view.facts
        dates = [facts[m].moment.date for m in dispute.members]
        common = agreed(date for date in dates if date is not None)
        return common, set() if common else {"date"}

    # ------------------------------------------------------------ the whole

    def _hold(self, fact: Fact, reason: str, by: str | None = None) -> None:
        known = self._held.get(fact.id)
        if known is None or weight(reason) > weight(known.reason):
            self._held[fact.id] = Held(fact, reason, by)

    def _note(self, fact: Fact) -> None:
        dispute = self.assessment.dispute(fact)
        if dispute is not None:
            self._disputes[dispute.id] = dispute
        if is_duration(fact.quantity) and duration_contradicted(fact):
            self._inner[fact.id] = fact

    def selection(
        self, chosen: Mapping[str, tuple[Chosen, ...]], needs: tuple[Need, ...]
    ) -> Selection:
        """Everything together, with what an officer should know."""
        view, request = self.assessment.view, self.request
        printed = {one.fact.id: one for group in chosen.values() for one in group}
        held = tuple(self._held[i] for i in sorted(self._held) if i not in printed)
        conflicts = self._conflicts(printed)
        others = self._others(printed, conflicts)
        given = {**{i: one.fact for i, one in printed.items()}, **others}
        concerned = given.keys() | {one.fact.id for one in held}
        aged = [o for o in printed.values() if o.freshness in (Freshness.DUE, Freshness.STALE)]
        return Selection(
            request=request,
            chosen=MappingProxyType(dict(chosen)),
            conflicts=MappingProxyType(conflicts),
            held=held,
            above_ceiling=view.hidden_from(request.countries, request.item),
            aged=tuple(sorted(aged, key=lambda one: (-(one.age_days or 0), one.fact.id))),
            marking=highest(given.values(), request.levels),
            missing=tuple(need.name for need in needs if not chosen[need.name]),
            needs=needs,
            others=MappingProxyType(others),
            relations=tuple(r for r in view.relations if not concerned.isdisjoint(r.facts)),
            unverified=self._unverified(given.values()),
            by_area=MappingProxyType(self._by_area),
            by_item=MappingProxyType(self._by_item),
            same_as=view.measures.known_by(one.indicator or "" for one in given.values()),
        )

    def _conflicts(self, printed: Mapping[str, Chosen]) -> dict[str, Conflict]:
        facts = self.assessment.view.facts
        found: dict[str, Conflict] = {}
        for name in sorted(self._disputes):
            dispute = self._disputes[name]
            members = tuple(self._member(facts[m], printed) for m in dispute.members)
            found[name] = Conflict(name, dispute.what, members, dispute.ruling)
        for fact_id in sorted(self._inner):
            name = f"contradiction-{fact_id}"
            safe = self._safe_parts(fact_id, printed)
            members = (self._member(facts[fact_id], printed), *safe)
            found[name] = Conflict(name, "contradiction", members)
        return found

    def _member(self, fact: Fact, printed: Mapping[str, Chosen]) -> Chosen:
        return printed.get(fact.id) or self._chosen(fact, self.assessment.status(fact))

    def _safe_parts(self, fact_id: str, printed: Mapping[str, Chosen]) -> list[Chosen]:
        """The facts that editors say hold the rest of a contradictory statement."""
        view = self.assessment.view
        together = {
            other
            for relation in view.relations
            if relation.type is RelationType.INTERNAL_INCONSISTENCY and fact_id in relation.facts
            for other in relation.facts
            if other != fact_id
        }
        statuses = (
            (view.facts[i], self.assessment.status(view.facts[i])) for i in sorted(together)
        )
        return [
            printed.get(fact.id) or self._chosen(fact, status)
            for fact, status in statuses
            if status.reason in (None, ENDED)
        ]

    def _others(
        self, printed: Mapping[str, Chosen], conflicts: Mapping[str, Conflict]
    ) -> dict[str, Fact]:
        facts = self.assessment.view.facts
        members = [one for conflict in conflicts.values() for one in conflict.chosen]
        ids = {one.fact.id for one in members}
        for one in (*printed.values(), *members):
            ids.update(one.announced, one.confirmed_by)
        return {fact_id: facts[fact_id] for fact_id in sorted(ids - printed.keys())}

    def _unverified(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        people = self.assessment.view.people
        named = {person for fact in facts for person in fact.people if person in people}
        return tuple(
            person
            for person in sorted(named)
            if "transliteration_unverified" in people[person].name_status.values()
        )


def _open_conflict(dispute: Dispute | None) -> str | None:
    """Id of a conflict about values that nobody has settled."""
    if dispute is None or dispute.what != "value" or dispute.ruling is not None:
        return None
    return dispute.id


def _check_areas(base: FactBase, request: Request) -> None:
    unknown = [area for area in request.countries if base.areas and area not in base.areas]
    if unknown:
        values = [{"area": area, "hint": hint(area, base.areas)} for area in unknown]
        raise ProblemsFound([Problem("brief-area-unknown", values=one) for one in values])
