"""Fonts made for tests: a box for each character, any family, any licence bits."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def make_font(
    path: Path, family: str, characters: str, *, licence_bits: int = 0, bold: bool = False
) -> Path:
    """A TrueType font at ``path`` with a box for each of ``characters`` and for a space."""
    letters = dict.fromkeys(ord(letter) for letter in f" {characters}")
    names = [".notdef", *(f"u{code:X}" for code in letters)]
    pen = TTGlyphPen(None)
    corners = ((100, 0), (100, 800), (900, 800), (900, 0))
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({code: f"u{code:X}" for code in letters})
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Bold" if bold else "Regular"})
    builder.setupOS2(fsType=licence_bits, usWeightClass=700 if bold else 400)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path
