"""Locator maps: what stands in the frame, of every country, and where the hard places are."""

from __future__ import annotations

import csv
import math
from functools import cache
from itertools import pairwise

import pytest

from generator.drawing.svg import read
from generator.house.pictures import MAP_CHOICES
from generator.maps.drawing import Colours, draw
from generator.maps.frame import SHAPES, VIEWS, View
from generator.maps.locator import MARKED, RING, Locator, locate
from generator.maps.plane import Box, area, box_of, holds
from generator.maps.sets import DATA, SETS, areas_in, boundaries, disputed, point_of, region_of
from generator.maps.sphere import Projection, in_cap, vector

NATURAL, VISION = "natural-earth", "visionscarto"


def located(name: str, area: str, view: View = "near") -> Locator:
    found = locate(name, area, view)
    assert found is not None
    return found


@cache
def areas() -> tuple[str, ...]:
    with (DATA / "codes.csv").open(encoding="utf-8") as stream:
        return tuple(row["area"] for row in csv.DictReader(stream))


def size(of: Locator) -> float:
    """The area of the subject, in km²."""
    return sum(shape.size for shape in of.subject) * of.frame.scale**2


# ---------------------------------------------------------------- the sets


def test_the_sets_are_those_that_can_be_chosen() -> None:
    assert tuple(SETS) == MAP_CHOICES["boundaries"]
    assert tuple(VIEWS) == MAP_CHOICES["view"]


@pytest.mark.parametrize("name", sorted(SETS))
def test_disputed_places_lie_in_the_regions_that_are_told(name: str) -> None:
    some = boundaries(name)
    by_name = {
        region.name: list(region.parts) for regions in some.areas.values() for region in regions
    }
    for place in disputed(name):
        at, projection = vector(place.at), Projection(place.at)
        found = set()
        for region, parts in by_name.items():
            for part in parts:
                rings = [in_cap(some.directions(ring), at, 0.5) for ring in part]
                flat = [[projection.point(p) for p in ring] for ring in rings if len(ring) > 2]
                if flat and holds(flat, projection.point(at)):
                    found.add(region)
        told = place.drawn_in.removesuffix(" (no id)")
        assert found == ({told} - {"(no polygon)"}), place.place


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_area_is_drawn_or_has_a_place_or_is_known_to_have_none(name: str) -> None:
    known = boundaries(name).areas
    assert {a for a in areas() if a not in known and point_of(a) is None} == {"BVT"}
    assert {"IRQ", "XKX", "ESH", "PSE", "TWN"} <= known.keys()


def test_regions_are_those_of_the_united_nations() -> None:
    assert (region_of("IRQ"), region_of("FJI"), region_of("ATA")) == ("145", "054", "")
    assert {"IRQ", "JOR", "YEM"} <= set(areas_in("145"))
    assert areas_in("") == ()


# ---------------------------------------------------------------- single countries


@pytest.mark.parametrize(
    ("code", "true"),
    [("IRQ", 438_000), ("FJI", 18_300), ("NZL", 264_000), ("NOR", 385_000), ("KAZ", 2_720_000)],
)
def test_a_country_is_as_large_as_it_is(code: str, true: float) -> None:
    assert size(located(NATURAL, code)) == pytest.approx(true, rel=0.06)


@pytest.mark.parametrize("code", ["RUS", "FJI", "USA", "NZL", "KIR"])
def test_the_180th_meridian_cuts_nothing(code: str) -> None:
    """No line of the subject crosses the whole page, and the frame is about the country."""
    found = located(NATURAL, code)
    for line in found.outline:
        assert max(math.dist(a, b) for a, b in pairwise(line)) < 30
    assert found.subject


def test_russia_reaches_beyond_the_180th_meridian() -> None:
    found = located(NATURAL, "RUS")
    chukotka = found.frame.point(vector((-172.0, 66.3)))
    assert found.frame.box.holds(chukotka)
    assert any(holds(shape.rings, chukotka) for shape in found.subject)
    assert size(found) == pytest.approx(16_900_000, rel=0.05)


def test_antarctica_is_whole_around_the_pole() -> None:
    for name in SETS:
        found = located(name, "ATA")
        pole = found.frame.point((0.0, 0.0, -1.0))
        near = (pole[0] + 2, pole[1] + 2)
        assert any(holds(shape.rings[:1], near) for shape in found.subject)
        assert size(found) == pytest.approx(12_300_000, rel=0.15)


def test_france_is_shown_in_europe_and_its_distant_parts_are_counted() -> None:
    found = located(NATURAL, "FRA")
    assert found.outside == 7
    assert found.frame.projection.centre[0] == pytest.approx(3, abs=3)
    assert {"BEL", "DEU", "ESP"} <= found.beside


def test_a_neighbour_s_islands_are_never_the_subject_s() -> None:
    found = located(NATURAL, "CHL")
    argentina = dict(found.land)["ARG"]
    assert sum(shape.size for shape in argentina) > 0
    assert "CHL" not in dict(found.land)


