"""Statistics: the newest period known, series, estimates, and producers who differ."""

from __future__ import annotations

from dataclasses import replace

from generator.facts.dates import parse_edtf
from generator.selection.model import Freshness, Need
from generator.selection.needs import unanswerable
from tests.unit.selection.builder import (
    base,
    chosen,
    day,
    fact,
    ids,
    origin,
    reasons,
    ruling,
    selection,
    statistic,
)

POPULATION = Need("population", indicators=("SP.POP.TOTL",))
SERIES = replace(POPULATION, series=3)
YEARS = [statistic(f"y{year}", str(year), str(40_000_000 + year)) for year in range(2015, 2025)]


def test_the_newest_period_known_at_the_day_answers() -> None:
    assert ids(chosen(base(YEARS), POPULATION, "2023-12-30")) == ["y2022"]
    assert ids(chosen(base(YEARS), POPULATION, "2023-12-31")) == ["y2023"]


def test_earlier_periods_are_no_decisions_to_explain() -> None:
    assert not selection(base(YEARS), POPULATION).held


def test_a_series_gives_the_newest_periods_newest_first() -> None:
    assert ids(chosen(base(YEARS), SERIES)) == ["y2023", "y2022", "y2021"]


def test_earlier_periods_of_a_series_are_not_stale() -> None:
    levels = [one.freshness for one in chosen(base(YEARS), SERIES, "2024-02-15")]
    assert levels == [Freshness.FRESH] * 3


def test_statistics_answer_only_needs_that_name_them() -> None:
    known = base([*YEARS, fact("sentence")])
    assert ids(chosen(known)) == ["sentence"]
    assert ids(chosen(known, POPULATION)) == ["y2023"]


def test_a_need_for_all_indicators_has_every_statistic_of_the_country_and_nothing_else() -> None:
    income = replace(statistic("income", "2023", "9"), indicator="NY.GDP.PCAP.CD")
    abroad = replace(statistic("abroad", "2023", "8"), countries=("LBN",))
    known = base([*YEARS, income, abroad, fact("sentence")])
    everything = Need("figures", indicators=("all",), series=3)
    assert ids(chosen(known, everything)) == ["income", "y2023", "y2022", "y2021"]
    assert not unanswerable([everything], known)


def test_two_producers_who_differ_for_one_period_disagree() -> None:
    other = statistic("un", "2023", "41000000", producer="un")
    selected = selection(base([*YEARS, other]), POPULATION)
    assert ids(selected.chosen["population"]) == ["un", "y2023"]
    assert list(selected.conflicts) == ["conflict-irq-sp-pop-totl-2023"]


def test_a_difference_in_an_earlier_period_does_not_disturb_the_newest() -> None:
    other = statistic("un", "2020", "41000000", producer="un")
    known = base([*YEARS, other])
    assert not selection(known, POPULATION).conflicts
    assert not selection(known, SERIES).conflicts
    assert list(selection(known, replace(SERIES, series=4)).conflicts) == [
        "conflict-irq-sp-pop-totl-2020"
    ]


def test_the_same_value_rounded_confirms() -> None:
    other = statistic("un", "2023", "40002000", producer="un")
    (one,) = chosen(base([*YEARS, other]), POPULATION)
    assert (one.fact.id, one.confirmed_by) == ("un", ("y2023",)) or one.confirmed_by == ("un",)


def test_a_measured_value_stands_over_an_estimate_for_the_same_period() -> None:
    estimate = statistic("estimate", "2023", "99", producer="un", tags=("estimated",))
    selected = selection(base([*YEARS, estimate]), POPULATION)
    assert ids(selected.chosen["population"]) == ["y2023"]
    assert not selected.conflicts
    assert reasons(selected) == {"estimate": ("estimate-replaced", "y2023")}


def test_an_estimate_for_a_newer_period_stands() -> None:
    estimate = statistic("estimate", "2024", "99", producer="un", tags=("estimated",))
    known = base([one for one in YEARS if one.id != "y2024"] + [estimate])
    assert ids(chosen(known, POPULATION, "2024-12-31")) == ["estimate"]


def test_a_producers_newer_issue_revises_its_older_one() -> None:
    older = statistic("older", "2023", "1", origin=origin("wb", published=parse_edtf("2024-07")))
    newer = statistic("newer", "2023", "2", origin=origin("wb", published=parse_edtf("2024-10")))
    selected = selection(base([older, newer]), POPULATION)
    assert ids(selected.chosen["population"]) == ["newer"]
    assert not selected.conflicts


def test_a_ruling_settles_statistics_too() -> None:
    other = statistic("un", "2023", "41000000", producer="un")
    known = base([*YEARS, other], rulings=[ruling("un", "y2023")])
    selected = selection(known, POPULATION, draft=False)
    assert ids(selected.chosen["population"]) == ["un"]
    assert reasons(selected) == {"y2023": ("ruled-out", "un")}
    assert [conflict.ruling is not None for conflict in selected.conflicts.values()] == [True]


def test_another_area_has_its_own_series() -> None:
    jordan = statistic("jordan", "2023", "11", countries=("JOR",))
    assert ids(chosen(base([*YEARS, jordan]), POPULATION, area="JOR")) == ["jordan"]


def test_an_annual_value_is_due_before_the_next_release_and_stale_after_it() -> None:
    known = base([YEARS[8]])
    assert YEARS[8].as_of is not None
    assert YEARS[8].as_of.last == day("2023-12-31")
    levels = [
        chosen(known, POPULATION, as_of)[0].freshness
        for as_of in ("2024-11-14", "2024-11-15", "2025-02-03", "2025-02-04")
    ]
    assert levels == [Freshness.FRESH, Freshness.DUE, Freshness.DUE, Freshness.STALE]
