"""Long tables: what is said of the rows that are not printed, and the file that has them all."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from generator.compose.composer import Composer
from generator.compose.marking import level_of
from generator.compose.notes import note
from generator.document.tablefiles import first_line, table_files
from generator.document.tree import (
    BESIDE,
    Block,
    Box,
    Citation,
    Document,
    Inline,
    Link,
    Note,
    Paragraph,
    Rest,
    Section,
    Table,
)
from generator.document.walk import inlines_of, tables
from generator.limits import Limits
from generator.localisation.marks import NN_
from generator.problems import Findings, Where

_CAPTION: Final = NN_(
    "{caption} (the first {printed} of {n} row)", "{caption} (the first {printed} of {n} rows)"
)
_WHERE: Final = NN_(
    "The table has {n} row; the first {printed} are printed here. The whole of it is in the file"
    " {file}, which goes with this document.",
    "The table has {n} rows; the first {printed} are printed here. The whole of it is in the file"
    " {file}, which goes with this document.",
)


def printed_rows(limits: Limits, *lower: int | None) -> Limits:
    """The limits with as many printed rows as the lowest of them says."""
    rows = (limits.table_rows, *(one for one in lower if one is not None))
    return replace(limits, table_rows=min(rows))


def with_files(composer: Composer, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with long tables saying that they are not whole, and where they are."""
    return tuple(_Filer(composer).blocks(blocks))


def with_first_lines(document: Document) -> Document:
    """The document with the first line of each file, which says what document it goes with."""
    numbers = itertools.count(1)

    def told(block: Block) -> Block:
        if isinstance(block, Section | Box):
            return replace(block, blocks=tuple(map(told, block.blocks)))
        if not isinstance(block, Table):
            return block
        line = first_line(document, block, next(numbers))
        return replace(block, rest=replace(block.rest, about=line)) if block.rest else block

    if not any(table.rest for table in tables(document)):
        return document
    return replace(document, blocks=tuple(map(told, document.blocks)))


def check_files(document: Document, findings: Findings, limits: Limits) -> None:
    """Note files that are too large."""
    for name, content in table_files(document).items():
        if len(content) > limits.table_file:
            where = Where(record=document.properties.number, field=name)
            findings.add("table-file-large", where, size=len(content), limit=limits.table_file)


class _Filer:
    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._tables = 0
        self._stem = "_".join(
            (
                composer.brief.number,
                composer.house.marking.in_file_names(level_of(composer).name),
                composer.tag,
            )
        )
        self._notes = {
            name: note(composer, key, name, number)
            for number, (key, name) in enumerate(composer.filed_notes.items(), 1)
        }

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Section | Box):
                yield replace(block, blocks=tuple(self.blocks(block.blocks)))
            elif isinstance(block, Table):
                self._tables += 1
                yield from (block,) if block.rest is None else self._long(block, block.rest)
            else:
                yield block

    def _long(self, table: Table, rest: Rest) -> Iterator[Block]:
        composer, name = self._composer, f"{self._stem}_table-{self._tables}.csv"
        printed = composer.text(composer.localiser.number(len(table.rows)))
        total = len(table.rows) + len(rest.rows)
        yield replace(
            table,
            caption=composer.plural(*_CAPTION, total, caption=table.caption, printed=printed),
            rest=replace(rest, file=name, notes=self._called(rest)),
        )
        link: Inline = Link(f"{BESIDE}{name}", (composer.text(name),))
        yield Paragraph(composer.plural(*_WHERE, total, printed=printed, file=link), "note")

    def _called(self, rest: Rest) -> tuple[Note, ...]:
        """The notes that the rows call, in order."""
        cells = (cell for row in rest.rows for cell in row.cells)
        found = (one for cell in cells for one in inlines_of(cell.children))
        called = dict.fromkeys(one.note for one in found if isinstance(one, Citation))
        return tuple(self._notes[name] for name in called if name in self._notes)
