"""A drawing as PNG: its shapes filled with coverage measured on a finer grid.

Word shows the SVG; the PNG beside it is what older programs and previews show. It is made
by filling polygons alone, so it is the same on every machine and needs no fonts.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final, TypeAlias

from PIL import Image, ImageChops, ImageDraw

from generator.drawing.svg import Look, Shape, Step, read

Point: TypeAlias = tuple[float, float]
Polygon: TypeAlias = list[Point]

FINER: Final = 4  # cells of the grid along one side of a pixel
_PART: Final = 6.0  # length of the straight parts of a curve, in cells
_MIDDLE: Final = 128  # stands for "not inside" while paths are counted over each other
_ROUND: Final = 16  # corners of a round end


@lru_cache(maxsize=16)
def png(svg: str, width: int) -> bytes:
    """A drawing as PNG on white, ``width`` pixels wide.

    Raises ``BadDrawing`` for what is not in the vocabulary.
    """
    drawing = read(svg)
    height = max(1, round(width * drawing.height / drawing.width))
    image = Image.new("RGB", (width, height), "#ffffff")
    scale = width * FINER / drawing.width
    for shape in drawing.shapes:
        _draw(image, shape, scale)
    stream = io.BytesIO()
    few = image.quantize(256, dither=Image.Dither.NONE) if _few(image) else image
    few.save(stream, "PNG", compress_level=9)
    return stream.getvalue()


def _few(image: Any) -> bool:
    return image.getcolors(256) is not None


def _draw(image: Any, shape: Shape, scale: float) -> None:
    look = shape.look
    lines = [*_polygons(shape.steps, scale)]
    if look.fill:
        _fill(image, [line for line, _ in lines if len(line) > 2], look.fill, look.rule)
    if look.stroke and look.width:
        pieces = [piece for line, closed in lines for piece in _stroke(line, closed, look, scale)]
        _fill(image, [_turned(piece) for piece in pieces], look.stroke, "nonzero")


# ---------------------------------------------------------------- filling


def _fill(image: Any, polygons: Sequence[Polygon], colour: str, rule: str) -> None:
    """Colour what lies inside, by the share of each pixel that does."""
    if not polygons:
        return
    xs = [x for polygon in polygons for x, _ in polygon]
    ys = [y for polygon in polygons for _, y in polygon]
    left, top = (max(0, math.floor(min(row) / FINER) - 1) for row in (xs, ys))
    right = min(image.width, math.ceil(max(xs) / FINER) + 1)
    low = min(image.height, math.ceil(max(ys) / FINER) + 1)
    if right <= left or low <= top:
        return
    size = ((right - left) * FINER, (low - top) * FINER)
    moved = [[(x - left * FINER, y - top * FINER) for x, y in polygon] for polygon in polygons]
    inside = _inside(moved, size, rule).reduce(FINER)
    image.paste(colour, (left, top), inside)


def _inside(polygons: Sequence[Polygon], size: tuple[int, int], rule: str) -> Any:
    """A mask of what is inside: 255 where it is."""
    if len(polygons) == 1:
        return _mask(polygons[0], size, 255)
    if rule == "evenodd":
        mask = Image.new("L", size, 0)
        for polygon in polygons:
            mask = ImageChops.difference(mask, _mask(polygon, size, 255))
        return mask
    turns = {_area(polygon) >= 0 for polygon in polygons}
    if len(turns) == 1:
        mask = Image.new("L", size, 0)
        pen = ImageDraw.Draw(mask)
        for polygon in polygons:
            pen.polygon(polygon, fill=255)
        return mask
    count = Image.new("L", size, _MIDDLE)
    for polygon in polygons:
        over = _mask(polygon, size, 1)
        add = ImageChops.add if _area(polygon) >= 0 else ImageChops.subtract
        count = add(count, over)
    return count.point([0 if value == _MIDDLE else 255 for value in range(256)])


def _mask(polygon: Polygon, size: tuple[int, int], value: int) -> Any:
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon(polygon, fill=value)
    return mask


def _area(polygon: Polygon) -> float:
    """Twice the area, negative for a polygon that turns the other way."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*polygon, polygon[0])))


