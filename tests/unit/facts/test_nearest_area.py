"""Which country a mistyped code or name means, with the sources that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts.model import FactBase
from generator.facts.nearest_area import nearest_area
from generator.facts.sources import read_sources
from generator.problems import Findings


@pytest.fixture(scope="module")
def base() -> FactBase:
    return read_sources(Path(__file__).resolve().parents[3], Findings(), areas=())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("IRQ", "IRQ"),
        ("irq", "IRQ"),
        ("IQ", "IRQ"),
        ("IRK", "IRQ"),
        ("KAS", "KAZ"),
        ("KZA", "KAZ"),
        ("JRO", "JOR"),
        ("Irak", "IRQ"),
        ("العراق", "IRQ"),
        ("العراك", "IRQ"),
        ("Kazakstan", "KAZ"),
        ("Kazakhstán", "KAZ"),
        ("république d'irak", "IRQ"),
        ("Turkiye", "TUR"),
        ("XQW", None),
        ("Atlantis and beyond", None),
        ("", None),
        ("  ", None),
    ],
)
def test_the_country_that_was_meant_is_found(base: FactBase, typed: str, code: str | None) -> None:
    assert nearest_area(base, typed) == code


def test_every_code_and_name_means_its_own_country(base: FactBase) -> None:
    for code, area in base.areas.items():
        assert nearest_area(base, code) == code
        assert nearest_area(base, area.name["en"]) == code
