"""The record that a Word file carries of itself: the names of its parts.

The writer puts it in, as custom XML; who reads a file back finds there each printed value
with its fact, and the texts as they were generated, to tell what was changed by hand since.
``docs/word.md`` describes it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

NAMESPACE: Final = "urn:briefing:word-record:1"
TAG: Final = "fact:"
"""Tags of content controls that hold a printed value begin so; the fact's id follows."""

TAG_LENGTH: Final = 64
"""Longest tag and title of a content control in Word."""

NOTE: Final = "_Note"
"""Bookmarks of notes begin so; their number follows."""

HYPHEN: Final = "\u2011"
"""One that parts no line is an element of a run and no text: controls stand beside it."""

DOCUMENT: Final = "document"
SHOWN, AGAIN, VALUES, VALUE, PART = "shown", "again", "values", "value", "part"
FACTS, FACT, ORIGIN = "facts", "fact", "origin"
BODY, NOTES, EDGES, TEXT = "body", "notes", "edges", "text"
STATEMENT, PRINTED, OFFICER = "statement", "printed", "officer"


def tag_of(fact: str) -> str:
    """The tag of a control that prints a value of ``fact``.

    >>> tag_of("irq-population")
    'fact:irq-population'
    """
    tag = f"{TAG}{fact}"
    if len(tag) <= TAG_LENGTH:
        return tag
    digest = hashlib.sha256(fact.encode()).hexdigest()[:12]
    return f"{tag[: TAG_LENGTH - 13]}~{digest}"


_PART: Final = re.compile(rf"(.*)/b:{PART}\[(\d+)\]")


def part_of(path: str) -> tuple[str, int]:
    """The value that a control is bound to by ``path``, and which part of it the control is.

    >>> part_of("/b:document[1]/b:shown[1]/b:value[4]/b:part[2]")
    ('/b:document[1]/b:shown[1]/b:value[4]', 2)
    """
    found = _PART.fullmatch(path)
    return (path, 1) if found is None else (found[1], int(found[2]))