@pytest.mark.parametrize(("code", "name"), [("TUV", NATURAL), ("GIB", NATURAL), ("GUF", VISION)])
def test_what_a_set_does_not_draw_gets_a_ring_and_no_shape(code: str, name: str) -> None:
    found = located(name, code)
    assert (found.subject, found.drawn) == ((), False)
    assert len(found.marks) == 1
    middle = found.frame.box.width / 2, found.frame.box.height / 2
    assert math.dist(found.marks[0], middle) < 0.1


def test_a_place_that_nobody_knows_has_no_map() -> None:
    assert locate(NATURAL, "BVT") is None
    assert locate(NATURAL, "QQQ") is None


def test_small_states_get_rings_where_their_islands_are() -> None:
    found = located(NATURAL, "KIR")
    assert len(found.marks) > 2
    assert all(found.frame.box.holds(mark) for mark in found.marks)
    assert not located(NATURAL, "IRQ").marks


def test_the_sets_differ_where_states_differ() -> None:
    assert size(located(VISION, "ESH")) > 2 * size(located(NATURAL, "ESH"))
    crimea = (34.1, 44.95)
    for name, owner in ((NATURAL, "RUS"), (VISION, "UKR")):
        found = located(name, "UKR")
        shapes = found.subject if owner == "UKR" else dict(found.land)[owner]
        assert any(holds(shape.rings, found.frame.point(vector(crimea))) for shape in shapes)


def test_disputed_places_in_the_frame_are_told_and_no_others() -> None:
    told = {place.place for place in located(NATURAL, "IRQ").disputed}
    assert {"Golan Heights", "Gaza"} <= told
    assert not {"Taipei", "Falklands", "Crimea (Simferopol)"} & told
    assert located(NATURAL, "NZL").disputed == ()


def test_views_widen_the_frame() -> None:
    scales = [located(NATURAL, "IRQ", view).frame.scale for view in ("close", "near", "region")]
    assert scales == sorted(scales)


def test_a_frame_may_be_stated_over_the_180th_meridian() -> None:
    found = located(NATURAL, "FJI", (170.0, -25.0, -170.0, -10.0))
    centre = found.frame.projection.centre
    assert abs(centre[0]) == pytest.approx(180, abs=0.5)
    assert centre[1] == pytest.approx(-17.6, abs=1)
    for corner in ((170.0, -25.0), (-170.0, -10.0)):
        assert found.frame.box.grown(0.5).holds(found.frame.point(vector(corner)))


def test_a_country_outside_a_stated_frame_has_nothing_in_it() -> None:
    found = located(NATURAL, "IRQ", (-70.0, -40.0, -60.0, -30.0))
    assert (found.subject, found.marks) == ((), ())
    assert found.outside == 1


# ---------------------------------------------------------------- every country


@pytest.mark.parametrize("code", areas()[::7])
def test_every_map_stays_in_its_frame_and_is_a_sound_drawing(code: str) -> None:
    found = locate(VISION, code)
    if found is None:
        return
    box = found.frame.box
    assert (box.width, box.height) in SHAPES
    edge = box.grown(1e-6)
    shapes = [*found.subject, *(shape for _, some in found.land for shape in some)]
    for points in (*(ring for s in shapes for ring in s.rings), *found.borders, *found.coast):
        assert box_of(points).within(edge)
    assert sum(area(s.rings[0]) for s in shapes) <= box.width * box.height * 1.02
    assert found.subject or found.marks
    if found.marks and found.subject:
        assert all(box_of(s.rings[0]).width < MARKED for s in found.subject)
    drawing = read(draw(found, Colours.of({})))
    assert (drawing.width, drawing.height) == (box.width, box.height)


def test_a_map_is_drawn_the_same_each_time() -> None:
    locate.cache_clear()
    first = draw(located(NATURAL, "JOR"), Colours.of({"accent": "#26374a"}))
    locate.cache_clear()
    assert draw(located(NATURAL, "JOR"), Colours.of({"accent": "#26374a"})) == first


def test_the_subject_stands_out_by_darkness() -> None:
    colours = Colours.of({"accent": "#1f4e6b"})
    light = {name: _light(getattr(colours, name)) for name in ("subject", "land", "sea")}
    assert (light["land"] + 0.05) / (light["subject"] + 0.05) > 4.5


def _light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_boxes_know_what_they_hold() -> None:
    box = Box(0, 0, 10, 5)
    assert box.meets(Box(10, 5, 12, 7))
    assert not box.meets(Box(10.1, 5, 12, 7))
    assert Box(1, 1, 2, 2).within(box)


@pytest.mark.parametrize("code", ["CHE", "AUT"])
def test_a_frame_inland_is_land_up_to_its_corners(code: str) -> None:
    found = located(NATURAL, code, "close")
    shapes = [*found.subject, *(shape for _, some in found.land for shape in some)]
    box = found.frame.box
    for x in (1.0, box.width - 1):
        for y in (1.0, box.height - 1):
            assert any(holds(shape.rings, (x, y)) for shape in shapes), (x, y)


def test_rings_do_not_touch() -> None:
    marks = located(NATURAL, "KIR").marks
    assert all(math.dist(a, b) > 2 * RING for n, a in enumerate(marks) for b in marks[:n])
