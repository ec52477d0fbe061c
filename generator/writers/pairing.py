"""Two languages side by side as elements: rows of two cells, each in its own language.

Each side is written by the markup of its own document, so that its words, digits, numbers
and directions are those of its language. The reading order is that of the rows: a paragraph
in the first language, then the same in the second.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar
from xml.etree.ElementTree import Element, SubElement

from generator.document.aligning import Aligned, aligned
from generator.document.bilingual import PREFIX
from generator.document.tree import Block, Document, Section
from generator.writers.markup import Markup

_ROOT_CLASS: Final = re.compile(r"\bhtml\.(?=[a-z])")
ROOT: Final = "bilingual"
"""The class of the root: scripts and digits are those of each side."""


def other_of(document: Document) -> Document:
    """The second language of a bilingual document."""
    if document.beside is None:
        raise ValueError("the document has one language")
    return document.beside.document


def second(markup: Markup) -> Markup:
    """The markup of the second side, whose ids are told apart."""
    markup.side = PREFIX
    return markup


def for_sides(css: str) -> str:
    """A style sheet whose rules for the page of a script are for the sides of that script.

    >>> for_sides("html.arabic em { font-weight: bold }")
    '.side.arabic em { font-weight: bold }'
    """
    return _ROOT_CLASS.sub(".side.", css)


def side(parent: Element, markup: Markup, name: str = "") -> Element:
    """Append the cell of one language; ``name`` is a further class."""
    document = markup.document
    classes = f"side {markup.root_class()} {name}".strip()
    return SubElement(
        parent, "div", {"class": classes, "lang": document.lang, "dir": document.direction}
    )


def write_rows(parent: Element, one: Markup, other: Markup) -> None:
    """Append the rows of both documents: titles, what they say, and their notes."""
    for row in aligned(one.document, other.document, PREFIX):
        _row(parent, one, other, row)


_M = TypeVar("_M", bound=Markup)


def both(
    parent: Element, one: _M, other: _M, write: Callable[[_M, Element], object], name: str = ""
) -> None:
    """Append one row in which ``write`` writes each side."""
    element = SubElement(parent, "div", {"class": f"pair {name}".strip()})
    for markup in (one, other):
        write(markup, side(element, markup))


def _row(parent: Element, one: Markup, other: Markup, row: Aligned) -> None:
    classes = ["pair"]
    if row.stacked:
        classes.append("stacked")
    if row.new_page:
        classes.append("new-page")
    if any(isinstance(block, Section) for block in row.blocks):
        classes.append("heading")
    element = SubElement(parent, "div", {"class": " ".join(classes)})
    for markup, block in ((one, row.one), (other, row.other)):
        if block is not None:
            markup.blocks(side(element, markup), (_in_row(block),))
        elif not row.stacked:
            SubElement(element, "div", {"class": "side"})


def _in_row(block: Block) -> Block:
    """A block as it stands in its cell: the row starts the page."""
    return replace(block, new_page=False) if isinstance(block, Section) else block
