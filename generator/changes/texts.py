"""Officers' own texts in two states of an order: which are new, which are others, which are gone.

A text is compared word for word in every language that both states have it in. Another line
break inside a paragraph is no change, nor is a translation that was added or reviewed.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final


class TextWhat(enum.Enum):
    """The sort of a change of a text."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


_OPPOSITE: Final = {TextWhat.ADDED: TextWhat.REMOVED, TextWhat.REMOVED: TextWhat.ADDED}
_SOFT_BREAK: Final = re.compile(r"[ \t]*\n[ \t]*(?!\s|[-*+#]|\d{1,9}[.)]|$)")


@dataclass(frozen=True, slots=True)
class HeldText:
    """The text of a slot in one state.

    original  tag of the language it was first written in; text: by tag, as it was written.
    title     what readers call the place it stands in, by language; may be empty.
    to_say    it may be said aloud.
    """

    slot: str
    marking: str
    original: str
    text: Mapping[str, str]
    title: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    to_say: bool = False


@dataclass(frozen=True, slots=True)
class TextChange:
    """What became of the text of a slot.

    before  None of a text that is new; after: None of one that is gone.
    languages  the tags in which the words are others; () of what is new or gone.
    """

    what: TextWhat
    before: HeldText | None = None
    after: HeldText | None = None
    languages: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[HeldText, ...]:
        """The text as it was and as it is, as far as it is there."""
        return tuple(side for side in (self.before, self.after) if side is not None)

    @property
    def slot(self) -> str:
        """The name of the slot."""
        return self.sides[0].slot

    def mirrored(self) -> TextChange:
        """The same, read from the later state to the earlier one."""
        what = _OPPOSITE.get(self.what, self.what)
        return TextChange(what, self.after, self.before, self.languages)


def text_changes(before: Sequence[HeldText], after: Sequence[HeldText]) -> tuple[TextChange, ...]:
    """What differs in the texts of two states, in the order of their slots."""
    return tuple(_changes({one.slot: one for one in before}, {one.slot: one for one in after}))


def _changes(old: Mapping[str, HeldText], new: Mapping[str, HeldText]) -> Iterator[TextChange]:
    for slot in sorted({*old, *new}):
        was, now = old.get(slot), new.get(slot)
        if was is None:
            yield TextChange(TextWhat.ADDED, None, now)
        elif now is None:
            yield TextChange(TextWhat.REMOVED, was, None)
        elif others := _other_words(was, now):
            yield TextChange(TextWhat.CHANGED, was, now, others)


def _other_words(was: HeldText, now: HeldText) -> tuple[str, ...]:
    """The languages that both have and in which they differ; without a common one, all."""
    both = sorted(was.text.keys() & now.text.keys())
    if not both:
        return tuple(sorted({*was.text, *now.text}))
    return tuple(tag for tag in both if _words(was.text[tag]) != _words(now.text[tag]))


def _words(text: str) -> list[str]:
    """The lines of a text as a reader sees them, whatever lines its file has."""
    lines = _SOFT_BREAK.sub(" ", text).splitlines()
    return [words for line in lines if (words := " ".join(line.split()))]
