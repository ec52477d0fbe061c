"""The language that Word files on the shipped letterheads say they are in, in every script."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.document.tree import Direction
from generator.house import HouseStyle
from generator.house.read import read_house
from generator.problems import Findings
from generator.writers.docx.writer import write_docx
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import Element, Word, q

HOUSES = Path(__file__).resolve().parents[3] / "templates" / "house"
SHIPPED = sorted(path.parent.name for path in HOUSES.glob("*/house.toml"))
LANGUAGES: tuple[tuple[str, Direction, str, str], ...] = (
    ("en-CA", "ltr", "val", "en-CA"),
    ("ru", "ltr", "val", "ru"),
    ("tr", "ltr", "val", "tr"),
    ("zh", "ltr", "val", "zh-CN"),
    ("ar-IQ", "rtl", "bidi", "ar-IQ"),
    ("fa", "rtl", "bidi", "fa"),
    ("he", "rtl", "bidi", "he"),
    ("ur", "rtl", "bidi", "ur"),
)
"""A language, its direction, and what the defaults must say of it, and where."""


@cache
def house(name: str) -> HouseStyle:
    findings = Findings()
    found = read_house(HOUSES / name, findings)
    assert found is not None, list(findings)
    return found


@cache
def made(name: str, tag: str, direction: Direction) -> Word:
    document = sample("ar" if direction == "rtl" else "en")
    own = house(name)
    level = own.marking.levels[0]
    marked = replace(document.properties, marking=level.name)
    furniture = replace(document.furniture, marking=level.label["en"])
    return Word(
        write_docx(
            replace(
                document, lang=tag, direction=direction, properties=marked, furniture=furniture
            ),
            own,
        )
    )


def defaults(file: Word) -> Element:
    found = file.xml("word/styles.xml").find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}")
    assert found is not None
    return found


def test_all_shipped_houses_are_met() -> None:
    assert SHIPPED == ["canada", "neutral", "un"]
    assert all(house(name).letterhead is not None for name in SHIPPED)


@pytest.mark.parametrize(("tag", "direction", "slot", "said"), LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_the_defaults_say_the_language_in_its_slot(
    name: str, tag: str, direction: Direction, slot: str, said: str
) -> None:
    (language,) = defaults(made(name, tag, direction)).findall(q("lang"))
    assert language.get(q(slot)) == said
    if tag == "zh":
        assert language.get(q("eastAsia")) == said
    if direction == "rtl":  # words in Latin letters are English, not in the document's language
        assert (language.get(q("val")) or "").startswith("en-")


@pytest.mark.parametrize(("tag", "direction", "slot", "said"), LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_no_style_of_a_letterhead_says_another_language(
    name: str, tag: str, direction: Direction, slot: str, said: str
) -> None:
    styles = made(name, tag, direction).xml("word/styles.xml")
    told = {
        style.get(q("styleId")): language.get(q(slot))
        for style in styles.iter(q("style"))
        for language in style.iter(q("lang"))
        if language.get(q(slot)) not in (None, said)
    }
    # Latin words of a Chinese text are English: the style of the text says so, no other.
    assert set(told) <= ({"Normal"} if tag == "zh" else set())


@pytest.mark.parametrize(("tag", "direction", "slot", "said"), LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_settings_and_properties_say_the_same_language(
    name: str, tag: str, direction: Direction, slot: str, said: str
) -> None:
    file = made(name, tag, direction)
    theme = file.xml("word/settings.xml").find(q("themeFontLang"))
    assert theme is not None
    assert theme.get(q("eastAsia" if tag == "zh" else slot)) == said
    assert f"<dc:language>{tag}</dc:language>" in file.raw("docProps/core.xml").decode()
