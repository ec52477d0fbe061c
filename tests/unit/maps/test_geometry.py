"""Laws of the geometry of maps: on the globe and on the page."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.maps import plane, sphere
from generator.maps.plane import Box
from generator.maps.sphere import Projection, Vector

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
places = st.tuples(longitudes, latitudes)
points = st.tuples(st.floats(-50, 150), st.floats(-50, 150))
rings = st.lists(points, min_size=3, max_size=12)
BOX = Box(0.0, 0.0, 100.0, 60.0)


@given(places, places)
def test_the_projection_can_be_undone(centre: tuple[float, float], at: tuple[float, float]) -> None:
    projection, there = Projection(centre), sphere.vector(at)
    assume(sphere.dot(there, projection.direction) > -0.9)
    back = projection.back(projection.point(there))
    assert sphere.angle(back, there) < 1e-6


@given(places, st.floats(0.01, 1.2), st.floats(0, 360))
def test_the_projection_keeps_areas(
    centre: tuple[float, float], size: float, bearing: float
) -> None:
    """A cap of the sphere has the area 2πR²(1 - cos a); its disc on the page has the same."""
    projection = Projection(centre)
    east, north, middle = projection._axes
    turn = math.radians(bearing)
    rim = sphere.unit(
        tuple(  # type: ignore[arg-type]
            math.cos(size) * m + math.sin(size) * (math.cos(turn) * e + math.sin(turn) * n)
            for e, n, m in zip(east, north, middle, strict=True)
        )
    )
    radius = math.hypot(*projection.point(rim))
    cap = 2 * math.pi * sphere.RADIUS**2 * (1 - math.cos(size))
    assert math.isclose(math.pi * radius**2, cap, rel_tol=1e-9)


@given(st.lists(places, min_size=2, max_size=20), st.floats(0.001, 0.1))
def test_a_thinned_line_stays_near_and_keeps_its_ends(
    some: list[tuple[float, float]], tolerance: float
) -> None:
    line = [sphere.vector(at) for at in some]
    thin = sphere.simplified(line, tolerance)
    assert (thin[0], thin[-1]) == (line[0], line[-1])
    assert set(thin) <= set(line)
    for at in line:
        near = min(_distance(at, a, b) for a, b in pairwise(thin))
        assert near <= tolerance * 1.5 + 1e-12


def _distance(at: Vector, a: Vector, b: Vector) -> float:
    d = [q - p for p, q in zip(a, b, strict=True)]
    v = [q - p for p, q in zip(a, at, strict=True)]
    length = sum(x * x for x in d)
    share = (
        0 if not length else max(0, min(1, sum(x * y for x, y in zip(d, v, strict=True)) / length))
    )
    return math.dist(v, [x * share for x in d])


@given(st.lists(places, min_size=3, max_size=12), places, st.floats(-0.5, 0.9))
def test_a_ring_cut_to_a_cap_lies_in_it(
    some: list[tuple[float, float]], middle: tuple[float, float], least: float
) -> None:
    centre = sphere.vector(middle)
    cut = sphere.in_cap([sphere.vector(at) for at in some], centre, least)
    assert all(sphere.dot(at, centre) >= least - 1e-6 for at in cut)


def test_a_ring_that_lies_in_a_cap_is_not_changed() -> None:
    ring = [sphere.vector(at) for at in ((0, 0), (1, 0), (1, 1))]
    assert sphere.in_cap(ring, sphere.vector((0, 0)), 0.5) == ring


@given(places, places)
def test_long_steps_are_divided_the_shorter_way(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    line = sphere.divided([one, other])
    assert (line[0], line[-1]) == (one, other)
    for (x, y), (to_x, to_y) in pairwise(line):
        across = abs(to_x - x) % 360
        assert min(across, 360 - across) <= 1.0001
        assert abs(to_y - y) <= 1.0001


@given(rings)
def test_a_ring_cut_to_the_page_lies_on_it(
    ring: list[tuple[float, float]],
) -> None:
    cut = plane.ring_in(ring, BOX)
    assert all(BOX.grown(1e-9).holds(point) for point in cut)


@given(st.tuples(st.floats(1, 99), st.floats(1, 59)), rings)
def test_what_is_inside_the_ring_and_the_page_is_inside_the_cut(
    at: tuple[float, float], ring: list[tuple[float, float]]
) -> None:
    assume(
        all(_distance_2(at, a, b) > 1e-6 for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    )
    assert plane.holds([ring], at) == plane.holds([plane.ring_in(ring, BOX) or [(0, 0)] * 3], at)


def _distance_2(at: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = max(0, min(1, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length)) if length else 0
    return math.dist(at, (a[0] + share * dx, a[1] + share * dy))


@given(st.lists(points, min_size=2, max_size=12))
def test_lines_cut_to_the_page_lie_on_it(line: list[tuple[float, float]]) -> None:
    for part in plane.line_in(line, BOX):
        assert len(part) > 1
        assert all(BOX.grown(1e-9).holds(point) for point in part)


def test_a_line_that_leaves_and_returns_is_two() -> None:
    line = [(10.0, 10.0), (150.0, 10.0), (150.0, 20.0), (10.0, 20.0)]
    assert plane.line_in(line, BOX) == [
        [(10.0, 10.0), (100.0, 10.0)],
        [(100.0, 20.0), (10.0, 20.0)],
    ]


@pytest.mark.parametrize("squeeze", [1.0, 3.0])
def test_the_middle_of_a_shape_is_inside_also_where_its_weight_is_not(squeeze: float) -> None:
    horseshoe = [(0, 0), (60, 0), (60, 40), (50, 40), (50, 10), (10, 10), (10, 40), (0, 40)]
    at, room = plane.middle([[(float(x), float(y)) for x, y in horseshoe]], squeeze)
    assert plane.holds([[(float(x), float(y)) for x, y in horseshoe]], at)
    assert room > 3 / squeeze
