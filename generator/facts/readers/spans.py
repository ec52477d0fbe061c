"""Where each value of a YAML or JSON text stands, so that one can be changed and no other.

The tree of ``yaml_tree`` says what a file means; this one says from which character to which
each value reaches. It is made only of texts that were read without a mistake: no aliases, no
tags, no key twice. JSON is read the same way, as the part of YAML that it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml

from generator.facts.text import same_key

_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar from character ``start`` to ``end``. quote is ``"``, ``'``, ``|``, ``>`` or ""."""

    start: int
    end: int
    text: str
    quote: str


@dataclass(slots=True)
class Group:
    """A mapping. end is behind its last value, before comments; in braces, before the brace.

    flow    written in braces.
    column  of its first key, from 0; keys: where each key begins.
    """

    start: int
    flow: bool
    column: int = 0
    end: int = 0
    entries: dict[str, Span] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Row:
    """A list."""

    start: int
    flow: bool
    end: int = 0
    items: list[Span] = field(default_factory=list)


Span: TypeAlias = Leaf | Group | Row


class NoSpansError(Exception):
    """The places of values cannot be told; ``line`` is where reading ended, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def spans(text: str) -> Span | None:
    """The places of all values of ``text``; None when it holds nothing.

    Raises ``NoSpansError`` for a text that YAML's reader refuses, such as JSON that writes a
    letter as two halves (``\\ud83d\\ude00``).
    """
    reader = _Reader(text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NoSpansError(mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, ValueError) as error:
        raise NoSpansError(1) from error
    return reader.root


def records(root: Span | None) -> dict[str, Group]:
    """The records of a file of facts by id: a list, or a table with a list ``facts``."""
    rows = root.entries.get("facts") if isinstance(root, Group) else root
    found: dict[str, Group] = {}
    for item in rows.items if isinstance(rows, Row) else ():
        named = item.entries.get("id") if isinstance(item, Group) else None
        if isinstance(item, Group) and isinstance(named, Leaf):
            found.setdefault(named.text, item)
    return found


def plain(span: Span | None) -> object:
    """What a span says, as lists, dictionaries and texts."""
    if isinstance(span, Group):
        return {key: plain(inner) for key, inner in span.entries.items()}
    if isinstance(span, Row):
        return [plain(inner) for inner in span.items]
    return None if span is None else span.text


class _Reader:
    """Builds the tree from events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Span | None = None
        self._open: list[Group | Row] = []
        self._key: list[str | None] = []
        self._end = 0

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._start(Group(event.start_mark.index, bool(event.flow_style)))
        elif kind is yaml.SequenceStartEvent:
            self._start(Row(event.start_mark.index, bool(event.flow_style)))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._stop(event)

    def _start(self, made: Group | Row) -> None:
        self._open.append(made)
        self._key.append(None)
        self._end = made.start + 1 if made.flow else made.start

    def _stop(self, event: Any) -> None:
        done = self._open.pop()
        self._key.pop()
        done.end = self._end
        if done.flow:
            self._end = event.end_mark.index
        self._place(done)

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        top = self._open[-1] if self._open else None
        if isinstance(top, Group) and self._key[-1] is None:
            key = same_key(event.value)
            self._key[-1] = key
            if not top.keys:
                top.column = event.start_mark.column
            top.keys[key] = start
            self._end = end
            return
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        self._end = end
        self._place(Leaf(start, end, event.value, event.style or ""))

    def _place(self, span: Span) -> None:
        if not self._open:
            self.root = span
            return
        top = self._open[-1]
        if isinstance(top, Row):
            top.items.append(span)
            return
        key = self._key[-1]
        if key is not None:
            top.entries[key] = span
        self._key[-1] = None


def value_end(span: Span, text: str) -> int:
    """The character behind a value: behind the closing bracket of one that has brackets."""
    if isinstance(span, Leaf) or not span.flow:
        return span.end
    closing = "}" if isinstance(span, Group) else "]"
    at = span.end
    while text[at] != closing:  # blanks, a last comma, comments
        at = text.find("\n", at) if text[at] == "#" else at + 1
    return at + 1
