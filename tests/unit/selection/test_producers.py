"""Figures of several producers: who answers, who confirms, who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.agreed import measures_of
from generator.facts.agreementfile import Agreement, Allowed, Same
from generator.facts.dates import parse_interval
from generator.facts.measures import Measures, Tolerance, grouped
from generator.facts.model import (
    Basis,
    Fact,
    FactBase,
    Listed,
    Moment,
    Quantity,
    Source,
    Staleness,
)
from generator.house.producers import Producers
from generator.problems import ProblemsFound, Where
from generator.selection import select
from generator.selection.agreement import agree
from generator.selection.model import Need, Selection
from generator.selection.needs import unanswerable
from generator.selection.notices import notices
from generator.selection.series import same_time
from generator.selection.values import Comparison
from tests.unit.selection.builder import base, chosen, ids, origin, reasons, request, statistic

BANK, BOOK = "SP.POP.TOTL", "people.population.total"
SAME = {BOOK: (BANK,)}
NEWEST = Need("population", indicators=(BANK,))
HERE = Where("sources/desk/agreement.toml", 1)


def measures(
    relative: str = "0.05",
    absolute: str = "0",
    same_as: Mapping[str, Iterable[str]] = SAME,
    within: bool = False,
    same: tuple[Same, ...] = (),
) -> Measures:
    tolerance = Tolerance(Decimal(relative), Decimal(absolute), "a test", within)
    return measures_of(same_as, [Agreement(same, (Allowed((BANK,), tolerance, HERE),))])


def bank(year: str, number: str, **more: Any) -> Fact:
    return statistic(f"bank-{year}", year, number, **more)


def book(year: str, number: str, **more: Any) -> Fact:
    given = {"indicator": BOOK, "tags": ("estimated",), **more}
    return statistic(f"book-{year}", year, number, producer="cia", **given)


def known(facts: Iterable[Fact], **more: Any) -> FactBase:
    return replace(base(facts), measures=measures(**more))


def asked(facts: Iterable[Fact], need: Need = NEWEST, **more: Any) -> Selection:
    return select(known(facts, **more), request("2025-06-01"), [need])


# ---------------------------------------------------------------- which codes are one thing


def test_what_is_the_same_follows_in_steps_and_in_both_directions() -> None:
    found = grouped({"b": ["A"], "c": ["b"], "d": ["A"]})
    assert found["c"] == found["A"] == ("A", "b", "c", "d")


def test_a_group_is_known_by_the_code_that_others_point_to() -> None:
    assert Measures(grouped({"a": ["Z"]})).concept("a") == "Z"
    assert Measures(grouped({"a": ["b"], "b": ["a"]})).concept("b") == "a"
    assert Measures().same("alone") == ("alone",)


codes = st.sampled_from("ABCDE")
declared = st.dictionaries(codes, st.lists(codes, max_size=3), max_size=5)


@given(declared)
def test_measuring_the_same_is_the_same_from_both_sides(links: dict[str, list[str]]) -> None:
    found = Measures(grouped(links))
    for one in "ABCDE":
        for other in found.same(one):
            assert found.same(other) == found.same(one)
    turned = {code: [o for o in "ABCDE" if code in links.get(o, ())] for code in "ABCDE"}
    both = Measures(grouped(turned))
    assert all(set(both.same(code)) == set(found.same(code)) for code in "ABCDE")


# ---------------------------------------------------------------- who answers


def test_another_producer_answers_where_the_one_named_has_nothing() -> None:
    assert ids(chosen(known([book("2024", "23")]), NEWEST)) == []  # not known on that day yet
    assert ids(asked([book("2024", "23")]).chosen["population"]) == ["book-2024"]


def test_a_need_that_names_the_other_code_is_answered_too() -> None:
    need = replace(NEWEST, indicators=(BOOK,))
    assert ids(asked([bank("2024", "23")], need).chosen["population"]) == ["bank-2024"]
    assert not unanswerable([need], known([bank("2024", "23")]))


def test_the_newest_period_stands_whoever_gives_it() -> None:
    selected = asked([bank("2023", "40"), book("2024", "90")])
    assert ids(selected.chosen["population"]) == ["book-2024"]
    assert not selected.conflicts


def test_a_forecast_never_stands_before_what_has_been() -> None:
    forecast = book("2024", "90", tags=("forecast",))
    assert ids(asked([bank("2023", "40"), forecast]).chosen["population"]) == ["bank-2023"]


def test_what_does_not_change_is_compared_whatever_its_date() -> None:
    area = [
        bank("2022", "1000", staleness=Staleness.NEVER),
        book("2024", "1001", as_of_basis=Basis.INFERRED),
    ]
    selected = asked(area)
    assert ids(selected.chosen["population"]) == ["bank-2022"]
    assert selected.chosen["population"][0].confirmed_by == ("book-2024",)


def test_a_need_for_everything_has_each_thing_once() -> None:
    need = Need("all_figures", indicators=("all",))
    facts = [bank("2024", "100"), book("2024", "101")]
    assert ids(asked(facts, need).chosen["all_figures"]) == ["bank-2024"]


# ---------------------------------------------------------------- series


def test_a_series_is_of_one_producer_even_where_another_has_a_newer_value() -> None:
    facts = [bank("2022", "40"), bank("2023", "41"), bank("2021", "39"), book("2024", "60")]
    series = replace(NEWEST, series=3)
    assert ids(asked(facts, series).chosen["population"]) == ["bank-2023", "bank-2022", "bank-2021"]


def test_a_series_that_ended_long_ago_gives_way() -> None:
    old = [bank(str(year), "40") for year in range(1990, 2000)]
    new = [book("2023", "60"), book("2024", "61")]
    series = replace(NEWEST, series=5)
    assert ids(asked([*old, *new], series).chosen["population"]) == ["book-2024", "book-2023"]


def test_values_of_a_series_print_although_another_producer_confirms_them() -> None:
    facts = [bank("2024", "100"), bank("2023", "99"), book("2024", "101"), book("2023", "99")]
    facts += [book("2022", "98")]
    series = replace(NEWEST, series=3)
    assert ids(asked(facts, series).chosen["population"]) == ["book-2024", "book-2023", "book-2022"]


# ---------------------------------------------------------------- agreement and disagreement


def test_values_within_the_tolerance_confirm_each_other() -> None:
    selected = asked([bank("2024", "100"), book("2024", "104")])
    (one,) = selected.chosen["population"]
    assert (one.fact.id, one.confirmed_by) == ("bank-2024", ("book-2024",))
    assert not selected.conflicts
    assert not selected.held
    assert "book-2024" in selected.others


def test_values_further_apart_are_one_conflict_with_both_values() -> None:
    selected = asked([bank("2024", "100"), book("2024", "106")])
    assert ids(selected.chosen["population"]) == ["bank-2024", "book-2024"]
    (conflict,) = selected.conflicts.values()
    assert ids(conflict.chosen) == ["bank-2024", "book-2024"]
    assert conflict.id == "conflict-irq-sp-pop-totl-2024"


def test_an_estimate_of_one_producer_does_not_give_way_to_a_figure_of_another() -> None:
    assert asked([bank("2024", "100"), book("2024", "150")]).conflicts


def test_disagreement_about_an_earlier_period_leaves_the_newest_alone() -> None:
    facts = [bank("2024", "100"), bank("2023", "90"), book("2023", "50")]
    assert not asked(facts).conflicts
    assert not asked(facts, replace(NEWEST, series=2)).conflicts


def test_other_prices_are_another_definition_and_no_disagreement() -> None:
    now = Quantity(Decimal(100), "currency", currency="USD", price_base="current")
    then = replace(now, value=Decimal(150), price_base="2021")
    selected = asked([bank("2024", "0", quantity=now), book("2024", "0", quantity=then)])
    assert ids(selected.chosen["population"]) == ["bank-2024"]
    assert reasons(selected) == {"book-2024": ("other-definition", "bank-2024")}


def test_fiscal_years_are_not_those_of_the_calendar() -> None:
    fiscal = replace(parse_interval("2023/2024"), fiscal=True)
    one, other = bank("2024", "100"), book("2024", "150", moment=Moment(period=fiscal))
    assert not same_time(one, other)
    assert not asked([one, other]).conflicts


def test_a_month_is_compared_with_its_year_only_where_that_is_declared() -> None:
    facts = [bank("2024", "100"), book("2024-07", "150")]
    assert not asked(facts).conflicts
    assert asked(facts, within=True).conflicts


def test_units_of_one_kind_are_converted_exactly() -> None:
    miles = Quantity(Decimal("100"), "square-mile")
    kilometers = Quantity(Decimal("258.9988110336"), "square-kilometer")
    one, other = bank("2024", "0", quantity=miles), book("2024", "0", quantity=kilometers)
    assert agree(one, other, measures("0")) is Comparison.SAME
    off = replace(other, quantity=replace(kilometers, value=Decimal("258.9988110337")))
    assert agree(one, off, measures("0")) is Comparison.DIFFERENT
    people = replace(other, quantity=Quantity(Decimal("100"), "persons"))
    assert agree(one, people, measures("0")) is Comparison.NOT_COMPARABLE


def test_a_declared_factor_makes_shares_of_one_per_cent() -> None:
    same = Same(BOOK, BANK, HERE, factor=Decimal(100))
    share = Quantity(Decimal("0.455"), "rate")
    one = bank("2024", "0", quantity=Quantity(Decimal("45.5"), "percent"))
    other = book("2024", "0", quantity=share)
    assert agree(one, other, measures("0", same=(same,))) is Comparison.SAME
    assert agree(other, one, measures("0", same=(same,))) is Comparison.SAME
    assert agree(one, other, measures("0")) is Comparison.NOT_COMPARABLE


def test_factors_hold_through_steps() -> None:
    steps = (
        Same("thousands", "millions", HERE, factor=Decimal("0.001")),
        Same("millions", "ONE", HERE, factor=Decimal(1_000_000)),
    )
    found = measures_of({}, [Agreement(steps)])
    assert found.factor("thousands") == Fraction(1000)
    assert found.factor("ONE") == 1


def test_ranges_agree_where_they_overlap() -> None:
    span = Quantity(None, "persons", minimum=Decimal(90), maximum=Decimal(110))
    one, other = bank("2024", "100"), book("2024", "0", quantity=span)
    assert agree(one, other, measures("0")) is Comparison.SAME
    assert agree(bank("2024", "111"), other, measures("0")) is Comparison.DIFFERENT


# ---------------------------------------------------------------- laws

numbers = st.decimals(-(10**9), 10**9, places=2)
shares = st.decimals(0, "0.99", places=2)
values = st.lists(
    st.tuples(st.booleans(), st.integers(2018, 2024), st.integers(90, 110)), max_size=8
)


@given(numbers, numbers, shares)
def test_agreement_is_the_same_from_both_sides(a: Decimal, b: Decimal, share: Decimal) -> None:
    one, other, known = bank("2024", str(a)), book("2024", str(b)), measures(str(share))
    assert agree(one, other, known) is agree(other, one, known)


@given(numbers, numbers, shares, shares)
def test_what_agrees_still_agrees_with_a_wider_tolerance(
    a: Decimal, b: Decimal, share: Decimal, more: Decimal
) -> None:
    one, other = bank("2024", str(a)), book("2024", str(b))
    narrow, wide = sorted((share, more))
    if agree(one, other, measures(str(narrow))) is Comparison.SAME:
        assert agree(one, other, measures(str(wide))) is Comparison.SAME


@given(values, st.randoms(use_true_random=False), st.sampled_from([None, 1, 2, 5]))
def test_the_order_of_sources_changes_nothing(
    given: list[tuple[bool, int, int]], shuffled: Any, series: int | None
) -> None:
    facts = {
        fact.id: fact
        for is_bank, year, number in given
        for fact in [(bank if is_bank else book)(str(year), str(number))]
    }
    order = list(facts.values())
    first = asked(order, replace(NEWEST, series=series))
    shuffled.shuffle(order)
    assert asked(order, replace(NEWEST, series=series)) == first
    for one in first.chosen["population"]:
        assert one.conflict is None or len(first.conflicts[one.conflict].chosen) > 1
    if series is not None and series > 1:
        assert len({one.fact.indicator for one in first.chosen["population"]}) <= 1


# ---------------------------------------------------------------- the ranking of the house


def ranked(facts: Iterable[Fact], need: Need = NEWEST, **setting: Any) -> Selection:
    """The selection of a house with a ranking."""
    source = Source("yearbook", {}, "", "", origins={"page": origin("cia")})
    other = Source("bank", {}, "", "", origins={"page": origin("world-bank")})
    both = {"yearbook": source, "bank": other}
    everything = replace(known(facts), sources=both)
    everything = replace(everything, measures=replace(everything.measures, codes=(BANK, BOOK)))
    wanted = request("2025-06-01", producers=Producers(**setting))
    return select(everything, wanted, [need])


BOTH = (bank("2024", "100"), book("2024", "150"))


def test_the_producer_ranked_first_stands_and_is_named_first() -> None:
    assert ids(ranked(BOTH).chosen["population"]) == ["bank-2024", "book-2024"]
    selected = ranked(BOTH, rank=("cia", "world-bank"))
    assert ids(selected.chosen["population"]) == ["book-2024", "bank-2024"]
    (conflict,) = selected.conflicts.values()
    assert ids(conflict.chosen) == ["book-2024", "bank-2024"]


def test_an_indicator_can_have_a_ranking_of_its_own_by_any_of_its_codes() -> None:
    for code in (BANK, BOOK):
        selected = ranked(BOTH, rank=("world-bank",), indicators={code: ("cia",)})
        assert ids(selected.chosen["population"]) == ["book-2024", "bank-2024"]


def test_the_ranking_can_stand_before_the_newest_period() -> None:
    facts = [bank("2023", "100"), book("2024", "90"), book("2023", "130")]
    assert ids(ranked(facts).chosen["population"]) == ["book-2024"]
    selected = ranked(facts, stands="first")
    assert ids(selected.chosen["population"]) == ["bank-2023"]
    assert reasons(selected)["book-2024"] == ("outranked", "bank-2023")
    (conflict,) = selected.conflicts.values()
    assert ids(conflict.chosen) == ["bank-2023", "book-2023"]


@pytest.mark.parametrize(
    ("setting", "what"),
    [
        (
            {"rank": ("world-bnak",)},
            "The ranking of producers names “world-bnak”, which publishes nothing in the "
            "sources. Did you mean “world-bank”?",
        ),
        (
            {"indicators": {"SP.POP.TOTAL": ("cia",)}},
            "The ranking of producers names the indicator “SP.POP.TOTAL”, which no source has. "
            "Did you mean “SP.POP.TOTL”?",
        ),
    ],
)
def test_a_ranking_of_what_nobody_knows_is_refused(setting: dict[str, Any], what: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        ranked(BOTH, **setting)
    (problem,) = refused.value.problems
    assert problem.what == what
    assert problem.where.file == "house.toml"
    assert (problem.where.field or "").startswith("producers.")


def test_a_forecast_for_the_same_period_is_no_disagreement() -> None:
    forecast = book("2024", "150", tags=("forecast",))
    selected = asked([bank("2024", "100"), forecast])
    assert ids(selected.chosen["population"]) == ["bank-2024"]
    assert not selected.conflicts
    assert reasons(selected) == {"book-2024": ("estimate-replaced", "bank-2024")}


def item(place: int, area: str, year: str, share: str) -> Fact:
    """One partner of a list: no rival of the others of its year."""
    return statistic(
        f"partner-{area.lower()}-{year}",
        year,
        share,
        indicator="economy.exports.partners",
        listed=Listed(place, {"en": area}, area),
    )


PARTNERS = Need("partners", indicators=("economy.exports.partners",), series=1)


def test_items_of_a_list_are_no_rivals_and_keep_their_order() -> None:
    facts = [
        item(1, "ZAF", "2023", "20"),
        item(2, "DEU", "2023", "12"),
        item(3, "CHN", "2023", "12"),
    ]
    older = [item(1, "CHN", "2022", "30"), item(2, "FRA", "2022", "9")]
    found = asked([*older, *facts], PARTNERS)
    assert ids(found.chosen["partners"]) == [
        "partner-zaf-2023",
        "partner-deu-2023",
        "partner-chn-2023",
    ]
    assert not found.conflicts


def test_a_list_is_given_to_who_names_it_and_not_to_who_wants_all() -> None:
    facts = [item(1, "ZAF", "2023", "20"), bank("2023", "100")]
    assert ids(asked(facts, Need("all", indicators=("all",))).chosen["all"]) == ["bank-2023"]


def test_a_list_that_has_grown_old_is_told_once() -> None:
    facts = [item(1, "ZAF", "2019", "20"), item(2, "DEU", "2019", "12"), bank("2019", "100")]
    found = asked(facts, replace(PARTNERS, indicators=(*PARTNERS.indicators, BANK)))
    told = [problem.values["fact"] for problem in notices(found) if problem.code == "fact-stale"]
    assert sorted(told) == ["bank-2019", "partner-deu-2019"]
