"""What no writer writes: each mistake is told with its place, all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.tree import (
    Block,
    Cell,
    Citation,
    Document,
    Heading,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from generator.problems import Problem, ProblemsFound
from generator.writers.checks import check
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.test_html import HOUSE


def problems(document: Document) -> dict[str, Problem]:
    with pytest.raises(ProblemsFound) as raised:
        check(document, HOUSE)
    return {problem.code: problem for problem in raised.value.problems}


def adding(*blocks: Block) -> Document:
    document = sample("en")
    return replace(document, blocks=(*document.blocks, *blocks))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_document_passes(language: str) -> None:
    check(sample(language), HOUSE)


def test_a_marking_that_the_house_does_not_know_is_refused() -> None:
    document = sample("en")
    changed = replace(document, properties=replace(document.properties, marking="UNCLASSIFED"))
    assert problems(changed)["marking-not-of-house"].values["marking"] == "UNCLASSIFED"


def test_pages_may_not_show_another_marking_than_the_documents() -> None:
    document = sample("en")
    changed = replace(document, properties=replace(document.properties, marking="SECRET"))
    found = problems(changed)["marking-printed-wrong"]
    assert dict(found.values) == {"printed": "UNCLASSIFIED", "marking": "SECRET"}


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x7f",
        "\x85",
        "\u202e",
        "\u2067",
        "\ud800",
        "\ufeff",
        "\ufffe",
        "\U000e0041",
    ],
)
def test_a_character_that_cannot_be_printed_is_named_with_its_place(character: str) -> None:
    section = Section(Heading(1, "x", (Text("Trade"),)), (paragraph(f"before{character}after"),))
    found = problems(adding(section))["character-not-writable"]
    assert found.values["character"] == f"U+{ord(character):04X}"
    assert found.values["near"] == "before�after"
    assert found.where.field == "Trade"
    assert found.where.record == "IRQ-CTY-2024-0001 (en-CA)"


@pytest.mark.parametrize(
    "character", ["\u200e", "\u200f", "\u061c", "\u200d", "\u2060", "\u00ad", "\n"]
)
def test_marks_that_text_needs_are_kept(character: str) -> None:
    check(adding(paragraph(f"a{character}b")), HOUSE)


def test_a_word_of_thousands_of_letters_is_refused() -> None:
    found = problems(adding(paragraph("x" * 2001)))["word-too-long"]
    assert (found.values["length"], found.values["limit"]) == ("2001", "2000")


def test_a_call_without_note_and_a_note_placed_twice_are_refused() -> None:
    block = Paragraph((Citation("absent"), Citation("gac")))
    found = problems(adding(block))
    assert found["note-unknown"].values["note"] == "absent"
    assert dict(found["note-not-called-once"].values) == {"note": "1", "times": "2"}


def test_a_note_that_is_only_called_again_is_refused() -> None:
    document = sample("en")
    changed = replace(document, blocks=(Paragraph((Citation("gac", first=False),)),))
    assert problems(changed)["note-not-called-once"].values["times"] == "0"


def test_a_note_may_not_call_a_note() -> None:
    document = sample("en")
    first = replace(document.notes[0], children=(Text("see "), Citation("nato", first=False)))
    changed = replace(document, notes=(first, *document.notes[1:]))
    assert problems(changed)["note-calls-note"].values["note"] == "1"


def test_links_need_a_target_and_targets_one_name() -> None:
    section = Section(Heading(1, "economy", (Text("Economy"),)), ())
    own = Section(Heading(1, "doc-note-1", (Text("Own"),)), ())
    link = Paragraph((Link("#trade", (Text("see trade"),)),))
    found = problems(adding(section, own, link))
    assert found["document-id-reserved"].values["id"] == "doc-note-1"
    assert found["document-id-twice"].values["id"] == "economy"
    assert found["link-target-missing"].values["target"] == "#trade"


def test_tables_are_bounded_and_even() -> None:
    row = Row((Cell((Text("a"),)), Cell((Text("b"),))))
    long = Table((Text("Long"),), (50, 50), (), (row,) * 301)
    uneven = Table((Text("Uneven"),), (50, 25, 25), (), (row,))
    found = problems(adding(long, uneven))
    assert found["table-too-long"].where.field == "Long"
    assert dict(found["table-row-uneven"].values) == {"cells": "2", "columns": "3"}


def test_every_problem_has_words_without_a_gap() -> None:
    block = Paragraph((Citation("absent"), Text("\x00"), Link("#trade", (Text("x"),))))
    for problem in problems(adding(block)).values():
        assert "?" not in problem.what
        assert problem.remedy
