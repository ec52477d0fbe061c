"""Which values of a document a Word file ties to their facts, in the order of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.document import walk
from generator.document.tree import Block, Box, Document, Figure, Item, ListBlock, Section, Value
from generator.proof import lines


def tied_values(document: Document) -> Iterator[Value]:
    """The values of facts in the body, then in the notes that are called.

    What headers and footers say, and the data behind a figure, is no running text.
    """
    printed = replace(
        document,
        furniture=replace(document.furniture, number=(), issued=(), as_of=()),
        blocks=tuple(map(_printed, document.blocks)),
        notes=tuple(lines.called(document)),
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
