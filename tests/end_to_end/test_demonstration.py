"""One order, three days, three languages, three formats: the brief says what was true then."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.end_to_end.command import ROOT
from tests.end_to_end.reading import Brief
from tests.unit.writers.pdf_reading import bare

LANGUAGES = {"en-CA": "en", "fr-CA": "fr", "ar-IQ": "ar"}
EVERYWHERE = {"html", "pdf", "docx"}
SUMMER, WINTER, SPRING = "2017-06-15", "2024-12-01", "2025-04-15"
OFFICE, CLOSURE, CLOSED = (
    "post-ca-office-erbil",
    "ca-erbil-office-closure",
    "ca-erbil-office-closed",
)
LENGTH, END, PERIOD = "ca-iraq-strategy-duration", "ca-me-strategy-end", "ca-me-strategy-period"
SAID = {
    SUMMER: [(OFFICE, "text"), (LENGTH, "text"), ("ca-me-strategy-amount-2017", "text")],
    WINTER: [(OFFICE, "text"), (CLOSURE, "text"), (END, "text")],
    SPRING: [(OFFICE, "past"), (CLOSED, "text"), (END, "past")],
}
UNSAID = {
    SUMMER: [(OFFICE, "past"), (CLOSURE, "text"), (CLOSED, "text"), (END, "text"), (END, "past")],
    WINTER: [(OFFICE, "past"), (CLOSED, "text"), (LENGTH, "text"), (END, "past")],
    SPRING: [(OFFICE, "text"), (CLOSURE, "text"), (LENGTH, "text"), (END, "text")],
}


def _records(tree: Any) -> list[dict[str, Any]]:
    """The records of a facts file: a list, or under a heading beside their defaults."""
    records: list[dict[str, Any]] = tree if isinstance(tree, list) else tree["facts"]
    return records


@cache
def known() -> dict[str, dict[str, Any]]:
    """Every statement of the project's sources, by id."""
    files = sorted((ROOT / "sources").glob("*/facts/*.yaml"))
    listed = [yaml.safe_load(path.read_text("utf-8")) for path in files]
    records = [fact for tree in listed for fact in _records(tree)]
    return {record["id"]: record for record in records}


def words(fact: str, tense: str, language: str) -> list[str]:
    """What stands around the numbers and dates of a fact's sentence."""
    text = known()[fact][tense][language].replace("'", "’").removesuffix(".")
    return [bare(piece) for piece in re.split(r"\{\w+\}", text) if bare(piece)]


def pattern(fact: str, tense: str, language: str) -> re.Pattern[str]:
    if not isinstance(known()[fact].get(tense), dict):
        return re.compile("(?!)")
    return re.compile(".{1,60}?".join(map(re.escape, words(fact, tense, language))))


def formats_that_say(brief: Brief, fact: str, tense: str) -> set[str]:
    """The formats in which a sentence stands, whatever numbers and dates are in it."""
    language = LANGUAGES[brief.language]
    found = set()
    for name, whole in brief.texts.items():
        # In Arabic the past is the present with a word before it.
        text = pattern(fact, "past", language).sub("", whole) if tense == "text" else whole
        if pattern(fact, tense, language).search(text):
            found.add(name)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", [SUMMER, WINTER, SPRING])
def test_the_office_and_the_strategy_are_told_as_they_stood_on_the_day(
    days: dict[str, Path], day: str, language: str
) -> None:
    brief = Brief(days[day], language)
    for fact, tense in SAID[day]:
        assert formats_that_say(brief, fact, tense) == EVERYWHERE, (fact, tense)
    for fact, tense in UNSAID[day]:
        assert formats_that_say(brief, fact, tense) == set(), (fact, tense)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_announcement_stands_after_the_office_it_will_end(
    days: dict[str, Path], language: str
) -> None:
    brief = Brief(days[WINTER], language)
    office = words(OFFICE, "text", LANGUAGES[language])[0]
    closure = words(CLOSURE, "text", LANGUAGES[language])[0]
    for name, text in brief.texts.items():
        assert 0 < text.index(closure) - text.index(office) < 200, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_disagreement_on_the_amount_is_shown_with_every_side(
    days: dict[str, Path], language: str
) -> None:
    brief = Brief(days[WINTER], language)
    sides = ("ca-me-strategy-amount-2024", "ca-me-strategy-amount-usd")
    for fact in sides:
        assert formats_that_say(brief, fact, "text") == EVERYWHERE, fact
        exact = str(known()[fact]["value"])
        assert exact in {value.exact for value in brief.page.values if value.fact == fact}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_without_a_stated_currency_is_queried_in_a_draft(
    days: dict[str, Path], language: str
) -> None:
    brief = Brief(days[WINTER], language)
    (mark,) = brief.page.root.xpath("//span[@class='draft-mark'][data[@value='4000000000']]")
    assert re.search("[(][?؟][)]", mark.text_content())
    assert brief.says(mark.text_content()) == EVERYWHERE


def test_the_latest_edition_is_of_the_day_the_order_names(days: dict[str, Path]) -> None:
    assert (days[WINTER].parent / "latest").read_text() == "0001\n"
    for day in (SUMMER, SPRING):
        assert not (days[day].parent / "latest").exists()
