"""Sections appear only when they have facts, whatever is known: every template, any facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build.changing import found_between
from generator.build.orders.order import Order
from generator.build.stored import Kept
from generator.changes import Holding
from generator.compose.brief import Brief, compose
from generator.compose.model import Composed, Template
from generator.compose.template import read_template
from generator.document.tree import Block, Box, ListBlock, Section, Table
from generator.document.walk import text
from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.house.model import HouseStyle
from generator.house.read import read_house
from generator.localisation import Localiser
from generator.problems import Findings
from generator.selection import select
from generator.selection.model import Request
from generator.selection.own import with_bodies

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path.parent.name for path in (ROOT / "templates").glob("*/template.toml"))
ITEMS = {"KAZ": "pet-identity", "IRQ": "nato-iraq-dialogue-launch"}
COUNTRIES = ("IRQ", "KAZ", "JOR", "AFG", "NOR")
BESIDE = ("JOR", "LBN")
LANGUAGES = ("en-CA", "fr-CA", "ar-001", "de", "zh")
DAYS = ("2022-03-28", "2024-09-02", "2026-11-20")
WORDS = re.compile(
    r"\bNone\b|\bTrue\b|\bFalse\b|\bUndefined\b|\[\]|\(\s*\)|（\s*）|«\s*»|“\s*”|\{(?!pages?\})\w*\}|[:：]\s*$",
    re.MULTILINE,
)
"""What stands where a template printed nothing, or something that is no word."""


@dataclass(frozen=True)
class Wanted:
    """A brief to compose: of which template, about which country, with how much known."""

    template: str
    country: str
    language: str
    day: str
    share: int
    seed: int


@cache
def base() -> FactBase:
    return read_sources(ROOT, Findings(), areas=(*COUNTRIES, *BESIDE))


@cache
def style() -> HouseStyle:
    found = read_house(ROOT / "templates" / "house" / "canada", Findings())
    assert found is not None
    return found


@cache
def template(name: str) -> Template:
    found = read_template(ROOT / "templates" / name, Findings())
    assert found is not None
    return found


def some_of(wanted: Wanted, item: str | None) -> FactBase:
    """The sources with some of their facts: the item itself, and others as the seed says."""
    known = base()
    kept = {
        name: fact
        for number, (name, fact) in enumerate(sorted(known.facts.items()))
        if name == item or (number * 7919 + wanted.seed * 104729) % 100 < wanted.share
    }
    return replace(known, facts=kept)


def composed(wanted: Wanted) -> Composed:
    found = template(wanted.template)
    house = style()
    about_item = any(need.item for need in found.needs)
    country = wanted.country if not about_item or wanted.country in ITEMS else "KAZ"
    item = ITEMS[country] if about_item else None
    some = some_of(wanted, item)
    levels = tuple(level.name for level in house.marking.levels)
    if found.changes:
        return changes_composed(wanted, found)
    day = dt.date.fromisoformat(wanted.day)
    beside = (
        tuple(code for code in BESIDE if code != country) if found.countries == "several" else ()
    )
    request = Request(country, day, levels, levels[0], item=item, beside=beside)
    needs = with_bodies(found.needs, house.bodies, some.organisations)
    selection = select(some, request, needs)
    brief = Brief("N-1", issued=day, as_of=day)
    localiser = Localiser.for_house(wanted.language, house)
    return compose(found, selection, some, house, localiser, brief)


def changes_composed(wanted: Wanted, found: Template) -> Composed:
    """A change note: from what one seed knows on a day to what another knows a year later."""
    house, followed, country = style(), template("country-brief"), wanted.country
    levels = tuple(level.name for level in house.marking.levels)
    first = dt.date.fromisoformat(wanted.day)
    states = []
    for seed, day in ((wanted.seed, first), (wanted.seed + 1, first.replace(year=first.year + 1))):
        some = some_of(replace(wanted, seed=seed), None)
        request = Request(country, day, levels, levels[0])
        needs = with_bodies(followed.needs, house.bodies, some.organisations)
        chosen = select(some, request, needs).chosen.values()
        facts = {one.fact.id: one for group in chosen for one in group}
        states.append(Kept(Holding("brief", day, tuple(facts.values())), {}, {}, {}))
    order = Order(
        "note", "", "", found.name, country, (wanted.language,), ("html",), "canada", "N-1"
    )
    told = found_between(order, (states[0], states[1]), base(), levels, "background")
    brief = Brief("N-1", issued=first, as_of=told.delta.after.as_of, changes=told.delta)
    localiser = Localiser.for_house(wanted.language, house)
    return compose(found, told.selection, told.base, house, localiser, brief)


def empty(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Headings, boxes, lists and tables with nothing in them, at any depth."""
    for block in blocks:
        if isinstance(block, Section):
            if not block.blocks:
                yield f"section {block.heading.id}"
            yield from empty(block.blocks)
        elif isinstance(block, Box):
            if not block.blocks:
                yield f"box {block.role}"
            yield from empty(block.blocks)
        elif isinstance(block, ListBlock):
            if not block.items or not all(item.blocks for item in block.items):
                yield "list"
            for item in block.items:
                yield from empty(item.blocks)
        elif isinstance(block, Table) and not block.rows:
            yield f"table {block.id}"


def blank_rows(composed: Composed) -> Iterator[str]:
    for table in (b for b in _blocks(composed.document.blocks) if isinstance(b, Table)):
        for row in table.rows:
            if not any(cell.children for cell in row.cells):
                yield table.role


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Section | Box):
            yield from _blocks(block.blocks)


WANTED = st.builds(
    Wanted,
    template=st.sampled_from(TEMPLATES),
    country=st.sampled_from(COUNTRIES),
    language=st.sampled_from(LANGUAGES),
    day=st.sampled_from(DAYS),
    share=st.sampled_from([0, 1, 3, 10, 30, 60, 100]),
    seed=st.integers(0, 96),
)


@settings(max_examples=80)
@given(WANTED)
def test_no_heading_stands_over_nothing_and_nothing_prints_none(wanted: Wanted) -> None:
    found = composed(wanted)
    assert list(empty(found.document.blocks)) == []
    assert list(blank_rows(found)) == []
    assert WORDS.findall(text(found.document)) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_with_nothing_known_a_brief_is_short_and_says_what_is_missing(name: str) -> None:
    found = composed(Wanted(name, "NOR", "en-CA", DAYS[-1], 0, 0))
    assert found.words < 160
    said = text(found.document)
    assert "Nothing" in said or "No changes." in said


@pytest.mark.parametrize("country", ["KAZ", "JOR"])
def test_a_country_with_few_facts_gets_a_shorter_brief(country: str) -> None:
    few = composed(Wanted("country-brief", country, "en-CA", DAYS[-1], 100, 0))
    many = composed(Wanted("country-brief", "IRQ", "en-CA", DAYS[-1], 100, 0))
    assert few.words < many.words
    assert "Nothing on record for: " in text(few.document)
