"""The flags that ship: sound drawings, a sound table."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from generator.drawing.svg import read
from generator.flags.table import DATA, Flag, drawing, flags
from generator.localisation import names

ALL = flags()


@pytest.mark.parametrize("flag", [f for f in ALL if f.drawing], ids=lambda f: f.id)
def test_every_drawing_is_in_the_closed_vocabulary_and_shows_something(flag: Flag) -> None:
    found = read(drawing(flag.id))
    assert (found.width, found.height) == (60, 45)
    shown = {shape.look.fill for shape in found.shapes if shape.look.fill}
    assert shown
    assert re.search(r"script|href|url|style|text|<!|<\?", drawing(flag.id)) is None


def test_ids_are_unique_and_areas_are_countries() -> None:
    assert len({flag.id for flag in ALL}) == len(ALL)
    assert [flag.area for flag in ALL if names.alpha2(flag.area) is None] == []
    assert len([flag for flag in ALL if flag.drawing]) > 120


def test_flags_without_a_drawing_say_why() -> None:
    assert [flag.id for flag in ALL if not flag.drawing and not flag.basis] == []


def test_flags_that_changed_say_by_what() -> None:
    assert [flag.id for flag in ALL if flag.since and not flag.basis] == []


def test_two_flags_hold_at_once_only_where_that_is_meant() -> None:
    both = {
        (a.id, b.id)
        for a, b in combinations(ALL, 2)
        if a.area == b.area and (a.holds(b.first) or b.holds(a.first))
    }
    assert both == {
        ("afg-republic", "afg-emirate"),
        ("ncl-france", "ncl-kanak"),
        ("syr-1980", "syr-2025"),
    }


def test_the_licence_stands_beside_the_drawings() -> None:
    text = (DATA / "LICENCE.txt").read_text("utf-8")
    assert "The MIT License" in text
    assert "flag-icons" in text
