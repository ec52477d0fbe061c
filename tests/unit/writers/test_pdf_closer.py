"""A last page with hardly anything on it: everything stands a little closer instead."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from generator.document.tree import (
    Box,
    Cell,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from generator.proof.files import prove
from generator.writers.pdf import laid_out_pages, render, sheets_of, write_pdf
from generator.writers.pdf_closer import LEAST, closer
from generator.writers.pdf_engine import stylesheet
from generator.writers.pdf_pictures import pictures
from generator.writers.pdf_sheet import sheet
from tests.matrix import houses
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE, house, page_texts

LONG = 400  # lines: more than any document here has


def lines(language: str, count: int, *, last: Section | None = None) -> Document:
    """A document of so many short paragraphs, and a section behind them."""
    text = "سطر" if language == "ar" else "A line"
    first = Section(
        Heading(1, "h", (Text("H"),)), tuple(Paragraph((Text(text),)) for _ in range(count))
    )
    blocks = (first,) if last is None else (first, last)
    return replace(sample(language), blocks=blocks, notes=())


def as_it_is(document: Document, style: object) -> int:
    """How many pages it has by the rules of the house."""
    sheets = [stylesheet(text) for text in sheets_of(document, style)]  # type: ignore[arg-type]
    laid_out = render(sheet(document), sheets, (), pictures(document))
    return len(laid_out.pages)


@cache
def full(name: str, language: str) -> int:
    """The most paragraphs that fill ``LEAST - 1`` pages, found by halving."""
    style, low, high = replace(house(name), marking=HOUSE.marking), 1, LONG
    while high - low > 1:
        middle = (low + high) // 2
        fits = as_it_is(lines(language, middle), style) < LEAST
        low, high = (middle, high) if fits else (low, middle)
    return low


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", houses())
def test_a_few_lines_alone_on_the_last_page_go_on_the_pages_before(
    name: str, language: str
) -> None:
    document = lines(language, full(name, language) + 2)
    style = replace(house(name), marking=HOUSE.marking)
    assert as_it_is(document, style) == LEAST
    assert len(laid_out_pages(document, style, ()).pages.pages) == LEAST - 1
    assert prove(document, "pdf", write_pdf(document, style)).differences == ()


def test_a_last_page_with_more_on_it_stays_and_nothing_is_changed() -> None:
    style = house()
    document = lines("en", full("canada", "en") + 14)
    laid_out = laid_out_pages(document, style, ()).pages
    assert len(laid_out.pages) == LEAST
    assert closer(laid_out) == ""


def test_a_section_that_begins_a_page_keeps_it() -> None:
    section = Section(Heading(1, "s", (Text("Annex"),)), (Paragraph((Text("One"),)),), True)
    laid_out = laid_out_pages(lines("en", full("canada", "en"), last=section), house(), ()).pages
    assert len(laid_out.pages) == LEAST
    assert closer(laid_out) == ""


def test_a_document_of_two_pages_is_made_shorter_by_its_template_and_not_closer() -> None:
    style = house()
    count = full("canada", "en") // 2
    while as_it_is(lines("en", count), style) == 1:
        count += 1
    assert len(laid_out_pages(lines("en", count), style, ()).pages.pages) == LEAST - 1


def test_the_same_document_has_the_same_bytes_each_time() -> None:
    document = lines("en", full("canada", "en") + 2)
    assert write_pdf(document, house()) == write_pdf(document, house())


def sources_and_box() -> Section:
    """A table of six rows with a box of one line behind it."""
    head = Row((Cell((Text("Source"),), "col"),))
    rows = tuple(Row((Cell((Text(f"row {number}"),), "row"),)) for number in range(1, 7))
    table = Table((Text("Sources"),), (100,), (head,), rows)
    box = Box("staleness", (Text("To check"),), (Paragraph((Text("Nothing"),)),))
    return Section(Heading(1, "s", (Text("Sources"),)), (table, box))


def test_a_box_does_not_begin_the_last_page_alone() -> None:
    style, section = house(), sources_and_box()
    count = full("canada", "en") // 2
    while as_it_is(lines("en", count, last=section), style) == 1:
        count += 1
    while as_it_is(lines("en", count - 1, last=section), style) > 1:
        count -= 1
    # The first document that needs a second page needs it for its box.
    _, last = page_texts(write_pdf(lines("en", count, last=section), style))
    assert "row5row6Tocheck" in last
