"""Looks over the laid-out pages: notes on their page, text inside its column and page, links."""

from __future__ import annotations

from dataclasses import dataclass
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


class Pages:
    """The pages of a WeasyPrint document, looked over in one walk."""

    def __init__(self, document: Any) -> None:
        self._calls: dict[Any, int] = {}  # the first page of each note's call, by its element
        self._notes: dict[Any, int] = {}  # the page of each note
        self._outside: dict[tuple[int, str], None] = {}
        self._heads: dict[int, int] = {}  # the first page of each table head
        self._repeated: set[int] = set()  # boxes of heads on the pages after
        self._linking: list[tuple[int, Any]] = []  # calls that are links
        self.outside: list[Any] = []
        """Elements of text at the side of its column."""
        self.below: list[Any] = []
        """Elements of text under the end of its page."""
        self.headless: list[Any] = []
        """Tables whose rows begin without their head, or not on the page of their caption."""
        self._tables: set[Any] = set()
        self._document = document
        self._number = 0
        for self._number, page in enumerate(document.pages, 1):
            self._page(page._page_box)

    def calls_astray(self) -> list[Any]:
        """The elements of the notes that do not stand on the page of their first call."""
        return [note for note, number in self._calls.items() if self._notes.get(note) != number]

    def problems(self) -> list[Problem]:
        """What a reader would see wrong.

        A note has to be on the page that calls it first (WeasyPrint 1564, 2502). A table head
        that is repeated repeats its calls; their notes stand on its first page.
        """
        astray = {self._calls[note] for note in self.calls_astray()}
        astray.update(n for note, n in self._notes.items() if note not in self._calls)
        problems = [
            Problem("footnote-off-page", values={"page": str(number)}) for number in sorted(astray)
        ]
        for number, text in self._outside:
            values = {"page": str(number), "near": text[:40]}
            problems.append(Problem("page-overflow", values=values))
        return problems

    def mend_links(self) -> None:
        """Keep one link area for each link and line, and make calls of notes links.

        The engine gives every inline inside a link an area of its own, outside the structure
        element of the link. What stands in a table head that is repeated is no link again: the
        head is in the structure once.
        """
        pages = self._document.pages
        for page in pages:
            page.links[:] = [
                link
                for link in page.links
                if link[3].element_tag == "a" and id(link[3]) not in self._repeated
            ]
        for number, box in self._linking:
            x, y, width, height = box.hit_area()
            area = (x, y, x + width, y + height)
            pages[number - 1].links.append(("internal", box.element.get("id"), area, box))

    # ------------------------------------------------------------ the walk

    def _page(self, box: Any) -> None:
        sheet = Frame(0, box.margin_width(), box.margin_height())
        left, top = box.content_box_x(), box.content_box_y()
        body = Frame(left, left + box.width, top + box.height)
        for child in box.children:
            margin = isinstance(child, boxes.MarginBox)
            watermark = margin and child.at_keyword == WATERMARK  # is meant to cross the page
            self._walk(child, None if watermark else sheet if margin else body, again=False)

    def _walk(self, box: Any, frame: Frame | None, *, again: bool) -> None:
        if isinstance(box, boxes.TextBox):
            if frame is not None:
                self._text(box, frame)
            return
        tag = box.element_tag
        if tag is not None and "::footnote" in tag:
            self._of_note(box, tag, linking=not again)
        elif isinstance(box, boxes.TableCellBox):
            if frame is not None:
                left = box.border_box_x()
                frame = Frame(left, left + box.border_width(), frame.bottom)
        elif getattr(box, "is_table_wrapper", False):
            self._captioned(box)
        elif isinstance(box, boxes.TableBox):
            self._table(box)
        elif isinstance(box, boxes.TableRowGroupBox) and box.is_header:
            first = self._heads.setdefault(id(box.element), self._number)
            again = again or (box.element is not None and first != self._number)
        if again:
            self._repeated.add(id(box))
        for child in getattr(box, "children", ()):
            self._walk(child, frame, again=again)

    def _captioned(self, box: Any) -> None:
        """Note a table of which this page has nothing but the caption."""
        if not any(isinstance(child, boxes.TableBox) for child in box.children):
            self.headless.append(box.element)

    def _table(self, box: Any) -> None:
        """Note a table that begins on this page, and whether its head stands above its rows."""
        table = box.element
        if box.element_tag == "table" and table not in self._tables:
            self._tables.add(table)
            if table.find("thead") is not None and box.children[0].element_tag != "thead":
                self.headless.append(table)

    def _of_note(self, box: Any, tag: str, *, linking: bool) -> None:
        if tag.endswith("::footnote-marker"):
            self._notes.setdefault(box.element, self._number)
        elif tag.endswith("::footnote-call"):
            self._calls.setdefault(box.element, self._number)
            if linking and box.children:
                self._linking.append((self._number, box))

    def _text(self, box: Any, frame: Frame) -> None:
        left = box.position_x
        side = max(TOLERANCE, SPACE * box.style["font_size"])
        beside = left < frame.left - side or left + box.width > frame.right + side
        # a font's own height exceeds its line
        below = box.position_y + box.baseline > frame.bottom + TOLERANCE
        if (beside or below) and (text := box.text.strip()):
            self._outside[self._number, text] = None
            (self.below if below else self.outside).append(box.element)
