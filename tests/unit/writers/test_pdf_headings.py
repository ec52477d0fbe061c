"""No heading stands alone at the foot of a page, whatever it heads."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from generator.document.tree import (
    Block,
    Box,
    Cell,
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
from generator.writers.pdf import write_pdf
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import house

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30">'
    '<path d="M1 1L59 1L59 29L1 29Z" fill="#26374a"/></svg>'
)


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def items(count: int) -> ListBlock:
    return ListBlock(tuple(Item((text(f"BODY point {n}"),)) for n in range(count)))


def table(count: int) -> Table:
    head = Row((Cell((Text("BODY"),), "col"), Cell((Text("Value"),), "col")))
    rows = tuple(Row((Cell((Text(f"Row {n}"),), "row"), Cell((Text("1"),)))) for n in range(count))
    return Table((Text("BODY of figures"),), (50, 50), (head,), rows)


HEADED: dict[str, Block] = {
    "paragraph": text("BODY and more of it. " * 20),
    "list": items(8),
    "short box": Box("conflict", (Text("BODY"),), (items(5),)),
    "long box": Box("conflict", (Text("BODY"),), (items(30),)),
    "short table": table(3),
    "long table": table(20),
    "figure": Figure((Text("BODY"),), SVG, 60, 30, "A box", "figure", "chart"),
    "section": Section(Heading(2, "inner", (Text("INNER"),)), (text("BODY of it. " * 30),)),
}


@pytest.mark.parametrize("name", HEADED)
def test_a_heading_stays_with_what_it_heads(name: str) -> None:
    apart = []
    for filler in range(24, 40, 3):
        above = Section(
            Heading(1, "above", (Text("ABOVE"),)),
            tuple(text("A line of text above the heading.") for _ in range(filler)),
        )
        headed = Section(Heading(1, "headed", (Text("HEADED"),)), (HEADED[name],))
        made = replace(sample("en"), blocks=(above, headed), notes=(), facts={})
        made = replace(made, sources={}, titles={}, records={})
        pages = [
            page.get_textpage().get_text_range()
            for page in pypdfium2.PdfDocument(write_pdf(made, house("neutral")))
        ]
        (held,) = (page for page in pages if "HEADED" in page)
        if "BODY" not in held:
            apart.append(filler)
    assert apart == []
