"""Which values of a document a Word file ties to their facts, in the order of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.document import walk
from generator.document.bilingual import rows_of
from generator.document.tree import (
    Block,
    Box,
    Document,
    Figure,
    Item,
    ListBlock,
    Note,
    Section,
    Value,
)
from generator.proof import lines


def tied_values(document: Document) -> Iterator[Value]:
    """The values of facts in the body, then in the notes that are called.

    What headers and footers say, and the data behind a figure, is no running text. Of two
    languages side by side, in the order of their rows.
    """
    if document.beside is None:
        yield from _tied(document)
        return
    both = [replace(document, beside=None), document.beside.document]
    if document.beside.in_halves:
        for one in both:
            yield from _tied(one)
        return
    for one in both:
        yield from _tied(replace(one, blocks=(), notes=()))
    bare = {id(one): replace(one, masthead=(), title=(), subtitle=(), blocks=()) for one in both}
    for one, block in rows_of(document):
        beside = bare[id(both[0 if one is document else 1])]
        yield from _tied(replace(beside, blocks=(block,), notes=()))
    for one in both:
        yield from _tied(bare[id(one)], lines.called(one))


def _tied(document: Document, notes: Sequence[Note] | None = None) -> Iterator[Value]:
    printed = replace(
        document,
        furniture=replace(document.furniture, number=(), issued=(), as_of=()),
        blocks=tuple(map(_printed, document.blocks)),
        notes=tuple(lines.called(document) if notes is None else notes),
    )
    return (value for value in walk.values(printed) if value.fact)


def _printed(block: Block) -> Block:
    match block:
        case Figure():
            return replace(block, data=None)
        case Section() | Box():
            return replace(block, blocks=tuple(map(_printed, block.blocks)))
        case ListBlock():
            items = (Item(tuple(map(_printed, item.blocks))) for item in block.items)
            return replace(block, items=tuple(items))
        case _:
            return block
