"""What a chart shows, in words: for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from generator.compose.chart_lines import ChartKind, Line, value_text
from generator.compose.composer import Composer
from generator.compose.names import area_name
from generator.compose.series import Measured
from generator.document.walk import plain
from generator.facts.model import EdtfDate, Period
from generator.localisation.marks import N_

FEW: Final = 10
"""Gaps that are named one by one; of more there is the number."""

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
_MANY_GAPS: Final = N_("Periods without a value: {count}.")


def alt_text(
    c: Composer,
    lines: Sequence[Line],
    dates: Sequence[EdtfDate],
    kind: ChartKind,
    missing: Sequence[str] = (),
) -> str:
    """The alternative text of a chart.

    missing  countries that it compares and has no value for.
    """
    names = c.localiser.list([plain(line.name) for line in lines])
    whole = Period(dates[0], dates[-1])
    span = c.localiser.date(dates[0]) if len(dates) == 1 else c.localiser.period(whole)
    parts = [c.words(_ALT[kind], names=names, **({} if kind == "comparison" else {"span": span}))]
    for line in lines:
        shown = line.values[-1:] if kind == "comparison" else line.values
        parts.append(_told(c, line, shown))
        if kind != "comparison":
            parts += _gaps(c, line, dates)
    if missing:
        areas = c.localiser.list([area_name(c, area) for area in missing])
        parts.append(c.words(N_("No value: {names}."), names=areas))
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


def _gaps(c: Composer, line: Line, dates: Sequence[EdtfDate]) -> list[str]:
    """What is said of periods without a value between the first and the last that has one."""
    known = {one.date.first for one in line.values}
    first, last = line.values[0].date.first, line.values[-1].date.first
    gaps = [date for date in dates if first < date.first < last and date.first not in known]
    if not gaps:
        return []
    if len(gaps) > FEW:
        return [c.words(_MANY_GAPS, count=c.localiser.number(len(gaps)))]
    texts = [c.localiser.date(date) for date in gaps]
    return [c.words(_GAPS, periods=c.localiser.list(texts))]
