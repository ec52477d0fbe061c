"""What an order or a house may choose for its Word files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from generator.document.tree import (
    Document,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Section,
    Span,
    Text,
    Value,
)
from generator.house import HouseStyle
from generator.house.word import WordOptions
from generator.problems import ProblemsFound
from generator.proof.files import prove
from generator.writers import fonts
from generator.writers.docx.writer import write_docx
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import (
    HOUSE,
    R,
    Word,
    broken_rules,
    broken_structure,
    paragraph_text,
    q,
    style_of,
    with_blocks,
)
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
    assert broken_structure(word) == []
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


def zones(word: Word) -> list[str]:
    """The texts that may be changed in a protected file."""
    found = []
    for start in word.body.iter(q("permStart")):
        assert start.get(q("edGrp")) == "everyone"
        paragraph = start.getparent()
        (end,) = paragraph.iter(q("permEnd"))
        assert end.get(q("id")) == start.get(q("id"))
        runs = [each for each in paragraph if each.tag != q("pPr")]
        assert (runs[0], runs[-1]) == (start, end)
        found.append(paragraph_text(paragraph))
    return found


def test_in_a_protected_file_only_texts_that_state_no_fact_can_be_changed() -> None:
    stated = Span((Text("Canada has an embassy."),), fact="embassy", role="statement")
    document = with_blocks(
        Section(Heading(1, "h", (Text("A heading"),)), (Paragraph((Text("A remark."),)),)),
        Paragraph((stated,)),
        Paragraph((Text("It has "), Value("850", "forces", "850"), Text(" troops."))),
        ListBlock((Item((Paragraph((Text("A line of one's own."),)),)),)),
    )
    word = Word(write_docx(document, house(protection="zones")))
    assert zones(word) == ["A remark.", "A line of one's own."]
    protection = word.xml("word/settings.xml").find(q("documentProtection"))
    assert (protection.get(q("edit")), protection.get(q("enforcement"))) == ("readOnly", "1")
    assert zones(Word(write_docx(document, HOUSE))) == []
    assert prove(document, "docx", word.data).differences == ()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_zones_have_numbers_of_their_own(language: str) -> None:
    word = file(language, protection="zones")
    ids = [start.get(q("id")) for start in word.body.iter(q("permStart"))]
    assert len(ids) > 5
    assert len(set(ids)) == len(ids)
    assert broken_rules(word) == []


# ---------------------------------------------------------------- fonts

OWN = {"word-latin": "Noto Sans", "word-arabic": "Noto Naskh Arabic"}


def embedded(word: Word) -> dict[str, bytes]:
    """The embedded fonts as they were before they were hidden, by family and face."""
    found = {}
    links = word.links("word/fontTable.xml")
    for font in word.xml("word/fontTable.xml").iter(q("font")):
        for face in font:
            if not etree.QName(face).localname.startswith("embed"):
                continue
            target, _ = links[face.get(q("id", R))]
            data = bytearray(word.raw(f"word/{target}"))
            key = bytes.fromhex(face.get(q("fontKey")).strip("{}").replace("-", ""))[::-1]
            for place in range(32):
                data[place] ^= key[place % 16]
            name = f"{font.get(q('name'))} {etree.QName(face).localname}"
            found[name] = bytes(data)
    return found


@pytest.mark.parametrize(
    ("language", "families"),
    [
        ("en", {"Noto Sans", "Noto Naskh Arabic"}),  # the sample quotes Arabic
        ("ar", {"Noto Sans", "Noto Naskh Arabic"}),
    ],
)
def test_the_fonts_that_a_file_names_travel_in_it(language: str, families: set[str]) -> None:
    own = replace(house(embed_fonts=True), fonts=OWN)
    word = Word(write_docx(sample(language), own))
    found = embedded(word)
    assert {name.rsplit(" ", 1)[0] for name in found} == families
    shipped = Path(fonts.__file__).parent
    assert found["Noto Sans embedRegular"] == (shipped / "NotoSans-Regular.ttf").read_bytes()
    assert found["Noto Sans embedBold"] == (shipped / "NotoSans-Bold.ttf").read_bytes()
    names = setting_names(word)
    assert names.index("embedTrueTypeFonts") + 1 == names.index("saveSubsetFonts")
    assert word.data == write_docx(sample(language), own)


def test_only_fonts_in_use_travel() -> None:
    document = with_blocks(Paragraph((Text("Plain words."),)))
    word = Word(write_docx(document, replace(house(embed_fonts=True), fonts=OWN)))
    assert sorted(embedded(word)) == ["Noto Sans embedBold", "Noto Sans embedRegular"]


def test_a_font_that_is_not_ours_never_travels() -> None:
    with pytest.raises(ProblemsFound) as refused:
        write_docx(sample("ar"), house(embed_fonts=True))
    (problem,) = refused.value.problems
    assert problem.what == (
        "The Word file was to carry its fonts, and these may not travel in it: Calibri, Arial."
    )


def test_without_being_asked_no_font_travels() -> None:
    assert not [name for name in file().names if name.startswith("word/fonts/")]
