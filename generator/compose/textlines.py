"""Two states of an officer's text, line beside line: what stood there, and what stands there now.

A line is a paragraph, an item of a list or a heading. What both states say is left out.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest

from generator.changes.texts import HeldText, TextChange
from generator.compose.composer import Composer
from generator.compose.markdown import read_markdown
from generator.compose.names import foreign
from generator.compose.officer import Around
from generator.compose.textbars import Line, lines_of
from generator.document.walk import plain

Row = tuple[Line, Line]


def changed_rows(composer: Composer, change: TextChange) -> tuple[Row, ...]:
    """The lines that differ, as they were beside as they are; () of one that is not there."""
    tag = _language(composer, change)
    before, after = (_lines(side, tag) for side in (change.before, change.after))
    was, now = ([plain(line) for line in lines] for lines in (before, after))
    around = _around(composer, change.slot, tag)
    rows: list[Row] = []
    for what, b, bb, a, aa in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what != "equal":
            pairs = zip_longest(before[b:bb], after[a:aa], fillvalue=())
            rows += [(_put(around, one), _put(around, other)) for one, other in pairs]
    return tuple(rows)


def _put(around: Around, line: Line) -> Line:
    return around.run(line) if line else ()


def _language(composer: Composer, change: TextChange) -> str:
    """The tag in which both states are shown: the document's, else that of the original."""
    both = frozenset.intersection(*(frozenset(side.text) for side in change.sides))
    known = both or frozenset().union(*(side.text for side in change.sides))
    now = change.sides[-1]
    wanted = (composer.tag, composer.language, now.original, *sorted(known))
    return next((tag for tag in wanted if tag in known), "")


def _around(composer: Composer, slot: str, tag: str) -> Around:
    if tag.split("-")[0] == composer.language.split("-")[0]:
        return Around(composer, slot, None, None)
    bare = foreign(composer, "", tag.split("-")[0])
    return Around(composer, slot, bare.lang, bare.direction)


def _lines(held: HeldText | None, tag: str) -> list[Line]:
    if held is None:
        return []
    text = held.text.get(tag) or next(iter(held.text.values()), "")
    return list(lines_of(read_markdown(text).blocks))
