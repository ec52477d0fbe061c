"""Refuses texts with characters that no Word file may carry, and says where they stand."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator, Mapping

from generator.document.tree import Document
from generator.problems import Findings, Where
from generator.writers.docx.xml import FORBIDDEN

_NEAR = 20


def check_characters(document: Document) -> None:
    """Raise ``ProblemsFound`` naming every forbidden character, its text and its fact."""
    findings = Findings()
    for text, record in _texts(document, None):
        # isprintable() is false for line ends and some marks too: then look closely.
        if text.isprintable():
            continue
        for found in FORBIDDEN.finditer(text):
            findings.add(
                "word-character-refused",
                Where(record=record),
                character=_named(found[0]),
                near=_near(text, found.start()),
            )
    findings.stop_on_errors()


def _texts(value: object, record: str | None) -> Iterator[tuple[str, str | None]]:
    """Every text of the tree with the nearest fact or note around it."""
    if isinstance(value, str):
        yield value, record
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner, record)
    elif isinstance(value, Mapping):
        return
    elif dataclasses.is_dataclass(value):
        own = getattr(value, "fact", None) or getattr(value, "id", None) or record
        for each in dataclasses.fields(value):
            yield from _texts(getattr(value, each.name), own)


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name.lower()})" if name else "")


def _near(text: str, at: int) -> str:
    around = text[max(at - _NEAR, 0) : at + _NEAR]
    return FORBIDDEN.sub("\ufffd", around).strip()
