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
from typing import Final

from generator.document.tree import Chart, Plotted, Point
from generator.drawing.base import GAP, ChartLook, Drawn, Look
from generator.drawing.comparison import Comparison
from generator.drawing.marks import DASHES, bar, marker, pattern_of
from generator.drawing.svg import Canvas, number

LOOSE: Final = 1.5  # least room between two labels of an axis
MARKERS: Final = 3.2  # least distance of points that all have a marker
WIDEST: Final = 22.0  # of one bar, where there are few
_LINE: Final = 0.55


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
        Comparison(chart, look, canvas).draw()
    else:
        _OverTime(chart, look, canvas).draw()
    return canvas.svg()


class _OverTime(Drawn):
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
        room = min((plot.right - plot.left) / len(xs) * 0.72, WIDEST * count)
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
                x = min(max(xs[n], plot.left + half), plot.right - half)
                y = value + (1.7 if self._under(n, by_size) else -0.8) * self.look.size
            if self._is_clear(plot, xs, n, (x - half, x + half, y)) and all(
                abs(x - other) > half + wide or abs(y - line) > self.look.size
                for other, wide, line in taken
            ):
                taken.append((x, half + LOOSE, y))
                self.label(points[n].text, x, y, 0.5, over=True)

    def _is_clear(
        self, plot: Plot, xs: Sequence[float], n: int, box: tuple[float, float, float]
    ) -> bool:
        """Whether a label, from left to right at a height, covers no bar beside its own."""
        if self.chart.kind != "bar":
            return True
        left, right, y = box
        half = min((plot.right - plot.left) / len(xs) * 0.72, WIDEST) / 2
        top, foot = y - self.look.size, y + 0.3 * self.look.size
        for k, point in enumerate(self.chart.series[0].points):
            if k == n or not point.exact or xs[k] + half < left or xs[k] - half > right:
                continue
            ends = sorted(
                (plot.y(float(point.exact)), plot.y(min(max(0.0, plot.lowest), plot.highest)))
            )
            if ends[0] < foot and ends[1] > top:
                return False
        return True

    def _under(self, n: int, by_size: Sequence[int]) -> bool:
        """Whether the label of a point stands below it."""
        if self.chart.kind == "bar":
            return float(self.chart.series[0].points[n].exact) < 0
        return n == by_size[0] and n != by_size[-1]


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
