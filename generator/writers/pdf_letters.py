"""Letters with marks, from right to left: each glyph is read as its own letter.

A letter and the mark over it are one cluster to the engine. Of its two glyphs the first that is
drawn is remembered for both characters and the other for none, in the whole file: after one "أُعلن"
every "أ" would be read as nothing. Here each gets back the letter that the font has it for. In
scripts from left to right what is drawn is what is read, cluster by cluster, and nothing changes.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

import pydyf

_LINE: Final = re.compile(rb"<([0-9a-f]{4})> <((?:[0-9a-f]{4})*)>")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")


def restore_letters(document: Any, pdf: Any, resolve: Callable[[Any], Any]) -> None:
    """Let every glyph of a cluster stand for its own letter.

    document  what the engine laid out, with its fonts; resolve: the object of a reference.
    """
    fonts = {font.name: font for font in document.fonts.values() if _has_clusters(font)}
    for thing in pdf.objects if fonts else ():
        named = isinstance(thing, pydyf.Dictionary) and "ToUnicode" in thing
        if named and thing["BaseFont"] in fonts:
            letters = letters_of(fonts[thing["BaseFont"]].file_content)
            stream = resolve(thing["ToUnicode"]).stream
            stream[:] = [_restored(line, letters) for line in stream]


def letters_of(font: bytes) -> Mapping[int, str]:
    """The letters from right to left of a font by their glyphs, in all forms they are joined in."""
    from fontTools.ttLib import TTFont

    file = TTFont(io.BytesIO(font), lazy=True)
    found: dict[int, str] = {}
    # Forms of joined letters come last: a mark by itself is one, and no form of a space with it.
    for code, name in sorted((file.getBestCmap() or {}).items()):
        letter = unicodedata.normalize("NFKC", chr(code))
        if _RIGHT_TO_LEFT.fullmatch(letter):
            found.setdefault(file.getGlyphID(name), letter)
    return found


def _has_clusters(font: Any) -> bool:
    """Whether one of its glyphs stands for nothing, as those do that share a cluster."""
    return "" in font.to_unicode.values()


def _restored(line: bytes, letters: Mapping[int, str]) -> bytes:
    found = _LINE.fullmatch(line)
    if not found:
        return line
    text = bytes.fromhex(found.group(2).decode()).decode("utf-16-be")
    letter = letters.get(int(found.group(1), 16))
    if letter is None or len(text) == 1 or (text and not _RIGHT_TO_LEFT.fullmatch(text)):
        return line
    return b"<%b> <%b>" % (found.group(1), letter.encode("utf-16-be").hex().encode())
