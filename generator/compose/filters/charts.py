"""Charts of series. A drawing stands in ``<figure>``, below its caption."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from markupsafe import Markup

from generator.compose.chart_lines import (
    ChartKind,
    Line,
    axes_of,
    lines_of,
    same_measure,
)
from generator.compose.charts import HEIGHT, chart_figure, span_text
from generator.compose.composer import Composer
from generator.compose.environment import type_word
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.names import area_name
from generator.compose.series import Measured, measured
from generator.compose.views import Series, chosen_of
from generator.problems import Severity, Where

_KINDS: Final[tuple[ChartKind, ...]] = ("line", "bar", "comparison")
_LEAST: Final = 3
_TABLE: Final = "true or false as table"
_LOW: Final = 25
_HIGH: Final = 200


def plottable(c: Composer, given: Iterable[Series], *, periods: int = _LEAST) -> tuple[Series, ...]:
    """The series of which at least so many periods can be plotted."""
    return tuple(
        one
        for one in _series_of(given, "plottable")
        if len(measured(c, one.all)) >= periods and chosen_of(one.newest).fact.listed is None
    )


def span(c: Composer, given: Series | Iterable[Series], *, newest: bool = False) -> Markup:
    """From when to when a series goes, or several together.

    newest  of the newest value of each alone, as a comparison shows them.
    """
    values = sorted(_drawn(c, given, "span", newest), key=lambda one: one.date.first)
    return c.put(c.text(span_text(c, values))) if values else Markup("")


def cites(c: Composer, given: Series | Iterable[Series], *, newest: bool = False) -> Markup:
    """A call of the note for each document that the values of a series are from.

    newest  as for ``span``.
    """
    calls: dict[tuple[str, str], Any] = {}
    for one in _drawn(c, given, "cites", newest):
        call = c.cite(one.fact)
        calls.setdefault(call.origin, call)
    return c.put(*calls.values())


def _drawn(
    c: Composer, given: Series | Iterable[Series], name: str, newest: bool
) -> list[Measured]:
    """The values that a chart of some series draws, the newest of each series first."""
    lines = _lines(c, given, name)
    return [
        one
        for line in (same_measure(lines)[0] if lines else ())
        for one in reversed(line.values[-1:] if newest else line.values)
    ]


def together(c: Composer, given: Iterable[Series]) -> tuple[tuple[Series, ...], ...]:
    """Series of one indicator, such as those of several countries, in a group of their own."""
    groups: dict[str, list[Series]] = {}
    for one in _series_of(given, "together"):
        groups.setdefault(c.selection.concept(one.indicator), []).append(one)
    return tuple(tuple(group) for group in groups.values())


def not_drawn(c: Composer, given: Iterable[Series]) -> Markup:
    """The countries of the brief that a chart of these series has no line or bar for."""
    lines, countries = _lines(c, given, "not_drawn"), c.selection.request.countries
    if not lines or len(countries) < 2:
        return Markup("")
    drawn = {line.area for line in same_measure(lines)[0]}
    names = [area_name(c, area) for area in countries if area not in drawn]
    return c.put(c.text(c.localiser.list(names))) if names else Markup("")


def chart(
    c: Composer,
    given: Series | Iterable[Series],
    *,
    kind: str = "line",
    height: int = HEIGHT,
    table: bool | None = None,
) -> Markup:
    """The drawing of a series, or of several of one measure.

    kind    "line" or "bar" over time, or "comparison" of the newest values.
    height  in millimetres; a comparison is as high as its bars need.
    table   whether its data stand below it as a table; None leaves it to order and house.
    """
    if kind not in _KINDS:
        hint, known = near_miss(kind, _KINDS), ", ".join(_KINDS)
        raise Mistake("template-choice", name="kind", given=kind, hint=hint, known=known)
    if isinstance(height, bool) or not isinstance(height, int) or not _LOW <= height <= _HIGH:
        expected = f"a whole number of millimetres from {_LOW} to {_HIGH} as height"
        raise Mistake("template-argument", name="chart", given=height, expected=expected)
    if table is not None and not isinstance(table, bool):
        given_word = type_word(table)
        raise Mistake("template-argument", name="chart", given=given_word, expected=_TABLE)
    lines = _lines(c, given, "chart")
    if not lines:
        return Markup("")
    same, others = same_measure(lines)
    for line in others:
        _left_out(c, line, same[0])
    areas = {line.area for line in lines}
    countries = c.selection.request.countries if kind == "comparison" and "" not in areas else ()
    missing = [area for area in countries if area not in areas]
    printed = c.house.charts.table if table is None else table
    return c.put_figure(chart_figure(c, same, kind, height, table=printed, missing=missing))


def _left_out(c: Composer, line: Line, kept: Line) -> None:
    fact = line.values[-1].fact
    c.findings.add(
        "chart-series-left-out",
        Where(file=fact.file or None, line=fact.line or None, record=fact.id),
        severity=Severity.WARNING,
        name=fact.name.get("en", fact.indicator or fact.id),
        unit=" ".join(filter(None, axes_of(line))),
        others=" ".join(filter(None, axes_of(kept))),
    )


def _lines(c: Composer, given: Series | Iterable[Series], name: str) -> list[Line]:
    some = [given] if isinstance(given, Series) else _series_of(given, name)
    found = [(one, values) for one in some if (values := measured(c, one.all))]
    several = len(c.selection.request.countries) > 1 and not isinstance(given, Series)
    return lines_of(c, found, countries=several)


def _series_of(given: object, name: str) -> tuple[Series, ...]:
    found = tuple(given) if isinstance(given, tuple | list) else (given,)
    for one in found:
        if not isinstance(one, Series):
            expected = "series, as by_indicator gives them"
            raise Mistake("template-argument", name=name, given=type_word(one), expected=expected)
    return found
