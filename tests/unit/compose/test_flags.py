"""The flag in a brief: only by choice, of the right day, and never chosen for a house."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.document.tree import Figure
from generator.document.walk import blocks
from generator.house.pictures import NO_FLAG, with_flag
from generator.problems import Severity
from generator.selection.model import Request, Selection
from tests.unit.compose.stage import Stage

PAGE = '<section><h2>{{ t("Snapshot") }}</h2>{{ flag() }}<p>x</p></section>'


class Abroad(Stage):
    """A stage for briefs on any country and day."""

    area = "IRQ"

    def selection(self) -> Selection:
        """The chosen facts, for the country."""
        made = super().selection()
        return replace(made, request=replace(made.request, area=self.area))


@pytest.fixture
def stage(tmp_path: Path) -> Abroad:
    return Abroad(tmp_path / "templates")


def shown(
    stage: Abroad, area: str, day: str, language: str = "en-CA", **choices: str
) -> tuple[Figure | None, dict[str, Any]]:
    """The flag, and what the officer is told."""
    stage.area = area
    as_of = dt.date.fromisoformat(day)
    stage.brief = replace(stage.brief, as_of=as_of)
    stage.house = replace(stage.house, flag=with_flag(NO_FLAG, {"show": True, "choices": choices}))
    composed = stage.composed(PAGE, language)
    figures = [b for b in blocks(composed.document) if isinstance(b, Figure)]
    told = {p.code: p for p in composed.problems if p.code.startswith("flag-")}
    return (figures[0] if figures else None), told


def test_there_is_no_flag_unless_it_is_asked_for(stage: Abroad) -> None:
    document = stage.document(PAGE)
    assert not [b for b in blocks(document) if isinstance(b, Figure)]


@pytest.mark.parametrize(
    ("language", "alt"),
    [
        ("en-CA", "Flag: Iraq (as of December\u00a01, 2024)"),
        ("fr-CA", "Drapeau\u00a0: Irak (situation au 1er\u00a0décembre\u00a02024)"),
    ],
)
def test_a_flag_says_whose_and_of_which_day(stage: Abroad, language: str, alt: str) -> None:
    figure, told = shown(stage, "IRQ", "2024-12-01", language)
    assert figure is not None
    assert figure.alt.replace("\u00a0", " ") == alt.replace("\u00a0", " ")
    assert (figure.role, figure.caption) == ("flag", ())
    assert told["flag-shown"].severity is Severity.NOTICE


@pytest.mark.parametrize(
    ("area", "day", "code"),
    [
        ("IRQ", "2005-01-01", "flag-not-drawn"),  # another flag, of which no drawing ships
        ("IRQ", "2008-01-15", "flag-unknown"),  # the month in which it changed
        ("FRA", "1999-12-31", "flag-unknown"),  # before the table begins
        ("BVT", "2024-12-01", "flag-unknown"),
        ("SYR", "2024-12-01", "flag-not-drawn"),  # the flag of before
        ("SYR", "2025-01-15", "flag-contested"),  # between December 2024 and March 2025
        ("AFG", "2026-01-01", "flag-contested"),
    ],
)
def test_a_flag_that_is_not_sure_is_not_printed(
    stage: Abroad, area: str, day: str, code: str
) -> None:
    figure, told = shown(stage, area, day)
    assert figure is None
    assert told.keys() == {code}
    assert told[code].severity is Severity.WARNING


def test_flags_that_changed_are_those_of_the_day(stage: Abroad) -> None:
    assert shown(stage, "SYR", "2025-03-13")[0] is not None
    before, _ = shown(stage, "AFG", "2020-01-01")
    assert before is not None
    old, _ = shown(stage, "MWI", "2009-01-01")
    new, _ = shown(stage, "MWI", "2013-01-01")
    assert old is not None
    assert new is not None
    assert old.svg == new.svg
    assert shown(stage, "MWI", "2011-01-01")[0] is None


def test_the_house_decides_where_two_flags_are_claimed(stage: Abroad) -> None:
    figure, told = shown(stage, "AFG", "2026-01-01", AFG="afg-republic")
    assert figure is not None
    assert told.keys() == {"flag-shown"}
    other, told = shown(stage, "AFG", "2026-01-01", AFG="afg-emirate")
    assert other is None
    assert told.keys() == {"flag-not-drawn"}
    neither, told = shown(stage, "AFG", "2026-01-01", AFG="none")
    assert neither is None
    assert told["flag-left-out"].severity is Severity.NOTICE


def test_a_choice_does_not_reach_into_another_time(stage: Abroad) -> None:
    figure, told = shown(stage, "SYR", "2020-01-01", SYR="syr-2025")
    assert figure is None
    assert told.keys() == {"flag-choice-day"}


def test_a_choice_that_is_no_flag_of_the_country_refuses_the_brief(stage: Abroad) -> None:
    stage.area = "AFG"
    stage.house = replace(
        stage.house, flag=with_flag(NO_FLAG, {"show": True, "choices": {"AFG": "afg-kingdom"}})
    )
    (problem,) = stage.problems(PAGE)
    assert problem.what == "The flag “afg-kingdom” is chosen for AFG, which has no such flag here."
    assert "afg-republic, afg-emirate" in problem.remedy


def test_the_request_is_that_of_the_stage(stage: Abroad) -> None:
    stage.area = "SYR"
    request: Request = stage.selection().request
    assert request.area == "SYR"
