"""Which values must be laid out left to right inside a right-to-left text.

Without an isolate "+964 770 123 4567" is shown as "4567 123 770 964+" and "Shell plc." as
".Shell plc". Text is never reordered here: the writers set the direction.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
# A number alone keeps its order; with a sign, or next to another number, it does not.
_PLAIN_NUMBER: Final = re.compile(r"[0-9]+(?:[.,'’\u00a0\u202f][0-9]+)*")
_LATIN_DIGIT: Final = re.compile(r"[0-9]")
_MARKS: Final = str.maketrans("", "", "\u200e\u200f\u061c")


def needs_left_to_right(text: str) -> bool:
    """True for Latin names and codes, phone numbers, signed numbers and ranges in 0–9.

    A text with letters of a right-to-left script is never isolated as a whole.
    """
    classes = {unicodedata.bidirectional(character) for character in text}
    if classes & _RIGHT_TO_LEFT:
        return False
    if "L" in classes:
        return True
    bare = text.translate(_MARKS).strip()
    return bool(_LATIN_DIGIT.search(bare)) and not _PLAIN_NUMBER.fullmatch(bare)
