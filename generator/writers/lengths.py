"""How long blocks are on a page, estimated: close enough to choose by, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from generator.document.tree import (
    Block,
    Box,
    Contents,
    Figure,
    ListBlock,
    Paragraph,
    Section,
    Table,
)
from generator.document.walk import plain
from generator.writers.columns import room

LONG_BOX: Final = 17
"""Lines of a third of a page: a longer box that had to stay whole would leave a hole before it."""

_LINE: Final = 4.7  # mm
_INDENT: Final = 3.0  # per cent of the line


def may_split(box: Box, script: str) -> bool:
    """Whether a box is so long that it may go on on the next page."""
    return lines(box.blocks, script) > LONG_BOX


def lines(blocks: Iterable[Block], script: str, width: float = 100.0) -> int:
    """About how many lines blocks take in a column of ``width`` per cent."""
    return sum(_lines(block, script, width) for block in blocks)


def _lines(block: Block, script: str, width: float) -> int:
    match block:
        case Paragraph():
            return ceil(len(plain(block.children)) / room(width, script))
        case ListBlock():
            return sum(lines(item.blocks, script, width - _INDENT) for item in block.items)
        case Table():
            return _table(block, script, width)
        case Figure():
            return ceil(block.height / _LINE)
        case Box() | Section():
            return 1 + lines(block.blocks, script, width)
        case Contents():
            return 1


def _table(table: Table, script: str, width: float) -> int:
    """Each row as high as its highest cell."""
    total = 0
    for row in (*table.head, *table.rows):
        heights, column = [1], 0
        for cell in row.cells:
            share = sum(table.widths[column : column + max(1, cell.colspan)])
            column += max(1, cell.colspan)
            letters = room(width * share / 100, script)
            heights.append(ceil(len(plain(cell.children)) / letters))
        total += max(heights)
    return total
