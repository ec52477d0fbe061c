"""Workbooks as other programs write them, and as nobody should."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.gridlayout import GridLayout
from generator.facts.readers.xlsx import sheet as sheets
from generator.facts.readers.xlsx.package import Package
from generator.facts.readers.xlsx.sheet import place, reference, shortest
from generator.facts.readers.xlsx.workbook import is_date, open_workbook
from generator.facts.refused import RefusedError
from generator.facts.schema import Place
from generator.facts.shapes import xlsx
from generator.facts.tablefile import TableFile
from generator.facts.tablesetup import TableSetup
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings
from tests.bounds import ends
from tests.unit.facts.builder import Workspace
from tests.unit.facts.test_tables import SOURCE, read, statistics

__all__ = ["statistics"]

BOOK = SOURCE.replace("data/*.csv", "data/*.xlsx").replace(
    'decimal_mark = "."', 'shape = "xlsx"\nindicator = "POP"'
)
HEADER = ("country", "year", "value")


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def made(rows: Iterable[Iterable[object]], title: str = "Sheet1") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def put(statistics: Workspace, book: openpyxl.Workbook | bytes, setting: str = "") -> None:
    content = book if isinstance(book, bytes) else saved(book)
    statistics.write("stats/source.toml", BOOK + setting)
    statistics.write("stats/data/book.xlsx", content)


def values(statistics: Workspace) -> dict[str, str]:
    found = read(statistics)
    return {fact_id: str(fact.quantity.value) for fact_id, fact in found.items() if fact.quantity}


def told(statistics: Workspace) -> list[tuple[str, int | None, str | None, str]]:
    return [(p.code, p.where.line, p.where.field, p.severity.value) for p in statistics.findings]


# ---------------------------------------------------------------- what is read


def test_a_sheet_is_read_with_the_names_of_its_cells(statistics: Workspace) -> None:
    put(statistics, made([HEADER, ("IRQ", 2023, 45074049), (), ("CAN", "2024", 0.1)], "Data 1"))
    assert values(statistics) == {"st-pop-irq-2023": "45074049", "st-pop-can-2024": "0.1"}
    fact = read(statistics)["st-pop-can-2024"]
    assert (fact.file, fact.line, fact.cell) == ("sources/stats/data/book.xlsx", 4, "Data 1!C4")
    assert statistics.codes == []


def test_a_value_is_found_again_in_its_cell(statistics: Workspace) -> None:
    layout = xlsx.XlsxLayout(GridLayout({"area": "country", "period": "year", "value": "value"}))
    setup = TableSetup("*.xlsx", "data", "st", shape="xlsx", layout=layout)
    content = saved(made([HEADER, ("IRQ", 2023, 1)]))
    file = TableFile(content, "book", setup, Place("book.xlsx", Findings()))
    found = xlsx.locate(file, 2, "Sheet1!C2")
    assert found is not None
    assert (found.line, found.cell) == (2, "Sheet1!C2")
    assert xlsx.locate(file, 2, "Sheet1!Z9") is None
    assert xlsx.locate(file, 9, "Sheet1!C9") is None


def test_titles_above_and_notes_below_are_no_part_of_the_table(statistics: Workspace) -> None:
    rows = [("Population of the world",), (), HEADER, ("IRQ", 2023, 1), (), ("Note: estimates",)]
    book = made(rows)
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A6:C6")
    put(statistics, book, "header_rows = [3]\nlast_row = 4\n")
    assert values(statistics) == {"st-pop-irq-2023": "1"}
    assert statistics.codes == []


def test_a_header_of_two_rows_with_merged_cells(statistics: Workspace) -> None:
    rows = [("", "Population", ""), ("country", 2023, 2024), ("IRQ", 1, 2)]
    book = made(rows)
    book.active.merge_cells("B1:C1")
    wide = BOOK.replace(
        'columns = { area = "country", period = "year", value = "value" }',
        'columns = { area = "country" }\nperiods = "Population {period}"\nheader_rows = [1, 2]',
    )
    put(statistics, book)
    statistics.write("stats/source.toml", wide)
    assert values(statistics) == {"st-pop-irq-2023": "1", "st-pop-irq-2024": "2"}
    assert read(statistics)["st-pop-irq-2024"].cell == "Sheet1!C3"


@pytest.mark.parametrize(
    ("form", "period"), [("yyyy-mm-dd", "2024-08-27"), ("mmm yyyy", "2024-08"), ("yyyy", "2024")]
)
def test_dates_are_as_precise_as_they_are_shown(
    statistics: Workspace, form: str, period: str
) -> None:
    book = made([HEADER, ("IRQ", dt.date(2024, 8, 27), 1)])
    book.active["B2"].number_format = form
    put(statistics, book)
    assert list(values(statistics)) == [f"st-pop-irq-{period}"]


def test_dates_counted_from_1904_are_the_same_days(statistics: Workspace) -> None:
    book = openpyxl.Workbook()
    book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001
    for row in (HEADER, ("IRQ", dt.date(2024, 8, 27), 1)):
        book.active.append(row)
    put(statistics, book)
    assert list(values(statistics)) == ["st-pop-irq-2024-08-27"]


def test_results_of_formulas_are_used_with_a_warning(statistics: Workspace) -> None:
    content = _with_cached(saved(made([HEADER, ("IRQ", 2023, "=1+1"), ("CAN", 2023, "=2+2")])))
    put(statistics, content)
    assert values(statistics) == {"st-pop-irq-2023": "2", "st-pop-can-2023": "2"}
    assert told(statistics) == [("xlsx-formulas", None, "Sheet1!C2", "warning")]
    assert next(iter(statistics.findings)).what.startswith("2 values are results of formulas")


def _with_cached(content: bytes) -> bytes:
    """The workbook with 2 as the result of every formula."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                data = data.replace(b"</f><v></v>", b"</f><v>2</v>").replace(
                    b"</f><v/>", b"</f><v>2</v>"
                )
            new.writestr(entry, data)
    return out.getvalue()


