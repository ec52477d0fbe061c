"""Tables that are too long to print, as files of cells (CSV) that go with the document.

The file has every row, printed or not: each column as the document prints it and, where it
holds values, the exact values beside it; then the sources and the ids of the facts. What a
spreadsheet would take for a formula stands behind an apostrophe. ``docs/tables-as-files.md``
describes the form; ``generator.proof.table_text`` reads it back by other means.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.document.facts import type_of
from generator.document.tree import (
    Citation,
    Document,
    Inline,
    LineBreak,
    Rest,
    Row,
    Span,
    Table,
    Text,
    Value,
)
from generator.document.walk import inlines_of, plain, tables

BETWEEN: Final = " | "
"""Between the sources of a row, and between exact values of a cell."""

_MARK: Final = "\ufeff"  # spreadsheets tell by it that the file is UTF-8
_SPACES: Final = re.compile(r"[\t\n\r\v\f\u2028\u2029]")
_NUMBER: Final = r"[+\-][0-9][0-9.,\u00a0\u202f]*%?"
_WHOLE_NUMBER: Final = re.compile(_NUMBER)
# Where another program splits the line at other signs, a cell may begin behind each of them.
_FORMULA: Final = re.compile(
    r'(?:\A|(?<=[,;"]))'
    r"(?=[ \u00a0\u200b-\u200f\u061c\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20])"
    rf'(?!{_NUMBER}(?:\Z|[,;"]))'
)
_SIGNS: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")


def table_files(document: Document) -> Mapping[str, bytes]:
    """The files of a document's long tables, by name."""
    found = ((table, table.rest) for table in tables(document))
    return {rest.file: _file(document, table, rest) for table, rest in found if rest is not None}


def titles(document: Document) -> Mapping[str, str]:
    """What each of these files is: the caption of its table, by name."""
    rests = (table.rest for table in tables(document))
    return {rest.file: rest.about[-1] for rest in rests if rest is not None and rest.about}


def first_line(document: Document, table: Table, number: int) -> tuple[str, ...]:
    """What the file of a document's table, the ``number``-th, says of itself first.

    Marking, draft, number and dates of the document, its title, the caption.
    """
    furniture = document.furniture
    words = (plain(furniture.banner), furniture.draft)
    parts = (furniture.number, furniture.issued, furniture.as_of, document.title)
    caption = f"{document.labels.table} {number} – {plain(table.caption)}"
    return tuple(_flat(text) for text in (*words, *map(plain, parts), caption) if text.strip())


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> guarded("=1+1"), guarded("-3.4"), guarded("a;@b")
    ("'=1+1", '-3.4', "a;'@b")
    """
    if _SIGNS.isdisjoint(text) or _WHOLE_NUMBER.fullmatch(text):
        return text
    return _FORMULA.sub("'", text)


def _file(document: Document, table: Table, rest: Rest) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=document.signs.separator, lineterminator="\r\n")
    rows.writerow(map(guarded, rest.about))
    written = _Columns.of(document, table)
    rows.writerow(map(guarded, written.heads()))
    for row in (*table.rows, *rest.rows):
        rows.writerow(written.cells(row))
    return (_MARK + out.getvalue()).encode()


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class _Columns:
    """How the rows of one table are written.

    exact    whether each column has one of exact values behind it.
    notes    the words of each note, by id; above: notes that caption and head call.
    """

    document: Document
    names: tuple[str, ...]
    exact: tuple[bool, ...]
    notes: Mapping[str, str]
    above: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, table: Table) -> _Columns:
        """The columns of a table."""
        count = len(table.widths)
        holds = [False] * count
        rest = table.rest
        for row in (*table.rows, *(rest.rows if rest else ())):
            for place, children in _placed(row):
                holds[place] = holds[place] or any(_values(children))
        notes = (*document.notes, *(rest.notes if rest else ()))
        words = {note.id: _flat(plain(note.children)) for note in notes}
        above = [*table.caption, *(i for row in table.head for _, c in _placed(row) for i in c)]
        called = dict.fromkeys(i.note for i in inlines_of(above) if isinstance(i, Citation))
        return cls(document, _names(table), tuple(holds), words, tuple(called))

    def heads(self) -> list[str]:
        """The names of the columns."""
        labels = self.document.labels
        found: list[str] = []
        for name, exact in zip(self.names, self.exact, strict=True):
            found.append(name)
            if exact:
                found.append(labels.exact.replace("{column}", name))
        return [*found, labels.notes, labels.facts]

    def cells(self, row: Row) -> list[str]:
        """The cells of one row."""
        by_place = dict(_placed(row))
        found: list[str] = []
        everything: list[Inline] = []
        for place, exact in enumerate(self.exact):
            children = by_place.get(place, ())
            everything += children
            found.append(guarded(_flat(plain(children))))
            if exact:
                values = (self._exact(value) for value in _values(children))
                found.append(guarded(BETWEEN.join(values)))
        calls, facts = _told(everything)
        sources = dict.fromkeys((*self.above, *calls))
        words = BETWEEN.join(self.notes[name] for name in sources if name in self.notes)
        return [*found, guarded(words), " ".join(facts)]

    def _exact(self, value: Value) -> str:
        if type_of(value) == "number":
            return value.exact.replace(".", self.document.signs.decimal)
        return value.exact


def _placed(row: Row) -> Iterable[tuple[int, Sequence[Inline]]]:
    """The cells of a row with the column in which each begins."""
    place = 0
    for cell in row.cells:
        yield place, cell.children
        place += max(1, cell.colspan)


def _values(children: Sequence[Inline]) -> list[Value]:
    if all(isinstance(one, Text | LineBreak) for one in children):
        return []
    return [one for one in inlines_of(children) if isinstance(one, Value)]


def _told(children: Sequence[Inline]) -> tuple[Iterable[str], Iterable[str]]:
    """The notes that some inlines call, and the facts that they print."""
    calls: dict[str, None] = {}
    facts: dict[str, None] = {}
    for one in inlines_of(children):
        if isinstance(one, Citation):
            calls[one.note] = None
        elif isinstance(one, Value | Span) and one.fact:
            facts[one.fact] = None
    return calls, facts


def _names(table: Table) -> tuple[str, ...]:
    """What each column is called: the words of its head, or its number."""
    words: list[list[str]] = [[] for _ in table.widths]
    for row in table.head:
        places = [*(place for place, _ in _placed(row)), len(table.widths)]
        for cell, start, end in zip(row.cells, places, places[1:], strict=False):
            for each in words[start:end]:
                said = _flat(plain(cell.children))
                if said and said not in each:
                    each.append(said)
    return tuple(" – ".join(each) or str(place) for place, each in enumerate(words, 1))
