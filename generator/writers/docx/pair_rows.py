"""Which rows of two languages stand in a table of a Word file, and which over the whole line.

A heading is the header of the table that holds its section, so rows come in groups: a heading
and the rows below it, or a row alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.document.aligning import Aligned, inlines_in
from generator.document.tree import Direction, Document, Section, Table
from generator.document.walk import plain
from generator.writers.docx.bookmarks import walk
from generator.writers.phrases import RTL_LETTER


def laid(rows: Sequence[Aligned], direction: Direction) -> Iterator[Aligned]:
    """The rows; ``stacked`` are all that stand over the whole line.

    direction  of the first language, and so of the tables.

    What holds a table does not go into a cell. A heading in a cell does not stay with what
    stands below its table. And programs take the direction of a table from most of its letters:
    where those are of the second language, its longest rows stand over the whole line.
    """
    for group in _groups(rows):
        yield from _balanced(group) if direction == "ltr" else group


def is_heading(row: Aligned) -> bool:
    """Whether a row is the heading of a section."""
    return any(isinstance(block, Section) for block in row.blocks)


def turns_titles(one: Document, other: Document) -> bool:
    """Whether a table of what stands above both texts would be from right to left."""
    lines = [line for each in (one, other) for line in (*each.masthead, each.title, each.subtitle)]
    return _surplus_of("".join(map(plain, lines))) > 0


def _groups(rows: Sequence[Aligned]) -> Iterator[list[Aligned]]:
    """The rows that come into one table; one that stands over the whole line is alone."""
    group: list[Aligned] = []
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        over = _is_over(row) or (is_heading(row) and (following is None or _is_over(following)))
        headed = len(group) > 0 and is_heading(group[0])
        if group and (over or is_heading(row) or not headed):
            yield group
            group = []
        group.append(replace(row, stacked=True) if over else row)
        if over:
            yield group
            group = []
    if group:
        yield group


def _balanced(group: list[Aligned]) -> list[Aligned]:
    """The rows of a table, without those that turn its direction.

    What follows one of those stands in no table with the heading, so it is looked at alone.
    """
    if group[0].stacked or sum(map(_surplus, group)) <= 0:
        return group
    if len(group) == 1:
        return [replace(group[0], stacked=True)]
    longest = max(range(1, len(group)), key=lambda at: _surplus(group[at]))
    alone = longest == 1  # a heading stands as what follows it at once
    above = [replace(group[0], stacked=True)] if alone else _balanced(group[:longest])
    below = [one for row in group[longest + 1 :] for one in _balanced([row])]
    return [*above, replace(group[longest], stacked=True), *below]


def _surplus(row: Aligned) -> int:
    """How many more letters of a row are read from right to left than the other way."""
    return _surplus_of("".join(plain(tuple(inlines_in(block))) for block in row.blocks))


def _surplus_of(said: str) -> int:
    letters = [*filter(str.isalpha, said)]
    rtl = sum(RTL_LETTER.match(letter) is not None for letter in letters)
    return 2 * rtl - len(letters)


def _is_over(row: Aligned) -> bool:
    return row.stacked or any(isinstance(inner, Table) for inner in walk(row.blocks))
