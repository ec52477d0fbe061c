"""The country that was typed, by code or by name, in any language and spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.areas_typed import typed_area, typed_codes
from generator.build.workspace import Workspace
from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.problems import Findings, ProblemsFound


@pytest.fixture(scope="module")
def base(root: Path) -> FactBase:
    return read_sources(root, Findings(), areas=())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ken", "KEN"),
        (" KE ", "KEN"),
        ("Kenya", "KEN"),
        ("kenia", "KEN"),
        ("كينيا", "KEN"),
        ("肯尼亚", "KEN"),
        ("Deutschland", "DEU"),
        ("agypten", "EGY"),
        ("cote d'ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("The Gambia", "GMB"),
        ("Saint Kitts and Nevis", "KNA"),
        ("timor leste", "TLS"),
        ("UK", "GBR"),
        ("Myanmar", "MMR"),
        ("Burma", "MMR"),
        ("DRC", "COD"),
        ("Palestine", "PSE"),
        ("Åland", "ALA"),
        ("EU", "EUE"),
        ("Kosovo", "XKX"),
        ("Republic of Kenya", "KEN"),
        ("Holy See", "VAT"),
        ("Saint-Siège", "VAT"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Korea, Republic of", "KOR"),
        ("Gambia, The", "GMB"),
        ("Lao People's Democratic Republic", "LAO"),
        ("State of Palestine", "PSE"),
        ("U.K.", "GBR"),
        ("U.S.", "USA"),
        ("UAE", "ARE"),
        ("DPRK", "PRK"),
        ("朝鲜民主主义人民共和国", "PRK"),
    ],
)
def test_codes_and_whole_names_are_taken(base: FactBase, typed: str, code: str) -> None:
    assert typed_area(base, typed) == code


@pytest.mark.parametrize(
    "typed", ["Congo", "Korea", "Kenyaa", "UN", "the", "", " ", "(", "Atlantis"]
)
def test_what_is_no_name_or_that_of_two_is_not_guessed(base: FactBase, typed: str) -> None:
    assert typed_area(base, typed) is None


def test_every_name_of_every_area_means_that_area(base: FactBase) -> None:
    for code, area in base.areas.items():
        for name in (*area.name.values(), *area.formal_name.values()):
            assert typed_area(base, name) == code, name


def test_each_area_is_there_once_and_all_that_are_unknown_are_told(root: Path) -> None:
    workspace = Workspace(root)
    assert typed_codes(workspace, ["Kenya", "KEN", "France"]) == ("KEN", "FRA")
    with pytest.raises(ProblemsFound) as refused:
        typed_codes(workspace, ["Congo", "Kenya", "Irelandd"])
    assert [problem.what for problem in refused.value.problems] == [
        "No one country has the code or the name “Congo”.",
        "No one country has the code or the name “Irelandd”.",
    ]
    assert refused.value.problems[0].remedy.startswith("Did you mean COD (Congo - Kinshasa), COG")
