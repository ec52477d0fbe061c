"""The series of a chart that Word draws: names, periods, numbers, points and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.document.tree import Chart, Plotted, Point
from generator.writers.docx.charts.formats import code_of
from generator.writers.docx.charts.look import NativeLook, solid
from generator.writers.docx.charts.workbook import cells
from generator.writers.docx.xml import escape, quoted

CLOSE = 50  # points of a line from which on only the newest and lone ones have a marker
_SHORT = 9  # letters of a label that has room beside the end of a line
_LABEL_SHARE = 0.18  # of the height of the chart that a label takes, about
LETTER = 1.5  # millimetres of a letter of a label, about
WIDTH = 145.0  # millimetres that the periods have
_QUIET = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_SHOWN = _QUIET.replace('showVal val="0"', 'showVal val="1"')


@dataclass(frozen=True, slots=True)
class SeriesWriter:
    """Writes the series of one chart as bars or as lines."""

    chart: Chart
    look: NativeLook

    @property
    def lines(self) -> bool:
        """Whether its series are lines."""
        return self.chart.kind == "line"

    def written(self, place: int, series: Plotted) -> str:
        """``c:ser`` of a series; ``place`` is its place among all, from 0."""
        look = self._line(place, series) if self.lines else self._bars(place, series)
        labels = self._labels(series) if self._has_labels() else _none()
        tail = '<c:smooth val="0"/>' if self.lines else ""
        numbers = [point.exact for point in series.points]
        return (
            f"<c:ser>{_head(place, series.name)}{look}{labels}"
            f"{self._data(place, numbers)}{tail}</c:ser>"
        )

    def explained(self, place: int, words: str) -> str:
        """A series without a value: its name in the legend says what open points mean."""
        if self.lines:
            line = f"<c:spPr>{self.look.line(0, is_open=True)}</c:spPr>"
            look = f"{line}{self.look.marker(0, is_open=True)}"
        else:
            look = f'{self.look.bar(0, is_open=True)}<c:invertIfNegative val="0"/>'
        tail = '<c:smooth val="0"/>' if self.lines else ""
        empty = [""] * len(self.chart.categories)
        return f"<c:ser>{_head(place, words)}{look}{self._data(place, empty)}{tail}</c:ser>"

    # ------------------------------------------------------------ what it looks like

    def _line(self, place: int, series: Plotted) -> str:
        points = series.points
        close = len(points) > CLOSE
        marker = (
            '<c:marker><c:symbol val="none"/></c:marker>'
            if close
            else self.look.marker(place, is_open=False)
        )
        parts = [f"<c:spPr>{self.look.line(place, is_open=False)}</c:spPr>{marker}"]
        for n, point in enumerate(points):
            if not point.exact:
                continue
            before = points[n - 1] if n else Point("")
            dashed = bool(before.exact and (point.status or before.status))
            marked = close and _stands_out(points, n)
            if dashed or point.status or marked:
                sign = marker
                if not close or marked:
                    sign = self.look.marker(place, is_open=bool(point.status))
                line = f"<c:spPr>{self.look.line(place, is_open=dashed)}</c:spPr>"
                parts.append(f'<c:dPt><c:idx val="{n}"/>{sign}<c:bubble3D val="0"/>{line}</c:dPt>')
        return "".join(parts)

    def _bars(self, place: int, series: Plotted) -> str:
        solid = '<c:invertIfNegative val="0"/>'
        parts = [f"{self.look.bar(place, is_open=False)}{solid}"]
        for n, point in enumerate(series.points):
            if point.exact and point.status:
                filling = self.look.bar(place, is_open=True)
                parts.append(
                    f'<c:dPt><c:idx val="{n}"/>{solid}<c:bubble3D val="0"/>{filling}</c:dPt>'
                )
        return "".join(parts)

    # ------------------------------------------------------------ labels

    def _has_labels(self) -> bool:
        return len(self.chart.series) == 1

    def _labels(self, series: Plotted) -> str:
        """The labels that the drawing has: of all bars of a comparison, else of three points."""
        labels = "".join(self._label(series, n, side) for n, side in sorted(self._named(series)))
        return f"<c:dLbls>{labels}{_QUIET}</c:dLbls>"

    def _named(self, series: Plotted) -> Iterable[tuple[int, str]]:
        points = series.points
        known = [n for n, point in enumerate(points) if point.exact]
        if self.chart.kind == "comparison":
            return [(n, "outEnd") for n in known]
        found = self._apart(points, [*_extremes(points, known)])
        if not self.lines:
            return [(n, "outEnd") for n in found]
        sides = dict.fromkeys(found, "t")
        lowest = min(known, key=lambda n: float(points[n].exact))
        if lowest in sides and len(known) > 1 and self._height(points[lowest]) > _LABEL_SHARE:
            sides[lowest] = "b"
        if known[-1] == len(points) - 1 and len(points[-1].text) <= _SHORT:
            sides[known[-1]] = "l" if self.look.direction == "rtl" else "r"
        return sides.items()

    def _apart(self, points: Sequence[Point], wanted: Sequence[int]) -> list[int]:
        """Those of some points whose labels do not touch the ones before them."""
        step = WIDTH / len(points)
        kept: list[int] = []
        for n in wanted:
            if all(
                abs(n - k) * step > (len(points[n].text) + len(points[k].text)) / 2 * LETTER
                or abs(self._height(points[n]) - self._height(points[k])) > _LABEL_SHARE
                for k in kept
            ):
                kept.append(n)
        return kept

    def _height(self, point: Point) -> float:
        """Where a value stands between the ends of the axis, from 0 to 1."""
        low, high = float(self.chart.ticks[0][0]), float(self.chart.ticks[-1][0])
        return (float(point.exact) - low) / (high - low)

    def _label(self, series: Plotted, n: int, side: str) -> str:
        """A label that follows its number, or, where no format can say it, says it itself."""
        point = series.points[n]
        code = code_of(point.exact, point.text, self.look.lang)
        words = ""
        if code is None:
            words = (
                "<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>"
                f"<a:rPr lang={quoted(self.look.lang)}/><a:t>{escape(point.text)}</a:t>"
                "</a:r></a:p></c:rich></c:tx>"
            )
        form = "" if code is None else f'<c:numFmt formatCode={quoted(code)} sourceLinked="0"/>'
        behind = f"<c:spPr>{solid('FFFFFF')}<a:ln><a:noFill/></a:ln></c:spPr>"
        return (
            f'<c:dLbl><c:idx val="{n}"/>{words}{form}{behind}'
            f'{self.look.words()}<c:dLblPos val="{side}"/>{_SHOWN}</c:dLbl>'
        )

    # ------------------------------------------------------------ data

    def _data(self, place: int, numbers: Sequence[str]) -> str:
        names = self.chart.categories
        last = len(names)
        return (
            f"<c:cat><c:strRef><c:f>{cells(0, 1, last)}</c:f><c:strCache>"
            f"{_counted(names, words=True)}</c:strCache></c:strRef></c:cat>"
            f"<c:val><c:numRef><c:f>{cells(place + 1, 1, last)}</c:f><c:numCache>"
            f"<c:formatCode>General</c:formatCode>{_counted(numbers)}"
            "</c:numCache></c:numRef></c:val>"
        )


def _head(place: int, name: str) -> str:
    return (
        f'<c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef>'
        f"<c:f>{cells(place + 1, 0)}</c:f><c:strCache>{_counted([name], words=True)}"
        "</c:strCache></c:strRef></c:tx>"
    )


def _counted(texts: Sequence[str], *, words: bool = False) -> str:
    """The points of a cache; an empty number is left out."""
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(text)}</c:v></c:pt>'
        for n, text in enumerate(texts)
        if text or words
    )
    return f'<c:ptCount val="{len(texts)}"/>{points}'


def _none() -> str:
    return f"<c:dLbls>{_QUIET}</c:dLbls>"


def _stands_out(points: Sequence[Point], n: int) -> bool:
    """Whether a point of a close line needs its marker: the newest, and one between gaps."""
    beside = [points[k] for k in (n - 1, n + 1) if 0 <= k < len(points)]
    newest = not any(point.exact for point in points[n + 1 :])
    return newest or not any(point.exact for point in beside)


def _extremes(points: Sequence[Point], known: Sequence[int]) -> Iterator[int]:
    """The newest, the highest and the lowest."""
    by_size = sorted(known, key=lambda n: float(points[n].exact))
    yield from dict.fromkeys((known[-1], by_size[-1], by_size[0]))
