"""The charts of a Word file that Word draws: what each shows, and what its workbook holds.

Both must say what the document says: Word draws the numbers that the part keeps, and those of
the workbook once somebody has looked at them.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Final, TypeAlias

from lxml import etree

from generator.document.bilingual import rows_of
from generator.document.tree import Chart, Document, Figure
from generator.document.walk import figures, plain
from generator.proof.trouble import UnreadableError

Grid: TypeAlias = tuple[tuple[str, ...], ...]
"""Rows of texts: the names of the series, then each category with its numbers."""

_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LINK: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_X: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET: Final = "xl/worksheets/sheet1.xml"
_LARGEST: Final = 100_000_000
_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart as the file has it: what it draws, its workbook, and labels that are words."""

    shown: Grid
    book: Grid
    labels: tuple[str, ...] = ()


def native_charts(archive: zipfile.ZipFile, main: Any) -> Iterator[NativeChart]:
    """The charts of the body in order. Raises ``UnreadableError``."""
    marks = [*main.iter(f"{_C}chart")]
    try:
        yield from _charts(archive, marks) if marks else ()
    except UnreadableError:
        raise
    except (
        AttributeError,
        ValueError,
        KeyError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableError("a chart of the file is damaged") from error


def _charts(archive: zipfile.ZipFile, marks: Sequence[Any]) -> Iterator[NativeChart]:
    links = _links(archive, "word/document.xml")
    for mark in marks:
        name = links.get(str(mark.get(_ID)), "")
        root = _root(archive.read(name))
        outside = root.find(f"{_C}externalData")
        if outside is None:
            raise UnreadableError("a chart has no workbook")
        book = _links(archive, name).get(str(outside.get(_ID)), "")
        labels = tuple(text.text or "" for text in root.iter(f"{_A}t"))
        yield NativeChart(_shown(root), _book(archive.read(book)), labels)


def strange_charts(
    document: Document, found: Sequence[NativeChart]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Places of charts that say something else than the document, with both texts.

    A file without charts of Word's own shows each as its picture.
    """
    if not found:
        return
    wanted = [
        (plain(figure.caption) or plain(document_of.title), figure.chart)
        for document_of, figure in _figures(document)
        if figure.chart is not None
    ]
    for one, there in zip_longest(wanted, found):
        place, chart = (plain(document.title), None) if one is None else one
        expected = () if chart is None else grid_of(chart)
        for held in (() if there is None else there.shown, () if there is None else there.book):
            if held != expected:
                yield place, _parting(expected, held)
        known = {point.text for s in chart.series for point in s.points} if chart else set()
        if there is not None:
            yield from ((place, ("", label)) for label in there.labels if label not in known)


def _figures(document: Document) -> Iterator[tuple[Document, Figure]]:
    """The figures with their documents, of two languages in the order of the file."""
    if document.beside is None:
        parts = [document]
    elif document.beside.in_halves:
        parts = [document, document.beside.document]
    else:
        parts = [replace(one, blocks=(block,), beside=None) for one, block in rows_of(document)]
    for one in parts:
        for figure in figures(one):
            yield one, figure


def grid_of(chart: Chart) -> Grid:
    """What the workbook of a chart holds, the words of its legend too."""
    names = ("", *(series.name for series in chart.series), *(words for _, words in chart.legend))
    rows = (
        (
            category,
            *(series.points[n].exact for series in chart.series),
            *("" for _ in chart.legend),
        )
        for n, category in enumerate(chart.categories)
    )
    return (names, *rows)


def _parting(wanted: Grid, held: Grid) -> tuple[str, str]:
    for one, other in zip_longest(wanted, held, fillvalue=()):
        if one != other:
            return " | ".join(one), " | ".join(other)
    return "", ""


# ---------------------------------------------------------------- the part of the chart


def _shown(root: Any) -> Grid:
    series = [*root.iter(f"{_C}ser")]
    names = ("", *("".join(_cache(one, "tx", "strCache")) for one in series))
    columns = [_cache(one, "val", "numCache") for one in series]
    named = [_cache(one, "cat", "strCache") for one in series]
    # Where series are of different periods, the row says so and is none of the document's.
    rows = zip_longest(*named, fillvalue="")
    categories = [" / ".join(dict.fromkeys(row)) for row in rows]
    return (names, *zip_longest(categories, *columns, fillvalue=""))


def _cache(series: Any, role: str, kind: str) -> tuple[str, ...]:
    cache = series.find(f"{_C}{role}//{_C}{kind}")
    if cache is None:
        raise UnreadableError("a series of a chart has no data")
    count = int(cache.find(f"{_C}ptCount").get("val"))
    found = {int(pt.get("idx")): pt.findtext(f"{_C}v") or "" for pt in cache.iter(f"{_C}pt")}
    if count > _LARGEST or any(place >= count for place in found):
        raise UnreadableError("a series of a chart is not whole")
    return tuple(found.get(place, "") for place in range(count))


# ---------------------------------------------------------------- the workbook


def _book(content: bytes) -> Grid:
    """The cells of the only sheet; what a formula or another sheet says is not looked for."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        if sheets != [_SHEET] or book.testzip() is not None:
            raise UnreadableError("the workbook of a chart is not the one that was written")
        root = _root(book.read(_SHEET))
    cells: dict[tuple[int, int], str] = {}
    for cell in root.iter(f"{_X}c"):
        if cell.find(f"{_X}f") is not None:
            raise UnreadableError("the workbook of a chart holds a formula")
        place = str(cell.get("r"))
        letters = place.rstrip("0123456789")
        cells[int(place[len(letters) :]) - 1, _number(letters)] = "".join(cell.itertext())
    rows = 1 + max((row for row, _ in cells), default=-1)
    width = 1 + max((column for _, column in cells), default=-1)
    return tuple(tuple(cells.get((r, c), "") for c in range(width)) for r in range(rows))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


# ---------------------------------------------------------------- parts


def _links(archive: zipfile.ZipFile, part: str) -> Mapping[str, str]:
    folder, name = posixpath.split(part)
    root = _root(archive.read(f"{folder}/_rels/{name}.rels"))
    return {
        str(link.get("Id")): posixpath.normpath(posixpath.join(folder, str(link.get("Target"))))
        for link in root.iter(_LINK)
    }


def _root(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)
