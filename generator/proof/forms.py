"""The forms in which texts are compared: without what a format may write as it likes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from unicodedata import normalize

from generator.localisation.reading.plain import plain as without_marks
from generator.proof.word_text import CALL

_SPACES: Final = re.compile(r"\s+")
_CALLS: Final = re.compile(rf"\s*({CALL}\d+)\s*(?={CALL})")
_CALL: Final = re.compile(rf"{CALL}\d+")
_SHOWN: Final = 60


def spaced(text: str) -> str:
    """Without marks of direction and soft hyphens; spaces and hyphens plain ones, spaces alone."""
    plain = without_marks(text).replace("\u2011", "-")
    return _CALLS.sub(r"\1", _SPACES.sub(" ", plain).strip())


def tight(text: str) -> str:
    """The same without any space: a page breaks lines where it likes."""
    return "".join(without_marks(text).split())


_SIGNS: Final[Mapping[int, str]] = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "İ": "i", "ı": "i", "µ": "μ", "•": "·", "\u2219": "·"}
    | {chr(code): normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
)
"""Characters that share a glyph in fonts: hyphens, dots, radicals and the same ideographs."""


def drawn(text: str) -> str:
    """The same as glyphs tell it: capitals may be the style's, and some signs share a glyph."""
    bare = tight(text)
    return bare.lower() if bare.isascii() else bare.translate(_SIGNS).casefold()


_TURNED: Final = str.maketrans(")]}>»›" + "ەہھيىك", "([{<«‹" + "هههییک")


def edge(text: str) -> str:
    """As it is drawn where nothing tells it letter by letter.

    Without the side a bracket opens to, which from right to left is drawn turned; letters that
    share a shape are one.
    """
    return text.translate(_TURNED)


def short(text: str) -> str:
    """A text as a message shows it."""
    readable = _SPACES.sub(" ", _CALL.sub("", without_marks(text))).strip()
    return readable if len(readable) <= _SHOWN else f"{readable[:_SHOWN]}…"
