"""The index of a Factbook folder: its own two-letter codes (GEC) and the ISO codes.

``ch`` is China there and ``sz`` Switzerland: no code is taken for an ISO code, and a file
whose code the index does not have is nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.facts import codes
from generator.facts.readers.csv_table import csv_table
from generator.facts.schema import Place


@dataclass(frozen=True, slots=True)
class Index:
    """ISO 3166-1 alpha-3 by the code that names the file; "" = an area without such a code."""

    areas: Mapping[str, str]

    def area(self, code: str) -> str | None:
        """The area of a file; None when the index does not have its code."""
        return self.areas.get(code.casefold())


def read_index(text: str, place: Place, code_column: str, area_column: str) -> Index | None:
    """The index as ``index.csv`` holds it; None, told, when it is unsound.

    A code that stands twice, and an area that two codes have, would give one country's facts
    to another: both are refused.
    """
    table = csv_table(text, place.file, place.findings, limits=place.limits)
    if table is None:
        return None
    columns = [table.column(header) for header in (code_column, area_column)]
    for header, column in zip((code_column, area_column), columns, strict=True):
        if column is None:
            near = codes.near(header, table.header)
            told = "table-no-column-near" if near else "table-no-column"
            values = {"header": header, "suggestion": near, "known": ", ".join(table.header)}
            place.note(told, (table.header_line, 1), None, values)
    code_at, area_at = columns
    if code_at is None or area_at is None:
        return None
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    sound = True
    for row in table.rows:
        code, area = row.cells[code_at].strip().casefold(), row.cells[area_at].strip()
        if area and not codes.AREA.fullmatch(area):
            place.note("factbook-index-area", (row.line, 1), area_column, {"value": area})
            sound = False
            continue
        for value, name in ((f"code {code}", code_column), (f"area {area}", area_column)):
            if value != "area " and value in lines:
                values = {"value": value.split(" ", 1)[1], "first": str(lines[value])}
                place.note("factbook-index-twice", (row.line, 1), name, values)
                sound = False
            lines.setdefault(value, row.line)
        found[code] = area
    return Index(MappingProxyType(found)) if sound else None
