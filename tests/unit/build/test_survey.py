"""What is known about a country, in plain English."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.build.survey import Survey, survey_areas
from generator.build.workspace import Workspace
from generator.problems import ProblemsFound
from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace as Work

DAY = dt.date(2024, 12, 1)


@pytest.fixture(scope="module")
def iraq(root: Path) -> Survey:
    return survey_areas(Workspace(root), ["irq"], as_of=DAY, house="canada", ceiling=None)[0]


def test_statements_have_their_numbers_and_dates(iraq: Survey) -> None:
    said = {row.id: row.statement for row in iraq.rows}
    assert said["ca-erbil-office-closure"].endswith("ends in March 2025.")
    assert "up to 850 Canadian" in said["ca-forces-deployed-max"].replace("\u00a0", " ")
    assert not any("{" in text for text in said.values())


def test_an_amount_without_currency_is_never_given_one(iraq: Survey) -> None:
    (row,) = (row for row in iraq.rows if row.id == "ca-me-strategy-commitment")
    assert "(currency not stated)" in row.statement


def test_what_would_not_print_says_why(iraq: Survey) -> None:
    for row in iraq.rows:
        assert row.usable == (row.why == ""), row.id


def test_the_near_miss_of_a_country_is_named(root: Path) -> None:
    for typed, meant in (
        ("IRQQ", "IRQ (Iraq)"),
        ("Korea", "KOR (South Korea), PRK (North Korea), KEN (Kenya)"),
        ("Atlantis", "ALB (Albania), MYS (Malaysia)"),
    ):
        with pytest.raises(ProblemsFound) as caught:
            survey_areas(Workspace(root), [typed], as_of=DAY, house="canada", ceiling=None)
        assert caught.value.problems[0].remedy == f"Did you mean {meant}?"


@pytest.mark.parametrize(
    ("house", "ceiling", "code"),
    [("canadaa", None, "survey-unknown-house"), ("canada", "Secret", "survey-unknown-level")],
)
def test_house_and_level_are_checked(
    root: Path, house: str, ceiling: str | None, code: str
) -> None:
    with pytest.raises(ProblemsFound) as caught:
        survey_areas(Workspace(root), ["IRQ"], as_of=DAY, house=house, ceiling=ceiling)
    assert caught.value.problems[0].code == code


def test_mistakes_that_may_hide_facts_about_a_country_are_told_with_it(tmp_path: Path) -> None:
    work = Work(tmp_path / "work")
    work.facts({"page-1": "Kenya has a coast."}, confidence="sure")
    kenya, uganda = (
        survey_areas(Workspace(work.root), [area], as_of=DAY, house="canada", ceiling=None)[0]
        for area in ("KEN", "UGA")
    )
    assert [(p.where.file, p.where.record) for p in kenya.mistakes] == [
        ("sources/page/facts/facts.json", "page-1")
    ]
    assert uganda.mistakes == ()
    said = briefing(work.root, "facts", "KEN", "--as-of", DAY.isoformat()).out
    assert (
        "1 mistake in the sources may hide facts about Kenya; “briefing check” lists them:\n"
        "sources/page/facts/facts.json\n"
    ) in said
    told = briefing(work.root, "facts", "KEN", "--json").json["mistakes"]
    assert [one["code"] for one in told] == [p.code for p in kenya.mistakes]
