"""Workbooks (XLSX): one sheet with a header of one row or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from generator.facts.grid import GridReader
from generator.facts.gridlayout import (
    Columns,
    GridLayout,
    columns_of,
    grid_layout,
    header_rows,
)
from generator.facts.model import EdtfDate
from generator.facts.numbers import PLAIN
from generator.facts.observations import Locator, Observation
from generator.facts.readers.csv_table import header_key
from generator.facts.readers.xlsx import sheet as sheets
from generator.facts.readers.xlsx.package import Package
from generator.facts.readers.xlsx.sheet import EMPTY, Cell, Kind, Row, Surroundings
from generator.facts.readers.xlsx.workbook import Sheet, Workbook, open_workbook
from generator.facts.refused import RefusedError
from generator.facts.schema import Fields
from generator.facts.tablefile import TableFile

_ALLOWED: Final = frozenset({Kind.TEXT, Kind.NUMBER, Kind.EMPTY})


@dataclass(frozen=True, slots=True)
class XlsxLayout:
    """Where in a workbook the table stands, and what its columns mean.

    sheet     its name; None: the only one that is shown.
    header    the rows of the header, from 1; their texts are joined with a blank.
    last_row  the last row of the table; None: all. What follows are notes.
    """

    grid: GridLayout
    sheet: str | None = None
    header: tuple[int, ...] = (1,)
    last_row: int | None = None


def layout(fields: Fields) -> XlsxLayout:
    """The settings of the shape."""
    return XlsxLayout(
        grid=grid_layout(fields),
        sheet=fields.text("sheet"),
        header=header_rows(fields, sheets.MOST_ROWS) or (1,),
        last_row=fields.integer("last_row"),
    )


def observations(file: TableFile) -> Iterator[Observation]:
    """One observation for each row, or for each of its cells that hold values."""
    try:
        table = _opened(file)
        if table is not None:
            reader = _Reader(file, table.settings.grid, table.columns, table.name, table=table)
            yield from reader.observations(table.rows)
            reader.tell_doubts()
    except RefusedError as error:
        file.refuse(error.code, None, **error.values)


def locate(file: TableFile, line: int, cell: str) -> Locator | None:
    """The place of a cell. Its bytes are packed, so that there are none to name."""
    try:
        table = _opened(file)
        if table is None:
            return None
        for row in sheets.rows(table.book, table.sheet):
            if row.number == line:
                names = (table.name(line, column) for column in range(len(row.cells)))
                return Locator(line, cell) if cell in names else None
    except RefusedError:
        return None
    return None


def cell_text(file: TableFile, line: int, cell: str) -> str | None:
    """What a cell shows that ``locate`` has found; None when there is no such cell."""
    try:
        table = _opened(file)
        for row in () if table is None else sheets.rows(table.book, table.sheet):
            if table is not None and row.number == line:
                for column, text in enumerate(row.cells):
                    if table.name(line, column) == cell:
                        return str(text)
    except RefusedError:
        return None
    return None


@dataclass(slots=True)
class _Table:
    """An opened table: the sheet, what surrounds its cells, and its columns."""

    settings: XlsxLayout
    book: Workbook
    sheet: Sheet
    around: Surroundings
    columns: Columns
    width: int
    hidden_rows: list[int] = field(default_factory=list)

    def name(self, line: int, column: int) -> str:
        """The name of a cell, with its sheet."""
        return f"{self.sheet.name}!{sheets.reference(line, column)}"

    def rows(self, file: TableFile) -> Iterator[tuple[Sequence[str], int]]:
        """The rows below the header, each as wide as it."""
        self.hidden_rows.clear()
        file.records = 0
        last = self.settings.last_row
        for row in sheets.rows(self.book, self.sheet):
            if row.number <= self.settings.header[-1]:
                continue
            if last is not None and row.number > last:
                return
            file.records += 1
            if row.hidden:
                self.hidden_rows.append(row.number)
            missing = self.width - len(row.cells)
            yield (row.cells + (EMPTY,) * missing if missing > 0 else row.cells), row.number


def _opened(file: TableFile) -> _Table | None:
    settings: XlsxLayout = file.setup.layout
    book = open_workbook(Package(file.content, file.place.limits))
    sheet = _sheet(book, settings, file)
    if sheet is None:
        return None
    around = sheets.surroundings(book, sheet)
    last = settings.last_row or sheets.MOST_ROWS
    header = _header(book, sheet, settings, around, file)
    if header is None:
        return None
    columns = columns_of(settings.grid, header, settings.header[-1], file)
    if columns is None or not _unmerged(around, settings, (last, len(header)), sheet, file):
        return None
    table = _Table(settings, book, sheet, around, columns, len(header))
    for column in _used(columns):
        if around.is_hidden(column):
            cell = table.name(settings.header[-1], column)
            file.warn("xlsx-hidden-column", settings.header[-1], cell, header=header[column])
    return table


def _sheet(book: Workbook, settings: XlsxLayout, file: TableFile) -> Sheet | None:
    """The sheet that is read; hidden ones are told, for what is hidden is easily forgotten."""
    names = ", ".join(sheet.name for sheet in book.sheets)
    shown = [sheet for sheet in book.sheets if sheet.state == "visible"]
    if settings.sheet is None:
        found = shown if len(shown) == 1 else []
        code = "xlsx-sheets"
    else:
        found = [sheet for sheet in book.sheets if sheet.name == settings.sheet]
        code = "xlsx-no-sheet"
    if not found:
        file.refuse(code, None, sheet=settings.sheet or "", known=names)
        return None
    for sheet in book.sheets:
        if sheet.state != "visible":
            code = "xlsx-hidden-used" if sheet is found[0] else "xlsx-hidden-sheet"
            file.warn(code, None, sheet.name, sheet=sheet.name)
    return found[0]


def _header(
    book: Workbook, sheet: Sheet, settings: XlsxLayout, around: Surroundings, file: TableFile
) -> list[str] | None:
    """The texts of the header, from column A; None, told, when they do not name the columns."""
    found: dict[int, list[str]] = {}
    levels = {row.number: row for row in _until(book, sheet, settings.header[-1])}
    for number in settings.header:
        row = levels.get(number)
        for column, text in enumerate(_level(row, number, settings, around)):
            found.setdefault(column, []).append(text)
    texts = [" ".join(part for part in found[column] if part) for column in sorted(found)]
    if not any(texts):
        file.refuse("xlsx-no-header", settings.header[-1], sheet=sheet.name)
        return None
    seen: dict[str, int] = {}
    for column, text in enumerate(texts):
        key = header_key(text)
        if key and seen.setdefault(key, column) != column:
            cell = f"{sheet.name}!{sheets.reference(settings.header[-1], column)}"
            file.place.note("csv-header-twice", (settings.header[-1], 1), cell, {"header": text})
            file.unsound = True
    return None if file.unsound else texts


def _until(book: Workbook, sheet: Sheet, last: int) -> Iterator[Row]:
    for row in sheets.rows(book, sheet):
        if row.number > last:
            return
        yield row


def _level(row: Row | None, number: int, settings: XlsxLayout, around: Surroundings) -> list[str]:
    """The texts of one row of the header; in a header of several rows merged cells share one."""
    texts = [str(cell).strip() for cell in row.cells] if row else []
    if len(settings.header) == 1:
        return texts
    for top, left, bottom, right in around.merged:
        if top <= number <= bottom and right < sheets.MOST_COLUMNS:
            texts += [""] * (right + 1 - len(texts))
            if top == number:
                texts[left : right + 1] = [texts[left]] * (right + 1 - left)
    return texts


def _unmerged(
    around: Surroundings,
    settings: XlsxLayout,
    size: tuple[int, int],
    sheet: Sheet,
    file: TableFile,
) -> bool:
    """Whether no cells of the table are merged: the covered ones would have no value."""
    several = len(settings.header) > 1
    first = settings.header[-1] + 1 if several else settings.header[0]
    for top, left, bottom, right in around.merged:
        if bottom < first or top > size[0] or left >= size[1]:
            continue
        ends = f"{sheets.reference(top, left)}:{sheets.reference(bottom, right)}"
        cell = f"{sheet.name}!{sheets.reference(top, left + (1 if right > left else 0))}"
        file.place.note("xlsx-merged", (top, 1), cell, {"range": ends})
        file.unsound = True
    return not file.unsound


def _used(columns: Columns) -> list[int]:
    others = (columns.period, columns.indicator, columns.status, columns.partner)
    found = {columns.area, *(value.number for value in columns.values)}
    return sorted(found | {number for number in others if number is not None})


@dataclass(slots=True)
class _Reader(GridReader):
    """Reads cells by what they are: a date is no value, and a text no number."""

    table: _Table | None = None
    formulas: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def is_missing(self, cell: str) -> bool:
        """Whether a cell says that there is no value; a formula says that there should be one."""
        return cell.strip() in self.layout.missing and not (isinstance(cell, Cell) and cell.formula)

    def number(self, cell: str, line: int, column: int) -> Decimal:
        """The value in a cell. Raises ``RefusedError``."""
        found = _sound(cell)
        name = self.name(line, column)
        if found.formula:
            self.formulas.append(name)
        if found.kind is Kind.NUMBER:
            return self.file.number(found, PLAIN)
        if found.kind is not Kind.TEXT:
            raise RefusedError("xlsx-kind", value=str(found), kind=found.kind.value)
        if self.layout.form.decimal is None:
            raise RefusedError("xlsx-text-number", value=str(found).strip())
        self.texts.append(name)
        return self.file.number(found, self.form)

    def period(self, cell: str) -> EdtfDate:
        """The period in a cell. Raises ``RefusedError``."""
        found = _sound(cell)
        if found.kind is Kind.TIME:
            raise RefusedError("xlsx-date", value=str(found))
        return self.file.period(found)

    def text(self, cell: str) -> str:
        """A cell as a code or a word. Raises ``RefusedError``."""
        found = _sound(cell)
        if found.kind not in _ALLOWED:
            raise RefusedError("xlsx-kind-text", value=str(found), kind=found.kind.value)
        return found.strip()

    def tell_doubts(self) -> None:
        """Tell, once for each sort, what an officer should look at."""
        hidden = self.table.hidden_rows if self.table else []
        if hidden:
            self.file.warn("xlsx-hidden-rows", hidden[0], None, found=len(hidden))
        for code, names in (("xlsx-formulas", self.formulas), ("xlsx-texts", self.texts)):
            if names:
                self.file.warn(code, None, names[0], found=len(names))

    def _find_form(self, rows: object) -> None:
        """Numbers of a workbook have no marks; texts are numbers only where that is stated."""


def _sound(cell: str) -> Cell:
    """The cell, unless it holds an error or the result of a formula that was never worked out."""
    found = cell if isinstance(cell, Cell) else Cell(cell)
    if found.kind is Kind.ERROR:
        raise RefusedError("xlsx-error", value=str(found))
    if found.formula and not found:
        raise RefusedError("xlsx-formula-empty")
    return found
