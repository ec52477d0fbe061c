"""The facts that a document prints, as data: what travels inside its files.

Only what is printed goes in: a value or a sentence that stands in the text, with its
words, and the record of its fact. A fact that the document merely depends on is left out.
``docs/facts-in-documents.md`` describes the JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, Literal, TypeAlias

from generator.document.records import FactRecord
from generator.document.tree import Document, Inline, Span, Text, Value
from generator.document.walk import inlines, plain

FACTS_FORMAT: Final = 1
_ENCODED: Final = json.JSONEncoder(ensure_ascii=False).encode
ValueType: TypeAlias = Literal["number", "range", "date", "text"]
_Printing: TypeAlias = tuple[str, tuple[ValueType, str] | None, str]
"""A fact, the type and exact form of a value (None: a statement), and the printed text."""


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """One exact value of a fact, and the texts by which it is printed, in order."""

    type: ValueType
    exact: str
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact as a document prints it. record is None when the tree knows no more of it."""

    id: str
    values: tuple[PrintedValue, ...]
    statements: tuple[str, ...]
    record: FactRecord | None = None


def facts_of(document: Document) -> tuple[PrintedFact, ...]:
    """The facts that stand in the text, in the order in which a reader meets them."""
    found, _ = _read(inlines(document))
    return _facts(document, found)


def _read(every: Iterable[Inline]) -> tuple[dict[str, _Seen], list[_Printing]]:
    """What is printed of each fact, and every printing in reading order."""
    found: dict[str, _Seen] = {}
    order: list[_Printing] = []
    for inline in every:
        if inline.__class__ is Text:
            continue
        if isinstance(inline, Value):
            seen = found.setdefault(inline.fact, _Seen())
            key = (type_of(inline), inline.exact)
            seen.values.setdefault(key, {})[inline.text] = None
            order.append((inline.fact, key, inline.text))
        elif isinstance(inline, Span) and inline.fact:
            seen = found.setdefault(inline.fact, _Seen())
            if inline.role != "as-of":
                said = plain(inline.children)
                seen.statements[said] = None
                order.append((inline.fact, None, said))
    return found, order


def _facts(document: Document, found: Mapping[str, _Seen]) -> tuple[PrintedFact, ...]:
    return tuple(
        PrintedFact(
            name,
            tuple(PrintedValue(*key, tuple(texts)) for key, texts in seen.values.items()),
            tuple(seen.statements),
            document.records.get(name),
        )
        for name, seen in found.items()
    )


def facts_json(document: Document) -> bytes:
    """The facts of a document as JSON in UTF-8, the same bytes for the same document."""
    plain_facts = facts_plain(document)
    facts, order = plain_facts.pop("facts"), plain_facts.pop("order", [])
    head = "".join(f"{_ENCODED(key)}: {_ENCODED(value)},\n " for key, value in plain_facts.items())
    rows = ",\n  ".join(map(_ENCODED, facts))  # a fact a line: for people, and for comparing
    tail = f',\n "order": {_ENCODED(order)}' if order else ""
    text = f'{{{head}"facts": [\n  {rows}\n ]{tail}}}\n' if facts else f'{{{head}"facts": []}}\n'
    return text.encode("utf-8", "surrogatepass")


FACTS_FILE: Final = "facts.json"


def facts_plain(document: Document) -> dict[str, Any]:
    """The facts of a document and what identifies it, as plain values; nothing empty."""
    properties = document.properties
    about = {
        "number": properties.number,
        "edition": properties.edition,
        "language": document.lang,
        "title": properties.title,
        "marking": properties.marking,
        "issued": properties.issued,
        "as_of": properties.as_of,
        "known_on": properties.known_on,
        "data_hash": properties.data_hash,
    }
    found, order = _read(inlines(document))
    told = {
        "format": FACTS_FORMAT,
        "document": _full(about),
        "facts": _told(document, found),
    }
    return told | ({"order": _order(found, order)} if order else {})


def told_facts(document: Document, every: Iterable[Inline] | None = None) -> list[dict[str, Any]]:
    """The facts alone, each as ``facts_plain`` has it; every: all inlines, where they are known."""
    found, _ = _read(inlines(document) if every is None else every)
    return _told(document, found)


def _told(document: Document, found: Mapping[str, _Seen]) -> list[dict[str, Any]]:
    cited = {note.origin for note in document.notes}
    return [_fact(fact, cited) for fact in _facts(document, found)]


def _order(found: Mapping[str, _Seen], order: Iterable[_Printing]) -> list[tuple[int, int]]:
    """Every printing as two numbers: of its fact, and of its text among those of the fact.

    They say which words on a page are of which fact, where two facts print the same.
    """
    places: dict[_Printing, tuple[int, int]] = {}
    for number, (name, seen) in enumerate(found.items()):
        own: list[_Printing] = [
            (name, key, text) for key, texts in seen.values.items() for text in texts
        ]
        own += [(name, None, said) for said in seen.statements]
        places |= {printing: (number, place) for place, printing in enumerate(own)}
    return [places[printing] for printing in order]


def type_of(value: Value) -> ValueType:
    """What kind of value the exact form of a printed value is.

    >>> type_of(Value("more than 3", "f", "3/.."))
    'range'
    """
    if value.kind == "time":
        return "date"
    ends = value.exact.split("/")
    if len(ends) > 2 or not all(end == ".." or _is_number(end) for end in ends):
        return "text"
    return "number" if ends != [".."] and len(ends) == 1 else "range"


# Every language and format has the same exact values.
@lru_cache(maxsize=1 << 12)
def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


@dataclass(slots=True)
class _Seen:
    values: dict[tuple[ValueType, str], dict[str, None]] = field(default_factory=dict)
    statements: dict[str, None] = field(default_factory=dict)


def _fact(fact: PrintedFact, cited: Iterable[str]) -> dict[str, Any]:
    shown = {
        "values": [_shown(value) for value in fact.values],
        "statements": [*fact.statements],
    }
    return _full({"id": fact.id, **_record(fact, cited), **shown})


def _shown(value: PrintedValue) -> dict[str, Any]:
    return {"type": value.type, "exact": value.exact, "printed": [*value.printed]}


_OF_NUMBERS: Final = frozenset({"unit", "currency", "qualifier", "period"})
_OF_NOTES: Final = frozenset({"as_of", "published", "retrieved", "url"})


def _record(fact: PrintedFact, cited: Iterable[str]) -> dict[str, Any]:
    """The record of a fact as far as it goes with what is printed.

    Unit and period go with a number, dates and address of the origin with its note.
    """
    record = fact.record
    if record is None:
        return {}
    numbers = any(value.type in ("number", "range") for value in fact.values)
    found = _texts(record, frozenset() if numbers else _OF_NUMBERS)
    origin = record.origin
    noted = f"{origin.source}/{origin.document}" in cited
    found["origin"] = _texts(origin, frozenset() if noted else _OF_NOTES)
    return found


def _texts(record: Any, without: frozenset[str]) -> dict[str, Any]:
    names, texts_of = _texts_of(record.__class__)
    return {
        name: text
        for name, text in zip(names, texts_of(record), strict=True)
        if text and name not in without
    }


@lru_cache(maxsize=8)
def _texts_of(kind: Hashable) -> tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]:
    """The names of a record's texts, and what gives all of them at once."""
    names = tuple(each.name for each in fields(kind) if each.type == "str")  # type: ignore[arg-type]
    return names, attrgetter(*names)


def _full(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if value}
