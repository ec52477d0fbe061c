"""The locator map in a brief: only by choice, never without its disclaimer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.document.tree import Figure, Paragraph
from generator.document.walk import blocks, plain
from generator.drawing.svg import read
from generator.house.pictures import NO_MAP, with_map
from generator.problems import Problem, Severity
from tests.unit.compose import stage as stage_module
from tests.unit.compose.stage import Stage

PAGE = '<section><h2>{{ t("Snapshot") }}</h2><p>x</p>{{ locator_map() }}</section>'
SHOWN = {"show": True, "boundaries": "natural-earth"}


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


def mapped(stage: Stage, language: str = "en-CA", /, **chosen: Any) -> tuple[Figure, list[str]]:
    """The map and the texts under it."""
    stage.house = replace(stage.house, map=with_map(NO_MAP, {**SHOWN, **chosen}))
    document = stage.document(PAGE, language)
    found = list(blocks(document))
    place = next(n for n, block in enumerate(found) if isinstance(block, Figure))
    under = [plain(b.children) for b in found[place + 1 :] if isinstance(b, Paragraph)]
    figure = found[place]
    assert isinstance(figure, Figure)
    return figure, under


def told(stage: Stage, language: str = "en-CA", **chosen: Any) -> dict[str, Problem]:
    stage.house = replace(stage.house, map=with_map(NO_MAP, {**SHOWN, **chosen}))
    problems = stage.composed(PAGE, language).problems
    return {p.code: p for p in problems if p.code.startswith("map-")}


def refused(stage: Stage, page: str, **chosen: Any) -> tuple[Problem, ...]:
    stage.house = replace(stage.house, map=with_map(NO_MAP, {**SHOWN, **chosen}))
    return stage.problems(page)


def test_there_is_no_map_unless_it_is_asked_for(stage: Stage) -> None:
    document = stage.document(PAGE)
    assert not [block for block in blocks(document) if isinstance(block, Figure)]


@pytest.mark.parametrize(
    ("language", "caption", "alt", "disclaimer"),
    [
        (
            "en-CA",
            "Locator map: Iraq",
            "Map showing Iraq (Western Asia). A dot marks the capital, Baghdad.",
            "The boundaries and names shown on this map imply no official endorsement"
            " or acceptance.",
        ),
        (
            "fr-CA",
            "Carte de localisation\u00a0: Irak",
            "Carte montrant\u00a0: Irak (Asie occidentale)."
            " Un point indique la capitale\u00a0: Bagdad.",
            "Les frontières et les noms indiqués sur cette carte n’impliquent ni reconnaissance"
            " ni acceptation officielle.",
        ),
        (
            "ar-IQ",
            "خريطة الموقع: العراق",
            "خريطة تُظهر: العراق (غرب آسيا). تدل نقطة على العاصمة: بغداد.",
            "لا تنطوي الحدود والأسماء المبيّنة في هذه الخريطة على إقرار أو قبول رسمي.",
        ),
    ],
)
def test_a_map_has_its_words_and_its_disclaimer(
    stage: Stage, language: str, caption: str, alt: str, disclaimer: str
) -> None:
    figure, under = mapped(stage, language)
    assert (plain(figure.caption), figure.alt) == (caption, alt)
    assert under[0] == disclaimer
    assert "Natural Earth (1:50m)" in under[1]
    assert (figure.role, figure.decorative) == ("map", False)
    assert len(read(figure.svg).shapes) > 4


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            "neighbours",
            "Map showing Iraq (Western Asia). A dot marks the capital, Baghdad."
            " Other countries named on it: Lebanon.",
        ),
        ("country", "Map showing Iraq (Western Asia). A dot marks the capital, Baghdad."),
        ("none", "Map showing Iraq (Western Asia)."),
    ],
)
def test_names_on_the_map_are_those_that_the_sources_know(
    stage: Stage, names: str, told: str
) -> None:
    """Of the countries in the frame, the stage knows Lebanon alone."""
    figure, _ = mapped(stage, names=names, frame=(33.0, 31.0, 45.0, 37.0))
    assert figure.alt == told


def test_more_names_are_more_outlines(stage: Stage) -> None:
    counts = [
        len(read(mapped(stage, names=names, frame=(33.0, 31.0, 45.0, 37.0))[0].svg).shapes)
        for names in ("none", "country", "neighbours")
    ]
    assert counts[0] < counts[1] < counts[2]


def test_a_contested_neighbour_is_named_only_by_the_house(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    contested = tuple(
        replace(area, contested=True) if area.id == "LBN" else area for area in stage_module.AREAS
    )
    monkeypatch.setattr(stage_module, "AREAS", contested)
    assert "Lebanon" not in mapped(stage, frame=(33.0, 31.0, 45.0, 37.0))[0].alt
    stage.house = replace(stage.house, areas={"LBN": {"en": "The Lebanon"}})
    assert "The Lebanon" in mapped(stage, frame=(33.0, 31.0, 45.0, 37.0))[0].alt


def test_a_contested_country_is_not_named_on_its_own_map_either(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its capital neither: both are the house's to say."""
    contested = tuple(
        replace(area, contested=True) if area.id == "IRQ" else area for area in stage_module.AREAS
    )
    bare, _ = mapped(stage, names="none")
    monkeypatch.setattr(stage_module, "AREAS", contested)
    unnamed, _ = mapped(stage, names="country")
    assert (unnamed.svg, unnamed.alt) == (bare.svg, bare.alt)
    stage.house = replace(stage.house, areas={"IRQ": {"en": "The Iraq"}})
    assert "the capital, Baghdad" in mapped(stage, names="country")[0].alt


