"""A document as plain text for a terminal: headings, lists, rows of tables, notes at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document.tree import (
    Block,
    Box,
    Citation,
    Document,
    Figure,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Section,
    Table,
    Text,
    Value,
)

_BETWEEN = " | "
_DEEPER = "  "


def plain_text(document: Document) -> Iterator[str]:
    """The lines of a document, without title and page furniture; calls of notes as [1]."""
    labels = {note.id: note.label for note in document.notes}
    yield from _blocks(document.blocks, labels, "")
    if document.notes:
        yield ""
    for note in document.notes:
        yield f"[{note.label}] {_words(note.children, labels)}"


def _blocks(blocks: Iterable[Block], labels: dict[str, str], before: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield before + _words(block.children, labels)
            case Section():
                yield ""
                yield before + _words(block.heading.children, labels)
                yield from _blocks(block.blocks, labels, before)
            case Box():
                yield ""
                yield before + _words(block.title, labels)
                yield from _blocks(block.blocks, labels, before)
            case ListBlock():
                for item in block.items:
                    yield from _item(item.blocks, labels, before)
            case Table():
                for row in (*block.head, *block.rows):
                    cells = (_words(cell.children, labels) for cell in row.cells)
                    yield f"{before}{_DEEPER}{_BETWEEN.join(cells)}"
            case Figure():
                yield before + (_words(block.caption, labels) or block.alt)
            case _:
                pass  # contents have no pages here


def _item(blocks: Iterable[Block], labels: dict[str, str], before: str) -> Iterator[str]:
    for number, line in enumerate(_blocks(blocks, labels, "")):
        sign = "•" if number == 0 else " "
        yield f"{before}{_DEEPER}{sign} {line}"


def _words(children: Iterable[Inline], labels: dict[str, str]) -> str:
    pieces: list[str] = []
    for child in children:
        match child:
            case Text() | Value():
                pieces.append(child.text)
            case Citation():
                pieces.append(f" [{labels.get(child.note, '')}]")
            case LineBreak():
                pieces.append(" ")
            case _:
                pieces.append(_words(child.children, labels))
    return "".join(pieces)
