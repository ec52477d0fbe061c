"""The World Factbook: one JSON file for each country, written for readers.

An index says which file is whose. What the texts mean is in ``generator.facts.factbook``;
here they become observations, and what is not built as the Factbook builds it is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.facts import codes
from generator.facts.factbook.entity import Entity, EntityReader, Leaf
from generator.facts.factbook.fields import compared, field_table
from generator.facts.factbook.index import Index, read_index
from generator.facts.factbook.leaf import State, Value
from generator.facts.indicators import Indicator, read_indicators
from generator.facts.model import EdtfDate, Listed, Period
from generator.facts.numbers import decimals_of
from generator.facts.observations import Locator, Observation
from generator.facts.readers.csv_table import csv_table
from generator.facts.readers.json_quick import json_tree_quick
from generator.facts.readers.tree import Table, describe
from generator.facts.schema import Fields, Place
from generator.facts.tablefile import TableFile
from generator.facts.text import same_key
from generator.problems import Findings, Severity

if TYPE_CHECKING:
    from generator.facts.tables import Beside
    from generator.facts.tablesetup import TableSetup

_INDICATORS: Final = "indicators.csv"
_NAME: Final = "name_"
_CURRENCY: Final = re.compile(r".*\(([A-Z]{3})\) per US dollar[ -]*")
_RATES: Final = "economy.exchange-rate"
_CURRENCY_PATH: Final = ("economy", "exchange rates", "currency")


@dataclass(frozen=True, slots=True)
class FactbookLayout:
    """Where the index is, and which of its columns hold the two codes."""

    index: str
    code: str = "gec"
    area: str = "iso3"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What holds for all files of a folder."""

    index: Index


def layout(fields: Fields) -> FactbookLayout:
    """The settings of the shape: ``index = "index.csv"`` and its columns."""
    return FactbookLayout(
        index=fields.text("index", required=True) or "",
        code=fields.text("code_column") or "gec",
        area=fields.text("area_column") or "iso3",
    )


def prepare(setup: TableSetup, beside: Beside) -> Prepared | None:
    """The index; None, told, when it cannot be read: no file is then anybody's."""
    settings: FactbookLayout = setup.layout
    read = beside.read(settings.index)
    if read is None:
        return None
    text, place = read
    index = read_index(text, place, settings.code, settings.area)
    return None if index is None else Prepared(index)


def chosen(prepared: Prepared, paths: Sequence[Path], areas: frozenset[str] | None) -> list[Path]:
    """The files of the areas that are wanted: those of others are not opened."""
    if areas is None:
        return list(paths)
    return [path for path in paths if prepared.index.area(path.stem) in areas]


@cache
def indicators() -> Mapping[str, Indicator]:
    """What the fields of the Factbook measure, with names in every language of the product."""
    file = resources.files("generator.facts.factbook").joinpath(_INDICATORS)
    findings = Findings()
    table = csv_table(file.read_text("utf-8"), _INDICATORS, findings)
    if table is None:  # part of the product: a test holds it sound
        return {}
    names = (header for header in table.header if header.startswith(_NAME))
    languages = tuple(header.removeprefix(_NAME) for header in names)
    return read_indicators(table, Place(_INDICATORS, findings), languages)


def observations(file: TableFile) -> Iterator[Observation]:
    """What a country's file holds; places that are not built as usual are told."""
    found = leaves(file)
    if found is None or file.edition is None:
        return
    area, entity = found
    seen: set[tuple[str, str, str]] = set()
    currency = _currency(entity)
    for leaf in entity.leaves:
        if leaf.state not in (State.TYPED, State.LISTED):
            continue
        for value in leaf.values:
            made = _observed(leaf, value, area, file.edition, currency)
            key = made.indicator, str(made.span or made.period), made.variant
            if key not in seen:  # "Land use" stands in two sections
                seen.add(key)
                file.records += 1
                yield made


def leaves(file: TableFile) -> tuple[str, Entity] | None:
    """Whose file it is, and every text of it with what became of it; None, told, when unsound."""
    area = _area(file)
    text = file.decoded("utf-8") if area and file.wanted(area) else None
    if not area or text is None or file.edition is None:
        return None
    file.named.add(area)
    tree = json_tree_quick(text, file.place.file, file.place.findings, file.place.limits)
    if tree is None:
        file.unsound = True
        return None
    if not isinstance(tree, Table):
        file.refuse("factbook-form", found=describe(tree))
        return None
    entity = EntityReader(field_table(), file.edition, file.mend).read(tree, text)
    _tell(entity, file)
    return area, entity


