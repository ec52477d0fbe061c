"""The same questions about Iraq on three days give three different and correct answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts.model import FactBase, Kind
from generator.facts.sources import read_sources
from generator.problems import Findings, Severity
from generator.selection import select
from generator.selection.model import Chosen, Freshness, Need, Request, Selection, Tense
from generator.selection.notices import notices
from tests.unit.selection.builder import LEVELS, day, ids, reasons

SUMMER, WINTER, SPRING = "2017-06-15", "2024-12-01", "2025-04-15"
ERBIL = "post-ca-office-erbil"
NEEDS = (
    Need("posts", kinds=(Kind.POST,), past="yes"),
    Need("size", subject_keys=("ca-me-strategy-amount",), past="yes"),
    Need("strategy", kinds=(Kind.PROGRAMME, Kind.COMMITMENT), past="yes"),
    Need("plans", kinds=(Kind.PLAN,)),
    Need("chronology", kinds=(Kind.EVENT,), dated=True, order="oldest"),
    Need("population", indicators=("SP.POP.TOTL",), series=3),
)


@pytest.fixture(scope="module")
def known() -> FactBase:
    findings = Findings()
    root = Path(__file__).resolve().parents[3]
    sources = read_sources(root, findings, areas=("IRQ",))
    assert not findings.errors
    return sources


def on(known: FactBase, as_of: str, *, draft: bool = True) -> Selection:
    return select(known, Request("IRQ", day(as_of), LEVELS, LEVELS[0], draft=draft), NEEDS)


def of(selected: Selection, need: str, fact_id: str) -> Chosen:
    return next(one for one in selected.chosen[need] if one.fact.id == fact_id)


def test_in_june_2017_the_office_in_erbil_is_there(known: FactBase) -> None:
    selected = on(known, SUMMER)
    office = of(selected, "posts", ERBIL)
    assert (office.tense, office.freshness) == (Tense.PRESENT, Freshness.FRESH)
    assert office.announced == ()
    assert not office.show_as_of


def test_in_december_2024_it_is_there_and_its_closure_is_announced(known: FactBase) -> None:
    selected = on(known, WINTER)
    office = of(selected, "posts", ERBIL)
    assert office.tense is Tense.PRESENT
    assert office.announced == ("ca-erbil-office-closure",)
    assert office.show_as_of
    assert "ca-erbil-office-closure" in ids(selected.chosen["plans"])


def test_in_april_2025_it_is_history_and_the_closure_an_event(known: FactBase) -> None:
    selected = on(known, SPRING)
    office = of(selected, "posts", ERBIL)
    assert (office.tense, office.freshness) == (Tense.PAST, Freshness.EXPIRED)
    assert office.announced == ()
    assert all(text.past for text in office.fact.text.values())
    assert "ca-erbil-office-closed" in ids(selected.chosen["chronology"])
    assert reasons(selected)["ca-erbil-office-closure"] == (
        "plan-fulfilled",
        "ca-erbil-office-closed",
    )


def test_the_embassy_in_baghdad_is_there_on_all_three_days(known: FactBase) -> None:
    for as_of in (SUMMER, WINTER, SPRING):
        embassy = of(on(known, as_of), "posts", "post-ca-embassy-baghdad")
        assert embassy.tense is Tense.PRESENT


def test_the_day_of_the_closure_is_the_boundary(known: FactBase) -> None:
    tenses = [of(on(known, d), "posts", ERBIL).tense for d in ("2025-03-31", "2025-04-01")]
    assert tenses == [Tense.PRESENT, Tense.PAST]


def test_in_june_2017_the_strategy_is_of_two_billion(known: FactBase) -> None:
    selected = on(known, SUMMER)
    (size,) = selected.chosen["size"]
    assert size.fact.id == "ca-me-strategy-amount-2017"
    assert reasons(selected)["ca-me-strategy-amount-2016"] == ("superseded", size.fact.id)
    assert "ca-me-strategy-end" not in ids(selected.chosen["strategy"])


def test_in_december_2024_three_sources_disagree_and_all_are_shown(known: FactBase) -> None:
    selected = on(known, WINTER)
    conflict = selected.conflicts["conflict-ca-me-strategy-amount"]
    assert set(ids(conflict.chosen)) == {
        "ca-me-strategy-amount-2024",
        "ca-me-strategy-amount-usd",
        "ca-me-strategy-commitment",
    }
    assert selected.chosen["size"][0].fact.id == "ca-me-strategy-amount-2024"
    assert of(selected, "size", "ca-me-strategy-commitment").withheld == {"value"}
    assert of(selected, "strategy", "ca-me-strategy-end").tense is Tense.PRESENT


def test_in_april_2025_the_strategy_has_ended_and_they_still_disagree(known: FactBase) -> None:
    selected = on(known, SPRING)
    assert of(selected, "strategy", "ca-me-strategy-end").tense is Tense.PAST
    assert "conflict-ca-me-strategy-amount" in selected.conflicts
    for size in selected.chosen["size"]:
        assert size.show_as_of or size.tense is Tense.PAST


def test_five_years_from_2016_to_2022_never_print(known: FactBase) -> None:
    for as_of in (WINTER, SPRING):
        selected = on(known, as_of)
        assert reasons(selected)["ca-me-strategy-period"] == ("contradiction", None)
        assert "contradiction-ca-me-strategy-period" in selected.conflicts


def test_the_open_disagreement_blocks_a_clean_edition_of_2024_and_not_of_2017(
    known: FactBase,
) -> None:
    def errors(as_of: str) -> set[str]:
        found = notices(on(known, as_of, draft=False))
        return {p.code for p in found if p.severity is Severity.ERROR}

    assert errors(SUMMER) == set()
    assert errors(WINTER) == {"conflict-blocks"}


def test_the_dialogue_with_nato_prints_with_the_month_on_which_the_sources_agree(
    known: FactBase,
) -> None:
    dialogue = of(on(known, WINTER), "chronology", "nato-iraq-dialogue-launch")
    assert dialogue.precision_text == "2024-08"


def test_the_contested_title_is_held_back(known: FactBase) -> None:
    held = reasons(on(known, WINTER))
    assert held["baghdad-returns-conference-attendees"] == ("contradicted-outside", None)


def test_plans_whose_date_passed_ask_for_an_outcome(known: FactBase) -> None:
    assert reasons(on(known, "2017-12-31")).get("ca-yazidi-resettlement-target") is None
    held = reasons(on(known, "2018-01-01"))
    assert held["ca-yazidi-resettlement-target"] == ("plan-overdue", None)


def test_the_population_is_that_of_the_last_year_that_has_ended(known: FactBase) -> None:
    years = {
        as_of: [
            one.fact.as_of.text for one in on(known, as_of).chosen["population"] if one.fact.as_of
        ]
        for as_of in (SUMMER, WINTER, SPRING)
    }
    assert years == {
        SUMMER: ["2016", "2015", "2014"],
        WINTER: ["2023", "2022", "2021"],
        SPRING: ["2024", "2023", "2022"],
    }


def test_nothing_that_was_not_known_is_given_out(known: FactBase) -> None:
    for as_of in (SUMMER, WINTER, SPRING):
        selected = on(known, as_of)
        for one in (one for group in selected.chosen.values() for one in group):
            assert one.fact.as_of is not None
            assert one.fact.as_of.first <= day(as_of) or one.fact.validity.period.start
