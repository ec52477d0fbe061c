"""Regional briefs and fact sheets that are ordered, as text: what changes shows in a review.

``make golden-accept`` rewrites the files; look at every difference before committing it.
"""

from __future__ import annotations

import re

import pytest

from tests.golden.ordered import HERE, chosen, golden

REGIONAL = ("iraq-and-neighbours", "afghanistan-and-pakistan")
ORDERS = (*REGIONAL, "iraq-fact-sheet", "iraq-changes")
LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ORDERS)
def test_golden_tree(name: str, language: str) -> None:
    text, accepted = golden(name, language)
    assert text == accepted


@pytest.mark.parametrize("name", REGIONAL)
def test_every_country_has_its_column_in_the_order_s_order(name: str) -> None:
    order, base = chosen(name).order, chosen(name).base
    told = (HERE / name / "expected.en-CA.tree.txt").read_text("utf-8")
    table = told[told.index("Capital") :]
    capitals = [base.areas[area].capital["en"] for area in order.areas]
    assert sorted(capitals, key=table.index) == capitals


def test_every_country_has_its_section_where_something_is_known_of_one() -> None:
    order, base = chosen("iraq-and-neighbours").order, chosen("iraq-and-neighbours").base
    told = (HERE / "iraq-and-neighbours/expected.en-CA.tree.txt").read_text("utf-8")
    names = [base.areas[area].name["en"] for area in order.areas]
    countries = told[told.index("#countries Country by country") :]
    assert sorted(names, key=countries.index) == names


def test_no_heading_stands_over_a_country_where_nothing_is_known_of_any() -> None:
    told = (HERE / "afghanistan-and-pakistan/expected.en-CA.tree.txt").read_text("utf-8")
    assert "#countries" not in told
    assert "Nothing on record for: “Country by country”, “Agreements” and “Chronology”." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_brief_is_left_in_another_language(language: str) -> None:
    for name in ORDERS:
        told = (HERE / name / f"expected.{language}.tree.txt").read_text("utf-8")
        assert " original:" not in told[told.index("\nbody") :]


def test_a_cell_without_a_fact_says_so() -> None:
    told = (HERE / "afghanistan-and-pakistan/expected.en-CA.tree.txt").read_text("utf-8")
    table = told[told.index("Head of government") : told.index("Population")]
    assert "not known on this day" in table
    assert "Shehbaz Sharif" in table


def test_a_fact_sheet_has_six_to_eight_figures_two_charts_and_three_points() -> None:
    told = (HERE / "iraq-fact-sheet/expected.en-CA.tree.txt").read_text("utf-8")
    body = told[told.index("\nbody") : told.index("\nnotes")]
    figures = body[: body.index("figure (chart)")]
    assert 6 <= figures.count("row (th-row)") <= 8
    assert figures.count("|wdi-") == 2 * figures.count("row (th-row)")  # its value and its year
    assert body.count("figure (chart)") == body.count("    alt Line chart") == 2
    points = body[body.index("Points to note") : body.index("#contacts")]
    assert points.count("<statement") == 3


def test_a_change_note_tells_numbers_beside_what_they_were_and_a_source_behind_each() -> None:
    told = (HERE / "iraq-changes/expected.en-CA.tree.txt").read_text("utf-8")
    body = told[told.index("\nbody") : told.index("\nnotes")]
    rows = [line for line in body.splitlines() if line.strip().startswith("row ")]
    assert len(rows) == 6
    for row in rows:
        ids = re.findall(r"\|([a-z0-9-]+)=", row)
        before, after = dict.fromkeys(ids)
        assert (before, after) == (before.replace("2024", "2023"), after)
        assert row.count("[") >= 2
    assert "Canada closed its office in Erbil" in body
    assert "No changes" not in body
