"""The numbers of tables and figures, as the captions have them and references repeat them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.document.tree import Document, Figure, Table
from generator.document.walk import blocks, plain


@dataclass(frozen=True, slots=True)
class Numbered:
    """The word before a caption's number, and the number: "Table" and 2."""

    word: str
    number: int

    def words(self, number: str) -> str:
        """What a caption begins with and a reference says, ``number`` in the right digits."""
        return f"{self.word}\u00a0{number}"


def numbered(document: Document) -> Mapping[str, Numbered]:
    """The tables and figures of the body that have an id and a number, by their ids."""
    found: dict[str, Numbered] = {}
    tables = figures = 0
    for block in blocks(document):
        if isinstance(block, Table):
            tables += 1
            if block.id and plain(block.caption).strip():
                found.setdefault(block.id, Numbered(document.labels.table, tables))
        elif isinstance(block, Figure) and plain(block.caption).strip():
            figures += 1
            if block.id:
                found.setdefault(block.id, Numbered(document.labels.figure, figures))
    return found
