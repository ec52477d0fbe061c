"""The part of a chart that Word draws: ``c:chartSpace`` with its axes and its legend."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

from generator.document.tree import Chart
from generator.writers.docx.charts.formats import axis_code
from generator.writers.docx.charts.look import AXIS, THIN, NativeLook, ruled
from generator.writers.docx.charts.series import LETTER, WIDTH, SeriesWriter
from generator.writers.docx.charts.workbook import Column
from generator.writers.docx.xml import DECLARATION, R, quoted

C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMES: Final = 111_111_111  # ids of the axes: any two numbers
_VALUES: Final = 222_222_222
_OTHER_NAMES: Final = 333_333_333
_OTHER_VALUES: Final = 444_444_444
_AXES: Final = f'<c:axId val="{_NAMES}"/><c:axId val="{_VALUES}"/>'
_OTHER_AXES: Final = f'<c:axId val="{_OTHER_NAMES}"/><c:axId val="{_OTHER_VALUES}"/>'
_GAP: Final = 50  # between groups of bars, in per cent of a bar
_WIDE_GAP: Final = 300
_FEW: Final = 4  # bars, which would be as wide as the page


def chart_space(chart: Chart, look: NativeLook, workbook: str) -> str:
    """The XML of the part; ``workbook`` is the id of its relationship to the workbook."""
    lang = quoted(look.lang)
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}">'
        f'<c:date1904 val="0"/><c:lang val={lang}/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{_plotted(chart, look)}"
        f"<c:spPr><a:noFill/></c:spPr></c:plotArea>{_legend(chart, look)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{look.words()}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def columns(chart: Chart) -> tuple[Column, ...]:
    """What the workbook holds beside the categories: the series, then the legend's words."""
    numbers = (Column(s.name, [point.exact for point in s.points]) for s in chart.series)
    empty = [""] * len(chart.categories)
    return (*numbers, *(Column(words, empty) for _, words in chart.legend))


# ---------------------------------------------------------------- series


def _plotted(chart: Chart, look: NativeLook) -> str:
    """The groups of series, and all axes.

    Bars that only explain the legend lie over those of an only series. Beside several they
    would take the room of a bar: then they stand on axes of their own, which are not shown.
    """
    writer = SeriesWriter(chart, look)
    own = "".join(writer.written(n, series) for n, series in enumerate(chart.series))
    more = "".join(
        writer.explained(n, words) for n, (_, words) in enumerate(chart.legend, len(chart.series))
    )
    axes = f"{_names(chart, look)}{_values(chart, look)}"
    if chart.kind == "line":
        return f"{_lines(own + more)}{axes}"
    if len(chart.series) == 1 or not more:
        return f"{_bars(chart, own + more, _AXES)}{axes}"
    others = _bars(chart, more, _OTHER_AXES)
    return f"{_bars(chart, own, _AXES)}{others}{axes}{_unseen(look)}"


def _bars(chart: Chart, series: str, axes: str) -> str:
    direction = "bar" if chart.kind == "comparison" else "col"
    few = len(chart.categories) * len(chart.series) < _FEW and direction == "col"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{_WIDE_GAP if few else _GAP}"/>'
        f'<c:overlap val="{100 if len(chart.series) == 1 else 0}"/>{axes}</c:barChart>'
    )


def _lines(series: str) -> str:
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/>{_AXES}</c:lineChart>'
    )


# ---------------------------------------------------------------- axes


def _names(chart: Chart, look: NativeLook) -> str:
    """The axis of periods, or of what is compared; read from the start, or from the top."""
    across = chart.kind == "comparison"
    turned = across or look.direction == "rtl"
    side = "b"
    if across:
        side = "r" if look.direction == "rtl" else "l"
    return (
        f'<c:catAx><c:axId val="{_NAMES}"/>{_scale(turned=turned)}<c:delete val="0"/>'
        f'<c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{ruled(AXIS, look.text)}{look.words()}<c:crossAx val="{_VALUES}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{"" if across else _skipped(chart)}'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _skipped(chart: Chart) -> str:
    """Every how many periods one is named, so that their names keep apart."""
    widest = (max(map(len, chart.categories)) + 2) * LETTER
    every = math.ceil(widest * len(chart.categories) / WIDTH)
    if every < 2:
        return ""
    return f'<c:tickLblSkip val="{every}"/><c:tickMarkSkip val="{every}"/>'


def _values(chart: Chart, look: NativeLook) -> str:
    """The axis of numbers, as far as it goes in the drawing; a comparison needs none."""
    across, rtl = chart.kind == "comparison", look.direction == "rtl"
    first, *_, last = ticks = [exact for exact, _ in chart.ticks]
    unit = f"{_step(ticks)}"
    grid = "" if across else f"<c:majorGridlines>{ruled(THIN, look.rule)}</c:majorGridlines>"
    side = "b" if across else ("r" if rtl else "l")
    code = quoted(axis_code(chart.ticks, look.lang))
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/>{_scale(turned=across and rtl, first=first, last=last)}'
        f'<c:delete val="{int(across)}"/><c:axPos val="{side}"/>{grid}'
        f'<c:numFmt formatCode={code} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{ruled(0, look.rule)}{look.words()}'
        f'<c:crossAx val="{_NAMES}"/><c:crosses val="autoZero"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{unit}"/></c:valAx>'
    )


def _unseen(look: NativeLook) -> str:
    """Axes that are not shown, of bars that stand."""
    return (
        f'<c:catAx><c:axId val="{_OTHER_NAMES}"/>{_scale(turned=look.direction == "rtl")}'
        '<c:delete val="1"/><c:axPos val="t"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:crossAx val="{_OTHER_VALUES}"/><c:crosses val="max"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_OTHER_VALUES}"/>{_scale(turned=False)}<c:delete val="1"/>'
        '<c:axPos val="r"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="{_OTHER_NAMES}"/><c:crosses val="max"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _scale(*, turned: bool, first: str = "", last: str = "") -> str:
    orientation = "maxMin" if turned else "minMax"
    ends = f'<c:max val="{last}"/><c:min val="{first}"/>' if last else ""
    return f'<c:scaling><c:orientation val="{orientation}"/>{ends}</c:scaling>'


def _step(ticks: list[str]) -> str:
    return f"{Decimal(ticks[1]) - Decimal(ticks[0]):f}"


# ---------------------------------------------------------------- legend


def _legend(chart: Chart, look: NativeLook) -> str:
    """Above the chart; the name of an only series is the caption's and not said again."""
    several = len(chart.series) > 1 or chart.kind == "comparison"
    if len(chart.series) < 2 and not chart.legend:
        return ""
    hidden = "" if several else '<c:legendEntry><c:idx val="0"/><c:delete val="1"/></c:legendEntry>'
    return f'<c:legend><c:legendPos val="t"/>{hidden}<c:overlay val="0"/>{look.words()}</c:legend>'
