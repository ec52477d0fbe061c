"""Figures of several producers in a document: statements, notes, differences of definition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.document.tree import Span
from generator.document.walk import plain
from generator.facts.dates import parse_edtf
from generator.facts.measures import Measures
from generator.facts.model import Correction, Fact, FactBase, Kind, Listed, Moment, Quantity
from generator.house.producers import Producers
from generator.problems import ProblemsFound
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
    assert printed(stage, "facts.some[0]|statement") == "Iraq – Towns: 45.5%"


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


def partners() -> list[Fact]:
    """A list of two countries, and of a name that is only English."""
    items = [
        ("jor", "25", Listed(1, {"en": "Jordan"}, "JOR")),
        ("other", "5.5", Listed(2, {"en": "free zones"})),
        ("part", "3", Listed(3, {"en": "north"}, within="free zones")),
    ]
    return [figure(name, number, listed=item) for name, number, item in items]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-CA", "Jordan (25.0%) and free zones (5.5%)"),
        ("fr-CA", "Jordanie (25,0\u00a0%) et free zones (5,5\u00a0%) (en anglais)"),
        ("ar-IQ", "الأردن (25.0\u200e%\u200e) وfree zones (5.5\u200e%\u200e) (باللغة الإنجليزية)"),
    ],
)
def test_the_items_of_a_list_have_the_names_of_countries_and_mark_other_languages(
    stage: Stage, language: str, words: str
) -> None:
    stage.needs = needs(*partners())
    assert printed(stage, "facts.some|itemised", language) == words


def test_the_english_name_of_an_item_is_marked_as_english(stage: Stage) -> None:
    stage.needs = needs(*partners())
    spans = [
        one
        for one in inlines(stage.document("<p>{{ facts.some|itemised }}</p>", "ar-IQ"))
        if isinstance(one, Span)
    ]
    assert ("free zones", "en", "ltr") in [
        (plain(one.children), one.lang, one.direction) for one in spans
    ]


def test_an_item_is_told_with_its_list(stage: Stage) -> None:
    stage.needs = needs(*partners())
    assert printed(stage, "facts.some[0]|statement") == "Towns: Jordan (25.0%)"
    assert printed(stage, "facts.some[2]|statement") == "Towns: free zones: north (3.0%)"


def test_only_items_of_lists_are_itemised(stage: Stage) -> None:
    stage.needs = needs(figure())
    with pytest.raises(ProblemsFound) as caught:
        stage.document("<p>{{ facts.some|itemised }}</p>")
    (problem,) = caught.value.problems
    assert "“itemised” cannot be used on “figure”" in problem.what
