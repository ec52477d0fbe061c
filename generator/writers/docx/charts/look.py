"""How charts that Word draws look: fonts, colours, lines and fillings as DrawingML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.document.tree import Direction
from generator.drawing.marks import pattern_of
from generator.writers.docx.looks import Looks
from generator.writers.docx.xml import quoted

LINE: Final = 19_800  # EMU, 0.55 mm
THIN: Final = 3_600
AXIS: Final = 9_000
_EDGE: Final = 12_600
_DASHES: Final = ("solid", "dash", "sysDash", "lgDashDotDot")
_OPEN: Final = "sysDot"
_MARKERS: Final = ("circle", "square", "triangle", "diamond")
_MARKER: Final = 5  # points
_OPEN_MARKER: Final = 6
_AS_FITS: Final = -60_000_000
_FILLINGS: Final = ("", "narHorz", "", "narVert")
_SIZE: Final = {"ltr": 770, "rtl": 880}  # hundredths of a point, as labels of drawings have


@dataclass(frozen=True, slots=True)
class NativeLook:
    """What the charts of one document share. Colours are six hex digits."""

    direction: Direction
    lang: str
    latin: str
    complex: str
    east_asian: str
    text: str
    rule: str
    series: tuple[str, ...]

    def colour(self, series: int) -> str:
        """The colour of a series."""
        return self.series[series % len(self.series)]

    def words(self) -> str:
        """``c:txPr`` of labels, each on one line and never turned where there is room."""
        side = ' rtl="1"' if self.direction == "rtl" else ""
        fonts = "".join(
            f"<a:{slot} typeface={quoted(name)}/>"
            for slot, name in (
                ("latin", self.latin),
                ("ea", self.east_asian),
                ("cs", self.complex),
            )
        )
        return (
            f'<c:txPr><a:bodyPr rot="{_AS_FITS}" vert="horz" wrap="none"/><a:lstStyle/>'
            f"<a:p><a:pPr{side}>"
            f'<a:defRPr lang={quoted(self.lang)} sz="{_SIZE[self.direction]}" b="0" i="0">'
            f"{solid(self.text)}{fonts}</a:defRPr></a:pPr>"
            f"<a:endParaRPr lang={quoted(self.lang)}/></a:p></c:txPr>"
        )

    def line(self, series: int, *, is_open: bool) -> str:
        """``a:ln`` of the line of a series, or of the part of it that is not certain."""
        dash = _OPEN if is_open else _DASHES[pattern_of(series)]
        return (
            f'<a:ln w="{LINE}" cap="flat">{solid(self.colour(series))}'
            f'<a:prstDash val="{dash}"/><a:round/></a:ln>'
        )

    def marker(self, series: int, *, is_open: bool) -> str:
        """``c:marker`` of a point."""
        colour = self.colour(series)
        fill = solid("FFFFFF" if is_open else colour)
        size = _OPEN_MARKER if is_open else _MARKER
        return (
            f'<c:marker><c:symbol val="{_MARKERS[pattern_of(series)]}"/>'
            f'<c:size val="{size}"/><c:spPr>{fill}<a:ln w="{_EDGE}">{solid(colour)}</a:ln>'
            "</c:spPr></c:marker>"
        )

    def bar(self, series: int, *, is_open: bool) -> str:
        """``c:spPr`` of the bars of a series, or of one that is not certain."""
        colour, pattern = self.colour(series), pattern_of(series)
        if is_open:
            inside, dash = solid("FFFFFF"), '<a:prstDash val="sysDash"/>'
        else:
            inside, dash = solid("FFFFFF" if pattern else colour), ""
            if preset := _FILLINGS[pattern]:
                inside = (
                    f'<a:pattFill prst="{preset}"><a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
                    '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
                )
        return f'<c:spPr>{inside}<a:ln w="{_EDGE}">{solid(colour)}{dash}</a:ln></c:spPr>'


def native_look(looks: Looks, series: tuple[str, ...]) -> NativeLook:
    """The look of a document's charts; ``series`` are "#rrggbb"."""
    return NativeLook(
        looks.direction,
        looks.lang,
        looks.latin,
        looks.complex,
        looks.east_asian,
        looks.text,
        looks.rule,
        tuple(colour.removeprefix("#").upper() for colour in series),
    )


def solid(colour: str) -> str:
    """A plain filling."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def ruled(width: int, colour: str) -> str:
    """``c:spPr`` of a line of an axis; without a width there is none."""
    inside = f'<a:ln w="{width}">{solid(colour)}</a:ln>' if width else "<a:ln><a:noFill/></a:ln>"
    return f"<c:spPr>{inside}</c:spPr>"
