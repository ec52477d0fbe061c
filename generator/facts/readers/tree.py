"""What every reader of structured text gives: a tree of text that knows its lines.

Nothing is typed here: ``NO`` is the text NO and ``010`` the text 010. The fields of the
schema say what a text means.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Style(enum.Enum):
    """How a scalar was written, as far as it matters to the schema."""

    PLAIN = "plain"  # YAML without quotes: may be read as any type
    QUOTED = "quoted"  # text for certain
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    NULL = "null"


class Scalar(NamedTuple):
    """One value as text.

    lost  what stands behind `` #`` on the line of a plain text: YAML takes it for a
          comment; the writer may have meant it as text.
    """

    text: str
    line: int
    column: int
    style: Style
    lost: str = ""


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Table(NamedTuple):
    """A mapping of text to nodes; ``keys`` gives line and column of each key."""

    entries: Mapping[str, Node]
    keys: Mapping[str, tuple[int, int]]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Table


def describe(node: Node) -> str:
    """What a node is, in an officer's words."""
    if isinstance(node, Table):
        return "a group of fields"
    if isinstance(node, Sequence):
        return "a list"
    words = {
        Style.NUMBER: "a number",
        Style.BOOLEAN: "true or false",
        Style.DATE: "a date",
        Style.NULL: "nothing",
    }
    return words.get(node.style, "a text")
