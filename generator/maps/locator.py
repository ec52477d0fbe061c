"""A locator map as shapes on the page: land, borders, the country that it is about.

Nothing is drawn here; the result is millimetres, and what an officer must be told: disputed
places in the frame, parts of the country outside it, and names that stand on the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from generator.maps.frame import Frame, Part, View, frame_around, main_parts, part_of
from generator.maps.plane import Box, Point, area, box_of, line_in, ring_in
from generator.maps.sets import (
    Boundaries,
    Disputed,
    areas_in,
    boundaries,
    disputed,
    point_of,
    region_of,
)
from generator.maps.sphere import (
    RADIUS,
    Vector,
    divided,
    dot,
    in_cap,
    on_seam,
    simplified,
    vector,
)
from generator.maps.topology import Region, Ring

FINEST = 0.06  # mm: what lies within it of a line is not drawn
SMALLEST = 0.35  # mm: other countries' islands below it are left out
MARKED = 4.5  # mm: a country of which no part measures more gets rings
RING = 3.2  # mm: radius of a ring


@dataclass(frozen=True, slots=True)
class Shape:
    """One polygon in the frame: its rings, the first the outer one."""

    rings: tuple[tuple[Point, ...], ...]

    @property
    def size(self) -> float:
        """Its area in mm², holes taken away."""
        return area(self.rings[0]) - sum(area(ring) for ring in self.rings[1:])


@dataclass(frozen=True, slots=True)
class Locator:
    """What one map shows, in millimetres.

    land      shapes by the code of their area, "" for those that belong to none.
    subject   shapes of the country the map is about; land does not hold them.
    borders, coast  lines between two regions, and at the sea.
    outline   the lines around the subject.
    marks     where rings say where it is, when it is too small to be seen.
    beside    areas that share a line with the subject.
    disputed  places in the frame whose country is disputed.
    outside   how many parts of the subject lie outside the frame.
    drawn     the set draws the subject; else only the ring stands for it.
    """

    frame: Frame
    land: tuple[tuple[str, tuple[Shape, ...]], ...]
    subject: tuple[Shape, ...]
    borders: tuple[tuple[Point, ...], ...]
    coast: tuple[tuple[Point, ...], ...]
    outline: tuple[tuple[Point, ...], ...]
    marks: tuple[Point, ...]
    beside: frozenset[str]
    disputed: tuple[Disputed, ...]
    outside: int
    drawn: bool


@lru_cache(maxsize=8)
def locate(boundary_set: str, subject: str, view: View = "near") -> Locator | None:
    """The map of a country; None where the set neither draws it nor knows where it lies."""
    some = boundaries(boundary_set)
    parts = _parts(some, subject)
    point = None if parts else point_of(subject)
    if not parts and point is None:
        return None
    main = main_parts(parts)
    points = [at for part in main for at in part.ring] or [vector(point or (0.0, 0.0))]
    if view == "region":
        for other in areas_in(region_of(subject)):
            points += [at for part in main_parts(_parts(some, other)) for at in part.ring]
    frame = frame_around(points, view)
    return _Drawing(some, subject, frame).locator(parts, point)


def _parts(some: Boundaries, area: str) -> tuple[Part, ...]:
    regions = some.areas.get(area, ()) if area else ()
    parts = (part for region in regions for part in region.parts)
    return tuple(
        max((part_of(some.directions(ring)) for ring in part), key=lambda found: found.size)
        for part in parts
    )


@dataclass
class _Drawing:
    """The lines of a set, cut to one frame."""

    some: Boundaries
    subject: str
    frame: Frame

    def locator(self, parts: Sequence[Part], point: tuple[float, float] | None) -> Locator:
        own = self.some.areas.get(self.subject, ()) if self.subject else ()
        shapes = tuple(self._shapes(own, 0.0))
        outside = sum(not self._shows(part) for part in parts)
        borders, coast, outline = self._lines()
        return Locator(
            self.frame,
            tuple(self._land()),
            shapes,
            borders,
            coast,
            outline,
            self._marks(shapes, point),
            self._beside(),
            tuple(found for found in disputed(self.some.name.name) if self._inside(found.at)),
            outside,
            bool(parts),
        )

    def _inside(self, at: tuple[float, float]) -> bool:
        return self.frame.seen(at) is not None

    def _shows(self, part: Part) -> bool:
        middle, least = self.frame.projection.direction, self.frame.least
        return any(
            dot(at, middle) >= least and self.frame.box.holds(self.frame.point(at))
            for at in part.ring
        )

    # ------------------------------------------------------------ shapes

    @cached_property
    def _arcs(self) -> list[list[Vector]]:
        """Each arc thinned to what can be seen; one far away is hardly more than its ends."""
        tolerance = FINEST * self.frame.scale / RADIUS
        return [
            [*arc[:: max(1, len(arc) // 8)], arc[-1]] if off else simplified(arc, tolerance)
            for arc, off in zip(self.some.arcs, self._off, strict=True)
        ]

    @cached_property
    def _off(self) -> list[bool]:
        """Which arcs have no point near the frame."""
        (x, y, z), least = self.frame.projection.direction, self.frame.least
        return [all(x * a + y * b + z * c < least for a, b, c in arc) for arc in self.some.arcs]

    def _ring(self, ring: Ring) -> list[Point]:
        """A ring in the frame; nothing when it does not reach it."""
        if all(self._off[n if n >= 0 else ~n] for n in ring):
            return []
        found: list[Vector] = []
        for number in ring:
            arc = self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
            found.extend(arc[:-1])
        seen = in_cap(found, self.frame.projection.direction, self.frame.least)
        points = [self.frame.point(at) for at in seen]
        return ring_in(points, self.frame.box) if len(points) > 2 else []

    def _shapes(self, regions: Iterable[Region], smallest: float) -> Iterator[Shape]:
        """The shapes of some regions; around a pole the outer ring need not stand first."""
        for region in regions:
            for part in region.parts:
                rings = [tuple(ring) for ring in map(self._ring, part) if len(ring) > 2]
                rings.sort(key=area, reverse=True)
                if rings and _seen(rings[0], smallest):
                    holes = (ring for ring in rings[1:] if _seen(ring, max(smallest, FINEST)))
                    yield Shape((rings[0], *holes))

    def _land(self) -> Iterator[tuple[str, tuple[Shape, ...]]]:
        for code, regions in self.some.areas.items():
            if not code or code != self.subject:
                shapes = tuple(self._shapes(regions, SMALLEST))
                if shapes:
                    yield code, shapes

    # ------------------------------------------------------------ lines

    @cached_property
    def _users(self) -> list[set[str]]:
        """The regions on either side of each arc; the subject's are called alike."""
        users: list[set[str]] = [set() for _ in self.some.topology.arcs]
        for code, regions in self.some.areas.items():
            for place, region in enumerate(regions):
                name = code or f"?{region.name}{place}"
                for ring in (ring for part in region.parts for ring in part):
                    for number in ring:
                        users[number if number >= 0 else ~number].add(name)
        return users

    def _beside(self) -> frozenset[str]:
        shared = [users for users in self._users if self.subject in users]
        return frozenset(n for users in shared for n in users if not n.startswith("?")) - {
            self.subject
        }

    def _lines(self) -> tuple[tuple[tuple[Point, ...], ...], ...]:
        borders: list[tuple[Point, ...]] = []
        coast: list[tuple[Point, ...]] = []
        outline: list[tuple[Point, ...]] = []
        for number, users in enumerate(self._users):
            if self._off[number] or not users:
                continue
            lines = [tuple(line) for line in self._pieces(number)]
            if self.subject and self.subject in users:
                outline.extend(lines)
            elif len(users) > 1:
                borders.extend(lines)
            else:
                coast.extend(line for line in lines if _seen(line, SMALLEST))
        return tuple(borders), tuple(coast), tuple(outline)

    def _pieces(self, number: int) -> Iterator[list[Point]]:
        """An arc in the frame, without steps that only close a shape at the 180th meridian."""
        middle, least = self.frame.projection.direction, self.frame.least
        for run in self._runs(number):
            line: list[Point] = []
            for at in run:
                if dot(at, middle) >= least:
                    line.append(self.frame.point(at))
                elif line:
                    yield from line_in(line, self.frame.box)
                    line = []
            yield from line_in(line, self.frame.box)

    def _runs(self, number: int) -> Iterator[list[Vector]]:
        places = self.some.topology.arcs[number]
        if not any(on_seam(one, other) for one, other in pairwise(places)):
            yield self._arcs[number]
            return
        tolerance = FINEST * self.frame.scale / RADIUS
        for run in _without_seams(places):
            yield simplified([vector(place) for place in divided(run)], tolerance)

    # ------------------------------------------------------------ the ring

    def _marks(
        self, shapes: Sequence[Shape], point: tuple[float, float] | None
    ) -> tuple[Point, ...]:
        if point is not None:
            return (self.frame.point(vector(point)),) if self._inside(point) else ()
        boxes = [box_of(shape.rings[0]) for shape in shapes]
        if not boxes or max(max(box.width, box.height) for box in boxes) >= MARKED:
            return ()
        found: list[Point] = []
        for box in sorted(boxes, key=lambda box: -box.width * box.height):
            at = _middle(box)
            if all(math.dist(at, other) > 2 * RING for other in found):
                found.append(at)
        return tuple(found)


def _middle(box: Box) -> Point:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _seen(ring: Sequence[Point], smallest: float) -> bool:
    box = box_of(ring)
    return max(box.width, box.height) >= smallest


def _without_seams(arc: Sequence[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    run = [arc[0]]
    for one, other in pairwise(arc):
        if on_seam(one, other):
            if len(run) > 1:
                yield run
            run = [other]
        else:
            run.append(other)
    if len(run) > 1:
        yield run
