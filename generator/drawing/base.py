"""What charts of all kinds have: how they look, labels, a legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from generator.document.tree import Chart, Direction
from generator.drawing.letters import Typeface
from generator.drawing.marks import WHITE, sample
from generator.drawing.svg import Canvas

Look: TypeAlias = dict[str, str | float]

GAP: Final = 1.2  # between a label and what it stands at


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How charts of a document look. Colours are "#rrggbb"; size is that of labels, in mm."""

    direction: Direction
    typeface: Typeface
    text: str
    rule: str
    series: tuple[str, ...]
    size: float = 2.8


class Drawn:
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
