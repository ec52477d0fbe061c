"""The document tree as HTML elements: the one place that knows which element stands for what.

Two kinds of page use it, the page for screens (``html``) and the sheet that the PDF
engine lays out (``pdf_sheet``); they differ in where notes stand. Text goes in as text and
values as attributes, so nothing in a document can become markup. No attribute but
``href`` holds an address, and only http, https, mailto and places in the document do.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Final, assert_never
from xml.etree.ElementTree import Element, SubElement

from generator.document.tree import (
    Block,
    Box,
    Cell,
    Citation,
    Contents,
    Direction,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Value,
)
from generator.document.walk import headings, plain, tells_of
from generator.localisation.figures import in_figures
from generator.writers.markup_figures import FigureMarkup, add_text
from generator.writers.phrases import LTR_LETTER, isolated, latin_words, marked
from generator.writers.scripts import right_to_left, script_of

SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:|#)[^\s<>\"\x00-\x1f]+\Z", re.IGNORECASE)
HTML_TIME: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")
RIGHT_TO_LEFT: Final = frozenset({"arabic", "hebrew", "thaana", "syriac", "nko", "adlam"})
CONTENTS_DEPTH: Final = 2
WIDEST_NUMBER: Final = 4  # digits of the numbers of a list that room is made for
CHANGED: Final = "changed"
CHANGES: Final = "changes"
SHORT_TABLE: Final = 4  # rows that are kept on one page


def language(tag: str) -> str:
    """The primary subtag of a language tag.

    >>> language("fr-CA")
    'fr'
    """
    return tag.split("-", 1)[0].lower()


def script(tag: str) -> str:
    """The class that fonts are chosen by: "latin", "arabic", "hebrew", "chinese-simplified" …"""
    return script_of(tag).use


class Markup(FigureMarkup):
    """Makes the elements of one document. Subclasses say how a note is called."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.notes: dict[str, Note] = {note.id: note for note in document.notes}
        self.east_asian = script_of(document.lang).slot == "east-asian"
        self.in_link = False
        self.set_off = False  # whether the marking has a ground of its own
        self.direction: Direction = document.direction  # of what is being written
        self.side = ""  # before ids, where another language stands beside
        self._boxes = 0
        self._in_changes = False
        self._lists_of_contents = 0
        self._tables = 0

    def own(self, name: str) -> str:
        """An id of the page's own, told apart from those of the template and the other side."""
        return f"doc-{self.side}{name}"

    # ------------------------------------------------------------ inlines

    def inlines(self, parent: Element, children: Iterable[Inline]) -> None:
        """Append ``children`` to ``parent``."""
        for child in children:
            match child:
                case Text(text=text):
                    self.words(parent, text)
                case Value():
                    self._value(parent, child)
                case Span():
                    self._span(parent, child)
                case Strong(children=inner):
                    self.inlines(SubElement(parent, "strong"), inner)
                case Emphasis(children=inner):
                    self.inlines(SubElement(parent, "em"), inner)
                case Link():
                    self.link(parent, child)
                case Citation():
                    self.citation(parent, child)
                case LineBreak():
                    SubElement(parent, "br")
                case _:
                    assert_never(child)

    def link(self, parent: Element, link: Link) -> None:
        """Append a link. What must not open, or stands in a link already, is shown as text."""
        if self.in_link or not SAFE_LINK.match(link.href):
            self.inlines(SubElement(parent, "span"), link.children)
            return
        self.in_link = True
        self.inlines(SubElement(parent, "a", {"href": link.href}), link.children)
        self.in_link = False

    def value_holder(self, parent: Element, value: Value) -> Element:
        """The element that says what a value is exactly, and from which fact."""
        if value.kind == "time" and HTML_TIME.match(value.exact):
            element = SubElement(parent, "time", {"datetime": value.exact})
        else:
            element = SubElement(parent, "data", {"value": value.exact})
        self._fact(element, value.fact)
        return element

    def _value(self, parent: Element, value: Value) -> None:
        element = self.value_holder(parent, value)
        if value.direction:
            element.set("dir", value.direction)
            element.set("class", value.direction)
            self.value_text(element, value.text)
        elif self.direction == "rtl" and any(ltr for _, ltr in isolated(value.text)):
            for piece, ltr in isolated(value.text):
                self.value_text(self._isolate(element, piece) if ltr else element, piece)
        elif self.east_asian:
            for piece, latin in latin_words(value.text):
                holder = SubElement(element, "span", {"class": "latin-words"}) if latin else element
                self.value_text(holder, piece)
        else:
            self.value_text(element, value.text)

    def _span(self, parent: Element, span: Span) -> None:
        if self.is_bare(span):
            self.inlines(parent, span.children)
            return
        element = SubElement(parent, "bdi" if span.direction else "span")
        classes = [span.role] if span.role else []
        if span.lang:
            element.set("lang", span.lang)
        if span.direction:
            element.set("dir", span.direction)
            classes.append(self._direction(span))
        elif span.lang and script(span.lang) != script(self.document.lang):
            classes.append(f"in-{script(span.lang)}")
        if classes:
            element.set("class", " ".join(classes))
        self._fact(element, span.fact)
        if span.slot:
            element.set("data-slot", span.slot)
        outer, self.direction = self.direction, span.direction or self.direction
        self.inlines(element, span.children)
        self.direction = outer

    def is_bare(self, span: Span) -> bool:
        """Whether a span says nothing that this page shows, so that its text stands without it."""
        return False

    def _direction(self, span: Span) -> str:
        """The classes of isolated text; its font follows its language, else its direction."""
        if span.direction == self.document.direction:
            return span.direction
        own = "latin" if span.direction == "ltr" else right_to_left(plain(span.children))
        return f"{span.direction} in-{script(span.lang) if span.lang else own}"

    def _fact(self, element: Element, fact: str | None) -> None:
        if fact:
            element.set("data-fact", fact)
            if source := self.document.sources.get(fact):
                element.set("title", self.attribute(source))

    def attribute(self, text: str) -> str:
        """Text that stands where no element can: its phrases are held by marks."""
        return marked(text) if self.document.direction == "rtl" else text

    def words(self, parent: Element, text: str) -> None:
        """Append plain text; its left-to-right phrases are isolated in right-to-left text."""
        if self.direction == "ltr":
            self.beside_ideographs(parent, text)
            return
        for piece, ltr in isolated(text):
            self.text(self._isolate(parent, piece) if ltr else parent, piece)

    def beside_ideographs(self, parent: Element, text: str) -> None:
        """Append text; on East Asian pages Latin words and figures keep the Latin font."""
        if not self.east_asian:
            self.text(parent, text)
            return
        for piece, latin in latin_words(text):
            holder = SubElement(parent, "span", {"class": "latin-words"}) if latin else parent
            self.text(holder, piece)

    def _isolate(self, parent: Element, text: str) -> Element:
        letters = " in-latin" if LTR_LETTER.search(text) else ""
        return SubElement(parent, "bdi", {"dir": "ltr", "class": f"ltr{letters}"})

    def text(self, parent: Element, text: str) -> None:
        """Append plain text."""
        add_text(parent, text)

    def value_text(self, element: Element, text: str) -> None:
        """Write the text of a value."""
        add_text(element, text)

    @abstractmethod
    def citation(self, parent: Element, call: Citation) -> None:
        """Append the call of a note."""

    # ------------------------------------------------------------ blocks

    def blocks(self, parent: Element, blocks: Iterable[Block]) -> None:
        """Append ``blocks`` to ``parent``."""
        for block in blocks:
            match block:
                case Paragraph():
                    name = f"{block.role} {self._changed(block.children)}".strip()
                    self.inlines(_classed(parent, "p", name), block.children)
                case ListBlock():
                    self._list(parent, block)
                case Table():
                    self._table(parent, block)
                case Figure():
                    self.figure(parent, block)
                case Box():
                    self.box(parent, block)
                case Section():
                    self._section(parent, block)
                case Contents():
                    self._contents(parent, block)
                case _:
                    assert_never(block)

    def _section(self, parent: Element, section: Section) -> None:
        element = _classed(parent, "section", "new-page" if section.new_page else "")
        self.heading(element, section.heading)
        self.blocks(element, section.blocks)

    def heading(self, parent: Element, heading: Heading) -> Element:
        """Append a heading; the document's title is h1, so level 1 is h2."""
        named = {"class": mark} if (mark := self._changed(heading.children)) else {}
        element = SubElement(parent, f"h{min(heading.level, 4) + 1}", {"id": heading.id, **named})
        self.inlines(element, heading.children)
        return element

    def _list(self, parent: Element, block: ListBlock) -> None:
        role = f"list-{block.role}" if block.role else ""
        digits = len(str(len(block.items))) if block.ordered else 1
        room = f"wide-{min(digits, WIDEST_NUMBER)}" if digits > 1 else ""
        element = _classed(parent, "ol" if block.ordered else "ul", f"{role} {room}".strip())
        for item in block.items:
            self._item(SubElement(element, "li"), item)

    def _item(self, parent: Element, item: Item) -> None:
        first, *others = item.blocks or (Paragraph(()),)
        if isinstance(first, Paragraph) and not first.role:
            # The bar stands on an element of its own: on the item it would push its mark.
            mark = self._changed(first.children)
            inside = SubElement(parent, "div", {"class": mark}) if mark else parent
            self.inlines(inside, first.children)
            self.blocks(parent, others)
        else:
            self.blocks(parent, item.blocks)

    def _changed(self, children: Iterable[Inline]) -> str:
        """The class of what tells of a new or changed fact or text: a bar at its end side."""
        told = not self._in_changes and tells_of(children, self.document.changed)
        return CHANGED if told else ""

    def box(self, parent: Element, box: Box) -> Element:
        """Append a box with its title."""
        self._boxes += 1
        name = self.own(f"box-{self._boxes}")
        element = _classed(parent, "div", f"box {box.role}".strip())
        if box.title:
            element.set("role", "group")
            element.set("aria-labelledby", name)
            title = SubElement(element, "p", {"class": "box-title", "id": name})
            self.inlines(title, box.title)
        self._in_changes = box.role == CHANGES  # all in it is a change
        self.blocks(element, box.blocks)
        self._in_changes = False
        return element

    def _contents(self, parent: Element, contents: Contents) -> None:
        self._lists_of_contents += 1
        name = self.own(f"contents-{self._lists_of_contents}")
        element = SubElement(parent, "nav", {"class": "contents", "aria-labelledby": name})
        title = SubElement(element, "p", {"class": "contents-title", "id": name})
        self.inlines(title, contents.title)
        entries = SubElement(element, "ul")
        for heading in headings(self.document):
            if heading.level <= CONTENTS_DEPTH:
                self.entry(_classed(entries, "li", f"entry-{heading.level}"), heading)

    def entry(self, parent: Element, heading: Heading) -> Element:
        """Append a line of the contents."""
        link = SubElement(parent, "a", {"href": f"#{heading.id}"})
        self.words(link, plain(heading.children))
        return link

    # ------------------------------------------------------------ tables

    def _table(self, parent: Element, table: Table) -> None:
        self._tables += 1
        short = "short" if len(table.rows) <= SHORT_TABLE else ""
        element = _classed(parent, "table", f"{table.role} {short}".strip())
        if table.id:
            element.set("id", table.id)
        self.caption(element, table)
        columns = SubElement(element, "colgroup")
        widths = self.widths(table)
        for width in widths:
            self.column(columns, width)
        if table.head:
            self.rows(SubElement(element, "thead"), table.head, widths)
        self.rows(SubElement(element, "tbody"), table.rows, widths)

    def widths(self, table: Table) -> tuple[float, ...]:
        """The share of each column in per cent."""
        return table.widths

    def column(self, parent: Element, width: float) -> None:
        """Append a column of ``width`` per cent."""
        SubElement(parent, "col", {"style": f"width:{width:g}%"})

    def caption(self, parent: Element, table: Table) -> None:
        """Append the caption: "Table 2 – Main figures"."""
        caption = SubElement(parent, "caption")
        self.numbered(caption, self.document.labels.table, self._tables)
        if table.caption:
            add_text(caption, " – ")
            self.inlines(caption, table.caption)

    def rows(self, parent: Element, rows: Sequence[Row], widths: Sequence[float]) -> None:
        """Append the rows of a table."""
        for row in rows:
            told = (inline for cell in row.cells for inline in cell.children)
            element = _classed(parent, "tr", self._changed(told))
            column = 0
            for cell in row.cells:
                span = max(1, cell.colspan)
                self.cell(element, cell, sum(widths[column : column + span]))
                column += span

    def cell(self, parent: Element, cell: Cell, width: float) -> None:
        """Append a cell that takes ``width`` per cent of the line."""
        element = SubElement(parent, "th" if cell.header else "td")
        if cell.header:
            element.set("scope", cell.header)
        if cell.align != "start":
            element.set("class", cell.align)
        if cell.colspan > 1:
            element.set("colspan", str(cell.colspan))
        self.inlines(element, cell.children)

    # ------------------------------------------------------------ the whole

    def title_block(self, parent: Element) -> Element:
        """Append masthead, title, subtitle and, on drafts, the word that says so."""
        element = SubElement(parent, "header", {"class": "title-block"})
        if self.document.furniture.draft:
            SubElement(element, "p", {"class": "draft"}).text = self.document.furniture.draft
        for line in self.document.masthead:
            self.inlines(SubElement(element, "p", {"class": "masthead"}), line)
        self.inlines(SubElement(element, "h1"), self.document.title)
        if self.document.subtitle:
            self.inlines(SubElement(element, "p", {"class": "subtitle"}), self.document.subtitle)
        return element

    def marking(self, parent: Element) -> None:
        """Append the document's marking, in its own language, and what stands behind it."""
        furniture = self.document.furniture
        if not furniture.marking:
            return
        element = SubElement(parent, "div", {"class": "marking", "lang": furniture.marking_lang})
        own: Direction = "rtl" if script(furniture.marking_lang) in RIGHT_TO_LEFT else "ltr"
        element.set("dir", own)
        apart = self.set_off or furniture.handling
        level = SubElement(element, "span", {"class": "level"}) if apart else element
        self.beside_ideographs(level, furniture.marking)
        if furniture.handling:
            outer, self.direction = self.direction, own
            self.inlines(SubElement(element, "span"), furniture.handling)
            self.direction = outer

    def reference(self, parent: Element) -> Element:
        """Append document number, date of issue and the day the data speak for."""
        furniture = self.document.furniture
        element = SubElement(parent, "div", {"class": "reference"})
        parts = (furniture.number, furniture.issued, furniture.as_of)
        for place, part in enumerate(part for part in parts if part):
            if place:
                add_text(element, " · ")
            self.inlines(SubElement(element, "span"), part)
        return element

    def root_class(self) -> str:
        """The classes of the root: script, and digits where they are not the usual ones."""
        digits = self.document.furniture.digits
        return script(self.document.lang) + (f" digits-{digits}" if digits != "latn" else "")

    def digits(self, number: int) -> str:
        """A counting number in the document's digits."""
        return in_figures(number, self.document.furniture.digits)


def _classed(parent: Element, tag: str, name: str) -> Element:
    return SubElement(parent, tag, {"class": name} if name else {})