def test_hidden_rows_columns_and_sheets_are_told(statistics: Workspace) -> None:
    book = made([HEADER, ("IRQ", 2023, 1), ("CAN", 2023, 2)])
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("Old").sheet_state = "veryHidden"
    put(statistics, book)
    assert len(values(statistics)) == 2
    assert told(statistics) == [
        ("xlsx-hidden-sheet", None, "Old", "warning"),
        ("xlsx-hidden-column", 1, "Sheet1!C1", "warning"),
        ("xlsx-hidden-rows", 3, None, "warning"),
    ]
    put(statistics, book, 'sheet = "Old"\n')
    assert values(statistics) == {}
    assert "xlsx-hidden-used" in statistics.codes


def test_numbers_kept_as_texts_need_a_word_from_the_source(statistics: Workspace) -> None:
    book = made([HEADER, ("IRQ", 2023, " 1234.5 "), ("CAN", 2023, 2)])
    put(statistics, book)
    assert values(statistics) == {}
    assert told(statistics)[0] == ("xlsx-text-number", 2, "Sheet1!C2", "error")
    put(statistics, book, 'decimal_mark = "."\n')
    assert values(statistics) == {"st-pop-irq-2023": "1234.5", "st-pop-can-2023": "2"}
    assert told(statistics) == [("xlsx-texts", None, "Sheet1!C2", "warning")]


