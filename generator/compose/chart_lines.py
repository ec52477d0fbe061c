"""The lines of a chart: what is plotted together, and under which names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.compose.composer import Composer
from generator.compose.names import area_name, figure_name
from generator.compose.series import Measured, measure_of
from generator.compose.values import for_print, tied
from generator.compose.views import Series, chosen_of
from generator.document.tree import Inline
from generator.localisation.marks import N_

ChartKind = Literal["line", "bar", "comparison"]

_BOTH = N_("{area}: {indicator}")


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a chart: its name in words, and its values, oldest first.

    area  the country it is about, in a chart that compares countries; else "".
    """

    name: tuple[Inline, ...]
    values: tuple[Measured, ...]
    area: str = ""


def lines_of(
    c: Composer, some: Sequence[tuple[Series, tuple[Measured, ...]]], *, countries: bool = False
) -> list[Line]:
    """Some series with their values as lines.

    Each has the name of what it measures; series of one measure in several countries have
    those of the countries, and series of several measures in several countries both.
    countries  whether the names are those of countries even where there is one.
    """
    areas = {series.area for series, _ in some}
    several = "" not in areas and (len(areas) > 1 or countries)
    measures = {c.selection.concept(series.indicator) for series, _ in some}
    found = []
    for series, values in some:
        name = indicator_name(c, series)
        if several:
            area = c.text(area_name(c, series.area))
            both = len(measures) > 1
            name = c.message(_BOTH, area=area, indicator=name) if both else (area,)
        found.append(Line(name, values, series.area if several else ""))
    return found


def indicator_name(c: Composer, series: Series) -> tuple[Inline, ...]:
    """What a series measures."""
    return figure_name(c, chosen_of(series.newest).fact)


def same_measure(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The series that stand on the axes of the first, and the others."""
    wanted = axes_of(lines[0])
    same = [line for line in lines if axes_of(line) == wanted]
    return same, [line for line in lines if line not in same]


def axes_of(line: Line) -> tuple[str, ...]:
    """What lines must share to be drawn together: unit, currency, prices, length of period."""
    newest = line.values[-1]
    return (*measure_of(newest.fact), newest.date.precision.value)


def value_text(c: Composer, one: Measured) -> str:
    """A value as tables of the document print it."""
    quantity = one.fact.quantity
    assert quantity is not None  # noqa: S101 - what is measured has one
    text = c.localiser.quantity(for_print(quantity))
    return tied(c, text, one.fact, "", "data").text
