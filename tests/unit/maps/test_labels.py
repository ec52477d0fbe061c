"""Names on maps: inside the frame, apart from each other, on their own land, and told."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from generator.drawing.letters import Typeface
from generator.drawing.svg import Canvas, read
from generator.house.shipped import folder
from generator.maps.drawing import DOT, Colours, draw
from generator.maps.labels import MOST, OTHER, OWN, TOWN, Lettered, Lettering, Names, lettered
from generator.maps.locator import Locator, locate
from generator.maps.plane import Box, box_of, holds
from generator.maps.sets import DATA, boundaries, capital_of
from generator.maps.sphere import Projection, in_cap, vector

FILES = tuple(
    str(Path(folder()) / name) for name in ("NotoSans-Regular.ttf", "NotoNaskhArabic-Regular.ttf")
)
LATIN = Lettering(Typeface(FILES, "en"), "ltr")
ARABIC = Lettering(Typeface(FILES[::-1], "ar"), "rtl", 1.15)
NAMES = {"IRN": "Iran", "SAU": "Saudi Arabia", "JOR": "Jordan", "KWT": "Kuwait", "TUR": "Türkiye"}
SEVEN_POINTS = 7 * 25.4 / 72
HARD = ("IRQ", "FRA", "USA", "RUS", "FJI", "NZL", "VAT", "SGP", "CHL", "KIR", "ATA", "GMB", "NOR")


def located(code: str) -> Locator:
    found = locate("natural-earth", code)
    assert found is not None
    return found


def boxes(some: Lettered) -> list[Box]:
    return [label.box for label in some.labels]


def capitals() -> dict[str, tuple[str, tuple[float, float]]]:
    with (DATA / "capitals.csv").open(encoding="utf-8") as stream:
        return {
            row["area"]: (
                row["names"].split("|")[0],
                (float(row["longitude"]), float(row["latitude"])),
            )
            for row in csv.DictReader(stream)
        }


@pytest.mark.parametrize("code", HARD)
@pytest.mark.parametrize(
    ("lettering", "name", "town"), [(LATIN, "Some Country", "A Town"), (ARABIC, "بلد ما", "مدينة")]
)
def test_names_stand_in_the_frame_apart_and_on_their_land(
    code: str, lettering: Lettering, name: str, town: str
) -> None:
    found = located(code)
    others = {area: name for area, _ in found.land if area}
    at = capitals().get(code)
    some = lettered(found, Names(name, others, (town, at[1]) if at else None), lettering)
    placed = boxes(some)
    assert len(some.named) <= MOST
    assert len(placed) == len(some.named) + 1 + (some.dot is not None)
    for n, box in enumerate(placed):
        assert box.within(found.frame.box.grown(-0.5))
        assert not any(box.meets(other) for other in placed[:n])
        if some.dot is not None:
            assert not box.meets(Box(*some.dot, *some.dot).grown(DOT))
    for area, label in zip(some.named, some.labels[len(placed) - len(some.named) :], strict=True):
        shapes = dict(found.land)[area]
        near = label.box.grown(1.5)
        points = [
            (near.left + near.width * n / 8, near.top + near.height * m / 4)
            for n in range(9)
            for m in range(5)
        ]
        assert any(holds(shape.rings, point) for shape in shapes for point in points), area


def test_the_ink_of_a_name_lies_in_its_box() -> None:
    """Arabic letters reach farther up and down than a line of their size."""
    some = lettered(located("IRQ"), Names("إِيطَالِيَا", {}), ARABIC)
    (label,) = some.labels
    canvas = Canvas(98, 98)
    canvas.path(label.outlines)
    for shape in read(canvas.svg()).shapes:
        for _, numbers in shape.steps:
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                assert label.box.grown(0.02).holds((x, y))


def test_no_name_is_smaller_than_seven_points() -> None:
    assert min(OWN, OTHER, TOWN) >= SEVEN_POINTS


def test_only_given_names_are_written_neighbours_first() -> None:
    some = lettered(located("IRQ"), Names("Iraq", NAMES), LATIN)
    assert set(some.named) <= NAMES.keys()
    assert {"IRN", "SAU"} <= set(some.named)
    alone = lettered(located("IRQ"), Names("Iraq", {}), LATIN)
    assert (len(alone.labels), alone.named) == (1, ())
    assert lettered(located("IRQ"), Names("", {}), LATIN) == Lettered()


def test_a_name_that_finds_no_room_inside_stands_at_sea() -> None:
    found = located("CHL")
    (own,) = boxes(lettered(found, Names("Chile", {}), LATIN))
    land = [*found.subject, *(shape for _, some in found.land for shape in some)]
    corners = [(own.left, own.top), (own.right, own.bottom)]
    assert not any(holds(shape.rings, corner) for shape in land for corner in corners)


def test_a_name_stands_beside_the_ring_and_not_in_it() -> None:
    found = located("SGP")
    some = lettered(found, Names("Singapore", {}, ("A Town", (103.85, 1.28))), LATIN)
    (own,) = boxes(some)
    mark = found.marks[0]
    assert not own.holds(mark)
    assert box_of([mark]).grown(12).meets(own)
    assert some.dot is None


def test_a_name_too_long_for_the_map_is_left_out() -> None:
    names = Names("A" * 200, {"IRN": "B" * 200}, ("C" * 200, (44.39, 33.33)))
    assert lettered(located("IRQ"), names, LATIN) == Lettered()


def test_letters_that_no_font_has_are_told_and_the_other_names_stand() -> None:
    names = Names("Iraq", {"IRN": "伊朗", "SAU": "Saudi Arabia"}, ("巴格达", (44.39, 33.33)))
    some = lettered(located("IRQ"), names, LATIN)
    assert (some.named, some.missing, some.dot) == (("SAU",), ("巴", "伊"), None)
    assert len(some.labels) == 2


def test_a_name_on_the_dark_country_is_light() -> None:
    found = located("IRQ")
    some = lettered(found, Names("Iraq", {"SAU": "Saudi Arabia"}), LATIN)
    own, other = some.labels
    assert (own.on_subject, other.on_subject) == (True, False)
    fills = [shape.look.fill for shape in read(draw(found, Colours.of({}), some.labels)).shapes]
    assert fills.count("#ffffff") == 2  # the letters of one, what is around those of the other
    pale = draw(found, Colours.of({"accent": "#bcd4e6"}), some.labels)
    assert [shape.look.fill for shape in read(pale).shapes].count("#ffffff") == 2


# ---------------------------------------------------------------- capitals


@pytest.mark.parametrize("code", sorted(capitals()))
def test_a_capital_lies_in_its_country(code: str) -> None:
    """Or hardly outside it: coasts are drawn coarsely, and small islands not at all."""
    _, place = capitals()[code]
    some, at, projection = boundaries("visionscarto"), vector(place), Projection(place)
    near = []
    for region in some.areas.get(code, ()):
        for part in region.parts:
            rings = [in_cap(some.directions(ring), at, 0.5) for ring in part]
            flat = [[projection.point(one) for one in ring] for ring in rings if len(ring) > 2]
            if flat and holds(flat, (0.0, 0.0)):
                return
            near += [math.hypot(*point) for ring in flat for point in ring]
    if near:
        assert min(near) < 25, code


def test_a_capital_is_marked_only_where_it_is_called_so() -> None:
    assert capital_of("IRQ", "Baghdad") == (44.42, 33.35)
    assert capital_of("UKR", "Kiev") == capital_of("UKR", "KYIV") == (30.52, 50.43)
    assert capital_of("BRA", "Brasilia") == capital_of("BRA", "Brasília")
    assert capital_of("KAZ", "Almaty") is None
    assert capital_of("XXX", "Baghdad") is None


def test_no_capital_is_marked_that_states_dispute() -> None:
    assert {"ISR", "PSE", "ESH"}.isdisjoint(capitals())
