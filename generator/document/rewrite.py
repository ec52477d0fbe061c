"""The same tree with other words in it: one function over every text that readers see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import is_
from types import MappingProxyType
from typing import TypeAlias

from generator.document.tree import (
    Block,
    Box,
    Cell,
    Contents,
    Document,
    Emphasis,
    Figure,
    Inline,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Rest,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
)

Change: TypeAlias = Callable[[Inline], Inline]
"""What becomes of one inline; what stands inside it has been changed before."""


def rewritten(document: Document, change: Change, words: Callable[[str], str]) -> Document:
    """``document`` with ``change`` done to its inlines and ``words`` to its bare texts.

    Values, addresses, ids and properties stay as they are; text in another language than
    the document's is left alone, with all that stands inside it.
    """
    language = document.lang.split("-")[0]
    walk = _Walk(change, words, language)
    furniture, labels = document.furniture, document.labels
    return replace(
        document,
        masthead=tuple(walk.inlines(line) for line in document.masthead),
        title=walk.inlines(document.title),
        subtitle=walk.inlines(document.subtitle),
        furniture=replace(
            furniture,
            page=words(furniture.page),
            number=walk.inlines(furniture.number),
            issued=walk.inlines(furniture.issued),
            as_of=walk.inlines(furniture.as_of),
            organisation=words(furniture.organisation),
            draft=words(furniture.draft),
            handling=walk.inlines(furniture.handling),
        ),
        labels=replace(
            labels,
            contents=words(labels.contents),
            notes=words(labels.notes),
            note_back=words(labels.note_back),
            table=words(labels.table),
            skip=words(labels.skip),
            facts_file=words(labels.facts_file),
            figure=words(labels.figure),
            exact=words(labels.exact),
            facts=words(labels.facts),
        ),
        blocks=tuple(walk.block(block) for block in document.blocks),
        notes=tuple(
            replace(note, label=words(note.label), children=walk.inlines(note.children))
            for note in document.notes
        ),
        titles=MappingProxyType({fact: words(text) for fact, text in document.titles.items()}),
        sources=MappingProxyType({fact: words(text) for fact, text in document.sources.items()}),
    )


class _Walk:
    """Changes the inlines of one document; what stays as it is is not made anew."""

    def __init__(self, change: Change, words: Callable[[str], str], language: str) -> None:
        self._change = change
        self._words = words
        self._language = language

    def inlines(self, children: Iterable[Inline]) -> tuple[Inline, ...]:
        before = tuple(children)
        after = tuple(map(self._inline, before))
        return before if all(map(is_, before, after)) else after

    def _inline(self, inline: Inline) -> Inline:
        if isinstance(inline, Text):
            words = self._words(inline.text)
            return self._change(inline if words == inline.text else Text(words))
        match inline:
            case Span(lang=lang) if lang and lang.split("-")[0] != self._language:
                return inline
            case Span() | Strong() | Emphasis() | Link():
                inner = self.inlines(inline.children)
                if inner is not inline.children:
                    inline = replace(inline, children=inner)
                return self._change(inline)
            case _:
                return inline

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph(children=children):
                inner = self.inlines(children)
                return block if inner is children else replace(block, children=inner)
            case ListBlock(items=items):
                return replace(block, items=tuple(map(self._item, items)))
            case Table():
                return self._table(block)
            case Figure(caption=caption, alt=alt, data=data):
                return replace(
                    block,
                    caption=self.inlines(caption),
                    alt=self._words(alt),
                    data=None if data is None else self._table(data),
                )
            case Box(title=title, blocks=inner):
                return replace(block, title=self.inlines(title), blocks=self._blocks(inner))
            case Section(heading=heading, blocks=inner):
                changed = replace(heading, children=self.inlines(heading.children))
                return replace(block, heading=changed, blocks=self._blocks(inner))
            case Contents(title=title):
                return replace(block, title=self.inlines(title))

    def _item(self, item: Item) -> Item:
        blocks = self._blocks(item.blocks)
        return item if all(map(is_, item.blocks, blocks)) else Item(blocks)

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def _table(self, table: Table) -> Table:
        return replace(
            table,
            caption=self.inlines(table.caption),
            head=self._rows(table.head),
            rows=self._rows(table.rows),
            summary=self._words(table.summary),
            rest=None if table.rest is None else self._rest(table.rest),
        )

    def _rest(self, rest: Rest) -> Rest:
        notes = tuple(
            replace(note, label=self._words(note.label), children=self.inlines(note.children))
            for note in rest.notes
        )
        return replace(rest, rows=self._rows(rest.rows), notes=notes)

    def _rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        return tuple(map(self._row, rows))

    def _row(self, row: Row) -> Row:
        cells = tuple(map(self._cell, row.cells))
        return row if all(map(is_, row.cells, cells)) else Row(cells)

    def _cell(self, cell: Cell) -> Cell:
        children = self.inlines(cell.children)
        return cell if children is cell.children else replace(cell, children=children)
