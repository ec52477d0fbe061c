"""TOML as a tree with lines: orders, sources, templates and house styles.

``tomllib`` checks the form and gives the values; it has no lines, and 60 KB of dotted keys
cost it gigabytes. So a light scan of the text goes first: it counts the depth of keys
and remembers where each key and each list entry stands.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from generator.facts.readers.decode import read_text
from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table
from generator.facts.refused import note
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Where

KeyPath: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]

TOKEN = re.compile(
    r"(?P<blank>[ \t]+)|(?P<break>\r?\n)|(?P<comment>\#[^\n]*)"
    r'|(?P<string>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|(?P<mark>[\[\]{}=,.])|(?P<bare>[^\s\[\]{}=,.\#\"']+)|(?P<other>.)",
    re.DOTALL,
)
_FAR_TOO_DEEP = 64
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


class _Number(str):
    """A decimal number as it was written."""

    __slots__ = ()


def read_toml(
    path: Path, findings: Findings, limits: Limits = DEFAULT_LIMITS, *, name: str | None = None
) -> Table | None:
    """Read a TOML file; None, with the problem in ``findings``, when its form is unsound."""
    label = name or path.as_posix()
    text = read_text(path, label, findings, limits.order_file)
    return None if text is None else toml_tree(text, label, findings, limits)


def toml_tree(
    text: str, name: str, findings: Findings, limits: Limits = DEFAULT_LIMITS
) -> Table | None:
    """The tree of a TOML text; as ``read_toml``."""
    scan = _Scan()
    scan.read(text)
    if scan.deepest > limits.toml_key_depth:
        values = {"limit": limits.toml_key_depth, "found": scan.deepest}
        note(findings, "toml-deep-key", Where(name, line=scan.deepest_line), values)
        return None
    if scan.nesting > limits.nesting:
        findings.add("file-deep", Where(name, line=scan.nesting_line), limit=limits.nesting)
        return None
    try:
        value = tomllib.loads(text, parse_float=_Number)
    except tomllib.TOMLDecodeError as error:
        _syntax(error, text, name, findings)
        return None
    except (ValueError, RecursionError) as error:
        findings.add("toml-syntax", Where(name), reason=str(error).split("\n", 1)[0])
        return None
    return _table(value, (), scan.places, (1, 1))


def places_of(text: str) -> Mapping[KeyPath, Place]:
    """Line and column of every key, header and list entry of a sound TOML text."""
    scan = _Scan()
    scan.read(text)
    return scan.places


def _table(
    value: Mapping[str, Any], path: KeyPath, places: Mapping[KeyPath, Place], at: Place
) -> Table:
    entries: dict[str, Node] = {}
    keys: dict[str, Place] = {}
    for key, inner in value.items():
        place = places.get((*path, key), at)
        keys[key] = place
        entries[key] = _node(inner, (*path, key), places, place)
    return Table(entries, keys, *at)


def _node(value: Any, path: KeyPath, places: Mapping[KeyPath, Place], at: Place) -> Node:
    if isinstance(value, dict):
        return _table(value, path, places, at)
    if isinstance(value, list):
        items = []
        for number, inner in enumerate(value):
            inner_path = (*path, number)
            items.append(_node(inner, inner_path, places, places.get(inner_path, at)))
        return Sequence(tuple(items), *at)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", *at, Style.BOOLEAN)
    if isinstance(value, (int, _Number)):
        return Scalar(str(value), *at, Style.NUMBER)
    if isinstance(value, (dt.date, dt.time)):
        return Scalar(value.isoformat(), *at, Style.DATE)
    return Scalar(value, *at, Style.QUOTED)


def _syntax(error: tomllib.TOMLDecodeError, text: str, name: str, findings: Findings) -> None:
    said = str(error)
    found = _AT.search(said)
    line: int | None = text.rstrip().count("\n") + 1
    column: int | None = None
    if found and found.group(1):
        line, column = int(found.group(1)), int(found.group(2))
    reason = said[: found.start()].strip() if found else said
    code = "toml-twice" if "overwrite" in said or "twice" in said else "toml-syntax"
    findings.add(code, Where(name, line=line, column=column), reason=reason)


def _unquoted(word: str) -> str:
    """The key that a word of the text stands for."""
    if word[0] not in "\"'":
        return word
    if word[0] == "'" or "\\" not in word:
        return word[1:-1]
    try:
        return str(tomllib.loads(f"key = {word}")["key"])
    except tomllib.TOMLDecodeError:
        return word


@dataclass(slots=True)
class _Inside:
    """An open list or inline table."""

    path: KeyPath
    inline_table: bool
    count: int = 0
    empty: bool = True


@dataclass(slots=True)
class _Scan:
    """Finds the line of every key without judging the form; ``tomllib`` does that."""

    places: dict[KeyPath, Place] = field(default_factory=dict)
    deepest: int = 0
    deepest_line: int = 1
    nesting: int = 0
    nesting_line: int = 1
    header: KeyPath = ()
    counts: dict[KeyPath, int] = field(default_factory=dict)
    inside: list[_Inside] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    key_at: Place = (1, 1)
    in_key: bool = True
    value_path: KeyPath = ()

    def read(self, text: str) -> None:
        """Fill ``places``."""
        line, line_start = 1, 0
        for token in TOKEN.finditer(text):
            kind, found = token.lastgroup, token.group()
            at = (line, token.start() - line_start + 1)
            if kind == "break":
                self._end_of_line()
            elif kind == "string" or kind == "bare":
                self._word(found, at)
            elif kind == "mark":
                self._mark(found, at, text, token.end())
            breaks = found.count("\n")
            if breaks:
                line += breaks
                line_start = token.start() + found.rindex("\n") + 1
            if self.nesting > _FAR_TOO_DEEP or self.deepest > _FAR_TOO_DEEP:
                return  # the paths would grow without end; what follows is refused anyway

    def _end_of_line(self) -> None:
        if not self.inside:
            self.key, self.in_key = [], True

    def _word(self, found: str, at: Place) -> None:
        if not self.in_key:
            self._entry(at)
            return
        if not self.key:
            self.key_at = at
        if len(self.key) < 64:
            self.key.append(_unquoted(found))
        depth = len(self.key)
        if depth > self.deepest:
            self.deepest, self.deepest_line = depth, at[0]

    def _mark(self, mark: str, at: Place, text: str, end: int) -> None:
        if mark == "=":
            base = self.inside[-1].path if self.inside else self.header
            self._remember(base, self.key)
            self.value_path = (*base, *self.key)
            self.in_key = False
        elif mark in "[{":
            if mark == "[" and self.in_key and not self.inside:
                self._header(text, end, at)
            else:
                self._open(mark == "{", at)
        elif mark in "]}":
            if self.inside:
                self.inside.pop()
                self.in_key = False
            elif not self.in_key:
                self.in_key = False
        elif mark == "," and self.inside:
            top = self.inside[-1]
            top.empty = True
            self.in_key, self.key = top.inline_table, []

    def _header(self, text: str, end: int, at: Place) -> None:
        """``[table]`` or ``[[list of tables]]``; the words follow as tokens of the key."""
        if text.startswith("[", end):
            return
        close = text.find("]", end)
        line_end = text.find("\n", end)
        if close < 0 or (0 <= line_end < close):
            return
        words = [
            _unquoted(part)
            for part in re.findall(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[^\s."\']+', text[end:close])
        ]
        if len(words) > self.deepest:
            self.deepest, self.deepest_line = len(words), at[0]
        words = words[:64]
        array = text.startswith("]]", close)
        path: KeyPath = ()
        for number, word in enumerate(words):
            path = (*path, word)
            self.places.setdefault(path, at)
            if array and number == len(words) - 1:
                self.counts[path] = self.counts.get(path, -1) + 1
                path = (*path, self.counts[path])
                self.places[path] = at
            elif path in self.counts:
                path = (*path, self.counts[path])
        self.header = path
        self.in_key = False

    def _remember(self, base: KeyPath, words: list[str]) -> None:
        path = base
        for word in words:
            path = (*path, word)
            self.places.setdefault(path, self.key_at)

    def _entry(self, at: Place) -> None:
        """A value begins; inside a list it is the next entry."""
        if not self.inside:
            return
        top = self.inside[-1]
        if not top.inline_table and top.empty:
            self.places[(*top.path, top.count)] = at
            top.count += 1
            top.empty = False

    def _open(self, inline_table: bool, at: Place) -> None:
        path = self.value_path
        if self.inside and not self.inside[-1].inline_table:
            top = self.inside[-1]
            if top.empty:
                self._entry(at)
            path = (*top.path, top.count - 1)
        self.inside.append(_Inside(path, inline_table))
        if len(self.inside) > self.nesting:
            self.nesting, self.nesting_line = len(self.inside), at[0]
        self.in_key, self.key = inline_table, []
