"""Whether the glyph of a figure is that figure: a file may say one thing and draw another.

What a glyph stands for is a table beside the font. The font itself knows the glyph of
each character too; for figures the two are compared.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.proof.pdf_objects import PdfObjects, Stream
from generator.proof.trouble import UnreadableError

_RANGES: Final = ((0x30, 0x39), (0x660, 0x669), (0x6F0, 0x6F9), (0x966, 0x96F), (0x9E6, 0x9EF))
_FILES: Final = ("/FontFile2", "/FontFile3")


def check_digits(objects: PdfObjects, font: Mapping[str, Any], letters: Mapping[int, str]) -> None:
    """Raise ``UnreadableError`` when a glyph that reads as a figure is drawn as another."""
    wanted = {glyph: char for glyph, char in letters.items() if char.isdecimal()}
    if not wanted:
        return
    for glyph, drawn in _drawn(objects, font).items():
        char = wanted.get(glyph)
        if char is not None and not any(int(one) == int(char) for one in drawn):
            raise UnreadableError(f"the figure {char} is drawn as {drawn[0]}")


def _drawn(objects: PdfObjects, font: Mapping[str, Any]) -> dict[int, list[str]]:
    """The figures that the font has, by their glyphs."""
    inner = objects.get(objects.get(font["/DescendantFonts"])[0])
    descriptor = objects.get(inner["/FontDescriptor"])
    name = next((name for name in _FILES if name in descriptor), None)
    if name is None:
        raise UnreadableError("a font is not in the file")
    file = objects.get(descriptor[name])
    if not isinstance(file, Stream):
        raise UnreadableError("a font is not in the file")
    return figures_of(file.data())


def figures_of(file: bytes) -> dict[int, list[str]]:
    """The figures that a font file has, by their glyphs; nothing for a font without a table."""
    found: dict[int, list[str]] = {}
    try:
        start = _table(file, b"cmap")
        if start is None:
            return found
        (count,) = struct.unpack_from(">H", file, start + 2)
        for record in range(count):
            (offset,) = struct.unpack_from(">I", file, start + 8 + 8 * record)
            for code, glyph in _mapped(file, start + offset):
                char = chr(code)
                if glyph and char.isdecimal():
                    found.setdefault(glyph, []).append(char)
    except (struct.error, ValueError, OverflowError) as error:
        raise UnreadableError("a font is damaged") from error
    return found


def _table(file: bytes, name: bytes) -> int | None:
    """Where a table of the font file starts."""
    (count,) = struct.unpack_from(">H", file, 4)
    for record in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", file, 12 + 16 * record)
        if tag == name:
            return int(offset)
    return None


def _mapped(file: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Characters of figures with their glyphs, from a table of format 4 or 12."""
    (kind,) = struct.unpack_from(">H", file, at)
    if kind == 4:
        yield from _segments(file, at)
    elif kind == 12:
        (groups,) = struct.unpack_from(">I", file, at + 12)
        for group in range(groups):
            first, last, glyph = struct.unpack_from(">III", file, at + 16 + 12 * group)
            for code in _figures(first, last):
                yield code, glyph + code - first


def _segments(file: bytes, at: int) -> Iterator[tuple[int, int]]:
    (twice,) = struct.unpack_from(">H", file, at + 6)
    shape = f">{twice // 2}H"
    ends = struct.unpack_from(shape, file, at + 14)
    starts = struct.unpack_from(shape, file, at + 16 + twice)
    deltas = struct.unpack_from(shape, file, at + 16 + 2 * twice)
    offsets_at = at + 16 + 3 * twice
    offsets = struct.unpack_from(shape, file, offsets_at)
    for place, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in _figures(first, last):
            if not offsets[place]:
                yield code, (code + deltas[place]) & 0xFFFF
                continue
            where = offsets_at + 2 * place + offsets[place] + 2 * (code - first)
            (glyph,) = struct.unpack_from(">H", file, where)
            yield code, (glyph + deltas[place]) & 0xFFFF if glyph else 0


def _figures(first: int, last: int) -> Iterator[int]:
    """The characters of figures from ``first`` to ``last``."""
    for low, high in _RANGES:
        yield from range(max(first, low), min(last, high) + 1)
