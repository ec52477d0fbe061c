"""HTML: one file that stands alone, for screens and for printing from a browser.

It holds its style sheet and nothing from outside: no script, no font, and a
content security policy that would forbid them. Landmarks, heading levels, table scopes
and a list of notes with links both ways carry it through a screen reader.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.document.tree import BESIDE, Citation, Document, Figure, Link, Pixels, Table
from generator.document.walk import figures
from generator.drawing import svg
from generator.house import HouseStyle
from generator.writers.checks import check
from generator.writers.hyphens import hyphens_css
from generator.writers.markings import is_set_off, marking_css
from generator.writers.markup import Markup
from generator.writers.pairing import ROOT, both, for_sides, other_of, second, write_rows
from generator.writers.scripts import script_css
from generator.writers.styles import house_css, own_css

FILE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
VOID: Final = frozenset({"br", "col", "meta", "link"})


def write_html(document: Document, house: HouseStyle) -> bytes:
    """The document as one HTML page in UTF-8, well-formed as XML too.

    Raises ``ProblemsFound`` when the tree cannot be written as it stands.
    """
    check(document, house)
    markup = ScreenMarkup(document)
    markup.set_off = is_set_off(document, house)
    body = markup.body() if document.beside is None else markup.paired_body()
    css = own_css("screen") + script_css(document, house)
    if document.beside is None:
        css += house_css(house) + hyphens_css(document, house)
    else:
        other = document.beside.document
        css += script_css(other, house) + house_css(house, "pairs", "pairs-screen")
        css = for_sides(css)
    style = _embedded(css + markup.column_css() + marking_css(document, house))
    root = Element("html", {"lang": document.lang, "dir": document.direction})
    root.set("class", markup.root_class() if document.beside is None else ROOT)
    _head(SubElement(root, "head"), document, style)
    root.append(body)
    page = tostring(root, encoding="unicode", short_empty_elements=False)
    for name in VOID:
        page = page.replace(f"></{name}>", "/>")
    page = page.replace("<style></style>", f"<style>{style}</style>")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _embedded(css: str) -> str:
    """A style sheet that cannot end its element, in HTML as in XML.

    >>> _embedded("a > b {content: '</style>'}")
    "a > b {content: '\\\\3C /style>'}"
    """
    return css.replace("\r\n", "\n").replace("<", "\\3C ").replace("&", "\\26 ")


def _head(head: Element, document: Document, style: str) -> None:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    if any(figure.pixels for figure in figures(document)):
        policy += "; img-src data:"  # pictures that the page holds itself
    properties = document.properties
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    SubElement(head, "title").text = properties.title
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "referrer": "no-referrer",
        "robots": "noindex",
        "color-scheme": "light",
        "author": properties.author,
        "description": properties.subject,
        "keywords": ", ".join(properties.keywords),
        "generator": properties.generator,
        "dcterms.identifier": properties.number,
        "dcterms.issued": properties.issued,
        "dcterms.valid": properties.as_of,
        "briefing.known-on": properties.known_on,
        "briefing.marking": properties.marking,
        "briefing.handling": properties.handling,
        "briefing.edition": properties.edition,
        "briefing.data-hash": properties.data_hash,
    }
    for name, content in named.items():
        if content:
            SubElement(head, "meta", {"name": name, "content": content})
    SubElement(head, "style")


class ScreenMarkup(Markup):
    """Notes stand in a list at the end; every call is a link to its note."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._calls: dict[str, int] = {}
        self._widths: dict[str, str] = {}
        self._drawings = 0

    def body(self) -> Element:
        """The body of the page."""
        document = self.document
        body = Element("body")
        self.skip(body)
        self.banner(body)
        main = SubElement(body, "main", {"id": "doc-text"})
        self.title_block(main)
        self.blocks(main, document.blocks)
        self.listed_notes(main)
        self.footer(body)
        return body

    def skip(self, parent: Element) -> None:
        """Append the first link, which leads to the text."""
        if words := self.document.labels.skip:
            SubElement(parent, "a", {"class": "skip", "href": "#doc-text"}).text = words

    def banner(self, parent: Element) -> None:
        """Append who issues the page, and its marking."""
        banner = SubElement(parent, "header", {"class": f"banner{self._place()}"})
        if self.document.furniture.organisation:
            organisation = SubElement(banner, "div", {"class": "organisation"})
            self.words(organisation, self.document.furniture.organisation)
        self.marking(banner)

    def footer(self, parent: Element) -> None:
        """Append number and dates, and the marking again."""
        place = self._place().strip()
        footer = SubElement(parent, "footer", {"class": place} if place else {})
        self.reference(footer)
        self.marking(footer)

    def _place(self) -> str:
        return " centred" if self.document.furniture.position.endswith("center") else ""

    def paired_body(self) -> Element:
        """The body of a page in two languages, side by side."""
        other = ScreenMarkup(other_of(self.document))
        second(other)
        other.set_off, other._widths = self.set_off, self._widths
        body = Element("body")
        self.skip(body)
        both(body, self, other, ScreenMarkup.banner, "banners")
        main = SubElement(body, "main", {"id": "doc-text"})
        both(main, self, other, ScreenMarkup.title_block, "titles")
        write_rows(main, self, other)
        both(main, self, other, ScreenMarkup.listed_notes, "all-notes")
        both(body, self, other, ScreenMarkup.footer, "footers")
        return body

    def link(self, parent: Element, link: Link) -> None:
        """Append a link; one to a file that goes with the page opens it beside the page."""
        name = link.href.removeprefix(BESIDE)
        if name == link.href or self.in_link or not FILE_NAME.fullmatch(name):
            super().link(parent, link)
            return
        element = SubElement(parent, "a", {"href": name, "type": "text/csv"})
        self.in_link = True
        self.inlines(element, link.children)
        self.in_link = False

    def citation(self, parent: Element, call: Citation) -> None:
        """Append a raised number that links to the note."""
        note = self.notes[call.note]
        times = self._calls[note.id] = self._calls.get(note.id, 0) + 1
        attributes = {"id": self.own(f"call-{note.number}-{times}"), "role": "doc-noteref"}
        if not self.in_link:
            attributes["href"] = f"#{self.own(f'note-{note.number}')}"
        raised = SubElement(parent, "sup", {"class": "call"})
        SubElement(raised, "span" if self.in_link else "a", attributes).text = note.label

    def caption(self, parent: Element, table: Table) -> None:
        """Append the caption, and the summary for those who cannot see the table."""
        super().caption(parent, table)
        if table.summary:
            summary = SubElement(parent[-1], "span", {"class": "for-listeners"})
            summary.text = f" {table.summary}"

    def drawing(self, parent: Element, figure: Figure) -> None:
        """Append the drawing itself, its words as its title, and its data for listeners."""
        if figure.pixels is not None:
            self._photograph(parent, figure, figure.pixels)
            return
        drawn = svg.element(figure.svg)
        drawn.set("xmlns", svg.NAMESPACE)
        drawn.set("width", f"{figure.width:g}mm")
        drawn.set("height", f"{figure.height:g}mm")
        parent.append(drawn)
        if figure.decorative:
            drawn.set("aria-hidden", "true")
            return
        self._drawings += 1
        name = self.own(f"figure-{self._drawings}")
        drawn.set("role", "img")
        drawn.set("aria-labelledby", name)
        title = Element("title", {"id": name})
        title.text = self.attribute(figure.alt)
        drawn.insert(0, title)
        if figure.data is not None:
            self._data(SubElement(parent, "div", {"class": "for-listeners"}), figure.data)

    def _photograph(self, parent: Element, figure: Figure, pixels: Pixels) -> None:
        """Append a picture of pixels, which the page holds itself."""
        content = base64.b64encode(pixels.content).decode()
        attributes = {
            "src": f"data:{pixels.media};base64,{content}",
            "alt": "" if figure.decorative else self.attribute(figure.alt),
            "width": str(round(figure.width / 25.4 * 96)),
            "height": str(round(figure.height / 25.4 * 96)),
        }
        SubElement(parent, "img", attributes)

    def _data(self, parent: Element, table: Table) -> None:
        """Append the exact data of a figure, which its readers see in the picture."""
        element = SubElement(parent, "table")
        self.inlines(SubElement(element, "caption"), table.caption)
        if table.head:
            self.rows(SubElement(element, "thead"), table.head, table.widths)
        self.rows(SubElement(element, "tbody"), table.rows, table.widths)

    def column(self, parent: Element, width: float) -> None:
        """Append a column whose width stands in the page's style sheet."""
        name = self._widths.setdefault(f"{width:g}%", f"column-{len(self._widths) + 1}")
        SubElement(parent, "col", {"class": name})

    def column_css(self) -> str:
        """The widths of all columns made so far."""
        rules = (f".{name}{{width:{width}}}\n" for width, name in self._widths.items())
        return "".join(rules)

    def listed_notes(self, parent: Element) -> None:
        """Append the list of notes, each with a link back to its first call."""
        if not self.document.notes:
            return
        labels = self.document.labels
        section = SubElement(parent, "section", {"class": "notes", "role": "doc-endnotes"})
        under = self.document.notes_under
        section.set("aria-labelledby", under or "doc-notes")
        if not under:
            SubElement(section, "h2", {"id": "doc-notes"}).text = labels.notes
        entries = SubElement(section, "ol")
        for note in self.document.notes:
            entry = SubElement(entries, "li", {"id": self.own(f"note-{note.number}")})
            SubElement(entry, "span", {"class": "note-number"}).text = note.label
            text = SubElement(entry, "span", {"class": "note-text"})
            self.inlines(text, note.children)
            if self._calls.get(note.id):
                self._back_link(text, note.number, note.label)

    def _back_link(self, parent: Element, number: int, label: str) -> None:
        attributes = {
            "href": f"#{self.own(f'call-{number}-1')}",
            "class": "back",
            "role": "doc-backlink",
        }
        attributes["aria-label"] = f"{self.document.labels.note_back} ({label})"
        link = SubElement(parent, "a", attributes)
        link.text = "↩"
