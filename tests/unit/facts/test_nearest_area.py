"""Which country a mistyped code or name means, with the sources that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts.model import FactBase
from generator.facts.nearest_area import area_of_short_code, areas_near, nearest_area
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


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("IRK", ("IRQ", "IRL", "IRN", "PRK")),
        ("irland", ("IRL", "IRN", "FIN", "ISL", "THA")),
        ("Guyane", ("GUY", "GUF", "GIN", "UKR", "GUM")),
        ("Europe", ("EUE",)),
        ("korea", ("KOR", "PRK")),
        ("QQQ", ()),
        (" ", ()),
    ],
)
def test_what_is_near_is_told_of_all_areas(
    base: FactBase, typed: str, codes: tuple[str, ...]
) -> None:
    assert areas_near(base, typed)[: len(codes)] == codes
    assert bool(areas_near(base, typed)) == bool(codes)
    assert len(areas_near(base, typed)) <= 5


@pytest.mark.parametrize(
    ("typed", "code"),
    [("EU", "EUE"), ("eu", "EUE"), ("CH", "CHE"), ("NA", "NAM"), ("XK", "XKX"), ("ZZ", None)],
)
def test_the_short_code_of_iso_is_a_code_of_one_area(
    base: FactBase, typed: str, code: str | None
) -> None:
    assert area_of_short_code(base, typed) == code
    assert area_of_short_code(base, f"{typed}X") is None
