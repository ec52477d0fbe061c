"""Markers, bars and samples: how the series of a chart differ without colour."""

from __future__ import annotations

from typing import Final

from generator.drawing.svg import Canvas, number

WHITE: Final = "#ffffff"
DASHES: Final = ("", "3 1", "1.6 0.8", "4 0.8 0.8 0.8")
"""The dash of each series' line; what is estimated or projected has one of its own."""

_KINDS: Final = 4  # of dashes, markers and fillings
_RADIUS: Final = 0.85
_STRIPES: Final = 1.1  # between two stripes of a bar


def pattern_of(series: int) -> int:
    """Which of the four dashes, markers and fillings a series has.

    The fifth series has the colour of the first and another pattern, and so on to sixteen.
    """
    return (series + series // _KINDS) % _KINDS


def marker(
    canvas: Canvas, at: tuple[float, float], series: int, colour: str, *, is_open: bool
) -> None:
    """The sign of one point: a circle, square, triangle or diamond, by its series."""
    x, y = at
    r = _RADIUS
    look: dict[str, str | float] = {
        "fill": WHITE if is_open else colour,
        "stroke": colour,
        "stroke_width": 0.35,
    }
    match pattern_of(series):
        case 0:
            canvas.circle(x, y, r, **look)
        case 1:
            canvas.rect(x - r, y - r, 2 * r, 2 * r, **look)
        case 2:
            canvas.path(
                _closed((x, y - 1.2 * r), (x + 1.2 * r, y + r), (x - 1.2 * r, y + r)), **look
            )
        case _:
            k = 1.35 * r
            canvas.path(_closed((x, y - k), (x + k, y), (x, y + k), (x - k, y)), **look)


def bar(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    series: int,
    colour: str,
    *,
    is_open: bool,
) -> None:
    """One bar: filled, striped across, empty or striped along, by its series."""
    x, y, width, height = box
    if is_open:
        canvas.rect(*box, fill=WHITE, stroke=colour, stroke_width=0.35, stroke_dasharray="0.9 0.9")
        return
    pattern = pattern_of(series)
    canvas.rect(*box, fill=WHITE if pattern else colour, stroke=colour, stroke_width=0.35)
    if pattern == 1:
        lines = (f"M{number(x)} {number(line)}H{number(x + width)}" for line in _lines(y, height))
    elif pattern == 3:
        lines = (f"M{number(line)} {number(y)}V{number(y + height)}" for line in _lines(x, width))
    else:
        return
    if d := "".join(lines):
        canvas.path(d, fill="none", stroke=colour, stroke_width=0.4)


def sample(
    canvas: Canvas,
    place: tuple[float, float, float],
    kind: str,
    series: int,
    colour: str,
    *,
    is_open: bool,
) -> None:
    """What stands before a name in the legend: the series' line with its marker, or a bar."""
    left, y, width = place
    if kind != "line":
        bar(canvas, (left + width / 2, y - 1, width / 2, 2), series, colour, is_open=is_open)
        return
    dash = "0.9 0.9" if is_open else DASHES[pattern_of(series)]
    look: dict[str, str | float] = {"fill": "none", "stroke": colour, "stroke_width": 0.55}
    if dash:
        look["stroke_dasharray"] = dash
    canvas.path(f"M{number(left)} {number(y)}H{number(left + width)}", **look)
    marker(canvas, (left + width / 2, y), series, colour, is_open=is_open)


def _closed(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def _lines(start: float, length: float) -> list[float]:
    return [start + _STRIPES * place for place in range(1, int(length / _STRIPES) + 1)]
