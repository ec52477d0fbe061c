"""From series of facts to a figure: the chart, its words, and its data as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.compose.chart_data import data_of, fits_a_page, printed, table_caption
from generator.compose.chart_lines import ChartKind, Line, value_text
from generator.compose.chart_words import alt_text
from generator.compose.composer import Composer
from generator.compose.drawn import Drawn, Tabled
from generator.compose.names import area_name
from generator.compose.series import Measured, periods
from generator.compose.values import tied
from generator.document.tree import Chart, Figure, Plotted, Point
from generator.document.walk import plain
from generator.facts.model import EdtfDate, Period
from generator.facts.units import MEASURES, MONEY, SHARE
from generator.house.colours import series_colours
from generator.house.families import LATIN, by_code
from generator.house.shipped import label_files
from generator.localisation.locale import resolve, script_of
from generator.localisation.marks import N_

if TYPE_CHECKING:
    from generator.drawing.base import ChartLook

WIDTH: Final = 165.0  # millimetres: the line of text on the narrowest paper
HEIGHT: Final = 48
HIGHEST: Final = 200.0
_STEPS: Final = 6  # of an axis, where there is room
_STEP: Final = 4  # mm of height that one must have
_AROUND: Final = 14  # mm of a chart above and below its plot, labels of its values included
_FEW_DECIMALS: Final = 2
_MOST_DECIMALS: Final = 12
_PLAIN: Final = 10_000  # below it a tick has all its digits
_LABEL: Final = 2.7
_ARABIC_LABEL: Final = 3.1
_STATUS: Final = {"estimated": N_("Estimated"), "projected": N_("Projected")}


def span_text(c: Composer, values: Sequence[Measured]) -> str:
    """From when to when."""
    first, last = values[0].date, values[-1].date
    return c.localiser.date(last) if first == last else c.localiser.period(Period(first, last))


def chart_figure(
    c: Composer,
    lines: Sequence[Line],
    kind: ChartKind,
    height: float = HEIGHT,
    *,
    table: bool = False,
    missing: Sequence[str] = (),
) -> Drawn:
    """The figure, without its caption; its data as a table where no font has a letter of it.

    table    whether the data stand below it as a table; else they are read out.
    missing  countries that belong there and have no value.
    """
    from generator.drawing.chart import chart_svg
    from generator.drawing.comparison import comparison_height
    from generator.drawing.letters import LetterMissing

    dates = periods([line.values for line in lines])
    most = max(2, min(_STEPS, round(height - _AROUND) // _STEP))
    compared = kind == "comparison"
    chart = _compared(c, lines, missing) if compared else _over_time(c, lines, dates, kind, most)
    data = data_of(c, lines, dates, kind, missing)
    fact = lines[0].values[-1].fact
    try:
        look = _look(c)
        if compared:
            height = min(comparison_height(chart, look, WIDTH), HIGHEST)
        svg = chart_svg(chart, look, WIDTH, height)
    except LetterMissing as absent:
        _tell_letter(c, lines[0].values[-1], str(absent))
        return data
    alt = alt_text(c, lines, dates, kind, missing)
    if table and fits_a_page(c, data, fact):
        figure = Figure((), svg, WIDTH, height, alt, "", "chart", None, chart=chart)
        return Tabled(figure, printed(data), lambda caption: table_caption(c, caption))
    return Figure((), svg, WIDTH, height, alt, "", "chart", data, chart=chart)


def _tell_letter(c: Composer, one: Measured, letter: str) -> None:
    c.remark(
        "chart-letter-missing",
        one.fact,
        name=one.fact.name.get("en", one.fact.indicator or one.fact.id),
        letter=letter,
        character=f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip(),
    )


# ---------------------------------------------------------------- what is drawn


def _look(c: Composer) -> ChartLook:
    """How charts of the document look; its fonts are loaded where a chart is drawn."""
    from generator.drawing.base import ChartLook
    from generator.drawing.letters import Typeface

    script = by_code(script_of(resolve(c.tag)[0])) or LATIN
    colours = c.house.colours
    return ChartLook(
        direction=c.direction,
        typeface=Typeface(label_files(c.house, script), c.tag),
        text=colours.get("text", "#1a1a1a").lower(),
        rule=colours.get("rule", "#767676").lower(),
        series=series_colours(colours),
        size=_ARABIC_LABEL if script.use == "arabic" else _LABEL,
    )


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


def _compared(c: Composer, lines: Sequence[Line], missing: Sequence[str]) -> Chart:
    """A bar for each; its period stands with its name where they are of several periods."""
    dates = {line.values[-1].date.text for line in lines}
    names = [_dated(c, line) if len(dates) > 1 else plain(line.name) for line in lines]
    names += [c.words(N_("{area} (no value)"), area=area_name(c, area)) for area in missing]
    points = (*(_point(c, line.values[-1]) for line in lines), *(Point("") for _ in missing))
    newest = [Line(line.name, line.values[-1:]) for line in lines]
    ticks, legend = _ticks(c, newest, "comparison"), _legend(c, newest)
    plotted = Plotted(c.words(N_("Value")), points)
    return Chart("comparison", tuple(names), (plotted,), ticks, legend)


def _dated(c: Composer, line: Line) -> str:
    date = c.localiser.date(line.values[-1].date, style="medium")
    return c.words(N_("{name} ({period})"), name=plain(line.name), period=date)


def _point(c: Composer, one: Measured | None) -> Point:
    if one is None:
        return Point("")
    return Point(f"{one.number:f}", value_text(c, one), one.status)  # type: ignore[arg-type]


def _legend(c: Composer, lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    there = {one.status for line in lines for one in line.values}
    return tuple((status, c.words(words)) for status, words in _STATUS.items() if status in there)


def _ticks(
    c: Composer, lines: Sequence[Line], kind: ChartKind, most: int = _STEPS
) -> tuple[tuple[str, str], ...]:
    from generator.drawing.ticks import ticks

    numbers = [one.number for line in lines for one in line.values]
    found = ticks(numbers, zero=kind != "line", most=most)
    texts = _tick_texts(c, lines[0].values[-1], found)
    return tuple((f"{tick:f}", text) for tick, text in zip(found, texts, strict=True))


def _tick_texts(c: Composer, one: Measured, ticks: Sequence[Decimal]) -> list[str]:
    """The texts of ticks with as many decimals as they need, so that none says another number."""
    texts = [_tick_text(c, one, tick, _FEW_DECIMALS) for tick in ticks]
    for places in range(_FEW_DECIMALS + 1, _MOST_DECIMALS):
        more = [_tick_text(c, one, tick, places) for tick in ticks]
        if more == texts and len(set(texts)) == len(texts):
            return texts
        texts = more
    return [c.localiser.number(tick, min_fraction=_digits(tick)) for tick in ticks]


def _digits(tick: Decimal) -> int:
    return max(0, -int(tick.as_tuple().exponent))


def _tick_text(c: Composer, one: Measured, tick: Decimal, most: int) -> str:
    quantity = one.fact.quantity
    assert quantity is not None  # noqa: S101
    digits = _digits(tick)
    if quantity.unit == SHARE:
        text = c.localiser.percent(tick / 100, max_fraction=digits, min_fraction=digits)
    elif quantity.unit == MONEY and quantity.currency and tick:
        code = quantity.currency
        text = c.localiser.compact_currency(tick, code, display="code", max_fraction=most)
    elif quantity.unit in MEASURES and abs(tick) < _PLAIN:
        text = c.localiser.unit(tick, quantity.unit)
    elif abs(tick) >= _PLAIN:
        text = c.localiser.compact(tick, max_fraction=most)
    else:
        text = c.localiser.number(tick, min_fraction=digits)
    return tied(c, text, one.fact, "", "data").text
