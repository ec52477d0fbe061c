"""What a brief about several countries gets: together, for each, and what is about several."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings

from generator.facts.model import FactBase, Kind
from generator.problems import ProblemsFound, Severity
from generator.selection import select
from generator.selection.model import Need, Request, Selection
from generator.selection.notices import notices
from tests.unit.selection.builder import LEVELS, base, fact, ids, request, statistic
from tests.unit.selection.test_laws import DAYS, NEEDS, bases

BOTH = ("IRQ", "JOR")
FACTS = [
    fact("iraq", Kind.CONTEXT, "2024-05"),
    fact("older", Kind.CONTEXT, "2023-05"),
    fact("jordan", Kind.CONTEXT, "2024-04", countries=("JOR",)),
    fact("strategy", Kind.COMMITMENT, "2024-03", countries=("IRQ", "JOR", "SYR")),
    fact("abroad", Kind.EVENT, "2024-02", when="2024-02", countries=("CAN", "JOR")),
    fact("syria", Kind.CONTEXT, "2024-06", countries=("SYR",)),
]


def answered(need: Need, known: FactBase | None = None, areas: tuple[str, ...] = BOTH) -> Selection:
    return select(known or base(FACTS), request(area=areas[0], beside=areas[1:]), [need])


def own(selected: Selection, name: str = "n") -> dict[str, list[str]]:
    return {area: ids(some) for area, some in selected.by_area[name].items()}


def test_a_need_is_answered_by_facts_about_any_of_the_countries_once() -> None:
    found = ids(answered(Need("n")).chosen["n"])
    assert found == ["iraq", "jordan", "strategy", "abroad", "older"]


def test_a_need_for_each_is_answered_for_every_country_with_its_own_limit() -> None:
    selected = answered(Need("n", limit=2, each=True))
    assert own(selected) == {"IRQ": ["iraq", "strategy"], "JOR": ["jordan", "strategy"]}
    assert ids(selected.chosen["n"]) == ["iraq", "strategy", "jordan"]


def test_countries_stand_in_the_order_of_the_brief() -> None:
    selected = answered(Need("n", limit=1, each=True), areas=("JOR", "IRQ"))
    assert list(own(selected).items()) == [("JOR", ["jordan"]), ("IRQ", ["iraq"])]
    assert ids(selected.chosen["n"]) == ["jordan", "iraq"]


def test_the_main_country_is_one_of_the_brief() -> None:
    need = Need("n", subject="main")
    assert ids(answered(need).chosen["n"]) == ["iraq", "jordan", "strategy", "older"]
    each = Need("n", subject="main", each=True)
    assert own(answered(each)) == {"IRQ": ["iraq", "strategy", "older"], "JOR": ["jordan"]}


def test_what_is_about_several_names_two_countries_of_the_brief() -> None:
    need = Need("n", subject="several")
    assert ids(answered(need).chosen["n"]) == ["strategy"]  # "abroad" names one of them
    assert answered(need, areas=("IRQ",)).chosen["n"] == ()


def test_what_one_country_is_told_is_not_repeated_for_another() -> None:
    first = Need("first", kinds=(Kind.COMMITMENT,), subject="several")
    rest = Need("rest", not_in=("first",), each=True)
    selected = select(base(FACTS), request(beside=("JOR",)), [first, rest])
    assert own(selected, "rest") == {"IRQ": ["iraq", "older"], "JOR": ["jordan", "abroad"]}


def test_series_are_those_of_each_country() -> None:
    known = base(
        statistic(f"{area}-{year}", year, number, countries=(area,))
        for area in BOTH
        for year, number in (("2021", "1"), ("2022", "2"), ("2023", "3"))
    )
    need = Need("n", indicators=("SP.POP.TOTL",), series=2, each=True)
    expected = {area: [f"{area}-2023", f"{area}-2022"] for area in BOTH}
    assert own(answered(need, known)) == expected
    together = Need("n", indicators=("SP.POP.TOTL",), series=2)
    assert {*ids(answered(together, known).chosen["n"])} == {
        i for some in expected.values() for i in some
    }


def test_the_facts_of_one_country_are_those_that_name_it_where_a_need_is_not_for_each() -> None:
    selected = answered(Need("n"))
    assert ids(selected.of_area("JOR")["n"]) == ["jordan", "strategy", "abroad"]


@pytest.mark.parametrize(
    ("need", "areas"),
    [
        (Need("n", kinds=(Kind.EVENT,), each=True), "IRQ"),
        (Need("n", kinds=(Kind.PLAN,), each=True), "IRQ, JOR"),
        (Need("n", kinds=(Kind.PLAN,)), "IRQ, JOR"),
    ],
)
def test_the_countries_without_an_answer_are_named(need: Need, areas: str) -> None:
    (problem,) = (p for p in notices(answered(need)) if p.code == "need-empty")
    assert problem.what == f"Nothing is known for “n” ({areas}, as of 2024-12-01)."


def test_what_each_country_must_have_refuses_the_brief() -> None:
    need = Need("n", kinds=(Kind.EVENT,), each=True, missing="must")
    (problem,) = (p for p in notices(answered(need)) if p.severity is Severity.ERROR)
    expected = "The brief needs “n”, and nothing usable is known for IRQ as of 2024-12-01."
    assert problem.what == expected


def test_what_lies_above_the_ceiling_is_counted_once() -> None:
    secret = fact("secret", countries=("IRQ", "JOR"), marking="SECRET")
    other = fact("other", countries=("SYR",), marking="SECRET")
    asked = request(beside=("JOR",), ceiling=LEVELS[0])
    assert select(base([secret, other]), asked, []).above_ceiling == 1


def test_every_country_that_is_not_known_is_told() -> None:
    with pytest.raises(ProblemsFound) as refused:
        select(base(FACTS), request(beside=("XXX", "JOX")), [])
    codes = [(p.code, p.values["area"]) for p in refused.value.problems]
    assert codes == [("brief-area-unknown", "XXX"), ("brief-area-unknown", "JOX")]


def _asked(areas: tuple[str, ...], as_of: dt.date) -> Request:
    return Request(areas[0], as_of, LEVELS, LEVELS[-1], beside=areas[1:])


@settings(max_examples=60, deadline=None)
@given(bases(), DAYS)
def test_a_country_gets_the_same_alone_and_among_others(known: FactBase, as_of: dt.date) -> None:
    each = [replace(need, each=True) for need in NEEDS]
    both = select(known, _asked(BOTH, as_of), each)
    for area in BOTH:
        alone = select(known, _asked((area,), as_of), NEEDS)
        for need in NEEDS:
            assert both.by_area[need.name][area] == alone.chosen[need.name]


@settings(max_examples=60, deadline=None)
@given(bases(), DAYS)
def test_the_order_of_the_countries_chooses_nothing_else(known: FactBase, as_of: dt.date) -> None:
    one = select(known, _asked(BOTH, as_of), NEEDS)
    other = select(known, _asked(BOTH[::-1], as_of), NEEDS)
    assert one.chosen == other.chosen
    assert (one.held, one.conflicts, one.marking) == (other.held, other.conflicts, other.marking)
