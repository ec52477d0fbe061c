"""What one ceiling lets through of a fact base, indexed once.

Everything above the ceiling is left out here, before any rule runs: facts, and the editors'
relations, rulings and notes that name one of them. No rule can see what the ceiling holds
back, so nothing of it can show in what is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final, TypeAlias, TypeVar

from generator.facts.measures import Measures
from generator.facts.model import (
    Fact,
    FactBase,
    Kind,
    Organisation,
    Person,
    Relation,
    RelationType,
    Ruling,
)
from generator.facts.parts import parts_by_whole
from generator.selection.attribution import is_claim
from generator.selection.markings import ceiling_rank, rank

GroupKey: TypeAlias = tuple[str, Kind, bool]
"""Subject key, kind, and whether it is a claim: claims never compete with statements."""

Links: TypeAlias = Mapping[str, tuple[Fact, ...]]

_KEPT: Final = 8

_Record = TypeVar("_Record", Relation, Ruling)
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class View:
    """The facts at or below a ceiling and how they hang together. All in order of id.

    by_area      statements by area, without statistics; by_kind the same by area and kind.
    measured     the indicators of which an area has facts; statistics: those facts, by both.
    groups       facts that speak about the same thing.
    superseders  by fact id: facts that replace it by name; confirmers by plan id;
                 closers by organisation id.
    disputes     by fact id: ids that an editor noted as conflicting with it.
    apart        by fact id: ids it must never be merged or compared with.
    measures     which indicators measure the same.
    parts        by fact id: ids of the facts that belong to it.
    hidden       by the countries they name: how many facts lie above the ceiling.
    hidden_parts by id of an item: the countries of each part that lies above the ceiling.
    """

    facts: Mapping[str, Fact]
    by_area: Links
    by_kind: Mapping[tuple[str, str], tuple[Fact, ...]]
    measured: Mapping[str, tuple[str, ...]]
    statistics: Mapping[tuple[str, str], tuple[Fact, ...]]
    groups: Mapping[GroupKey, tuple[Fact, ...]]
    superseders: Links
    confirmers: Links
    closers: Links
    disputes: Mapping[str, tuple[str, ...]]
    apart: Mapping[str, frozenset[str]]
    relations: tuple[Relation, ...]
    rulings: tuple[Ruling, ...]
    parts: Mapping[str, tuple[str, ...]]
    hidden: Mapping[tuple[str, ...], int]
    hidden_parts: Mapping[str, tuple[tuple[str, ...], ...]]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    measures: Measures

    def hidden_from(self, areas: Iterable[str], item: str | None = None) -> int:
        """How many facts about any of some countries, or of an item, lie above the ceiling."""
        wanted = set(areas)
        elsewhere = (c for c in self.hidden_parts.get(item or "", ()) if wanted.isdisjoint(c))
        about = sum(n for countries, n in self.hidden.items() if not wanted.isdisjoint(countries))
        return about + sum(1 for _ in elsewhere)


def group_key(fact: Fact) -> GroupKey | None:
    """Where the fact competes with others; None when it stands alone."""
    if fact.subject_key is None or fact.indicator is not None:
        return None
    return fact.subject_key, fact.kind, is_claim(fact)


def view_of(base: FactBase, levels: tuple[str, ...], ceiling: str) -> View:
    """The view of ``base`` under ``ceiling``; kept for the next caller with the same base.

    Raises ``ProblemsFound`` when the house has no such ceiling.
    """
    key = (id(base), levels, ceiling)
    kept = _views.get(key)
    if kept is not None and kept[0] is base:
        return kept[1]
    view = _build(base, levels, ceiling_rank(ceiling, levels))
    with _lock:
        while len(_views) >= _KEPT:
            del _views[next(iter(_views))]
        _views[key] = (base, view)
    return view


_lock = Lock()
_views: dict[tuple[int, tuple[str, ...], str], tuple[FactBase, View]] = {}


def _build(base: FactBase, levels: tuple[str, ...], top: int) -> View:
    hidden: dict[tuple[str, ...], int] = defaultdict(int)
    hidden_parts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    facts: dict[str, Fact] = {}
    for fact_id in sorted(base.facts):
        fact = base.facts[fact_id]
        if rank(fact.marking, levels) <= top:
            facts[fact_id] = fact
        else:
            hidden[fact.countries] += 1
            for whole in fact.part_of:
                hidden_parts[whole].append(fact.countries)
    relations = tuple(r for r in _by_id(base.relations) if facts.keys() >= set(r.facts))
    rulings = tuple(r for r in _by_id(base.rulings) if facts.keys() >= {r.prefers, *r.over})
    by_area, statistics, groups = _groups(facts.values())
    return View(
        facts=facts,
        by_area=by_area,
        by_kind=_by_kind(by_area),
        measured=_measured(statistics),
        statistics=statistics,
        groups=groups,
        superseders=_superseders(facts, relations),
        confirmers=_links(facts.values(), "confirms"),
        closers=_links(facts.values(), "closes"),
        disputes=_disputes(facts, relations),
        apart=_apart(relations),
        relations=relations,
        rulings=rulings,
        parts=parts_by_whole(facts.values()),
        hidden=dict(hidden),
        hidden_parts={whole: tuple(found) for whole, found in hidden_parts.items()},
        organisations=base.organisations,
        people=base.people,
        measures=base.measures,
    )


def _by_id(records: Iterable[_Record]) -> list[_Record]:
    return sorted(records, key=lambda record: record.id)


def _groups(
    facts: Iterable[Fact],
) -> tuple[Links, Mapping[tuple[str, str], tuple[Fact, ...]], Mapping[GroupKey, tuple[Fact, ...]]]:
    by_area: dict[str, list[Fact]] = defaultdict(list)
    statistics: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    groups: dict[GroupKey, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.indicator is not None:
            for area in fact.countries:
                statistics[area, fact.indicator].append(fact)
            continue
        for area in fact.countries:
            by_area[area].append(fact)
        key = group_key(fact)
        if key is not None:
            groups[key].append(fact)
    return _frozen(by_area), _frozen(statistics), _frozen(groups)


def _by_kind(by_area: Links) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for area, facts in by_area.items():
        for fact in facts:
            found[area, fact.kind.value].append(fact)
    return _frozen(found)


def _measured(statistics: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for area, indicator in sorted(statistics):
        found[area].append(indicator)
    return {area: tuple(names) for area, names in found.items()}


def _frozen(lists: Mapping[_Key, list[Fact]]) -> dict[_Key, tuple[Fact, ...]]:
    return {key: tuple(found) for key, found in lists.items()}


def _links(facts: Iterable[Fact], name: str) -> Links:
    """Who confirms or closes what. Plans and claims do neither."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        others = getattr(fact, name)
        if not others or fact.kind is Kind.PLAN or is_claim(fact):
            continue
        for other in others:
            found[other].append(fact)
    return _frozen(found)


