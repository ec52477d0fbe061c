"""Drawings on PDF pages: the shapes as operators of the page, without the engine's own SVG.

The engine asks a picture for its size and to draw itself; what stands in the cache of
pictures that it is given is never fetched. So a drawing costs the writing of its path.
Operators: ISO 32000-1, 8.5.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from generator.document.tree import Document, Figure
from generator.document.walk import figures
from generator.drawing.svg import Drawing, Look, Step, number, read
from generator.writers.pdf_sheet import picture_address

PIXELS: Final = 96 / 25.4  # CSS pixels in a millimetre
_LETTERS: Final = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_CAPS: Final = {"butt": 0, "round": 1}
_JOINS: Final = {"miter": 0, "round": 1}


class Picture:
    """A drawing as the engine takes pictures."""

    def __init__(self, figure: Figure) -> None:
        self._drawing = read(figure.svg)
        self._operators = operators(figure.svg)
        self._size = figure.width * PIXELS, figure.height * PIXELS

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, ...]:
        """Width, height and their ratio, in CSS pixels."""
        del resolution, font_size
        width, height = self._size
        return width, height, width / height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Append the drawing to a page, in a box of ``width`` and ``height``."""
        del style
        stream.transform(a=width / self._drawing.width, d=height / self._drawing.height)
        stream.stream.append(self._operators)


def pictures(document: Document) -> dict[str, Any]:
    """The pictures of a document by the addresses that its sheet gives them."""
    found = [*figures(document)]
    if document.beside is not None:
        found += figures(document.beside.document)
    return {picture_address(figure): _picture(figure) for figure in found}


def _picture(figure: Figure) -> Any:
    """A drawing of ours, or the engine's own picture of pixels."""
    if figure.pixels is None:
        return Picture(figure)
    from PIL import Image
    from weasyprint.images import RasterImage

    content = figure.pixels.content
    address = picture_address(figure)
    return RasterImage(Image.open(io.BytesIO(content)), address, content)


@lru_cache(maxsize=64)
def operators(svg: str) -> bytes:
    """The content stream of a drawing, in the units of its view box."""
    return "\n".join(_operators(read(svg))).encode("ascii")


def _operators(drawing: Drawing) -> Iterator[str]:
    before: Look | None = None
    for shape in drawing.shapes:
        look = shape.look
        paint = _paint(look)
        if not paint or not shape.steps:
            continue
        yield from _changes(look, before)
        before = look
        yield " ".join(map(_step, shape.steps))
        yield paint


def _step(step: Step) -> str:
    letter, numbers = step
    return " ".join((*map(number, numbers), _LETTERS[letter]))


def _paint(look: Look) -> str:
    even = "*" if look.rule == "evenodd" else ""
    if look.fill and look.stroke and look.width:
        return f"B{even}"
    if look.fill:
        return f"f{even}"
    return "S" if look.stroke and look.width else ""


def _changes(look: Look, before: Look | None) -> Iterator[str]:
    if look.fill and (before is None or before.fill != look.fill):
        yield f"{_colour(look.fill)} rg"
    if not look.stroke:
        return
    if before is None or before.stroke != look.stroke:
        yield f"{_colour(look.stroke)} RG"
    if before is None or _pen(before) != _pen(look):
        dash = " ".join(map(number, look.dash))
        yield f"{number(look.width)} w {_CAPS[look.cap]} J {_JOINS[look.join]} j [{dash}] 0 d"


def _pen(look: Look) -> tuple[object, ...]:
    return (look.stroke and look.width, look.cap, look.join, look.dash)


def _colour(text: str) -> str:
    parts = (int(text[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.4f}".rstrip("0").rstrip(".") for part in parts)
