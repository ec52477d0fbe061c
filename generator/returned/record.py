"""The record that a Word file carries of itself, read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, Final

from generator.document import wordrecord as names
from generator.returned.opening import Package, refused

_SPACE: Final = f"{{{names.NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class Spot:
    """Part of a text: where it starts and ends, and whose it is.

    name  id of the fact whose statement it is, or place of the printed value.
    """

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class RecordedText:
    """A paragraph as it was generated. slot: that of the officer's text it belongs to, or ""."""

    text: str
    statements: tuple[Spot, ...] = ()
    values: tuple[Spot, ...] = ()
    slot: str = ""


@dataclass(frozen=True, slots=True)
class RecordedValue:
    """A printed value: its text as generated, and what the data part says now.

    lang  of a file in two languages, the one that prints it; else "".
    """

    fact: str
    exact: str
    printed: str
    now: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of itself. about: number, edition, lang, title, marking, as-of …

    facts  what is known of each printed fact; origin is a mapping of its own.
    tags   ids of facts by the tag of their controls.
    """

    about: Mapping[str, str]
    values: tuple[RecordedValue, ...]
    facts: Mapping[str, Mapping[str, Any]]
    tags: Mapping[str, str]
    body: tuple[RecordedText, ...]
    notes: tuple[RecordedText, ...]
    edges: tuple[str, ...]


def record_of(package: Package) -> Record | None:
    """The record in a file; None when it has none. Raises ``ProblemsFound``."""
    for name in package.named("customXml/item"):
        root = package.xml(name)
        if root.tag == f"{_SPACE}{names.DOCUMENT}":
            return _record(root, package.file)
    return None


def _record(root: Any, file: str) -> Record:
    values = tuple(_values(root))
    facts, tags = {}, {}
    for each in root.iterfind(f"{_SPACE}{names.FACTS}/{_SPACE}{names.FACT}"):
        told: dict[str, Any] = {str(k): str(v) for k, v in each.attrib.items()}
        origin = each.find(f"{_SPACE}{names.ORIGIN}")
        if origin is not None:
            told["origin"] = {str(k): str(v) for k, v in origin.attrib.items()}
        id = told.pop("id", "")
        tags[told.pop("tag", "") or names.tag_of(id)] = id
        facts[id] = MappingProxyType(told)
    record = Record(
        MappingProxyType({str(k): str(v) for k, v in root.attrib.items()}),
        values,
        MappingProxyType(facts),
        MappingProxyType(tags),
        _texts(root, names.BODY),
        _texts(root, names.NOTES),
        tuple(each.text for each in _texts(root, names.EDGES)),
    )
    places = {str(place) for place in range(1, len(values) + 1)}
    known = all(spot.name in places for text in record.body + record.notes for spot in text.values)
    if not known or not record.body:
        raise refused("word-record-unsound", file)
    return record


def _values(root: Any) -> Iterator[RecordedValue]:
    """The printed values, each with what controls that are bound to it show now."""
    shown = [
        "".join(each.itertext())
        for each in root.iterfind(f"{_SPACE}{names.SHOWN}/{_SPACE}{names.VALUE}")
    ]
    told = root.iterfind(f"{_SPACE}{names.VALUES}/{_SPACE}{names.VALUE}")
    for each, now in zip_longest(told, shown):
        if each is None:
            return
        fact, exact, printed = (str(each.get(name, "")) for name in ("fact", "exact", "printed"))
        yield RecordedValue(
            fact, exact, printed, printed if now is None else now, str(each.get("lang", ""))
        )


def _texts(root: Any, group: str) -> tuple[RecordedText, ...]:
    return tuple(_text(each) for each in root.iterfind(f"{_SPACE}{group}/{_SPACE}{names.TEXT}"))


def _text(element: Any) -> RecordedText:
    parts: list[str] = []
    statements: list[Spot] = []
    values: list[Spot] = []
    slot = ""

    def walk(node: Any) -> None:
        start = sum(map(len, parts))
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        end = sum(map(len, parts))
        if node.tag == f"{_SPACE}{names.STATEMENT}":
            statements.append(Spot(start, end, str(node.get("fact", ""))))
        elif node.tag == f"{_SPACE}{names.PRINTED}":
            values.append(Spot(start, end, str(node.get("n", ""))))

    for own in element.iter(f"{_SPACE}{names.OFFICER}"):
        slot = str(own.get("slot", ""))
    walk(element)
    return RecordedText("".join(parts), tuple(statements), tuple(values), slot)
