"""The line of the notes that says which text a unit is and what it was made from.

It is written as a remark, because remarks are what every tool and every conversion between
formats keeps: a PO file that was made of our XLIFF has lost all ids, and still says it here.
"""

from __future__ import annotations

import re
from typing import Final

from generator.translation.model import Key, Record, Unit

_LINE: Final = "Record (leave as it is): {key}, original {original}, text here {replaced}"
_PATTERN: Final = re.compile(
    r"Record \(leave as it is\): ([a-z0-9.-]+), original ([0-9a-f]{12}),"
    r" text here ([0-9a-f]{12}|none)\b"
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


def record_line(unit: Unit) -> str:
    """The record of a unit as a remark."""
    record = unit.record
    return _LINE.format(key=unit.key, original=record.original, replaced=record.replaced)


def record_in(identifier: str, notes: str) -> tuple[str, Record | None]:
    """The id of a unit and its record, from the id it has in the file and its notes.

    An id that is none of ours, as conversions between formats make them, is taken from the
    record; a record that speaks of another text than the unit's own id does not count.
    """
    found = _PATTERN.search(" ".join(notes.split()))
    if found is None:
        return identifier, None
    key, original, replaced = found.groups()
    if Key.parse(identifier) is None:
        return key, Record(original, replaced)
    return identifier, Record(original, replaced) if key == identifier else None
