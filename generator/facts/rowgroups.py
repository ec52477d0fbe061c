"""Tables that were read before without a problem, and what of a changed one is new.

In a simple table every row begins with the code of its area. Its rows are known by groups, one
for each area: by a digest of the head of the table and of the lines of the area. What a group
gives depends on nothing else in the file, so that of a table of which one row has changed only
the rows of one area are looked at again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hashlib import _Hash

_GROUP: Final = re.compile(rb"([A-Z]{3})[,;\t|][^\n]*+(?:\n\1[,;\t|][^\n]*+)*+")
_SIMPLE: Final = rb"[^\n]+(?:\n(?:[A-Z]{3}[%b][^\n]*)?)*+"
_ANY: Final = b",;\t|"
_LONG: Final = 32


def is_simple(content: bytes, delimiter: bytes = _ANY) -> bool:
    r"""Whether every row begins with three capitals and the end of a cell.

    delimiter  what ends a cell; else any that ends one in some table.

    >>> is_simple(b"code,value\nIRQ,5\n"), is_simple(b"code,value\nIraq,5\n")
    (True, False)
    """
    return _simple(delimiter).fullmatch(content) is not None


@cache
def _simple(delimiter: bytes) -> re.Pattern[bytes]:
    return re.compile(_SIMPLE % delimiter)


def group_digests(content: bytes) -> dict[str, str]:
    r"""Of a simple table, a digest for the rows of each area.

    >>> [*group_digests(b"code,value\nIRQ,5\nFJI,1\nIRQ,6\n")]
    ['IRQ', 'FJI']
    """
    head, _, rows = content.partition(b"\n")
    begun = hashlib.sha256(head)
    found: dict[bytes, _Hash] = {}
    for group in _GROUP.finditer(rows):
        total = found.get(group[1])
        if total is None:
            total = found[group[1]] = begun.copy()
        total.update(b"\n")
        total.update(group[0])
    return {area.decode("ascii"): total.hexdigest()[:_LONG] for area, total in found.items()}


@dataclass(frozen=True)
class SoundTables:
    """The simple tables of a source in which nothing was wrong or to be noticed.

    files  by SHA-256 of a file: the digests of its groups of rows.
    """

    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The digests of all groups of rows."""
        return frozenset(one for digests in self.files.values() for one in digests)

    def packed(self) -> bytes:
        """As bytes that ``sound_tables`` reads: a line for each file."""
        lines = (" ".join((name, *digests)) for name, digests in sorted(self.files.items()))
        return "\n".join(lines).encode("ascii")


def sound_tables(packed: bytes) -> SoundTables:
    """The tables that were packed; none in what cannot be read."""
    return SoundTables(dict(_files(packed.decode("ascii", "replace").split("\n"))))


def _files(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        name, *digests = line.split() or [""]
        if name:
            yield name, tuple(digests)
