"""Charts: what they show becomes a drawing, from left to right or from right to left.

Lines and bars over time, and bars side by side for a comparison. Lengths are millimetres.
Series differ by marker, dash or pattern as well as by colour; a point that is estimated
or projected is open and its line dashed; where there is no value, there is no line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from generator.document.tree import Chart, Direction, Plotted, Point
from generator.drawing.letters import Typeface
from generator.drawing.marks import DASHES, WHITE, bar, marker, pattern_of, sample
from generator.drawing.svg import Canvas, number

Look: TypeAlias = dict[str, str | float]

GAP: Final = 1.2  # between a label and what it stands at
LOOSE: Final = 1.5  # least room between two labels of an axis
MARKERS: Final = 3.2  # least distance of points that all have a marker
_LINE: Final = 0.55


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How charts of a document look. Colours are "#rrggbb"; size is that of labels, in mm."""

    direction: Direction
    typeface: Typeface
    text: str
    rule: str
    series: tuple[str, ...]
    size: float = 2.8


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the values lie: a box, from the lowest to the highest tick."""

    left: float
    top: float
    right: float
    low: float
    lowest: float
    highest: float

    def y(self, value: float) -> float:
        """The height of a value."""
        share = (value - self.lowest) / (self.highest - self.lowest)
        return self.low - share * (self.low - self.top)


@lru_cache(maxsize=64)
def chart_svg(chart: Chart, look: ChartLook, width: float, height: float) -> str:
    """The drawing of a chart."""
    canvas = Canvas(width, height)
    if chart.kind == "comparison":
        _Comparison(chart, look, canvas).draw()
    else:
        _OverTime(chart, look, canvas).draw()
    return canvas.svg()


class _Drawn:
    """What charts of all kinds have: labels, a legend, a value axis."""

    def __init__(self, chart: Chart, look: ChartLook, canvas: Canvas) -> None:
        self.chart = chart
        self.look = look
        self.canvas = canvas
        self.rtl = look.direction == "rtl"

    def label(self, text: str, x: float, y: float, at: float = 0.0, *, over: bool = False) -> None:
        """Write ``text`` on the line ``y``; ``at`` is the share of its width before ``x``.

        over  whether it may lie over lines, which are kept away from its letters.
        """
        written = self.look.typeface.written(text, self.look.direction)
        d = written.path(x - at * written.width * self.look.size, y, self.look.size)
        if d and over:
            self.canvas.path(d, fill=WHITE, stroke=WHITE, stroke_width=1, stroke_linejoin="round")
        if d:
            self.canvas.path(d, fill=self.look.text)

    def wide(self, text: str) -> float:
        """The width of a label."""
        return self.look.typeface.width(text, self.look.direction, self.look.size)

    def colour(self, series: int) -> str:
        """The colour of a series."""
        return self.look.series[series % len(self.look.series)]

    def flipped(self, x: float) -> float:
        """A place counted from the reading start as one counted from the left."""
        return self.canvas.width - x if self.rtl else x

    def legend(self) -> float:
        """Draw the names of several series, and what open points mean; give the height."""
        entries = [(place, "", one.name) for place, one in enumerate(self.chart.series)]
        if len(entries) < 2:
            entries = []
        entries += [(0, status, words) for status, words in self.chart.legend]
        if not entries:
            return 0.0
        size, at, line = self.look.size, 0.0, 1
        swatch = 3 * size
        for place, status, words in entries:
            wide = swatch + GAP + self.wide(words) + 2 * size
            if at and at + wide > self.canvas.width:
                at, line = 0.0, line + 1
            y = line * 1.5 * size
            left = self.flipped(at + swatch) if self.rtl else at
            sample(
                self.canvas,
                (left, y - 0.35 * size, swatch),
                self.chart.kind,
                place,
                self.colour(place),
                is_open=bool(status),
            )
            self.label(words, self.flipped(at + swatch + GAP), y, 1.0 if self.rtl else 0.0)
            at += wide
        return line * 1.5 * size + 0.8 * size

    def numbers(self) -> list[tuple[float, str]]:
        """The ticks of the value axis."""
        return [(float(exact), text) for exact, text in self.chart.ticks]


class _OverTime(_Drawn):
    def draw(self) -> None:
        """Axes, then the series."""
        plot = self._plot(self.legend())
        self._grid(plot)
        xs = self._places(plot)
        self._periods(plot, xs)
        if self.chart.kind == "bar":
            self._bars(plot, xs)
        else:
            for place, series in reversed([*enumerate(self.chart.series)]):
                self._line(plot, xs, place, series)
        if len(self.chart.series) == 1:
            self._values(plot, xs)

    def _plot(self, above: float) -> Plot:
        size, ticks = self.look.size, self.numbers()
        axis = max(self.wide(text) for _, text in ticks) + GAP
        alone = len(self.chart.series) == 1
        top = above + (1.9 * size if alone else 0.6 * size)
        low = self.canvas.height - 1.9 * size
        beside = max(self._beside(), 0.5)
        left, right = (
            (beside, self.canvas.width - axis) if self.rtl else (axis, self.canvas.width - beside)
        )
        plot = Plot(left, top, right, low, ticks[0][0], ticks[-1][0])
        lowest = min(float(p.exact) for one in self.chart.series for p in one.points if p.exact)
        lacking = plot.y(lowest) + 2 * size - low
        if not alone or lacking <= 0 or (self.chart.kind == "bar" and lowest >= 0):
            return plot
        # Room below the lowest value for its label.
        span = (plot.highest - plot.lowest) * lacking / (low - top - lacking)
        return replace(plot, lowest=plot.lowest - span)

    def _beside(self) -> float:
        """The room that the newest value needs beside the end of an only line."""
        if self.chart.kind == "bar" or len(self.chart.series) > 1:
            return 0.0
        known = [point for point in self.chart.series[0].points if point.exact]
        return self.wide(known[-1].text) + 2 * GAP if known[-1] is self._last() else 0.0

    def _last(self) -> Point:
        return self.chart.series[0].points[-1]

    def _grid(self, plot: Plot) -> None:
        for value, text in self.numbers():
            y = plot.y(value)
            zero = value == 0
            self.canvas.path(
                f"M{number(plot.left)} {number(y)}H{number(plot.right)}",
                fill="none",
                stroke=self.look.text if zero else self.look.rule,
                stroke_width=0.25 if zero else 0.1,
            )
            x = plot.right + GAP if self.rtl else plot.left - GAP
            self.label(text, x, y + 0.35 * self.look.size, 0.0 if self.rtl else 1.0)

    def _places(self, plot: Plot) -> list[float]:
        """The middle of each period, in the order of the categories."""
        count = len(self.chart.categories)
        step = (plot.right - plot.left) / count
        places = [plot.left + step * (place + 0.5) for place in range(count)]
        return places[::-1] if self.rtl else places

    def _periods(self, plot: Plot, xs: Sequence[float]) -> None:
        """Name the periods, the newest one always, so many of the others as there is room for."""
        names = self.chart.categories
        widest = max(map(self.wide, names)) + LOOSE
        step = abs(xs[0] - xs[-1]) / max(len(xs) - 1, 1) or widest
        every = max(1, -int(-widest // step))
        y = self.canvas.height - 0.4 * self.look.size
        taken: tuple[float, float] | None = None
        for place in range(len(names) - 1, -1, -every):
            half = self.wide(names[place]) / 2
            x = min(max(xs[place], half), self.canvas.width - half)
            if taken and abs(x - taken[0]) < half + taken[1] + LOOSE:
                continue  # moved to the edge, it would touch the one beside it
            taken = (x, half)
            self.label(names[place], x, y, 0.5)
            self.canvas.path(
                f"M{number(xs[place])} {number(plot.low)}V{number(plot.low + 0.8)}",
                fill="none",
                stroke=self.look.rule,
                stroke_width=0.15,
            )

    def _line(self, plot: Plot, xs: Sequence[float], place: int, series: Plotted) -> None:
        colour, close = self.colour(place), _step(xs) < MARKERS
        look: Look = {
            "fill": "none",
            "stroke": colour,
            "stroke_width": _LINE,
            "stroke_linejoin": "round",
        }
        at = [
            (x, plot.y(float(point.exact)), bool(point.status)) if point.exact else None
            for x, point in zip(xs, series.points, strict=True)
        ]
        for row, is_open in _stretches(at):
            d = "L".join(f"{number(x)} {number(y)}" for x, y in row)
            dash = "0.9 0.9" if is_open else DASHES[pattern_of(place)]
            extra = {"stroke_dasharray": dash} if dash else {}
            self.canvas.path(f"M{d}", **look, **extra)
        last = max((n for n, one in enumerate(at) if one), default=-1)
        for n, one in enumerate(at):
            if one is None:
                continue
            alone = not any(at[k] for k in (n - 1, n + 1) if 0 <= k < len(at))
            if not close or alone or n == last:
                marker(self.canvas, (one[0], one[1]), place, colour, is_open=one[2])

    def _bars(self, plot: Plot, xs: Sequence[float]) -> None:
        count = len(self.chart.series)
        room = (plot.right - plot.left) / len(xs) * 0.72
        wide = room / count
        base = plot.y(min(max(0.0, plot.lowest), plot.highest))
        for place, series in enumerate(self.chart.series):
            side = (count - 1 - place) if self.rtl else place
            for x, point in zip(xs, series.points, strict=True):
                if point.exact:
                    y = plot.y(float(point.exact))
                    box = (x - room / 2 + side * wide, min(y, base), wide * 0.9, abs(y - base))
                    bar(self.canvas, box, place, self.colour(place), is_open=bool(point.status))

    def _values(self, plot: Plot, xs: Sequence[float]) -> None:
        """Write the newest, the highest and the lowest value, where nothing is covered.

        The newest value of a line stands beside its end: a line that is cut by a label
        looks like a minus sign before it.
        """
        points = self.chart.series[0].points
        known = [n for n, point in enumerate(points) if point.exact]
        by_size = sorted(known, key=lambda n: float(points[n].exact))
        taken: list[tuple[float, float, float]] = []
        for n in dict.fromkeys((known[-1], by_size[-1], by_size[0])):
            half = self.wide(points[n].text) / 2
            value = plot.y(float(points[n].exact))
            if n == len(points) - 1 and self._beside():
                # Behind the end of the grid, whose lines look like a minus sign beside it.
                x = plot.left - GAP - half if self.rtl else plot.right + GAP + half
                y = value + 0.35 * self.look.size
            else:
                x = min(max(xs[n], half), self.canvas.width - half)
                y = value + (1.7 if self._under(n, by_size) else -0.8) * self.look.size
            if all(
                abs(x - other) > half + wide or abs(y - line) > self.look.size
                for other, wide, line in taken
            ):
                taken.append((x, half + LOOSE, y))
                self.label(points[n].text, x, y, 0.5, over=True)

    def _under(self, n: int, by_size: Sequence[int]) -> bool:
        """Whether the label of a point stands below it."""
        if self.chart.kind == "bar":
            return float(self.chart.series[0].points[n].exact) < 0
        return n == by_size[0] and n != by_size[-1]


class _Comparison(_Drawn):
    """A bar for each category, one below the other, its value at its end."""

    def draw(self) -> None:
        """Names at the reading start, bars from zero."""
        names, (series, *_) = self.chart.categories, self.chart.series
        above = self.legend()
        axis = min(max(map(self.wide, names)) + GAP, self.canvas.width * 0.45)
        values = [float(point.exact) if point.exact else 0.0 for point in series.points]
        low, high = min(0.0, *values), max(0.0, *values) or 1.0
        beside = max(self.wide(point.text) for point in series.points) + 2 * GAP
        start = axis + (beside if low < 0 else 0.0)
        scale = (self.canvas.width - start - beside) / (high - low)
        zero = start - low * scale
        step = (self.canvas.height - above) / len(names)
        for n, (name, point) in enumerate(zip(names, series.points, strict=True)):
            middle = above + step * (n + 0.5)
            base = middle + 0.35 * self.look.size
            self.label(name, self.flipped(axis - GAP), base, 0.0 if self.rtl else 1.0)
            end = zero + values[n] * scale
            left, right = sorted((self.flipped(zero), self.flipped(end)))
            if point.exact:
                box = (left, middle - 0.3 * step, right - left, 0.6 * step)
                bar(self.canvas, box, 0, self.colour(0), is_open=bool(point.status))
            before = values[n] < 0
            x = self.flipped(end - GAP if before else end + GAP)
            self.label(point.text, x, base, 1.0 if before is not self.rtl else 0.0)
        foot = number(self.flipped(zero))
        look: Look = {"fill": "none", "stroke": self.look.text, "stroke_width": 0.25}
        self.canvas.path(f"M{foot} {number(above)}V{number(self.canvas.height)}", **look)


def _step(xs: Sequence[float]) -> float:
    return min((abs(a - b) for a, b in pairwise(xs)), default=MARKERS)


def _stretches(
    at: Sequence[tuple[float, float, bool] | None],
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The unbroken parts of a line; one that touches an open point is open."""
    row: list[tuple[float, float]] = []
    kind = False
    for one, two in pairwise(at):
        if one is None or two is None:
            if row:
                yield row, kind
            row = []
            continue
        is_open = one[2] or two[2]
        if row and is_open is not kind:
            yield row, kind
            row = []
        row = row or [one[:2]]
        row.append(two[:2])
        kind = is_open
    if row:
        yield row, kind
