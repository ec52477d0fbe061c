"""Geometry on the page: rings and lines cut to a rectangle, sizes, and the middle of a shape."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]

_GRID: Final = 24  # steps across a shape when its middle is looked for


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its sides along the axes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it or on its edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def meets(self, other: Box) -> bool:
        """Whether the two share a point."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom

    def within(self, other: Box) -> bool:
        """Whether it lies wholly in another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> Box:
        """The same rectangle, wider on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def box_of(points: Sequence[Point]) -> Box:
    """The smallest rectangle that holds some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def ring_in(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a ring that lies in a rectangle, closed along its sides."""
    found = list(ring)
    for axis, limit, keep_less in (
        (0, box.left, False),
        (0, box.right, True),
        (1, box.top, False),
        (1, box.bottom, True),
    ):
        if not found:
            break
        found = _half(found, axis, limit, keep_less)
    return found


def _half(ring: Sequence[Point], axis: int, limit: float, keep_less: bool) -> list[Point]:
    def inside(point: Point) -> bool:
        return point[axis] <= limit if keep_less else point[axis] >= limit

    found: list[Point] = []
    before = ring[-1]
    for point in ring:
        if inside(point) != inside(before):
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + (point[1 - axis] - before[1 - axis]) * share
            found.append((limit, other) if axis == 0 else (other, limit))
        if inside(point):
            found.append(point)
        before = point
    return found


def line_in(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """The parts of a line that lie in a rectangle."""
    found: list[list[Point]] = []
    for one, other in pairwise(line):
        cut = _piece(one, other, box)
        if cut is None:
            continue
        if found and found[-1][-1] == cut[0]:
            found[-1].append(cut[1])
        else:
            found.append([*cut])
    return found


def _piece(one: Point, other: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a straight piece in a rectangle (Liang and Barsky)."""
    start, end = 0.0, 1.0
    dx, dy = other[0] - one[0], other[1] - one[1]
    for step, room in (
        (-dx, one[0] - box.left),
        (dx, box.right - one[0]),
        (-dy, one[1] - box.top),
        (dy, box.bottom - one[1]),
    ):
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            start = max(start, share)
        else:
            end = min(end, share)
    if start > end:
        return None
    first = one if start == 0 else (one[0] + dx * start, one[1] + dy * start)
    last = other if end == 1 else (one[0] + dx * end, one[1] + dy * end)
    return first, last


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, without a sign."""
    turned = (ring[-1], *ring)
    return abs(math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(turned))) / 2


def thinned(ring: Sequence[Point], apart: float) -> tuple[Point, ...]:
    """A ring with points that lie at least so far apart; the same where few would be left."""
    found = [ring[0]]
    for at in ring:
        if abs(at[0] - found[-1][0]) + abs(at[1] - found[-1][1]) >= apart:
            found.append(at)
    return tuple(found) if len(found) > 3 else tuple(ring)


def holds(rings: Sequence[Sequence[Point]], at: Point) -> bool:
    """Whether a point lies inside rings of which the later ones are holes of the first."""
    inside = False
    for ring in rings:
        for a, b in pairwise((ring[-1], *ring)):
            if (a[1] > at[1]) != (b[1] > at[1]):
                x = a[0] + (at[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
                inside ^= at[0] < x
    return inside


def middle(rings: Sequence[Sequence[Point]], squeeze: float = 1.0) -> tuple[Point, float]:
    """The point inside that is farthest from every edge, and how far that is.

    squeeze  how much wider than high the room is wanted: words are wide.
    """
    flat = [[(x / squeeze, y) for x, y in ring] for ring in rings]
    box = box_of(flat[0])
    step = max(box.width, box.height) / _GRID
    best, room = _best(flat, box, step or 1.0, lambda at: holds(flat, at))
    for _ in range(2):
        step /= 3
        near = Box(best[0] - 3 * step, best[1] - 3 * step, best[0] + 3 * step, best[1] + 3 * step)
        best, room = _best(flat, near, step, lambda at: holds(flat, at))
    return (best[0] * squeeze, best[1]), room


def _best(
    rings: Sequence[Sequence[Point]], box: Box, step: float, inside: Callable[[Point], bool]
) -> tuple[Point, float]:
    best, room = ((box.left + box.right) / 2, (box.top + box.bottom) / 2), -1.0
    for row in range(1, max(2, round(box.height / step))):
        for column in range(1, max(2, round(box.width / step))):
            at = (box.left + column * step, box.top + row * step)
            far = _reach(rings, at, room) if inside(at) else -1.0
            if far > room:
                best, room = at, far
    return best, room


def _reach(rings: Sequence[Sequence[Point]], at: Point, beaten: float) -> float:
    """How far the nearest edge is; -1 as soon as it is nearer than ``beaten``."""
    least = math.inf
    limit = beaten * beaten if beaten > 0 else -1.0
    for ring in rings:
        for a, b in pairwise((ring[-1], *ring)):
            dx, dy = b[0] - a[0], b[1] - a[1]
            length = dx * dx + dy * dy
            x, y = at[0] - a[0], at[1] - a[1]
            along = min(1.0, max(0.0, (x * dx + y * dy) / length)) if length else 0.0
            off = (x - along * dx) ** 2 + (y - along * dy) ** 2
            least = min(least, off)
        if least < limit:
            return -1.0
    return math.sqrt(least)
