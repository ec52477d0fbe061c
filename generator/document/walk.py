"""Questions about a tree: its inlines, headings, values, plain text, by place.

Order is always reading order. A place is the plain text of the nearest heading, table
caption or box title, so that a message can name it as the reader sees it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, TypeAlias

from generator.document.tree import (
    Block,
    Box,
    Citation,
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
_WORDED: Final = frozenset({Text, Value})
_BARE: Final = frozenset({Text, Value, Citation, LineBreak})
_HOLDERS: Final = (Section, Box)
_OF_FACTS: Final = (Value, Span)


def plain(children: Iterable[Inline]) -> str:
    """The text as the reader sees it, without calls of notes; a line break is a space.

    >>> plain((Text("GDP"), LineBreak(), Value("4%", "f", "4"), Citation("n")))
    'GDP 4%'
    """
    pieces: list[str] = []
    _gather(children, pieces)
    return "".join(pieces)


# These two are asked of every run of every document many times: plain loops over types, of which
# none has another below it.
def _gather(children: Iterable[Any], pieces: list[str]) -> None:
    for child in children:
        kind = child.__class__
        if kind in _WORDED:
            pieces.append(child.text)
        elif kind is LineBreak:
            pieces.append(" ")
        elif kind is not Citation:
            _gather(child.children, pieces)


def _collect(children: Iterable[Any], found: list[Inline]) -> None:
    for child in children:
        found.append(child)
        if child.__class__ not in _BARE:
            _collect(child.children, found)


def blocks(document: Document) -> Iterator[Block]:
    """Every block of the body, a block before those it holds."""
    found: list[Block] = []
    _blocks(document.blocks, found)
    return iter(found)


def _blocks(some: Iterable[Block], found: list[Block]) -> None:
    for block in some:
        found.append(block)
        if isinstance(block, _HOLDERS):
            _blocks(block.blocks, found)
        elif isinstance(block, ListBlock):
            for item in block.items:
                _blocks(item.blocks, found)


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


SPOKEN: Final = 60
"""Rows of data that are read out behind an alternative text."""


def described(figure: Figure) -> str:
    """What is read out in place of a figure: its alternative text, then its data.

    Where a file has no room for a table that is not printed, each row is one phrase. Of more
    rows than anybody can listen to in one breath the alternative text alone is read.
    """
    data = figure.data
    rows = () if data is None or len(data.rows) > SPOKEN else _phrases(data)
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
    found: list[Placed] = [(title, line) for line in document.masthead]
    found += ((title, document.title), (title, document.subtitle))
    _lines(document.blocks, title, found)
    for note in document.notes:
        found.append((f"{document.labels.notes} {note.label}", note.children))
    furniture = document.furniture
    for children in (furniture.number, furniture.issued, furniture.as_of):
        found.append((title, children))
    words = (furniture.marking, furniture.page, furniture.organisation, furniture.draft)
    found.append((title, (*(Text(word) for word in words), *furniture.handling)))
    return iter(found)


# Asked of every document by every writer: a plain loop that fills one list.
def _lines(some: Iterable[Block], place: str, found: list[Placed]) -> None:
    for block in some:
        if isinstance(block, Paragraph):
            found.append((place, block.children))
        elif isinstance(block, ListBlock):
            for item in block.items:
                _lines(item.blocks, place, found)
        elif isinstance(block, Section):
            here = plain(block.heading.children)
            found.append((here, block.heading.children))
            _lines(block.blocks, here, found)
        elif isinstance(block, Table):
            _table_lines(block, place, found)
        elif isinstance(block, Box):
            here = plain(block.title) or place
            found.append((here, block.title))
            _lines(block.blocks, here, found)
        elif isinstance(block, Figure):
            _figure_lines(block, place, found)
        else:
            found.append((place, block.title))


def _figure_lines(figure: Figure, place: str, found: list[Placed]) -> None:
    here = plain(figure.caption) or place
    found.append((here, figure.caption))
    if figure.alt:
        found.append((here, (Text(figure.alt),)))
    if figure.data is not None:
        _table_lines(figure.data, here, found)


def _table_lines(table: Table, place: str, found: list[Placed]) -> None:
    here = plain(table.caption) or place
    found.append((here, table.caption))
    if table.summary:
        found.append((here, (Text(table.summary),)))
    for row in (*table.head, *table.rows):
        found += [(here, cell.children) for cell in row.cells]


def unprinted(document: Document) -> Iterator[Placed]:
    """The runs of inlines that no page shows: the rows of long tables, and their sources."""
    for table in tables(document):
        if table.rest is not None:
            here = plain(table.caption)
            for row in table.rest.rows:
                for cell in row.cells:
                    yield here, cell.children
            for note in table.rest.notes:
                yield here, note.children


def inlines(document: Document) -> list[Inline]:
    """Every inline of the document, one before those it holds."""
    found: list[Inline] = []
    for _, children in lines(document):
        _collect(children, found)
    return found


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
        if isinstance(inline, _OF_FACTS) and inline.fact:
            found.add(inline.fact)
    return frozenset(found)


def tells_of(children: Iterable[Inline], facts: Collection[str]) -> bool:
    """Whether a run tells of one of some facts, or is a line of an officer's that changed."""
    run = children if isinstance(children, tuple) else tuple(children)
    for one in run:
        if isinstance(one, Span) and one.changed:
            return True
    return bool(facts) and any(
        isinstance(one, _OF_FACTS) and one.fact in facts for one in inlines_of(run)
    )


def filed_facts(document: Document) -> frozenset[str]:
    """Ids of the facts in the rows that are not printed."""
    found = (inline for _, children in unprinted(document) for inline in inlines_of(children))
    return frozenset(one.fact for one in found if isinstance(one, Value | Span) and one.fact)


def text(document: Document) -> str:
    """All the reader's text, one line for each run of inlines."""
    return "\n".join(line for _, children in lines(document) if (line := plain(children)))


def place_of(document: Document, wanted: str) -> str:
    """The place where ``wanted`` first stands in the text, or ""."""
    for place, children in lines(document):
        if wanted in plain(children):
            return place
    return ""
