"""The HTML that the PDF engine lays out: page furniture and footnotes where they are called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from generator.document.tree import (
    Box,
    Cell,
    Citation,
    Document,
    Figure,
    Heading,
    Inline,
    Span,
    Table,
    Value,
)
from generator.document.walk import described, plain
from generator.writers.bindings import bound
from generator.writers.columns import fitted, room, room_for_words
from generator.writers.lengths import may_split
from generator.writers.line_ends import (
    ADDRESS,
    CUTTABLE,
    JOINER,
    LONG_WORD,
    LONGER_THAN_LINES,
    address,
    folded,
    joined,
    longer_than,
    ready_for_lines,
    steps,
)
from generator.writers.markup import WIDEST_NUMBER, Markup, script
from generator.writers.markup_figures import add_text
from generator.writers.pdf_notes import PLACE

PAGE_SLOT: Final = re.compile(r"\{(page|pages)\}")
BOUND_IN_VALUES: Final = re.compile(r"(?<=\w)([-–/])(?=\w)")
LOOSE_SPACES: Final = re.compile("(?<![\\d\u200e])[\u00a0\u202f]")  # not between number and unit
ROOM_FOR_DATES: Final = 18  # characters of a line; in narrower columns dates may be cut
COUNTED: Final = re.compile(r"(?<=\d)[\u00a0\u202f](?=[^\W\d]{2})")  # a number and its word
CALL: Final = 2  # letters that the call of a note behind a value is wide
LONG_VALUE: Final = 2  # times that: values are kept whole where they can be
UNSTYLED: Final = frozenset({"statement", "term", "mention"})
"""Roles of spans that look like the text around them, unless a house wants it otherwise."""
SIZES: Final = {"letter": ("8.5in", "11in"), "a4": ("210mm", "297mm")}


def sheet(
    document: Document,
    *,
    set_off: bool = False,
    side: str = "",
    styled: frozenset[str] = frozenset(),
) -> Element:
    """The root element of the document for the PDF engine.

    set_off  the marking has a colour and a ground of its own.
    side     what its own ids begin with, where another document is in the same file.
    styled   the roles of ``UNSTYLED`` that a style sheet of the house speaks of all the same.
    """
    markup = SheetMarkup(document)
    markup.set_off, markup.side, markup.styled = set_off, side, styled
    if document.beside is not None and document.beside.layout == "side-by-side":
        from generator.writers.pdf_pairs import paired_page

        return paired_page(markup)
    return markup.page()


def picture_address(figure: Figure) -> str:
    """The address that stands for a drawing on the sheet; nothing is fetched from it."""
    shown = figure.svg.encode() if figure.pixels is None else figure.pixels.content
    return f"drawing:{hashlib.sha256(shown).hexdigest()}"


def page_css(document: Document) -> str:
    """Where the page's furniture stands, by paper, direction and place of the marking.

    "Right" is physical right for a marking, whatever the direction of the text; document
    number and page number follow the direction.
    """
    place, _, align = document.furniture.position.rpartition("-")
    start, end = ("left", "right") if document.direction == "ltr" else ("right", "left")
    boxes = {"left-top": ("watermark", "left")}
    if align == "right":
        boxes["top-right"] = ("marking", "right")
        boxes["top-left"] = ("organisation", "left")
    else:
        boxes["top-center"] = ("marking", "center")
        boxes[f"top-{start}"] = ("organisation", start)
    if place == "top-bottom":
        boxes["bottom-center"] = ("foot", f"{start}; width: 100%")
    else:
        boxes[f"bottom-{start}"] = ("reference", start)
        boxes[f"bottom-{end}"] = ("page-number", end)
    rules = "".join(
        f"@{box} {{ content: element({name}); text-align: {align} }}\n"
        for box, (name, align) in boxes.items()
    )
    width, height = SIZES[document.paper]
    word = (
        "@page { @left-top { direction: ltr; z-index: -1 } }\n"
        f".watermark {{ width: {width} }} "
        f".watermark-word {{ transform: translateY(calc({height} * 0.3)) rotate(-38deg) }}\n"
    )
    foot = f".foot .marking {{ text-align: {align} }}\n"
    return f"@page {{ size: {width} {height};\n{rules}}}\n{word}{foot}"


class SheetMarkup(Markup):
    """A note stands inside its paragraph, where it is first called; the engine moves it."""

    FIGURE = "div"
    FIGURE_CAPTION = "p"

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.styled: frozenset[str] = frozenset()
        self._room = self._words = LONG_WORD  # what a line has room for: letters, those of a word
        self._placed = 0
        self._script = script(document.lang)

    def page(self) -> Element:
        """Root, head with the document's properties, and body."""
        document = self.document
        root = Element("html", {"lang": document.lang, "dir": document.direction})
        root.set("class", self.root_class())
        self.head(SubElement(root, "head"))
        body = SubElement(root, "body")
        self._furniture(body)
        self.title_block(body)
        self.blocks(body, document.blocks)
        if document.notes_under:
            self.listed_notes(body)
        ready_for_lines(root)
        return root

    def listed_notes(self, body: Element) -> None:
        """Append all notes as a list, each a target of its calls."""
        digits = len(str(len(self.document.notes)))
        entries = SubElement(body, "ul", {"class": f"notes wide-{min(digits, WIDEST_NUMBER)}"})
        for note in self.document.notes:
            entry = SubElement(entries, "li", {"id": self.own(f"note-{note.number}")})
            SubElement(entry, "span", {"class": "note-number"}).text = f"{note.label}. "
            self.inlines(entry, note.children)

    def head(self, head: Element) -> None:
        """Fill the head with the document's properties."""
        properties = self.document.properties
        SubElement(head, "title").text = properties.title
        named = {
            "author": properties.author,
            "description": properties.subject,
            "keywords": ", ".join(properties.keywords),
            "generator": properties.generator,
            "dcterms.created": properties.issued,
            "dcterms.modified": properties.issued,
        }
        for name, content in named.items():
            SubElement(head, "meta", {"name": name, "content": content})

    def _furniture(self, body: Element) -> None:
        furniture = self.document.furniture
        self.marking(body)
        self.organisation(body)
        foot = line = body
        if furniture.position.startswith("top-bottom"):
            foot = SubElement(body, "div", {"class": "foot"})
            line = SubElement(foot, "div", {"class": "foot-line"})
        self.reference(line)
        self.page_number(line)
        if foot is not body:
            self.marking(foot)
        if furniture.across:
            mark = SubElement(body, "div", {"class": "watermark"})
            SubElement(mark, "div", {"class": "watermark-word"}).text = furniture.across

    def organisation(self, parent: Element) -> None:
        """Append who issues the document."""
        if words := self.document.furniture.organisation:
            self.words(SubElement(parent, "div", {"class": "organisation"}), words)

    def page_number(self, parent: Element) -> None:
        """Append the pattern of page numbers, with counters in it."""
        furniture = self.document.furniture
        page = SubElement(parent, "div", {"class": "page-number"})
        for place, piece in enumerate(PAGE_SLOT.split(furniture.page)):
            if place % 2:
                kind = "total" if piece == "pages" else "count"
                SubElement(page, "span", {"class": f"{kind}-{furniture.digits}"})
            else:
                add_text(page, piece)

    def inlines(self, parent: Element, children: Iterable[Inline]) -> None:
        """Append ``children``; where lines are wide enough, dates stay whole."""
        wide = self._room >= ROOM_FOR_DATES
        super().inlines(parent, bound(tuple(children)) if wide else children)

    def text(self, parent: Element, text: str) -> None:
        """Append text; a hyphen does not end a line, a word too long for one may be cut.

        Copied from the page, "Moyen-" and "Orient" on two lines become "MoyenOrient". Words
        are cut only inside a block of their own: the engine cuts short ones otherwise. What is
        longer than any line has places where it may be cut instead, which only letters that
        join do not stand. Line ends are spaces here, as in any HTML: in notes the engine does
        not fold them itself.
        """
        text = folded(text)
        # What is between spaces holds whole words, so most texts need no closer look.
        if len(text) <= self._room or max(map(len, text.split()), default=0) <= self._room:
            add_text(parent, joined(text))
            return
        for place, piece in enumerate(longer_than(self._words).split(text)):
            if not place % 2:  # between two long words
                add_text(parent, joined(piece))
            elif ADDRESS.search(piece) and CUTTABLE.fullmatch(piece):
                add_text(parent, address(piece, self._words))
            elif len(piece) > LONGER_THAN_LINES and CUTTABLE.fullmatch(piece):
                add_text(parent, steps(piece))
            else:
                SubElement(parent, "span", {"class": "long"}).text = joined(piece)

    def value_holder(self, parent: Element, value: Value) -> Element:
        """What holds a value: the text around it, unless it has a direction of its own.

        Paper has no machine-readable values, and the engine breaks lines better in text of one
        piece: of an element, a sign and a call of a note that just do not fit together it makes
        a line that ends behind its first word.
        """
        if not value.direction:
            return parent
        return SubElement(parent, "span")

    def is_bare(self, span: Span) -> bool:
        """A span that only says what its text is has no place on paper either.

        Each element costs the engine time, and the sentences of a brief are all in one.
        """
        shown = span.role and (span.role not in UNSTYLED or span.role in self.styled)
        return not (shown or span.lang or span.direction)

    def value_text(self, element: Element, text: str) -> None:
        """Write a value in one piece, or in several when its column is narrow."""
        text = folded(text)
        whole = BOUND_IN_VALUES.sub(lambda found: found.group() + JOINER, text)
        most = self._room - CALL if self._room < LONG_WORD else LONG_VALUE * LONG_WORD
        if len(text) <= most:
            add_text(element, whole)
            return
        parts = LOOSE_SPACES.sub(" ", text).split(" ")
        loose = (COUNTED.sub(" ", part) if len(part) > most else part for part in parts)
        self.text(element, " ".join(loose))

    def widths(self, table: Table) -> tuple[float, ...]:
        """The share of each column, so that its longest word is not cut."""
        return fitted(table, self._script)

    def cell(self, parent: Element, cell: Cell, width: float) -> None:
        """Append a cell and mind that its lines are shorter."""
        self._room = min(LONG_WORD, room(width, self._script))
        self._words = min(LONG_WORD, room_for_words(width, self._script))
        super().cell(parent, cell, width)
        self._room = self._words = LONG_WORD

    def citation(self, parent: Element, call: Citation) -> None:
        """Append the note itself at its first call, a raised link to it at the others."""
        note = self.notes[call.note]
        name = self.own(f"note-{note.number}")
        if not call.first or self.document.notes_under:
            attributes = {} if self.in_link else {"href": f"#{name}"}
            again = SubElement(parent, "span" if self.in_link else "a", attributes)
            again.set("class", "call")
            again.text = JOINER + note.label
            return
        element = SubElement(parent, "span", {"class": "footnote", "id": name})
        element.set("data-label", note.label)
        self._placed += 1
        element.set(PLACE, str(self._placed))
        # The note moves out of the link, and out of the narrow column, in which it is called.
        around = self.in_link, self._room, self._words
        self.in_link, self._room, self._words = False, LONG_WORD, LONG_WORD
        self.inlines(element, note.children)
        self.in_link, self._room, self._words = around

    def drawing(self, parent: Element, figure: Figure) -> None:
        """Append the picture; what says nothing is a background, and so no content."""
        address = picture_address(figure)
        if figure.decorative:
            size = f"height:{figure.height:g}mm;max-width:100%;width:{figure.width:g}mm"
            SubElement(
                parent,
                "div",
                {"style": f"background:url({address}) 0 0/100% 100% no-repeat;{size}"},
            )
            return
        attributes = {"src": address, "alt": self.attribute(described(figure))}
        attributes["style"] = f"width:{figure.width:g}mm"
        SubElement(parent, "img", attributes)

    def box(self, parent: Element, box: Box) -> Element:
        """Append a box; a long one may go on on the next page."""
        element = super().box(parent, box)
        if may_split(box, self._script):
            element.set("class", f"{element.get('class')} goes-on")
        return element

    def heading(self, parent: Element, heading: Heading) -> Element:
        """Append a heading whose outline title leaves out calls of notes."""
        element = super().heading(parent, heading)
        element.set("data-title", plain(heading.children))
        return element

    def entry(self, parent: Element, heading: Heading) -> Element:
        """Append a line of the contents with its page number."""
        link = super().entry(parent, heading)
        link.set("class", f"at-{self.document.furniture.digits}")
        return link
