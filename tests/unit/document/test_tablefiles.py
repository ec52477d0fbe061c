"""Files of cells: no cell is a formula, no number becomes a text, nothing is lost."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.tablefiles import first_line, guarded, table_files
from generator.document.tree import (
    Cell,
    Citation,
    Document,
    LineBreak,
    Rest,
    Row,
    Signs,
    Table,
    Text,
    Value,
)
from generator.document.walk import tables
from tests.sample_tree import sample

POINTS: Final = Signs()
OPENING: Final = "=+-@＝＋－＠"
DANGEROUS: Final = st.text(
    st.sampled_from("=+-@＝＋－＠,;'\" \t\u200e0123456789.%ab("), max_size=12
)


def cell(text: str) -> Cell:
    return Cell((Text(text),))


def table(*rows: Row, head: tuple[Row, ...] = (), columns: int = 1) -> Table:
    widths = (100 / columns,) * columns
    return Table((Text("All"),), widths, head, rows[:1], rest=Rest(rows[1:], "rows.csv"))


def with_table(found: Table, language: str = "en", signs: Signs = POINTS) -> Document:
    return replace(sample(language), blocks=(found,), signs=signs)


def read(document: Document) -> list[list[str]]:
    content = table_files(document)["rows.csv"]
    assert content.startswith("\ufeff".encode())
    text = content.decode("utf-8-sig")
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=document.signs.separator, strict=True
    )
    return [*rows]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\u200e=1", "'\u200e=1"),
        ("＝1+1", "'＝1+1"),
        ("a;=1", "a;'=1"),
        ('a","=1', 'a","\'=1'),
        ("+964 770 123 4567", "'+964 770 123 4567"),
        ("-", "'-"),
        ("-3.4", "-3.4"),
        ("-3,4", "-3,4"),
        ("+4.4%", "+4.4%"),
        ("-1\u202f234,5", "-1\u202f234,5"),
        ("−3.4", "−3.4"),
        ("2019-2023", "2019-2023"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_compute_is_text(text: str, safe: str) -> None:
    assert guarded(text) == safe


@given(DANGEROUS)
def test_no_cell_begins_a_formula_wherever_a_program_cuts_the_line(text: str) -> None:
    for piece in re.split('[,;"]', guarded(text)):
        bare = piece.lstrip(" \u00a0\u200b\u200c\u200d\u200e\u200f\u061c\u2060")
        number = re.fullmatch(r"[+-][0-9][0-9.,\u00a0\u202f]*%?", piece)
        whole = re.fullmatch(r"[+-][0-9][0-9.,\u00a0\u202f]*%?", text)
        assert not bare or bare[0] not in OPENING or number or whole


@given(DANGEROUS)
def test_a_cell_without_its_apostrophes_says_what_it_said(text: str) -> None:
    safe = iter(guarded(text))
    for char in text:
        found = next(safe)
        if found == "'" and char != "'":
            found = next(safe)
        assert found == char
    assert next(safe, None) is None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), min_size=2))
def test_every_row_is_there_as_it_was_said(texts: list[str]) -> None:
    rows = [Row((cell(text),)) for text in texts]
    found = read(with_table(table(*rows)))
    assert [line[0] for line in found[2:]] == [
        guarded(re.sub("[\u2028\u2029]", " ", text).strip()) for text in texts
    ]


def test_the_first_line_says_marking_and_document() -> None:
    document = with_table(table(Row((cell("a"),)), Row((cell("b"),))))
    marked = replace(
        document, furniture=replace(document.furniture, handling=(Text(" // "), Text("Desk only")))
    )
    (found,) = tables(marked)
    line = first_line(marked, found, 3)
    assert line[0] == f"{document.furniture.marking} // Desk only"
    assert line[-1] == "Table 3 – All"
    assert found.rest is not None
    told = replace(found, rest=replace(found.rest, about=("=a", *line)))
    assert read(with_table(told))[0] == ["'=a", *line]


def test_the_head_gives_names_and_columns_without_one_their_number() -> None:
    upper = Row((Cell((Text("Year"),), "col"), Cell((Text("Men"),), "col", colspan=2)))
    lower = Row((Cell((), "col"), Cell((Text("Young"),), "col"), Cell((Text("Old"),), "col")))
    body = Row((cell("2020"), cell("1"), cell("2")))
    heads = read(with_table(table(body, body, head=(upper, lower), columns=3)))[1]
    assert heads == ["Year", "Men – Young", "Men – Old", "Sources", "Facts"]
    assert read(with_table(table(body, body, columns=3)))[1][:3] == ["1", "2", "3"]


def test_wide_cells_leave_the_columns_under_them_empty() -> None:
    wide = Row((Cell((Text("all"),), colspan=2), cell("last")))
    found = read(with_table(table(wide, wide, columns=3)))
    assert found[2][:3] == ["all", "", "last"]


def test_exact_values_stand_beside_the_printed_ones() -> None:
    values = (
        Value("1,234.5 km", "length", "1234.5"),
        LineBreak(),
        Value("in 2024", "year", "2024-12", "time"),
    )
    row = Row((Cell(values), cell("x")))
    plain = Row((cell("none"), cell("y")))
    found = read(with_table(table(plain, row, columns=2), "fr", Signs(";", ",")))
    assert found[1] == ["1", "1 (exact)", "2", "Sources", "Facts"]
    assert found[2] == ["none", "", "y", "", ""]
    assert found[3] == ["1,234.5 km in 2024", "1234,5 | 2024-12", "x", "", "length year"]


def test_notes_that_the_head_calls_are_the_source_of_every_row() -> None:
    document = sample("en")
    note = document.notes[0].id
    head = (Row((Cell((Text("Name"), Citation(note, first=False)), "col"),)),)
    long = table(Row((cell("a"),)), Row((cell("b"),)), head=head)
    found = read(replace(document, blocks=(long,)))
    assert found[2][1] == found[3][1] != ""
