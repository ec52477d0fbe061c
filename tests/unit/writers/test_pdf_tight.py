"""Text that finds no room: its block is made to fit, and the page is never refused for it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest

from generator.document.tree import (
    Block,
    Cell,
    Citation,
    Heading,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from generator.proof.files import prove
from generator.writers.pdf import write_pdf
from generator.writers.pdf_tight import STEPS, loosen
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE


def table_of(*cells: str) -> Table:
    share = 100 / len(cells)
    row = Row(tuple(Cell((Text(text),), None, "center") for text in cells))
    head = Row(tuple(Cell((Text(f"{place}"),), "col") for place in range(len(cells))))
    return Table((Text("Table"),), (share,) * len(cells), (head,), (row,))


CASES: list[tuple[str, Block]] = [
    ("ar", table_of("وعاصمتها .NET. بغداد؛ واللغتان", *"abcdef")),
    ("ar", table_of("وعاصمتها :x. بغداد؛", *"abcdefgh")),
    ("en", table_of("Bagdad /x .y ,z !a", "−999,999,999,999,999.999", *"abcdefgh")),
    ("en", table_of("W" * 60, "Rindfleischetikettierungsüberwachungsgesetz", *"abcdefgh")),
]


@pytest.mark.parametrize(("language", "block"), CASES)
def test_no_text_runs_over_the_edge_of_its_column(language: str, block: Block) -> None:
    section = Section(Heading(1, "h", (Text("Head"),)), (block,))
    document = replace(sample(language), blocks=(section,), notes=())
    content = write_pdf(document, HOUSE)
    assert prove(document, "pdf", content).differences == ()


def test_calls_in_a_row_go_on_on_the_next_line() -> None:
    notes = tuple(Note(f"n{n}", n, str(n), (Text("Source"),)) for n in range(1, 91))
    calls = tuple(Citation(note.id, True) for note in notes)
    section = Section(Heading(1, "h", (Text("Head"),)), (Paragraph((Text("All"), *calls)),))
    document = replace(sample("en"), blocks=(section,), notes=notes, notes_under="h")
    content = write_pdf(document, HOUSE)
    assert prove(document, "pdf", content).differences == ()


def test_a_block_is_loosened_step_by_step_and_then_left_alone() -> None:
    root = fromstring('<html><body><p class="lead">a <b>.x</b> c d</p><p>e</p></body></html>')
    block, other = root.iter("p")
    classes = []
    while loosen(root, [block[0]], []):
        classes.append(block.get("class"))
    assert len(classes) == STEPS
    assert classes[0] == "lead fit"
    assert classes[-1] == "lead fit fit-smaller fit-cut"
    assert "".join(block.itertext()) == "a \u200b.x \u200bc \u200bd"
    assert other.get("class") is None


def test_what_stands_under_the_end_of_a_page_may_go_on_on_the_next() -> None:
    root = fromstring("<html><body><div><p>a</p></div></body></html>")
    (block,) = root.iter("p")
    assert loosen(root, [], [block])
    assert [each.get("class") for each in (root[0][0], block)] == ["may-break", "may-break"]
    assert not loosen(root, [], [block])
