"""Letters with marks: a letter that is first drawn with one is still read as itself."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest

from generator.document.tree import Document, Heading, Paragraph, Section, Text
from generator.proof.files import prove
from generator.writers.pdf import write_pdf
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE


def document(*texts: str) -> Document:
    lines = tuple(Paragraph((Text(text),)) for text in texts)
    head = Heading(1, "h", (Text("س"),))
    bare = replace(sample("ar"), title=(Text("س"),), subtitle=(), notes=())
    return replace(bare, blocks=(Section(head, lines),))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("أُعلن", "تشرين الأول/أكتوبر 2026"),
        ("مُتّفق", "متفق"),
        ("لُبنان", "لبنان ولا سيما"),
        ("كِتابٌ", "كتاب"),
        ("إِنّ", "إن"),
    ],
)
def test_a_letter_first_drawn_with_a_mark_is_read_without_it_later(first: str, then: str) -> None:
    made = document(first, then)
    content = write_pdf(made, HOUSE)
    assert prove(made, "pdf", content).differences == ()
    page = pypdfium2.PdfDocument(io.BytesIO(content))[0].get_textpage().get_text_range()
    there = set(page)
    assert {letter for letter in first + then if letter.isalpha()} <= there
