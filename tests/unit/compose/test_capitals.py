"""Names of capitals: the house's where it has one, and a disputed one is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.walk import text
from generator.house.pictures import NO_MAP, with_map
from generator.problems import Problem, Severity
from tests.unit.compose import stage as stage_module
from tests.unit.compose.stage import Stage

PAGE = (
    '<section><h2>{{ t("Snapshot") }}</h2>{% set city = brief.area|capital %}'
    "<p>{% if city|length > 0 %}[{{ city }}]{% else %}[]{% endif %}"
    "{% if brief.area|names_capital %} yes{% else %} no{% endif %}</p></section>"
)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "templates")


@pytest.fixture
def disputed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A stage on which the capital of Iraq is disputed."""
    areas = (replace(a, contested_capital=a.id == "IRQ") for a in stage_module.AREAS)
    monkeypatch.setattr(stage_module, "AREAS", tuple(areas))
    return stage


def printed(
    stage: Stage, capitals: Mapping[str, Mapping[str, str]], language: str = "en-CA"
) -> tuple[str, list[Problem]]:
    """What stands between the brackets, and what the officer is told of capitals."""
    stage.house = replace(stage.house, capitals=capitals)
    composed = stage.composed(PAGE, language)
    words, rest = text(composed.document).split("[", 1)[1].split("]", 1)
    assert rest.split()[0] == ("no" if capitals.get("IRQ") == {} else "yes")
    return words, [p for p in composed.problems if p.code.startswith("capital-")]


def test_a_capital_that_nobody_disputes_is_not_told(stage: Stage) -> None:
    assert printed(stage, {}) == ("Baghdad", [])
    assert printed(stage, {"IRQ": {"en": "Bagdad on Tigris"}}) == ("Bagdad on Tigris", [])


def test_a_disputed_capital_is_told_until_the_house_decides(disputed: Stage) -> None:
    words, (told,) = printed(disputed, {}, "fr-CA")
    assert (words, told.severity) == ("Bagdad", Severity.WARNING)
    assert told.what == (
        "“Bagdad”, the capital of IRQ in French, takes a position, and the house style canada "
        "decides nothing on it."
    )
    assert told.remedy == (
        "Your service decides: name the capital under [capitals.IRQ] of house.toml, or write "
        'IRQ = "none" under [capitals] to print none.'
    )
    words, (told,) = printed(disputed, {"IRQ": {"en": "Basra", "fr": "Bassora"}}, "fr-CA")
    assert (words, told.severity, told.code) == ("Bassora", Severity.NOTICE, "capital-contested")


def test_what_a_house_decides_in_one_language_is_open_in_the_others(disputed: Stage) -> None:
    words, (told,) = printed(disputed, {"IRQ": {"en": "Basra"}}, "fr-CA")
    assert (words, told.code) == ("Bagdad", "capital-undecided")


def test_a_house_may_have_none_printed(disputed: Stage) -> None:
    assert printed(disputed, {"IRQ": {}}) == ("", [])


def test_on_a_map_a_disputed_capital_has_no_dot_until_the_house_decides(disputed: Stage) -> None:
    chosen = {"show": True, "boundaries": "natural-earth", "names": "country"}
    disputed.house = replace(disputed.house, map=with_map(NO_MAP, chosen))

    def words(**capitals: Mapping[str, str]) -> str:
        disputed.house = replace(disputed.house, capitals=capitals)
        page = '<section><h2>{{ t("Snapshot") }}</h2><p>x</p>{{ locator_map() }}</section>'
        return text(disputed.document(page, "fr-CA"))

    dot = "Un point indique la capitale"
    assert dot not in words()
    assert f"{dot}\u00a0: Bagdad" in words(IRQ={"en": "Baghdad", "fr": "Bagdad"})
    assert dot not in words(IRQ={})
    assert dot not in words(IRQ={"fr": "Bassora"}), "nobody said where that is"
