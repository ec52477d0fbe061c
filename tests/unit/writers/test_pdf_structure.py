"""What goes on over several pages is one part of the document to those who cannot see them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest

from generator.document.tree import (
    Box,
    Cell,
    Citation,
    Document,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
    Value,
)
from generator.proof.files import prove
from generator.writers.pdf import write_pdf
from generator.writers.pdf_engine import HTML, Sheet
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.pdf_reading import HOUSE, File

ROWS = 90
WORDS: tuple[Inline, ...] = (Text("In Erbil "), Value("4.5", "f", "4.5"), Text(" closed. ")) * 700


def long_parts(language: str) -> Document:
    """A table, a paragraph, a list item and a box that each go over several pages."""
    document = sample(language)
    link = Link("https://example.org/", (Text("elsewhere"),))
    head = Row((Cell((Text("A"), Citation("note-1")), "col"), Cell((link,), "col")))
    row = Row((Cell((Text("x"),), "row"), Cell((Text("y"),))))
    table = Table((Text("Long"),), (50, 50), (head,), (row,) * ROWS, "All rows.")
    blocks = (
        table,
        Paragraph(WORDS),
        ListBlock((Item((Paragraph(WORDS),)),), ordered=True),
        Box("warning", (Text("Mind"),), (Paragraph(WORDS),)),
    )
    section = Section(Heading(1, "long", (Text("Long"),)), blocks)
    note = replace(document.notes[0], id="note-1")
    return replace(document, blocks=(section,), notes=(note,))


@cache
def file(language: str) -> File:
    return File(long_parts(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_on_over_pages_is_one_element(language: str) -> None:
    pdf = file(language)
    assert len(pdf.texts) > 8
    counts = Counter(str(element.S) for element in pdf.elements())
    for role in ("/Table", "/THead", "/TBody", "/L", "/LI", "/LBody", "/Sect", "/Note"):
        assert counts[role] == 1, role
    assert counts["/Lbl"] == 2  # of the item and of the note
    assert (counts["/TR"], counts["/TH"], counts["/TD"]) == (ROWS + 1, ROWS + 2, ROWS)
    assert counts["/Link"] == 2
    assert prove(pdf.document, "pdf", pdf.content).differences == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_head_that_is_repeated_is_an_artifact_and_no_link_again(language: str) -> None:
    pdf = file(language)
    pages = [page for page, text in enumerate(pdf.texts) if "elsewhere" in text]
    assert len(pages) > 1
    for number, instructions in enumerate(pdf.contents()):
        kinds = [kind for operands, operator in instructions if (kind := _artifact(operands))]
        assert ("/Layout" in kinds) == (number in pages[1:])
    areas = [area for page in pdf.pdf.pages for area in page.get("/Annots", [])]
    assert len(areas) == 2


def _artifact(operands: Any) -> str:
    if len(operands) == 2 and operands[0] == pikepdf.Name("/Artifact"):
        return str(operands[1].get("/Type"))
    return ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_piece_of_a_page_leads_to_the_element_that_holds_it(language: str) -> None:
    pdf = file(language)
    numbers = list(pdf.root.StructTreeRoot.ParentTree.Nums)
    slots = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    seen = 0
    for element in pdf.elements():
        for kid in element.get("/K", []):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                page, mcid = (element.Pg, kid) if isinstance(kid, int) else (kid.Pg, int(kid.MCID))
                holder = slots[int(page.StructParents)][mcid]
                assert holder.objgen == element.objgen
                seen += 1
    held = [slot for number in range(len(pdf.texts)) for slot in slots[number]]
    assert seen == sum(isinstance(slot, pikepdf.Dictionary) for slot in held)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_element_holds_text_or_elements_and_never_both(language: str) -> None:
    """Readers that list the text of an element before its elements keep the order."""
    for element in file(language).elements():
        kids = list(element.get("/K", []))
        pieces = [k for k in kids if isinstance(k, int) or k.get("/Type") == "/MCR"]
        elements = [k for k in kids if not isinstance(k, int) and "/S" in k]
        assert not (pieces and elements)


def test_a_word_in_another_language_in_the_middle_keeps_its_place() -> None:
    spoken = Span((Text("mot juste"),), lang="fr")
    document = replace(
        sample("en"),
        blocks=(Paragraph((Text("Find the "), spoken, Text(" for it."))),),
        notes=(),
    )
    pdf = File(document)
    assert "Find the  mot juste  for it." in pdf.read_aloud()
    assert [str(each.Lang) for each in pdf.elements() if "/Lang" in each] == ["fr"]


def test_a_bracket_drawn_from_right_to_left_is_told_as_written() -> None:
    title = (Text("אx"), Value("[", "f", "1", direction="rtl"))
    document = replace(sample("en"), title=title, blocks=(), notes=())
    assert prove(document, "pdf", File(document).content).differences == ()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_look_as_with_the_engines_own_sheet(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ours leaves out what no page holds; a byte of difference would be a rule too few."""
    ours = write_pdf(sample(language, draft=True), HOUSE)
    monkeypatch.setattr(Sheet, "_ua_stylesheets", HTML._ua_stylesheets)
    assert write_pdf(sample(language, draft=True), HOUSE) == ours
