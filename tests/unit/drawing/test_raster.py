"""Drawings as PNG: the right pixels, and the same ones every time."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from generator.drawing.raster import png
from generator.drawing.svg import Canvas

RED, WHITE = (255, 0, 0), (255, 255, 255)
RING = "M1 1L9 1L9 9L1 9Z"
SAME_WAY, OTHER_WAY = "M3 3L7 3L7 7L3 7Z", "M3 3L3 7L7 7L7 3Z"


def drawn(width: int = 100, **shapes: dict[str, Any]) -> Any:
    canvas = Canvas(10, 10)
    for look in shapes.values():
        canvas.path(look.pop("d"), **look)
    return Image.open(io.BytesIO(png(canvas.svg(), width))).convert("RGB")


def test_size_and_colour() -> None:
    image = drawn(50, a={"d": "M0 0L5 0L5 10L0 10Z", "fill": "#ff0000"})
    assert image.size == (50, 50)
    assert image.getpixel((10, 25)) == RED
    assert image.getpixel((40, 25)) == WHITE


def test_a_pixel_that_is_partly_inside_is_partly_coloured() -> None:
    image = drawn(10, a={"d": "M0 0L4.5 0L4.5 10L0 10Z", "fill": "#000000"})
    assert image.getpixel((3, 5)) == (0, 0, 0)
    assert 50 < image.getpixel((4, 5))[0] < 200
    assert image.getpixel((5, 5)) == WHITE


def test_the_rule_decides_what_is_a_hole() -> None:
    for inner, rule, centre in (
        (SAME_WAY, "nonzero", RED),
        (OTHER_WAY, "nonzero", WHITE),
        (SAME_WAY, "evenodd", WHITE),
        (OTHER_WAY, "evenodd", WHITE),
    ):
        image = drawn(a={"d": RING + inner, "fill": "#ff0000", "fill_rule": rule})
        assert image.getpixel((20, 50)) == RED
        assert image.getpixel((50, 50)) == centre, (inner, rule)


def test_letters_that_overlap_stay_filled() -> None:
    """Outlines of fonts lie over each other; two that turn the same way are no hole."""
    over = "M0 0L6 0L6 10L0 10ZM4 0L10 0L10 10L4 10Z"
    hole = "M1 4L1 6L2 6L2 4Z"
    image = drawn(a={"d": over + hole, "fill": "#ff0000"})
    assert image.getpixel((50, 50)) == RED
    assert image.getpixel((15, 50)) == WHITE


def test_a_dashed_line_has_gaps() -> None:
    line = {"d": "M0 5L10 5", "fill": "none", "stroke": "#ff0000", "stroke_width": 1}
    image = drawn(a={**line, "stroke_dasharray": "2 2"})
    assert [image.getpixel((at, 50)) for at in (10, 30, 50, 70, 90)] == [RED, WHITE] * 2 + [RED]
    whole = drawn(a=line)
    assert [whole.getpixel((at, 50)) for at in (10, 30, 50)] == [RED] * 3
    assert whole.getpixel((50, 40)) == WHITE


def test_a_corner_of_a_line_is_closed() -> None:
    look = {"fill": "none", "stroke": "#ff0000", "stroke_width": 2, "stroke_linejoin": "round"}
    image = drawn(a={"d": "M1 9L5 2L9 9", **look})
    assert image.getpixel((50, 15)) == RED


def test_the_bytes_do_not_change() -> None:
    canvas = Canvas(30, 10)
    canvas.circle(5, 5, 4, fill="#123456")
    first = png(canvas.svg(), 90)
    png.cache_clear()
    assert png(canvas.svg(), 90) == first
