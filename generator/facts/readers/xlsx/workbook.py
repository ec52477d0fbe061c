"""The parts of a workbook beside its cells: sheets, shared texts, formats of dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from generator.facts.model import Precision
from generator.facts.readers.xlsx.package import Package, whole
from generator.facts.refused import RefusedError

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_BUILT_IN: Final[Mapping[int, str]] = {
    14: "d/m/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "d/m/yy h:mm",
    45: "mm:ss",
    46: "h:mm:ss",
    47: "mm:ss",
}
"""Formats of dates and times that a workbook need not write down (ECMA-376, 18.8.30)."""
_NOT_A_FORMAT: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. state: "visible", "hidden" or "veryHidden" (not even offered to be shown)."""

    name: str
    part: str
    state: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """What reading a sheet needs.

    texts   shared texts, by number.
    dates   precision of the dates that cells of a style show, by number of the style; None
            for times of day.
    day_one_1904  dates are counted from 1904, as old Macintosh programs do.
    """

    package: Package
    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...]
    dates: Mapping[int, Precision | None]
    day_one_1904: bool


def open_workbook(package: Package) -> Workbook:
    """The workbook in a package. Raises ``RefusedError``."""
    main = _main_part(package)
    targets = _relations(package, main)
    sheets: list[Sheet] = []
    day_one_1904 = False
    for element in package.elements(main, "sheet", "workbookPr"):
        if element.tag.endswith("}workbookPr"):
            day_one_1904 = element.get("date1904", "0") in ("1", "true")
            continue
        key = element.get(_RELATION) or element.get(_STRICT_RELATION) or ""
        part = targets.get(key, "")
        sheets.append(Sheet(element.get("name", ""), part, element.get("state", "visible")))
    beside = posixpath.dirname(main)
    texts = _texts(package, _named(targets, beside, "sharedStrings.xml"))
    dates = _dates(package, _named(targets, beside, "styles.xml"))
    return Workbook(package, tuple(sheets), texts, dates, day_one_1904)


def _main_part(package: Package) -> str:
    for element in package.elements("_rels/.rels", "Relationship"):
        if (element.get("Type") or "").endswith("/officeDocument"):
            return (element.get("Target") or "").lstrip("/")
    raise RefusedError("xlsx-damaged", reason="it has no workbook")


def _relations(package: Package, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    found = {}
    for element in package.elements(f"{folder}/_rels/{name}.rels", "Relationship"):
        target = element.get("Target") or ""
        if element.get("TargetMode") == "External":
            continue
        full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        found[element.get("Id") or ""] = posixpath.normpath(full)
    return found


def _named(targets: Mapping[str, str], folder: str, name: str) -> str:
    ends = (part for part in targets.values() if part.lower().endswith(name.lower()))
    return next(ends, f"{folder}/{name}")


def text_of(element: etree._Element) -> str:
    """The text of a cell or shared text, without the reading aids of East Asian writing."""
    parts = []
    for child in element:
        if child.tag.endswith("}t"):
            parts.append(child.text or "")
        elif child.tag.endswith("}r"):
            parts += [inner.text or "" for inner in child if inner.tag.endswith("}t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """``_x000D_`` and the like as the characters they stand for (ECMA-376, ST_Xstring)."""
    if "_x" not in text:
        return text
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def _texts(package: Package, part: str) -> tuple[str, ...]:
    if part not in package:
        return ()
    return tuple(text_of(element) for element in package.elements(part, "si"))


def _dates(package: Package, part: str) -> Mapping[int, Precision | None]:
    """Which styles show dates, by the order of ``cellXfs``."""
    if part not in package:
        return {}
    formats: dict[int, str] = dict(_BUILT_IN)
    found: dict[int, Precision | None] = {}
    for element in package.elements(part, "numFmt", "cellXfs"):
        if element.tag.endswith("}numFmt"):
            formats[whole(element, "numFmtId", 0)] = element.get("formatCode") or ""
            continue
        for number, style in enumerate(element):
            code = formats.get(whole(style, "numFmtId", 0), "")
            if is_date(code):
                found[number] = _precision(code)
    return found


def is_date(code: str) -> bool:
    """Whether a number format writes a number as a date or a time.

    >>> is_date("d mmmm yyyy"), is_date("0.00"), is_date('0 "days"'), is_date("[Red]0")
    (True, False, False, False)
    """
    plain = _NOT_A_FORMAT.sub("", code.split(";", 1)[0]).lower()
    return "general" not in plain and any(letter in plain for letter in "dmyhs")


def _precision(code: str) -> Precision | None:
    plain = _NOT_A_FORMAT.sub("", code.split(";", 1)[0]).lower()
    if "d" in plain:
        return Precision.DAY
    if "y" not in plain:
        return None
    return Precision.MONTH if "m" in plain else Precision.YEAR
