"""What the columns of a grid mean, as source.toml says, and where they stand in a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.dates import parse_edtf
from generator.facts.model import EdtfDate
from generator.facts.namecells import NameColumn, Naming, read_naming
from generator.facts.numbers import PLAIN, NumberForm
from generator.facts.readers.csv_table import header_key
from generator.facts.readers.tree import Scalar
from generator.facts.refused import RefusedError
from generator.facts.scales import SCALES
from generator.facts.schema import Fields
from generator.facts.tablefile import TableFile

MEANINGS: Final = (
    "area",
    "period",
    "value",
    "indicator",
    "status",
    "partner",
    "area_name",
    "note",
    "scale",
)
_YEARS: Final = re.compile(r"([0-9]{4})\.\.([0-9]{4})")
_PLACE: Final = "{period}"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class GridLayout:
    """What the columns mean.

    columns  header by meaning.
    periods  of a wide table, in which each period has its column: the first and last year
             ("2010..2025"), or a header with a place for the period ("{period} [YR*]").
    values   of a table in which each indicator has its column: indicator by header.
    only     rows that are read: the values allowed, by header.
    scale    power of ten by which all numbers are multiplied; a column may state its own.
    form     how numbers are written; without a decimal mark it is found out and told.
    missing  words that mean: no value.
    add_up   the values of one area, indicator and period are parts of a sum.
    forecast_after  the last period that has been; what lies after it is a forecast.
    naming   what stands in the columns of a table of names and codes of countries.
    """

    columns: Mapping[str, str]
    periods: str | None = None
    values: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    only: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    scale: int = 0
    form: NumberForm = PLAIN
    missing: frozenset[str] = frozenset({""})
    add_up: bool = False
    forecast_after: EdtfDate | None = None
    naming: Naming | None = None


def header_rows(fields: Fields, most: int) -> tuple[int, ...]:
    """The rows of the header as source.toml states them; () when it states none.

    most  the last row that a header may have.
    """
    found = []
    for item in fields.items("header_rows"):
        text = getattr(item, "text", "")
        if text.isascii() and text.isdigit() and 0 < int(text) <= most:
            found.append(int(text))
        else:
            fields.refuse("xlsx-header-rows", "header_rows")
    if found != sorted(set(found)):
        fields.refuse("xlsx-header-rows", "header_rows")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column that holds values; what its header says of them."""

    number: int
    period: EdtfDate | None = None
    indicator: str | None = None
    name: NameColumn | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Numbers of the columns of one grid; None where it has no such column."""

    area: int
    values: tuple[ValueColumn, ...]
    period: int | None = None
    indicator: int | None = None
    status: int | None = None
    partner: int | None = None
    area_name: int | None = None
    note: int | None = None
    scale: int | None = None
    only: tuple[tuple[int, frozenset[str]], ...] = ()


# ------------------------------------------------------------ settings


def grid_layout(fields: Fields) -> GridLayout:
    """The settings that every grid has."""
    periods = _periods(fields)
    values = _values(fields)
    naming = read_naming(fields)
    if naming is not None and (periods is not None or values):
        other = "values" if values else "periods"
        fields.refuse("table-column-twice", "names" if "names" in fields else "codes", other=other)
    columns: Mapping[str, str] = {}
    inner = fields.table_of("columns", required=True)
    if inner is not None:
        many = bool(values) or naming is not None
        columns = _columns(inner, wide=periods is not None, many=many, named=naming is not None)
        fields.sound = inner.finish() and fields.sound
    return GridLayout(
        columns=columns,
        periods=periods,
        values=values,
        only=_only(fields),
        scale=_scale(fields, columns),
        form=_number_form(fields),
        missing=_missing(fields),
        add_up=fields.boolean("add_up"),
        forecast_after=fields.date("forecast_after"),
        naming=naming,
    )


def _columns(fields: Fields, *, wide: bool, many: bool, named: bool = False) -> Mapping[str, str]:
    found = {}
    undated = wide or named
    needed = {"area"} | (set() if undated else {"period"})
    needed |= set() if wide or many else {"value"}
    for meaning in MEANINGS:
        header = fields.text(meaning, required=meaning in needed)
        if header is None:
            continue
        found[meaning] = header
        if (wide and meaning in ("period", "value")) or (
            many and meaning in ("value", "indicator")
        ):
            other = "periods" if wide else "names" if named else "values"
            fields.refuse("table-column-twice", meaning, other=other)
    return MappingProxyType(found)


def _periods(fields: Fields) -> str | None:
    text = fields.text("periods")
    if text is None:
        return None
    years = _YEARS.fullmatch(text)
    if years and years.group(1) <= years.group(2):
        return text
    if text.count(_PLACE) == 1:
        return text
    fields.refuse("table-periods", "periods", value=codes.shortened(text))
    return None


def _values(fields: Fields) -> Mapping[str, str]:
    inner = fields.table_of("values")
    if inner is None:
        return _NOTHING
    found = {}
    for header in inner.table.entries:
        indicator = inner.code(header, codes.INDICATOR, "indicator")
        if indicator is not None:
            found[header] = indicator
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType(found)


def _only(fields: Fields) -> Mapping[str, frozenset[str]]:
    inner = fields.table_of("only")
    if inner is None:
        return MappingProxyType({})
    found = {
        header: frozenset(n.text for n in inner.items(header) if isinstance(n, Scalar))
        for header in inner.table.entries
    }
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType(found)


def _scale(fields: Fields, columns: Mapping[str, str]) -> int:
    word = fields.word("scale", SCALES)
    if word is not None and "scale" in columns:
        fields.refuse("table-scale-twice", "scale")
    return SCALES[word] if word else 0


def _number_form(fields: Fields) -> NumberForm:
    decimal = fields.word("decimal_mark", (".", ","))
    group = fields.word("group_mark", (",", ".", " ", "'"))
    digits = fields.word("digits", ("latn", "arab", "arabext"))
    return NumberForm(decimal, group or "", digits or "latn")


def _missing(fields: Fields) -> frozenset[str]:
    words = (n.text for n in fields.items("missing") if isinstance(n, Scalar))
    return frozenset(("", *words))


# ------------------------------------------------------------ the columns of a header


def columns_of(
    layout: GridLayout, header: Sequence[str], line: int, file: TableFile
) -> Columns | None:
    """Numbers of the columns by meaning; None, told, when one is not there."""
    finder = _Finder(header, line, file)
    numbers = {
        m: n for m, name in layout.columns.items() if (n := finder.find(name, m)) is not None
    }
    if layout.periods is not None:
        values = finder.periods(layout.periods)
    elif layout.naming is not None:
        values = tuple(
            ValueColumn(number, indicator=column.code, name=column)
            for name, column in layout.naming.headers.items()
            if (number := finder.find(name, "names")) is not None
        )
    elif layout.values:
        values = tuple(
            ValueColumn(number, indicator=indicator)
            for name, indicator in layout.values.items()
            if (number := finder.find(name, "values")) is not None
        )
    else:
        values = (ValueColumn(numbers.get("value", 0)),)
    only = tuple(
        (number, allowed)
        for name, allowed in layout.only.items()
        if (number := finder.find(name, "only")) is not None
    )
    if file.unsound:
        return None
    numbers.pop("value", None)
    return Columns(numbers.pop("area"), values, only=only, **numbers)


class _Finder:
    """Finds columns by their headers and tells which are not there."""

    def __init__(self, header: Sequence[str], line: int, file: TableFile) -> None:
        self.header = header
        self.keys = {header_key(cell): number for number, cell in enumerate(header)}
        self.line = line
        self.file = file

    def find(self, name: str, meaning: str) -> int | None:
        number = self.keys.get(header_key(name))
        if number is None:
            near = codes.near(name, self.header)
            code = "table-no-column-near" if near else "table-no-column"
            known = codes.shortened(", ".join(self.header), 200)
            values = {"header": name, "suggestion": near, "known": known}
            self.file.place.note(code, (self.line, 1), meaning, values)
            self.file.unsound = True
        return number

    def periods(self, pattern: str) -> tuple[ValueColumn, ...]:
        years = _YEARS.fullmatch(pattern)
        if years:
            wanted = range(int(years.group(1)), int(years.group(2)) + 1)
            found = [(self.find(str(year), "periods"), str(year)) for year in wanted]
            return _columns_with_periods(found)
        before, _, behind = (re.escape(part) for part in pattern.partition(_PLACE))
        form = re.compile(f"{before}(.+?){behind}".replace(r"\*", ".*"))
        found = [
            (number, match.group(1).strip())
            for number, cell in enumerate(self.header)
            if (match := form.fullmatch(cell.strip()))
        ]
        columns = _columns_with_periods(found)
        if not columns:
            known = codes.shortened(", ".join(self.header), 200)
            values = {"pattern": pattern, "known": known}
            self.file.place.note("table-no-period", (self.line, 1), "periods", values)
            self.file.unsound = True
        return columns


def _columns_with_periods(found: Iterable[tuple[int | None, str]]) -> tuple[ValueColumn, ...]:
    columns = []
    for number, text in found:
        if number is None:
            continue
        try:
            columns.append(ValueColumn(number, period=parse_edtf(text)))
        except RefusedError:
            continue  # a header of that form that is no period: another column
    return tuple(columns)
