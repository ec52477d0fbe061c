"""How long a chart takes, drawn, as pixels and as Word's own: ``python -m benchmarks.charts``.

Medians of many runs after warm-up, in three languages; caches of drawings are emptied
before each, so that every run draws anew. The share in a brief is of a document of ten
paragraphs with two charts, composed and written as Word; ratios from one run count.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from generator.document.tree import Chart, Document, Figure, Paragraph, Plotted, Point, Text
from generator.drawing.base import ChartLook
from generator.drawing.chart import chart_svg
from generator.drawing.letters import Typeface
from generator.drawing.raster import png
from generator.drawing.ticks import ticks
from generator.house.colours import series_colours
from generator.house.families import by_use
from generator.house.shipped import label_files
from generator.house.word import with_choices
from generator.localisation import Localiser
from generator.writers.docx.writer import write_docx
from tests.unit.writers.docx_reading import HOUSE, with_blocks

TAGS = ("en", "fr", "ar")
ROUNDS = 15
WIDTH, HEIGHT = 165.0, 48.0
PIXELS = round(WIDTH / 25.4 * 220)
SIZES = {"11 years": (1, 11), "3 × 11 years": (3, 11), "2,400 months": (1, 2400)}


def chart(tag: str, series: int, points: int, kind: str = "line") -> Chart:
    """A chart as composing makes it."""
    localiser = Localiser(tag)
    numbers = [
        [Decimal((n * 37 + k * 11) % 101) / 10 - 3 for n in range(points)] for k in range(series)
    ]
    plotted = tuple(
        Plotted(
            f"Series {k}",
            tuple(Point(f"{n:f}", localiser.percent(n / 100, max_fraction=1)) for n in row),
        )
        for k, row in enumerate(numbers)
    )
    found = ticks([n for row in numbers for n in row], zero=kind != "line")
    named = tuple((f"{t:f}", localiser.percent(t / 100)) for t in found)
    years = tuple(localiser.number(1800 + n) for n in range(points))
    return Chart(kind, years, plotted, named)  # type: ignore[arg-type]


def look(tag: str) -> ChartLook:
    """The look of a document in one language."""
    use = "arabic" if tag == "ar" else "latin"
    return ChartLook(
        direction="rtl" if tag == "ar" else "ltr",
        typeface=Typeface(label_files(HOUSE, by_use(use)), tag),
        text="#1a1a1a",
        rule="#5f6b77",
        series=series_colours(HOUSE.colours),
    )


def milliseconds(task: Callable[[], object]) -> float:
    """The median time of one call, the drawing's cache emptied before each."""
    times = []
    for _ in range(ROUNDS + 2):
        chart_svg.cache_clear()
        png.cache_clear()
        start = time.perf_counter()
        task()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:])


def document(tag: str, *figures: Figure) -> Document:
    """Ten paragraphs, and the figures among them."""
    text = Paragraph((Text("The economy grew by 3.2% in 2023, as the source says. " * 4),))
    return with_blocks(*[text] * 10, *figures, language=tag)


def figure(tag: str, size: str, id: str) -> Figure:
    """A chart with its drawing."""
    made = chart(tag, *SIZES[size])
    svg = chart_svg(made, look(tag), WIDTH, HEIGHT)
    return Figure((Text("Growth"),), svg, WIDTH, HEIGHT, "Growth.", id, "chart", chart=made)


def main() -> None:
    """Print the table of each chart, then what charts add to a Word file."""
    print(f"{'a chart':24}{'language':10}{'drawn':>10}{'as pixels':>12}{'native':>10}   ms")
    native = replace(HOUSE, word=with_choices(HOUSE.word, {"charts": "native"}))
    for size, (series, points) in SIZES.items():
        for tag in TAGS:
            made, style = chart(tag, series, points), look(tag)
            svg = chart_svg(made, style, WIDTH, HEIGHT)
            empty = document(tag)
            with_chart = document(tag, figure(tag, size, "one"))
            drawn = milliseconds(lambda m=made, s=style: chart_svg(m, s, WIDTH, HEIGHT))  # type: ignore[misc]
            pixels = milliseconds(lambda s=svg: png(s, PIXELS))  # type: ignore[misc]
            bare = milliseconds(lambda d=empty: write_docx(d, native))  # type: ignore[misc]
            whole = milliseconds(lambda d=with_chart: write_docx(d, native))  # type: ignore[misc]
            print(f"{size:24}{tag:10}{drawn:10.1f}{pixels:12.1f}{whole - bare:10.1f}")
    print(f"\n{'a Word file':34}{'ms':>8}{'ratio':>8}")
    base = 0.0
    for name, house, count in (
        ("without charts", HOUSE, 0),
        ("two charts, drawn", HOUSE, 2),
        ("two charts, native", native, 2),
    ):
        figures = [figure("en", "3 × 11 years", f"chart-{n}") for n in range(count)]
        made_document = document("en", *figures)
        took = milliseconds(lambda d=made_document, h=house: write_docx(d, h))  # type: ignore[misc]
        base = base or took
        print(f"{name:34}{took:8.1f}{took / base:8.2f}")


if __name__ == "__main__":
    main()
