from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.readers.csv_table import CsvTable, csv_table, rows_of
from generator.facts.readers.decode import decode
from generator.limits import Limits
from generator.problems import Findings
from tests.bounds import ends


def read(text: str, delimiter: str = ",") -> tuple[CsvTable | None, list[tuple[str, int | None]]]:
    findings = Findings()
    table = csv_table(text, "data.csv", findings, delimiter=delimiter)
    return table, [(problem.code, problem.where.line) for problem in findings]


def test_cells_stay_text_and_rows_know_their_line() -> None:
    table, problems = read('\n\ncode,name\n\nNA,"two\r\nlines"\n010,=1+1\n')
    assert problems == []
    assert table is not None
    assert table.header == ("code", "name")
    assert [(row.cells, row.line) for row in table.rows] == [
        (("NA", "two\r\nlines"), 6),
        (("010", "=1+1"), 7),
    ]


def test_columns_are_found_whatever_their_case_and_invisible_signs() -> None:
    table, _ = read("\u200bCode,Ye\u00adar\nx,1\n")
    assert table is not None
    assert (table.column("code"), table.column("YEAR"), table.column("value")) == (0, 1, None)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "file-empty", None),
        ("a,b\n", "csv-no-rows", 1),
        ("a,b\n1,2\n3,4", "csv-cut", 3),
        ("a,a\n1,2\n", "csv-header-twice", 1),
        ("a,A \n1,2\n", "csv-header-twice", 1),
        ("a,a\u200b\n1,2\n", "csv-header-twice", 1),
        ("a,\n1,2\n", "csv-header-empty", 1),
        ("a, b\n1,2\n", "csv-header-blank", 1),
        ("a;b\n1;2\n", "csv-delimiter", 1),
        ("a,b\n1\n", "csv-row-length", 2),
        ("a,b\n1,2,3\n", "csv-row-length", 2),
        ('a,b\n1,"2\n3,4\n5,6\n', "csv-quote", 2),
        ('a,b\n1,"2"x\n', "csv-quote", 2),
        ("a,b\n1,\x00\n", "csv-character", 2),
        ("a,b\n1," + "x" * 20_001 + "\n", "csv-field-long", 2),
        (",".join(f"c{n}" for n in range(201)) + "\n1\n", "csv-columns", 1),
    ],
)
def test_an_unsound_table_is_refused_with_its_line(text: str, code: str, line: int | None) -> None:
    table, problems = read(text)
    assert table is None
    assert problems[0] == (code, line)


def test_rows_of_one_area_are_found_without_reading_the_others() -> None:
    text = "code,year,value\nIRQ,2020,1\nIRN,2020,2\nIRQ,2021,3\n"
    quick = rows_of(text, frozenset({"IRQ"}), ",")
    table, _ = read(text)
    assert table is not None
    assert quick == tuple(row for row in table.rows if row.cells[0] == "IRQ")
    assert rows_of(text.replace("IRN", '"IRN"'), frozenset({"IRQ"}), ",") is None


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_the_standard_writer_writes_reads_back(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["a", "b", "c"])
    writer.writerows(rows)
    table, problems = read(out.getvalue())
    kept = [tuple(row) for row in rows if any(row)]
    if not kept:
        assert problems == [("csv-no-rows", 1)]
    else:
        assert problems == []
        assert table is not None
        assert [row.cells for row in table.rows] == kept


@given(st.integers(1, 60))
def test_a_table_cut_anywhere_is_never_read_with_another_value(cut: int) -> None:
    text = "code,year,value\n" + "".join(f"IRQ,{2000 + n},{551005 + n}\n" for n in range(4))
    table, problems = read(text[:-cut])
    if table is None:
        assert problems
    else:
        whole = {row.cells for row in read(text)[0].rows}  # type: ignore[union-attr]
        assert {row.cells for row in table.rows} <= whole


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    table, problems = read(text)
    assert (table is None) == bool(problems)


def test_csv_spectrum_is_read_rightly(shared: Path) -> None:
    rows = (shared / "hostile/public/csv-spectrum.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, rows):
        if row["id"] == "location_coordinates":  # the set expects another number than it gives
            continue
        text = base64.b64decode(row["b64"]).decode()
        table, problems = read(text if text.endswith("\n") else text + "\n")
        assert problems == [], row["id"]
        assert table is not None
        found = [dict(zip(table.header, r.cells, strict=True)) for r in table.rows]
        expected = json.loads(json.dumps(row["expect"]).replace("\\r\\n", "\\n"))
        assert found == expected, row["id"]  # the *_crlf files are stored with LF


def test_the_torture_corpus_loses_no_row_in_silence(shared: Path) -> None:
    rows = (shared / "hostile/public/csv-torture.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, rows):
        findings = Findings()
        with ends(row["id"]):
            text = decode(base64.b64decode(row["b64"]), row["id"], findings)
            table = None if text is None else csv_table(text, row["id"], findings)
        assert (table is None) == bool(len(findings)), row["id"]
        if table is not None and text is not None:
            reader = csv.reader(io.StringIO(text, newline=""))
            assert len(table.rows) == sum(any(cells) for cells in reader) - 1, row["id"]


def test_the_limit_of_a_cell_can_be_set() -> None:
    findings = Findings()
    text = "a,b\n1," + "x" * 50 + "\n"
    before = csv.field_size_limit()
    assert csv_table(text, "data.csv", findings, limits=Limits(csv_field=20)) is None
    assert "20" in next(iter(findings)).what
    assert csv.field_size_limit() == before  # it is one of the whole process
    assert csv_table(text, "data.csv", Findings()) is not None
