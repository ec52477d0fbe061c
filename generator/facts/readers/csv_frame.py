"""Where a table stands in a CSV file: lines of words before its header, notes behind its end.

Statistical offices write a title above their tables and remarks below them; a sheet with a
header of two rows that is saved as CSV has two lines of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

Record = tuple[tuple[str, ...], int]
"""Its cells, and the line of the file it ends on."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of a file that are the table.

    header    the lines of the header, from 1; (): the first line that is not empty.
    last_row  the last line of the table; None: all. What follows are notes.
    """

    header: tuple[int, ...] = ()
    last_row: int | None = None

    @property
    def whole(self) -> bool:
        """Whether the file is nothing but the table."""
        return not self.header and self.last_row is None

    def header_of(self, records: Iterator[Record]) -> Record | None:
        """The texts of the header and its last line; None where a line of it is not there.

        Reads on in ``records`` as far as the header goes.
        """
        levels: list[tuple[str, ...]] = []
        for cells, line in records:
            if not self.header and any(cells):
                return cells, line
            if line in self.header:
                levels.append(cells)
            if self.header and line >= self.header[-1]:
                return (joined(levels), line) if len(levels) == len(self.header) else None
        return None

    def inside(self, records: Iterator[Record]) -> Iterator[Record]:
        """The records up to the end of the table."""
        last = self.last_row
        if last is None:
            return records
        return takewhile(lambda record: record[1] <= last, records)


WHOLE = Frame()


def joined(levels: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The texts of a header of several lines, joined with a blank.

    Merged cells leave their text in the first cell only: an empty cell above the last line
    goes on with that to its left.

    >>> joined([("Country", "Exports", "", "Imports"), ("", "2023", "2024", "2023")])
    ('Country', 'Exports 2023', 'Exports 2024', 'Imports 2023')
    """
    width = max((len(level) for level in levels), default=0)
    texts: list[list[str]] = [[] for _ in range(width)]
    for number, level in enumerate(levels, 1):
        before = ""
        for column in range(width):
            text = level[column] if column < len(level) else ""
            before = text if text or number == len(levels) else before
            texts[column].append(before)
    if len(levels) == 1:
        return tuple(part[0] for part in texts)
    return tuple(
        " ".join(text for part in texts[n] if (text := part.strip())) for n in range(width)
    )
