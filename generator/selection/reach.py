"""Everything that choosing facts for a brief looked at, and what it looked for in vain.

A fact decides about a brief when it answers one of its needs, or when a rule compares it with
one that does: it speaks about the same thing, replaces it, confirms or ends it, or is named with
it by editors. ``reach`` follows these ties until there are no more; what lies outside cannot
change what is chosen. ``Reach.touches`` says it of a fact that was not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.facts.measures import Measures
from generator.facts.model import Fact
from generator.selection.choose import candidates
from generator.selection.items import of_item
from generator.selection.matching import answers, persons_of, widened
from generator.selection.model import Need, Request
from generator.selection.view import View, group_key


@dataclass(frozen=True, slots=True)
class Reach:
    """What one selection depends on.

    facts    ids of the facts it looked at; named: ids that these facts or the request name,
             of facts that are there or not.
    groups   what the facts speak about, each as text; a new fact about the same is compared.
    bodies, people  ids of those whom the facts or the request name.
    """

    facts: frozenset[str]
    named: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    people: frozenset[str]

    def touches(self, fact: Fact) -> bool:
        """Whether a rule would compare a fact with those that were looked at."""
        return (
            fact.id in self.facts
            or fact.id in self.named
            or not self.groups.isdisjoint(group_names(fact))
            or not self.facts.isdisjoint(links_of(fact))
            or not self.bodies.isdisjoint(fact.closes)
        )


def group_names(fact: Fact) -> Iterator[str]:
    """What a fact speaks about: its subject, or its indicator of each country."""
    if fact.indicator is not None:
        yield from (f"{area} {fact.indicator}" for area in fact.countries)
        return
    key = group_key(fact)
    if key is not None:
        yield f"{key[0]} {key[1].value}{' claimed' if key[2] else ''}"


def links_of(fact: Fact) -> Iterator[str]:
    """Ids of the facts that a fact names."""
    yield from fact.supersedes
    yield from fact.superseded_by
    yield from fact.conflicts_with
    yield from fact.confirms
    yield from fact.part_of


def answering(fact: Fact, request: Request, needs: Iterable[Need]) -> Need | None:
    """The first need of a brief that a fact may answer, or None."""
    wanted = [*request.countries]
    for need in needs:
        if need.name in request.off or not _may_be_of_item(fact, need, request):
            continue
        anywhere = need.item is not None or need.people
        for area in wanted if anywhere else [one for one in wanted if one in fact.countries]:
            for one in _of_agenda(need, request):
                if answers(fact, one, area, request.countries, request.people):
                    return need
    return None


def _may_be_of_item(fact: Fact, need: Need, request: Request) -> bool:
    """Whether a fact may be what a need about an item asks for, or the need is about none."""
    if need.item is None:
        return True
    if request.item is None:
        return False
    return fact.id == request.item if need.item == "itself" else bool(fact.part_of)


def _of_agenda(need: Need, request: Request) -> Iterator[Need]:
    """The need, or for each item of the agenda the need of its topics."""
    from dataclasses import replace

    if not need.agenda:
        yield need
        return
    for topics in request.agenda:
        if topics:
            yield replace(need, tags=topics)


def reach(view: View, request: Request, needs: Sequence[Need]) -> Reach:
    """What choosing facts for those needs depends on."""
    followed = _Ties(view)
    followed.follow(_asked(view, request, needs))
    if request.item is not None:
        followed.named.add(request.item)
    people = {person for group in request.people.values() for person in group}
    found = [view.facts[name] for name in followed.facts]
    return Reach(
        facts=frozenset(followed.facts),
        named=frozenset(followed.named),
        groups=frozenset(name for fact in found for name in _groups_of(fact, view.measures)),
        bodies=frozenset(followed.bodies),
        people=frozenset(people.union(*(fact.people for fact in found))),
    )


def _asked(view: View, request: Request, needs: Iterable[Need]) -> Iterator[Fact]:
    """The facts that answer a need by what they are about, whatever becomes of them."""
    every: Sequence[Fact] = ()
    for need in (widened(one, view.measures) for one in needs):
        if need.name in request.off:
            continue
        for area in request.countries:
            if need.item is not None:
                found: Iterable[Fact] = of_item(view, request.item, need.item)
            elif need.people:
                every = every or tuple(view.facts.values())
                persons = persons_of(need, request.people)
                found = (fact for fact in every if not persons.isdisjoint(fact.people))
            else:
                found = candidates(view, need, area)
            asked = [*_of_agenda(need, request)]
            for fact in found:
                if any(
                    answers(fact, one, area, request.countries, request.people) for one in asked
                ):
                    yield fact


class _Ties:
    """The facts that hang together with some, by every tie that a rule follows."""

    def __init__(self, view: View) -> None:
        self.facts: set[str] = set()
        self.named: set[str] = set()
        self.bodies: set[str] = set()
        self._view = view
        self._noted = _noted_together(view)
        self._groups = _by_group(view)

    def follow(self, start: Iterable[Fact]) -> None:
        """Add some facts, and all that they lead to."""
        ahead = [*start]
        while ahead:
            fact = ahead.pop()
            if fact.id in self.facts:
                continue
            self.facts.add(fact.id)
            ahead.extend(one for one in self._beside(fact) if one.id not in self.facts)

    def _beside(self, fact: Fact) -> Iterator[Fact]:
        view = self._view
        for name in _groups_of(fact, view.measures):
            yield from self._groups.get(name, ())
        yield from view.superseders.get(fact.id, ())
        yield from view.confirmers.get(fact.id, ())
        for body in (*fact.organisations, *fact.closes):
            self.bodies.add(body)
            yield from view.closers.get(body, ())
        if fact.asserted_by:
            self.bodies.add(fact.asserted_by)
        links = {*links_of(fact), *self._noted.get(fact.id, ()), *view.disputes.get(fact.id, ())}
        self.named |= links
        yield from (view.facts[name] for name in links if name in view.facts)


def _groups_of(fact: Fact, measures: Measures) -> Iterator[str]:
    """What a fact speaks about, under every code by which producers know it."""
    yield from group_names(fact)
    if fact.indicator is not None:
        codes = measures.same(fact.indicator)
        yield from (f"{area} {code}" for area in fact.countries for code in codes)


def _by_group(view: View) -> dict[str, tuple[Fact, ...]]:
    found = {
        f"{key[0]} {key[1].value}{' claimed' if key[2] else ''}": facts
        for key, facts in view.groups.items()
    }
    found.update((f"{area} {name}", facts) for (area, name), facts in view.statistics.items())
    return found


def _noted_together(view: View) -> dict[str, set[str]]:
    """By fact id: the others that editors name with it, in relations and rulings."""
    found: dict[str, set[str]] = {}
    together = [relation.facts for relation in view.relations]
    together += [(ruling.prefers, *ruling.over) for ruling in view.rulings]
    for names in together:
        for name in names:
            found.setdefault(name, set()).update(other for other in names if other != name)
    return found