def test_a_capital_that_is_called_otherwise_has_no_dot(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tuple(
        replace(area, capital={**area.capital, "en": "Basra"}) if area.id == "IRQ" else area
        for area in stage_module.AREAS
    )
    monkeypatch.setattr(stage_module, "AREAS", moved)
    assert "capital" not in mapped(stage)[0].alt


def test_names_without_a_font_are_left_off_and_the_officer_is_told(stage: Stage) -> None:
    stage.house = replace(stage.house, areas={"IRQ": {"en": "伊拉克"}})
    problem = told(stage, names="country")["map-letter-missing"]
    assert problem.what == (
        "No font here has these letters of names on the map: 伊 (en-CA); the names with them do"
        " not stand on it."
    )


def test_the_house_s_own_words_stand_in_place_of_the_program_s(stage: Stage) -> None:
    own: dict[str, Any] = {
        "disclaimer": {"en": "Not an official map."},
        "attribution": {"en": "Ours."},
    }
    assert mapped(stage, **own)[1][:2] == ["Not an official map.", "Ours."]
    _, french = mapped(stage, "fr-CA", **own)
    assert french[0].startswith("Les frontières et les noms")
    assert told(stage, "fr-CA", **own)["map-words-usual"].values["words"] in (
        "disclaimer",
        "attribution",
    )


def test_the_officer_is_told_what_is_disputed_and_how_it_is_drawn(stage: Stage) -> None:
    problem = told(stage)["map-disputed"]
    assert problem.severity is Severity.WARNING
    assert "Golan Heights: drawn as part of Israel" in problem.what
    assert "Kyrenia (northern Cyprus): drawn apart, as N. Cyprus" in problem.what
    assert "natural-earth" in problem.what


def test_a_closer_view_shows_fewer_disputed_places(stage: Stage) -> None:
    found = told(stage, view="close")
    assert "map-disputed" not in found
    assert found["map-position"].severity is Severity.NOTICE


def test_a_map_without_a_named_set_refuses_the_brief(stage: Stage) -> None:
    (problem,) = refused(stage, PAGE, boundaries="")
    assert problem.code == "map-no-boundaries"
    assert problem.what == (
        "A map is asked for, and neither the order nor the house style says which boundaries it"
        " shall draw."
    )


def test_a_frame_without_the_country_gives_no_map_and_says_so(stage: Stage) -> None:
    assert told(stage, frame=(-70.0, -40.0, -60.0, -30.0)).keys() == {"map-elsewhere"}


def test_a_map_in_a_paragraph_is_the_author_s_mistake(stage: Stage) -> None:
    page = "<section><h2>A</h2>\n<p>x {{ locator_map() }}</p></section>"
    (problem,) = refused(stage, page)
    assert (problem.code, problem.where.line) == ("template-figure-misplaced", 2)
    assert problem.what == "A map, flag or picture stands in “<p>”."


def test_a_map_may_not_stand_before_the_heading(stage: Stage) -> None:
    (problem,) = refused(stage, "<section>{{ locator_map() }}<h2>A</h2></section>")
    assert problem.code == "template-element-first"
