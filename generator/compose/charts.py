"""From series of facts to a figure: the chart, its words, and its data as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from generator.compose.composer import Composer
from generator.compose.series import Measured, measure_of, periods
from generator.compose.tables import equal_widths
from generator.compose.values import for_print, large_or_plain, percent_text, tied
from generator.document.tree import (
    Cell,
    Chart,
    Figure,
    Inline,
    Plotted,
    Point,
    Row,
    Table,
    Text,
)
from generator.document.walk import plain
from generator.facts.model import EdtfDate, Period
from generator.facts.units import MEASURES, MONEY, SHARE
from generator.house.colours import series_colours
from generator.house.families import LATIN, by_code
from generator.house.shipped import label_files
from generator.localisation.locale import resolve, script_of
from generator.localisation.marks import N_

ChartKind = Literal["line", "bar", "comparison"]

WIDTH: Final = 165.0  # millimetres: the line of text on the narrowest paper
HEIGHT: Final = 48
_ROW: Final = 8.0  # of a comparison
_STEPS: Final = 6  # of an axis, where there is room
_STEP: Final = 4  # mm of height that one must have
_AROUND: Final = 10  # mm of a chart above and below its plot
_LABEL: Final = 2.7
_ARABIC_LABEL: Final = 3.1
_ALT: Final = {
    "line": N_("Line chart: {names}, {span}."),
    "bar": N_("Bar chart: {names}, {span}."),
    "comparison": N_("Bar chart that compares {names}."),
}
_TOLD: Final = N_(
    "{name}: first {first} ({first_period}), last {last} ({last_period}), "
    "highest {highest} ({highest_period}), lowest {lowest} ({lowest_period})."
)
_ONE: Final = N_("{name}: {value} ({period}).")
_GAPS: Final = N_("No value for {periods}.")
_STATUS: Final = {"estimated": N_("Estimated"), "projected": N_("Projected")}


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a chart: its name in words, and its values, oldest first."""

    name: tuple[Inline, ...]
    values: tuple[Measured, ...]


def span_text(c: Composer, values: Sequence[Measured]) -> str:
    """From when to when."""
    first, last = values[0].date, values[-1].date
    return c.localiser.date(last) if first == last else c.localiser.period(Period(first, last))


