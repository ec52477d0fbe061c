"""References to tables and figures get their words, when all numbers are known."""

from __future__ import annotations

from dataclasses import replace

from generator.document.numbering import numbered
from generator.document.rewrite import rewritten
from generator.document.tree import Document, Inline, Link, Text
from generator.document.walk import inlines
from generator.localisation.figures import in_figures


def with_references(document: Document) -> Document:
    """``document`` with every reference saying what the caption says: "Table 2".

    The words come from the document's own numbering and digits, never from a template.
    """
    if not any(isinstance(one, Link) and one.numbered for one in inlines(document)):
        return document
    known = numbered(document)
    digits = document.furniture.digits

    def change(inline: Inline) -> Inline:
        if not (isinstance(inline, Link) and inline.numbered):
            return inline
        found = known[inline.href.removeprefix("#")]
        words = found.words(in_figures(found.number, digits))
        return replace(inline, children=(Text(words),))

    return rewritten(document, change, str)
