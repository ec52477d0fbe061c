"""Bars beside the lines of officers' own texts that are new or others, also in packs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml.html import fromstring

from tests.end_to_end.command import briefing
from tests.end_to_end.test_changed_texts import FIRST, SECOND, SLOTS, TEMPLATE, build
from tests.end_to_end.workspaces import Workspace

BARS = "[changes]\nbars = true\n"
LONG = """
[text.scenario]
en = \"\"\"
# Arrival

By car at nine.
At the main door.

# Talks

- The minister speaks first.
- Tea.
- Tea.
\"\"\"
"""


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    work = Workspace(tmp_path)
    work.template("note", TEMPLATE, SLOTS)
    return work


def barred(path: Path) -> list[str]:
    """What stands beside a bar in a page."""
    tree = fromstring(path.read_bytes())
    found = (node for node in tree.iter() if "changed" in (node.get("class") or "").split())
    return [" ".join("".join(map(str, node.itertext())).split()) for node in found]


def page(work: Workspace, language: str, number: int = 2) -> Path:
    (path,) = work.edition("kenya", number).glob(f"*_{language}.html")
    return path


def in_word(path: Path) -> list[str]:
    """What stands beside a bar in a Word file."""
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    bar = "<w:pBdr><w:left " if path.stem.endswith("_ar") else "<w:pBdr><w:right "
    paragraphs = re.findall(r"<w:p>.*?</w:p>", body, re.DOTALL)
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)", one)) for one in paragraphs if bar in one]


def test_lines_that_are_new_or_others_have_bars_and_no_others(work: Workspace) -> None:
    build(work, FIRST, BARS)
    build(work, SECOND, BARS)
    assert barred(page(work, "en", 1)) == []
    assert barred(page(work, "en")) == ["Agree on 4 visits.", "Leave at ten."]
    assert barred(page(work, "ar")) == ["الاتفاق على 4 زيارات.", "المغادرة في العاشرة."]
    for language, lines in (("en", ["Agree on 4 visits.", "Leave at ten."]), ("ar", 2)):
        (word,) = work.edition("kenya", 2).glob(f"*_{language}.docx")
        assert in_word(word) == lines if language == "en" else len(in_word(word)) == lines


def test_headings_and_one_of_two_lines_that_are_alike(work: Workspace) -> None:
    build(work, LONG, BARS)
    build(work, LONG.replace("# Talks", "# Talk").replace("- Tea.\n- Tea.", "- Tea."), BARS)
    assert barred(page(work, "en")) == ["Talk"]
    build(work, LONG.replace("At the main door.", "At the side door."), BARS)
    told = ["By car at nine. At the side door.", "Talks", "Tea."]
    assert barred(page(work, "en", 3)) == told
    (word,) = work.edition("kenya", 3).glob("*_en.docx")
    assert in_word(word) == told


def test_a_text_that_is_new_has_bars_at_every_line(work: Workspace) -> None:
    build(work, FIRST, BARS)
    build(work, FIRST + LONG, BARS)
    assert len(barred(page(work, "en"))) == 6


def test_a_translation_that_was_added_is_no_change(work: Workspace) -> None:
    build(work, '\n[text.objectives]\nen = "Agree."\n', BARS)
    build(work, '\n[text.objectives]\nen = "Agree."\nar = "اتفقوا."\n', BARS)
    assert "اتفقوا." in page(work, "ar").read_text("utf-8")
    assert barred(page(work, "ar")) == []
    build(work, '\n[text.objectives]\nen = "Agree now."\nar = "اتفقوا."\n', BARS)
    assert barred(page(work, "en", 3)) == ["Agree now."]
    assert barred(page(work, "ar", 3)) == []


def test_without_bars_in_the_order_there_are_none(work: Workspace) -> None:
    more = "[changes]\nbox = true\n"
    build(work, FIRST, more)
    build(work, SECOND, more)
    assert barred(page(work, "en")) == []


def test_bars_stand_in_the_briefs_of_a_pack_and_in_both_halves(work: Workspace) -> None:
    order = (
        'briefs = ["uganda", "kenya"]\nnumber = "PCK-1"\nlanguages = ["en", "ar"]\n'
        'house = "neutral"\n[changes]\nbox = true\nbars = true\n'
        '[bilingual]\nlanguages = ["en", "ar"]\n'
    )
    work.write("briefings/pack.toml", order)
    work.order("uganda", subject="UGA", languages='["en", "ar"]')
    for texts in (FIRST, SECOND.split("[text.scenario]")[0]):
        path = work.order("kenya", template='"note"', languages='["en", "ar"]', number='"KEN-1"')
        path.write_text(path.read_text("utf-8") + texts, "utf-8")
        briefing(work.root, "build", "pack")
    folder = work.edition("pack", 2)
    lines = ["Agree on 4 visits.", "Leave at ten."]
    assert barred(folder / "PCK-1_UNCLASSIFIED_en.html") == lines
    assert barred(folder / "PCK-1-2_UNCLASSIFIED_en.html") == lines
    assert barred(folder / "PCK-1-1_UNCLASSIFIED_en.html") == []
    assert len(barred(folder / "PCK-1_UNCLASSIFIED_en-ar-side-by-side.html")) == 4
    assert in_word(folder / "PCK-1_UNCLASSIFIED_en.docx") == lines
