"""What stands around the text of a document, and the lines of pages in two languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from generator.document.bilingual import rows_of
from generator.document.tree import Document, Furniture, Note
from generator.document.walk import plain
from generator.proof import lines
from generator.proof.lines import Line, Manner
from generator.proof.word_text import CALL


def note_text(note: Note, call: Callable[[Note], str], document: Document) -> str:
    """The text of a note; ``call`` says how it would call another."""
    notes = {one.id: one for one in document.notes}
    return lines.said(note.children, lambda citation: call(notes[citation.note]))


def of_note(document: Document, note: Note) -> str:
    """The place of a note, as a problem names it."""
    return f"{document.labels.notes} {note.label}"


def reference(document: Document) -> str:
    """Number and dates, as the edges of pages have them."""
    furniture = document.furniture
    parts = (furniture.number, furniture.issued, furniture.as_of)
    return " · ".join(plain(part) for part in parts if part)


def at_the_foot(document: Document) -> bool:
    """Whether the marking stands at the foot of each page too."""
    return document.furniture.position.startswith("top-bottom")


def page_of(place: int, pages: int, furniture: Furniture) -> str:
    """The words that number a page, in the digits of the document."""
    number, total = (lines.in_digits(one, furniture.digits) for one in (place, pages))
    return furniture.page.replace("{page}", number).replace("{pages}", total)


def listed(document: Document, *, numbers: bool) -> list[Line]:
    """The notes that are called; with their numbers where these are text."""
    found = []
    for note in lines.called(document):
        text = note_text(note, lambda one: one.label, document)
        before = f"{note.label}. " if numbers else ""
        found.append(Line(before + text, of_note(document, note)))
    return found


def pictured(document: Document) -> list[Line]:
    """What is read out in place of figures, of two languages in the order of their rows."""
    if document.beside is None:
        return lines.pictured(document)
    if document.beside.in_halves:
        return [*lines.pictured(document), *lines.pictured(document.beside.document)]
    rows = (replace(one, blocks=(block,), beside=None) for one, block in rows_of(document))
    return [line for one in rows for line in lines.pictured(one)]


def page_notes(document: Document) -> list[Line]:
    """The list of notes of an HTML page, each with its number and the way back."""
    back = {note.id for note in lines.called(document)}
    found = []
    for note in document.notes:
        tail = "↩" if note.id in back else ""
        text = f"{note.label}{note_text(note, lambda one: one.label, document)}{tail}"
        found.append(Line(text, of_note(document, note)))
    return found


def paired_page_lines(document: Document) -> list[Line]:
    """The lines of an HTML page in two languages."""
    if document.beside is None:
        return []
    both = [document, document.beside.document]
    place = plain(document.title)
    markings = [Line(plain(one.furniture.banner), place) for one in both]
    wanted = [Line(document.labels.skip, place)]
    for one, marking in zip(both, markings, strict=True):
        wanted += [Line(one.furniture.organisation, place), marking]
    manner = Manner(lambda note: note.label, summary=True, draft=True)
    wanted += lines.rows(document, manner)
    for one in both:
        wanted += page_notes(one)
    for one, marking in zip(both, markings, strict=True):
        wanted += [Line(reference(one), place), marking]
    return wanted


def pdf_lines_of_both(document: Document, manner: Manner) -> list[Line]:
    """The lines of pages in two languages; the number of a note is text."""
    if document.beside is None:
        return []
    both = [replace(document, beside=None), document.beside.document]
    notes = [listed(one, numbers=True) for one in both]
    if document.beside.in_halves:
        return [
            line
            for one, under in zip(both, notes, strict=True)
            for line in (*lines.body(one, manner), *under)
        ]
    return [*lines.rows(document, manner), *notes[0], *notes[1]]


def word_lines_of_both(document: Document) -> list[Line]:
    """The lines of a Word file in two languages; notes are lists that Word numbers."""
    if document.beside is None:
        return []
    both = [replace(document, beside=None), document.beside.document]
    manner = Manner(lambda note: f"{CALL}{note.number}", blank=False)
    if document.beside.in_halves:
        return [
            line for one in both for line in (*lines.body(one, manner), *listed(one, numbers=False))
        ]
    notes = [line for one in both for line in listed(one, numbers=False)]
    return [*lines.rows(document, manner), *notes]


Words = Counter[str]


def word_edges(document: Document) -> tuple[tuple[Words, Words], tuple[Words, Words]]:
    """What headers and footers of a Word file say, each of both halves where it has two."""
    tops, bottoms = _word_edges(document)
    if document.beside is None:
        return (tops, tops), (bottoms, bottoms)
    other = document.beside.document
    if document.beside.in_halves:
        top, bottom = _word_edges(other)
        return (tops, top), (bottoms, bottom)
    if plain(other.furniture.banner) == plain(document.furniture.banner):
        other = replace(other, furniture=replace(other.furniture, marking="", handling=()))
    top, bottom = _word_edges(other)
    return (tops + top, tops + top), (bottoms + bottom, bottoms + bottom)


def _word_edges(document: Document) -> tuple[Words, Words]:
    furniture = document.furniture
    banner = plain(furniture.banner)
    top = Counter(filter(None, (furniture.organisation, furniture.draft, banner)))
    bottom = Counter(filter(None, (reference(document), page_of(1, 1, furniture))))
    if at_the_foot(document) and banner:
        bottom[banner] += 1
    return top, bottom
