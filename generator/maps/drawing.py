"""Draws a locator map in the closed vocabulary of drawings, in millimetres.

The country stands out by darkness and by the weight of its line, so that it is found on grey
paper and by those who do not see colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.drawing.svg import Canvas, number
from generator.house.colours import TEXT_CONTRAST, contrast
from generator.maps.locator import RING, Locator, Shape
from generator.maps.plane import Box, Point

BORDER: Final = 0.22
COAST: Final = 0.12
OUTLINE: Final = 0.45
FRAME: Final = 0.25
HALO: Final = 0.9
DOT: Final = 0.75  # radius: of the capital


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of a map, each "#rrggbb"."""

    subject: str
    land: str
    sea: str
    border: str
    text: str

    @classmethod
    def of(cls, house: Mapping[str, str]) -> Colours:
        """The colours of a house style: its accent for the country, greys for the rest."""
        accent, text = house.get("accent", "#1f4e6b"), house.get("text", "#1b1b1b")
        return cls(accent, "#e4e1d8", mixed(accent, "#ffffff", 0.07), "#6e6e6e", text)


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map: its outlines, where they lie, and whether all on the country."""

    outlines: str
    box: Box
    on_subject: bool = False


def draw(
    located: Locator,
    colours: Colours,
    labels: Iterable[Label] = (),
    dot: Point | None = None,
) -> str:
    """The map as SVG. dot: where the capital lies."""
    box = located.frame.box
    canvas = Canvas(box.width, box.height)
    canvas.rect(0, 0, box.width, box.height, fill=colours.sea)
    land = [shape for _, shapes in located.land for shape in shapes]
    _shapes(canvas, land, colours.land)
    _lines(canvas, located.coast, colours.border, COAST)
    _lines(canvas, located.borders, colours.border, BORDER)
    _shapes(canvas, located.subject, colours.subject)
    _lines(canvas, located.outline, colours.text, OUTLINE)
    for at in located.marks:
        canvas.circle(at[0], at[1], RING, fill="none", stroke="#ffffff", stroke_width=1.3)
        canvas.circle(at[0], at[1], RING, fill="none", stroke=colours.text, stroke_width=0.7)
    if dot is not None:
        canvas.circle(*dot, DOT + 0.3, fill="#ffffff")
        canvas.circle(*dot, DOT, fill=colours.text)
    for label in labels:
        around, letters = ("#ffffff", colours.text)
        if label.on_subject and contrast("#ffffff", colours.subject) >= TEXT_CONTRAST:
            around, letters = colours.subject, "#ffffff"
        look: dict[str, str | float] = {"stroke_linejoin": "round", "stroke_width": HALO}
        canvas.path(label.outlines, fill=around, stroke=around, **look)
        canvas.path(label.outlines, fill=letters)
    half = FRAME / 2
    sides = (box.width - FRAME, box.height - FRAME)
    canvas.rect(half, half, *sides, fill="none", stroke=colours.border, stroke_width=FRAME)
    return canvas.svg()


def mixed(one: str, other: str, share: float) -> str:
    """A colour of which ``share`` is the first and the rest the second.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    parts = (
        round(int(one[n : n + 2], 16) * share + int(other[n : n + 2], 16) * (1 - share))
        for n in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _shapes(canvas: Canvas, shapes: Sequence[Shape], fill: str) -> None:
    """Shapes in one colour, with a line as thin as a hair that hides the seams between them."""
    d = "".join(_path(ring) + "Z" for shape in shapes for ring in shape.rings)
    if d:
        look: dict[str, str | float] = {
            "fill_rule": "evenodd",
            "stroke": fill,
            "stroke_linejoin": "round",
        }
        canvas.path(d, fill=fill, stroke_width=0.06, **look)


def _lines(canvas: Canvas, lines: Iterable[Sequence[Point]], stroke: str, width: float) -> None:
    d = "".join(_path(line) for line in lines if len(line) > 1)
    if d:
        canvas.path(d, fill="none", stroke=stroke, stroke_width=width, stroke_linejoin="round")


def _path(points: Sequence[Point]) -> str:
    """A line through some points; those that round to the one before are left out."""
    pairs = [(number(x), number(y)) for x, y in points]
    kept = [pair for n, pair in enumerate(pairs) if n == 0 or pair != pairs[n - 1]]
    if len(kept) == 1:
        kept *= 2
    return "M" + "L".join(f"{x} {y}" for x, y in kept)
