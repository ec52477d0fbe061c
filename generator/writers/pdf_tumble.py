"""Two languages in one file, each complete from its own cover.

"tumble" is the file to be read and sent: the second language stands behind the first, page by
page as it is read.

"tumble-print" is the same for a printer. The first language begins at the front. The second
begins at the back: its pages lie in the file from the last to the first, so that its cover is
the back of the booklet. Where both are read in one direction the booklet is turned head over
heels, and the pages of the second are turned by 180 degrees. A booklet of which one language is
read from left to right and the other from right to left opens at both covers without that: its
back is the front of a book that is bound on the right.
"""

from __future__ import annotations

from dataclasses import replace
from types import MethodType
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from generator.document.bilingual import PREFIX
from generator.document.tree import Document
from generator.document.walk import plain
from generator.house import HouseStyle
from generator.writers import pdf
from generator.writers.pairing import other_of
from generator.writers.pdf_engine import stylesheet
from generator.writers.pdf_sheet import page_css
from generator.writers.pdf_tags import HalfPage, Order


def tumbled(
    document: Document, house: HouseStyle, files: tuple[str, ...]
) -> tuple[pdf.LaidOut, Order]:
    """The pages of both languages as they lie in the file, and the order of reading them."""
    one, other = replace(document, beside=None), other_of(document)
    front = pdf.laid_out_pages(one, house, files)
    back = pdf.laid_out_pages(other, house, files, PREFIX)
    pages, ahead = [*front.pages.pages], len(front.pages.pages)
    if document.beside is not None and document.beside.layout == "tumble-print":
        if (ahead + len(back.pages.pages)) % 2:  # the last cover is the back of a sheet
            pages += _blank(one, files).pages
        between = len(pages)
        pages += reversed(back.pages.pages)
        order = _printed(one, other, ahead, between, len(pages))
        start, step = len(pages) - 1, -1
    else:
        pages += back.pages.pages
        order, start, step = _read(one, other, ahead, len(pages)), ahead, 1
    whole = front.pages.copy(pages)
    halves = ((plain(one.title), front.pages, 0, 1), (plain(other.title), back.pages, start, step))
    whole.make_bookmark_tree = MethodType(_outline(halves), whole)
    summaries = {**front.summaries, **back.summaries}
    return pdf.LaidOut(whole, summaries, (*front.problems, *back.problems)), order


def is_turned(one: Document, other: Document) -> bool:
    """Whether the second language stands on its head: where both are read in one direction."""
    return one.direction == other.direction


def _read(one: Document, other: Document, front: int, total: int) -> Order:
    """The pages as they are read; each half has labels of its own."""
    first, second = (document.lang.split("-")[0] for document in (one, other))
    halves = [HalfPage(first, number) for number in range(1, front + 1)]
    halves += [HalfPage(second, number) for number in range(1, total - front + 1)]
    return Order((), tuple(halves))


def _printed(one: Document, other: Document, front: int, between: int, total: int) -> Order:
    """The pages as a booklet has them, which are read from both its ends."""
    turned = is_turned(one, other)
    first, second = (document.lang.split("-")[0] for document in (one, other))
    halves = [HalfPage(first, number) for number in range(1, front + 1)]
    halves += [HalfPage(first, 0)] * (between - front)
    halves += [HalfPage(second, total - place, turned) for place in range(between, total)]
    reading = (*range(between), *range(total - 1, between - 1, -1))
    return Order(reading, tuple(halves))


def _blank(document: Document, files: tuple[str, ...]) -> Any:
    """An empty page of the same paper."""
    root = Element("html", {"lang": document.lang})
    SubElement(SubElement(root, "head"), "title").text = document.properties.title
    SubElement(root, "body")
    return pdf.render(root, [stylesheet(page_css(document))], files, {})


def _outline(halves: tuple[tuple[str, Any, int, int], ...]) -> Any:
    """What makes the outline of the file: that of each half under its title."""

    def make(_: Any, scale: float = 1, transform_pages: bool = False) -> list[Any]:
        found = []
        for title, half, first, step in halves:
            inside = half.make_bookmark_tree(scale, transform_pages)
            places = [_placed(entry, first, step) for entry in inside]
            top = half.pages[0].height * scale if transform_pages else 0
            found.append((title, (first, 0, top), places, "open"))
        return found

    return make


def _placed(entry: Any, first: int, step: int) -> Any:
    """An entry of the outline with the place of its page in the file."""
    label, (page, x, y), children, state = entry
    inside = [_placed(child, first, step) for child in children]
    return label, (first + step * page, x, y), inside, state
