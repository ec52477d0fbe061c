"""Questions about a tree: its inlines, headings, values, plain text, by place.

Order is always reading order. A place is the plain text of the nearest heading, table
caption or box title, so that a message can name it as the reader sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from generator.document.tree import (
    Block,
    Box,
    Citation,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
    Value,
)

Placed: TypeAlias = tuple[str, tuple[Inline, ...]]
_WORDED: Final = (Text, Value)
_BARE: Final = (Text, Value, Citation, LineBreak)


def plain(children: Iterable[Inline]) -> str:
    """The text as the reader sees it, without calls of notes; a line break is a space.

    >>> plain((Text("GDP"), LineBreak(), Value("4%", "f", "4"), Citation("n")))
    'GDP 4%'
    """
    pieces: list[str] = []
    _gather(children, pieces)
    return "".join(pieces)


# These two are asked of every run of every document many times: plain loops over types.
def _gather(children: Iterable[Inline], pieces: list[str]) -> None:
    for child in children:
        if isinstance(child, _WORDED):
            pieces.append(child.text)
        elif isinstance(child, LineBreak):
            pieces.append(" ")
        elif not isinstance(child, Citation):
            _gather(child.children, pieces)


def _collect(children: Iterable[Inline], found: list[Inline]) -> None:
    for child in children:
        found.append(child)
        if not isinstance(child, _BARE):
            _collect(child.children, found)


def blocks(document: Document) -> Iterator[Block]:
    """Every block of the body, a block before those it holds."""
    yield from _blocks(document.blocks)


def _blocks(some: Iterable[Block]) -> Iterator[Block]:
    for block in some:
        yield block
        match block:
            case Section(blocks=inner) | Box(blocks=inner):
                yield from _blocks(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from _blocks(item.blocks)


def headings(document: Document) -> Iterator[Heading]:
    """The headings of the body."""
    for block in blocks(document):
        if isinstance(block, Section):
            yield block.heading


def tables(document: Document) -> Iterator[Table]:
    """The tables of the body."""
    for block in blocks(document):
        if isinstance(block, Table):
            yield block


def figures(document: Document) -> Iterator[Figure]:
    """The figures of the body."""
    for block in blocks(document):
        if isinstance(block, Figure):
            yield block


def described(figure: Figure) -> str:
    """What is read out in place of a figure: its alternative text, then its data.

    Where a file has no room for a table that is not printed, each row is one phrase.
    """
    rows = () if figure.data is None else _phrases(figure.data)
    return " · ".join((figure.alt, *rows))


def _phrases(table: Table) -> Iterator[str]:
    heads = [plain(cell.children) for cell in table.head[-1].cells] if table.head else []
    for row in table.rows:
        first, *others = (plain(cell.children) for cell in row.cells)
        if len(others) > 1 and len(heads) == len(others) + 1:
            others = [f"{head} {text}" for head, text in zip(heads[1:], others, strict=True)]
        yield f"{first}: {' – '.join(others)}" if others else first


def lines(document: Document) -> Iterator[Placed]:
    """Every run of inlines with its place: title, body, then notes and page furniture."""
    title = plain(document.title)
    for line in document.masthead:
        yield title, line
    yield title, document.title
    yield title, document.subtitle
    yield from _lines(document.blocks, title)
    for note in document.notes:
        yield f"{document.labels.notes} {note.label}", note.children
    furniture = document.furniture
    for children in (furniture.number, furniture.issued, furniture.as_of):
        yield title, children
    words = (furniture.marking, furniture.page, furniture.organisation, furniture.draft)
    yield title, (*(Text(word) for word in words), *furniture.handling)


def _lines(some: Iterable[Block], place: str) -> Iterator[Placed]:
    for block in some:
        match block:
            case Paragraph(children=children):
                yield place, children
            case Contents(title=children):
                yield place, children
            case Section(heading=heading, blocks=inner):
                here = plain(heading.children)
                yield here, heading.children
                yield from _lines(inner, here)
            case Box(title=children, blocks=inner):
                here = plain(children) or place
                yield here, children
                yield from _lines(inner, here)
            case ListBlock(items=items):
                for item in items:
                    yield from _lines(item.blocks, place)
            case Table():
                yield from _table_lines(block, place)
            case Figure():
                yield from _figure_lines(block, place)


def _figure_lines(figure: Figure, place: str) -> Iterator[Placed]:
    here = plain(figure.caption) or place
    yield here, figure.caption
    if figure.alt:
        yield here, (Text(figure.alt),)
    if figure.data is not None:
        yield from _table_lines(figure.data, here)


def _table_lines(table: Table, place: str) -> Iterator[Placed]:
    here = plain(table.caption) or place
    yield here, table.caption
    if table.summary:
        yield here, (Text(table.summary),)
    for row in (*table.head, *table.rows):
        for cell in row.cells:
            yield here, cell.children


def inlines(document: Document) -> Iterator[Inline]:
    """Every inline of the document, one before those it holds."""
    for _, children in lines(document):
        yield from inlines_of(children)


def inlines_of(children: Iterable[Inline]) -> list[Inline]:
    """``children`` and every inline inside them, one before those it holds."""
    found: list[Inline] = []
    _collect(children, found)
    return found


def values(document: Document) -> Iterator[Value]:
    """The printed values, each as often as it is printed."""
    return (inline for inline in inlines(document) if isinstance(inline, Value))


def printed_facts(document: Document) -> frozenset[str]:
    """Ids of the facts that are printed as a value or as a statement."""
    found = set()
    for inline in inlines(document):
        if isinstance(inline, Value | Span) and inline.fact:
            found.add(inline.fact)
    return frozenset(found)


def text(document: Document) -> str:
    """All the reader's text, one line for each run of inlines."""
    return "\n".join(line for _, children in lines(document) if (line := plain(children)))


def place_of(document: Document, wanted: str) -> str:
    """The place where ``wanted`` first stands in the text, or ""."""
    for place, children in lines(document):
        if wanted in plain(children):
            return place
    return ""
