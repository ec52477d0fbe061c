"""Two languages of one brief as one document: side by side, or each from its own end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.document.aligning import aligned
from generator.document.joining import NOTES_ID
from generator.document.layouts import Layout
from generator.document.retelling import Ledger, Retelling
from generator.document.tree import Beside, Block, Document, Heading, Section, Text

PREFIX = "other-"
"""Ids of the second language begin so: those of both come from one template."""


def bilingual(one: Document, other: Document, layout: Layout) -> Document:
    """``one`` with ``other`` beside it; in both, notes are a list at the end."""
    second = _renamed(with_listed_notes(other))
    return replace(with_listed_notes(one), beside=Beside(second, layout))


def with_listed_notes(document: Document) -> Document:
    """The document with its notes under a heading of their own at the end."""
    if document.notes_under or not document.notes:
        return document
    title = (Text(document.labels.notes),)
    section = Section(Heading(1, NOTES_ID, title), ())
    return replace(document, blocks=(*document.blocks, section), notes_under=NOTES_ID)


def _renamed(document: Document) -> Document:
    labels = {note.number: note.label for note in document.notes}
    ledger = Ledger(lambda number: labels.get(number, str(number)))
    blocks = Retelling(document, ledger, prefix=PREFIX).blocks(document.blocks)
    under = f"{PREFIX}{document.notes_under}" if document.notes_under else ""
    return replace(document, blocks=blocks, notes=ledger.notes, notes_under=under)


def rows_of(document: Document) -> Iterator[tuple[Document, Block]]:
    """What stands in the rows of both languages, in reading order, with the document it is of.

    Sections are bare headings; what they hold follows them.
    """
    if document.beside is None:
        return
    other = document.beside.document
    for row in aligned(document, other, PREFIX):
        if row.one is not None:
            yield document, row.one
        if row.other is not None:
            yield other, row.other
