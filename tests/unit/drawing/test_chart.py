"""Charts: direction, gaps, what is open, and labels that keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.document.tree import Chart, Plotted, Point
from generator.drawing.base import ChartLook
from generator.drawing.chart import WIDEST, chart_svg
from generator.drawing.comparison import ROW, comparison_height
from generator.drawing.letters import Typeface
from generator.drawing.svg import Shape, read
from generator.drawing.ticks import ticks
from generator.house.shipped import FAMILIES, folder

FACE = Typeface(
    tuple(str(folder() / FAMILIES[n][0]) for n in ("Noto Sans", "Noto Naskh Arabic")), "en"
)
COLOURS = ("#1f4e6b", "#8a3b00", "#5b2a86", "#00695c")
LOOK = ChartLook("ltr", FACE, "#1b1b1b", "#767676", COLOURS)
WIDTH, HEIGHT = 160.0, 50.0


def chart(*series: Sequence[str | None], kind: str = "line", status: str = "") -> Chart:
    """A chart of numbers; None is a gap, and ``status`` that of the last point of each."""
    plotted = []
    for place, values in enumerate(series):
        points = [Point("") if v is None else Point(v, f"{v}%") for v in values]
        if status:
            points[-1] = replace(points[-1], status=status)  # type: ignore[arg-type]
        plotted.append(Plotted(f"Series {place}", tuple(points)))
    known = [Decimal(v) for values in series for v in values if v is not None]
    named = tuple((f"{t:f}", f"{t:f}%") for t in ticks(known, zero=kind != "line"))
    years = tuple(str(2010 + n) for n in range(len(series[0])))
    return Chart(kind, years, tuple(plotted), named)  # type: ignore[arg-type]


def shapes(of: Chart, look: ChartLook = LOOK) -> tuple[Shape, ...]:
    return read(chart_svg(of, look, WIDTH, HEIGHT)).shapes


def lines(of: Chart, colour: str = COLOURS[0], look: ChartLook = LOOK) -> list[Shape]:
    return [s for s in shapes(of, look) if s.look.stroke == colour and not s.look.fill]


def labels(of: Chart, look: ChartLook = LOOK) -> list[tuple[float, float, float, float]]:
    """The box around each label."""
    found = []
    for shape in shapes(of, look):
        if shape.look.fill == look.text:
            xs = [n for _, numbers in shape.steps for n in numbers[::2]]
            ys = [n for _, numbers in shape.steps for n in numbers[1::2]]
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def test_a_gap_is_a_gap() -> None:
    """Two stretches, and no step from one to the other."""
    found = lines(chart(["1", "2", None, "3", "4"]))
    assert [len(shape.steps) for shape in found] == [2, 2]
    whole = lines(chart(["1", "2", "2.5", "3", "4"]))
    assert [len(shape.steps) for shape in whole] == [5]


def test_a_lone_point_between_gaps_is_still_seen() -> None:
    of = chart([*["1"] * 70, None, "5", None, *["2"] * 70])
    dots = [s for s in shapes(of) if s.look.fill == COLOURS[0]]
    assert len(dots) == 2  # too many points for markers, but this one and the newest have one


def test_what_is_projected_is_dashed_and_open() -> None:
    found = lines(chart(["1", "2", "3"], status="projected"))
    assert [bool(shape.look.dash) for shape in found] == [False, True]
    dots = [
        s.look.fill
        for s in shapes(chart(["1", "2", "3"], status="projected"))
        if s.look.width == 0.35
    ]
    assert dots == [COLOURS[0], COLOURS[0], "#ffffff"]


def test_series_differ_without_their_colour() -> None:
    of = chart(["1", "2"], ["2", "3"], ["3", "4"], ["4", "5"])
    dashes = {lines(of, colour)[-1].look.dash for colour in COLOURS}
    markers = {
        tuple(letter for letter, _ in s.steps)
        for s in shapes(of)
        if s.look.fill in COLOURS and s.look.width == 0.35
    }
    assert len(dashes) == 4
    assert len(markers) >= 3


def test_from_right_to_left_time_and_values_turn_round() -> None:
    values = ["1", "2", "9"]
    (left,), (right,) = (
        lines(chart(values), look=replace(LOOK, direction=d)) for d in ("ltr", "rtl")
    )
    assert [n[0] for _, n in left.steps] == sorted(n[0] for _, n in left.steps)
    assert [n[0] for _, n in right.steps] == sorted((n[0] for _, n in right.steps), reverse=True)
    ticks_left = [box for box in labels(chart(values)) if box[2] < 15]
    ticks_right = [
        b for b in labels(chart(values), replace(LOOK, direction="rtl")) if b[0] > WIDTH - 15
    ]
    assert len(ticks_left) >= len(chart(values).ticks)
    assert len(ticks_right) >= len(chart(values).ticks)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("kind", ["line", "bar"])
@pytest.mark.parametrize(
    "values",
    [
        ["5"],
        ["5", "5", "5"],
        ["1", "100000000", "5"],
        ["-3", "-12", "-1"],
        ["0", "0"],
        [str(n * 37 % 23) for n in range(60)],
        ["1", None, None, "2"],
    ],
    ids=["one", "equal", "huge range", "negative", "zero", "sixty", "gaps"],
)
def test_labels_stay_on_the_page_and_apart(
    values: list[str | None], kind: str, direction: str
) -> None:
    of = replace(
        chart(values, kind=kind),
        categories=tuple(f"Сентябрь {1960 + n}" for n in range(len(values))),
    )
    found = labels(of, replace(LOOK, direction=direction))  # type: ignore[arg-type]
    assert len(found) > len(of.ticks)
    for box in found:
        assert box[0] >= -0.1
        assert box[2] <= WIDTH + 0.1
        assert box[1] >= -0.1
        assert box[3] <= HEIGHT + 0.1
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert beside or one[3] <= other[1] or other[3] <= one[1], (one, other)


def test_a_label_never_has_a_line_that_looks_like_its_minus() -> None:
    """Left of the newest value's label there is no short piece of a line."""
    of = chart(["9", "3", "0"])
    grid = [s for s in shapes(of) if s.look.stroke and not s.look.fill and len(s.steps) == 2]
    ends = [s.steps[1][1] for s in grid if s.steps[0][1][1] == s.steps[1][1][1]]
    newest = max(labels(of), key=lambda box: box[2])
    for x, _ in ends:
        assert x < newest[0] - 0.9


