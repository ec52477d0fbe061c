"""Text as outlines: which font has each letter, how letters join, and their paths.

Text in SVG is drawn letter by letter by some programs, and by the fonts of the reader's
machine by others. Outlines are the same everywhere. Arabic is joined by HarfBuzz, with the
fonts that the pages use. Fonts and outlines of letters are kept for the life of the process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

import uharfbuzz
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from generator.drawing.bidi import Run, runs
from generator.drawing.svg import number

Direction = Literal["ltr", "rtl"]

_JOINED: Final = frozenset(("Mn", "Me", "Cf"))
_SPACES: Final = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2011": "\u2010"}


@dataclass(frozen=True, slots=True)
class Written:
    """A label as glyphs: its width in units of its size, and its contours.

    paths  each with its letters from ``M`` to ``Z`` as (letter, x, y, …), y upwards.
    """

    width: float
    steps: tuple[tuple[str, tuple[float, ...]], ...]

    def path(self, x: float, y: float, size: float) -> str:
        """The ``d`` of a path that writes the label from ``x`` on the line ``y``."""
        parts = []
        for letter, numbers in self.steps:
            moved = [
                number(x + size * value if at % 2 == 0 else y - size * value)
                for at, value in enumerate(numbers)
            ]
            parts.append(letter + " ".join(moved))
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Typeface:
    """The font files that letters are looked for in, in this order."""

    files: tuple[str, ...]
    language: str = "en"

    def written(self, text: str, direction: Direction) -> Written:
        """``text`` on a line of a direction."""
        return _written(self.files, self.language, text, direction)

    def width(self, text: str, direction: Direction, size: float) -> float:
        """The width of ``text`` at a size."""
        return self.written(text, direction).width * size


class _Font:
    """One font file: its letters, its shaper and the outlines of its glyphs."""

    def __init__(self, path: str) -> None:
        self._font = TTFont(path, lazy=True, fontNumber=0)
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
        if "glyf" in self._font:  # else names of glyphs are read, which nobody asks for
            self._font.setGlyphOrder([f"g{number}" for number in range(face.glyph_count)])
        self.letters = frozenset(face.unicodes)
        self.units = face.upem
        self._glyphs = self._font.getGlyphSet()
        self._order = self._font.getGlyphOrder()
        self._shaper = uharfbuzz.Font(face)
        self._outlines: dict[int, tuple[tuple[str, tuple[float, ...]], ...]] = {}

    def shaped(self, run: Run, language: str) -> Iterator[tuple[int, float, float, float]]:
        """Glyphs from left to right: number, advance, and where it is moved to."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run.text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if run.rtl else "ltr"
        buffer.language = language
        uharfbuzz.shape(self._shaper, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            yield info.codepoint, place.x_advance, place.x_offset, place.y_offset

    def outline(self, glyph: int) -> tuple[tuple[str, tuple[float, ...]], ...]:
        """The contours of a glyph in units of the font."""
        if glyph not in self._outlines:
            pen = _Pen(self._glyphs)
            self._glyphs[self._order[glyph]].draw(pen)
            self._outlines[glyph] = tuple(pen.steps)
        return self._outlines[glyph]


class _Pen(BasePen):  # type: ignore[misc]
    """Keeps what is drawn as steps of a path."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.steps: list[tuple[str, tuple[float, ...]]] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.steps.append(("M", pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.steps.append(("L", pt))

    def _qCurveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float]
    ) -> None:
        self.steps.append(("Q", (*pt1, *pt2)))

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.steps.append(("C", (*pt1, *pt2, *pt3)))

    def _closePath(self) -> None:  # noqa: N802
        self.steps.append(("Z", ()))


@lru_cache(maxsize=64)
def _font(path: str) -> _Font:
    return _Font(path)


@lru_cache(maxsize=4096)
def _written(files: tuple[str, ...], language: str, text: str, direction: Direction) -> Written:
    at = 0.0
    steps: list[tuple[str, tuple[float, ...]]] = []
    for run in runs(text, direction):
        parts = _by_font(files, run)
        for path, part in reversed(parts) if run.rtl else parts:
            font = _font(path)
            for glyph, advance, dx, dy in font.shaped(Run(part, run.rtl), language):
                x, y = at + dx / font.units, dy / font.units
                for letter, numbers in font.outline(glyph):
                    moved = (
                        value / font.units + (x if place % 2 == 0 else y)
                        for place, value in enumerate(numbers)
                    )
                    steps.append((letter, tuple(moved)))
                at += advance / font.units
    return Written(at, tuple(steps))


def _by_font(files: Sequence[str], run: Run) -> list[tuple[str, str]]:
    """The stretch in parts of one font each; marks stay with the letter before them."""
    found: list[tuple[str, str]] = []
    for char in run.text:
        path = _holder(files, char, found[-1][0] if found else "")
        letter = char if ord(char) in _font(path).letters else _SPACES.get(char, char)
        if found and found[-1][0] == path:
            found[-1] = (path, found[-1][1] + letter)
        else:
            found.append((path, letter))
    return found


def _holder(files: Sequence[str], char: str, before: str) -> str:
    if before and (unicodedata.category(char) in _JOINED or char.isspace()):
        return before
    if char in _SPACES:
        return before or files[0]
    for path in files:
        if ord(char) in _font(path).letters:
            return path
    raise LetterMissing(char)


class LetterMissing(ValueError):  # noqa: N818 - said in the user's words
    """Raised for a letter that none of the fonts has."""
