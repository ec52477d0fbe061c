"""What an order or a house may choose for its Word files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from generator.document.tree import Document
from generator.house import HouseStyle
from generator.house.word import WordOptions
from generator.proof.files import prove
from generator.writers.docx.writer import write_docx
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import HOUSE, Word, broken_rules, paragraph_text, q, style_of
from tests.unit.writers.docx_trees import documents


def house(**chosen: Any) -> HouseStyle:
    return replace(HOUSE, word=WordOptions(**chosen))


def file(language: str = "en", **chosen: Any) -> Word:
    return Word(write_docx(sample(language, draft=True, details=2), house(**chosen)))


def setting_names(word: Word) -> list[str]:
    return [etree.QName(child).localname for child in word.xml("word/settings.xml")]


# ---------------------------------------------------------------- notes


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_notes_can_stand_at_the_end_with_the_same_numbers_and_texts(language: str) -> None:
    document = sample(language, draft=True, details=2)
    at_the_foot = Word(write_docx(document, HOUSE))
    at_the_end = Word(write_docx(document, house(notes="endnotes")))
    assert "word/footnotes.xml" not in at_the_end.names
    assert "word/endnotes.xml" not in at_the_foot.names

    def notes(word: Word, kind: str) -> list[tuple[str, str]]:
        found = word.stories[f"word/{kind}s.xml"].findall(q(kind))[2:]
        return [(note.get(q("id")), paragraph_text(note, notes=True)) for note in found]

    assert notes(at_the_end, "endnote") == notes(at_the_foot, "footnote")
    called = [r.get(q("id")) for r in at_the_end.body.iter(q("endnoteReference"))]
    assert called == [r.get(q("id")) for r in at_the_foot.body.iter(q("footnoteReference"))]
    assert broken_rules(at_the_end) == []
    assert prove(document, "docx", at_the_end.data).differences == ()


def test_notes_at_the_end_are_numbered_like_those_of_the_pages() -> None:
    """Word would number endnotes i, ii, iii."""
    word = file(notes="endnotes")
    for part, path in (("word/settings.xml", "endnotePr"), ("word/document.xml", ".//sectPr")):
        found = next(iter(word.xml(part).iter(q("endnotePr"))))
        assert found.find(q("numFmt")).get(q("val")) == "decimal", path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_notes_at_the_end_have_a_title_in_the_language_of_the_document(language: str) -> None:
    word = file(language, notes="endnotes")
    separator = word.stories["word/endnotes.xml"].find(q("endnote"))
    title, line = separator.findall(q("p"))
    assert style_of(title) == "NotesTitle"
    assert paragraph_text(title) == sample(language).labels.notes
    assert line.find(f".//{q('separator')}") is not None


@settings(max_examples=20, deadline=None)
@given(documents())
def test_any_document_keeps_the_rules_with_notes_at_the_end(document: Document) -> None:
    word = Word(write_docx(document, house(notes="endnotes")))
    assert broken_rules(word) == []
    assert prove(document, "docx", word.data).differences == ()


# ---------------------------------------------------------------- protection


def test_a_file_is_not_protected_unless_that_was_chosen() -> None:
    assert "documentProtection" not in setting_names(file())


def test_changes_can_be_recorded_whatever_its_reader_switches_off() -> None:
    found = file(protection="tracked").xml("word/settings.xml")
    protection = found.find(q("documentProtection"))
    assert protection.get(q("edit")) == "trackedChanges"
    assert protection.get(q("enforcement")) == "1"
    assert found.find(q("trackRevisions")) is not None
    names = setting_names(file(protection="tracked"))
    assert names.index("trackRevisions") < names.index("documentProtection")
    assert names.index("documentProtection") < names.index("defaultTabStop")
