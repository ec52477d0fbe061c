"""Names of the places in a Word file that links, references and the contents lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.document.numbering import numbered
from generator.document.tree import (
    Block,
    Box,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    Section,
    Table,
)
from generator.document.walk import inlines as every_inline
from generator.document.walk import plain

FIRST: Final = 100001
OF_OTHER: Final = 500001
"""First numbers of bookmarks, and those of the second language of a file."""


def bookmarks(
    document: Document, first: int = FIRST
) -> tuple[list[tuple[Heading, str]], dict[str, str]]:
    """Every heading with its bookmark in reading order, and bookmark names by id.

    Tables and figures have a bookmark where their caption stands. first: the number of the
    first name, so that two documents in one file have others.
    """
    headings: list[tuple[Heading, str]] = []
    anchors: dict[str, str] = {}
    seen = {"Tab": 0, "Fig": 0}
    for block in walk(document.blocks):
        if isinstance(block, Section):
            name = f"_Toc{first + len(headings)}"
            headings.append((block.heading, name))
            if plain(block.heading.children).strip():
                anchors.setdefault(block.heading.id, name)
        elif isinstance(block, Table | Figure) and block.id and plain(block.caption).strip():
            kind = "Tab" if isinstance(block, Table) else "Fig"
            seen[kind] += 1
            anchors.setdefault(block.id, f"_{kind}{first + seen[kind]}")
    return headings, anchors


def numbers(
    document: Document, first: int = FIRST, *, inlines: Sequence[Inline] | None = None
) -> dict[str, str]:
    """Bookmark names of the word and number of each caption that a reference names, by id.

    inlines  all of the document, where they are known.
    """
    wanted = {
        inline.href.removeprefix("#")
        for inline in (every_inline(document) if inlines is None else inlines)
        if inline.__class__ is Link and inline.numbered
    }
    named = (id for id in numbered(document) if id in wanted)
    return {id: f"_Ref{first + place}" for place, id in enumerate(named)}


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block, one before those it holds."""
    for block in blocks:
        yield block
        match block:
            case Section() | Box():
                yield from walk(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from walk(item.blocks)
            case _:
                pass
