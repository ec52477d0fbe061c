"""A country brief on every area there is: it is made, is about it, and says what is missing."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from generator.compose.brief import Brief, compose
from generator.compose.model import Template
from generator.compose.template import read_template
from generator.document.tree import Document
from generator.document.walk import figures, headings, plain, printed_facts, text
from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.house.model import HouseStyle
from generator.house.read import read_house
from generator.localisation import Localiser
from generator.problems import Findings, Severity
from generator.selection import select
from generator.selection.model import Request
from generator.selection.own import with_bodies
from tests.matrix import languages

DAY: Final = dt.date(2026, 11, 29)
SEED: Final = 20261129
SMALL_AND_DISPUTED: Final = ("ATA", "ESH", "EUE", "GLP", "HKG", "PSE", "TWN", "VAT", "XKX")
OTHERS: Final = ("FRA", "GRL", "LBN")
NOTHING: Final = ("ATA", "EUE", "VAT")
"""Areas of which the sources that ship have no figure."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that briefs are made from."""

    base: FactBase
    template: Template
    house: HouseStyle

    def documents(self, area: str, tags: Iterable[str]) -> dict[str, Document]:
        """The country brief on an area in some languages; a mistake in it fails the test."""
        levels = tuple(level.name for level in self.house.marking.levels)
        needs = with_bodies(self.template.needs, self.house.bodies, self.base.organisations)
        selection = select(self.base, Request(area, DAY, levels, levels[0]), needs)
        brief = Brief(f"{area}-CTY-0001", issued=DAY, as_of=DAY)
        made = {}
        for tag in tags:
            localiser = Localiser.for_house(tag, self.house)
            composed = compose(self.template, selection, self.base, self.house, localiser, brief)
            wrong = [p for p in composed.problems if p.severity is Severity.ERROR]
            assert wrong == [], (area, tag)
            made[tag] = composed.document
        return made


def desk_for(root: Path, areas: Collection[str] | None) -> Desk:
    findings = Findings()
    template = read_template(root / "templates" / "country-brief", findings)
    house = read_house(root / "templates" / "house" / "canada", findings)
    base = read_sources(root, findings, areas=areas)
    assert template is not None
    assert house is not None
    assert not [problem for problem in findings if problem.severity is Severity.ERROR]
    return Desk(base, template, house)


def check(desk: Desk, area: str, documents: dict[str, Document]) -> None:
    """What holds of the brief on any area, whatever is known of it."""
    told = []
    for tag, document in documents.items():
        where = f"{area}, {tag}"
        words = text(document)
        names = (
            desk.house.areas.get(area, {}).get(tag[:2]),
            desk.base.areas[area].name.get(tag[:2]),
            Localiser(tag).area_name(area),
        )
        assert any(name and name in plain(document.title) for name in names), where
        assert not re.search(r"\bNone\b", words), where
        assert plain(next(headings(document)).children), where
        facts = printed_facts(document)
        about = {fact: desk.base.facts[fact] for fact in facts}
        assert all(area in fact.countries for fact in about.values()), where
        figures = [fact for fact in about.values() if fact.indicator is not None]
        assert all(fact.countries == (area,) for fact in figures), where
        told.append(facts)
    assert all(facts == told[0] for facts in told), area


@pytest.fixture(scope="module")
def sample(root: Path) -> tuple[str, ...]:
    known = sorted(read_sources(root, Findings(), areas=()).areas)
    drawn = random.Random(SEED).sample(known, 30)
    return tuple(sorted({*drawn, *SMALL_AND_DISPUTED, *OTHERS}))


def test_every_area_has_a_brief_that_prints_nothing_of_another(root: Path) -> None:
    desk = desk_for(root, None)
    assert len(desk.base.areas) == 251
    silent = set()
    for area in sorted(desk.base.areas):
        documents = desk.documents(area, ("en-CA",))
        check(desk, area, documents)
        if not printed_facts(documents["en-CA"]):
            silent.add(area)
    assert silent == {area for area in desk.base.areas if not covered(desk.base, area)}
    assert set(NOTHING) <= silent
    assert_told_in_the_docs(desk.base, silent, (root / "docs" / "sources.md").read_text("utf-8"))