def test_codes_kept_as_numbers_lose_their_zeros_and_that_is_told(statistics: Workspace) -> None:
    statistics.write("reference/areas.csv", "id,name_en\nIRQ,I\nCAN,C\nARG,A\n")
    put(statistics, made([HEADER, (32, 2023, 1)]), 'code_system = "m49"\n')
    assert values(statistics) == {"st-pop-arg-2023": "1"}
    assert told(statistics) == [("table-zeros-lost", 2, "Sheet1!A2", "warning")]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("IRQ", 2023, "#N/A"), "xlsx-error", "C2"),
        (("IRQ", 2023, True), "xlsx-kind", "C2"),
        (("IRQ", 2023, dt.date(2024, 1, 1)), "xlsx-kind", "C2"),
        (("IRQ", 2023, "=1+1"), "xlsx-formula-empty", "C2"),
        (("IRQ", 45123, 1), "date-form", "B2"),
        (("IRQ", dt.time(12, 30), 1), "xlsx-date", "B2"),
        (("IRQ", dt.date(1900, 1, 15), 1), "xlsx-date", "B2"),
        ((True, 2023, 1), "xlsx-kind-text", "A2"),
        ((None, 2023, 1), "code-area", "A2"),
        (("IRQ", 2023, 10**24), "number-large", "C2"),
    ],
)
def test_a_bad_cell_is_told_with_its_name(
    statistics: Workspace, row: tuple[object, ...], code: str, cell: str
) -> None:
    put(statistics, made([HEADER, row, ("CAN", 2023, 7)]))
    assert values(statistics) == {}
    assert told(statistics) == [
        (code, 2, f"Sheet1!{cell}", "error"),
        ("table-rows-apart", None, None, "warning"),
    ]
    put(statistics, made([HEADER, row, ("CAN", 2023, 7)]), 'on_bad_rows = "leave-out"\n')
    assert values(statistics) == {"st-pop-can-2023": "7"}


def test_an_error_may_stand_for_a_missing_value(statistics: Workspace) -> None:
    put(statistics, made([HEADER, ("IRQ", 2023, "#N/A")]), 'missing = ["#N/A"]\n')
    assert values(statistics) == {}
    assert statistics.codes == []


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ('sheet = "Dta"\n', "xlsx-no-sheet"),
        ("header_rows = [2, 1]\n", "xlsx-header-rows"),
        ("header_rows = [0]\n", "xlsx-header-rows"),
        ("header_rows = [9]\n", "xlsx-no-header"),
        ("heeder_rows = [1]\n", "field-unknown-near"),
    ],
)
def test_mistakes_in_the_setup_are_told(statistics: Workspace, setting: str, code: str) -> None:
    put(statistics, made([HEADER, ("IRQ", 2023, 1)]), setting)
    assert values(statistics) == {}
    assert statistics.errors == [code]


def test_of_several_sheets_one_must_be_named(statistics: Workspace) -> None:
    book = made([HEADER, ("IRQ", 2023, 1)])
    book.create_sheet("Notes")
    put(statistics, book)
    assert values(statistics) == {}
    assert next(iter(statistics.findings)).what == (
        "The workbook has not exactly one sheet that is shown: Sheet1, Notes."
    )
    put(statistics, book, 'sheet = "Sheet1"\n')
    assert len(values(statistics)) == 1


def test_merged_cells_in_the_table_are_refused(statistics: Workspace) -> None:
    book = made([HEADER, ("IRQ", 2023, 1), (None, 2024, 2)])
    book.active.merge_cells("A2:A3")
    put(statistics, book)
    assert values(statistics) == {}
    assert told(statistics) == [("xlsx-merged", 2, "Sheet1!A2", "error")]


# ---------------------------------------------------------------- the same as other programs


