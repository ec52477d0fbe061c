"""The country brief on Iraq as text: what changes in it shows as lines in a review.

``make golden-accept`` rewrites the files; look at every difference before committing it.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator.compose.brief import Brief, compose
from generator.compose.model import Template
from generator.compose.template import read_template
from generator.document.dump import dump
from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.house.model import HouseStyle
from generator.house.read import read_house
from generator.localisation import Localiser
from generator.problems import Findings
from generator.selection import select
from generator.selection.model import Request
from generator.selection.own import with_bodies

CASE = Path(__file__).parent / "iraq-country-brief"
DAYS = ("2017-06-15", "2024-12-01", "2025-04-15")
LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.fixture(scope="module")
def base(root: Path) -> FactBase:
    return read_sources(root, Findings(), areas=("IRQ",))


@pytest.fixture(scope="module")
def template(root: Path) -> Template:
    found = read_template(root / "templates" / "country-brief", Findings())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def house(root: Path) -> HouseStyle:
    found = read_house(root / "templates" / "house" / "canada", Findings())
    assert found is not None
    return found


def composed(base: FactBase, template: Template, house: HouseStyle, day: str, language: str) -> str:
    as_of = dt.date.fromisoformat(day)
    levels = tuple(level.name for level in house.marking.levels)
    needs = with_bodies(template.needs, house.bodies, base.organisations)
    selection = select(base, Request("IRQ", as_of, levels, levels[0]), needs)
    localiser = Localiser.for_house(language, house)
    brief = Brief("IRQ-CTY-0001", issued=as_of, as_of=as_of)
    document = compose(template, selection, base, house, localiser, brief).document
    # Versions of facts are for machines; each would change with a comma in a note.
    return dump(replace(document, facts={}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_golden_tree(
    base: FactBase, template: Template, house: HouseStyle, day: str, language: str
) -> None:
    text = composed(base, template, house, day, language)
    path = CASE / f"expected.{day}.{language}.tree.txt"
    if os.environ.get("BRIEFING_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_the_golden_folder_holds_no_file_of_a_case_that_is_gone() -> None:
    names = {f"expected.{day}.{tag}.tree.txt" for day in DAYS for tag in LANGUAGES}
    assert {path.name for path in CASE.glob("expected.*.tree.txt")} == names


def test_the_three_dates_say_three_things_about_the_office_in_erbil() -> None:
    told = {day: (CASE / f"expected.{day}.en-CA.tree.txt").read_text("utf-8") for day in DAYS}
    assert "Canada has an office in Erbil" in told["2017-06-15"]
    assert "will close" not in told["2017-06-15"]
    assert "Canada has an office in Erbil" in told["2024-12-01"]
    assert "its office in Erbil, in the Kurdistan Region of Iraq, will close" in told["2024-12-01"]
    assert "Canada had an office in Erbil" in told["2025-04-15"]
    assert "has an office in Erbil" not in told["2025-04-15"]


def test_the_disagreement_on_the_strategy_is_shown_with_its_sources() -> None:
    told = (CASE / "expected.2024-12-01.en-CA.tree.txt").read_text("utf-8")
    box = told[told.index("box (conflict)") :]
    for amount in ("4.7⍽billion Canadian dollars", "3.4⍽billion US dollars", "4⍽billion"):
        assert amount in box


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_brief_is_left_in_another_language(language: str) -> None:
    told = (CASE / f"expected.2024-12-01.{language}.tree.txt").read_text("utf-8")
    body = told[told.index("\nbody") :]
    assert " original:" not in body
