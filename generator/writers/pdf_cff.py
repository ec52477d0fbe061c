"""East Asian fonts in a PDF: the glyph that is drawn is the glyph that the file holds.

Fonts with CFF outlines for East Asian scripts name their glyphs by numbers of their own
(CIDs). A PDF asks for glyphs by these numbers, and the engine writes places in the font
instead. The two are one in a whole Noto Sans CJK, but not in the fonts of one region, of
which readers then show other characters or none. So the font's table of numbers is made
the plain one. Rule: ISO 32000-1, 9.7.4.2; Adobe Technical Note 5176, 13.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, Final

from fontTools.ttLib.sfnt import calcChecksum

OPENTYPE: Final = "/OpenType"
_MAGIC: Final = 0xB1B0AFBA
_CHARSET, _CHARSTRINGS, _ROS = 15, 17, 0x0C1E
_REAL, _SHORT, _LONG, _ESCAPE = 30, 28, 29, 12


def number_glyphs_by_place(pdf: Any) -> None:
    """Renumber the glyphs of every CID-keyed font in an unwritten PDF."""
    for item in pdf.objects:
        extra = getattr(item, "extra", None)
        if extra is not None and extra.get("Subtype") == OPENTYPE:
            item.stream = [renumbered(b"".join(item.stream))]


def renumbered(font: bytes) -> bytes:
    """An OpenType font whose CIDs are the places of its glyphs; any other is left as it is."""
    place = _table(font, b"CFF ")
    if place is None:
        return font
    entry, start, length = place
    table = bytearray(font[start : start + length])
    top = dict(_operators(_first_item(table, _after_index(table, table[2])[0])))
    if _ROS not in top or top.get(_CHARSET, 0) <= 2:
        return font
    glyphs = int.from_bytes(table[top[_CHARSTRINGS] : top[_CHARSTRINGS] + 2], "big")
    if glyphs < 2:
        return font
    plain = _charset(glyphs)
    table[top[_CHARSET] : top[_CHARSET] + len(plain)] = plain
    content = bytearray(font)
    content[start : start + length] = table
    struct.pack_into(">I", content, entry + 4, calcChecksum(bytes(table)))
    return _summed(content)


def _charset(glyphs: int) -> bytes:
    """The numbers 1, 2, 3 … in the shortest form: never longer than what stands there."""
    if glyphs == 2:
        return struct.pack(">BH", 0, 1)
    if glyphs - 2 <= 0xFF:
        return struct.pack(">BHB", 1, 1, glyphs - 2)
    return struct.pack(">BHH", 2, 1, glyphs - 2)


def _table(font: bytes, tag: bytes) -> tuple[int, int, int] | None:
    """Where a table's entry stands, where the table, and how long it is."""
    (count,) = struct.unpack_from(">H", font, 4)
    for entry in range(12, 12 + 16 * count, 16):
        if font[entry : entry + 4] == tag:
            start, length = struct.unpack_from(">II", font, entry + 8)
            return entry, start, length
    return None


def _summed(content: bytearray) -> bytes:
    """The font with the sum over all of it set anew."""
    head = _table(bytes(content), b"head")
    if head is not None:
        struct.pack_into(">I", content, head[1] + 8, 0)
        total = calcChecksum(bytes(content))
        struct.pack_into(">I", content, head[1] + 8, (_MAGIC - total) & 0xFFFFFFFF)
    return bytes(content)


def _after_index(table: bytes | bytearray, start: int) -> tuple[int, int]:
    """Where an INDEX ends, and where its data begin."""
    (count,) = struct.unpack_from(">H", table, start)
    if not count:
        return start + 2, start + 2
    size = table[start + 2]
    offsets = start + 3
    data = offsets + size * (count + 1) - 1
    last = int.from_bytes(table[offsets + size * count : offsets + size * (count + 1)], "big")
    return data + last, data


def _first_item(table: bytes | bytearray, start: int) -> bytes:
    size = table[start + 2]
    _, data = _after_index(table, start)
    ends = [int.from_bytes(table[at : at + size], "big") for at in (start + 3, start + 3 + size)]
    return bytes(table[data + ends[0] : data + ends[1]])


def _operators(words: bytes) -> Iterator[tuple[int, int]]:
    """The operators of a DICT, each with its last operand."""
    at, last = 0, 0
    while at < len(words):
        byte = words[at]
        if byte <= 21:
            if byte == _ESCAPE:
                at += 1
                byte = byte << 8 | words[at]
            yield byte, last
            at += 1
        elif byte == _SHORT:
            last, at = int.from_bytes(words[at + 1 : at + 3], "big", signed=True), at + 3
        elif byte == _LONG:
            last, at = int.from_bytes(words[at + 1 : at + 5], "big", signed=True), at + 5
        elif byte == _REAL:
            at += 1
            while at < len(words) and words[at] & 0x0F != 0x0F and words[at] >> 4 != 0x0F:
                at += 1
            at += 1
        elif byte <= 246:
            last, at = byte - 139, at + 1
        elif byte <= 250:
            last, at = (byte - 247) * 256 + words[at + 1] + 108, at + 2
        else:
            last, at = -(byte - 251) * 256 - words[at + 1] - 108, at + 2
