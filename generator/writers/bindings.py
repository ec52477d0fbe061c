"""What must stay on one line of a page: a date, and a year with the word before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from generator.document.tree import Inline, Text, Value

SPACE: Final = "\u00a0"
SHORT: Final = 26  # characters of a date that any line has room for
YEAR: Final = re.compile(r"(?<=[\w,\u060c]) (?=[12]\d{3}(?!\d))")


def bound(children: Iterable[Inline]) -> Iterator[Inline]:
    """The same inlines with no-break spaces inside dates and before years.

    >>> [*bound((Text("as of "), Value("2017", "f", "2017", "time")))][0]
    Text(text='as of\\xa0')
    """
    row = tuple(children)
    for child, after in zip(row, (*row[1:], None), strict=False):
        match child:
            case Text(text=text):
                if text.endswith(" ") and len(text) > 1 and _is_year(after):
                    text = text[:-1] + SPACE
                yield Text(YEAR.sub(SPACE, text))
            case Value(kind="time", text=text):
                short = len(text) <= SHORT
                yield replace(child, text=text.replace(" ", SPACE) if short else text)
            case _:
                yield child


def _is_year(inline: Inline | None) -> bool:
    return isinstance(inline, Value) and inline.kind == "time" and len(inline.text) <= len("2017?")