def chart_figure(
    c: Composer, lines: Sequence[Line], kind: ChartKind, height: float = HEIGHT
) -> Figure | Table:
    """The figure, without its caption; its data as a table where no font has a letter of it."""
    from generator.drawing.letters import LetterMissing

    dates = periods([line.values for line in lines])
    most = max(2, min(_STEPS, round(height - _AROUND) // _STEP))
    chart = _compared(c, lines) if kind == "comparison" else _over_time(c, lines, dates, kind, most)
    data = _data(c, lines, dates, kind)
    if kind == "comparison":
        height = max(18.0, _ROW * len(lines) + 2)
    try:
        svg = _drawn(c, chart, height)
    except LetterMissing as missing:
        _tell_letter(c, lines[0].values[-1], str(missing))
        return data
    return Figure(
        (), svg, WIDTH, height, _alt(c, lines, dates, kind), "", "chart", data, chart=chart
    )


def _tell_letter(c: Composer, one: Measured, letter: str) -> None:
    c.remark(
        "chart-letter-missing",
        one.fact,
        name=one.fact.name.get("en", one.fact.indicator or one.fact.id),
        letter=letter,
        character=f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip(),
    )


# ---------------------------------------------------------------- what is drawn


def _drawn(c: Composer, chart: Chart, height: float) -> str:
    from generator.drawing.chart import ChartLook, chart_svg
    from generator.drawing.letters import Typeface

    script = by_code(script_of(resolve(c.tag)[0])) or LATIN
    colours = c.house.colours
    look = ChartLook(
        direction=c.direction,
        typeface=Typeface(label_files(c.house, script), c.tag),
        text=colours.get("text", "#1a1a1a").lower(),
        rule=colours.get("rule", "#767676").lower(),
        series=series_colours(colours),
        size=_ARABIC_LABEL if script.use == "arabic" else _LABEL,
    )
    return chart_svg(chart, look, WIDTH, height)


def _over_time(
    c: Composer, lines: Sequence[Line], dates: Sequence[EdtfDate], kind: ChartKind, most: int
) -> Chart:
    plotted = []
    for line in lines:
        known = {one.date.first: one for one in line.values}
        points = (_point(c, known.get(date.first)) for date in dates)
        plotted.append(Plotted(plain(line.name), tuple(points)))
    categories = tuple(c.localiser.date(date, style="medium") for date in dates)
    return Chart(kind, categories, tuple(plotted), _ticks(c, lines, kind, most), _legend(c, lines))


def _compared(c: Composer, lines: Sequence[Line]) -> Chart:
    points = tuple(_point(c, line.values[-1]) for line in lines)
    names = tuple(plain(line.name) for line in lines)
    newest = [Line(line.name, line.values[-1:]) for line in lines]
    ticks, legend = _ticks(c, newest, "comparison"), _legend(c, newest)
    return Chart("comparison", names, (Plotted(c.words(N_("Value")), points),), ticks, legend)


def _point(c: Composer, one: Measured | None) -> Point:
    if one is None:
        return Point("")
    return Point(f"{one.number:f}", value_text(c, one), one.status)  # type: ignore[arg-type]


def value_text(c: Composer, one: Measured) -> str:
    """A value as tables of the document print it."""
    quantity = one.fact.quantity
    assert quantity is not None  # noqa: S101 - what is measured has one
    text = c.localiser.quantity(for_print(quantity))
    return tied(c, text, one.fact, "", "data").text


def _legend(c: Composer, lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    there = {one.status for line in lines for one in line.values}
    return tuple((status, c.words(words)) for status, words in _STATUS.items() if status in there)


def _ticks(
    c: Composer, lines: Sequence[Line], kind: ChartKind, most: int = _STEPS
) -> tuple[tuple[str, str], ...]:
    from generator.drawing.ticks import ticks

    numbers = [one.number for line in lines for one in line.values]
    found = ticks(numbers, zero=kind != "line", most=most)
    return tuple((f"{tick:f}", _tick_text(c, lines[0].values[-1], tick)) for tick in found)


def _tick_text(c: Composer, one: Measured, tick: Decimal) -> str:
    quantity = one.fact.quantity
    assert quantity is not None  # noqa: S101
    digits = max(0, -int(tick.as_tuple().exponent))
    if quantity.unit == SHARE:
        text = percent_text(c.localiser, tick, digits)
    elif quantity.unit == MONEY and quantity.currency and tick:
        text = c.localiser.compact_currency(tick, quantity.currency, display="code", max_fraction=2)
    elif quantity.unit in MEASURES and abs(tick) < 10_000:
        text = c.localiser.unit(tick, quantity.unit)
    elif abs(tick) >= 10_000:
        text = c.localiser.compact(tick, max_fraction=2)
    else:
        text = large_or_plain(c.localiser, tick, digits)
    return tied(c, text, one.fact, "", "data").text


# ---------------------------------------------------------------- in words


def _alt(c: Composer, lines: Sequence[Line], dates: Sequence[EdtfDate], kind: ChartKind) -> str:
    names = c.localiser.list([plain(line.name) for line in lines])
    whole = Period(dates[0], dates[-1])
    span = c.localiser.date(dates[0]) if len(dates) == 1 else c.localiser.period(whole)
    parts = [c.words(_ALT[kind], names=names, **({} if kind == "comparison" else {"span": span}))]
    for line in lines:
        shown = line.values[-1:] if kind == "comparison" else line.values
        parts.append(_told(c, line, shown))
        gaps = [] if kind == "comparison" else _gaps(line, dates)
        if gaps:
            texts = [c.localiser.date(date) for date in gaps]
            parts.append(c.words(_GAPS, periods=c.localiser.list(texts)))
    return " ".join(parts)


def _told(c: Composer, line: Line, values: Sequence[Measured]) -> str:
    name = plain(line.name)
    if len(values) == 1:
        (one,) = values
        return c.words(_ONE, name=name, value=value_text(c, one), period=c.localiser.date(one.date))
    high = max(values, key=lambda one: one.number)
    low = min(values, key=lambda one: one.number)
    given = {"name": name}
    for word, one in (
        ("first", values[0]),
        ("last", values[-1]),
        ("highest", high),
        ("lowest", low),
    ):
        given[word] = value_text(c, one)
        given[f"{word}_period"] = c.localiser.date(one.date)
    return c.words(_TOLD, **given)


def _gaps(line: Line, dates: Sequence[EdtfDate]) -> list[EdtfDate]:
    """Periods without a value between the first and the last that has one."""
    known = {one.date.first for one in line.values}
    first, last = line.values[0].date.first, line.values[-1].date.first
    return [date for date in dates if first < date.first < last and date.first not in known]


# ---------------------------------------------------------------- as data


def _data(c: Composer, lines: Sequence[Line], dates: Sequence[EdtfDate], kind: ChartKind) -> Table:
    caption = (Text(c.words(N_("Data of the figure"))),)
    if kind == "comparison":
        head = (c.words(N_("Indicator")), c.words(N_("Value")), c.words(N_("Period")))
        rows = tuple(_newest(c, line) for line in lines)
        return Table(caption, equal_widths(3), (_head(*((Text(word),) for word in head)),), rows)
    heads = (Text(c.words(N_("Period"))),), *(line.name for line in lines)
    rows = tuple(row for date in dates if (row := _row(c, lines, date)) is not None)
    return Table(caption, equal_widths(len(heads)), (_head(*heads),), rows)


def _head(*names: tuple[Inline, ...]) -> Row:
    return Row(tuple(Cell(name, "col") for name in names))


def _newest(c: Composer, line: Line) -> Row:
    one = line.values[-1]
    return Row((Cell(line.name, "row"), Cell((_value(c, one),)), Cell((_when(c, one),))))


def _row(c: Composer, lines: Sequence[Line], date: EdtfDate) -> Row | None:
    found = [{one.date.first: one for one in line.values}.get(date.first) for line in lines]
    first = next((one for one in found if one is not None), None)
    if first is None:
        return None
    values = (Cell(() if one is None else (_value(c, one),)) for one in found)
    return Row((Cell((_when(c, first),), "row"), *values))


def _value(c: Composer, one: Measured) -> Inline:
    return tied(c, value_text(c, one), one.fact, f"{one.number:f}", "data")


def _when(c: Composer, one: Measured) -> Inline:
    return tied(c, c.localiser.date(one.date), one.fact, one.date.text, "time")


def same_measure(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The series that stand on the axis of the first, and the others."""
    wanted = measure_of(lines[0].values[-1].fact)
    same = [line for line in lines if measure_of(line.values[-1].fact) == wanted]
    return same, [line for line in lines if line not in same]
