"""Rows and columns as observations, whatever they were kept in (CSV, a sheet, a query).

``source.toml`` says which column means what; nothing is guessed from its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeAlias

from generator.facts import codes
from generator.facts.numbers import PLAIN, NumberForm
from generator.facts.observations import Locator, Observation
from generator.facts.readers.csv_table import header_key
from generator.facts.readers.tree import Scalar
from generator.facts.refused import RefusedError
from generator.facts.schema import Fields
from generator.facts.tablefile import TableFile, blamed

Cell: TypeAlias = "str | Decimal"
MEANINGS: Final = ("area", "period", "value", "indicator", "status")
_NEEDED: Final = ("area", "period", "value")

STATUS_TAGS: Final[Mapping[str, str | None]] = MappingProxyType(
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


@dataclass(frozen=True, slots=True)
class GridLayout:
    """What the columns mean.

    columns  header by meaning (area, period, value, indicator, status).
    form     how numbers are written.
    missing  words that mean: no value.
    """

    columns: Mapping[str, str]
    form: NumberForm = PLAIN
    missing: frozenset[str] = frozenset({""})


def grid_layout(fields: Fields) -> GridLayout:
    """The settings that every grid has."""
    columns = fields.table_of("columns", required=True)
    layout = GridLayout(
        columns=_columns(columns) if columns is not None else {},
        form=_number_form(fields),
        missing=_missing(fields),
    )
    if columns is not None:
        fields.sound = columns.finish() and fields.sound
    return layout


def _columns(fields: Fields) -> Mapping[str, str]:
    found = {}
    for meaning in MEANINGS:
        header = fields.text(meaning, required=meaning in _NEEDED)
        if header is not None:
            found[meaning] = header
    return MappingProxyType(found)


def _number_form(fields: Fields) -> NumberForm:
    decimal = fields.word("decimal_mark", (".", ","))
    group = fields.word("group_mark", (",", ".", " ", "'"))
    digits = fields.word("digits", ("latn", "arab", "arabext"))
    return NumberForm(decimal, group or "", digits or "latn")


def _missing(fields: Fields) -> frozenset[str]:
    words = (n.text for n in fields.items("missing") if isinstance(n, Scalar))
    return frozenset(("", *words))


def columns_of(
    layout: GridLayout, header: Sequence[str], line: int, file: TableFile
) -> dict[str, int] | None:
    """Numbers of the columns by meaning; None, told, when one is not there."""
    keys = [header_key(cell) for cell in header]
    found: dict[str, int] = {}
    for meaning, name in layout.columns.items():
        wanted = header_key(name)
        if wanted not in keys:
            near = codes.near(name, header)
            code = "table-no-column-near" if near else "table-no-column"
            values = {"header": name, "suggestion": near, "known": ", ".join(header)}
            file.place.note(code, (line, 1), meaning, values)
            file.unsound = True
            return None
        found[meaning] = keys.index(wanted)
    return found


CellNames: TypeAlias = Callable[[int, int], str]
"""The name of a cell by the line of its row and the number of its column."""


@dataclass(slots=True)
class GridReader:
    """Turns the rows of one grid into observations."""

    file: TableFile
    layout: GridLayout
    columns: Mapping[str, int]
    name: CellNames

    def observations(self, rows: Iterable[tuple[Sequence[str], int]]) -> Iterator[Observation]:
        """One observation for each row that has a value; bad rows are told."""
        for cells, line in rows:
            found = self._row(cells, line)
            if found is not None:
                yield found

    def _row(self, cells: Sequence[str], line: int) -> Observation | None:
        columns, file = self.columns, self.file
        written = cells[columns["value"]]
        if written.strip() in self.layout.missing:
            return None
        area: str | None = ""
        try:
            area = file.area(cells[columns["area"]])
            if area is None or not file.wanted(area):
                return None
            period = file.period(cells[columns["period"]])
            value = file.number(written, self.layout.form)
        except RefusedError as error:
            self._bad(error, line, area or "")
            return None
        return Observation(
            area=area,
            indicator=self._indicator(cells),
            period=period,
            locator=Locator(line, self.name(line, columns["value"])),
            value=value,
            status=self._status(cells, line),
        )

    def _bad(self, error: RefusedError, line: int, area: str) -> None:
        cell = self.name(line, self.columns[blamed(error)])
        self.file.bad_row(error.code, line, cell, area, **error.values)

    def _indicator(self, cells: Sequence[str]) -> str:
        number = self.columns.get("indicator")
        fixed = self.file.setup.indicator
        return fixed or (self.file.stem if number is None else cells[number].strip())

    def _status(self, cells: Sequence[str], line: int) -> str | None:
        number = self.columns.get("status")
        status = cells[number].strip() if number is not None else ""
        if not status:
            return None
        if status not in STATUS_TAGS:
            known = ", ".join(STATUS_TAGS)
            shown = codes.shortened(status)
            self.file.warn("status-unknown", line, "status", value=shown, known=known)
        return STATUS_TAGS.get(status)
