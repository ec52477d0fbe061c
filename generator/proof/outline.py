"""What one language's document says, in a form that can be laid beside the others'.

Sections by their ids, and in them units: a paragraph, an item, a row. A unit holds the
statements and values of facts with their exact values, the notes it calls, and what its
running text says in numbers and dates. It is plain data: it travels as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from generator.document.tree import (
    Block,
    Box,
    Citation,
    Contents,
    Document,
    Emphasis,
    Figure,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Value,
)
from generator.document.walk import plain, tables
from generator.localisation.reading import Reader, Said
from generator.proof.across import NOTES

_GAP: Final = "\ufffc"
"""Stands in a text for a value, so that what is around it is not read together with it."""

EDGES: Final = "edges"


@dataclass(slots=True)
class Statement:
    """A fact's sentence: its values as [exact, kind], and what it says beside them."""

    fact: str
    values: list[list[str]] = field(default_factory=list)
    literal: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "fact": self.fact,
            "values": self.values,
            "literal": self.literal,
            "shown": self.shown,
        }


class Outliner:
    """Makes the outline of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        filed = (note for table in tables(document) if table.rest for note in table.rest.notes)
        self._origins = {note.id: note.origin for note in (*document.notes, *filed)}
        self._readers: dict[str, Reader] = {}
        self.sections: dict[str, dict[str, Any]] = {}
        self._texts: dict[str, tuple[str, list[tuple[str, str]]]] = {}
        self.values: list[tuple[str, Value, str]] = []
        """Every value with the place where it stands and the language it is written in."""

    def outline(self) -> dict[str, Any]:
        """The outline as JSON values."""
        document = self._document
        place = plain(document.title)
        top = self._section("", place)
        top["loose"] += [self._said(document.title), self._said(document.subtitle)]
        self._blocks(document.blocks, top, place)
        notes = self._section(NOTES, document.labels.notes)
        for note in document.notes:
            unit = self._unit(note.children, f"{document.labels.notes} {note.label}")
            notes["groups"].append([{**unit, "facts": [f"note {note.origin}"]}])
        edges = self._section(EDGES, place)
        furniture = document.furniture
        for line in (furniture.number, furniture.issued, furniture.as_of):
            edges["loose"].append(self._said(line))
        texts = {
            slot: {"place": place, "said": self._read(parts)}
            for slot, (place, parts) in self._texts.items()
        }
        return {"language": document.lang, "sections": self.sections, "texts": texts}

    # ------------------------------------------------------------ blocks

    def _section(self, name: str, place: str) -> dict[str, Any]:
        return self.sections.setdefault(name, {"place": place, "groups": [], "loose": []})

    def _blocks(self, blocks: Iterable[Block], section: dict[str, Any], place: str) -> None:
        for block in blocks:
            match block:
                case Paragraph(children=children):
                    self._group([self._unit(children, place)], section)
                case ListBlock():
                    self._list(block, section, place)
                case Section(heading=heading, blocks=inner) if _is_officers(heading.children):
                    self._group([self._unit(heading.children, place)], section)
                    self._blocks(inner, section, place)
                case Section(heading=heading, blocks=inner):
                    here = plain(heading.children)
                    own = self._section(heading.id, here)
                    own["loose"].append(self._said(heading.children))
                    self._blocks(inner, own, here)
                case Box(title=title, blocks=inner):
                    here = plain(title) or place
                    self._group([self._unit(title, here)], section)
                    self._blocks(inner, section, here)
                case Table():
                    self._table(block, section, plain(block.caption) or place)
                case Figure(caption=caption, data=data):
                    here = plain(caption) or place
                    self._group([self._unit(caption, here)], section)
                    section["loose"].append(self._said((Text(block.alt),)))
                    if data is not None:
                        self._table(data, section, here)
                case Contents():
                    pass  # repeats the headings

    def _table(self, table: Table, section: dict[str, Any], place: str) -> None:
        self._group([self._unit(table.caption, place)], section)
        rows = (*table.head, *table.rows, *(table.rest.rows if table.rest else ()))
        self._group([self._unit(_cells(row), place) for row in rows], section)

    def _list(self, block: ListBlock, section: dict[str, Any], place: str) -> None:
        units, others = [], []
        for item in block.items:
            for inner in item.blocks:
                if isinstance(inner, Paragraph):
                    units.append(self._unit(inner.children, place))
                else:
                    others.append(inner)
        self._group(units, section)
        self._blocks(others, section, place)

    def _group(self, units: Sequence[dict[str, Any]], section: dict[str, Any]) -> None:
        """Keep units with facts as a group; what the others say counts for the section."""
        with_facts = [unit for unit in units if unit["facts"]]
        if with_facts:
            section["groups"].append(with_facts)
        section["loose"] += [unit["said"] for unit in units if not unit["facts"]]

    # ------------------------------------------------------------ units

    def _unit(self, children: Sequence[Inline], place: str) -> dict[str, Any]:
        statements: list[Statement] = []
        values: list[list[str]] = []
        calls: list[str] = []
        outside: list[tuple[str, str]] = []
        parts = _Parts(statements, values, calls, outside)
        self._gather(children, self._document.lang, place, parts)
        facts = [one.fact for one in statements] + [value[0] for value in values]
        return {
            "place": place,
            "facts": facts,
            "statements": [one.plain() for one in statements],
            "values": values,
            "calls": sorted(calls),
            "said": self._read(outside),
        }

    def _gather(self, children: Iterable[Inline], language: str, place: str, parts: _Parts) -> None:
        for child in children:
            match child:
                case Text(text=text):
                    parts.outside.append((language, text))
                case LineBreak():
                    parts.outside.append((language, " "))
                case Value():
                    self.values.append((place, child, language))
                    parts.values.append([child.fact, child.exact, child.kind])
                    parts.outside.append((language, _GAP))
                case Citation(note=note):
                    parts.calls.append(self._origins.get(note, note))
                    parts.outside.append((language, " "))
                case Span(fact=fact) if fact and child.role == "statement":
                    parts.statements.append(self._statement(child, language, place, parts))
                    parts.outside.append((language, _GAP))
                case Span(slot=slot) if slot:
                    own = child.lang or language
                    said = self._texts.setdefault(slot, (place, []))[1]
                    said += [*_segments(child.children, own), (own, "\n")]
                case Span(children=inner, lang=own):
                    self._gather(inner, own or language, place, parts)
                case Strong(children=inner) | Emphasis(children=inner) | Link(children=inner):
                    self._gather(inner, language, place, parts)

    def _statement(self, span: Span, language: str, place: str, parts: _Parts) -> Statement:
        inner = _Parts([], [], parts.calls, [])
        self._gather(span.children, span.lang or language, place, inner)
        shown = list(_segments(span.children, span.lang or language))
        literal, whole = self._read(inner.outside), self._read(shown)
        values = [[exact, kind] for _, exact, kind in inner.values]
        return Statement(span.fact or "", values, literal, whole if values else {})

    # ------------------------------------------------------------ reading

    def _said(self, children: Sequence[Inline]) -> dict[str, Any]:
        return self._read(list(_segments(children, self._document.lang)))

    def _read(self, segments: Sequence[tuple[str, str]]) -> dict[str, Any]:
        joined: list[list[str]] = []
        for language, text in segments:
            if joined and joined[-1][0] == language:
                joined[-1][1] += text
            else:
                joined.append([language, text])
        said = [self._reader(language).said(text) for language, text in joined if text.strip()]
        return Said.together(said, self._document.lang.split("-")[0]).plain()

    def _reader(self, language: str) -> Reader:
        return reader(self._readers, self._document, language)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is gathered of a unit."""

    statements: list[Statement]
    values: list[list[str]]
    calls: list[str]
    outside: list[tuple[str, str]]


def reader(known: dict[str, Reader], document: Document, language: str) -> Reader:
    """The reader of a language in a document, kept in ``known``."""
    if language not in known:
        own = language == document.lang
        known[language] = Reader(language, document.furniture.digits if own else None)
    return known[language]


def _is_officers(children: Iterable[Inline]) -> bool:
    return any(isinstance(child, Span) and child.slot for child in children)


def _cells(row: Row) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for cell in row.cells:
        found += (*cell.children, LineBreak())
    return tuple(found)


def _segments(children: Iterable[Inline], language: str) -> Iterator[tuple[str, str]]:
    for child in children:
        match child:
            case Text(text=text) | Value(text=text):
                yield language, text
            case LineBreak() | Citation():
                yield language, " "
            case Span(children=inner, lang=own):
                yield from _segments(inner, own or language)
            case Strong(children=inner) | Emphasis(children=inner) | Link(children=inner):
                yield from _segments(inner, language)
