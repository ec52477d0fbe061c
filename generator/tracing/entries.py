"""Where a fact stands that a person entered: file, record, field, with its bytes.

What a record does not say itself may stand in the ``defaults`` of its file, or with its
document in ``source.toml``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.facts.model import Fact
from generator.facts.readers.decode import decode, read_bytes, text_form
from generator.facts.readers.json_tree import json_tree
from generator.facts.readers.spans import Group, Leaf, NoSpansError, Span, records, spans, value_end
from generator.facts.readers.toml_file import toml_tree
from generator.facts.readers.tree import Node, Scalar, Table
from generator.facts.readers.tree import Sequence as Items
from generator.facts.readers.yaml_tree import yaml_tree
from generator.facts.sources import SOURCE_FILE
from generator.limits import DEFAULT_LIMITS
from generator.problems import Findings
from generator.tracing.model import STATEMENT, Place, Printing

_NUMBERS: Final = ("value", "minimum", "maximum")
_DATES: Final = ("date", "period", "valid", "as_of", "review_by")
_SHOWN: Final = 2000


@dataclass(frozen=True, slots=True)
class _File:
    """A file of facts as text, and how its characters are bytes."""

    name: str
    content: bytes
    text: str
    sha256: str

    def place(self, field: str, start: int, end: int) -> Place:
        """The place of a part of the text."""
        encoding, mark = text_form(self.content)
        before = len(mark) + len(self.text[:start].encode(encoding))
        shown = self.text[start:end]
        line = self.text.count("\n", 0, start) + 1
        last = before + len(shown.encode(encoding))
        return Place(self.name, field, line, before, last, shown[:_SHOWN], sha256=self.sha256)


def entry_places(
    root: Path, fact: Fact, asked: Iterable[Printing], language: str
) -> Iterator[Place]:
    """The places of what ``asked`` prints of a fact; of all that it says, when nothing is asked.

    language  of the document that prints it.
    """
    file = _opened(root, fact.file)
    if file is None:
        return
    try:
        tree = spans(file.text)
    except NoSpansError:
        yield from _by_line(file, fact)
        return
    record = records(tree).get(fact.id)
    if record is None:
        return
    defaults = tree.entries.get("defaults") if isinstance(tree, Group) else None
    found: dict[str, Place] = {}
    for field in _fields(record, defaults, list(asked), language):
        place = _field_place(file, record, field) or _field_place(file, defaults, field, "defaults")
        if place is None and field == "as_of":
            place = _of_document(root, fact)
        if place is not None:
            found.setdefault(place.field, place)
    if not found:
        found[""] = file.place("", record.start, record.end)
    yield from found.values()


def _opened(root: Path, name: str) -> _File | None:
    findings = Findings()
    content = read_bytes(root / name, name, findings, DEFAULT_LIMITS.facts_file)
    text = None if content is None else decode(content, name, findings)
    if content is None or text is None:
        return None
    return _File(name, content, text, hashlib.sha256(content).hexdigest())


def _by_line(file: _File, fact: Fact) -> Iterator[Place]:
    """The record as a whole, in JSON whose characters nobody can count from outside."""
    parse = json_tree if file.name.endswith(".json") else yaml_tree
    tree = parse(file.text, file.name, Findings(), DEFAULT_LIMITS)
    for item in _items(tree):
        named = item.entries.get("id")
        if isinstance(named, Scalar) and named.text == fact.id:
            yield Place(file.name, "", item.line, sha256=file.sha256)


def _items(tree: Node | None) -> Iterator[Table]:
    rows = tree.entries.get("facts") if isinstance(tree, Table) else tree
    for item in rows.items if isinstance(rows, Items) else ():
        if isinstance(item, Table):
            yield item


# ---------------------------------------------------------------- which fields


def _fields(
    record: Group, defaults: Span | None, asked: list[Printing], language: str
) -> Iterator[str]:
    """The fields that are asked for, the surest first."""
    spoken = language.split("-")[0]
    if not asked:
        yield from (*_NUMBERS, *_DATES)
        yield from (f"text.{name}" for name in _languages(record))
        return
    for one in asked:
        if one.type == STATEMENT:
            known = _languages(record)
            yield from (f"text.{name}" for name in known if name == spoken or len(known) == 1)
            yield from (f"past.{name}" for name in _languages(record, "past") if name == spoken)
            if spoken not in known:  # printed in its original language
                yield from (f"text.{name}" for name in known)
            continue
        yield from _saying(record, defaults, one.exact)


def _saying(record: Group, defaults: Span | None, exact: str) -> Iterator[str]:
    """The fields that say an exact value, or an end of the range that it is."""
    groups = [one for one in (record, defaults) if isinstance(one, Group)]
    leaves = {name: one.entries.get(name) for one in reversed(groups) for name in one.entries}
    said = [leaves.get(field) for field in (*_NUMBERS, *_DATES)]
    found = [
        field
        for field, leaf in zip((*_NUMBERS, *_DATES), said, strict=True)
        if isinstance(leaf, Leaf) and _says(leaf.text, exact)
    ]
    yield from found or ["as_of"]  # which is that of its document, where it has none


def _says(written: str, exact: str) -> bool:
    ends = {*written.split("/"), written}
    return bool(ends & {*exact.split("/"), exact} - {"..", ""}) or written.startswith(exact)


def _languages(record: Group, field: str = "text") -> list[str]:
    group = record.entries.get(field)
    return list(group.entries) if isinstance(group, Group) else []


# ---------------------------------------------------------------- where a field stands


def _field_place(file: _File, group: Span | None, field: str, inside: str = "") -> Place | None:
    span: Span | None = group
    for part in field.split("."):
        span = span.entries.get(part) if isinstance(span, Group) else None
    if span is None:
        return None
    named = f"{inside}.{field}" if inside else field
    return file.place(named, span.start, value_end(span, file.text))


def _of_document(root: Path, fact: Fact) -> Place | None:
    """The date for which the document speaks, in ``source.toml``."""
    name = "/".join((*Path(fact.file).parts[:2], SOURCE_FILE))
    file = _opened(root, name)
    tree = toml_tree(file.text, name, Findings(), DEFAULT_LIMITS) if file else None
    node: Node | None = tree
    for part in ("documents", fact.origin.document, "as_of"):
        node = node.entries.get(part) if isinstance(node, Table) else None
    if file is None or not isinstance(node, Scalar):
        return None  # the document states no such date
    lines = file.text.split("\n")
    before = sum(len(line) + 1 for line in lines[: node.line - 1])
    at = file.text.find(node.text, before)
    if at < 0:
        return None
    field = f"documents.{fact.origin.document}.as_of"
    return file.place(field, at, at + len(node.text))
