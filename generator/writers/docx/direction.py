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
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.document.tree import Direction
from generator.writers.phrases import (
    LRM,
    LTR_LETTER,
    LTR_PHRASE,
    RLM,
    RTL_LETTER,
    RTL_PHRASE,
    STARTS_WITH_LETTER,
)

MARKS = f"{LRM}{RLM}\u061c"
# At the edge of a left-to-right run these are moved by the text around it, unless a mark
# stands in the run itself.
_FRAGILE = re.compile(
    "^[+\\-\u2212\u00b1~<>$\u20ac\u00a3#.@]|[%+\\-\u2212\u00b0)\\]./]$"
    "|\\d\\s*[-\u2010-\u2015\u2212/:]\\s*\\d"
)

# What keeps two left-to-right pieces apart by itself: the Arabic comma, per cent sign and
# vowel signs are not letters to the bidirectional algorithm.
_NEUTRAL_ARABIC = re.compile("[\u060c\u0610-\u061a\u064b-\u065f\u066a\u0670\u06d6-\u06ed]")


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


def split(text: str, base: Direction, inner: Direction) -> Iterator[Piece]:
    """Cut ``text`` into pieces of one direction.

    base   direction of the paragraph.
    inner  direction that was asked for this text; as the paragraph's when none was.
    """
    if base == "ltr" and inner == "ltr":
        if RTL_LETTER.search(text):
            yield from _cut(text, RTL_PHRASE, found_rtl=True)
        else:
            yield Piece(text, rtl=False)
    elif base == "ltr":
        yield from _embedded_rtl(text)
    elif inner == "rtl" or RTL_LETTER.search(text):
        phrases = [Piece(text, rtl=True)]
        if inner == "ltr":
            phrases = list(_cut(text, RTL_PHRASE, found_rtl=True))
        for phrase in phrases:
            inside = _cut(phrase.text, LTR_PHRASE, found_rtl=False) if phrase.rtl else (phrase,)
            yield from (_marked(piece) for piece in inside)
    else:
        yield _marked(Piece(text, rtl=False))


def settle(pieces: Iterable[Piece | None], base: Direction) -> list[Piece | None]:
    """Set the marks between neighbours; ``None`` stands for a note call or another mark.

    In a right-to-left paragraph a separator without letters between two left-to-right
    pieces would join them into one; in a left-to-right one, what follows Arabic would
    be drawn into it.
    """
    row = list(pieces)
    rtl_base = base == "rtl"
    previous: Piece | None = None
    for place, piece in enumerate(row):
        if piece is None:
            continue
        if previous is not None and previous.rtl is not rtl_base and piece.rtl is rtl_base:
            row[place] = piece = _separated(piece, rtl_base)
        previous = piece
    return row


def _separated(piece: Piece, rtl_base: bool) -> Piece:
    if rtl_base:
        mark = RLM
        safe = RTL_LETTER.search(_NEUTRAL_ARABIC.sub("", piece.text)) is not None
    else:
        mark = LRM
        safe = STARTS_WITH_LETTER.match(piece.text) is not None
    if safe or piece.text.startswith(mark):
        return piece
    return Piece(mark + piece.text, piece.rtl)


def _cut(text: str, phrase: re.Pattern[str], *, found_rtl: bool) -> Iterator[Piece]:
    end = 0
    for match in phrase.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()], not found_rtl)
        yield Piece(match[0], found_rtl)
        end = match.end()
    if end < len(text):
        yield Piece(text[end:], not found_rtl)


def _marked(piece: Piece) -> Piece:
    if piece.rtl:
        return piece
    return Piece(f"{LRM}{piece.text.strip(LRM)}{LRM}", rtl=False)


def _embedded_rtl(text: str) -> Iterator[Piece]:
    """Right-to-left text inside a left-to-right paragraph: in one piece where it can be."""
    if not RTL_LETTER.search(text):
        yield Piece(text, rtl=False)
        return
    if LTR_LETTER.search(text):
        yield from _cut(text, RTL_PHRASE, found_rtl=True)
        return
    before = "" if RTL_LETTER.match(text[0]) or text[0] == RLM else RLM
    after = "" if RTL_LETTER.match(text[-1]) or text[-1] == RLM else RLM
    yield Piece(f"{before}{text}{after}", rtl=True)
