"""What a document should say, line by line, in the order in which readers meet it.

A line is what one paragraph, heading, cell or caption says, with the place that a problem
names: the nearest heading, caption or box title, and the fact whose statement it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from generator.document.bilingual import rows_of
from generator.document.tree import (
    Block,
    Box,
    Citation,
    Contents,
    Document,
    Emphasis,
    Figure,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Value,
)
from generator.document.walk import described, figures, headings, plain

Sort = Literal["text", "contents"]

CONTENTS_DEPTH: Final = 2
DIGITS: Final = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it should be read.

    sort   "contents" for a line that a page number may follow.
    again  the header of its table, which may stand anew before the line, on a new page.
    """

    text: str
    place: str
    fact: str = ""
    sort: Sort = "text"
    again: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a format writes what stands around the text.

    call     the sign of a note that is called.
    summary  whether the summary of a table, and the words and data of a figure, are read
             as text.
    blank    whether titles without a letter are written; Word leaves them out.
    draft    whether the word of a draft stands above the title, as a line of the text.
    """

    call: Callable[[Note], str]
    summary: bool = False
    blank: bool = True
    draft: bool = False


def body(document: Document, manner: Manner) -> Iterator[Line]:
    """Title and blocks."""
    return _Lines(document, manner).body()


def rows(document: Document, manner: Manner) -> Iterator[Line]:
    """Titles and blocks of two languages side by side, in the order of their rows."""
    if document.beside is None:
        return
    both = [document, document.beside.document]
    written = {id(one): _Lines(one, manner) for one in both}
    for one in both:
        yield from written[id(one)].titles()
    places = {id(one): plain(one.title) for one in both}
    for one, block in rows_of(document):
        if isinstance(block, Section):
            places[id(one)] = plain(block.heading.children)
        yield from written[id(one)].blocks((block,), places[id(one)])


def called(document: Document) -> list[Note]:
    """The notes that are called, in the order of their first calls."""
    notes = {note.id: note for note in document.notes}
    found = dict.fromkeys(_calls(document))
    return [notes[identifier] for identifier in found if identifier in notes]


def said(children: Iterable[Inline], call: Callable[[Citation], str] | None = None) -> str:
    """The text of inlines; a line break is a space, a call of a note what ``call`` gives."""
    parts: list[str] = []
    _gather(children, call, parts)
    return "".join(parts)


def _gather(
    children: Iterable[Inline], call: Callable[[Citation], str] | None, parts: list[str]
) -> None:
    for child in children:
        match child:
            case Text(text=text) | Value(text=text):
                parts.append(text)
            case LineBreak():
                parts.append(" ")
            case Citation():
                if call is not None:
                    parts.append(call(child))
            case Span(children=inner) | Strong(children=inner) | Emphasis(children=inner):
                _gather(inner, call, parts)
            case Link(children=inner):
                _gather(inner, call, parts)


def facts_in(children: Iterable[Inline]) -> Iterator[str]:
    """Ids of the facts whose statements or values stand in some inlines."""
    for child in children:
        match child:
            case Value(fact=fact):
                yield fact
            case Span(fact=fact, children=inner):
                if fact:
                    yield fact
                yield from facts_in(inner)
            case Strong(children=inner) | Emphasis(children=inner) | Link(children=inner):
                yield from facts_in(inner)


def in_digits(number: int, digits: str) -> str:
    """A counting number in the document's digits."""
    shapes = DIGITS.get(digits, DIGITS["latn"])
    return "".join(shapes[int(digit)] for digit in str(number))


class _Lines:
    def __init__(self, document: Document, manner: Manner) -> None:
        self._document = document
        self._manner = manner
        self._notes = {note.id: note for note in document.notes}
        self._tables = 0
        self._figures = 0

    def body(self) -> Iterator[Line]:
        yield from self.titles()
        yield from self.blocks(self._document.blocks, plain(self._document.title))

    def titles(self) -> Iterator[Line]:
        document = self._document
        place = plain(document.title)
        if self._manner.draft:
            yield Line(document.furniture.draft, place)
        for line in document.masthead:
            yield from self._title(line, place)
        yield from self._title(document.title, place)
        yield from self._title(document.subtitle, place)

    def _line(self, children: Sequence[Inline], place: str, before: str = "") -> Line:
        text = before + said(children, self._call)
        return Line(text, place, next(facts_in(children), ""))

    def _title(self, children: Sequence[Inline], place: str) -> Iterator[Line]:
        if self._manner.blank or plain(children).strip():
            yield self._line(children, place)

    def _call(self, citation: Citation) -> str:
        note = self._notes.get(citation.note)
        return "" if note is None else self._manner.call(note)

    def blocks(self, blocks: Iterable[Block], place: str) -> Iterator[Line]:
        for block in blocks:
            match block:
                case Paragraph(children=children):
                    yield self._line(children, place)
                case ListBlock(items=items):
                    for item in items:
                        yield from self.blocks(item.blocks, place)
                case Section(heading=heading, blocks=inner):
                    here = plain(heading.children)
                    yield from self._title(heading.children, here)
                    yield from self.blocks(inner, here)
                case Box(title=title, blocks=inner):
                    here = plain(title) or place
                    yield from self._title(title, here)
                    yield from self.blocks(inner, here)
                case Contents(title=title):
                    yield from self._title(title, place)
                    yield from self._entries(place)
                case Table():
                    yield from self._table(block, place)
                case Figure():
                    yield from self._figure(block, place)

    def _entries(self, place: str) -> Iterator[Line]:
        for heading in headings(self._document):
            if heading.level <= CONTENTS_DEPTH:
                yield Line(plain(heading.children), place, sort="contents")

    def _table(self, table: Table, place: str) -> Iterator[Line]:
        here = plain(table.caption) or place
        self._tables += 1
        yield self._caption(table.caption, here, self._document.labels.table, self._tables)
        yield from self._rows(table, here)

    def _caption(self, caption: Sequence[Inline], place: str, word: str, number: int) -> Line:
        label = f"{word} {in_digits(number, self._document.furniture.digits)}"
        worded = bool(caption) if self._manner.blank else plain(caption).strip()
        return self._line(caption, place, label + (" – " if worded else ""))

    def _rows(self, table: Table, place: str) -> Iterator[Line]:
        if self._manner.summary and table.summary:
            yield Line(table.summary, place)
        head = [self._line(cell.children, place) for row in table.head for cell in row.cells]
        yield from head
        again = "".join(line.text for line in head)
        for row in table.rows:
            for place_in_row, cell in enumerate(row.cells):
                line = self._line(cell.children, place)
                yield line if place_in_row else replace(line, again=again)

    def _figure(self, figure: Figure, place: str) -> Iterator[Line]:
        here = plain(figure.caption) or place
        if figure.caption if self._manner.blank else plain(figure.caption).strip():
            self._figures += 1
            yield self._caption(figure.caption, here, self._document.labels.figure, self._figures)
        if not self._manner.summary:
            return
        yield Line(figure.alt, here)
        if figure.data is not None:
            yield self._line(figure.data.caption, here)
            yield from self._rows(replace(figure.data, summary=""), here)


def pictured(document: Document) -> list[Line]:
    """What is read out in place of each figure, in order; decoration says nothing."""
    return [
        Line(described(figure), plain(figure.caption) or plain(document.title))
        for figure in figures(document)
        if not figure.decorative
    ]


def _calls(document: Document) -> Iterator[str]:
    from generator.document.walk import inlines_of, lines

    for _, children in lines(document):
        for inline in inlines_of(children):
            if isinstance(inline, Citation):
                yield inline.note
