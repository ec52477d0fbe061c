"""The pages of a PDF: marked content, and what can be copied from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ctypes import byref, c_double
from itertools import pairwise
from typing import Any, Final

import pikepdf
import pypdfium2
from pypdfium2.raw import FPDFText_GetRect

from tests.rules.finding import LEFT_OVER, Finding
from tests.rules.pdf_file import PdfFile

EDGE: Final = 14.17
"""Points (5 mm) that no text comes nearer to the edge of the paper."""
JUMPS: Final = 3
NO_MEANING: Final = re.compile("[\0\ufffd\uffff\ue000-\uf8ff]")
VOWELS: Final = re.compile("[\u064b-\u065f\u0670]")


def content(file: PdfFile) -> Iterator[Finding]:
    """All that is painted is an artifact or belongs to one element, which finds it again."""
    owned, read = _by_page(file.owners), _by_page(_read_in_order(file))
    for number, (page, drawn) in enumerate(zip(file.pdf.pages, file.drawn, strict=True), 1):
        at = f"page {number}"
        if drawn.balance:
            yield Finding("content-open", at, "marked content is not closed or not opened")
        if drawn.nested:
            yield Finding("content-nested", at, f"{drawn.nested[:5]} in other marked content")
        if drawn.bare:
            yield Finding("content-bare", at, f"{drawn.bare} paintings without a mark")
        for mark, count in Counter(drawn.order).items():
            if count > 1:
                yield Finding("content-repeated", at, f"{mark} {count} times")
        lost = [mark for mark in drawn.order if (number, mark) not in file.owners]
        if lost:
            yield Finding("content-lost", at, f"{lost[:5]} have no element")
        marks = set(drawn.order)
        gone = [mark for mark in owned.get(number, ()) if mark not in marks]
        if gone:
            yield Finding("content-gone", at, f"{gone[:5]} are not on the page")
        if not _led(file, page, number, drawn.order):
            yield Finding("parent-tree", at, "does not lead from content to its element")
        if _jumps(read.get(number, ()), drawn.order) > max(JUMPS, len(drawn.order) // 10):
            yield Finding("painting-order", at, "is not the order of reading")


def _by_page(places: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    """The marks of each page, in the order in which they come."""
    found: dict[int, list[int]] = {}
    for page, mark in places:
        found.setdefault(page, []).append(mark)
    return found


def _read_in_order(file: PdfFile) -> Iterator[tuple[int, int]]:
    """Pages and marks in the order of reading; the marks of lists, drawn last, are left out."""
    for node in file.nodes:
        if node.places and node.kind != "Lbl" and node.inside("Lbl") is None:
            yield from node.places


def _led(file: PdfFile, page: Any, number: int, order: list[int]) -> bool:
    listed = file.parents.get(int(page.get("/StructParents", -1)))
    if listed is None:
        return not order
    for mark in order:
        node = file.owners.get((number, mark))
        there = listed[mark] if mark < len(listed) else None
        if node is not None and (
            not isinstance(there, pikepdf.Dictionary) or there.objgen != node.thing.objgen
        ):
            return False
    return True


def _jumps(read: Sequence[int], order: list[int]) -> int:
    """How often the order of reading goes back on a page."""
    place = {mark: at for at, mark in enumerate(order)}
    places = [place[mark] for mark in read if mark in place]
    return sum(later < earlier for earlier, later in pairwise(places))


def texts(file: PdfFile) -> Iterator[Finding]:
    """Text can be copied in order, with meaning, and stands inside its page."""
    reader = pypdfium2.PdfDocument(file.content)
    try:
        whole = []
        for number in range(len(reader)):
            page = reader[number]
            text = page.get_textpage()
            whole.append(text.get_text_range())
            out = _outside(text, page.get_size())
            if out:
                yield Finding("text-edge", f"page {number + 1}", f"{out[:40]!r} at the edge")
            if not whole[-1].strip():
                yield Finding("page-empty", f"page {number + 1}", "nothing to read")
    finally:
        reader.close()
    yield from _sound("\n".join(whole), file.rtl)


def _outside(text: Any, size: tuple[float, float]) -> str:
    """The characters that leave the page, or all but leave it."""
    if _all_inside(text, size):
        return ""
    found = []
    for place in range(text.count_chars()):
        left, low, right, high = text.get_charbox(place)
        if not _inside(left, low, right, high, size) and right > left and high > low:
            found.append(text.get_text_range(place, 1))
    return "".join(found).strip()


def _all_inside(text: Any, size: tuple[float, float]) -> bool:
    """Whether every piece of text is inside: pieces are some letters, so they are quickly seen."""
    # Asked of the library itself: its wrapper makes four new numbers for each piece.
    left, high, right, low = sides = (c_double(), c_double(), c_double(), c_double())
    given = tuple(map(byref, sides))
    for place in range(text.count_rects()):
        assert FPDFText_GetRect(text, place, *given)
        if not _inside(left.value, low.value, right.value, high.value, size):
            return False
    return True


def _inside(left: float, low: float, right: float, high: float, size: tuple[float, float]) -> bool:
    return left >= EDGE and low >= EDGE and right <= size[0] - EDGE and high <= size[1] - EDGE


def _sound(text: str, rtl: bool) -> Iterator[Finding]:
    for found in LEFT_OVER.finditer(text):
        yield Finding("left-over", "text", repr(found[0].strip()))
    if NO_MEANING.search(text):
        yield Finding("text-meaning", "text", repr(NO_MEANING.findall(text)[:5]))
    words = [VOWELS.sub("", word) for word in re.findall("[\u0620-\u06d3]{3,}", text)]
    starts = sum(word[0] in "\u0629\u0649" for word in words)
    ends = sum(word[-1] in "\u0629\u0649" for word in words)
    if rtl and starts > 2 and starts > ends:
        yield Finding(
            "text-backwards", "text", "Arabic words begin with letters that only end words"
        )


RULES: Final = (content, texts)
