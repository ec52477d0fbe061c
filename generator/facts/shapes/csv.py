"""Comma-separated values, and tables divided by semicolons, tabs or bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.facts.grid import GridLayout, GridReader, columns_of, grid_layout
from generator.facts.observations import Locator, Observation
from generator.facts.readers.csv_cells import cell_spans, raw_records
from generator.facts.readers.csv_table import CsvStream, header_key, open_csv, rows_of
from generator.facts.schema import Fields, Place
from generator.facts.tablefile import TableFile
from generator.problems import Findings

DELIMITERS: Final = MappingProxyType({"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"})
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
    """How a CSV file is written down, and what its columns mean."""

    grid: GridLayout
    delimiter: str = ","
    encoding: str = "utf-8"


def layout(fields: Fields) -> CsvLayout:
    """The settings of the shape."""
    encoding = fields.word("encoding", ENCODINGS) or "utf-8"
    delimiter = fields.word("delimiter", DELIMITERS) or "comma"
    return CsvLayout(grid_layout(fields), DELIMITERS[delimiter], encoding)


def observations(file: TableFile) -> Iterator[Observation]:
    """One observation for each row."""
    settings: CsvLayout = file.setup.layout
    text = file.decoded(settings.encoding)
    if text is None:
        return
    if file.trusted and file.areas is not None:
        quick = _quick(text, file, settings)
        if quick is not None:
            yield from quick
            return
    stream = open_csv(
        text,
        file.place.file,
        file.place.findings,
        delimiter=settings.delimiter,
        limits=file.place.limits,
    )
    columns = None
    if stream is not None:
        columns = columns_of(settings.grid, stream.header, stream.header_line, file)
    if stream is None or columns is None:
        file.unsound = True
        return
    header = stream.header
    reader = GridReader(file, settings.grid, columns, lambda _, column: header[column])
    yield from reader.observations(_counted(stream, file, columns["area"]))


def _counted(
    stream: CsvStream, file: TableFile, area: int
) -> Iterator[tuple[tuple[str, ...], int]]:
    """The rows that are wanted; rows of another length than the header are told."""
    for row in stream.rows():
        file.records += 1
        cells, line = row
        if len(cells) != len(stream.header):
            told = cells[area].strip() if len(cells) > area else ""
            values = {"found": len(cells), "expected": len(stream.header)}
            file.bad_row("csv-row-length", line, None, told, **values)
        else:
            yield row
    if stream.failed:
        file.unsound = True


def _quick(text: str, file: TableFile, settings: CsvLayout) -> Iterator[Observation] | None:
    """The rows of a few areas, found without reading the others: the file is known whole."""
    head, _, _ = text.partition("\n")
    header = tuple(head.rstrip("\r").split(settings.delimiter))
    quiet = TableFile(b"", file.stem, file.setup, Place(file.place.file, Findings()))
    columns = columns_of(settings.grid, header, 1, quiet)
    if columns is None or columns["area"] != 0:
        return None
    rows = rows_of(text, file.areas or frozenset(), settings.delimiter)
    if rows is None:
        return None
    reader = GridReader(file, settings.grid, columns, lambda _, column: header[column])
    return reader.observations(rows)


def locate(file: TableFile, line: int, cell: str) -> Locator | None:
    """The bytes of a cell: the record that ends on that line, the column of that header."""
    settings: CsvLayout = file.setup.layout
    text = file.decoded(settings.encoding)
    if text is None:
        return None
    number: int | None = None
    for begin, record, ends_on in raw_records(text, settings.delimiter):
        spans = cell_spans(record, settings.delimiter)
        if number is None:
            keys = [header_key(record[a:b].strip('"')) for a, b in spans]
            if header_key(cell) not in keys:
                return None
            number = keys.index(header_key(cell))
        elif ends_on == line:
            if number >= len(spans):
                return None
            start, end = spans[number]
            return Locator(line, cell, *file.bytes_of(text, begin + start, begin + end))
        elif ends_on > line:
            return None
    return None
