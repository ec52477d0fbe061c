"""Hostile texts as facts: printed letter for letter in every format, or refused with words."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.end_to_end.command import Said, briefing
from tests.end_to_end.reading import Page, pdf_text, word_paragraphs
from tests.end_to_end.workspaces import Workspace, named
from tests.hostile.conftest import Listener
from tests.unit.writers.pdf_reading import bare

NUMBERED = re.compile(r"U\+([0-9A-F]{4,6})")
SEPARATORS = re.compile("\r\n?|[\x85\u2028\u2029]")
LETTERS = {  # shapes of old printing systems that the samples have, and what they become
    shape: unicodedata.normalize("NFKC", shape) for shape in "\ufdfa"
}
STACKED = re.compile("[\u0300-\u036f\u0488\u0489]{3}")
DIRECTION = re.compile("[\u200e\u200f\u061c]")
PASSWORDS = b"root:x:0:0"


@pytest.fixture(scope="module")
def rows(shared: Path) -> dict[str, dict[str, Any]]:
    """Every hostile text by an id, with what must become of it."""
    own = (shared / "hostile/strings/strings.jsonl").read_text("utf-8").splitlines()
    public = json.loads((shared / "hostile/public/blns.json").read_text("utf-8"))
    others = named(public, "blns").items()
    markup = {
        f"markup-{row['id']}": row["html"].replace("@@", target)
        for name in ("fetch_vectors", "layout_bombs")
        for row in map(json.loads, (shared / f"hostile/html/{name}.jsonl").read_text().splitlines())
        for target in ("http://canary.invalid/asked", "file:///etc/passwd")
    }
    return {row["id"]: row for row in map(json.loads, own)} | {
        name: {"text": text, "expect": "reject-or-clean"}
        for name, text in [*others, *markup.items()]
    }


@dataclass(frozen=True)
class Made:
    """Two builds: of all texts, which is refused, and of those that the first did not name."""

    work: Workspace
    texts: dict[str, str]
    first: Said
    second: Said

    def told(self, severity: str) -> dict[str, list[dict[str, Any]]]:
        """What the first build said, by the record it is about."""
        found: dict[str, list[dict[str, Any]]] = {}
        for problem in self.first.json["problems"]:
            if problem["severity"] == severity:
                found.setdefault(problem["record"], []).append(problem)
        return found

    @cached_property
    def kept(self) -> dict[str, str]:
        """The texts that may be printed."""
        wrong = self.told("error")
        return {name: text for name, text in self.texts.items() if name not in wrong}

    @cached_property
    def page(self) -> Page:
        """The HTML page of the second build."""
        return Page(self.work.edition("kenya") / "KENYA_UNCLASSIFIED_en.html")

    @property
    def word(self) -> Path:
        """The Word file of the second build."""
        return self.work.edition("kenya") / "KENYA_UNCLASSIFIED_en.docx"

    def expected(self, name: str) -> str:
        """A text without what the first build said it took out of it."""
        told = " ".join(p["what"] for p in self.told("warning").get(name, ()))
        text = SEPARATORS.sub("\n", self.texts[name])
        for number in NUMBERED.findall(told):
            if number not in ("0085", "2028", "2029"):
                shape = chr(int(number, 16))
                text = text.replace(shape, LETTERS.get(shape, ""))
        return plainly(text)


def plainly(text: str) -> str:
    """A text without the signs that typographers of each language choose for themselves."""
    return unicodedata.normalize("NFC", text).replace("\u2019", "'").replace("\u00a0", " ")


def letters(text: str) -> str:
    """A text as copied from a page: no spaces, no signs for layout, no stacked accents."""
    parts = unicodedata.normalize("NFD", bare(text.replace("\u2019", "'")))
    return "".join(char for char in parts if unicodedata.category(char) != "Mn")


@pytest.fixture(scope="module")
def made(
    rows: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory, listener: Listener
) -> Made:
    work = Workspace(tmp_path_factory.mktemp("strings"))
    work.order("kenya", formats='["html", "docx"]')
    texts = {
        name: row["text"].replace("canary.invalid", listener.host) for name, row in rows.items()
    }

    def built(some: dict[str, str], status: int) -> Said:
        work.facts(some)
        return briefing(work.root, "build", "--json", status=status, env=listener.surroundings)

    first = built(texts, 1)
    return Made(work, texts, first, built(Made(work, texts, first, first).kept, 0))


def test_a_text_is_refused_with_its_place_or_may_be_printed(
    made: Made, rows: dict[str, dict[str, Any]]
) -> None:
    refused = made.told("error")
    for name, problems in refused.items():
        assert rows[name]["expect"] != "literal" or rows[name]["class"] == "long", name
        for problem in problems:
            assert problem["file"] == "sources/page/facts/facts.json"
            assert problem["field"] == "text.en"
            assert problem["line"] > 1
            assert problem["remedy"]
    assert {n for n, row in rows.items() if row["expect"] == "reject"} <= refused.keys()
    assert len(refused) < 20


def test_other_briefs_are_built_beside_refused_texts(made: Made) -> None:
    outcomes = {order["order"]: order["outcome"] for order in made.first.json["orders"]}
    assert outcomes == {"kenya": "refused", "uganda": "published"}


def test_every_text_stands_letter_for_letter_on_the_page(made: Made) -> None:
    assert made.page.statements.keys() == made.kept.keys()
    for name in made.kept:
        assert plainly(made.page.statements[name]) == made.expected(name), name


def test_the_word_file_says_what_the_page_says(made: Made) -> None:
    on_page = [f"[ {text} ]" for text in made.page.statements.values()]
    in_word = [re.sub(r" \]1?$", " ]", text) for text in word_paragraphs(made.word)]
    in_word = [text for text in in_word if text.startswith("[")]
    assert len(in_word) == len(made.kept)
    for ours, theirs in zip(in_word, on_page, strict=True):
        assert DIRECTION.sub("", ours) == DIRECTION.sub("", theirs)


def test_no_text_becomes_a_link_a_script_or_a_picture(made: Made) -> None:
    tags = {element.tag for element in made.page.root.iter()}
    assert tags.isdisjoint(
        {"script", "img", "link", "iframe", "object", "base", "plaintext", "svg"}
    )
    assert len(list(made.page.root.iter("style"))) == 1
    assert {str(a.get("href"))[0] for a in made.page.root.iter("a")} == {"#"}
    assert not [name for e in made.page.root.iter() for name in e.attrib if name.startswith("on")]


def test_no_text_becomes_a_link_or_a_field_in_word(made: Made) -> None:
    with zipfile.ZipFile(made.word) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data in parts.items():
        assert b'TargetMode="External"' not in data, name
        assert PASSWORDS not in data, name
        fields = re.findall(rb"<w:instrText[^>]*>([^<]*)<", data)
        assert {field.split()[0] for field in fields} <= {b"PAGE", b"NUMPAGES", b"TOC", b"NOTEREF"}


def test_no_control_character_reaches_the_terminal(made: Made) -> None:
    for args in (("facts", "KEN", "--all", "--as-of", "2024-12-01"), ("check",)):
        said = briefing(made.work.root, *args).all
        strange = {c for c in said if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n"}
        assert strange == set()
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)
        assert not re.search("^2026-01-01 INFO", said, re.MULTILINE)


def test_a_pdf_prints_every_text_or_names_the_letters_it_has_no_font_for(
    made: Made, listener: Listener
) -> None:
    work = made.work
    work.order("kenya", formats='["pdf"]', number='"KENYA-PDF"')
    refused = briefing(work.root, "build", "kenya", "--json", status=1, env=listener.surroundings)
    (order,) = refused.json["orders"]
    errors = [p for p in order["problems"] if p["severity"] == "error"]
    assert {p["code"] for p in errors} == {"glyph-missing"}
    assert all(p["record"] == "KENYA-PDF (en)" and p["field"] == "Chronology" for p in errors)
    missing = {chr(int(NUMBERED.findall(p["what"])[0], 16)) for p in errors}
    printed = {name: text for name, text in made.kept.items() if missing.isdisjoint(text)}
    assert len(printed) > 400
    work.facts(printed)
    briefing(work.root, "build", "kenya", "--quiet", env=listener.surroundings)
    path = work.edition("kenya", 2) / "KENYA-PDF_UNCLASSIFIED_en.pdf"
    whole = letters(pdf_text(path))
    for name, text in printed.items():
        if not STACKED.search(text):  # a pile of accents is drawn and cannot be copied
            assert letters(f"[ {made.expected(name)} ]") in whole, name
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not {"/URI", "/JavaScript", "/Launch", "/EmbeddedFiles"} & set(thing.keys())
    assert PASSWORDS not in path.read_bytes()


def test_nobody_was_asked_for_anything(made: Made, listener: Listener) -> None:
    assert listener.asked == []
    assert made.work.leavings() == []
