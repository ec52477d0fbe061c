"""Geometry on the globe: places as unit vectors, rings cut to a cap, and the projection.

The projection is Lambert's azimuthal equal-area one, centred on what is shown: sizes can be
compared, shapes near the centre are true, and neither the 180th meridian nor a pole is a
border of the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

Vector: TypeAlias = tuple[float, float, float]
Point: TypeAlias = tuple[float, float]
Place: TypeAlias = tuple[float, float]

RADIUS: Final = 6371.0
"""Of the Earth, in kilometres."""

_LONGEST: Final = 1.0  # degrees between two points of a line; longer steps are divided
_SEAM: Final = 179.9995
_POLE: Final = 89.99


def vector(place: Place) -> Vector:
    """A place in degrees as a unit vector."""
    longitude, latitude = math.radians(place[0]), math.radians(place[1])
    across = math.cos(latitude)
    return across * math.cos(longitude), across * math.sin(longitude), math.sin(latitude)


def place(at: Vector) -> Place:
    """The longitude and latitude of a direction."""
    return math.degrees(math.atan2(at[1], at[0])), math.degrees(
        math.atan2(at[2], math.hypot(at[0], at[1]))
    )


def dot(one: Vector, other: Vector) -> float:
    """The cosine of the angle between two unit vectors."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def unit(at: Vector) -> Vector:
    """The same direction, of length 1."""
    length = math.sqrt(dot(at, at)) or 1.0
    return at[0] / length, at[1] / length, at[2] / length


def angle(one: Vector, other: Vector) -> float:
    """The angle between two directions, in radians, also when it is very small."""
    cross = (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )
    return math.atan2(math.sqrt(dot(cross, cross)), dot(one, other))


def on_seam(one: Place, other: Place) -> bool:
    """Whether a step only closes a shape that was cut at the 180th meridian or at a pole."""
    at_seam = abs(one[0]) >= _SEAM and abs(other[0]) >= _SEAM
    return at_seam or (abs(one[1]) >= _POLE and abs(other[1]) >= _POLE)


def divided(places: Sequence[Place]) -> list[Place]:
    """The same line with its long steps divided: a parallel is no straight line on the page."""
    found = [places[0]]
    for one, other in pairwise(places):
        across, up = other[0] - one[0], other[1] - one[1]
        if abs(across) > _LONGEST or abs(up) > _LONGEST:
            across -= 360 * round(across / 360)  # over the 180th meridian, the shorter way
            parts = math.ceil(max(abs(across), abs(up)) / _LONGEST)
            found.extend(
                (one[0] + across * n / parts, one[1] + up * n / parts) for n in range(1, parts)
            )
        found.append(other)
    return found


def simplified(line: Sequence[Vector], tolerance: float) -> list[Vector]:
    """A line without the points that lie within ``tolerance`` of it; its ends stay."""
    line = _apart(line, tolerance / 2)
    if len(line) < 3:
        return line
    keep = {0, len(line) - 1}
    if line[0] == line[-1]:  # a closed line needs a third end
        far = max(range(len(line)), key=lambda n: _square(line[0], line[n]))
        keep.add(far)
        spans = [(0, far), (far, len(line) - 1)]
    else:
        spans = [(0, len(line) - 1)]
    limit = tolerance * tolerance
    while spans:
        first, last = spans.pop()
        at = _farthest(line, first, last, limit)
        if at:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [line[n] for n in sorted(keep)]


def _farthest(line: Sequence[Vector], first: int, last: int, limit: float) -> int:
    """The point farthest from the straight piece between two others; 0 when all are near."""
    (sx, sy, sz), end = line[first], line[last]
    ax, ay, az = end[0] - sx, end[1] - sy, end[2] - sz
    length = ax * ax + ay * ay + az * az or 1.0
    widest, at = limit, 0
    for n in range(first + 1, last):
        x, y, z = line[n]
        x, y, z = x - sx, y - sy, z - sz
        along = (ax * x + ay * y + az * z) / length
        if along > 0:
            along = min(1.0, along)
            x, y, z = x - along * ax, y - along * ay, z - along * az
        off = x * x + y * y + z * z
        if off > widest:
            widest, at = off, n
    return at


