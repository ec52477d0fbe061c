"""What each statistic is: ``indicators.csv`` of a source (name, unit, decimals)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.model import Staleness
from generator.facts.readers.csv_table import CsvTable
from generator.facts.readers.tree import Scalar, Style, Table
from generator.facts.schema import Fields, Place
from generator.facts.units import MEASURES, MONEY, UNITS

JUMPS: Final = ("sign", "factor")
"""What a series may do that is not to be believed: change its sign, or be tenfold or a tenth."""
_NO_JUMPS: Final = "none"
_SAID: Final = (_NO_JUMPS, *JUMPS, " ".join(JUMPS))
_STEADY: Final = MEASURES | {MONEY, "persons", "years", "index"}
"""Units of stocks and sums: a share or a rate turns and multiplies when it is small."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One statistic.

    decimals  digits after the decimal mark to print; the value itself stays exact. None: as
              many as each value has.
    same_as   codes of other producers that measure the same: "SP.POP.TOTL".
    jumps     what is not to be believed from one period to the next: "sign", "factor".
    """

    id: str
    name: Mapping[str, str]
    unit: str
    decimals: int | None
    currency: str | None = None
    price_base: str | None = None
    staleness: Staleness | None = None
    tags: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    jumps: tuple[str, ...] = ()


def rows_as_tables(table: CsvTable) -> list[Table]:
    """Each row as a record of its non-empty cells, with its line."""
    found = []
    for row in table.rows:
        entries = {
            header: Scalar(cell.strip(), row.line, 1, Style.QUOTED)
            for header, cell in zip(table.header, row.cells, strict=True)
            if cell.strip()
        }
        keys = dict.fromkeys(entries, (row.line, 1))
        found.append(Table(entries, keys, row.line, 1))
    return found


def read_indicators(
    table: CsvTable, place: Place, languages: tuple[str, ...]
) -> Mapping[str, Indicator]:
    """The indicators of a source, by code."""
    found: dict[str, Indicator] = {}
    for record in rows_as_tables(table):
        node = record.entries.get("code")
        fields = Fields(record, place.of(node.text if isinstance(node, Scalar) else None))
        code = fields.code("code", codes.INDICATOR, "indicator", required=True)
        fields.by_language, name = "name_", {}
        for language in languages:
            text = fields.text(f"name_{language}", required=True)
            if text is not None:
                name[language] = text
        unit = fields.word("unit", sorted(UNITS), required=True)
        currency = fields.code("currency", codes.CURRENCY, "currency", required=unit == MONEY)
        indicator = Indicator(
            id=code or "",
            name=MappingProxyType(name),
            unit=unit or "",
            decimals=fields.integer("decimals", required=True),
            currency=currency,
            price_base=fields.text("price_base"),
            staleness=fields.choice("staleness", Staleness),
            tags=tuple((fields.text("tags") or "").split()),
            same_as=tuple((fields.text("same_as") or "").split()),
            jumps=_jumps(fields, unit or ""),
        )
        fields.text("published_name")
        if not fields.finish():
            continue
        if indicator.id in found:
            fields.refuse("indicator-twice", "code", value=indicator.id)
            continue
        found[indicator.id] = indicator
    return MappingProxyType(found)


def _jumps(fields: Fields, unit: str) -> tuple[str, ...]:
    """What the column ``jumps`` says; where it says nothing, what holds for the unit."""
    word = fields.word("jumps", _SAID)
    if word is None:
        return JUMPS if unit in _STEADY else ()
    return tuple(one for one in word.split() if one != _NO_JUMPS)
