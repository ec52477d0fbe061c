"""Every text of the tree stands in the Word file, complete and in order, and nothing else."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings

from generator.document.tree import Cell, Document, Link, Paragraph, Row, Span, Table, Text, Value
from generator.document.walk import plain
from generator.problems import ProblemsFound
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.docx_reading import (
    MARKS,
    broken_rules,
    broken_structure,
    expected_texts,
    q,
    squeezed,
    texts,
    with_blocks,
    word,
    written,
)
from tests.unit.writers.docx_trees import documents

SLOW = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_complete_and_in_order(language: str) -> None:
    document = sample(language)
    found = [MARKS.sub("", text) for text in texts(word(document)) if text]
    wanted = [MARKS.sub("", text.replace(" ", " ")) for text in expected_texts(document)]
    assert squeezed(found) == squeezed(wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_python_docx_reads_the_file(language: str) -> None:
    document = sample(language)
    read: Any = docx.Document(io.BytesIO(word(document).data))
    assert MARKS.sub("", read.paragraphs[0].text) == MARKS.sub("", plain(document.title))
    assert read.paragraphs[0].style.name == "Title"
    headings = [p.text for p in read.paragraphs if p.style.name.startswith("Heading")]
    assert len(headings) == 16
    assert len(read.tables) == 11
    assert {p.alignment for p in read.paragraphs} == {None}


@SLOW
@given(documents())
def test_any_document_is_complete_in_order_and_keeps_the_rules(document: Document) -> None:
    file = word(document)
    assert squeezed(texts(file)) == squeezed(expected_texts(document))
    assert broken_structure(file) == []


@SLOW
@given(documents())
def test_any_document_gives_the_same_bytes_twice(document: Document) -> None:
    assert word(document).data == word(document).data


def hostile_texts() -> list[tuple[str, str, str]]:
    path = Path(__file__).resolve().parents[4] / "shared" / "hostile" / "strings"
    if not path.is_dir():
        return []
    rows = (json.loads(line) for line in (path / "strings.jsonl").read_text("utf-8").splitlines())
    return [(row["id"], row["text"], row["expect"]) for row in rows]


def refusals(document: Document) -> list[str]:
    """What an officer reads when ``document`` is refused; empty when it is written."""
    try:
        word(document)
    except ProblemsFound as refused:
        return [f"{problem.what} {problem.remedy}" for problem in refused.problems]
    return []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_texts_are_shown_as_they_are_or_refused(language: str, shared: Path) -> None:
    for id, text, expect in hostile_texts():
        cell = Cell((Text(text),))
        document = with_blocks(
            Paragraph((Text("before "), Text(text), Text(" after"))),
            Paragraph((Value(text, "f", "1"), Span((Text(text),), "ar", "rtl"))),
            Table((Text("t"),), (100.0,), (), (Row((cell,)), Row((cell,))), summary=text),
            language=language,
        )
        if refusals(document):
            assert expect != "literal" or id in {"nl-2028", "long-word", "nl-crlf"}, id
            continue
        file = word(document)
        assert broken_rules(file) == [], id
        assert squeezed(texts(file)) == squeezed(expected_texts(document)), id
        assert not [target for target, mode in file.links().values() if mode == "External"], id


def test_every_naughty_string_is_shown_or_refused(shared: Path) -> None:
    strings = json.loads((shared / "hostile" / "public" / "blns.json").read_text("utf-8"))
    for at in range(0, len(strings), 20):
        paragraphs = []
        for text in strings[at : at + 20]:
            paragraph = Paragraph((Text(text),))
            if not refusals(with_blocks(paragraph)):
                paragraphs.append(paragraph)
        document = with_blocks(*paragraphs)
        assert squeezed(texts(word(document))) == squeezed(expected_texts(document))


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1b", "\ud800", "\uffff", "\u202e", "\ufeff"])
def test_characters_that_no_word_file_may_carry_are_refused_by_name(bad: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        word(with_blocks(Paragraph((Text(f"total {bad} amount"),))))
    assert f"U+{ord(bad):04X}" in repr(refused.value.problems)


def test_a_bad_character_in_a_word_of_ours_is_refused_too() -> None:
    document = sample("en")
    labels = replace(document.labels, table="Ta\x0bble")
    with pytest.raises(ProblemsFound) as refused:
        word(replace(document, labels=labels))
    assert refused.value.problems[0].values["character"] == "U+000B"
    assert "Remove the character" in refused.value.problems[0].remedy


def test_tabs_line_ends_and_hyphens_have_their_own_elements() -> None:
    block = Paragraph((Text("a\tb\nc\u00add\u2011e"),))
    paragraph = list(word(with_blocks(block)).body.iter(q("p")))[-1]
    run = paragraph.find(q("r"))
    names = [child.tag.rsplit("}")[1] for child in run]
    assert names == ["t", "tab", "t", "br", "t", "softHyphen", "t", "noBreakHyphen", "t"]


def test_spaces_at_the_edges_of_a_run_are_kept() -> None:
    file = word(with_blocks(Paragraph((Text(" a "), Value(" 1 ", "f", "1")))))
    for text in file.body.iter(q("t")):
        assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("http://example.org/é", "http://example.org/é"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
    ],
)
def test_a_link_outside_is_a_relationship(href: str, target: str) -> None:
    file = word(with_blocks(Paragraph((Link(href, (Text("here"),)),))))
    assert (target, "External") in file.links().values()


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "https://", "http://[", "x"],
)
def test_any_other_address_is_text_and_no_link(href: str) -> None:
    file = word(with_blocks(Paragraph((Link(href, (Text("here"),)),))))
    assert not list(file.body.iter(q("hyperlink")))
    assert texts(file)[-1] == "here"


def test_no_part_but_the_relationships_names_an_outside_address() -> None:
    file = written("en")
    for name in file.names:
        if name.endswith(".rels"):
            continue
        found = re.findall(rb'"(https?://[^"]+)"', file.raw(name))
        spaces = (b"http://schemas.", b"http://purl.org/", b"http://www.w3.org/")
        assert [address for address in found if not address.startswith(spaces)] == []
