"""The line of the notes that says what a text was made from.

It is written as a remark, because remarks are what every tool and every conversion between
formats keeps.
"""

from __future__ import annotations

import re
from typing import Final

from generator.translation.model import Record, Unit

_LINE: Final = "Record (leave as it is): original {original}, text here {replaced}"
_PATTERN: Final = re.compile(
    r"Record \(leave as it is\): original ([0-9a-f]{12}), text here ([0-9a-f]{12}|none)\b"
)
_STATES: Final = {
    "missing": "not translated yet",
    "original": "an original",
    "reviewed": "reviewed",
    "draft": "a draft, not reviewed",
    "machine": "a machine translation, not reviewed",
    "stale": "out of date: the original has changed since it was made",
}


def state_line(unit: Unit) -> str:
    """What state the text is in here, in words."""
    return f"The text here is {_STATES[unit.state]}."


def record_line(record: Record) -> str:
    """The record as a remark."""
    return _LINE.format(original=record.original, replaced=record.replaced)


def record_in(notes: str) -> Record | None:
    """The record within the notes of a unit; None when they hold none."""
    found = _PATTERN.search(" ".join(notes.split()))
    return Record(*found.groups()) if found else None
