"""Figures of several producers in a document: statements, notes, differences of definition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.document.walk import plain
from generator.facts.dates import parse_edtf
from generator.facts.measures import Measures
from generator.facts.model import Correction, Fact, FactBase, Kind, Moment, Quantity
from generator.house.producers import Producers
from tests.unit.compose.stage import PAGE, RELEASE, Stage, chosen, fact, house, needs
from tests.unit.compose.test_filters import inlines, printed

NAME = {"en": "Towns", "fr": "Villes", "ar": "المدن"}


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


def figure(name: str = "figure", number: str = "45.5", **fields: object) -> Fact:
    given: dict[str, object] = {
        "id": name,
        "kind": Kind.FIGURE,
        "indicator": "TOWNS",
        "name": NAME,
        "quantity": Quantity(Decimal(number), "percent", decimals=1),
        "moment": Moment(date=parse_edtf("2024")),
        "as_of": parse_edtf("2024"),
    }
    return fact({}, **{**given, **fields})


@pytest.mark.parametrize(
    ("language", "words"),
    [("en-CA", "Towns: 45.5%"), ("fr-CA", "Villes\u00a0: 45,5\u00a0%")],
)
def test_a_figure_is_told_as_name_and_value(stage: Stage, language: str, words: str) -> None:
    stage.needs = needs(figure())
    assert printed(stage, "facts.some[0]|statement", language) == words


def test_in_a_brief_on_several_countries_a_figure_names_its_own(stage: Stage) -> None:
    stage.needs = needs(figure())
    stage.areas = ("IRQ", "JOR")
    assert printed(stage, "facts.some[0]|statement") == "Iraq, Towns: 45.5%"


def test_a_declared_difference_stands_behind_the_name(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.needs = needs(figure())
    base = stage.base()
    differing = Measures(differences={"TOWNS": {"en": "as each country says", "fr": "selon"}})
    known: FactBase = replace(base, measures=differing)
    monkeypatch.setattr(stage, "base", lambda: known)
    assert printed(stage, "facts.some[0]|name") == "Towns (as each country says)"
    assert printed(stage, "facts.some[0]|statement") == "Towns (as each country says): 45.5%"


def test_the_note_of_a_source_names_what_was_corrected(stage: Stage) -> None:
    mended = Correction("-45.5", "A slip.", "A. Editor", dt.date(2026, 11, 20), "The yearbook")
    stage.needs = needs(figure(correction=mended))
    document = stage.document("<p>x{{ facts.some[0]|cite }}</p>")
    (note,) = document.notes
    assert ", corrected by us: Towns" in plain(note.children)
    stage.needs = needs(figure())
    (note,) = stage.document("<p>x{{ facts.some[0]|cite }}</p>").notes
    assert "corrected" not in plain(note.children)


def test_sources_that_confirm_are_cited_where_the_house_says_so(stage: Stage) -> None:
    first, second = figure("first", origin=PAGE), figure("second", origin=RELEASE)
    stage.needs = {"some": chosen(first, confirmed_by=("second",))}
    stage.others = {"second": second}
    text = "<p>x{{ facts.some[0]|cite }}</p>"
    assert len(stage.document(text).notes) == 1
    stage.house = house(producers=Producers(confirmed="all"))
    document = stage.document(text)
    assert len(document.notes) == 2
    assert len(inlines(document)) == 3
