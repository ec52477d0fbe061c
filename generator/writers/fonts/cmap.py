"""Which characters a font has, from its table ``cmap``.

fontTools reads the same table, but gives every glyph its name on the way, which takes a
second for a Chinese font; here only the code points are wanted. Rule: OpenType, cmap.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

# Platform and encoding, the widest first.
_PREFERRED: Final = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
_LAST: Final = 0xFFFF
_HIGHEST: Final = 0x10FFFF


def code_points(table: bytes) -> frozenset[int]:
    """The code points that have a glyph. Raises ValueError for a table of an unknown form."""
    (count,) = struct.unpack_from(">H", table, 2)
    offsets = {
        struct.unpack_from(">HH", table, at): struct.unpack_from(">I", table, at + 4)[0]
        for at in range(4, 4 + 8 * count, 8)
    }
    for kind in _PREFERRED:
        if kind in offsets:
            return frozenset(_subtable(table[offsets[kind] :]))
    raise ValueError("no Unicode table of characters")


def _subtable(data: bytes) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", data)
    if form == 4:
        return _segments(data)
    if form == 12:
        return _groups(data)
    raise ValueError(f"a table of characters of form {form}")


def _groups(data: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", data, 12)
    for start, end, glyph in struct.iter_unpack(">III", data[16 : 16 + 12 * count]):
        yield from range(start if glyph else start + 1, min(end, _HIGHEST) + 1)


def _segments(data: bytes) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", data, 14)
    starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, 16 + doubled * part) for part in (1, 2, 3)
    )
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        at = 16 + doubled * 3 + 2 * place + offsets[place]
        for code in range(start, min(end, _LAST - 1) + 1):
            glyph = code
            if offsets[place]:
                (glyph,) = struct.unpack_from(">H", data, at + 2 * (code - start))
                if not glyph:
                    continue
            if (glyph + deltas[place]) & _LAST:
                yield code