def _area(file: TableFile) -> str:
    """Whose file it is; "", told, when nobody says so."""
    prepared: Prepared = file.prepared
    area = prepared.index.area(file.stem)
    if area is None:
        near = codes.near(file.stem, prepared.index.areas)
        told = "factbook-code-near" if near else "factbook-code"
        values = {"gec": codes.shortened(file.stem), "suggestion": near}
        file.unsound = True
        file.place.note(told, None, None, {**values, "index": file.setup.layout.index})
    elif not area:
        file.warn("factbook-no-area", gec=file.stem)
    return area or ""


def _tell(entity: Entity, file: TableFile) -> None:
    """Tell every place that is not as the Factbook builds it; the rest is used."""
    for fault in entity.faults:
        at = (fault.line, fault.column)
        values = {"pointer": fault.pointer, "found": describe(fault.is_now)}
        severity = Severity.WARNING if file.lenient else Severity.ERROR
        file.place.note("factbook-leaf", at, None, values, severity)
    known = field_table().sections
    missing = sorted(known - {compared(name) for name in entity.sections})
    for name, at in entity.sections.items():
        if compared(name) in known:
            continue
        near = codes.near(compared(name), missing)
        told = "factbook-section-near" if near else "factbook-section"
        severity = Severity.NOTICE
        if near:
            severity = Severity.WARNING if file.lenient else Severity.ERROR
        values = {"section": codes.shortened(name), "suggestion": near}
        file.place.note(told, at, None, values, severity)


def _currency(entity: Entity) -> str | None:
    """The country's currency, as its exchange rates name it."""
    for leaf in entity.leaves:
        if tuple(map(compared, leaf.path[:-1])) == _CURRENCY_PATH and not leaf.is_note:
            found = _CURRENCY.fullmatch(leaf.text)
            return found[1] if found else None
    return None


def _observed(
    leaf: Leaf, value: Value, area: str, edition: EdtfDate, currency: str | None
) -> Observation:
    locator = Locator(leaf.line, leaf.pointer)
    if value.date is not None:
        return Observation(
            area,
            value.code,
            edition,
            locator,
            happened=value.date.date or value.date.period,
            note=value.date.remark or None,
            basis=leaf.basis,
        )
    amount = value.amount
    assert amount is not None  # noqa: S101 - a value is a number or a date
    assert amount.as_of is not None  # noqa: S101 - each has a date once its file is read
    span = amount.as_of.period
    numbers = (amount.value, amount.maximum, amount.minimum)
    number = next((n for n in numbers if n is not None), None)
    return Observation(
        area,
        value.code,
        amount.as_of.end,
        locator,
        value=amount.value,
        minimum=amount.minimum,
        maximum=amount.maximum,
        unit=amount.unit,
        currency=currency if value.code == _RATES else amount.currency or None,
        price_base=leaf.prices or None if amount.currency else None,
        qualifier=amount.qualifier,
        status=_status(amount.as_of.estimated, amount.as_of.end, edition, amount.as_of.forecast),
        note="; ".join(filter(None, ("" if value.place else value.name, amount.remark))) or None,
        variant=value.variant,
        basis=leaf.basis,
        span=span if isinstance(span, Period) else None,
        decimals=None if number is None else decimals_of(number),
        listed=_listed(value) if value.place else None,
    )


def _listed(value: Value) -> Listed:
    return Listed(value.place, MappingProxyType({"en": value.name}), value.area, value.within)


def _status(estimated: bool, end: EdtfDate, edition: EdtfDate, forecast: bool) -> str | None:
    if forecast or (estimated and end.first > edition.last):
        return "forecast"
    return "estimated" if estimated else None


def locate(file: TableFile, line: int, cell: str) -> Locator | None:
    """The bytes of the text at a JSON pointer."""
    text = file.decoded("utf-8")
    if text is None:
        return None
    node = json_tree_quick(text, file.place.file, Findings(), file.place.limits)
    for part in cell.removeprefix("/").split("/"):
        name = same_key(part.replace("~1", "/").replace("~0", "~"))
        if not isinstance(node, Table) or name not in node.entries:
            return None
        node = node.entries[name]
    if node is None or node.line != line:
        return None
    lines = text.split("\n")
    start = sum(len(one) + 1 for one in lines[: node.line - 1]) + node.column - 1
    _, end = json.JSONDecoder().raw_decode(text, start)
    return Locator(line, cell, *file.bytes_of(text, start, end))