def test_a_comparison_starts_at_zero_and_names_its_bars() -> None:
    of = Chart(
        "comparison",
        ("Irak", "Demokratische Republik Kongo"),
        (Plotted("", (Point("4", "4%"), Point("-2", "-2%"))),),
        (("-2", "-2%"), ("4", "4%")),
    )
    bars = [s for s in shapes(of) if s.look.fill == COLOURS[0]]
    boxes = [[n[0] for _, n in bar.steps if n] for bar in bars]
    assert max(boxes[1]) == pytest.approx(min(boxes[0]), abs=0.02)
    assert max(boxes[0]) - min(boxes[0]) == pytest.approx(
        2 * (max(boxes[1]) - min(boxes[1])), abs=0.1
    )
    assert len(labels(of)) == 4


LONG = "Inflationsrate der Verbraucherpreise einschließlich Lebensmittel und Energie (2015)"


def compared(*points: tuple[str, str], names: Sequence[str] = ()) -> Chart:
    known = [Decimal(exact) for exact, _ in points if exact]
    named = tuple((f"{t:f}", f"{t:f}") for t in ticks(known, zero=True))
    plotted = Plotted("Value", tuple(Point(exact, text) for exact, text in points))
    names = names or tuple(f"Name {n}" for n in range(len(points)))
    return Chart("comparison", tuple(names), (plotted,), named)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    "values",
    [
        [("4", "4%"), ("-2", "-2%")],
        [("-4", "-4%"), ("-2", "-2%")],
        [
            ("4", "286 milliards de dollars des États-Unis"),
            ("-2", "-286 milliards de dollars des États-Unis"),
        ],
        [("0", "0%"), ("", "")],
        [("0.000001", "0.000001%"), ("99999999999", "100 billion")],
    ],
    ids=["both sides", "below zero", "long values", "zero and none", "huge range"],
)
def test_names_and_values_of_a_comparison_stay_on_the_page_and_apart(
    values: list[tuple[str, str]], direction: str
) -> None:
    look = replace(LOOK, direction=direction)  # type: ignore[arg-type]
    of = compared(*values, names=(LONG, "Irak"))
    high = comparison_height(of, look, WIDTH)
    found = []
    for shape in read(chart_svg(of, look, WIDTH, high)).shapes:
        if shape.look.fill == look.text:
            xs = [n for _, numbers in shape.steps for n in numbers[::2]]
            ys = [n for _, numbers in shape.steps for n in numbers[1::2]]
            found.append((min(xs), min(ys), max(xs), max(ys)))
    for n, one in enumerate(found):
        assert one[0] >= -0.1
        assert one[2] <= WIDTH + 0.1
        assert one[3] <= high
        for other in found[n + 1 :]:
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert beside or one[3] <= other[1] or other[3] <= one[1]


def test_a_comparison_is_as_high_as_its_names_need() -> None:
    short = comparison_height(compared(*[("1", "1")] * 5), LOOK, WIDTH)
    long = comparison_height(compared(*[("1", "1")] * 5, names=[LONG * 3] * 5), LOOK, WIDTH)
    assert short == 5 * ROW + 2
    assert long > short


def test_few_bars_are_not_as_wide_as_the_page() -> None:
    (bar,) = [s for s in shapes(chart(["5"], kind="bar")) if s.look.fill == COLOURS[0]]
    xs = [n[0] for _, n in bar.steps if n]
    assert max(xs) - min(xs) <= WIDEST


def test_a_value_is_not_written_over_the_bar_beside_its_own() -> None:
    long = "166 milliards de dollars des États-Unis"
    of = chart(["9", "3", "3", "4", "5", "6", "5", "6"], kind="bar")
    points = tuple(Point(p.exact, long) for p in of.series[0].points)
    of = replace(of, series=(Plotted("x", points),))
    bars = [s for s in shapes(of) if s.look.fill == COLOURS[0]]
    wide = [box for box in labels(of) if box[2] - box[0] > 30]
    assert wide
    for box in wide:
        over = [b for b in bars if _covers(box, b)]
        assert over == []


def _covers(box: tuple[float, float, float, float], bar: Shape) -> bool:
    xs = [n[0] for _, n in bar.steps if n]
    ys = [n[-1] for _, n in bar.steps if n]
    apart = box[2] < min(xs) or box[0] > max(xs) or box[3] < min(ys) or box[1] > max(ys)
    return not apart


def test_the_drawing_is_the_same_every_time() -> None:
    of = chart(["1", "2", None, "4"], ["2", "1", "3", "3"])
    first = chart_svg(of, LOOK, WIDTH, HEIGHT)
    chart_svg.cache_clear()
    assert chart_svg(of, LOOK, WIDTH, HEIGHT) == first
