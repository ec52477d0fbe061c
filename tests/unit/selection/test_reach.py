"""What a selection depends on: laws over any facts, and each tie by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.model import Fact, FactBase, Kind
from generator.selection import select
from generator.selection.markings import rank
from generator.selection.model import Chosen, Need, Request, Selection
from generator.selection.reach import Reach, answering, reach
from generator.selection.turning import turns
from generator.selection.view import view_of
from tests.unit.selection.builder import LEVELS, base, fact, statistic
from tests.unit.selection.test_laws import DAYS, NAMES, NEEDS, bases, facts

AS_OF = dt.date(2024, 12, 1)


def asked(as_of: dt.date = AS_OF, ceiling: str = LEVELS[-1], **more: Any) -> Request:
    return Request("IRQ", as_of, LEVELS, ceiling, **more)


def reached(known: FactBase, request: Request, needs: tuple[Need, ...] = NEEDS) -> Reach:
    return reach(view_of(known, LEVELS, request.ceiling), request, needs)


def concerned(found: Reach, one: Fact, request: Request) -> bool:
    """Whether a fact that was not there would be told to concern a brief."""
    if rank(one.marking, LEVELS) > LEVELS.index(request.ceiling):
        return False
    return found.touches(one) or answering(one, request, NEEDS) is not None


def with_fact(known: FactBase, one: Fact) -> FactBase:
    return replace(known, facts={**known.facts, one.id: one})


def without_count(selected: Selection) -> Selection:
    return replace(selected, above_ceiling=0)


@settings(max_examples=300, deadline=None)
@given(bases(), DAYS, st.sampled_from(LEVELS), st.data())
def test_what_is_out_of_reach_changes_nothing(
    known: FactBase, as_of: dt.date, ceiling: str, data: st.DataObject
) -> None:
    request = asked(as_of, ceiling)
    found = reached(known, request)
    new = data.draw(facts(data.draw(st.sampled_from([*NAMES, "another"]))))
    if new.id in found.facts or concerned(found, new, request):
        return
    before = select(known, request, NEEDS)
    after = select(with_fact(known, new), request, NEEDS)
    assert without_count(before) == without_count(after)


@settings(max_examples=200, deadline=None)
@given(bases(), DAYS, st.data())
def test_what_was_not_looked_at_may_go(
    known: FactBase, as_of: dt.date, data: st.DataObject
) -> None:
    request = asked(as_of)
    gone = data.draw(st.sampled_from(sorted(known.facts)))
    if gone in reached(known, request).facts:
        return
    kept = {name: one for name, one in known.facts.items() if name != gone}
    assert select(known, request, NEEDS) == select(replace(known, facts=kept), request, NEEDS)


@settings(max_examples=300, deadline=None)
@given(bases(), DAYS, st.integers(1, 700))
def test_between_two_turns_only_ages_grow(known: FactBase, day: dt.date, days: int) -> None:
    request = asked(day)
    looked = [known.facts[name] for name in sorted(reached(known, request).facts)]
    ahead = turns(looked, known.organisations.values(), day)
    last = ahead[0][0] - dt.timedelta(days=1) if ahead else dt.date.max
    later = min(day + dt.timedelta(days=days), last)
    before, after = (select(known, asked(one), NEEDS) for one in (day, later))
    assert ageless(before) == ageless(after)


def ageless(selected: Selection) -> tuple[object, ...]:
    """A selection without what follows the day itself."""

    def bare(group: tuple[Chosen, ...]) -> list[Chosen]:
        return [replace(one, age_days=None) for one in group]

    chosen = {name: bare(group) for name, group in selected.chosen.items()}
    conflicts = {
        name: (one.what, bare(one.chosen), one.ruling) for name, one in selected.conflicts.items()
    }
    aged = sorted(one.fact.id for one in selected.aged)
    return chosen, conflicts, selected.held, aged, dict(selected.others), selected.marking


def test_a_fact_that_answers_a_need_is_reached_whatever_becomes_of_it() -> None:
    future = fact("future", Kind.POST, "2031")
    assert reached(base([future]), asked(), (Need("posts", kinds=(Kind.POST,)),)).facts == {
        "future"
    }


@pytest.mark.parametrize(
    ("one", "tie"),
    [
        (fact("new", Kind.EVENT, "2024", confirms=("plan",), countries=("JOR",)), True),
        (fact("new", Kind.POST, "2024", supersedes=("plan",), countries=("JOR",)), True),
        (fact("new", Kind.EVENT, "2024", closes=("erbil",), countries=("JOR",)), True),
        (fact("new", Kind.PLAN, "2024", subject_key="office", countries=("JOR",)), True),
        (fact("named", Kind.POST, "2024", countries=("JOR",)), True),
        (fact("new", Kind.POST, "2024", subject_key="office", countries=("JOR",)), False),
        (fact("new", Kind.POST, "2024", countries=("JOR",)), False),
        (statistic("new", "2023", "1", "wb"), False),
    ],
)
def test_a_new_fact_is_compared_by_its_ties(one: Fact, tie: bool) -> None:
    plan = fact(
        "plan",
        Kind.PLAN,
        "2024",
        subject_key="office",
        organisations=("erbil",),
        conflicts_with=("named",),
    )
    found = reached(base([plan]), asked(), (Need("plans", kinds=(Kind.PLAN,)),))
    assert found.touches(one) is tie


def test_the_need_that_a_new_fact_answers_is_named() -> None:
    needs = (Need("posts", kinds=(Kind.POST,)), Need("people", indicators=("SP.POP.TOTL",)))
    assert getattr(answering(fact("a", Kind.POST, "2024"), asked(), needs), "name", "") == "posts"
    assert answering(fact("a", Kind.EVENT, "2024"), asked(), needs) is None
    assert answering(fact("a", Kind.POST, "2024", countries=("JOR",)), asked(), needs) is None
    assert answering(fact("a", Kind.POST, "2024"), asked(off=frozenset({"posts"})), needs) is None


def test_topics_of_an_agenda_are_looked_for() -> None:
    needs = (Need("points", agenda=True),)
    request = asked(agenda=(("idps",), ()))
    assert answering(fact("a", Kind.POSITION, "2024", tags=("idps",)), request, needs) is not None
    assert answering(fact("a", Kind.POSITION, "2024", tags=("trade",)), request, needs) is None


def test_a_need_about_an_item_looks_for_the_item_and_for_parts_alone() -> None:
    itself, parts = Need("itself", item="itself"), Need("parts", item="parts")
    request = asked(item="visit")
    visit = fact("visit", Kind.EVENT, "2024", countries=("JOR",))
    part = fact("part", Kind.EVENT, "2024", part_of=("visit",), countries=("JOR",))
    other = fact("other", Kind.EVENT, "2024")
    assert [answering(one, request, (itself, parts)) for one in (visit, part, other)] == [
        itself,
        parts,
        None,
    ]
    assert answering(visit, asked(), (itself, parts)) is None