def _apart(line: Sequence[Vector], least: float) -> list[Vector]:
    """A line without the points that hardly leave the one before: most, on a small map."""
    if len(line) < 3:
        return list(line)
    found = [line[0]]
    limit = least * least
    x, y, z = line[0]
    for at in line[1:-1]:
        a, b, c = at[0] - x, at[1] - y, at[2] - z
        if a * a + b * b + c * c >= limit:
            found.append(at)
            x, y, z = at
    found.append(line[-1])
    return found


def _square(one: Vector, other: Vector) -> float:
    x, y, z = one[0] - other[0], one[1] - other[1], one[2] - other[2]
    return x * x + y * y + z * z


@dataclass(frozen=True)
class Projection:
    """Lambert's azimuthal equal-area projection around a centre, in kilometres."""

    centre: Place

    @cached_property
    def _axes(self) -> tuple[Vector, Vector, Vector]:
        longitude, latitude = (math.radians(n) for n in self.centre)
        east = (-math.sin(longitude), math.cos(longitude), 0.0)
        north = (
            -math.sin(latitude) * math.cos(longitude),
            -math.sin(latitude) * math.sin(longitude),
            math.cos(latitude),
        )
        return east, north, vector(self.centre)

    @property
    def direction(self) -> Vector:
        """The centre as a unit vector."""
        return self._axes[2]

    def point(self, at: Vector) -> Point:
        """East and north of the centre; for all but the point opposite the centre."""
        east, north, middle = self._axes
        stretch = RADIUS * math.sqrt(2 / max(1e-9, 1 + dot(at, middle)))
        return stretch * dot(at, east), stretch * dot(at, north)

    def back(self, point: Point) -> Vector:
        """The direction that ``point`` gives this point; on the rim for what lies beyond."""
        east, north, middle = self._axes
        x, y = point[0] / RADIUS, point[1] / RADIUS
        square = min(4.0, x * x + y * y)
        side, height = math.sqrt(1 - square / 4), 1 - square / 2
        a, b = x * side, y * side
        return unit(
            (
                a * east[0] + b * north[0] + height * middle[0],
                a * east[1] + b * north[1] + height * middle[1],
                a * east[2] + b * north[2] + height * middle[2],
            )
        )


def in_cap(ring: Sequence[Vector], middle: Vector, least: float) -> list[Vector]:
    """The part of a ring whose cosine to ``middle`` is at least ``least``, along its edge."""
    found: list[Vector] = []
    left: Vector | None = None
    first: Vector | None = None
    heights = [dot(at, middle) for at in ring]
    for n, at in enumerate(ring):
        before, low, here = ring[n - 1], heights[n - 1], heights[n]
        if (low >= least) != (here >= least):
            share = (least - low) / (here - low)
            cut = _at_height(_between(before, at, share), middle, least)
            if here >= least:
                if left is not None:
                    found.extend(_along(left, cut, middle))
                elif first is None:
                    first = cut
                found.append(cut)
            else:
                found.append(cut)
            left = cut if here < least else None
        if here >= least:
            found.append(at)
    if left is not None and first is not None:
        found.extend(_along(left, first, middle))
    return found


def _between(one: Vector, other: Vector, share: float) -> Vector:
    x, y, z = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return x, y, z


def _along(one: Vector, other: Vector, middle: Vector) -> Iterable[Vector]:
    """Points of the cap's edge between two of its points, the shorter way."""
    height = dot(one, middle)
    turn = angle(unit(_flat(one, middle)), unit(_flat(other, middle)))
    parts = max(1, math.ceil(math.degrees(turn) / 5))
    for n in range(1, parts):
        yield _at_height(_between(one, other, n / parts), middle, height)


def _at_height(at: Vector, middle: Vector, height: float) -> Vector:
    """The point of a cap's edge on the same side of its middle; height is the edge's cosine."""
    flat = _flat(at, middle)
    wide = math.sqrt(max(0.0, 1 - height * height)) / (math.sqrt(dot(flat, flat)) or 1.0)
    return (
        flat[0] * wide + height * middle[0],
        flat[1] * wide + height * middle[1],
        flat[2] * wide + height * middle[2],
    )


def _flat(at: Vector, middle: Vector) -> Vector:
    """What is left of a direction when the part along ``middle`` is taken away."""
    up = dot(at, middle)
    return at[0] - up * middle[0], at[1] - up * middle[1], at[2] - up * middle[2]
