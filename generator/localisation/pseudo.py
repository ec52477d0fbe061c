"""Pseudo-locales: English made strange, to show at a glance what nobody can translate.

"en-XA" reads from left to right with an accent on every letter, "ar-XB" from right to
left in Arabic letters that stand for the English ones. In both a message is about a third
longer, as a translation may be, and stands in brackets, so that cut text shows. Words that
stay plain English do not go through the catalogues, or belong to a fact.

Nothing is kept by hand: the words are made from the messages as they are asked for. No
character that turns text around is used; Arabic letters run from right to left by
themselves, and their fonts, joining and order are those of real Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

Direction = Literal["ltr", "rtl"]

DIRECTIONS: Final[Mapping[str, Direction]] = MappingProxyType({"en-XA": "ltr", "ar-XB": "rtl"})
"""The pseudo-locales and the direction each of them shows."""

_LONGER: Final = 0.35
_VOWELS: Final = frozenset("aeiouAEIOU")
_PLACEHOLDER: Final = re.compile(r"(\{[A-Za-z_][A-Za-z0-9_]*\})")
_LETTER: Final = re.compile("[A-Za-z]")

_PLAIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ACCENTED: Final = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
_CAPITALS: Final = "ÅɃÇÐÉƑĜĤÎĴĶĻⱮÑÖÞǪŔŠŢÛṼŴẊÝŽ"
_ARABIC: Final = "ابكدهفجحيجكلمنوبقرستوفوخيز"
_TABLES: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {
        "en-XA": dict(zip(map(ord, _PLAIN + _PLAIN.upper()), _ACCENTED + _CAPITALS, strict=True)),
        "ar-XB": dict(
            zip(map(ord, _PLAIN + _PLAIN.upper() + ",;?"), _ARABIC * 2 + "،؛؟", strict=True)
        ),
    }
)


def words(tag: str, text: str) -> str:
    """The letters of a text made strange, its length kept: names of months, units, money.

    >>> words("en-XA", "9 June 2024")
    '9 Ĵûñé 2024'
    """
    return text.translate(_TABLES[tag])


@cache
def message(tag: str, text: str) -> str:
    """A message made strange and longer, in brackets; placeholders and signs are kept.

    >>> message("en-XA", "Page {page} of {pages}")
    '[Þååĝéé {page} öƒ {pages}]'
    """
    pieces = _PLACEHOLDER.split(text)
    letters = sum(len(_LETTER.findall(piece)) for piece in pieces[::2])
    missing = round(letters * _LONGER)
    for place in range(0, len(pieces), 2):
        lengthened, missing = _lengthened(pieces[place], missing)
        pieces[place] = words(tag, lengthened)
    made = "".join(pieces)
    return f"[{made}{'~' * missing}]" if letters else made


def _lengthened(text: str, missing: int) -> tuple[str, int]:
    """``text`` with vowels doubled, at most ``missing`` of them; and how many are left to add."""
    parts: list[str] = []
    for letter in text:
        double = missing > 0 and letter in _VOWELS
        parts.append(letter + letter.lower() if double else letter)
        missing -= double
    return "".join(parts), missing
