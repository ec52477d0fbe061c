"""Two languages of one brief laid beside each other, block by block.

Both are made from one template and the same facts, so they have the same parts, but for what
one language leaves out. Sections are found by their ids, and what stands in them by its kind
and by the facts it prints; what has no counterpart stands beside nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from generator.document.tree import (
    Block,
    Box,
    Document,
    Figure,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Section,
    Span,
    Table,
    Value,
)
from generator.document.walk import inlines_of, plain

_T = TypeVar("_T")

HALF: Final = 34
"""Characters that a line of half a page has room for in a table."""

_WIDE_FIGURE: Final = 80.0
"""Millimetres from which a figure does not go into half a line."""

_LONG: Final = 1400
"""Characters from which several paragraphs may not go on one page beside those of the other
language: what goes on to a page would be read before what began on the page before."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A block of each language; None where one has no such block.

    stacked  they stand one under the other over the whole line: too wide or too long to go
             side by side.
    """

    one: Block | None
    other: Block | None
    stacked: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What there is of both, in the order in which it is read."""
        return tuple(block for block in (self.one, self.other) if block is not None)

    @property
    def new_page(self) -> bool:
        """Whether it starts a page."""
        return any(isinstance(block, Section) and block.new_page for block in self.blocks)


def aligned(one: Document, other: Document, prefix: str = "") -> tuple[Aligned, ...]:
    """The blocks of both documents in rows; sections are bare headings in a row of their own.

    prefix  with which the ids of ``other`` begin, and those of ``one`` do not.
    """
    return tuple(_Aligner(prefix).rows(one.blocks, other.blocks))


@dataclass(frozen=True, slots=True)
class _Aligner:
    prefix: str

    def rows(self, one: Sequence[Block], other: Sequence[Block]) -> Iterator[Aligned]:
        for left, right in matched(one, other, self._likeness):
            if isinstance(left or right, Section):
                yield Aligned(_bare(left), _bare(right))
                yield from self.rows(_inside(left), _inside(right))
            elif _goes_by_items(left) and _goes_by_items(right):
                yield from _items(left, right)
            else:
                yield Aligned(
                    left, right, any(_is_wide(one) or _is_long(one) for one in (left, right))
                )

    def _likeness(self, left: Block, right: Block) -> float:
        """How surely two blocks are the same in two languages; 0 when they are not."""
        if type(left) is not type(right) or _kind(left) != _kind(right):
            return 0
        if isinstance(left, Section) and isinstance(right, Section):
            return 9 * (left.heading.id == right.heading.id.removeprefix(self.prefix))
        if isinstance(left, Table | Figure):
            own = getattr(right, "id", "").removeprefix(self.prefix)
            return 1 + 4 * (bool(left.id) and left.id == own) + 2 * _shared(left, right)
        if isinstance(left, Paragraph):
            return _likeness(facts_in(left), facts_in(right))
        return 1 + 2 * _shared(left, right)


def matched(
    one: Sequence[_T], other: Sequence[_T], likeness: Callable[[_T, _T], float]
) -> list[tuple[_T | None, _T | None]]:
    """Both sequences in their order, the likest of each beside each other; all are there once.

    >>> matched("abd", "acd", lambda x, y: float(x == y))
    [('a', 'a'), ('b', None), (None, 'c'), ('d', 'd')]
    """
    rows, columns = len(one), len(other)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            like = likeness(one[i], other[j])
            together = like + best[i + 1][j + 1] if like > 0 else -1.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return _traced(one, other, likeness, best)


def _traced(
    one: Sequence[_T],
    other: Sequence[_T],
    likeness: Callable[[_T, _T], float],
    best: Sequence[Sequence[float]],
) -> list[tuple[_T | None, _T | None]]:
    found: list[tuple[_T | None, _T | None]] = []
    i = j = 0
    while i < len(one) or j < len(other):
        if i < len(one) and j < len(other):
            like = likeness(one[i], other[j])
            if like > 0 and best[i][j] == like + best[i + 1][j + 1]:
                found.append((one[i], other[j]))
                i, j = i + 1, j + 1
                continue
        if i < len(one) and (j == len(other) or best[i][j] == best[i + 1][j]):
            found.append((one[i], None))
            i += 1
        else:
            found.append((None, other[j]))
            j += 1
    return found


