"""Tables (CSV) as rows of text with their lines: strict, with a stated dialect.

No dialect is guessed. The header is unique, every row is exactly as long as it, quotes are
closed, the last line ends with a line break: a file that was cut in the middle of a
number does not pass for a whole one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from generator.facts.readers.csv_frame import WHOLE, Frame
from generator.facts.text import code_points
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Where

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_NUL_OR_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE: Final = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MOST_COLUMNS: Final = 200
_MOST_PROBLEMS: Final = 20
_AT_ONCE: Final = 256
"""Records that are read in one go."""


class Row(NamedTuple):
    """One record: its cells and the line of the file it ends on."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table that was read whole: the header as it stands in the file, and the rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_line: int

    def column(self, name: str) -> int | None:
        """Number of the column whose header is ``name``."""
        wanted = header_key(name)
        keys = [header_key(cell) for cell in self.header]
        return keys.index(wanted) if wanted in keys else None


def header_key(name: str) -> str:
    """How two headers are compared: NFC, case-folded, without blanks and invisible signs."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", name)).strip().casefold()


@dataclass(slots=True)
class CsvStream:
    """A table whose header was read; its rows come one after the other.

    failed  the rest could not be read: told while ``rows`` ran.
    """

    header: tuple[str, ...]
    header_line: int
    name: str
    findings: Findings
    limits: Limits
    records: Iterator[tuple[tuple[str, ...], int]]
    failed: bool = False

    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, also those that are not as long as the header."""
        any_row = False
        try:
            for cells, line in self.records:
                if any(cells):
                    any_row = True
                    yield Row(cells, line)
        except _CsvError as error:
            self.failed = True
            where = Where(self.name, line=error.line)
            self.findings.add(error.code, where, limit=self.limits.csv_field)
        if not any_row and not self.failed:
            self.failed = True
            self.findings.add("csv-no-rows", Where(self.name, line=self.header_line))


def open_csv(
    text: str,
    name: str,
    findings: Findings,
    *,
    delimiter: str = ",",
    limits: Limits = DEFAULT_LIMITS,
    frame: Frame = WHOLE,
) -> CsvStream | None:
    """Begin to read a table; None, with the problems in ``findings``, when it has no form.

    frame  where in the file the table stands.
    """
    if not _sound_text(text, name, findings):
        return None
    records = frame.inside(_records(text, delimiter, limits))
    try:
        header = frame.header_of(records)
    except _CsvError as error:
        findings.add(error.code, Where(name, line=error.line), limit=limits.csv_field)
        return None
    if header is None:
        code = "csv-header-missing" if frame.header else "file-empty"
        findings.add(code, Where(name, line=frame.header[-1] if frame.header else None))
        return None
    cells, line = header
    if not _header_sound(cells, Where(name, line=line), findings, delimiter, bool(frame.header)):
        return None
    return CsvStream(cells, line, name, findings, limits, records)


def csv_table(
    text: str,
    name: str,
    findings: Findings,
    *,
    delimiter: str = ",",
    limits: Limits = DEFAULT_LIMITS,
) -> CsvTable | None:
    """Read a table whole; None, with the problems in ``findings``, when its form is unsound."""
    stream = open_csv(text, name, findings, delimiter=delimiter, limits=limits)
    if stream is None:
        return None
    expected = len(stream.header)
    rows: list[Row] = []
    uneven = 0
    for row in stream.rows():
        if len(row.cells) == expected:
            rows.append(row)
            continue
        where = Where(name, line=row.line)
        findings.add("csv-row-length", where, found=len(row.cells), expected=expected)
        uneven += 1
        if uneven >= _MOST_PROBLEMS:
            return None
    if uneven or stream.failed:
        return None
    return CsvTable(stream.header, tuple(rows), stream.header_line)


