"""Puts charts that Word draws into the package: the part of each, and its workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.document.tree import Chart
from generator.writers.docx.charts.look import NativeLook
from generator.writers.docx.charts.space import C, chart_space, columns
from generator.writers.docx.charts.workbook import workbook
from generator.writers.docx.package import WordPackage

_CHART: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOOK: Final = "rId1"


@dataclass(slots=True)
class NativeCharts:
    """The charts of one document, or of one language of a file in two."""

    package: WordPackage
    look: NativeLook
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def beside(self, look: NativeLook) -> NativeCharts:
        """What writes the charts of a second language of the same file."""
        return replace(self, look=look)

    def graphic(self, chart: Chart) -> str:
        """``a:graphicData`` that shows ``chart``, whose parts are put into the package."""
        number = next(self._numbers)
        part, id = self.package.part(f"charts/chart{number}.xml", _CHART, RT.CHART)
        rtl = self.look.direction == "rtl"
        book = workbook(chart.categories, columns(chart), rtl=rtl)
        name = f"/word/embeddings/chart{number}.xlsx"
        self.package.attach(part, name, _SHEET, RT.PACKAGE, _BOOK, book, common=False)
        part.write(chart_space(chart, self.look, _BOOK))
        return f'<a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="{id}"/></a:graphicData>'
