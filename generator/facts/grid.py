"""Rows and columns as observations, whatever they were kept in (CSV, a sheet, a query).

``source.toml`` says which column means what. What it does not say and the content shows (how
numbers are written) is told before it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeAlias

from generator.facts import codes
from generator.facts.areacodes import area_named
from generator.facts.gridlayout import Columns, GridLayout, ValueColumn
from generator.facts.model import Basis, EdtfDate
from generator.facts.namecells import texts_of
from generator.facts.numbermarks import marks_of
from generator.facts.numbers import NumberForm
from generator.facts.observations import Locator, Observation
from generator.facts.refused import RefusedError
from generator.facts.scales import in_full, power_of
from generator.facts.tablefile import TableFile

STATUS_TAGS: Final[Mapping[str, str | None]] = MappingProxyType(
    {
        "A": None,
        "E": "estimated",
        "F": "forecast",
        "P": "provisional",
        "estimate": "estimated",
        "estimated": "estimated",
        "forecast": "forecast",
        "projection": "forecast",
        "provisional": "provisional",
        "normal": None,
    }
)
"""SDMX observation status, and the words producers use, as tags."""

CellNames: TypeAlias = Callable[[int, int], str]
"""The name of a cell by the line of its row and the number of its column."""

Rows: TypeAlias = Callable[[TableFile], Iterable[tuple[Sequence[str], int]]]
"""The rows with their lines, from the first, and a file that is told of those without form.