def _superseders(facts: Mapping[str, Fact], relations: Iterable[Relation]) -> Links:
    newer: dict[str, set[str]] = defaultdict(set)
    for fact in facts.values():
        for older in fact.supersedes:
            newer[older].add(fact.id)
        newer[fact.id].update(n for n in fact.superseded_by if n in facts)
    for relation in relations:
        if relation.type is RelationType.SUPERSEDES:
            for older in relation.facts[1:]:
                newer[older].add(relation.facts[0])
    return {
        older: tuple(facts[n] for n in sorted(ids) if not _leads_to(older, n, newer))
        for older, ids in newer.items()
        if older in facts and ids
    }


def _leads_to(start: str, goal: str, newer: Mapping[str, set[str]]) -> bool:
    """True when ``goal`` is replaced, in steps, by ``start``: the two name each other."""
    seen: set[str] = set()
    ahead = list(newer.get(goal, ()))
    while ahead:
        at = ahead.pop()
        if at == start:
            return True
        if at not in seen:
            seen.add(at)
            ahead.extend(newer.get(at, ()))
    return start == goal


def _disputes(
    facts: Mapping[str, Fact], relations: Iterable[Relation]
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for fact in facts.values():
        for other in fact.conflicts_with:
            if other in facts and other != fact.id:
                found[fact.id].add(other)
                found[other].add(fact.id)
    for relation in relations:
        if relation.type is RelationType.CONTRADICTS:
            for one in relation.facts:
                found[one].update(other for other in relation.facts if other != one)
    return {fact_id: tuple(sorted(others)) for fact_id, others in found.items() if others}


def _apart(relations: Iterable[Relation]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        if relation.type is RelationType.NOT_TO_BE_MERGED:
            for one in relation.facts:
                found[one].update(other for other in relation.facts if other != one)
    return {fact_id: frozenset(others) for fact_id, others in found.items()}
