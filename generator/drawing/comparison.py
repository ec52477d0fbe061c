"""Bars side by side for a comparison, one below the other, each with its name and its value."""

from __future__ import annotations

from typing import Final

from generator.document.tree import Chart
from generator.drawing.base import GAP, ChartLook, Drawn, Look
from generator.drawing.marks import bar
from generator.drawing.svg import Canvas, number

ROW: Final = 8.0  # millimetres of a bar with its room
LEAST: Final = 18.0
_NAMES: Final = 0.45  # of the width that names take at most
_FEW: Final = 30.0  # millimetres that names have at least
_BARS: Final = 40.0  # millimetres that bars want
_LINE: Final = 1.3  # of a name of several, in sizes of its letters
_ABOVE: Final = 1.5  # around such a name


def comparison_height(chart: Chart, look: ChartLook, width: float) -> float:
    """The height that a comparison needs, so that every name has room for all its lines."""
    drawn = Comparison(chart, look, Canvas(width, LEAST))
    return round(max(LEAST, drawn.above() + drawn.row() * len(chart.categories) + 2), 1)


class Comparison(Drawn):
    """A bar for each category, one below the other, its value at its end."""

    def above(self) -> float:
        """The height of the legend."""
        canvas, self.canvas = self.canvas, Canvas(self.canvas.width, self.canvas.height)
        height = self.legend()
        self.canvas = canvas
        return height

    def row(self) -> float:
        """The height of one bar with its room."""
        lines = max(len(self._lines(name)) for name in self.chart.categories)
        return max(ROW, lines * _LINE * self.look.size + _ABOVE)

    def _lines(self, name: str) -> list[str]:
        """A name cut at spaces into lines that fit; a word alone may be wider."""
        lines: list[str] = []
        for word in name.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.wide(longer) <= self._room():
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _room(self) -> float:
        """The width that names have beside the values and the least of bars."""
        width = self.canvas.width
        free = width - sum(self._beside()) - _BARS
        return max(min(width * _NAMES, free), _FEW) - GAP

    def _beside(self) -> tuple[float, float]:
        """The room for values beside the ends of bars: of those below zero, and the others."""
        rooms = {True: 0.0, False: 0.0}
        for point in self.chart.series[0].points:
            if point.exact:
                below = float(point.exact) < 0
                rooms[below] = max(rooms[below], self.wide(point.text) + 2 * GAP)
        return rooms[True], rooms[False]

    def draw(self) -> None:
        """Names at the reading start, bars from zero."""
        (series, *_) = self.chart.series
        above = self.legend()
        names = [self._lines(name) for name in self.chart.categories]
        axis = max(self.wide(line) for lines in names for line in lines) + GAP
        values = [float(point.exact) if point.exact else 0.0 for point in series.points]
        low, high = min(0.0, *values), max(0.0, *values)
        high = high if high > low else 1.0
        before, behind = self._beside()
        start = axis + before
        scale = max(self.canvas.width - start - behind, GAP) / (high - low)
        zero = start - low * scale
        step = (self.canvas.height - above) / len(names)
        for n, (lines, point) in enumerate(zip(names, series.points, strict=True)):
            middle = above + step * (n + 0.5)
            self._name(lines, axis, middle)
            end = zero + values[n] * scale
            left, right = sorted((self.flipped(zero), self.flipped(end)))
            if point.exact:
                box = (left, middle - 0.3 * ROW, right - left, 0.6 * ROW)
                bar(self.canvas, box, 0, self.colour(0), is_open=bool(point.status))
            below = values[n] < 0
            x = self.flipped(end - GAP if below else end + GAP)
            at = 1.0 if below is not self.rtl else 0.0
            self.label(point.text, x, middle + 0.35 * self.look.size, at)
        foot = number(self.flipped(zero))
        look: Look = {"fill": "none", "stroke": self.look.text, "stroke_width": 0.25}
        self.canvas.path(f"M{foot} {number(above)}V{number(self.canvas.height)}", **look)

    def _name(self, lines: list[str], axis: float, middle: float) -> None:
        size = self.look.size
        first = middle + (0.35 - _LINE * (len(lines) - 1) / 2) * size
        for place, line in enumerate(lines):
            y = first + place * _LINE * size
            self.label(line, self.flipped(axis - GAP), y, 0.0 if self.rtl else 1.0)
