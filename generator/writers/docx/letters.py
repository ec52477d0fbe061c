"""How wide words are in a Word file, estimated: its reader's machine has the font, not we.

Letters are taken to be as wide as those of Arial, which are wider than most. Who asks must choose
between one line and two, and a line that is too full is worse than one that is half empty.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from generator.writers.docx.paragraph_styles import ARABIC_LARGER
from generator.writers.phrases import IDEOGRAPHIC, RTL_LETTER

_WIDE: Final = re.compile(f"[{IDEOGRAPHIC}]")
_NARROW: Final = frozenset(" \u00a0.,:;!|'’·/()[]-ijltfrI")
_NONE: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c\u2060")
_IDEOGRAPH, _THIN, _CAPITAL, _ARABIC, _OTHER = 1.0, 0.32, 0.72, 0.5, 0.56  # of the size


def width(text: str, size: float) -> float:
    """About how many points a line of ``text`` is long in letters of ``size`` points.

    >>> width("IRAQ", 10) > width("iraq", 10) > width("", 10)
    True
    """
    larger = size + ARABIC_LARGER / 2
    return sum(_letter(char) * (larger if RTL_LETTER.match(char) else size) for char in text)


@lru_cache(maxsize=2048)
def _letter(char: str) -> float:
    if char in _NONE:
        return 0.0
    if char in _NARROW:
        return _THIN
    if _WIDE.match(char):
        return _IDEOGRAPH
    if RTL_LETTER.match(char):
        return _ARABIC
    return _CAPITAL if char.isupper() else _OTHER