def covered(base: FactBase, area: str) -> bool:
    return any(fact.countries[:1] == (area,) for fact in base.facts.values())


def assert_told_in_the_docs(base: FactBase, silent: Collection[str], page: str) -> None:
    """The page on sources counts what there is: areas of each source, and those without any."""
    found: dict[str, set[str]] = {}
    for fact in base.facts.values():
        if fact.indicator is not None:
            found.setdefault(fact.origin.source, set()).add(fact.countries[0])
    told = re.findall(r"^\| `([a-z0-9-]+)` \| [^|]+ \| ([0-9]+) \|", page, re.M)
    assert {name: int(count) for name, count in told} == {n: len(a) for n, a in found.items()}
    every = sum(all(area in areas for areas in found.values()) for area in base.areas)
    assert f"Five sources cover {every} areas, and twelve areas have no figure" in page
    assert len(silent) == 12


def test_a_sample_of_areas_has_its_brief_in_french_and_arabic(
    root: Path, sample: tuple[str, ...]
) -> None:
    desk = desk_for(root, sample)
    for area in sample:
        check(desk, area, desk.documents(area, ("en-CA", "fr-CA", "ar-IQ")))


def test_small_and_disputed_areas_have_their_brief_in_every_language(root: Path) -> None:
    areas = (*SMALL_AND_DISPUTED, *OTHERS)
    desk = desk_for(root, areas)
    for area in areas:
        documents = desk.documents(area, languages())
        assert len(documents) == 12
        check(desk, area, documents)


@pytest.mark.parametrize("area", NOTHING)
def test_a_brief_on_an_area_without_figures_says_so_and_is_short(root: Path, area: str) -> None:
    document = desk_for(root, (area,)).documents(area, ("en-CA",))["en-CA"]
    titles = [plain(found.children) for found in headings(document)]
    assert titles == ["Snapshot", "Sources and what to check"]
    words = text(document)
    assert "not recorded" in words
    for section in ("Economy", "People and society", "Land, energy and communications"):
        assert f"“{section}”" in words


def test_a_brief_with_figures_alone_has_them_by_section(root: Path) -> None:
    """France, of which no editor has written, has all tables and a chart on four pages at most."""
    document = desk_for(root, ("FRA",)).documents("FRA", ("en-CA",))["en-CA"]
    titles = [plain(found.children) for found in headings(document)]
    assert titles == [
        "Snapshot",
        "Political situation",
        "Economy",
        "People and society",
        "Security and humanitarian situation",
        "Land, energy and communications",
        "Sensitivities and terminology",  # two producers give it different areas
        "Sources and what to check",
    ]
    words = text(document)
    assert "Lower chamber, next election expected\nJune 2029" in words
    assert "Upper chamber, next election expected" not in words  # September 2026 has passed
    assert "Growth of gross domestic product, yearly, 2010–2025" in words


def test_what_editors_wrote_goes_before_figures(root: Path) -> None:
    """Iraq: the page budget goes to statements; one switch leaves the figures out whole."""
    document = desk_for(root, ("IRQ",)).documents("IRQ", ("en-CA",))["en-CA"]
    words = text(document)
    assert "Land, energy and communications in figures" not in words
    assert "Bilateral relations" in words


@pytest.mark.parametrize(
    ("area", "sections", "chart"),
    [
        ("TWN", ["Snapshot", "People and society"], "Population, long series, 1950–2010"),
        (
            "KEN",
            ["Snapshot", "Political situation", "Economy"],
            "Growth of gross domestic product, yearly, 2010–2025",
        ),
    ],
)
def test_what_is_drawn_stands_in_the_section_it_is_about(
    root: Path, area: str, sections: list[str], chart: str
) -> None:
    document = desk_for(root, (area,)).documents(area, ("en-CA",))["en-CA"]
    titles = [plain(found.children) for found in headings(document)]
    assert titles[: len(sections)] == sections
    drawn = [plain(one.caption) for one in figures(document)]
    assert len(drawn) == 1
    assert chart in drawn[0]
