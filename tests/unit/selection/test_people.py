"""Needs that speak of persons, and needs that are answered for each item of an agenda."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import pytest

from generator.facts.model import Kind
from generator.problems import ProblemsFound
from generator.selection import select
from generator.selection.model import Need, Request
from generator.selection.needs import needs_from_table
from tests.unit.selection.builder import LEVELS, base, fact, person

DAY = dt.date(2024, 12, 1)
PEOPLE = MappingProxyType({"asked": ("ann",), "participants": ("bob", "cyd")})
FACTS = (
    fact("of-ann", Kind.OFFICE_HOLDER, people=("ann",), as_of="2024-11-25"),
    fact("of-ann-abroad", Kind.EVENT, people=("ann",), countries=("CAN",), when="2024"),
    fact("of-bob", Kind.OFFICE_HOLDER, people=("bob",), as_of="2024-11-25"),
    fact("of-nobody", Kind.EVENT, when="2024", tags=("idps", "posts")),
    fact("of-idps", Kind.EVENT, when="2024-05", tags=("idps",)),
)


def chosen(*needs: Need, agenda: tuple[tuple[str, ...], ...] = ()) -> dict[str, set[str]]:
    people = (person("ann"), person("bob"))
    request = Request("IRQ", DAY, LEVELS, LEVELS[0], people=PEOPLE, agenda=agenda)
    found = select(base(FACTS, people=people), request, needs)
    given = {name: {one.fact.id for one in some} for name, some in found.chosen.items()}
    items = {
        f"{name} {place}": {one.fact.id for one in some}
        for name, parts in found.by_item.items()
        for place, some in enumerate(parts, 1)
    }
    return given | items


def test_a_need_for_persons_takes_what_names_them_wherever_it_is_about() -> None:
    assert chosen(Need("all", people=("asked",))) == {"all": {"of-ann", "of-ann-abroad"}}
    assert chosen(Need("own", people=("asked",), subject="main")) == {"own": {"of-ann"}}
    both = Need("both", people=("asked", "participants"), kinds=(Kind.OFFICE_HOLDER,))
    assert chosen(both) == {"both": {"of-ann", "of-bob"}}


def test_a_need_for_persons_of_whom_there_are_none_finds_nothing() -> None:
    request = Request("IRQ", DAY, LEVELS, LEVELS[0])
    assert select(base(FACTS), request, (Need("a", people=("asked",)),)).chosen == {"a": ()}


def test_a_need_for_an_agenda_is_answered_for_each_item() -> None:
    need = Need("points", agenda=True, limit=2)
    assert chosen(need, agenda=(("idps",), ("posts", "none"), ("none",))) == {
        "points": {"of-nobody", "of-idps"},
        "points 1": {"of-nobody", "of-idps"},
        "points 2": {"of-nobody"},
        "points 3": set(),
    }
    assert chosen(need) == {"points": set()}


def test_an_item_without_topics_takes_nothing_rather_than_everything() -> None:
    assert chosen(Need("points", agenda=True), agenda=((),)) == {"points": set(), "points 1": set()}


def test_templates_name_no_persons() -> None:
    with pytest.raises(ProblemsFound) as caught:
        needs_from_table({"a": {"people": ["askd"]}})
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["hint"]) == ("need-people", " Did you mean “asked”?")
    (need,) = needs_from_table({"a": {"people": ["participants"], "agenda": True}})
    assert need == Need("a", people=("participants",), agenda=True)
