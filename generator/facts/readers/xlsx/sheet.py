"""The cells of one sheet, with what they are: number, text, date, error, formula."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from generator.facts.model import Precision
from generator.facts.readers.xlsx.package import whole
from generator.facts.readers.xlsx.workbook import Sheet, Workbook, text_of
from generator.facts.refused import RefusedError

MOST_ROWS: Final = 1_000_000
MOST_COLUMNS: Final = 200
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LONGEST: Final = 15
"""Digits that a workbook keeps for certain; what follows is noise of binary fractions."""


class Kind(enum.Enum):
    """What a cell holds."""

    EMPTY = "empty"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    TRUTH = "true or false"
    ERROR = "error"


class Cell(str):
    """The text of a cell, and what it is. A number is written with a point before decimals."""

    __slots__ = ("formula", "kind")
    kind: Kind
    formula: bool

    def __new__(cls, text: str, kind: Kind = Kind.TEXT, *, formula: bool = False) -> Cell:
        """A cell of that kind."""
        cell = super().__new__(cls, text)
        cell.kind = kind
        cell.formula = formula
        return cell


EMPTY: Final = Cell("", Kind.EMPTY)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something: its number, its cells from column A, whether it is hidden."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool


@dataclass(slots=True)
class Surroundings:
    """What a sheet says beside its cells: merged ranges, and columns that are hidden."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)

    def is_hidden(self, column: int) -> bool:
        """Whether a column (from 0) is hidden."""
        return any(first <= column <= last for first, last in self.hidden)


def surroundings(book: Workbook, sheet: Sheet) -> Surroundings:
    """Merged ranges (first row, first column, last row, last column) and hidden columns."""
    found = Surroundings()
    for element in book.package.elements(sheet.part, "mergeCell", "col", "row"):
        if element.tag.endswith("}row"):
            continue  # asked for to be forgotten: a long sheet would fill the memory
        if element.tag.endswith("}col"):
            if element.get("hidden", "0") in ("1", "true"):
                ends = whole(element, "min", 1) - 1, whole(element, "max", 1) - 1
                found.hidden.append(ends)
            continue
        first, _, last = (element.get("ref") or "").partition(":")
        found.merged.append((*place(first), *place(last or first)))
    return found


def place(reference: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of a reference such as C7.

    >>> place("C7"), place("AA1")
    ((7, 2), (1, 26))
    """
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise RefusedError("xlsx-damaged", reason=f"“{reference[:20]}” is no cell")
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)), column - 1


def reference(row: int, column: int) -> str:
    """The name of a cell.

    >>> reference(7, 2), reference(1, 26)
    ('C7', 'AA1')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def rows(book: Workbook, sheet: Sheet) -> Iterator[Row]:
    """Every row that holds something, in order. Raises ``RefusedError``."""
    before = 0
    for element in book.package.elements(sheet.part, "row"):
        number = whole(element, "r", before + 1)
        if number <= before:
            raise RefusedError("xlsx-damaged", reason=f"row {number} stands after row {before}")
        before = number
        cells = _cells(element, number, book)
        if any(cell.kind is not Kind.EMPTY for cell in cells):
            if number > MOST_ROWS:
                raise RefusedError("xlsx-rows", row=number, limit=MOST_ROWS)
            yield Row(number, cells, element.get("hidden", "0") in ("1", "true"))


def _cells(row: etree._Element, number: int, book: Workbook) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for element in row:
        if not element.tag.endswith("}c"):
            continue
        name = element.get("r")
        column = place(name)[1] if name else len(found)
        cell = _cell(element, book)
        if cell.kind is Kind.EMPTY:
            continue
        if column >= MOST_COLUMNS:
            raise RefusedError("xlsx-columns", cell=reference(number, column), limit=MOST_COLUMNS)
        if column < len(found):
            raise RefusedError("xlsx-damaged", reason=f"the cell {name} is not in its order")
        found += [EMPTY] * (column - len(found)) + [cell]
    return tuple(found)


def _cell(element: etree._Element, book: Workbook) -> Cell:
    sort = element.get("t", "n")
    formula, value = False, None
    for child in element:
        if child.tag.endswith("}f"):
            formula = True
        elif child.tag.endswith("}v"):
            value = child.text or ""
        elif child.tag.endswith("}is"):
            value = text_of(child)
    if value is None or (value == "" and sort != "str"):
        return Cell("", Kind.TEXT, formula=True) if formula else EMPTY
    if sort == "s":
        return Cell(_shared(value, book), Kind.TEXT, formula=formula)
    if sort in ("str", "inlineStr"):
        return Cell(value, Kind.TEXT, formula=formula)
    if sort == "b":
        return Cell(value, Kind.TRUTH, formula=formula)
    if sort == "e":
        return Cell(value, Kind.ERROR, formula=formula)
    if sort == "d":
        return Cell(value.partition("T")[0], Kind.DATE, formula=formula)
    return _number(value, whole(element, "s", 0), formula, book)


def _shared(number: str, book: Workbook) -> str:
    try:
        return book.texts[int(number)]
    except (ValueError, IndexError):
        raise RefusedError("xlsx-damaged", reason=f"the text {number[:20]} is missing") from None


def _number(value: str, style: int, formula: bool, book: Workbook) -> Cell:
    if style not in book.dates:
        return Cell(shortest(value), Kind.NUMBER, formula=formula)
    precision = book.dates[style]
    if precision is None:
        return Cell(value, Kind.TIME, formula=formula)
    day = _day(value, day_one_1904=book.day_one_1904)
    if day is None:
        return Cell(value, Kind.TIME, formula=formula)
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]
    return Cell(day.isoformat()[:length], Kind.DATE, formula=formula)


def shortest(value: str) -> str:
    """The shortest text of the same number: 28.100000000000001 is how 28.1 is kept.

    A cell holds a binary fraction, and programs write up to 17 digits of it. The number
    that is given is the same fraction, exactly.

    >>> shortest("28.100000000000001"), shortest("55100586"), shortest("1e400")
    ('28.1', '55100586', '1e400')
    """
    digits = sum(char.isdigit() for char in value.lower().partition("e")[0])
    if digits <= _LONGEST:
        return value
    try:
        short = repr(float(value))
    except ValueError:
        return value
    return value if "n" in short else short.removesuffix(".0")


def _day(value: str, *, day_one_1904: bool) -> dt.date | None:
    """The day of a serial number; None before March 1900, where programs count differently."""
    try:
        serial = int(float(value))
    except (ValueError, OverflowError):
        return None
    start = dt.date(1904, 1, 1) if day_one_1904 else dt.date(1899, 12, 30)
    if not (0 if day_one_1904 else 61) <= serial <= 2_958_465:
        return None
    return start + dt.timedelta(days=serial)
