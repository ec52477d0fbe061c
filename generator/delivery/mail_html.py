"""The HTML of a message: what mail programs understand, nothing that is fetched.

Mail programs drop style sheets, ids and classes, or change what they mean; so each element
carries its own style, and directions stand as attributes.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.delivery.letter import SMALL, Letter
from generator.document.tree import Citation, Figure
from generator.house.marking import MarkingScheme
from generator.writers.markup import Markup

_FONTS: Final = "'Segoe UI', Tahoma, Arial, 'Noto Sans', 'Noto Naskh Arabic', sans-serif"
_STYLES: Final = {
    "h1": "font-size:20px;line-height:1.3;margin:12px 0 8px 0",
    "h2": "font-size:16px;margin:20px 0 6px 0",
    "p": "margin:0 0 10px 0",
    "ul": "margin:0 0 12px 0;padding:0;padding-inline-start:22px",
    "ol": "margin:0 0 12px 0;padding:0;padding-inline-start:22px",
    "li": "margin:0 0 6px 0",
    "sup": "font-size:11px;line-height:0",
    "a": "color:#1a4f8a",
}
_BY_CLASS: Final = {
    SMALL: "font-size:12px;color:#555555;margin:0 0 4px 0",
    "box": "border:1px solid #9aa5b1;padding:10px 14px;margin:12px 0",
    "box-title": "font-weight:bold;margin:0 0 8px 0",
    "notes": "font-size:12px;margin:16px 0 0 0",
}
_UNBROKEN: Final = 24
_KEPT: Final = frozenset({"dir", "lang", "href", "style", "colspan", "scope"})
_VOID: Final = ("meta", "br", "col")


def html_of(letter: Letter, scheme: MarkingScheme, marking: str) -> str:
    """The page of a message. marking: the level by its name in the scheme."""
    document = letter.document
    root = Element("html", {"lang": document.lang, "dir": document.direction})
    head = SubElement(root, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"name": "color-scheme", "content": "light"})
    SubElement(head, "title").text = letter.subject
    body = SubElement(root, "body", {"style": "margin:0;padding:0;background:#ffffff"})
    # Web mail takes away what stands around: language and direction stand here once more.
    page = SubElement(body, "div", {"lang": document.lang, "dir": document.direction})
    page.set(
        "style",
        f"font-family:{_FONTS};font-size:15px;line-height:1.5;color:#1b1b1b;max-width:640px;"
        "padding:16px",
    )
    markup = _LetterMarkup(document)
    text = SubElement(page, "div")
    _banner(text, letter.marking, scheme, marking)
    markup.inlines(SubElement(text, "h1"), document.title)
    markup.blocks(text, document.blocks)
    markup.listed_notes(text)
    _banner(text, letter.marking, scheme, marking)
    _styled(text)
    written = tostring(root, encoding="unicode", short_empty_elements=False)
    for name in _VOID:
        written = written.replace(f"></{name}>", ">")
    return f"<!DOCTYPE html>\n{written}\n"


class _LetterMarkup(Markup):
    """Notes are listed below; a call is a raised number."""

    def citation(self, parent: Element, call: Citation) -> None:
        """Append a raised number."""
        SubElement(parent, "sup").text = f"[{self.notes[call.note].label}]"

    def drawing(self, parent: Element, figure: Figure) -> None:
        """Append what a drawing says: a message holds no picture."""
        self.words(SubElement(parent, "p"), figure.alt)

    def listed_notes(self, parent: Element) -> None:
        """Append the notes with their numbers."""
        if not self.document.notes:
            return
        section = SubElement(parent, "div", {"class": "notes"})
        SubElement(section, "h2").text = self.document.labels.notes
        for note in self.document.notes:
            line = SubElement(section, "p")
            self.words(line, f"[{note.label}] ")
            self.inlines(line, note.children)


def _banner(parent: Element, words: str, scheme: MarkingScheme, marking: str) -> None:
    if not words:
        return
    level = scheme.level(marking)
    style = f"font-weight:bold;font-size:13px;color:{level.colour or '#1b1b1b'}"
    if level.background:
        style += f";background:{level.background};padding:4px 8px"
    element = SubElement(parent, "div", {"dir": "auto", "style": style})
    element.text = words


def _styled(parent: Element) -> None:
    """Give every element its style, and take away what a mail program has no use for."""
    for element in parent.iter():
        classes = element.get("class", "").split()
        style = next((_BY_CLASS[name] for name in classes if name in _BY_CLASS), "")
        style = style or _STYLES.get(element.tag, "")
        if element.get("dir") == "ltr" and 0 < len(element.text or "") <= _UNBROKEN:
            style = "white-space:nowrap"  # two numbers with a dash must not part at a line end
        for name in [name for name in element.attrib if name not in _KEPT]:
            del element.attrib[name]
        if style and "style" not in element.attrib:
            element.set("style", style)
        if element.tag == "data":
            element.tag = "span"
