"""The same facts and the same values in three formats and three languages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Home
from tests.end_to_end.reading import Brief
from tests.unit.writers.pdf_reading import bare

LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_date_and_sentence_of_the_page_stands_in_the_other_formats(
    home: Home, language: str
) -> None:
    brief = Brief(home.editions / "0001", language)
    assert len(brief.page.values) > 30
    assert len(brief.page.statements) > 30
    for value in brief.page.values:
        assert value.fact
        assert value.exact
        assert brief.says(value.text) == {"html", "pdf", "docx"}, value
    for fact, sentence in brief.page.statements.items():
        assert brief.says(sentence) == {"html", "pdf", "docx"}, fact


def test_values_are_as_often_in_pdf_and_word_as_on_the_page(home: Home) -> None:
    brief = Brief(home.editions / "0001", "en-CA")
    for text in {value.text for value in brief.page.values}:
        counts = {name: whole.count(bare(text)) for name, whole in brief.texts.items()}
        assert len(set(counts.values())) == 1, (text, counts)


def test_every_language_holds_the_same_facts_with_the_same_exact_values(
    days: dict[str, Path],
) -> None:
    for day, folder in days.items():
        pages = [Brief(folder, language).page for language in LANGUAGES]
        first, *others = (Counter((v.fact, v.exact) for v in page.values) for page in pages)
        assert [other - first for other in others] == [Counter(), Counter()], day
        assert [first - other for other in others] == [Counter(), Counter()], day
        assert pages[0].facts == pages[1].facts == pages[2].facts, day


def test_the_record_names_exactly_the_facts_that_are_printed(days: dict[str, Path]) -> None:
    for folder in days.values():
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        for language in LANGUAGES:
            recorded = {fact["id"] for fact in manifest["facts"] if language in fact["printed"]}
            assert recorded >= Brief(folder, language).page.facts


def test_the_record_holds_the_exact_values_of_all_sentences(home: Home) -> None:
    folder = home.editions / "0001"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    recorded = {fact["id"]: json.dumps(fact) for fact in manifest["facts"]}
    values = Brief(folder, "en-CA").page.root.xpath("//span[@data-fact]//data")
    assert len(values) > 5
    for value in values:
        for part in value.get("value").split("/"):
            assert f'"{part}"' in recorded[value.get("data-fact")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_are_named_in_every_format(home: Home, language: str) -> None:
    brief = Brief(home.editions / "0001", language)
    notes = brief.page.root.xpath("//section[@role='doc-endnotes']//span[@class='note-text']")
    assert len(notes) > 5
    for note in notes:
        text = str(note.text_content()).removesuffix("↩")
        assert brief.says(text) == {"html", "pdf", "docx"}, text
