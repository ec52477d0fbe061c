"""The meeting note and the biographies that are ordered, as text, in every shipped language.

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
from generator.build.order_people import people_of
from generator.build.order_text_check import printable_texts
from generator.build.report import Settings
from generator.compose.brief import compose
from generator.compose.model import Composed
from generator.compose.template import read_template
from generator.document.dump import dump
from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.house.read import read_house
from generator.localisation import Localiser
from generator.localisation.catalogues import LANGUAGES as CATALOGUES
from generator.problems import Findings
from generator.selection import select
from generator.selection.model import Request
from generator.selection.own import with_bodies

HERE = Path(__file__).parent
ORDERS = ("iraq-meeting-note", "iraq-biographies")
LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.fixture(scope="module")
def base(root: Path) -> FactBase:
    return read_sources(root, Findings())


def order_of(root: Path, name: str) -> Order:
    findings = Findings()
    found = read_order(root / "briefings" / f"{name}.toml", findings)
    assert found is not None, [problem.what for problem in findings]
    return found


def composed(root: Path, base: FactBase, order: Order, language: str) -> Composed:
    template = read_template(root / "templates" / order.template, Findings())
    house = read_house(root / "templates/house" / order.house, Findings())
    assert template is not None
    assert house is not None
    assert order.as_of is not None
    wanted = wanted_of(order, Settings(today=order.as_of), Findings())
    assert wanted is not None
    levels = tuple(level.name for level in house.marking.levels)
    agenda = tuple(item.topics for item in order.meeting.agenda) if order.meeting else ()
    request = Request(
        order.subject, order.as_of, levels, levels[0], people=people_of(order), agenda=agenda
    )
    needs = with_bodies(template.needs, house.bodies, base.organisations)
    selection = select(base, request, needs)
    texts, _ = printable_texts(order, template, request)
    brief = brief_of(order, wanted, order.as_of, 1, "", texts)
    localiser = Localiser.for_house(language, house)
    return compose(template, selection, base, house, localiser, brief)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ORDERS)
def test_golden_tree(root: Path, base: FactBase, name: str, language: str) -> None:
    document = composed(root, base, order_of(root, name), language).document
    # Versions of facts are for machines; each would change with a comma in a note.
    text = dump(replace(document, facts={}))
    path = HERE / name / f"expected.{language}.tree.txt"
    if os.environ.get("BRIEFING_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize(
    "language", sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())
)
@pytest.mark.parametrize("name", ORDERS)
def test_every_word_of_the_templates_is_there_in_every_language(
    root: Path, base: FactBase, name: str, language: str
) -> None:
    found = composed(root, base, order_of(root, name), language)
    codes = {problem.code for problem in found.problems}
    assert codes.isdisjoint({"template-words-literal", "template-words-untranslated"})


def test_the_golden_folders_hold_no_file_of_a_case_that_is_gone() -> None:
    for name in ORDERS:
        names = {f"expected.{tag}.tree.txt" for tag in LANGUAGES}
        assert {path.name for path in (HERE / name).iterdir()} == names
