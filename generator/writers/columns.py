"""Widths of table columns that fit the words in them.

A template gives each column its share of the line for one language; in another language a
head may be a longer word than its column is wide, and cutting a word, above all an Arabic
one, spoils it. So narrow columns borrow from those with room to spare. Widths of
letters are estimated: close enough to choose by, and the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.document.tree import Cell, Table
from generator.document.walk import plain
from generator.house.families import SCRIPTS
from generator.writers.phrases import IDEOGRAPHIC

# Shares of the text width in per cent, for a table's type size on a page of our margins.
LETTER: Final = {script.use: script.width for script in SCRIPTS}
EAST_ASIAN: Final = frozenset(script.use for script in SCRIPTS if script.slot == "east-asian")
PADDING: Final = 2.0
BOLD: Final = 1.1
WIDEST: Final = 45.0  # no single word may claim more
IDEOGRAPHS: Final = 6  # on a line at least, where a text has so many
_IDEOGRAPH: Final = re.compile(f"[{IDEOGRAPHIC}]")
_WORD: Final = re.compile(rf"([^\s{IDEOGRAPHIC}]+)((?<=\d)[{IDEOGRAPHIC}])?")  # 2023年 is one


def room(width: float, script: str) -> int:
    """Letters that fit on a line of a column ``width`` per cent wide.

    >>> room(100, "latin"), room(10, "latin")
    (81, 6)
    """
    return max(3, int((width - PADDING) / LETTER[script]))


def room_for_words(width: float, script: str) -> int:
    """Letters of a word that fit there: on pages of ideographs its letters are narrower.

    >>> room_for_words(10, "chinese-simplified"), room(10, "chinese-simplified")
    (6, 3)
    """
    return room(width, "latin" if script in EAST_ASIAN else script)


def needed(table: Table, script: str, narrower: float = 1.0) -> list[float]:
    """The width that the longest word of each column needs; spanned cells ask for nothing.

    narrower  how many times narrower the line is than that of our own pages.
    """
    least = [0.0] * len(table.widths)
    for row, head in (*((row, True) for row in table.head), *((row, False) for row in table.rows)):
        for column, cell in _placed(row.cells):
            if cell.colspan <= 1 and column < len(least):
                ink = _unbroken(plain(cell.children), script)
                width = (ink * (BOLD if head else 1.0) + PADDING) * narrower
                least[column] = max(least[column], min(width, WIDEST))
    return least


def _unbroken(text: str, script: str) -> float:
    """The width of what may not be cut: the longest word, or some ideographs beside each other."""
    if not _IDEOGRAPH.search(text):
        letter = LETTER["latin" if script in EAST_ASIAN else script]
        return max(map(len, text.split()), default=0) * letter
    ideographs = len(_IDEOGRAPH.findall(text))
    latin, wide = LETTER["latin"], LETTER[_wide(script)]
    words = (len(word) * latin + wide * bool(unit) for word, unit in _WORD.findall(text))
    return max(max(words, default=0.0), min(ideographs, IDEOGRAPHS) * wide)


def _wide(script: str) -> str:
    """The script whose width ideographs have; in texts of another script, that of Chinese."""
    return script if script in EAST_ASIAN else min(EAST_ASIAN)


def _placed(cells: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in cells:
        yield column, cell
        column += max(1, cell.colspan)


def fitted(table: Table, script: str, narrower: float = 1.0) -> tuple[float, ...]:
    """The table's widths, changed only where a word would be cut, with the same sum.

    What narrow columns lack is taken from the others by what they can spare. When they
    cannot spare enough, every column gives up the same part of its need.
    """
    least = needed(table, script, narrower)
    lacking = sum(max(0.0, need - width) for need, width in zip(least, table.widths, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, table.widths, strict=True))
    if not lacking or not spare:
        return table.widths
    given = min(1.0, lacking / spare)
    got = min(1.0, spare / lacking)
    return tuple(
        width + (need - width) * (got if need > width else given)
        for need, width in zip(least, table.widths, strict=True)
    )
