"""The data of a chart as a table: read out in place of the drawing, or printed below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.compose.chart_lines import ChartKind, Line, value_text
from generator.compose.composer import Composer
from generator.compose.names import area_name
from generator.compose.series import Measured
from generator.compose.tables import equal_widths
from generator.compose.values import tied
from generator.document.tree import Cell, Citation, Inline, Row, Table, Text
from generator.facts.model import EdtfDate, Fact
from generator.localisation.marks import N_

PRINTED: Final = 60
"""Rows that a printed table has at most: more are a page of numbers nobody reads."""

_NAMES: Final = 34.0  # per cent of the width: the first column of a printed table
_ALONE: Final = 2  # columns: values beside their periods, not at the other end of the page
_STATUS: Final = {"estimated": N_("{value} (estimated)"), "projected": N_("{value} (projected)")}


def data_of(
    c: Composer,
    lines: Sequence[Line],
    dates: Sequence[EdtfDate],
    kind: ChartKind,
    missing: Sequence[str] = (),
) -> Table:
    """The exact data of a chart; ``missing`` are countries without a value."""
    caption = (Text(c.words(N_("Data of the figure"))),)
    if kind == "comparison":
        first = N_("Country") if any(line.area for line in lines) else N_("Indicator")
        head = (c.words(first), c.words(N_("Value")), c.words(N_("Period")))
        rows = (*(_newest(c, line) for line in lines), *(_without(c, area) for area in missing))
        return Table(caption, equal_widths(3), (_head(*((Text(word),) for word in head)),), rows)
    heads = (Text(c.words(N_("Period"))),), *(line.name for line in lines)
    known = [{one.date.first: one for one in line.values} for line in lines]
    rows = tuple(row for date in dates if (row := _row(c, known, date)) is not None)
    return Table(caption, equal_widths(len(heads)), (_head(*heads),), rows)


def fits_a_page(c: Composer, data: Table, fact: Fact) -> bool:
    """Whether a table may be printed; the officer is told of one that is too long."""
    if len(data.rows) <= PRINTED:
        return True
    name = fact.name.get("en") or fact.indicator or fact.id
    c.remark("chart-table-long", fact, name=name, rows=str(len(data.rows)), limit=str(PRINTED))
    return False


def printed(data: Table) -> Table:
    """The data as a table of the page: several columns of values at the ends of theirs."""
    columns = len(data.widths)
    if columns == _ALONE:
        return replace(data, role="figures")
    rest = round((100 - _NAMES) / (columns - 1), 4)
    widths = (round(100 - rest * (columns - 1), 4), *(rest,) * (columns - 1))
    return replace(
        data,
        widths=widths,
        head=tuple(map(_ended, data.head)),
        rows=tuple(map(_ended, data.rows)),
        role="figures",
    )


def table_caption(c: Composer, caption: Sequence[Inline]) -> tuple[Inline, ...]:
    """The caption of the table below a figure, whose own calls of notes are not repeated."""
    own = tuple(one for one in caption if not isinstance(one, Citation))
    if not own:
        return c.message(N_("Data of the figure"))
    return c.message(N_("Data: {caption}"), caption=own)


def _ended(row: Row) -> Row:
    first, *others = row.cells
    return Row((first, *(replace(cell, align="end") for cell in others)))


def _head(*names: tuple[Inline, ...]) -> Row:
    return Row(tuple(Cell(name, "col") for name in names))


def _newest(c: Composer, line: Line) -> Row:
    one = line.values[-1]
    return Row((Cell(line.name, "row"), Cell(_value(c, one)), Cell((_when(c, one),))))


def _without(c: Composer, area: str) -> Row:
    name = (c.text(area_name(c, area)),)
    return Row((Cell(name, "row"), Cell((Text(c.words(N_("no value"))),)), Cell(())))


def _row(c: Composer, known: Sequence[Mapping[dt.date, Measured]], date: EdtfDate) -> Row | None:
    found = [values.get(date.first) for values in known]
    first = next((one for one in found if one is not None), None)
    if first is None:
        return None
    values = (Cell(() if one is None else _value(c, one)) for one in found)
    return Row((Cell((_when(c, first),), "row"), *values))


def _value(c: Composer, one: Measured) -> tuple[Inline, ...]:
    """A value, and whether it is estimated or projected."""
    value = tied(c, value_text(c, one), one.fact, f"{one.number:f}", "data")
    return c.message(_STATUS[one.status], value=value) if one.status else (value,)


def _when(c: Composer, one: Measured) -> Inline:
    return tied(c, c.localiser.date(one.date), one.fact, one.date.text, "time")