# ---------------------------------------------------------------- what blocks are


def facts_in(block: Block | Item) -> frozenset[str]:
    """Ids of the facts that a block prints, with all that stands in it."""
    found: set[str] = set()
    for inline in inlines_of(tuple(inlines_in(block))):
        if isinstance(inline, Value | Span) and inline.fact:
            found.add(inline.fact)
    return frozenset(found)


def inlines_in(block: Block | Item) -> Iterator[Inline]:
    """What a block prints, with all that stands in it, but for captions and titles of boxes."""
    match block:
        case Paragraph(children=children):
            yield from children
        case Section(heading=heading, blocks=inner):
            yield from heading.children
            for one in inner:
                yield from inlines_in(one)
        case Item(blocks=inner) | Box(blocks=inner):
            for one in inner:
                yield from inlines_in(one)
        case ListBlock(items=items):
            for item in items:
                yield from inlines_in(item)
        case Table():
            for row in (*block.head, *block.rows):
                for cell in row.cells:
                    yield from cell.children
        case Figure(data=data) if data is not None:
            yield from inlines_in(data)
        case _:
            return


def _kind(block: Block) -> tuple[object, ...]:
    if isinstance(block, ListBlock):
        return block.ordered, block.role
    return (getattr(block, "role", ""),)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Of two texts by their facts: those without facts are alike, those with others are not."""
    if not one or not other:
        return 0.5 * (one == other)
    return 3 * len(one & other) / len(one | other)


def _shared(one: Block, other: Block) -> float:
    left, right = facts_in(one), facts_in(other)
    return len(left & right) / len(left | right) if left | right else 1.0


def _bare(block: Block | None) -> Block | None:
    return replace(block, blocks=()) if isinstance(block, Section) else None


def _inside(block: Block | None) -> tuple[Block, ...]:
    return block.blocks if isinstance(block, Section) else ()


def _goes_by_items(block: Block | None) -> bool:
    """Whether a list is laid out item by item: one with numbers would begin anew each time."""
    return block is None or (isinstance(block, ListBlock) and not block.ordered)


def _items(left: Block | None, right: Block | None) -> Iterator[Aligned]:
    one = left.items if isinstance(left, ListBlock) else ()
    other = right.items if isinstance(right, ListBlock) else ()

    def likeness(a: Item, b: Item) -> float:
        return _likeness(facts_in(a), facts_in(b))

    for here, there in matched(one, other, likeness):
        pair = _listed(left, here), _listed(right, there)
        yield Aligned(*pair, any(map(_is_long, pair)))


def _listed(block: Block | None, item: Item | None) -> Block | None:
    if item is None or not isinstance(block, ListBlock):
        return None
    return replace(block, items=(item,))


def _is_wide(block: Block | None) -> bool:
    if isinstance(block, Figure):
        return block.width >= _WIDE_FIGURE
    if isinstance(block, Box):
        return any(_is_wide(inner) for inner in block.blocks)
    return isinstance(block, Table) and not fits_half(block)


def _is_long(block: Block | None) -> bool:
    """Whether a block of several parts may be longer than a page of half lines."""
    if block is None or isinstance(block, Paragraph | Table | Figure):
        return False
    return sum(len(plain((inline,))) for inline in inlines_in(block)) > _LONG


def fits_half(table: Table) -> bool:
    """Whether a table goes into half a line: two columns at most, no word longer than its own."""
    if len(table.widths) > 2:
        return False
    for place, share in enumerate(table.widths):
        cells = [row.cells[place] for row in (*table.head, *table.rows) if place < len(row.cells)]
        words = (word for cell in cells for word in _unbroken(cell.children))
        if max(map(len, words), default=0) > HALF * share / 100:
            return False
    return True


def _unbroken(children: Sequence[Inline]) -> Iterator[str]:
    """What of a cell stays on one line: words, and dates."""
    yield from re.split("[ \n]+", plain(children))
    for inline in inlines_of(tuple(children)):
        if isinstance(inline, Value) and inline.kind == "time":
            yield inline.text
