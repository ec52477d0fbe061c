"""What must stay on one line of a page: a date, and a year with the word before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.document.tree import Inline, Text, Value

SPACE: Final = "\u00a0"
SHORT: Final = 26  # characters of a date that any line has room for
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
YEAR: Final = re.compile(r"(?<=[\w,\u060c]) (?=[12]\d{3}(?!\d))")


def without_line_ends(value: Value) -> Value:
    """An amount whose unit has hyphens, with hyphens that do not end a line in Word.

    >>> without_line_ends(Value("20 dollars des États-Unis", "f", "20", "data")).text
    '20 dollars des États\u2011Unis'
    """
    if value.kind != "data" or "-" not in value.text or not value.text[:1].isdecimal():
        return value
    return replace(value, text=_HYPHEN.sub("\u2011", value.text))


def bound(children: Sequence[Inline]) -> Sequence[Inline]:
    """The same inlines with no-break spaces inside dates and before years.

    >>> bound((Text("as of "), Value("2017", "f", "2017", "time")))[0]
    Text(text='as of\\xa0')
    """
    made: list[Inline] | None = None
    for place, child in enumerate(children):
        if isinstance(child, Text):
            text = child.text
            if text[-1:] == " " and len(text) > 1 and _is_year(children, place + 1):
                text = text[:-1] + SPACE
            if " 1" in text or " 2" in text:
                text = YEAR.sub(SPACE, text)
            if text is not child.text and text != child.text:
                made = made or [*children]
                made[place] = Text(text)
        elif (
            isinstance(child, Value)
            and child.kind == "time"
            and " " in child.text
            and len(child.text) <= SHORT
        ):
            made = made or [*children]
            made[place] = replace(child, text=child.text.replace(" ", SPACE))
    return made or children


def _is_year(children: Sequence[Inline], place: int) -> bool:
    inline = children[place] if place < len(children) else None
    return isinstance(inline, Value) and inline.kind == "time" and len(inline.text) <= len("2017?")
