"""A last page with hardly anything on it: the document stands a little closer and does without.

A table of sources that ends with its page leaves the box behind it alone on the next. What keeps
lines, paragraphs and rows apart is read from the pages as they are, so that it holds for the look
of every house, and becomes less by so little that nobody sees it. Where that saves no page, the
last rows of the table go with the box.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.writers.pdf_engine import boxes

LEAST: Final = 3
"""Pages of a document that may stand closer: for one page alone, templates have shorter forms."""

MOST: Final = 12
"""In longer ones nobody minds the last page, and a second layout takes long."""

_GAIN: Final = 0.07  # of a page, on each page that stands closer
_NEARLY_EMPTY: Final = 0.35  # of a page at most
_LINES: Final = 0.96  # of the height of lines
_SPACES: Final = 0.78  # of what is between blocks and around cells

_MARK: Final = "data-closer"
_HELD: Final = "data-held"
_BLOCKS: Final = frozenset(
    {"p", "ul", "ol", "li", "h2", "h3", "h4", "h5", "table", "caption", "th", "td", "div"}
)
_PROPERTIES: Final = ("margin-top", "margin-bottom", "padding-top", "padding-bottom")


def closer(document: Any) -> str:
    """Rules by which a document that is laid out stands closer; "" where its last page is needed.

    The elements that the rules are for are marked.
    """
    if not LEAST <= len(document.pages) <= MOST or not _is_spare(document.pages):
        return ""
    if _begins_by_itself(document.pages):
        return ""
    kinds: dict[tuple[str, ...], int] = {}
    seen: set[Any] = set()
    root = None
    for page in document.pages:
        for box in _in_flow(page._page_box):
            element = box.element
            if element is None or element in seen or box.element_tag != element.tag:
                continue
            seen.add(element)
            if element.tag == "html":
                root = box
            elif element.tag in _BLOCKS and any(rules := _spaces(box)):
                element.set(_MARK, str(kinds.setdefault(rules, len(kinds))))
    found = [f"html {{ {_lines(root)} }}"] if root is not None else []
    found += [f"[{_MARK}='{n}'] {{ {'; '.join(filter(None, k))} }}" for k, n in kinds.items()]
    return "\n".join(found)


def _is_spare(pages: Any) -> bool:
    """Whether what stands on the last page finds room on the pages before it."""
    last = pages[-1]._page_box
    parts = (box for box in last.children if not isinstance(box, boxes.MarginBox))
    share = sum(box.margin_height() for box in parts) / last.height
    return bool(share <= min(_NEARLY_EMPTY, _GAIN * (len(pages) - 1)))


def held_together(document: Any) -> bool:
    """Mark the box with which the last page begins to stay with what is before it.

    False where the last page begins with anything else, and where the box is marked already.
    """
    box = _first_of_last(document.pages) if len(document.pages) > 1 else None
    if box is None or "box" not in _classes(box) or box.get(_HELD):
        return False
    box.set(_HELD, "yes")
    return True


def _begins_by_itself(pages: Any) -> bool:
    """Whether the last page begins with what is to begin a page."""
    first = _first_of_last(pages)
    return first is not None and not {"new-page", "moved-on"}.isdisjoint(_classes(first))


def _first_of_last(pages: Any) -> Any:
    """The element with which the last page begins; None where one goes on from the page before."""
    before = {box.element for box in _in_flow(pages[-2]._page_box)}
    box = pages[-1]._page_box
    while children := getattr(box, "children", ()):
        box = children[0]
        if box.element is not None and box.element not in before:
            return box.element
    return None


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split())


def _in_flow(box: Any) -> Iterator[Any]:
    """A box and all in it, without what stands in the margins of the page."""
    yield box
    for child in getattr(box, "children", ()):
        if not isinstance(child, boxes.MarginBox):
            yield from _in_flow(child)


def _spaces(box: Any) -> tuple[str, ...]:
    """The rules of one block: what is above and below it, and the lines of a table."""
    rules = (_less(box, name) for name in _PROPERTIES)
    return (*rules, _lines(box) if box.element_tag == "table" else "")


def _less(box: Any, name: str) -> str:
    value = box.style[name.replace("-", "_")]
    pixels = getattr(value, "value", value)
    if getattr(value, "unit", "px") != "px" or not isinstance(pixels, int | float) or pixels <= 0:
        return ""
    return f"{name}: {pixels * _SPACES:.2f}px !important"


def _lines(box: Any) -> str:
    value = box.style["line_height"]
    unit = getattr(value, "unit", None) or ""
    number = getattr(value, "value", value)
    if not isinstance(number, int | float):
        return ""
    return f"line-height: {number * _LINES:.4f}{unit} !important"
