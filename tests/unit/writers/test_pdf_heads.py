"""Tables in a PDF whose head and rows do not fit a page together: the head is never lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

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
from generator.writers.pdf import write_pdf
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE, page_texts


def table(head: int, *rows: int) -> Table:
    """A table of four columns; the lines of its head and rows in one of them."""

    def line(name: str, lines: int) -> Row:
        header: Literal["col"] | None = "col" if name == "head" else None
        letters = [chr(97 + part // 26) + chr(97 + part % 26) for part in range(lines)]
        long = " ".join(f"{name}{pair}words" for pair in letters)
        return Row(tuple(Cell((Text(long if place == 1 else name),), header) for place in range(4)))

    named = [line(f"row{chr(97 + place)}", lines) for place, lines in enumerate(rows)]
    return Table((Text("Caption"),), (25.0,) * 4, (line("head", head),), tuple(named))


def around(block: Table | Box, language: str) -> Document:
    section = Section(Heading(1, "s", (Text("Section"),)), (Paragraph((Text("Before."),)), block))
    return replace(sample(language), notes=(), blocks=(section,))


TALL = {
    "a row taller than a page": table(1, 90, 1),
    "only rows taller than a page": table(1, 90, 90),
    "a head taller than a page": table(90, 1, 1, 1, 1, 1),
    "a head and a row that share no page": table(30, 40, 1, 40),
}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", TALL)
def test_a_head_with_no_room_for_a_row_under_it_stands_above_its_rows(
    name: str, language: str
) -> None:
    document = around(TALL[name], language)
    content = write_pdf(document, HOUSE)
    assert prove(document, "pdf", content).differences == ()
    text = "".join(page_texts(content))
    assert text.count("headaawords") == 1
    assert text.index("headaawords") < text.index("rowaaawords")


def test_so_it_does_in_a_box() -> None:
    box = Box("meeting", (Text("Title"),), (TALL["a head and a row that share no page"],))
    document = around(box, "en")
    assert prove(document, "pdf", write_pdf(document, HOUSE)).differences == ()


def test_a_head_is_repeated_where_there_is_room() -> None:
    document = around(table(2, *[3] * 30), "en")
    pages = page_texts(write_pdf(document, HOUSE))
    assert len([page for page in pages if "headaawords" in page]) == len(pages) > 1
