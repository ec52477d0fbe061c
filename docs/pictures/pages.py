"""Pages of finished PDFs as small pictures: the whole page, or what stands under a heading."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

import pypdfium2
from PIL import Image, ImageChops, ImageOps

COLOURS: Final = 48
EDGE: Final = (190, 196, 204)
MARGIN: Final = 10  # points left around a part of a page


def first_page(pdf: Path, width: int) -> bytes:
    """The first page as a PNG, so many pixels wide, with a thin edge."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    # Drawn at twice the width and made smaller: thin lines stay even.
    large = page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB")
    return _png(ImageOps.expand(large.resize((width, round(large.height / 2))), 1, EDGE))


def under_heading(pdf: Path, heading: str, end: str, width: int) -> bytes:
    """What stands between two headings of the first page, as a PNG."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text = page.get_textpage()
    top, bottom = _line(text, heading)[0], _line(text, end)[1]
    scale = width / page.get_width()
    whole = page.render(scale=2 * scale).to_pil().convert("RGB")
    height = page.get_height()
    upper, lower = (
        round(2 * scale * (height - y)) for y in (top - MARGIN / 2, bottom + MARGIN / 2)
    )
    part = whole.crop((0, upper, whole.width, lower))
    part = part.crop(_filled(part, round(2 * scale * MARGIN)))
    return _png(ImageOps.expand(part.resize((part.width // 2, part.height // 2)), 1, EDGE))


def _line(text: Any, words: str) -> tuple[float, float]:
    """Where a heading stands: its lower and upper edge, in points from the foot of the page."""
    found = text.search(words, match_case=True).get_next()
    if found is None:
        raise ValueError(f"the page has no “{words}”")
    boxes = [text.get_charbox(found[0] + place) for place in range(found[1])]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def _filled(part: Image.Image, margin: int) -> tuple[int, int, int, int]:
    """The box of all that is not white, with a margin."""
    box = ImageChops.difference(part, Image.new("RGB", part.size, "white")).getbbox()
    left, top, right, bottom = box or (0, 0, part.width, part.height)
    return (
        max(0, left - margin),
        max(0, top - margin),
        min(part.width, right + margin),
        min(part.height, bottom + margin),
    )


def _png(picture: Image.Image) -> bytes:
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()
