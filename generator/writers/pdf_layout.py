"""Looks over the laid-out pages: notes on their page, text inside its column and page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.problems import Problem
from generator.writers.pdf_engine import boxes

TOLERANCE: Final = 2.0  # CSS pixels: glyphs may lean out of their box
SPACE: Final = 0.3  # of the type size: a space that ends a line moves one of right-to-left text

WATERMARK: Final = "@left-top"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where text may stand, in CSS pixels from the page's top left corner."""

    left: float
    right: float
    bottom: float


def layout_problems(document: Any) -> list[Problem]:
    """What a reader would see wrong on the pages of a WeasyPrint document."""
    problems = [
        Problem("footnote-off-page", values={"page": str(number)})
        for number in notes_astray(document)
    ]
    for number, page in enumerate(document.pages, 1):
        for text in dict.fromkeys(_outside(page)):
            values = {"page": str(number), "near": text[:40]}
            problems.append(Problem("page-overflow", values=values))
    return problems


def notes_astray(document: Any) -> list[int]:
    """Pages that call a note for the first time and do not hold it (WeasyPrint 1564, 2502).

    A table head that is repeated repeats its calls; their notes stand on its first page.
    """
    calls, notes = _calls_and_notes(document)
    astray = {number for note, number in calls.items() if notes.get(note) != number}
    astray.update(number for note, number in notes.items() if note not in calls)
    return sorted(astray)


def calls_astray(document: Any) -> list[Any]:
    """The elements of the notes that do not stand on the page of their first call."""
    calls, notes = _calls_and_notes(document)
    return [note for note, number in calls.items() if notes.get(note) != number]


def _calls_and_notes(document: Any) -> tuple[dict[Any, int], dict[Any, int]]:
    """The first page of each note's call, and of the note, by its element."""
    calls: dict[Any, int] = {}
    notes: dict[Any, int] = {}
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():
            tag = box.element_tag or ""
            if tag.endswith("::footnote-call"):
                calls.setdefault(box.element, number)
            elif tag.endswith("::footnote-marker"):
                notes.setdefault(box.element, number)
    return calls, notes


def mend_links(document: Any) -> None:
    """Keep one link area for each link and line, and make calls of notes links.

    The engine gives every inline inside a link an area of its own, outside the structure
    element of the link. What stands in a table head that is repeated is no link again: the
    head is in the structure once.
    """
    heads: dict[int, int] = {}
    for number, page in enumerate(document.pages):
        repeated: set[int] = set()
        for box in page._page_box.descendants():
            head = getattr(box, "is_header", False) and box.element is not None
            if head and heads.setdefault(id(box.element), number) != number:
                repeated.update(map(id, box.descendants()))
        page.links[:] = [
            link
            for link in page.links
            if link[3].element_tag == "a" and id(link[3]) not in repeated
        ]
        for box in page._page_box.descendants():
            if id(box) in repeated:
                continue
            if (box.element_tag or "").endswith("::footnote-call") and box.children:
                x, y, width, height = box.hit_area()
                area = (x, y, x + width, y + height)
                page.links.append(("internal", box.element.get("id"), area, box))


def _outside(page: Any) -> Iterator[str]:
    box = page._page_box
    sheet = Frame(0, box.margin_width(), box.margin_height())
    body = Frame(
        box.content_box_x(),
        box.content_box_x() + box.width,
        box.content_box_y() + box.height,
    )
    for child in box.children:
        margin = isinstance(child, boxes.MarginBox)
        if margin and child.at_keyword == WATERMARK:
            continue  # is meant to cross the page
        yield from _texts_outside(child, sheet if margin else body)


def _texts_outside(box: Any, frame: Frame) -> Iterator[str]:
    if isinstance(box, boxes.TextBox):
        right = box.position_x + box.width
        side = max(TOLERANCE, SPACE * box.style["font_size"])
        low = box.position_y + box.baseline  # a font's own height exceeds its line
        if (
            box.position_x < frame.left - side
            or right > frame.right + side
            or low > frame.bottom + TOLERANCE
        ) and box.text.strip():
            yield box.text.strip()
        return
    if isinstance(box, boxes.TableCellBox):
        left = box.border_box_x()
        frame = replace(frame, left=left, right=left + box.border_width())
    for child in getattr(box, "children", ()):
        yield from _texts_outside(child, frame)
