"""Which lines of an officer's text are new or others than in the last edition, and their marks.

A line is a paragraph, an item of a list or a heading, as in ``textlines``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from generator.changes.texts import TextChange
from generator.compose.composer import Composer
from generator.compose.markdown import read_markdown
from generator.document.tree import Block, Inline, Item, ListBlock, Paragraph, Section, Span
from generator.document.walk import plain

Line = tuple[Inline, ...]


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines of a text, in order."""
    for block in blocks:
        match block:
            case Paragraph(children=children):
                yield children
            case ListBlock(items=items):
                for item in items:
                    yield from lines_of(item.blocks)
            case Section(heading=heading, blocks=inner):
                yield heading.children
                yield from lines_of(inner)


def with_bars(
    composer: Composer, slot: str, tag: str, written: Iterable[Block], printed: tuple[Block, ...]
) -> tuple[Block, ...]:
    """The blocks of a text with its new lines marked, where the document marks what changed.

    tag      of the language that prints.
    written  the text as the officer wrote it; printed: the same in the spans of its slot.
    """
    changes = composer.brief.changes if composer.brief.change_bars else None
    change = next((one for one in changes.texts if one.slot == slot), None) if changes else None
    if change is None:
        return printed
    now = [plain(line) for line in lines_of(written)]
    return tuple(_marked(printed, iter(_new(change, tag, now))))


def _new(change: TextChange, tag: str, now: list[str]) -> list[bool]:
    """For each line of a text whether it is new or another.

    All lines are of a text that is new, and of one that was not there in the language: which of
    them are others can then not be told.
    """
    before = None if change.before is None else change.before.text.get(tag)
    if before is None:
        return [True] * len(now)
    was = [plain(line) for line in lines_of(read_markdown(before).blocks)]
    new = [True] * len(now)
    for _, start, length in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
        new[start : start + length] = [False] * length
    return new


def _marked(blocks: Iterable[Block], new: Iterator[bool]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Paragraph(children=children):
                yield replace(block, children=_line(children, next(new)))
            case ListBlock(items=items):
                inner = tuple(Item(tuple(_marked(item.blocks, new))) for item in items)
                yield replace(block, items=inner)
            case Section(heading=heading, blocks=under):
                titled = replace(heading, children=_line(heading.children, next(new)))
                yield replace(block, heading=titled, blocks=tuple(_marked(under, new)))
            case _:
                yield block


def _line(children: Line, new: bool) -> Line:
    if not new:
        return children
    return tuple(replace(one, changed=True) if isinstance(one, Span) else one for one in children)
