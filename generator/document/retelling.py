"""The blocks of a document as they stand inside another one: other ids, levels and notes.

What is said stays as it is, word for word; only what ties a document together is made
anew: ids get a prefix, headings go up or down, and each note becomes a note of the other
document, once for all that call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from generator.document.tree import (
    Block,
    Box,
    Cell,
    Citation,
    Contents,
    Document,
    Emphasis,
    Figure,
    Inline,
    Item,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    Strong,
    Table,
)
from generator.document.walk import blocks as every_block

DEEPEST: Final = 4
"""Lowest level of a heading."""


@dataclass(slots=True)
class Ledger:
    """The notes of a document that is being made, numbered by their first call.

    label  how a number is printed. Notes that say the same of the same origin are one.
    """

    label: Callable[[int], str]
    _ids: dict[tuple[str, tuple[Inline, ...]], str] = field(default_factory=dict)
    _notes: list[Note] = field(default_factory=list)

    def call(self, note: Note) -> Citation:
        """A call of the note, which is entered when nothing called it before."""
        key = note.origin, note.children
        first = key not in self._ids
        if first:
            number = len(self._notes) + 1
            self._ids[key] = f"note-{number}"
            made = replace(note, id=self._ids[key], number=number, label=self.label(number))
            self._notes.append(made)
        return Citation(self._ids[key], first)

    def renamed(self, note: Note) -> str:
        """The new id of a note, or "" when nothing calls it."""
        return self._ids.get((note.origin, note.children), "")

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes that are called, in the order of their numbers."""
        return tuple(self._notes)


@dataclass(slots=True)
class Retelling:
    """Tells blocks of ``document`` as they stand in another one.

    prefix  goes before each id; deeper: how many levels headings go down, or up when negative.
    within  the blocks that are told; a link to what is not among them becomes plain words.
    """

    document: Document
    ledger: Ledger
    prefix: str = ""
    deeper: int = 0
    within: tuple[Block, ...] | None = None
    _notes: dict[str, Note] = field(default_factory=dict)
    _targets: Mapping[str, Block] = field(default_factory=dict)
    _told: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._notes = {note.id: note for note in self.document.notes}
        self._targets = targets(self.document)
        inside = self.document.blocks if self.within is None else self.within
        self._told = frozenset(targets(replace(self.document, blocks=inside)))

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks, told anew in their order."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(children=children):
                return replace(block, children=self.inlines(children))
            case ListBlock(items=items):
                return replace(block, items=tuple(Item(self.blocks(i.blocks)) for i in items))
            case Table():
                return self._table(block)
            case Figure(caption=caption, data=data):
                return replace(
                    block,
                    id=self._id(block.id),
                    caption=self.inlines(caption),
                    data=None if data is None else self._table(data),
                )
            case Box(title=title, blocks=inner):
                return replace(block, title=self.inlines(title), blocks=self.blocks(inner))
            case Section(heading=heading, blocks=inner):
                level = min(max(heading.level + self.deeper, 1), DEEPEST)
                words = self.inlines(heading.children)
                told = replace(heading, level=level, id=self._id(heading.id), children=words)
                return replace(block, heading=told, blocks=self.blocks(inner))
            case Contents(title=title):
                return replace(block, title=self.inlines(title))

    def _table(self, table: Table) -> Table:
        return replace(
            table,
            id=self._id(table.id),
            caption=self.inlines(table.caption),
            head=self._rows(table.head),
            rows=self._rows(table.rows),
        )

    def _rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(Row(tuple(self._cell(cell) for cell in row.cells)) for row in rows)

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, children=self.inlines(cell.children))

    def _id(self, id: str) -> str:
        return f"{self.prefix}{id}" if id else ""

    def inlines(self, children: Iterable[Inline]) -> tuple[Inline, ...]:
        """Inlines, with calls of the new notes and links to the new ids."""
        return tuple(self._inline(child) for child in children)

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Citation(note=note):
                return self.ledger.call(self._notes[note])
            case Link(href=href) if href.startswith("#"):
                return self._link(inline)
            case Span() | Strong() | Emphasis() | Link():
                return replace(inline, children=self.inlines(inline.children))
            case _:
                return inline

    def _link(self, link: Link) -> Inline:
        """A link inside the document; to what is not told it is no link, and says what it names.

        A table that stays behind has no number here, so its caption stands for it.
        """
        id = link.href[1:]
        if id in self._told:
            return replace(link, href=f"#{self._id(id)}", children=self.inlines(link.children))
        target = self._targets.get(id)
        words = link.children
        if link.numbered and isinstance(target, Table | Figure):
            words = tuple(one for one in target.caption if not isinstance(one, Citation))
        return Span(self.inlines(words))


def targets(document: Document) -> dict[str, Block]:
    """What links inside the document can lead to, by id."""
    found: dict[str, Block] = {}
    for block in every_block(document):
        id = block.heading.id if isinstance(block, Section) else getattr(block, "id", "")
        if id:
            found.setdefault(id, block)
    return found
