"""The sheet of a bilingual edition side by side, with page furniture in both languages."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from generator.document.tree import Document
from generator.document.walk import plain
from generator.writers.line_ends import ready_for_lines
from generator.writers.pairing import ROOT, both, other_of, second, side, write_rows
from generator.writers.pdf_sheet import SheetMarkup


def paired_page(one: SheetMarkup) -> Element:
    """Root, head and body of the sheet; ``one`` writes the first language."""
    document = one.document
    other = SheetMarkup(other_of(document))
    second(other)
    other.set_off = one.set_off
    root = Element("html", {"lang": document.lang, "dir": document.direction, "class": ROOT})
    one.head(SubElement(root, "head"))
    body = SubElement(root, "body")
    _furniture(body, one, other)
    both(body, one, other, SheetMarkup.title_block, "titles")
    write_rows(body, one, other)
    if document.notes or other.document.notes:
        both(body, one, other, SheetMarkup.listed_notes, "all-notes stacked")
    ready_for_lines(root)
    return root


def markings(document: Document) -> tuple[Document, ...]:
    """The documents whose marking is printed: one where both languages say it alike."""
    other = other_of(document)
    same = plain(document.furniture.banner) == plain(other.furniture.banner)
    return (document,) if same else (document, other)


def _furniture(body: Element, one: SheetMarkup, other: SheetMarkup) -> None:
    furniture = one.document.furniture
    marked = [one, other][: len(markings(one.document))]
    _twice(body, "marking", SheetMarkup.marking, marked)
    sides = [one, other]
    _twice(body, "organisation", SheetMarkup.organisation, sides)
    if furniture.position.startswith("top-bottom"):
        foot = SubElement(body, "div", {"class": "foot"})
        for markup in sides:
            line = side(foot, markup, "foot-line")
            markup.reference(line)
            markup.page_number(line)
        for markup in marked:
            markup.marking(side(foot, markup))
    else:
        _twice(body, "reference", SheetMarkup.reference, sides)
        _twice(body, "page-number", SheetMarkup.page_number, sides)
    words = list(dict.fromkeys(m.document.furniture.across for m in sides))
    if any(words):
        mark = SubElement(body, "div", {"class": "watermark"})
        for markup in sides[: len(words)]:
            if markup.document.furniture.across:
                word = SubElement(side(mark, markup), "div", {"class": "watermark-word"})
                word.text = markup.document.furniture.across


def _twice(
    body: Element,
    name: str,
    write: Callable[[SheetMarkup, Element], object],
    markups: list[SheetMarkup],
) -> None:
    """Append one running element that holds the furniture of that name of several languages."""
    holder = SubElement(body, "div", {"class": f"both-{name}"})
    for markup in markups:
        write(markup, side(holder, markup))
