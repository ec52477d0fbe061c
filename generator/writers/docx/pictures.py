"""Figures as inline drawings: PNG with the SVG beside it, and their words as alternative text.

Word from 2016 on shows the SVG, other programs the PNG. Each drawing is in the package
once, however often it is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Final

from generator.document.tree import Figure, Pixels
from generator.document.walk import described
from generator.drawing.raster import png
from generator.drawing.svg import read
from generator.writers.docx.package import WordPackage
from generator.writers.docx.xml import quoted
from generator.writers.phrases import marked

if TYPE_CHECKING:
    from generator.writers.docx.charts.native import NativeCharts

DENSITY: Final = 220  # pixels of the PNG in an inch
MARGIN: Final = 240  # twips that a picture in a box leaves for the box
_EMU_IN_TWIP: Final = 635
_TWIPS_IN_MM: Final = 1440 / 25.4
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SVG_BLIP: Final = (
    '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="%s"/>'
    "</a:ext></a:extLst>"
)
_DECORATIVE: Final = (
    f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


@dataclass(slots=True)
class Pictures:
    """Writes the figures of one document and keeps their files in its package.

    width   of the text, in twips; rtl: whether words read from right to left.
    charts  writes charts that Word draws; None shows every chart as its picture.
    """

    package: WordPackage
    width: int
    rtl: bool
    charts: NativeCharts | None = None
    _parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def beside(self, *, rtl: bool, charts: NativeCharts | None) -> Pictures:
        """What writes the figures of a second language of the same file."""
        return replace(self, rtl=rtl, charts=charts)

    def run(self, figure: Figure) -> str:
        """The run that shows ``figure``."""
        number = next(self._numbers)
        width, height = self._size(figure)
        alt = described(figure)
        words = "" if figure.decorative else (marked(alt) if self.rtl else alt)
        inside = _DECORATIVE if figure.decorative else ""
        named = f'id="{number}" name="Figure {number}" descr={quoted(words)}'
        if self.is_native(figure):
            assert self.charts is not None  # noqa: S101 - is_native says so
            assert figure.chart is not None  # noqa: S101
            locks, graphic = "", self.charts.graphic(figure.chart)
        else:
            locks = f'<a:graphicFrameLocks xmlns:a="{_A}" noChangeAspect="1"/>'
            graphic = self._picture(figure, named, width, height)
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f"<wp:docPr {named}>{inside}</wp:docPr>"
            f"<wp:cNvGraphicFramePr>{locks}</wp:cNvGraphicFramePr>"
            f'<a:graphic xmlns:a="{_A}">{graphic}</a:graphic></wp:inline></w:drawing></w:r>'
        )

    def is_native(self, figure: Figure) -> bool:
        """Whether Word draws ``figure`` itself."""
        return self.charts is not None and figure.chart is not None

    def _picture(self, figure: Figure, named: str, width: int, height: int) -> str:
        """``a:graphicData`` of a picture."""
        picture, drawing = self._related(figure)
        return (
            f'<a:graphicData uri="{_PIC}">'
            f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/>'
            "</pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="{picture}">{_SVG_BLIP % drawing if drawing else ""}</a:blip>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData>"
        )

    def _size(self, figure: Figure) -> tuple[int, int]:
        """Width and height in EMU, no wider than the text."""
        wanted = figure.width * _TWIPS_IN_MM
        scale = min(1.0, (self.width - MARGIN) / wanted) * _EMU_IN_TWIP * _TWIPS_IN_MM
        return round(figure.width * scale), round(figure.height * scale)

    def _related(self, figure: Figure) -> tuple[str, str]:
        """Relationship ids of the PNG and the SVG; of a photograph and nothing."""
        if figure.pixels is not None:
            return self._photograph(figure.pixels), ""
        if figure.svg not in self._parts:
            number = len(self._parts) + 1
            drawing = _sized(figure)
            self._parts[figure.svg] = (
                self.package.picture(
                    f"image{number}.png",
                    "image/png",
                    png(figure.svg, max(1, round(figure.width / 25.4 * DENSITY))),
                ),
                self.package.picture(f"image{number}.svg", "image/svg+xml", drawing.encode()),
            )
        return self._parts[figure.svg]

    def _photograph(self, pixels: Pixels) -> str:
        """The relationship id of a picture of pixels."""
        key = hashlib.sha256(pixels.content).hexdigest()
        if key not in self._parts:
            ending = "png" if pixels.media == "image/png" else "jpg"
            name = f"image{len(self._parts) + 1}.{ending}"
            self._parts[key] = self.package.picture(name, pixels.media, pixels.content), ""
        return self._parts[key][0]


def _sized(figure: Figure) -> str:
    """The SVG with a size of its own, for programs that open it alone."""
    read(figure.svg)
    size = f'<svg width="{figure.width:g}mm" height="{figure.height:g}mm" '
    return figure.svg.replace("<svg ", size, 1)
