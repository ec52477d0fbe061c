"""Questions about a tree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document import walk
from generator.document.tree import Box, Citation, Link, Section, Span, Strong, Table, Text, Value
from tests.sample_tree import LANGUAGES, sample


def test_plain_text_leaves_out_calls_and_keeps_every_mark() -> None:
    inner = (Text("up "), Value("\u200e-3.4\u200e%", "f", "-3.4"), Citation("n"))
    link = Link("#x", (Strong(inner),))
    assert walk.plain((Span((link,), "en", "ltr"),)) == "up \u200e-3.4\u200e%"


def test_blocks_are_found_at_every_depth() -> None:
    kinds = {type(block) for block in walk.blocks(sample("en"))}
    assert {Box, Section, Table} <= kinds
    assert "agreements" in {heading.id for heading in walk.headings(sample("en"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_prints_the_same_facts_and_exact_values(language: str) -> None:
    def exact(tag: str) -> list[tuple[str, str]]:
        return sorted((value.fact, value.exact) for value in walk.values(sample(tag)))

    assert exact(language) == exact("en")
    assert walk.printed_facts(sample(language)) == walk.printed_facts(sample("en"))


def test_text_holds_title_notes_furniture_and_table_summaries() -> None:
    text = walk.text(sample("fr", draft=True))
    for wanted in (
        "Irak : note",
        "Affaires mondiales Canada",
        "ÉBAUCHE",
        "Deux colonnes",
        "441-00155",
    ):
        assert wanted in text


def test_place_is_what_the_reader_sees_nearest() -> None:
    document = sample("en")
    assert walk.place_of(document, "Erbil office") == "What comes next"
    assert walk.place_of(document, "286.6") == "Main economic figures"
    assert walk.place_of(document, "no such words") == ""


def test_a_box_without_title_takes_the_place_of_its_section() -> None:
    document = sample("en")
    box = Box("warning", (), (Box("warning", (), ()),))
    changed = replace(document, blocks=(box,))
    assert ("Iraq: country brief", ()) in list(walk.lines(changed))
