"""Elements while they are being read, and how their text becomes inlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from generator.document.tree import Inline, LineBreak, Text
from generator.records import dataclass


@dataclass(slots=True)
class Open:
    """An element that is being read, or was read and waits for the one that holds it.

    at  its place in the template, as the markers write it.
    """

    name: str
    at: str
    attributes: Mapping[str, str]
    content: list[object] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kept:
    """An inline of a value: its spaces are its own, not the template's layout."""

    inline: Inline


def named(holder: Open, name: str) -> tuple[Inline, ...]:
    """The inlines of the part called ``name``, such as a box's header."""
    for part in holder.content:
        if isinstance(part, Open) and part.name == name:
            return inlines(part.content)
    return ()


def inlines(content: Sequence[object]) -> tuple[Inline, ...]:
    """The inlines of a block: layout spaces at its ends and beside line breaks are dropped."""
    found: list[object] = []
    gap = True  # at the start, after a break, or after a space: another space says nothing
    for part in content:
        if isinstance(part, Text):
            text = part.text.removeprefix(" ") if gap else part.text
            if text:
                gap = text.endswith(" ")
                _add_text(found, text)
            continue
        if isinstance(part, LineBreak):
            _trim_end(found)
        found.append(part)
        gap = isinstance(part, LineBreak)
    _trim_end(found)
    while found and isinstance(found[-1], LineBreak):
        found.pop()
        _trim_end(found)
    return tuple(part.inline if isinstance(part, Kept) else part for part in found)  # type: ignore[misc]


def raw(content: Sequence[object]) -> tuple[Inline, ...]:
    """The inlines of an inline element, spaces at its ends kept for its neighbours."""
    return tuple(part.inline if isinstance(part, Kept) else part for part in content)  # type: ignore[misc]


def _add_text(found: list[object], text: str) -> None:
    last = found[-1] if found else None
    if isinstance(last, Text):
        found[-1] = Text(last.text + text)
    else:
        found.append(Text(text))


def _trim_end(found: list[object]) -> None:
    last = found[-1] if found else None
    if isinstance(last, Text) and last.text.endswith(" "):
        found.pop()
        if last.text != " ":
            found.append(Text(last.text[:-1]))
