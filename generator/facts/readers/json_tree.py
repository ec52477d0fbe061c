"""JSON as the same tree of text with lines that YAML gives.

The standard parser has no lines, keeps the last of two equal keys, takes ``NaN`` and
turns ``0.1234567890123456789`` into another number; and it recurses. This one reads
tokens from a flat loop with a stack and keeps every number as it was written.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from generator.facts.readers.decode import read_text
from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table
from generator.facts.refused import note
from generator.facts.text import same_key
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Where

_TOKEN = re.compile(
    r"(?P<blank>[ \t\r\n]+)|(?P<mark>[\[\]{},:])"
    r'|(?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9.eE+\w-])"
    r"|(?P<word>true|false|null)(?!\w)"
)
_WORDS = {"true": Style.BOOLEAN, "false": Style.BOOLEAN, "null": Style.NULL}


def read_json_tree(
    path: Path, findings: Findings, limits: Limits = DEFAULT_LIMITS, *, name: str | None = None
) -> Node | None:
    """Read a JSON file; None, with problems in ``findings``, when its form is unsound."""
    label = name or path.as_posix()
    text = read_text(path, label, findings, limits.facts_file)
    return None if text is None else json_tree(text, label, findings, limits)


def json_tree(
    text: str, name: str, findings: Findings, limits: Limits = DEFAULT_LIMITS
) -> Node | None:
    """The tree of a JSON text; as ``read_json_tree``."""
    reader = _Reader(text, name, findings, limits)
    try:
        return reader.read()
    except _StopError:
        return None


class _StopError(Exception):
    """The text is no JSON from here on; the problem is noted."""


@dataclass(slots=True)
class _Open:
    line: int
    column: int
    mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    key: str | None = None
    after: str = "start"  # what came last: start, key, value, or one of , :


class _Reader:
    """One pass over the tokens; equal keys are all noted, a broken form stops at once."""

    def __init__(self, text: str, name: str, findings: Findings, limits: Limits) -> None:
        self.text = text
        self.name = name
        self.findings = findings
        self.limits = limits
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.sound = True
        self.line = 1
        self.line_start = 0
        self.at = 0

    def read(self) -> Node | None:
        text, length = self.text, len(self.text)
        while self.at < length:
            token = _TOKEN.match(text, self.at)
            if token is None:
                self._stop(self._what_is_wrong())
            kind = token.lastgroup
            if kind == "blank":
                self._count_lines(token.group(), token.end())
            elif kind == "mark":
                self._mark(token.group())
            elif kind == "string":
                self._string(token.group())
            else:
                style = Style.NUMBER if kind == "number" else _WORDS[token.group()]
                self._value(Scalar(token.group(), *self._place(), style))
            self.at = token.end()
        if self.stack:
            self._stop("json-cut")
        if self.root is None:
            self._stop("file-empty")
        return self.root if self.sound else None

    def _place(self) -> tuple[int, int]:
        return self.line, self.at - self.line_start + 1

    def _count_lines(self, blank: str, end: int) -> None:
        breaks = blank.count("\n")
        if breaks:
            self.line += breaks
            self.line_start = end - (len(blank) - blank.rindex("\n") - 1)

    def _mark(self, mark: str) -> None:
        if mark in "[{":
            self._open(mark == "{")
            return
        top = self.stack[-1] if self.stack else None
        if top is None:
            self._stop("json-syntax")
        if mark == ":" and top.after == "key":
            top.after = ":"
        elif mark == "," and top.after == "value":
            top.after = ","
        elif mark in "]}" and top.mapping == (mark == "}") and top.after in ("start", "value"):
            self.stack.pop()
            self._value(self._closed(top))
        else:
            self._stop("json-syntax")

    def _open(self, mapping: bool) -> None:
        self._expect_value()
        if len(self.stack) >= self.limits.nesting:
            self._stop("file-deep", limit=self.limits.nesting)
        self.stack.append(_Open(*self._place(), mapping))

    def _closed(self, top: _Open) -> Node:
        top_node: Node
        if top.mapping:
            top_node = Table(top.entries, top.keys, top.line, top.column)
        else:
            top_node = Sequence(tuple(top.items), top.line, top.column)
        return top_node

    def _string(self, token: str) -> None:
        text = json.loads(token) if "\\" in token else token[1:-1]
        top = self.stack[-1] if self.stack else None
        if top is not None and top.mapping and top.after in ("start", ","):
            self._key(top, same_key(text))
        else:
            self._value(Scalar(text, *self._place(), Style.QUOTED))

    def _key(self, top: _Open, key: str) -> None:
        where = Where(self.name, *self._place())
        if key in top.keys:
            self.sound = False
            short = key if len(key) <= 60 else key[:57] + "…"
            self.findings.add("duplicate-key", where, key=short, first=top.keys[key][0])
        elif len(key) > self.limits.key_characters:
            self.sound = False
            limit = self.limits.key_characters
            self.findings.add("key-long", where, length=len(key), limit=limit)
        top.keys.setdefault(key, self._place())
        top.key, top.after = key, "key"

    def _expect_value(self) -> None:
        if not self.stack:
            if self.root is not None:
                self._stop("json-syntax")
            return
        top = self.stack[-1]
        if top.after not in ((":",) if top.mapping else ("start", ",")):
            self._stop("json-syntax")

    def _value(self, node: Node) -> None:
        closing = isinstance(node, (Table, Sequence))
        if not closing:
            self._expect_value()
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.mapping:
            top.entries[top.key or ""] = node
        else:
            top.items.append(node)
        top.after = "value"

    def _what_is_wrong(self) -> str:
        rest = self.text[self.at : self.at + 9]
        if re.match(r"[-+]?(?:NaN|Infinity)", rest):
            return "json-not-finite"
        if rest.startswith('"'):
            closed = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL).match(self.text, self.at)
            return "json-string" if closed else "json-cut"
        return "json-syntax"

    def _stop(self, code: str, **values: object) -> NoReturn:
        line, column = self._place()
        near = re.match(r"[-+]?\w+|.{0,12}", self.text[self.at : self.at + 12])
        found = near.group() if near else ""
        note(
            self.findings,
            code,
            Where(self.name, line=line, column=column),
            {"found": found, **values},
        )
        raise _StopError
