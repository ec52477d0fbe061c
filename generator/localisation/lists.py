"""Enumerations: "A, B et C", "A وB وC", "Uruguay u Oman".

Rule: Unicode TR 35 part 2, list patterns, with the Spanish and Hebrew changes of the
conjunction before certain sounds that the patterns alone cannot say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, Literal

from generator.localisation.cldr import store

Kind = Literal["and", "or", "unit"]
Width = Literal["wide", "short"]

_STYLES: Final = {"and": "standard", "or": "or", "unit": "unit"}
# Spanish "y" becomes "e" before the sound i, "o" becomes "u" before the sound o.
_SOUNDS_I: Final = re.compile(r"(?:hi(?![ae])|i)", re.IGNORECASE)
_SOUNDS_O: Final = re.compile(r"(?:o|ho|8|11(?:$| ))", re.IGNORECASE)


def joined(
    locale: str,
    language: str,
    items: Sequence[str],
    *,
    kind: Kind = "and",
    width: Width = "wide",
    heard: Sequence[str] | None = None,
) -> str:
    """The items as one enumeration; nothing for none, the item itself for one.

    heard  what stands for each item when the conjunction is chosen; by default the item.
    """
    last = (heard or items)[-1] if items else ""
    if len(items) < 2:
        return items[0] if items else ""
    style = _STYLES[kind] + ("-short" if width == "short" else "")
    table = store.topic(locale, "text")["lists"][style]
    if len(items) == 2:
        return _pair(table["2"], items[0], items[1], language, last)
    # A mark that no enumeration holds, for all items before the last.
    text = _pair(table["end"], "\ufdd0", items[-1], language, last)
    head = _pair(table["start"], items[0], items[1], language)
    for item in items[2:-1]:
        head = _pair(table["middle"], head, item, language)
    return text.replace("\ufdd0", head, 1)


def _pair(pattern: str, first: str, second: str, language: str, heard: str = "") -> str:
    following = heard or second
    if language == "es":
        pattern = _spanish(pattern, following)
    elif language == "he" and pattern.endswith(" ו{1}") and not _hebrew(following):
        pattern = pattern.replace("ו{1}", "ו-{1}")
    before, _, rest = pattern.partition("{0}")
    middle, _, after = rest.partition("{1}")
    return f"{before}{first}{middle}{second}{after}"


def _spanish(pattern: str, following: str) -> str:
    if pattern == "{0} y {1}" and _SOUNDS_I.match(following):
        return "{0} e {1}"
    if pattern == "{0} o {1}" and _SOUNDS_O.match(following):
        return "{0} u {1}"
    return pattern


def _hebrew(text: str) -> bool:
    return bool(text) and unicodedata.name(text[0], "").startswith("HEBREW")