def _turned(polygon: Polygon) -> Polygon:
    return polygon if _area(polygon) >= 0 else polygon[::-1]


# ---------------------------------------------------------------- paths


def _polygons(steps: Iterable[Step], scale: float) -> Iterator[tuple[Polygon, bool]]:
    """The parts of a path as points, and whether each is closed."""
    points: Polygon = []
    closed = False
    for letter, numbers in steps:
        if letter == "M":
            if len(points) > 1:
                yield points, closed
            points, closed = [_at(numbers, scale)], False
        elif letter == "Z":
            if len(points) > 1:
                yield points, True
            points = points[:1]
        elif letter == "L":
            points.append(_at(numbers, scale))
        else:
            points.extend(_curve(points[-1], [_at(numbers[i : i + 2], scale) for i in (0, 2, 4)]))
    if len(points) > 1:
        yield points, closed


def _at(numbers: Sequence[float], scale: float) -> Point:
    return numbers[0] * scale, numbers[1] * scale


def _curve(start: Point, handles: Sequence[Point]) -> Iterator[Point]:
    one, two, end = handles
    length = sum(math.dist(a, b) for a, b in pairwise((start, one, two, end)))
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = start, one, two, end
    for a, b, c, d in _weights(max(2, min(64, math.ceil(length / _PART)))):
        yield a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy


@lru_cache(maxsize=64)
def _weights(parts: int) -> tuple[tuple[float, float, float, float], ...]:
    """The shares of a curve's four points at so many places along it."""
    found = []
    for part in range(1, parts + 1):
        t = part / parts
        u = 1 - t
        found.append((u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t))
    return tuple(found)


# ---------------------------------------------------------------- lines


def _stroke(line: Polygon, closed: bool, look: Look, scale: float) -> Iterator[Polygon]:
    half = max(look.width * scale / 2, 0.5)
    points = [*line, line[0]] if closed else line
    rows = [points] if not look.dash else _dashes(points, [step * scale for step in look.dash])
    for row in rows:
        yield from _segments(row, half)
        inner = row if closed and not look.dash else row[1:-1]
        if look.cap == "round" and inner is not row:
            inner = row
        for corner in inner:
            yield _dot(corner, half)


def _segments(row: Polygon, half: float) -> Iterator[Polygon]:
    for (x, y), (to_x, to_y) in pairwise(row):
        length = math.hypot(to_x - x, to_y - y)
        if length:
            dx, dy = (to_y - y) / length * half, (x - to_x) / length * half
            yield [
                (x + dx, y + dy),
                (to_x + dx, to_y + dy),
                (to_x - dx, to_y - dy),
                (x - dx, y - dy),
            ]


def _dot(at: Point, half: float) -> Polygon:
    turns = (2 * math.pi * part / _ROUND for part in range(_ROUND))
    return [(at[0] + half * math.cos(turn), at[1] + half * math.sin(turn)) for turn in turns]


def _dashes(points: Polygon, pattern: Sequence[float]) -> Iterator[Polygon]:
    """The drawn parts of a dashed line."""
    place, left = 0, pattern[0]
    row: Polygon = [points[0]]
    for start, end in pairwise(points):
        at, length = start, math.dist(start, end)
        while length > left > 0:
            share = left / length
            at = (at[0] + (end[0] - at[0]) * share, at[1] + (end[1] - at[1]) * share)
            length -= left
            if place % 2 == 0:
                yield [*row, at]
            row = [at]
            place = (place + 1) % len(pattern)
            left = pattern[place]
        left -= length
        row.append(end)
    if place % 2 == 0 and len(row) > 1:
        yield row
