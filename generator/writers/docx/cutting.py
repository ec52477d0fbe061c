"""Cuts text where a printed value starts and ends, so that a control can go around it.

A text is first cut by direction as a whole, values and all, because a phrase that is cut
apart would be laid out in another order. Where a value is only a part of such a piece, the
piece is cut once more; each part of a left-to-right piece that has marks around it gets
marks of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.document.tree import Value
from generator.writers.docx.direction import ALM, MARKS, Piece
from generator.writers.phrases import LRM, RLM

_MARK = re.compile(f"[{MARKS}]")


class Part(NamedTuple):
    """Pieces that follow one another and print one value, or none."""

    pieces: list[Piece]
    value: Value | None


def parts(pieces: Sequence[Piece], text: str, values: Sequence[tuple[int, Value]]) -> list[Part]:
    """The pieces of ``text`` as what prints each of its ``values`` and what stands between."""
    spans = []
    for start, value in values:
        first = _unmarked(text[:start])
        spans.append((first, first + _unmarked(value.text), value))
    found: list[Part] = []
    at = 0
    for piece in pieces:
        end = at + _unmarked(piece.text)
        inside = [span for span in spans if span[0] < end and span[1] > at]
        if not inside:
            _add(found, _whole(piece), None)
        elif len(inside) == 1 and inside[0][0] <= at and inside[0][1] >= end:
            _add(found, _whole(piece), inside[0][2])
        else:
            for cut, value_of in _cut(piece, at, inside):
                _add(found, cut, value_of)
        at = end
    return found


def _add(found: list[Part], piece: Piece, value: Value | None) -> None:
    """One more piece, with those before it where they print the same."""
    if found and found[-1].value is value:
        found[-1].pieces.append(piece)
    else:
        found.append(Part([piece], value))


def _cut(
    piece: Piece, at: int, spans: Sequence[tuple[int, int, Value]]
) -> Iterator[tuple[Piece, Value | None]]:
    """One piece that begins ``at``, counted without marks, cut at the edges of ``spans``."""
    marked = _is_marked(piece)
    place = 0
    for start, end, value in spans:
        first = _index(piece.text, start - at)
        last = _index(piece.text, end - at, behind=True)
        if first > place and piece.text[place:first].strip(MARKS):
            yield _again(piece.text[place:first], piece, marked), None
        else:
            first = place  # marks alone belong to the value that follows
        yield _again(piece.text[first:last], piece, marked), value
        place = last
    if place < len(piece.text):
        yield _again(piece.text[place:], piece, marked), None


def _is_marked(piece: Piece) -> bool:
    return not piece.rtl and piece.text.startswith(LRM) and piece.text.endswith(LRM)


def _whole(piece: Piece) -> Piece:
    """The piece, with one mark where it has several beside each other at an end."""
    text, rtl = piece
    if rtl or not _is_marked(piece) or (len(text) > 1 and text[1] != LRM != text[-2]):
        return piece
    return _again(text, piece, marked=True)


def _again(text: str, piece: Piece, marked: bool) -> Piece:
    return Piece(f"{LRM}{text.strip(LRM)}{LRM}" if marked else text, piece.rtl)


def _unmarked(text: str) -> int:
    """Length of ``text`` without marks of direction."""
    return len(text) - text.count(LRM) - text.count(RLM) - text.count(ALM)


def _index(text: str, count: int, *, behind: bool = False) -> int:
    """Where the character stands that ``count`` others come before; marks do not count.

    behind  the place right after them instead, and after marks that end the text.
    """
    if text[:1] not in MARKS and not _MARK.search(text):
        return min(max(count, 0), len(text))
    core = text.strip(MARKS)
    if core and not _MARK.search(core):
        return _between_marks(text, core, count, behind=behind)
    seen = 0
    for place, char in enumerate(text):
        if seen >= count and (behind or char not in MARKS):
            rest = text[place:]
            return len(text) if behind and not rest.strip(MARKS) else place
        seen += char not in MARKS
    return len(text)


def _between_marks(text: str, core: str, count: int, *, behind: bool) -> int:
    """The same where marks stand only around ``core``: most texts are so."""
    if count >= len(core):
        return len(text)
    if behind and count <= 0:
        return 0
    return text.index(core) + max(count, 0)
