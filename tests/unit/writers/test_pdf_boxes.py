"""Boxes at the end of a page: short ones move on whole, long ones go on on the next page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from generator.document.tree import (
    Block,
    Box,
    Cell,
    Document,
    Figure,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from generator.proof.pdf_text import read_pdf
from generator.writers.lengths import LONG_BOX, lines, may_split
from generator.writers.markup import script
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.pdf_reading import File

WORD = {"en": "Border", "fr": "Frontière", "ar": "الحدود"}
SENTENCE = {
    "en": "The border is open to trade and closed to everything else for now.",
    "fr": "La frontière est ouverte au commerce et fermée à tout le reste pour l’instant.",
    "ar": "الحدود مفتوحة أمام التجارة ومغلقة أمام كل ما عداها في الوقت الراهن.",
}


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def box(language: str, items: int) -> Box:
    said = tuple(Item((text(f"{n + 1}. {SENTENCE[language]}"),)) for n in range(items))
    return Box("conflict", (Text(WORD[language]),), (ListBlock(said),))


def document(language: str, filler: int, *after: Block) -> Document:
    paragraphs = tuple(text(SENTENCE[language]) for _ in range(filler))
    section = Section(Heading(1, "h", (Text(WORD[language]),)), (*paragraphs, *after))
    plain = replace(sample(language), blocks=(section,), notes=(), facts={})
    return replace(plain, sources={}, titles={}, records={})


def ends(content: bytes) -> list[float]:
    """How far down each page its text reaches, from 0 at the top to 1, the foot left out."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        whole, height = page.get_textpage(), page.get_height()
        low = [
            1 - bottom / height
            for n in range(whole.count_rects())
            for _, bottom, _, _ in [whole.get_rect(n)]
        ]
        found.append(max(share for share in low if share < 0.94))
    return found


def counts(language: str, made: Document) -> list[int]:
    """How many sentences stand on each page."""
    word = SENTENCE[language].split()[1]
    pages = pypdfium2.PdfDocument(File(made).content)
    return [page.get_textpage().get_text_range().count(word) for page in pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_box_fills_the_page_and_goes_on(language: str) -> None:
    made = document(language, 22, box(language, 30))
    content = File(made).content
    assert len(ends(content)) == 2
    assert ends(content)[0] > 0.88
    said = read_pdf(content).body
    assert "".join(said).count(SENTENCE[language].split()[1]) == 52


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_box_moves_on_whole_with_what_stands_before_it(language: str) -> None:
    """A last page never begins with a box."""
    filler = 26 if language == "ar" else 30
    assert counts(language, document(language, filler, box(language, 7))) == [filler - 1, 7 + 1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("filler", range(26, 38, 2))
def test_its_title_never_stands_alone_at_the_end_of_a_page(language: str, filler: int) -> None:
    """Nor with one point only: where two do not fit, the whole box begins a page."""
    first, *others = counts(language, document(language, filler, box(language, 25)))
    assert first + sum(others) == filler + 25
    assert first <= filler or first >= filler + 2
    assert others[-1] != 1


def test_lengths_are_those_of_lines() -> None:
    en = script("en-CA")
    assert lines([text("a" * 81)], en) == 1
    assert lines([text("a" * 82)], en) == 2
    assert lines([text("")], en) == 0
    assert lines([ListBlock((Item((text("a" * 80),)),))], en) == 2
    rows = (Row((Cell((Text("a" * 50),), "row"), Cell((Text("b"),), None))),)
    assert lines([Table((), (50, 50), (), rows)], en) == 2
    assert lines([Figure((), "", 60, 47, "", "f", "map")], en) == 10
    assert not may_split(box("en", LONG_BOX), en)
    assert may_split(box("en", LONG_BOX + 1), en)
