"""The letterheads that are shipped: made from the style sheets, the same bytes every time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from generator.build.doctor.letterhead_layout import css_margins
from generator.house import HouseStyle
from generator.house.letterhead.read import taken_apart
from generator.house.read import read_house
from generator.problems import Findings
from generator.writers.docx.letterhead.specimen import main, specimen
from generator.writers.docx.writer import write_docx
from generator.writers.sheet_values import Rule, SheetValues
from generator.writers.styles import house_css
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.docx_reading import Element, Word, broken_rules, q

HOUSES = ("canada", "neutral", "un")


def read(root: Path, name: str) -> HouseStyle:
    house = read_house(root / "templates" / "house" / name, Findings())
    assert house is not None
    return house


def styles(content: bytes) -> dict[str, Element]:
    root = Word(content).xml("word/styles.xml")
    return {each.get(q("styleId")): each for each in root.iter(q("style"))}


def found(style: Element, path: str, name: str = "val") -> str:
    element = style.find("/".join(q(part) for part in path.split("/")))
    return "" if element is None else str(element.get(q(name)))


@pytest.mark.parametrize("name", HOUSES)
def test_the_shipped_letterhead_is_what_the_tool_makes(root: Path, name: str) -> None:
    """After a change of a sheet or of a style: python -m …letterhead.specimen templates/house/*."""
    house = read(root, name)
    assert house.letterhead is not None
    assert house.letterhead.content == specimen(house) == specimen(house)


def test_the_tool_writes_into_the_folder_of_a_style(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for file in ("house.toml", "style.css"):
        (folder / file).write_bytes((root / "templates/house/neutral" / file).read_bytes())
    assert main([str(folder)]) == 0
    shipped = (root / "templates/house/neutral/reference.docx").read_bytes()
    assert (folder / "reference.docx").read_bytes() == shipped


@pytest.mark.parametrize("name", HOUSES)
def test_word_and_pdf_pages_have_one_look(root: Path, name: str) -> None:
    """Sizes by the size of text, colours, rules and margins are those of the sheet."""
    house = read(root, name)
    assert house.letterhead is not None
    sheet, there = SheetValues(house_css(house)), styles(house.letterhead.content)
    for id, selector in (("Title", "h1"), ("Heading1", "h2"), ("Heading2", "h3")):
        size = int(found(there[id], "rPr/sz"))
        assert abs(size / 20 - sheet.ratio("font-size", selector)) < 0.03
        assert f"#{found(there[id], 'rPr/color').lower()}" == sheet.value("color", selector)
    ruled = found(there["Heading1"], "pPr/pBdr/bottom") == "single"
    assert ruled is (sheet.rule("bottom", "h2").width > 0)
    for side, id in (("top", "Title"), ("bottom", "Subtitle")):
        wanted = sheet.rule(side, ".title-block")
        if side == "top" and not wanted.width:
            wanted = sheet.rule(side, "h1")
        width = found(there[id], f"pPr/pBdr/{side}", "sz")
        assert width == (str(round(wanted.width * 8)) if wanted.width else "")
    page = taken_apart(house.letterhead).page
    own = {"top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left}
    assert own == css_margins(house)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HOUSES)
def test_files_of_shipped_houses_keep_the_rules(root: Path, name: str, language: str) -> None:
    house, document = read(root, name), sample(language)
    label = house.marking.levels[0].label[language]
    furniture = replace(document.furniture, marking=label, marking_lang=language)
    file = Word(write_docx(replace(document, furniture=furniture), house))
    assert broken_rules(file) == []
    assert b"What is taken from this file" not in etree.tostring(file.xml("word/document.xml"))


def test_the_last_word_of_a_sheet_wins_on_paper() -> None:
    sheet = SheetValues(
        "a, b { border: 1pt solid #111111; margin: 1pt 2pt } b { border-top: 0 }"
        "@media screen { a { color: red } } "
        "@media print { a { color: #222222 } @page { margin: 1in } }"
        ".c { border-inline-start: 3px solid #333333; font-size: 1.5rem }"
    )
    assert sheet.rule("top", "a") == Rule(1.0, "#111111")
    assert sheet.rule("top", "b") == Rule(0.0, "")
    assert sheet.rule("left", "a", ".c") == Rule(2.25, "#333333")
    assert sheet.value("color", "a") == "#222222"
    assert sheet.margin("right", "a") == 2.0
    assert sheet.margin("left", "@page") == 72.0
    assert sheet.ratio("font-size", ".c") == 1.5
