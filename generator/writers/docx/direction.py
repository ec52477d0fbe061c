r"""Splits text into runs of one direction and sets the marks that hold each in its place.

Word and LibreOffice lay out a run by its ``w:rtl`` property and by the bidirectional
algorithm together, and neither isolates one run from the next. So in a right-to-left
paragraph every Latin phrase and every number with the digits 0-9 stands in its own run
without ``w:rtl``, with U+200E at both ends inside it; between two such runs the separator
carries U+200F. In a left-to-right paragraph a right-to-left phrase is one run with
``w:rtl``, digits included, and what follows it starts with U+200E unless it starts with
a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.document.tree import Direction
from generator.writers.phrases import (
    LRM,
    LTR_LETTER,
    RLM,
    RTL_LETTER,
    RTL_PHRASE,
    STARTS_WITH_LETTER,
    ltr_phrases,
)

ALM = "\u061c"
MARKS = f"{LRM}{RLM}{ALM}"
# At the edge of a left-to-right run these are moved by the text around it, unless a mark
# stands in the run itself.
_FRAGILE = re.compile(
    "^[+\\-\u2212\u00b1~<>$\u20ac\u00a3#.@]|[%+\\-\u2212\u00b0)\\]./]$"
    "|\\d\\s*[-\u2010-\u2015\u2212/:]\\s*\\d"
)

# What keeps two left-to-right pieces apart by itself: the Arabic comma, per cent sign and
# vowel signs are not letters to the bidirectional algorithm.
_NEUTRAL_ARABIC = "[\u060c\u0610-\u061a\u064b-\u065f\u066a\u0670\u06d6-\u06ed]"
_PARTS_BY_ITSELF = re.compile(f"(?!{_NEUTRAL_ARABIC}){RTL_LETTER.pattern}")

_BRACKETS = {"(": ")", "[": "]"}
_EASTERN = "\u0660-\u0669\u06f0-\u06f9"
_WESTERN_FIGURES = re.compile(f"[^0-9{_EASTERN}]*[0-9][^{_EASTERN}]*")


class Piece(NamedTuple):
    """Text of one direction; rtl says which."""

    text: str
    rtl: bool


def fragile(text: str) -> bool:
    """Whether left-to-right ``text`` needs its marks inside its own run.

    >>> fragile("2016–2022"), fragile("46,042,015")
    (True, False)
    """
    return _FRAGILE.search(text) is not None


def mostly_rtl(text: str) -> bool:
    """Whether ``text`` has more right-to-left letters than others.

    >>> mostly_rtl("بغداد (IRQ)"), mostly_rtl("km ٣٫٤٪")
    (True, False)
    """
    # Digits and signs of Arabic say nothing: a French line may end with “٣٫٤٪”.
    letters = sum(map(str.isalpha, RTL_LETTER.findall(text)))
    return letters > 0 and letters > len(LTR_LETTER.findall(text))


def split(text: str, base: Direction, inner: Direction) -> Sequence[Piece]:
    """Cut ``text`` into pieces of one direction.

    base   direction of the paragraph.
    inner  direction that was asked for this text; as the paragraph's when none was.
    """
    if base == "ltr":
        if not RTL_LETTER.search(text):
            return (Piece(text, rtl=False),)
        return _rtl_apart(text) if inner == "ltr" else _embedded_rtl(text)
    if inner == "rtl":
        return _ltr_apart(text)
    if not RTL_LETTER.search(text):
        return (_marked(text),)
    return [
        piece
        for phrase in _rtl_apart(text)
        for piece in (_ltr_apart(phrase.text) if phrase.rtl else (_marked(phrase.text),))
    ]


def settled(
    pieces: Sequence[Piece], base: Direction, before: Piece | None = None
) -> Sequence[Piece]:
    """``pieces`` with the marks between neighbours; ``before`` is what stands before them.

    In a right-to-left paragraph a separator without letters between two left-to-right
    pieces would join them into one; in a left-to-right one, what follows Arabic would
    be drawn into it. Calls of notes between two pieces do not part them.
    """
    rtl_base = base == "rtl"
    other = before is not None and before.rtl is not rtl_base
    row: list[Piece] | None = None
    for place, piece in enumerate(pieces):
        if piece.rtl is not rtl_base:
            other = True
        elif other:
            other = False
            row = row or list(pieces)
            row[place] = _separated(piece, rtl_base)
    return row or pieces


def _separated(piece: Piece, rtl_base: bool) -> Piece:
    if rtl_base:
        mark = RLM
        safe = _PARTS_BY_ITSELF.search(piece.text) is not None
    else:
        mark = LRM
        safe = STARTS_WITH_LETTER.match(piece.text) is not None
    if safe or piece.text.startswith(mark):
        return piece
    return Piece(mark + piece.text, piece.rtl)


def _rtl_apart(text: str) -> list[Piece]:
    """Left-to-right text cut at its right-to-left phrases."""
    return [
        one
        for piece in _cut(text, RTL_PHRASE, rtl=True)
        for one in (_figures_apart(piece) if piece.rtl else (piece,))
    ]


def _figures_apart(phrase: Piece) -> Iterable[Piece]:
    """A phrase of figures alone, cut at those with the digits 0-9: they are none of Arabic."""
    if any(map(str.isalpha, phrase.text)):
        return (phrase,)
    return _cut(phrase.text, _WESTERN_FIGURES, rtl=False)


def _cut(text: str, found: re.Pattern[str], *, rtl: bool) -> list[Piece]:
    """Text cut at what is ``found`` in it, which has the one direction; the rest the other."""
    pieces = []
    end = 0
    for match in found.finditer(text):
        if match.start() > end:
            pieces.append(Piece(text[end : match.start()], not rtl))
        pieces.append(Piece(match[0], rtl))
        end = match.end()
    if end < len(text):
        pieces.append(Piece(text[end:], not rtl))
    return pieces


def _ltr_apart(text: str) -> Sequence[Piece]:
    """Right-to-left text cut at its left-to-right phrases, each with its marks.

    Brackets around nothing but such a phrase go with it, where they are drawn as they are here:
    LibreOffice may end a line between text and a phrase, also behind an opening bracket.
    """
    phrases = ltr_phrases(text)
    if not phrases:
        return (Piece(text, rtl=True),)
    pieces = []
    end = 0
    for start, behind in phrases:
        if start > end and _BRACKETS.get(text[start - 1]) == text[behind : behind + 1]:
            start, behind = start - 1, behind + 1
        if start > end:
            pieces.append(Piece(text[end:start], rtl=True))
        pieces.append(_marked(text[start:behind]))
        end = behind
    if end < len(text):
        pieces.append(Piece(text[end:], rtl=True))
    return pieces


def _marked(text: str) -> Piece:
    return Piece(f"{LRM}{text.strip(LRM)}{LRM}", rtl=False)


def _embedded_rtl(text: str) -> list[Piece]:
    """Right-to-left text inside a left-to-right paragraph: in one piece where it can be."""
    if LTR_LETTER.search(text):
        return _rtl_apart(text)
    before = "" if RTL_LETTER.match(text[0]) or text[0] == RLM else RLM
    after = "" if RTL_LETTER.match(text[-1]) or text[-1] == RLM else RLM
    return [Piece(f"{before}{text}{after}", rtl=True)]
