"""The workbook behind a chart: one sheet with what the chart shows, and nothing else.

The first row names the series, the first column the periods or what is compared. Numbers
are exact; a cell without a value is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from generator.writers.docx.xml import DECLARATION, R, escape
from generator.writers.docx.zipping import Packed, shared, zipped

SHEET: Final = "Sheet1"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LETTERS: Final = 26
_WIDE: Final = 24  # of a column with words, in digits


class Column(NamedTuple):
    """A series in the sheet: its name, and a number or nothing for each row."""

    name: str
    numbers: Sequence[str]


def workbook(rows: Sequence[str], columns: Sequence[Column], *, rtl: bool) -> bytes:
    """An Excel file of the names of some rows and of columns of numbers.

    rtl  whether the first column stands on the right.
    """
    parts: dict[str, bytes | Packed] = dict(_fixed())
    parts["xl/worksheets/sheet1.xml"] = _sheet(rows, columns, rtl=rtl).encode()
    return zipped(parts)


def cells(column: int, first: int, last: int | None = None) -> str:
    """A reference to cells of one column, as formulas of charts write it; counted from 0.

    >>> cells(1, 1, 5), cells(27, 0)
    ('Sheet1!$B$2:$B$6', 'Sheet1!$AB$1')
    """
    letters = _letters(column)
    end = "" if last is None else f":${letters}${last + 1}"
    return f"{SHEET}!${letters}${first + 1}{end}"


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, over = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + over) + text
    return text


def _sheet(rows: Sequence[str], columns: Sequence[Column], *, rtl: bool) -> str:
    side = ' rightToLeft="1"' if rtl else ""
    last = f"{_letters(len(columns))}{len(rows) + 1}"
    head = "".join(_words(place, 0, column.name) for place, column in enumerate(columns, 1))
    below = "".join(
        f'<row r="{row + 1}">{"".join(_row(row, name, columns))}</row>'
        for row, name in enumerate(rows, 1)
    )
    return (
        f'{DECLARATION}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/>'
        f'<sheetViews><sheetView{side} workbookViewId="0"/></sheetViews>'
        f'<cols><col min="1" max="{len(columns) + 1}" width="{_WIDE}" customWidth="1"/></cols>'
        f'<sheetData><row r="1">{head}</row>{below}</sheetData></worksheet>'
    )


def _row(row: int, name: str, columns: Sequence[Column]) -> Iterator[str]:
    yield _words(0, row, name)
    for place, column in enumerate(columns, 1):
        if number := column.numbers[row - 1]:
            yield f'<c r="{_letters(place)}{row + 1}"><v>{number}</v></c>'


def _words(column: int, row: int, text: str) -> str:
    place = f"{_letters(column)}{row + 1}"
    inside = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
    return f'<c r="{place}" t="inlineStr">{inside}</c>' if text else ""


@cache
def _fixed() -> dict[str, Packed]:
    """The parts that every workbook has, compressed once."""
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("styles", "styles"),
        )
    )
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/>'
        '<name val="Calibri"/><family val="2"/></font></fonts><fills count="2">'
        '<fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
        "<left/><right/><top/><bottom/><diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
        ' xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0"'
        ' builtinId="0"/></cellStyles></styleSheet>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{R}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    }
    return {name: shared(f"{DECLARATION}{text}".encode()) for name, text in texts.items()}


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
