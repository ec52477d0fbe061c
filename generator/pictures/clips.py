"""Polygons cut by convex polygons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]
Polygon: TypeAlias = list[Point]

_SLACK: Final = 1e-6
_LEVELS: Final = 12  # heights of corners: a curve has many


def is_convex(ring: Polygon) -> bool:
    """Whether a polygon bends one way only."""
    ring = _bare(ring)
    if len(ring) < 3:
        return False
    turns = [_side(ring[n - 2], ring[n - 1], ring[n]) for n in range(len(ring))]
    return all(turn >= -_SLACK for turn in turns) or all(turn <= _SLACK for turn in turns)


def convex_pieces(ring: Polygon) -> tuple[Polygon, ...]:
    """A polygon as convex pieces: itself, or the slabs between its corners; () for too many."""
    ring = _bare(ring)
    if is_convex(ring):
        return (ring,)
    levels = sorted({y for _, y in ring})
    if len(levels) > _LEVELS:
        return ()
    found: list[Polygon] = []
    edges = [*pairwise((*ring, ring[0]))]
    for high, low in pairwise(levels):
        across = sorted(
            (_at(a, b, high), _at(a, b, low))
            for a, b in edges
            if min(a[1], b[1]) <= high < low <= max(a[1], b[1])
        )
        for (left, left_low), (right, right_low) in zip(across[::2], across[1::2], strict=False):
            found.append([(left, high), (right, high), (right_low, low), (left_low, low)])
    return tuple(found)


def _at(a: Point, b: Point, y: float) -> float:
    return a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])


def outlined(lines: Sequence[Polygon], half: float) -> list[Polygon]:
    """Lines of some width as polygons: one for each straight part, and one for each corner."""
    found: list[Polygon] = []
    for line in lines:
        for (x, y), (to_x, to_y) in pairwise(line):
            length = math.hypot(to_x - x, to_y - y)
            if length:
                dx, dy = (to_y - y) / length * half, (x - to_x) / length * half
                found.append(
                    [
                        (x + dx, y + dy),
                        (x - dx, y - dy),
                        (to_x - dx, to_y - dy),
                        (to_x + dx, to_y + dy),
                    ]
                )
        corners = line if line[0] == line[-1] else line[1:-1]
        turns = [2 * math.pi * part / 12 for part in range(12)]
        found.extend(
            [(x + half * math.cos(turn), y + half * math.sin(turn)) for turn in turns]
            for x, y in corners
        )
    return [ring if _turn(ring) >= 0 else ring[::-1] for ring in found]


def _turn(ring: Polygon) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, ring[0])))


def inside_of(points: Sequence[Point], clip: Polygon, away: float) -> bool:
    """Whether every point lies in a convex polygon, ``away`` from its edges."""
    for (ax, ay), (bx, by) in _edges(clip):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        least = (away - 0.01 if away else -0.01) * length
        if any((bx - ax) * (y - ay) - (by - ay) * (x - ax) < least for x, y in points):
            return False
    return True


def clip_polygon(ring: Polygon, clip: Polygon) -> Polygon:
    """The part of a polygon inside a convex one (Sutherland and Hodgman)."""
    found = list(ring)
    for a, b in _edges(clip):
        if not found:
            break
        cut: Polygon = []
        before, was = found[-1], _side(a, b, found[-1])
        for point in found:
            side = _side(a, b, point)
            if (side >= 0) != (was >= 0):
                share = was / (was - side)
                cut.append(
                    (
                        before[0] + (point[0] - before[0]) * share,
                        before[1] + (point[1] - before[1]) * share,
                    )
                )
            if side >= 0:
                cut.append(point)
            before, was = point, side
        found = cut
    return found


def _edges(clip: Polygon) -> list[tuple[Point, Point]]:
    """The edges, so turned that what is inside lies on the positive side."""
    ring = _bare(clip)
    if _turn(ring) < 0:
        ring = ring[::-1]
    return list(pairwise((*ring, ring[0])))


def _bare(ring: Polygon) -> Polygon:
    """Without points that stand twice in a row."""
    found = [p for n, p in enumerate(ring) if p != ring[n - 1]]
    return found or ring[:1]


def _side(a: Point, b: Point, at: Point) -> float:
    return (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0])