@given(
    st.lists(
        st.one_of(
            st.integers(-(10**14), 10**14),
            st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9).map(
                lambda f: round(f, 6)
            ),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_numbers_are_the_ones_that_were_written(numbers: list[float]) -> None:
    package = Package(saved(made([[number] for number in numbers])), DEFAULT_LIMITS)
    book = open_workbook(package)
    found = [Decimal(row.cells[0]) for row in sheets.rows(book, book.sheets[0])]
    assert found == [Decimal(repr(number)) for number in numbers]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_shortest_text_is_the_same_number(number: float) -> None:
    assert float(shortest(f"{number:.17g}")) == number


@given(st.integers(1, 1_000_000), st.integers(0, 16_383))
def test_a_cell_has_one_name(row: int, column: int) -> None:
    assert place(reference(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("General", False),
        ("#,##0.00", False),
        ('0 "d"', False),
        ("[h]:mm", True),
        ("[$-409]d mmm", True),
    ],
)
def test_formats_of_dates_are_told_from_others(code: str, date: bool) -> None:
    assert is_date(code) is date


# ---------------------------------------------------------------- hostile workbooks

HOSTILE = {
    "deep_xml.xlsx": [("xlsx-damaged", None)],
    "dimension_lies.xlsx": [],
    "dup_header.xlsx": [("csv-header-twice", "facts!C1")],
    "empty.xlsx": [("xlsx-no-zip", None)],
    "error_cell.xlsx": [("xlsx-error", "facts!C2")],
    "far_cell.xlsx": [("xlsx-columns", None)],
    "formula_no_cache.xlsx": [("xlsx-formula-empty", "facts!C2")],
    "formula_webservice.xlsx": [("xlsx-formula-empty", "facts!C2")],
    "hidden_sheet.xlsx": [("xlsx-hidden-sheet", "secret"), ("xlsx-hidden-rows", None)],
    "laughs.xlsx": [("xlsx-doctype", None)],
    "macro_type.xlsx": [("xlsx-macros", None)],
    "merged_all.xlsx": [("xlsx-merged", "facts!B1")],
    "merged_header.xlsx": [("xlsx-merged", "facts!B1")],
    "nan.xlsx": [("table-word", "facts!C2")],
    "not_a_zip.xlsx": [("xlsx-no-zip", None)],
    "ole.xlsx": [("xlsx-old", None)],
    "overflow.xlsx": [("number-large", "facts!C2")],
    "text_numbers.xlsx": [("xlsx-text-number", f"facts!C{n}") for n in (2, 3, 4)],
    "truncated.xlsx": [("xlsx-damaged", None)],
    "xxe.xlsx": [("xlsx-doctype", None)],
    "zip_bomb.xlsx": [("xlsx-bomb", None)],
    "zip_slip.xlsx": [("xlsx-path", None)],
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_workbooks_are_read_rightly_or_refused(
    statistics: Workspace, shared: Path, name: str
) -> None:
    statistics.write("reference/areas.csv", "id,name_en\nKEN,K\nIRQ,I\nCAN,C\n")
    put(statistics, (shared / "hostile/xlsx" / name).read_bytes())
    with ends():
        found = values(statistics)
    expected = HOSTILE[name]
    seen = [(p.code, p.where.field) for p in statistics.findings]
    assert [one for one in seen if one[0] not in ("id-twice", "table-rows-apart")] == expected
    readable = name in ("dimension_lies.xlsx", "hidden_sheet.xlsx")
    assert found == ({"st-pop-ken-2023": "55100586"} if readable else {})
    assert "one" in statistics.read().facts


@given(st.binary(max_size=200), st.integers(0, 6_000))
def test_no_bytes_bring_the_reader_down(noise: bytes, at: int) -> None:
    content = _SOUND[:at] + noise + _SOUND[at + len(noise) :]
    layout = xlsx.XlsxLayout(GridLayout({"area": "country", "period": "year", "value": "value"}))
    setup = TableSetup("*.xlsx", "data", "st", shape="xlsx", layout=layout, indicator="POP")
    findings = Findings()
    file = TableFile(content, "book", setup, Place("book.xlsx", findings))
    found = list(xlsx.observations(file))
    assert not file.unsound or len(findings)
    assert len(found) <= 1


_SOUND = saved(made([HEADER, ("IRQ", 2023, 1)]))


@pytest.mark.parametrize("sign", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_declared_document_type_is_seen_in_any_encoding(sign: str) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode(sign)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("x.xml", text)
    with pytest.raises(RefusedError) as raised:
        list(Package(out.getvalue(), DEFAULT_LIMITS).elements("x.xml", "x"))
    assert raised.value.code == "xlsx-doctype"


def test_what_a_workbook_unpacks_to_is_counted_while_it_is_read() -> None:
    limits = Limits(workbook_unpacked=50_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("a.xml", "a" * 30_000)
        archive.writestr("b.xml", "b" * 30_000)
    package = Package(out.getvalue(), limits)
    assert len(package.part("a.xml")) == 30_000
    with pytest.raises(RefusedError) as raised:
        package.part("b.xml")
    assert raised.value.code == "xlsx-large"
