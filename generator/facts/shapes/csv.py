"""Comma-separated values, and tables divided by semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.facts.areacodes import ISO3
from generator.facts.grid import GridReader
from generator.facts.gridlayout import Columns, GridLayout, columns_of, grid_layout, header_rows
from generator.facts.observations import Locator, Observation
from generator.facts.readers.csv_cells import cell_spans, raw_records
from generator.facts.readers.csv_frame import WHOLE, Frame
from generator.facts.readers.csv_table import CsvStream, header_key, open_csv, rows_of
from generator.facts.rowgroups import group_digests, is_simple
from generator.facts.schema import Fields
from generator.facts.shapes import HEAD, Groups
from generator.facts.tablefile import DETECT, TableFile

DELIMITERS: Final = MappingProxyType({"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"})
_LAST_LINE: Final = 1_000
"""The last line on which a header may stand."""
_HEAD: Final = 20_000
"""Characters in which a header must stand for its delimiter to be looked for."""
ENCODINGS: Final = (
    "utf-8",
    "utf-16",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "iso-8859-1",
    "iso-8859-6",
    "iso-8859-15",
)


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How a CSV file is written down, and what its columns mean.

    delimiter  None: a comma, or what is found in the header and told.
    encoding   "detect": what is found in the text and told.
    frame      where in the file the table stands.
    """

    grid: GridLayout
    delimiter: str | None = None
    encoding: str = "utf-8"
    frame: Frame = WHOLE


def layout(fields: Fields) -> CsvLayout:
    """The settings of the shape."""
    encoding = fields.word("encoding", (*ENCODINGS, DETECT)) or "utf-8"
    delimiter = fields.word("delimiter", DELIMITERS)
    return CsvLayout(
        grid_layout(fields),
        DELIMITERS[delimiter] if delimiter else None,
        encoding,
        Frame(header_rows(fields, _LAST_LINE), fields.integer("last_row")),
    )


def observations(file: TableFile) -> Iterator[Observation]:
    """One observation for each row, or for each of its cells that hold values."""
    settings: CsvLayout = file.setup.layout
    text = file.decoded(settings.encoding)
    if text is None:
        return
    content, file.content = file.content, b""
    if file.trusted and file.areas is not None:
        quick = _quick(text, file, settings)
        if quick is not None:
            yield from quick
            return
    delimiter = _delimiter(text, file, settings)
    stream = _opened(text, file, delimiter)
    columns = None
    if stream is not None:
        columns = columns_of(settings.grid, stream.header, stream.header_line, file)
    if stream is None or columns is None:
        file.unsound = True
        return
    header = stream.header
    keys = _to_look_at(content, file, settings, columns, delimiter)
    del content  # from here on the text is all that is needed
    reader = GridReader(file, settings.grid, columns, lambda _, column: header[column])
    yield from reader.observations(lambda to: _counted(text, to, delimiter, columns.area, keys))


def _opened(text: str, file: TableFile, delimiter: str) -> CsvStream | None:
    place = file.place
    return open_csv(
        text,
        place.file,
        place.findings,
        delimiter=delimiter,
        limits=place.limits,
        frame=file.setup.layout.frame,
    )


def _delimiter(text: str, file: TableFile, settings: CsvLayout) -> str:
    """The delimiter: as stated, or the one other that divides the header as it should be."""
    if settings.delimiter is not None:
        return settings.delimiter
    if len(_head(text, ",", settings.frame)) > 1:
        return ","
    for name, mark in DELIMITERS.items():
        found = _head(text, mark, settings.frame)
        quiet = file.quiet()
        if len(found) > 1 and columns_of(settings.grid, found, 1, quiet) is not None:
            file.warn("table-delimiter-found", 1, None, delimiter=name)
            return mark
    return ","


def _head(text: str, delimiter: str, frame: Frame) -> tuple[str, ...]:
    """The header as a delimiter divides it; () where there is none."""
    reader = csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=delimiter)
    found = frame.header_of((tuple(cells), reader.line_num) for cells in reader)
    return () if found is None else found[0]


def _counted(
    text: str, file: TableFile, delimiter: str, area: int, keys: frozenset[str] | None
) -> Iterator[tuple[tuple[str, ...], int]]:
    """The rows of the length of the header; the others are told to ``file``.

    keys  only the rows that begin with one of them need be looked at; None: all.
    """
    stream = _opened(text, file, delimiter)
    if stream is None:
        return
    some = None if keys is None else rows_of(text, keys, delimiter)
    longest = file.place.limits.csv_field
    if some and any(len(cell) > longest for cells, _ in some for cell in cells):
        some = None
    for row in some or stream.rows():
        file.records += 1
        cells, line = row
        if len(cells) == len(stream.header):
            yield row
        else:
            named = cells[area].strip() if len(cells) > area else ""
            values = {"found": len(cells), "expected": len(stream.header)}
            file.bad_row("csv-row-length", line, None, named, **values)
    if stream.failed:
        file.unsound = True


