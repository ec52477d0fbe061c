"""Officers' texts of orders as a translator's texts stand in them, and what comes back.

A text stands as a string in its order, or as a file beside it. What comes back is put where the
text stands; one that is new becomes a file. What it was made from goes into the record beside.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from generator.compose.markdown import Read, read_markdown
from generator.document.tree import Block, ListBlock, Section
from generator.facts.model import Fact, TextState
from generator.problems import Severity
from generator.translation.checks import Found
from generator.translation.edits import CannotEditError
from generator.translation.model import NewText

RECORDS: Final = "translations.csv"
HEADER: Final = "slot,language,made_from,state"
_VALUE: Final = re.compile(
    r"[^=\n]*=[ \t]*(?P<value>\"\"\"(?:[^\\]|\\.)*?\"{3,5}|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text in one language stands: its file, and the line of its key in an order.

    line  0 for a file of its own.
    """

    file: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class OrderTexts:
    """The texts of one order.

    file       of the order, relative to the workspace.
    languages  in which the order wants its texts.
    places     where each text stands, by slot and tag; states: those the order itself states.
    """

    file: str
    languages: tuple[str, ...]
    places: Mapping[tuple[str, str], Place]
    states: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def folder(self) -> str:
        """The folder of the files beside the order."""
        return f"{self.file.removesuffix('.toml')}.text"

    def place(self, fact: Fact, change: NewText) -> Place:
        """Where a text stands, or the file that it will be."""
        slot, tag = fact.origin.document, change.language
        return self.places.get((slot, tag)) or Place(f"{self.folder}/{slot}.{tag}.md")

    def check_state(self, fact: Fact, change: NewText) -> None:
        """Refuse a text to be reviewed of which the order itself says something else."""
        stated = self.states.get((fact.origin.document, change.language))
        if stated and stated != change.state.value:
            raise CannotEditError("translate-order-state")


def markdown_found(fact: Fact, original: str, text: str) -> Iterator[Found]:
    """What is wrong with a translation in Markdown: what no text may hold, another build."""
    read = read_markdown(text)
    for trouble in read.troubles:
        yield Found(trouble.code, trouble.values)
    there = read_markdown(fact.text[original].forms["other"])
    if not read.troubles and _build(read) != _build(there):
        yield Found("translate-markdown-build", {}, Severity.WARNING)


def _build(read: Read) -> list[Any]:
    """Paragraphs, lists with their items, and headings, without words."""
    return _shape(read.blocks)


def _shape(blocks: Sequence[Block]) -> list[Any]:
    found: list[Any] = []
    for block in blocks:
        if isinstance(block, ListBlock):
            found.append([block.ordered, [_shape(item.blocks) for item in block.items]])
        elif isinstance(block, Section):
            found.append([block.heading.level, _shape(block.blocks)])
        else:
            found.append("paragraph")
    return found


# ---------------------------------------------------------------- new contents


def with_value(text: str, line: int, new: str) -> str:
    """An order with another string as the value of the key on a line.

    Raises ``CannotEditError`` when anything else would change.
    """
    lines = text.split("\n")
    start = sum(len(one) + 1 for one in lines[: line - 1])
    found = _VALUE.match(text, start)
    if found is None:
        raise CannotEditError("translate-edit-unsure", line)
    new = f"{new}\n" if "\n" in new else new
    edited = text[: found.start("value")] + quoted(new) + text[found.end("value") :]
    before = _leaves(tomllib.loads(text))
    after = _leaves(tomllib.loads(edited))
    changed = [path for path in before if before[path] != after.get(path)]
    if before.keys() != after.keys() or any(after[path] != new for path in changed):
        raise CannotEditError("translate-edit-unsure", line)
    return edited


def quoted(text: str) -> str:
    """A text as TOML writes it: between three quotes where it has several lines."""
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""\n{escaped.removesuffix(chr(10))}\n"""'


def _leaves(value: object, path: tuple[object, ...] = ()) -> dict[tuple[object, ...], object]:
    """Every value of a TOML document by its path."""
    pairs: Iterable[tuple[object, object]] = ()
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    else:
        return {path: value}
    return {k: v for key, inner in pairs for k, v in _leaves(inner, (*path, key)).items()}


def recorded(text: str, changes: Iterable[tuple[str, str, str, str]]) -> str:
    """The record of an order's translations with new rows; its other rows stay."""
    lines = (line.strip() for line in text.splitlines())
    rows = {tuple(line.split(",")[:2]): line for line in lines if line and line != HEADER}
    for slot, tag, made_from, state in changes:
        rows[slot, tag] = f"{slot},{tag},{made_from},{state}"
    return "\n".join((HEADER, *(rows[key] for key in sorted(rows)))) + "\n"


def row_of(fact: Fact, change: NewText) -> tuple[str, str, str, str]:
    """The row of the record for a text that came back."""
    state = "" if change.state is TextState.REVIEWED else change.state.value
    return fact.origin.document, change.language, change.made_from, state