def _sound_text(text: str, name: str, findings: Findings) -> bool:
    if not text.strip():
        findings.add("file-empty", Where(name))
        return False
    if not text.endswith(("\n", "\r")):
        line = len(re.findall("\r\n|\r|\n", text)) + 1
        findings.add("csv-cut", Where(name, line=line))
        return False
    bad = _NUL_OR_CONTROL.search(text)
    if bad:
        line = len(re.findall("\r\n|\r|\n", text[: bad.start()])) + 1
        findings.add("csv-character", Where(name, line=line), character=code_points(bad.group()))
        return False
    return True


def rows_of(text: str, keys: frozenset[str], delimiter: str) -> tuple[Row, ...] | None:
    """Only the rows whose first cell is in ``keys``; None when that cannot be told simply.

    A quick look into a table whose digest is known and that has no quotes in it: reading
    the rows of one country should not cost reading all of them.
    """
    if '"' in text or "\r" in text:
        return None
    starts: list[int] = []
    for key in keys:
        at = text.find(f"\n{key}{delimiter}")
        while at >= 0:
            starts.append(at + 1)
            at = text.find(f"\n{key}{delimiter}", at + 1)
    found: list[Row] = []
    line, before = 1, 0
    for start in sorted(starts):
        line += text.count("\n", before, start)
        before = start
        end = text.find("\n", start)
        cells = text[start : end if end >= 0 else len(text)].split(delimiter)
        found.append(Row(tuple(cells), line))
    return tuple(found)


class _CsvError(Exception):
    def __init__(self, code: str, line: int) -> None:
        self.code = code
        self.line = line
        super().__init__(code)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one after the other: a stream would copy the text fourfold."""
    if "\r" in text:
        for found in _LINE.finditer(text):
            yield found.group()
        return
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at : end + 1]
        at = end + 1
    if at < len(text):
        yield text[at:]


def _records(text: str, delimiter: str, limits: Limits) -> Iterator[tuple[tuple[str, ...], int]]:
    reader = csv.reader(_lines(text), strict=True, delimiter=delimiter, quotechar='"')
    begin = 1
    while True:
        some, error = _some(reader, limits.csv_field)
        yield from some
        begin = some[-1][1] + 1 if some else begin
        if error is not None:
            said = str(error)
            code = "csv-field-long" if "larger than field limit" in said else "csv-quote"
            raise _CsvError(code, begin)
        if len(some) < _AT_ONCE:
            return


def _some(reader: Any, most: int) -> tuple[list[tuple[tuple[str, ...], int]], csv.Error | None]:
    """The next records with their lines, and what is wrong with the one behind them.

    The limit is one of the whole process, so it is given back before anything else is done.
    """
    before = csv.field_size_limit(most)
    found: list[tuple[tuple[str, ...], int]] = []
    try:
        for cells in reader:
            found.append((tuple(cells), reader.line_num))
            if len(found) == _AT_ONCE:
                break
    except csv.Error as error:
        return found, error
    finally:
        csv.field_size_limit(before)
    return found, None


def _header_sound(
    header: tuple[str, ...], where: Where, findings: Findings, delimiter: str, nameless: bool
) -> bool:
    """Whether the header names its columns.

    nameless  columns without a name are passed over, as in workbooks: under a title that
              stands in the file, tables are as the producer laid them out.
    """
    if len(header) > _MOST_COLUMNS:
        findings.add("csv-columns", where, found=len(header), limit=_MOST_COLUMNS)
        return False
    if len(header) == 1:
        other = next((mark for mark in ",;\t|" if mark in header[0] and mark != delimiter), None)
        if other:
            words = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
            findings.add("csv-delimiter", where, found=words[other])
            return False
    seen: set[str] = set()
    sound = True
    for cell in header:
        key = header_key(cell)
        if not key and nameless:
            continue
        if not key or key in seen:
            findings.add("csv-header-twice" if key else "csv-header-empty", where, header=cell)
            sound = False
        elif cell != cell.strip():
            findings.add("csv-header-blank", where, header=cell)
            sound = False
        seen.add(key)
    return sound
