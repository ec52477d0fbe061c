"""Rows of two languages in Word: in a table where its letters say the table's direction."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.aligning import Aligned, inlines_in
from generator.document.bilingual import bilingual
from generator.document.tree import Block, Cell, Heading, Paragraph, Row, Section, Table, Text
from generator.document.walk import plain
from generator.writers.docx.pair_rows import is_heading, laid
from generator.writers.phrases import RTL_LETTER
from generator.writers.registry import writer
from tests.rules import word
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import house


def heading(latin: int, arabic: int) -> Aligned:
    one, other = (Section(Heading(1, "h", (Text(letters),)), ()) for letters in said(latin, arabic))
    return Aligned(one, other)


def row(latin: int, arabic: int, *, wide: bool = False) -> Aligned:
    one, other = (Paragraph((Text(letters),)) for letters in said(latin, arabic))
    return Aligned(one, other, wide)


def said(latin: int, arabic: int) -> tuple[str, str]:
    return "a" * latin, "ع" * arabic


def letters_of(rows: list[Aligned]) -> tuple[int, int]:
    text = "".join(plain(tuple(inlines_in(block))) for each in rows for block in each.blocks)
    return len(text) - len(RTL_LETTER.findall(text)), len(RTL_LETTER.findall(text))


def tables(rows: list[Aligned]) -> list[list[Aligned]]:
    """The rows that stand in a table, by table: as many as follow a heading, or one."""
    found: list[list[Aligned]] = []
    headed = False
    for each in rows:
        if each.stacked:
            headed = False
        elif is_heading(each):
            found.append([each])
            headed = True
        elif headed:
            found[-1].append(each)
        else:
            found.append([each])
    return found


_COUNTS = st.integers(0, 30)
_ROWS = st.lists(
    st.builds(heading, _COUNTS, _COUNTS) | st.builds(row, _COUNTS, _COUNTS, wide=st.booleans()),
    max_size=12,
)


@given(_ROWS)
def test_most_letters_of_a_table_are_read_in_its_direction(rows: list[Aligned]) -> None:
    out = list(laid(rows, "ltr"))
    assert [each.blocks for each in out] == [each.blocks for each in rows]
    for table in tables(out):
        latin, arabic = letters_of(table)
        assert latin >= arabic


@given(_ROWS, st.sampled_from(["ltr", "rtl"]))
def test_a_heading_stands_as_what_follows_it(rows: list[Aligned], direction: str) -> None:
    out = list(laid(rows, "ltr" if direction == "ltr" else "rtl"))
    for each, following in pairwise(out):
        if is_heading(each) and following.stacked and not is_heading(following):
            assert each.stacked


def test_only_what_turns_a_table_stands_over_the_whole_line() -> None:
    rows = [heading(10, 5), row(10, 5), row(10, 40), row(10, 5), heading(9, 5), row(10, 8)]
    assert [each.stacked for each in laid(rows, "ltr")] == [False, False, True, False, False, False]
    assert not any(each.stacked for each in laid(rows, "rtl"))


def test_what_holds_a_table_and_its_heading_stand_over_the_whole_line() -> None:
    table = Table((Text("t"),), (100.0,), (), (Row((Cell((Text("a"),)),)),))
    held: Block = Section(Heading(1, "h", (Text("aaa"),)), ())
    rows = [Aligned(held, held), Aligned(table, table)]
    assert [each.stacked for each in laid(rows, "rtl")] == [True, True]


@pytest.mark.parametrize("layout", ["side-by-side", "tumble"])
def test_cells_and_headings_in_latin_letters_alone_are_no_right_to_left_paragraphs(
    layout: str,
) -> None:
    cells = (Cell((Text("IRQ-CTY-2024-0001"),)), Cell((Text("تقرير"),), "col"))
    one = Table((Text("جدول"),), (50.0, 50.0), (), (Row(cells),))
    english, arabic = sample("en"), sample("ar")
    latin = Section(Heading(1, "latin", (Text("UNAMI"),)), (Paragraph((Text("UNAMI"),)), one))
    arabic = replace(arabic, blocks=(*arabic.blocks, latin))
    document = bilingual(english, arabic, "tumble" if layout == "tumble" else "side-by-side")
    assert word.broken(writer("docx")(document, house()), "en") == []