Called again where they are looked at twice: the first time nothing is told.
"""


@dataclass(slots=True)
class GridReader:
    """Turns the rows of one grid into observations."""

    file: TableFile
    layout: GridLayout
    columns: Columns
    name: CellNames
    form: NumberForm = field(init=False)

    def __post_init__(self) -> None:
        self.form = self.layout.form

    def observations(self, rows: Rows) -> Iterator[Observation]:
        """One observation for each cell that has a value; bad rows are told."""
        if self.layout.form.decimal is None:
            self._find_form(rows)
        found = (one for cells, line in rows(self.file) for one in self._row(cells, line))
        yield from _sums(found) if self.layout.add_up else found

    def is_missing(self, cell: str) -> bool:
        """Whether a cell says that there is no value."""
        return cell.strip() in self.layout.missing

    def period(self, cell: str) -> EdtfDate:
        """The period in a cell. Raises ``RefusedError``."""
        return self.file.period(cell)

    def number(self, cell: str, line: int, column: int) -> Decimal:
        """The value in a cell. Raises ``RefusedError``."""
        return self.file.number(cell, self.form)

    def text(self, cell: str) -> str:
        """A cell as a code or a word. Raises ``RefusedError``."""
        return cell.strip()

    def _find_form(self, rows: Rows) -> None:
        """Find out how the numbers are written, and say so."""
        columns = [column.number for column in self.columns.values]
        marks = marks_of(
            (cells[n].strip(), line) for cells, line in rows(self.file.quiet()) for n in columns
        )
        found = marks.form(self.layout.form.digits)
        if found is None:
            return
        self.form, (example, line) = found
        values = {"decimal": self.form.decimal, "group": self.form.group, "example": example}
        code = "table-marks-found" if self.form.group else "table-mark-found"
        self.file.warn(code, line, self.name(line, columns[0]), **values)

    def _row(self, cells: Sequence[str], line: int) -> Iterator[Observation]:
        columns = self.columns
        if columns.only and any(
            cells[number].strip() not in allowed for number, allowed in columns.only
        ):
            return
        filled = [one for one in columns.values if not self.is_missing(cells[one.number])]
        if not filled:
            return
        area = self._area(cells, line, columns.area)
        if not area or not self.file.wanted(area) or not self._same_area(cells, line, area):
            return
        partner = self._area(cells, line, columns.partner)
        if partner == "":
            return
        for column in filled:
            if column.name is not None:
                yield from self._names(cells, line, column, area)
                continue
            found = self._observation(cells, line, column, area)
            if found is not None:
                yield found if partner is None else found._replace(partner=partner)

    def _area(self, cells: Sequence[str], line: int, number: int | None) -> str | None:
        """The ISO code in a column; "" for one left out or bad; None without the column."""
        if number is None:
            return None
        try:
            text = self.text(cells[number])
            return self.file.area(text, line, self.name(line, number)) or ""
        except RefusedError as error:
            self._bad(error, line, number, "")
            return ""

    def _same_area(self, cells: Sequence[str], line: int, area: str) -> bool:
        """Whether the name beside a code is not that of another country."""
        number = self.columns.area_name
        if number is None:
            return True
        name = cells[number].strip()
        named = area_named(name) if name else None
        if named is None or named == area:
            return True
        code = cells[self.columns.area].strip()
        values = {"code": code, "area": area, "name": codes.shortened(name), "named": named}
        cell = self.name(line, self.columns.area)
        self.file.bad_row("area-name-differs", line, cell, area, **values)
        return False

    def _observation(
        self, cells: Sequence[str], line: int, column: ValueColumn, area: str
    ) -> Observation | None:
        columns = self.columns
        blamed = columns.period
        period: EdtfDate | None = column.period
        try:
            if columns.period is not None:
                period = self.period(cells[columns.period])
            blamed = columns.scale
            power = self._power(cells)
            blamed, decimals = column.number, None
            value = self.number(cells[column.number], line, column.number)
            if power:
                value, decimals = in_full(value, power, self.file.limits)
        except RefusedError as error:
            self._bad(error, line, column.number if blamed is None else blamed, area)
            return None
        return Observation(
            area=area,
            indicator=column.indicator or self._indicator(cells),
            period=period,
            locator=Locator(line, self.name(line, column.number)),
            value=value,
            status=self._status(cells, line) or self._forecast(period),
            note=self._note(cells),
            decimals=decimals,
        )

    def _power(self, cells: Sequence[str]) -> int:
        """The power of ten of a row's numbers. Raises ``RefusedError``."""
        number = self.columns.scale
        stated = self.layout.scale
        return stated if number is None else power_of(cells[number], self.file.language)

    def _names(
        self, cells: Sequence[str], line: int, column: ValueColumn, area: str
    ) -> Iterator[Observation]:
        """The names or codes in a cell, as texts in their language."""
        dated, name, naming = self.columns.period, column.name, self.layout.naming
        blamed = column.number
        if name is None or naming is None:
            return
        where = line, self.name(line, column.number)
        try:
            texts = [*texts_of(self.text(cells[column.number]), name, area, self.file, where)]
            blamed = blamed if dated is None else dated
            stated = self.period(cells[dated]) if dated is not None else None
        except RefusedError as error:
            self._bad(error, line, blamed, area)
            return
        several = name.form.startswith("currency")
        for text in texts:
            yield Observation(
                area=area,
                indicator=name.code,
                period=stated or self.file.edition,
                locator=Locator(*where),
                text=text,
                variant=text if several else "",
                basis=Basis.STATED if stated else Basis.INFERRED,
                language=name.language or self.file.language,
                state=naming.state,
                note=self._note(cells),
            )

    def _bad(self, error: RefusedError, line: int, number: int, area: str) -> None:
        self.file.bad_row(error.code, line, self.name(line, number), area, **error.values)

    def _indicator(self, cells: Sequence[str]) -> str:
        number = self.columns.indicator
        fixed = self.file.setup.indicator
        return fixed or (self.file.stem if number is None else cells[number].strip())

    def _note(self, cells: Sequence[str]) -> str | None:
        number = self.columns.note
        return None if number is None else cells[number].strip() or None

    def _forecast(self, period: EdtfDate | None) -> str | None:
        last = self.layout.forecast_after
        return "forecast" if last and period and period.first > last.last else None

    def _status(self, cells: Sequence[str], line: int) -> str | None:
        number = self.columns.status
        status = cells[number].strip() if number is not None else ""
        if not status:
            return None
        if status not in STATUS_TAGS:
            known = ", ".join(STATUS_TAGS)
            shown = codes.shortened(status)
            self.file.warn("status-unknown", line, "status", value=shown, known=known)
        return STATUS_TAGS.get(status)


def _sums(parts: Iterable[Observation]) -> Iterator[Observation]:
    """One observation for all of one area, indicator and period, at the place of the first."""
    first: dict[tuple[str, str, EdtfDate | None], Observation] = {}
    total: dict[tuple[str, str, EdtfDate | None], tuple[Decimal, int]] = {}
    for part in parts:
        key = part.area, part.indicator, part.period
        first.setdefault(key, part)
        value, number = total.get(key, (Decimal(0), 0))
        total[key] = value + (part.value or 0), number + 1
    for key, one in first.items():
        value, number = total[key]
        note = f"Sum of {number} rows of the table" if number > 1 else one.note
        yield one._replace(value=value, note=note)
