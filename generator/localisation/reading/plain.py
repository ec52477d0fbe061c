"""Text without what only its layout needs: direction marks, isolates, kinds of spaces."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DROPPED: Final = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_MORE_SPACES: Final = "\u202f\u205f\u3000\t\n\r"
_TABLE: Final = {
    **{ord(mark): None for mark in _DROPPED},
    **{ord(space): " " for space in _SPACES + _MORE_SPACES},
}
_LAID_OUT: Final = re.compile(f"[{_DROPPED}{_SPACES}{_MORE_SPACES}]")
_FOREIGN_FIGURE: Final = re.compile(r"[^\D0-9]")
_VOWEL_SIGNS: Final = re.compile("[\u064b-\u0653\u0656-\u065f\u0670]")


def plain(text: str) -> str:
    """``text`` in composed form, without marks and isolates, every space an ordinary one.

    >>> plain("\\u200e-3\\u202f500\\u200e")
    '-3 500'
    """
    if _LAID_OUT.search(text):
        text = text.translate(_TABLE)
    return unicodedata.normalize("NFC", text)


def bare(text: str) -> str:
    """Plain text without Arabic vowel signs: what positions in a text refer to."""
    return _VOWEL_SIGNS.sub("", plain(text))


def small(text: str) -> str:
    """``text`` in small letters, every character at its place.

    >>> small("Août İ")
    'août İ'
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def folded(text: str) -> str:
    """Bare text in small letters, for comparing names."""
    return small(bare(text))


def figures(digits: str) -> str:
    """Digits of any script as 0–9; other characters stay.

    >>> figures("٤٢")
    '42'
    """
    return _FOREIGN_FIGURE.sub(lambda found: str(unicodedata.decimal(found[0])), digits)


# Scripts that write words without spaces: a name there has no edges to look for.
UNSPACED: Final = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
