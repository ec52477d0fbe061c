"""Statistics from tables: one fact for each area, indicator and period.

The table is as its producer published it; ``source.toml`` says which column is which. A
file is refused whole when its hash or number of rows is not as stated, and every bad cell is
reported with its line. With ``areas`` only the rows of those areas become facts, and a table
whose hash agrees is not looked at further: what one brief does not need costs it nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.dates import parse_edtf
from generator.facts.indicators import Indicator
from generator.facts.model import (
    Basis,
    EdtfDate,
    Fact,
    Kind,
    Moment,
    Origin,
    Quantity,
)
from generator.facts.numbers import parse_number
from generator.facts.readers.csv_table import CsvTable, Row, csv_table, rows_of
from generator.facts.readers.decode import decode, read_bytes
from generator.facts.records import NO_MARKING
from generator.facts.refused import RefusedError
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile, TableSetup
from generator.facts.versions import digest_of, version_of
from generator.limits import Limits
from generator.problems import Severity

_MOST_PROBLEMS: Final = 100
_NO_TABLES: Final = frozenset({"areas.csv", "indicators.csv", "translations.csv"})
_STATUS_TAGS: Final = MappingProxyType(
    {
        "A": None,
        "E": "estimated",
        "F": "forecast",
        "P": "provisional",
        "estimate": "estimated",
        "estimated": "estimated",
        "forecast": "forecast",
        "provisional": "provisional",
        "normal": None,
    }
)
"""SDMX observation status, and the words producers use, as tags."""


@dataclass(slots=True)
class TableReader:
    """Reads the tables of one source.

    areas  codes of the areas wanted; None = all.
    """

    source: SourceFile
    place: Place
    indicators: Mapping[str, Indicator]
    areas: frozenset[str] | None = None

    def facts(self, setup: TableSetup, digests: dict[str, str]) -> Iterator[Fact]:
        """Every fact of one ``[[tables]]`` entry; digests of the files go to ``digests``."""
        files = self._files(setup)
        if not files:
            source_place = Place(self.source.file, self.place.findings, self.place.limits)
            where = (setup.line, 1)
            source_place.note("table-no-file", where, "tables.files", {"files": setup.files})
        for path in files:
            yield from self._file(path, setup, digests)

    def _files(self, setup: TableSetup) -> list[Path]:
        folder = self.source.folder.resolve()
        pattern = setup.files
        if pattern.startswith("/") or ".." in Path(pattern).parts:
            return []
        found = sorted(self.source.folder.glob(pattern))
        return [
            path
            for path in found
            if path.resolve().is_relative_to(folder) and path.name not in _NO_TABLES
        ]

    def _file(self, path: Path, setup: TableSetup, digests: dict[str, str]) -> Iterator[Fact]:
        inside = path.relative_to(self.source.folder).as_posix()
        name = f"{Path(self.source.file).parent.as_posix()}/{inside}"
        place = Place(name, self.place.findings, self.place.limits)
        content = read_bytes(path, name, place.findings, place.limits.facts_file)
        if content is None:
            return
        digest = hashlib.sha256(content).hexdigest()
        digests[path.name] = digest
        stated = setup.digest.get(path.name)
        if stated is not None and stated != digest:
            place.note("table-changed", None, None, {"stated": stated, "found": digest})
            return
        text = decode(content, name, place.findings, setup.encoding)
        if text is None:
            return
        columns, rows = self._rows(text, setup, place, trusted=stated is not None)
        if columns is None:
            return
        expected = setup.rows.get(path.name)
        if self.areas is None and expected is not None and expected != len(rows):
            place.note("table-rows", None, None, {"stated": expected, "found": len(rows)})
            return
        reader = _RowReader(self, setup, place, columns, path.stem)
        before = len(place.findings)
        for row in rows:
            if len(place.findings) - before > _MOST_PROBLEMS:
                place.note("problems-many", (row.line, 1), None, {"limit": _MOST_PROBLEMS})
                return
            fact = reader.fact(row)
            if fact is not None:
                yield fact

    def _rows(
        self, text: str, setup: TableSetup, place: Place, *, trusted: bool
    ) -> tuple[dict[str, int] | None, tuple[Row, ...]]:
        if trusted and self.areas is not None:
            head, _, _ = text.partition("\n")
            header = CsvTable(tuple(head.rstrip("\r").split(setup.delimiter)), (), 1)
            columns = _columns(header, setup, place, quiet=True)
            if columns is not None and columns["area"] == 0:
                quick = rows_of(text, self.areas, setup.delimiter)
                if quick is not None:
                    return columns, quick
        table = csv_table(
            text, place.file, place.findings, delimiter=setup.delimiter, limits=place.limits
        )
        if table is None:
            return None, ()
        columns = _columns(table, setup, place, quiet=False)
        if columns is None or self.areas is None:
            return columns, table.rows
        wanted = tuple(r for r in table.rows if r.cells[columns["area"]].strip() in self.areas)
        return columns, wanted


def _columns(
    table: CsvTable, setup: TableSetup, place: Place, *, quiet: bool
) -> dict[str, int] | None:
    found: dict[str, int] = {}
    for meaning, header in setup.columns.items():
        number = table.column(header)
        if number is None:
            if not quiet:
                near = codes.near(header, table.header)
                code = "table-no-column-near" if near else "table-no-column"
                values = {"header": header, "suggestion": near, "known": ", ".join(table.header)}
                place.note(code, (table.header_line, 1), meaning, values)
            return None
        found[meaning] = number
    return found


class _RowReader:
    """Turns the rows of one file into facts."""

    def __init__(
        self,
        reader: TableReader,
        setup: TableSetup,
        place: Place,
        columns: dict[str, int],
        stem: str,
    ) -> None:
        self.reader = reader
        self.setup = setup
        self.place = place
        self.columns = columns
        self.stem = stem
        source = reader.source.source
        self.origin: Origin = source.origins[setup.document]
        self.marking = self.origin.marking or source.marking or NO_MARKING
        limits = reader.place.limits
        self.limits = Limits(
            number_magnitude=limits.number_magnitude, number_decimals=setup.decimals
        )
        self.unknown: set[str] = set()
        self.common: dict[tuple[str, tuple[str, ...]], str] = {}

    def fact(self, row: Row) -> Fact | None:
        """The fact of one row; None for a missing value or a mistake, which is noted."""
        cell = row.cells
        if cell[self.columns["value"]].strip() in self.setup.missing:
            return None
        area = cell[self.columns["area"]].strip()
        if area in self.setup.leave_out:
            return None
        try:
            codes.check_code(area, codes.AREA, "area")
            period = parse_edtf(cell[self.columns["period"]])
            value = parse_number(cell[self.columns["value"]], self.setup.form, self.limits)
        except RefusedError as error:
            self.place.note(error.code, (row.line, 1), self._blamed(error.code), error.values)
            return None
        indicator = self._indicator(row)
        if indicator is None:
            return None
        return self._made(area, period, value, indicator, row)

    def _blamed(self, code: str) -> str:
        meaning = {"date": "period", "number": "value"}.get(code.split("-", 1)[0], "area")
        return self.setup.columns[meaning]

    def _indicator(self, row: Row) -> Indicator | None:
        number = self.columns.get("indicator")
        code = self.setup.indicator or (self.stem if number is None else row.cells[number].strip())
        found = self.reader.indicators.get(code)
        if found is None and code not in self.unknown:
            self.unknown.add(code)
            near = codes.near(code, self.reader.indicators)
            values = {"indicator": codes.shortened(code), "suggestion": near}
            told = "indicator-near" if near else "indicator-unknown"
            self.place.note(told, (row.line, 1), None, values)
        return found

    def _tags(self, row: Row, indicator: Indicator) -> tuple[str, ...]:
        number = self.columns.get("status")
        status = row.cells[number].strip() if number is not None else ""
        if not status:
            return indicator.tags
        if status not in _STATUS_TAGS:
            values = {"value": codes.shortened(status), "known": ", ".join(_STATUS_TAGS)}
            self.place.note("status-unknown", (row.line, 1), "status", values, Severity.WARNING)
        tag = _STATUS_TAGS.get(status)
        return (*indicator.tags, tag) if tag else indicator.tags

    def _made(
        self, area: str, period: EdtfDate, value: Decimal, indicator: Indicator, row: Row
    ) -> Fact:
        slug = indicator.id.lower().replace(".", "-").replace("_", "-")
        tags = self._tags(row, indicator)
        written = f"{area}|{period.text}|{value}"
        return Fact(
            id=f"{self.setup.id_prefix}-{slug}-{area.lower()}-{period.text.lower()}",
            kind=Kind.FIGURE,
            countries=(area,),
            text=MappingProxyType({}),
            origin=self.origin,
            marking=self.marking,
            name=indicator.name,
            indicator=indicator.id,
            quantity=Quantity(
                value=value,
                unit=indicator.unit,
                currency=indicator.currency,
                price_base=indicator.price_base,
                decimals=indicator.decimals,
            ),
            moment=Moment(date=period),
            as_of=period,
            as_of_basis=Basis.STATED,
            staleness=indicator.staleness,
            tags=tags,
            file=self.place.file,
            line=row.line,
            version=digest_of((self._common(indicator, tags), written)),
        )

    def _common(self, indicator: Indicator, tags: tuple[str, ...]) -> str:
        """Version of what all values of a series share: hashed once, not for every row."""
        key = (indicator.id, tags)
        if key not in self.common:
            shared = (indicator, tags, self.origin, self.marking)
            self.common[key] = version_of(shared)
        return self.common[key]
