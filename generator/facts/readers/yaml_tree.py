"""YAML as a tree of text with lines, built from parser events with a stack of our own.

PyYAML's loaders turn ``NO`` into False, ``12:30:45`` into 45045 and ``010`` into 8, drop
the first of two equal keys, expand aliases without bound and crash on deep nesting. Here
every scalar stays text; aliases, tags, merge keys, second documents and equal keys are
refused with their line; depth is counted before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.facts.readers.decode import read_text
from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table
from generator.facts.refused import note
from generator.facts.text import code_points, same_key
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Where

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_EXPLICIT_KEY = re.compile(r"(?:^|[\[{,\-])[ \t]*\?[ \t]*", re.MULTILINE)
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_COMMENT_BEHIND = re.compile(r"[ \t]+#(.*)")
_MOST_PROBLEMS = 20
_SYNTAX = (
    ("mapping values are not allowed", "yaml-colon"),
    ("while scanning a quoted scalar", "yaml-quote"),
)


def read_yaml_tree(
    path: Path,
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
    *,
    name: str | None = None,
) -> Node | None:
    """Read a YAML file.

    name  how messages call the file (relative to the workspace).

    Gives None, with every problem of the file in ``findings``, when its form is unsound
    or it holds nothing.
    """
    label = name or path.as_posix()
    text = read_text(path, label, findings, limits.facts_file)
    return None if text is None else yaml_tree(text, label, findings, limits)


def yaml_tree(
    text: str, name: str, findings: Findings, limits: Limits = DEFAULT_LIMITS
) -> Node | None:
    """The tree of a YAML text; as ``read_yaml_tree``."""
    bad = _FORBIDDEN.search(text)
    if bad:
        line = len(_LINE_BREAK.findall(text, 0, bad.start())) + 1
        where = Where(name, line=line)
        findings.add("yaml-character", where, character=code_points(bad.group()))
        return None
    if text.endswith((" ", "\t")) and not text.rpartition("\n")[2].strip():
        text += "\n"  # libyaml drops the break of a last line of blanks in a block
    builder = _Builder(name, findings, limits, _lines_with_comments(text))
    for mark in _EXPLICIT_KEY.finditer(text) if "?" in text else ():
        builder.explicit_keys.add(mark.end())
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        _syntax(error, text, name, findings)
        return None
    except (yaml.YAMLError, ValueError) as error:
        findings.add("yaml-syntax", Where(name), reason=_first_line(str(error)))
        return None
    if builder.refused:
        return None
    if builder.root is None:
        findings.add("file-empty", Where(name))
    return builder.root


@dataclass(slots=True)
class _Open:
    """A list or mapping that is not closed yet."""

    line: int
    column: int
    mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    key: str | None = None
    skip: bool = False  # the value that follows belongs to a refused key
    as_key: bool = False  # stands where a key should be


class _Builder:
    """Builds the tree from events; notes what it refuses and goes on to find the rest."""

    def __init__(
        self, name: str, findings: Findings, limits: Limits, comments: dict[int, str]
    ) -> None:
        self.name = name
        self.findings = findings
        self.limits = limits
        self.comments = comments
        self.explicit_keys: set[int] = set()
        self.root: Node | None = None
        self.refused = 0
        self.documents = 0
        self.stack: list[_Open] = []

    def take(self, event: Any) -> bool:
        """Take one event; False when there is no sense in reading on."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._start(event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end()
        elif kind is yaml.AliasEvent:
            self._refuse("yaml-alias", event, alias=event.anchor)
            self._place(Scalar("", *_at(event), Style.NULL), key_like=True)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._refuse("yaml-second-document", event)
                return False
            if event.tags or event.version:
                self._refuse("yaml-directive", event)
        return self.refused < _MOST_PROBLEMS

    def _start(self, event: Any, mapping: bool) -> bool:
        self._plain_only(event)
        top = self.stack[-1] if self.stack else None
        as_key = top is not None and top.mapping and top.key is None
        if as_key:
            self._refuse("yaml-key", event)
        if len(self.stack) >= self.limits.nesting:
            self._refuse("file-deep", event, limit=self.limits.nesting)
            return False
        self.stack.append(_Open(*_at(event), mapping, as_key=as_key))
        return self.refused < _MOST_PROBLEMS

    def _end(self) -> None:
        done = self.stack.pop()
        if done.as_key:
            self.stack[-1].key, self.stack[-1].skip = "", True
            return
        node: Node
        if done.mapping:
            node = Table(done.entries, done.keys, done.line, done.column)
        else:
            node = Sequence(tuple(done.items), done.line, done.column)
        self._place(node)

    def _scalar(self, event: Any) -> None:
        self._plain_only(event)
        line, column = _at(event)
        text = event.value
        top = self.stack[-1] if self.stack else None
        if top is not None and top.mapping and top.key is None:
            self._key(top, event, text, line, column)
            return
        if event.style:  # quotes or a block
            self._place(Scalar(text, line, column, Style.QUOTED))
            return
        lost = ""
        end = event.end_mark
        if end.line in self.comments:
            behind = _COMMENT_BEHIND.match(self.comments[end.line], end.column)
            lost = behind.group(1).strip() if behind else ""
        style = Style.NULL if text in ("", "~") else Style.PLAIN
        self._place(Scalar(text, line, column, style, lost))

    def _key(self, top: _Open, event: Any, text: str, line: int, column: int) -> None:
        key = same_key(text)
        top.key = key
        if event.start_mark.index in self.explicit_keys:
            self._refuse("yaml-question", event)
            top.skip = True
        elif key == "<<" and not event.style:
            self._refuse("yaml-merge", event)
            top.skip = True
        elif key in top.entries or key in top.keys:
            first = top.keys[key][0]
            self._refuse("duplicate-key", event, key=_short(key), first=first)
            top.skip = True
        elif len(key) > self.limits.key_characters:
            limit = self.limits.key_characters
            self._refuse("key-long", event, length=len(key), limit=limit)
            top.skip = True
        else:
            top.keys[key] = (line, column)

    def _place(self, node: Node, *, key_like: bool = False) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not top.mapping:
            top.items.append(node)
        elif top.key is None and key_like:
            top.key, top.skip = "", True
        else:
            if not top.skip and top.key is not None:
                top.entries[top.key] = node
            top.key, top.skip = None, False

    def _plain_only(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse("yaml-anchor", event, anchor=event.anchor)
        if event.tag is not None:
            self._refuse("yaml-tag", event, tag=_short(event.tag))

    def _refuse(self, code: str, event: Any, **values: object) -> None:
        self.refused += 1
        line, column = _at(event)
        note(self.findings, code, Where(self.name, line=line, column=column), values)


def _at(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _lines_with_comments(text: str) -> dict[int, str]:
    """Lines that hold a blank before ``#``, by their 0-based number."""
    if " #" not in text and "\t#" not in text:
        return {}
    lines: Iterator[tuple[int, str]] = enumerate(_LINE_BREAK.split(text))
    return {number: line for number, line in lines if " #" in line or "\t#" in line}


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str, findings: Findings) -> None:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    column = mark.column + 1 if mark else None
    said = f"{error.context or ''} {error.problem or ''}"
    code = next((code for words, code in _SYNTAX if words in said), "yaml-syntax")
    lines = _LINE_BREAK.split(text)
    if line is not None and line <= len(lines) and re.match(" *\t", lines[line - 1]):
        code = "yaml-tab"
    if code == "yaml-quote" and error.context_mark:
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    findings.add(code, Where(name, line=line, column=column), reason=(error.problem or "").strip())


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0]
