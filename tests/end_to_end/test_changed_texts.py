"""What becomes of officers' own texts, in change notes, in the brief itself, and on the screen."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml.html import fromstring

from tests.end_to_end.command import briefing
from tests.end_to_end.reading import pdf_text, word_text
from tests.end_to_end.workspaces import Workspace

SLOTS = """
[slots.objectives]
title = {en = "Objectives", ar = "الأهداف"}
use = "to-say"

[slots.scenario]
"""
TEMPLATE = """\
<section id="one"><h2>{{ t("Objectives") }}</h2>{{ text("objectives") }}</section>
<section id="two"><h2>{{ t("Scenario") }}</h2>{{ text("scenario") }}</section>
"""
NOTE = """\
template = "change-note"
number = "KEN-CHG-1"
languages = ["en", "ar"]
formats = ["html", "docx", "pdf"]
house = "canada"
[changes]
of = "kenya"
"""
FIRST = """
[text.objectives]
en = "- Agree on 3 visits.\\n- Thank them \\\\<b>."
ar = "- الاتفاق على 3 زيارات.\\n- توجيه الشكر."
"""
SECOND = """
[text.objectives]
en = "- Agree on 4 visits.\\n- Thank them \\\\<b>.\\n- Leave at ten."
ar = "- الاتفاق على 4 زيارات.\\n- توجيه الشكر.\\n- المغادرة في العاشرة."
[text.scenario]
en = "The minister speaks first."
marking = "PROTECTED A"
"""


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    work = Workspace(tmp_path)
    work.template("note", TEMPLATE, SLOTS)
    return work


def build(work: Workspace, texts: str, more: str = "", ceiling: str = "UNCLASSIFIED") -> None:
    """Make the next edition of the brief."""
    path = work.order(
        "kenya",
        template='"note"',
        languages='["en", "ar"]',
        number='"KEN-1"',
        ceiling=f'"{ceiling}"',
    )
    path.write_text(path.read_text("utf-8") + texts + more, "utf-8")
    briefing(work.root, "build", "kenya")


def rows(work: Workspace, language: str) -> list[list[str]]:
    """The cells of the table of texts in a change note."""
    (file,) = work.edition("note").glob(f"*_{language}.html")
    tree = fromstring(file.read_bytes())
    lines = (body.iter("tr") for body in tree.iter("tbody"))
    return [
        [" ".join("".join(map(str, cell.itertext())).split()) for cell in row]
        for some in lines
        for row in some
    ]


def test_a_change_note_lays_the_lines_that_differ_beside_each_other(work: Workspace) -> None:
    build(work, FIRST)
    build(work, SECOND)
    work.write("briefings/note.toml", NOTE)
    briefing(work.root, "build", "note")
    assert rows(work, "en") == [
        ["Objectives", "Agree on 3 visits.", "Agree on 4 visits."],
        ["Objectives", "–", "Leave at ten."],
    ]
    assert rows(work, "ar") == [
        ["الأهداف", "الاتفاق على 3 زيارات.", "الاتفاق على 4 زيارات."],
        ["الأهداف", "–", "المغادرة في العاشرة."],
    ]
    folder = work.edition("note")
    for text in (
        word_text(next(folder.glob("*_en.docx"))),
        pdf_text(next(folder.glob("*_en.pdf"))),
    ):
        words = " ".join(text.split())
        assert "1 change" in words
        assert "Leave at ten." in words
        assert "Thank them" not in words


def test_a_text_above_the_ceiling_of_the_note_is_counted_and_nothing_of_it_told(
    work: Workspace,
) -> None:
    build(work, FIRST, ceiling="PROTECTED A")
    build(work, SECOND, ceiling="PROTECTED A")
    work.write("briefings/note.toml", NOTE)
    briefing(work.root, "build", "note")
    folder = work.edition("note")
    for path in folder.iterdir():
        assert b"minister speaks" not in path.read_bytes()
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["above_ceiling"] == 1
    work.write(
        "briefings/note.toml", NOTE.replace("[changes]", 'ceiling = "PROTECTED A"\n[changes]')
    )
    briefing(work.root, "build", "note")
    folder = work.edition("note", 2)
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["marking"] == "PROTECTED A"
    (page,) = folder.glob("*_en.html")
    text = re.sub("<[^>]*>", "", page.read_text("utf-8"))
    assert "The minister speaks first." in text
    assert "scenario" in text


def test_the_box_of_a_brief_names_the_place_of_a_text(work: Workspace) -> None:
    more = "[changes]\nbox = true\n"
    build(work, FIRST, more)
    build(work, SECOND, more)
    (page,) = work.edition("kenya", 2).glob("*_en.html")
    text = re.sub("<[^>]*>", "", page.read_text("utf-8"))
    assert "Changed text: Objectives" in text
    (page,) = work.edition("kenya", 2).glob("*_ar.html")
    assert "نص معدَّل: الأهداف" in re.sub("<[^>]*>", "", page.read_text("utf-8"))


def test_diff_says_it_on_the_screen_and_to_scripts(work: Workspace) -> None:
    build(work, FIRST)
    assert briefing(work.root, "diff", "kenya/1", "kenya/1").words
    build(work, SECOND)
    said = briefing(work.root, "diff", "kenya/1", "kenya/2", status=1).words
    assert "Leave at ten." in said
    told = briefing(work.root, "diff", "kenya/1", "kenya/2", "--json", status=1).json
    (one,) = told["texts"]
    assert (one["slot"], one["what"], one["languages"]) == ("objectives", "changed", ["ar", "en"])
    assert one["before"]["en"].startswith("- Agree on 3 visits.")
    assert told["changes"] == []


def test_a_text_that_changed_in_one_language_alone_is_told_in_the_other(work: Workspace) -> None:
    build(work, FIRST)
    build(work, FIRST.replace("توجيه الشكر", "شكرهم"))
    work.write("briefings/note.toml", NOTE)
    briefing(work.root, "build", "note")
    assert rows(work, "en") == [["Objectives", "–", "Changed in another language only: Arabic"]]
    assert rows(work, "ar") == [["الأهداف", "توجيه الشكر.", "شكرهم."]]


def test_a_text_that_is_gone_is_told_with_what_it_said(work: Workspace) -> None:
    build(work, FIRST)
    build(work, "")
    work.write("briefings/note.toml", NOTE)
    briefing(work.root, "build", "note")
    assert rows(work, "en") == [
        ["Objectives", "Agree on 3 visits.", "–"],
        ["Objectives", "Thank them <b>.", "–"],
    ]
