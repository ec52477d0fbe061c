"""Regional briefs and fact sheets that are ordered, as text: what changes shows in a review.

``make golden-accept`` rewrites the files; look at every difference before committing it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.inputs import wanted_of
from generator.build.materials import brief_of
from generator.build.order import Order, read_order
from generator.build.report import Settings
from generator.compose.brief import compose
from generator.compose.template import read_template
from generator.document.dump import dump
from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.house.read import read_house
from generator.localisation import Localiser
from generator.problems import Findings
from generator.selection import select
from generator.selection.model import Request
from generator.selection.own import with_bodies

HERE = Path(__file__).parent
REGIONAL = ("iraq-and-neighbours", "afghanistan-and-pakistan")
ORDERS = (*REGIONAL, "iraq-fact-sheet")
LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.fixture(scope="module")
def base(root: Path) -> FactBase:
    return read_sources(root, Findings())


def order_of(root: Path, name: str) -> Order:
    found = read_order(root / "briefings" / f"{name}.toml", Findings())
    assert found is not None
    return found


def composed(root: Path, base: FactBase, order: Order, language: str) -> str:
    template = read_template(root / "templates" / order.template, Findings())
    house = read_house(root / "templates/house" / order.house, Findings())
    assert template is not None
    assert house is not None
    assert order.as_of is not None
    wanted = wanted_of(order, Settings(today=order.as_of), Findings())
    assert wanted is not None
    levels = tuple(level.name for level in house.marking.levels)
    request = Request(order.subject, order.as_of, levels, levels[0], beside=order.areas[1:])
    needs = with_bodies(template.needs, house.bodies, base.organisations)
    selection = select(base, request, needs)
    brief = brief_of(order, wanted, order.as_of, 1, "")
    localiser = Localiser.for_house(language, house)
    document = compose(template, selection, base, house, localiser, brief).document
    # Versions of facts are for machines; each would change with a comma in a note.
    return dump(replace(document, facts={}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ORDERS)
def test_golden_tree(root: Path, base: FactBase, name: str, language: str) -> None:
    text = composed(root, base, order_of(root, name), language)
    path = HERE / name / f"expected.{language}.tree.txt"
    if os.environ.get("BRIEFING_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("name", REGIONAL)
def test_every_country_has_its_column_and_its_section_in_the_order_s_order(
    root: Path, base: FactBase, name: str
) -> None:
    order = order_of(root, name)
    told = (HERE / name / "expected.en-CA.tree.txt").read_text("utf-8")
    names = [base.areas[area].name["en"] for area in order.areas]
    table = told[told.index("Capital") :]
    capitals = [base.areas[area].capital["en"] for area in order.areas]
    assert sorted(capitals, key=table.index) == capitals
    countries = told[told.index("Country by country") :]
    assert sorted(names, key=countries.index) == names


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