def _to_look_at(
    content: bytes, file: TableFile, settings: CsvLayout, columns: Columns, delimiter: str
) -> frozenset[str] | None:
    """What the rows begin with that are new or wanted; None where any row may be.

    The others were read before and were sound, under the same head and by the same settings.
    """
    if not file.known or file.areas is None or not _begins_with_area(file, settings, columns):
        return None
    if not is_simple(content, delimiter.encode()):
        return None
    digests = group_digests(content)
    return file.areas.union(area for area, one in digests.items() if one not in file.known)


def _begins_with_area(file: TableFile, settings: CsvLayout, columns: Columns) -> bool:
    """Whether rows begin with their area, and each can be read without the others."""
    if columns.area != 0 or file.setup.code_system != ISO3:
        return False
    return settings.grid.form.decimal is not None and settings.frame.whole


def _quick(text: str, file: TableFile, settings: CsvLayout) -> Iterator[Observation] | None:
    """The rows of a few areas, found without reading the others: the file is known whole."""
    grid, delimiter = settings.grid, settings.delimiter or ","
    head, _, _ = text.partition("\n")
    header = tuple(head.rstrip("\r").split(delimiter))
    columns = columns_of(grid, header, 1, file.quiet())
    if columns is None or not _begins_with_area(file, settings, columns):
        return None
    rows = rows_of(text, file.areas or frozenset(), delimiter)
    if rows is None:
        return None
    reader = GridReader(file, grid, columns, lambda _, column: header[column])
    return reader.observations(lambda _: rows)


def divided(file: TableFile) -> Groups | None:
    """The lines of each area; None where a row may depend on others, or is more than a line."""
    settings: CsvLayout = file.setup.layout
    grid, content = settings.grid, file.content
    if grid.naming is not None or not settings.frame.whole:
        return None  # names of countries are read together; notes belong to no country
    if settings.encoding in (DETECT, "utf-16") or grid.add_up or grid.form.decimal is None:
        return None
    if b'"' in content or b"\r" in content:
        return None
    delimiter = (settings.delimiter or ",").encode()
    head, *lines = content.split(b"\n")
    header = [cell.decode("utf-8", "replace") for cell in head.split(delimiter)]
    columns = columns_of(grid, header, 1, file.quiet())
    if columns is None or columns.area != 0:
        return None
    groups: dict[str, list[tuple[int, bytes]]] = {HEAD: [(1, head)]}
    for number, line in enumerate(lines, 2):
        key = line.partition(delimiter)[0].decode("utf-8", "surrogateescape")
        if key:
            groups.setdefault(key, []).append((number, line))
        elif line:
            return None
    return groups


def locate(file: TableFile, line: int, cell: str) -> Locator | None:
    """The bytes of a cell: the record that ends on that line, the column of that header."""
    return next(iter(located(file, [(line, cell)])), None)


def located(file: TableFile, wanted: Iterable[tuple[int, str]]) -> list[Locator]:
    """The bytes of several cells, found in one pass; those that are not there are left out."""
    settings: CsvLayout = file.setup.layout
    text = file.decoded(settings.encoding)
    if text is None:
        return []
    by_line: dict[int, list[str]] = {}
    for line, cell in wanted:
        by_line.setdefault(line, []).append(cell)
    delimiter = _delimiter(text, file, settings)
    records = raw_records(text, delimiter)
    names = ((_cells(record, delimiter), line) for _, record, line in records)
    header = settings.frame.header_of(names) or ((), 0)
    keys = [header_key(cell) for cell in header[0]]
    found = []
    for begin, record, ends_on in records:
        for cell in by_line.pop(ends_on, ()):
            number = keys.index(header_key(cell)) if header_key(cell) in keys else len(keys)
            spans = cell_spans(record, delimiter)
            if number < len(spans):
                start, end = (begin + at for at in spans[number])
                found.append(Locator(ends_on, cell, *file.bytes_of(text, start, end)))
        if not by_line:
            break
    return found


def _cells(record: str, delimiter: str) -> tuple[str, ...]:
    return tuple(record[start:end].strip('"') for start, end in cell_spans(record, delimiter))
