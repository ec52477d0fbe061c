"""Brackets and divided words: what is copied is what was written.

From right to left an opening bracket is drawn by the glyph of the closing one. The engine
remembers for each glyph the letter it was drawn for first, so one Arabic remark in
brackets would turn all brackets of an English page when they are copied. Here each glyph
gets back the letter that the font has it for; the Arabic text itself is read from the
structure, which holds it letter by letter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any, Final

import pydyf

from generator.writers.hyphens import DIVIDED

BRACKETS: Final = frozenset("()[]{}<>«»‹›")
_GLYPH: Final = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")


def restore_brackets(document: Any, pdf: Any, resolve: Callable[[Any], Any]) -> None:
    """Let every glyph of a bracket stand for its own letter.

    document  what the engine laid out, with its fonts; resolve: the object of a reference.
    """
    fonts = {font.name: font for font in document.fonts.values()}
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and "ToUnicode" in thing:
            letters = _letters(fonts[thing["BaseFont"]])
            stream = resolve(thing["ToUnicode"]).stream
            stream[:] = [_restored(line, letters) for line in stream]


def soften_hyphens(document: Any, pdf: Any, resolve: Callable[[Any], Any]) -> None:
    """Let the sign that divides a word be read as a soft hyphen: the word is copied whole."""
    fonts = {
        font.name: font for font in document.fonts.values() if DIVIDED in font.to_unicode.values()
    }
    if not fonts:
        return
    for thing in pdf.objects:
        named = isinstance(thing, pydyf.Dictionary) and "ToUnicode" in thing
        if named and thing["BaseFont"] in fonts:
            stream = resolve(thing["ToUnicode"]).stream
            stream[:] = [_softened(line) for line in stream]


def _softened(line: bytes) -> bytes:
    found = _GLYPH.fullmatch(line)
    if not found or int(found.group(2), 16) != ord(DIVIDED):
        return line
    return b"<%b> <00ad>" % found.group(1)


def _restored(line: bytes, letters: dict[int, str]) -> bytes:
    found = _GLYPH.fullmatch(line)
    if not found or chr(int(found.group(2), 16)) not in BRACKETS:
        return line
    letter = letters.get(int(found.group(1), 16))
    return b"<%b> <%04x>" % (found.group(1), ord(letter)) if letter else line


def _letters(font: Any) -> dict[int, str]:
    """The brackets of a font, as it is put into the file, by their glyphs."""
    if BRACKETS.isdisjoint(font.to_unicode.values()):
        return {}
    from fontTools.ttLib import TTFont

    file = TTFont(io.BytesIO(font.file_content), lazy=True)
    glyphs = file.getBestCmap() or {}
    there = [letter for letter in BRACKETS if ord(letter) in glyphs]
    return {file.getGlyphID(glyphs[ord(letter)]): letter for letter in there}
