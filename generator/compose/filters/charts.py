"""Charts of series. A drawing stands in ``<figure>``, below its caption."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from markupsafe import Markup

from generator.compose.charts import HEIGHT, ChartKind, Line, chart_figure, same_measure, span_text
from generator.compose.composer import Composer
from generator.compose.environment import type_word
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.names import told
from generator.compose.series import measure_of, measured
from generator.compose.views import Series, chosen_of
from generator.document.tree import Inline
from generator.problems import Severity, Where

_KINDS: Final[tuple[ChartKind, ...]] = ("line", "bar", "comparison")
_LEAST: Final = 3
_LOW: Final = 25
_HIGH: Final = 200


def plottable(c: Composer, given: Iterable[Series], *, periods: int = _LEAST) -> tuple[Series, ...]:
    """The series of which at least so many periods can be plotted."""
    return tuple(
        one for one in _series_of(given, "plottable") if len(measured(c, one.all)) >= periods
    )


def span(c: Composer, given: Series | Iterable[Series]) -> Markup:
    """From when to when a series goes, or several together."""
    lines = _lines(c, given, "span")
    values = sorted((one for line in lines for one in line.values), key=lambda one: one.date.first)
    return c.put(c.text(span_text(c, values))) if values else Markup("")


def cites(c: Composer, given: Series | Iterable[Series]) -> Markup:
    """A call of the note for each document that the values of a series are from."""
    calls: dict[tuple[str, str], Any] = {}
    for line in same_measure(lines)[0] if (lines := _lines(c, given, "cites")) else ():
        for one in reversed(line.values):
            call = c.cite(one.fact)
            calls.setdefault(call.origin, call)
    return c.put(*calls.values())


def chart(
    c: Composer,
    given: Series | Iterable[Series],
    *,
    kind: str = "line",
    height: int = HEIGHT,
) -> Markup:
    """The drawing of a series, or of several of one measure.

    kind    "line" or "bar" over time, or "comparison" of the newest values.
    height  in millimetres; a comparison is as high as its bars need.
    """
    if kind not in _KINDS:
        hint, known = near_miss(kind, _KINDS), ", ".join(_KINDS)
        raise Mistake("template-choice", name="kind", given=kind, hint=hint, known=known)
    if isinstance(height, bool) or not isinstance(height, int) or not _LOW <= height <= _HIGH:
        expected = f"a whole number of millimetres from {_LOW} to {_HIGH} as height"
        raise Mistake("template-argument", name="chart", given=height, expected=expected)
    lines = _lines(c, given, "chart")
    if not lines:
        return Markup("")
    same, others = same_measure(lines)
    for line in others:
        _left_out(c, line, same[0])
    return c.put_figure(chart_figure(c, same, kind, height))


def _left_out(c: Composer, line: Line, kept: Line) -> None:
    fact = line.values[-1].fact
    c.findings.add(
        "chart-series-left-out",
        Where(file=fact.file or None, line=fact.line or None, record=fact.id),
        severity=Severity.WARNING,
        name=fact.name.get("en", fact.indicator or fact.id),
        unit=" ".join(filter(None, measure_of(fact))),
        others=" ".join(filter(None, measure_of(kept.values[-1].fact))),
    )


def _lines(c: Composer, given: Series | Iterable[Series], name: str) -> list[Line]:
    found = []
    for one in [given] if isinstance(given, Series) else _series_of(given, name):
        values = measured(c, one.all)
        if values:
            found.append(Line(_name(c, one), values))
    return found


def _series_of(given: object, name: str) -> tuple[Series, ...]:
    found = tuple(given) if isinstance(given, tuple | list) else (given,)
    for one in found:
        if not isinstance(one, Series):
            expected = "series, as by_indicator gives them"
            raise Mistake("template-argument", name=name, given=type_word(one), expected=expected)
    return found


def _name(c: Composer, series: Series) -> tuple[Inline, ...]:
    fact = chosen_of(series.newest).fact
    return tuple(told(c, fact.name)) or (c.text(fact.indicator or fact.id),)
