"""A sound JSON text as a tree with lines, by way of the standard parser.

``json_tree`` finds out what is wrong with a text, and where; it costs ten times as much. Here
the standard parser checks the form and gives the structure, and one pass over the quoted
texts, which stand in the same order, gives their places. Whatever is not quite plain (equal
keys, numbers, ``NaN``, nesting beyond the limit) is left to ``json_tree``.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any, Final

from generator.facts.readers.json_tree import json_tree
from generator.facts.readers.tree import Node, Scalar, Sequence, Style, Table
from generator.facts.text import same_key
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings

_QUOTED: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')


class _NotPlainError(Exception):
    """The text must be read by ``json_tree``."""


def json_tree_quick(
    text: str, name: str, findings: Findings, limits: Limits = DEFAULT_LIMITS
) -> Node | None:
    """As ``json_tree``, with the same tree and the same problems."""
    try:
        pairs = json.loads(text, object_pairs_hook=_Pairs, parse_constant=_refuse)
        return _Placed(text, limits).node(pairs, 0)
    except (ValueError, RecursionError, StopIteration, _NotPlainError):
        return json_tree(text, name, findings, limits)


class _Pairs(list[tuple[str, Any]]):
    """An object with its keys in order, equal ones too."""


def _refuse(word: str) -> None:
    raise _NotPlainError(word)


class _Placed:
    """Gives each key and text of a parsed value its place, in the order of the text."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.places = (found.start() for found in _QUOTED.finditer(text))
        self.limits = limits
        self.breaks = [-1, *(found.start() for found in re.finditer("\n", text))]
        self.at = (1, 1)

    def _next(self) -> tuple[int, int]:
        start = next(self.places)
        line = bisect_right(self.breaks, start - 1)
        self.at = line, start - self.breaks[line - 1]
        return self.at

    def node(self, value: Any, depth: int) -> Node:
        if isinstance(value, str):
            return Scalar(value, *self._next(), Style.QUOTED)
        if depth >= self.limits.nesting or not isinstance(value, (_Pairs, list)):
            raise _NotPlainError
        if not isinstance(value, _Pairs):
            line, column = self.at
            return Sequence(tuple(self.node(item, depth + 1) for item in value), line, column)
        line, column = self.at
        entries: dict[str, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        for written, inner in value:
            key = same_key(written)
            if key in entries or len(key) > self.limits.key_characters:
                raise _NotPlainError
            keys[key] = self._next()
            entries[key] = self.node(inner, depth + 1)
        return Table(entries, keys, line, column)
