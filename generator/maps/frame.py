"""What part of the world a map shows: around a country, its region, or as stated."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from generator.maps.plane import Box, Point, area, box_of
from generator.maps.sphere import RADIUS, Place, Projection, Vector, angle, dot, place, unit, vector

View: TypeAlias = str | tuple[float, float, float, float]
"""One of ``VIEWS``, or west, south, east and north in degrees."""

VIEWS: Final = ("near", "close", "region")
SHAPES: Final = ((98.0, 68.0), (78.0, 78.0), (62.0, 88.0))
"""Width and height of the page's maps, in millimetres."""

_ROOM: Final = {"close": 1.25, "near": 2.1, "region": 1.15, "stated": 1.0}
_LEAST: Final = {"close": 40.0, "near": 330.0, "region": 330.0, "stated": 20.0}  # km to a side
_WIDEST: Final = 0.98  # of the Earth's radius, from the centre to a corner
_SHARE: Final = 0.05  # of a country: a smaller part far away is left out of the frame
_FAR: Final = 1.0  # distances in lengths of the main part
_NEAR: Final = 0.25
_SMALL: Final = 5_000.0  # km²


@dataclass(frozen=True, slots=True)
class Part:
    """One polygon of a country: its outer ring, its middle, and its size in km²."""

    ring: tuple[Vector, ...]
    middle: Vector
    size: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A centre and a scale. box is in millimetres, y downwards; scale in km a millimetre."""

    projection: Projection
    scale: float
    box: Box

    @property
    def least(self) -> float:
        """The cosine of the angle from the centre beyond which nothing is drawn."""
        corner = math.hypot(self.box.width, self.box.height) / 2 * self.scale * 1.15
        return math.cos(2 * math.asin(min(0.75, corner / RADIUS / 2)))

    def point(self, at: Vector) -> Point:
        """Where a direction stands on the page."""
        east, north = self.projection.point(at)
        return self.box.width / 2 + east / self.scale, self.box.height / 2 - north / self.scale

    def seen(self, at: Place) -> Point | None:
        """Where a place stands on the page; None outside the frame."""
        direction = vector(at)
        if dot(direction, self.projection.direction) < self.least:
            return None
        point = self.point(direction)
        return point if self.box.holds(point) else None


def part_of(ring: Sequence[Vector]) -> Part:
    """A ring with its middle and size."""
    total = unit((sum(v[0] for v in ring), sum(v[1] for v in ring), sum(v[2] for v in ring)))
    projection = Projection(place(total))
    return Part(tuple(ring), total, area([projection.point(at) for at in ring]))


def main_parts(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a country that its map must show: not small ones far away.

    Where no part is the main one, or all are small, as in a state of islands, all are.
    """
    if not parts:
        return ()
    main = max(parts, key=lambda part: part.size)
    whole = sum(part.size for part in parts)
    if main.size < whole / 2 or whole < _SMALL:
        return tuple(parts)
    across = max(angle(main.middle, at) for at in main.ring) * 2
    return tuple(part for part in parts if part is main or _belongs(part, main, across, whole))


def _belongs(part: Part, main: Part, across: float, whole: float) -> bool:
    if angle(part.middle, main.middle) > across * (_FAR + 2):
        return False
    here, there = tuple(_some(part.ring)), tuple(_some(main.ring))
    nearest = max(x * a + y * b + z * c for x, y, z in here for a, b, c in there)
    gap = math.acos(min(1.0, nearest))
    return gap <= across * (_FAR if part.size >= whole * _SHARE else _NEAR)


def _some(ring: Sequence[Vector]) -> Iterable[Vector]:
    """At most some eighty points of a ring, spread evenly."""
    return ring[:: max(1, len(ring) // 80)]


def frame_around(shown: Sequence[Vector], view: View) -> Frame:
    """The frame for the points that must be shown.

    shown  points of what is shown; for a stated view they are not looked at.
    """
    kind = view if isinstance(view, str) else "stated"
    points = list(shown) if isinstance(view, str) else list(_edge(view))
    projection = _centred(points)
    box = box_of([projection.point(at) for at in points])
    wide, high = max(box.right, -box.left), max(box.bottom, -box.top)
    least, room = _LEAST[kind], _ROOM[kind]
    width, height = min(SHAPES, key=lambda shape: max(wide / shape[0], high / shape[1]))
    scale = max(2 * wide * room / width, 2 * high * room / height, 2 * least / min(width, height))
    scale = min(scale, 2 * RADIUS * _WIDEST / math.hypot(width, height))
    return Frame(projection, scale, Box(0.0, 0.0, width, height))


def _centred(points: Sequence[Vector]) -> Projection:
    """The projection in whose middle the points stand."""
    total = (sum(p[0] for p in points), sum(p[1] for p in points), sum(p[2] for p in points))
    projection = Projection(place(unit(total)))
    for _ in range(4):
        box = box_of([projection.point(at) for at in points])
        middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        projection = Projection(place(projection.back(middle)))
    return projection


def _edge(stated: tuple[float, float, float, float]) -> Iterable[Vector]:
    """Points along the sides of a frame stated in degrees; it may cross the 180th meridian."""
    west, south, east, north = stated
    wide = (east - west) % 360 or 360.0
    for step in range(13):
        longitude = west + wide * step / 12
        latitude = south + (north - south) * step / 12
        yield vector((longitude, south))
        yield vector((longitude, north))
        yield vector((west, latitude))
        yield vector((west + wide, latitude))
