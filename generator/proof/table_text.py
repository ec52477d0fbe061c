"""Whether a file with all rows of a long table says what its document says, cell by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from generator.document.tree import Citation, Document, Inline, Row, Table, Value
from generator.document.walk import inlines_of
from generator.proof.files import MOST
from generator.proof.found import Difference, Proof
from generator.proof.lines import said
from generator.proof.trouble import UnreadableError

_STARTS: Final = "=+-@＝＋－＠"
_INVISIBLE: Final = " \u00a0\u200b\u200c\u200d\u200e\u200f\u061c\u2060"
_SHOWN: Final = 60
_BETWEEN: Final = " | "


def prove_table(document: Document, number: int, table: Table, content: bytes) -> Proof:
    """Compare the finished file of a table, the ``number``-th of its document, with its rows.

    Raises ``UnreadableError`` for what is no table of cells in UTF-8.
    """
    found = _read(content, document.signs.separator)
    wanted = _Wanted(document, table, number)
    differences: list[Difference] = []
    count = 0
    for place, (one, other) in enumerate(zip_longest(wanted.lines(), found), 1):
        count += 1
        if one != other and len(differences) < MOST:
            differences.append(_difference(wanted.caption, place, one or (), other or ()))
    return Proof(count, tuple(differences))


def _read(content: bytes, separator: str) -> list[tuple[str, ...]]:
    try:
        text = content.decode("utf-8")
        lines = csv.reader(io.StringIO(text[1:], newline=""), delimiter=separator, strict=True)
        found = [tuple(cells) for cells in lines]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(f"it is no table of cells ({error})") from None
    if not text.startswith("\ufeff"):
        raise UnreadableError("it does not say that it is UTF-8")
    return found


def _difference(caption: str, line: int, wanted: Sequence[str], found: Sequence[str]) -> Difference:
    """The first cell in which a line is not as it should be."""
    pairs = zip_longest(wanted, found, fillvalue="")
    one, other = next(((a, b) for a, b in pairs if a != b), ("", ""))
    return Difference(f"{caption}, line {line}", "", one[:_SHOWN], other[:_SHOWN])


class _Wanted:
    """The lines that the file should have."""

    def __init__(self, document: Document, table: Table, number: int) -> None:
        self._document = document
        self._table = table
        self._rows = (*table.rows, *(table.rest.rows if table.rest else ()))
        self._about = table.rest.about if table.rest else ()
        self.caption = _flat(f"{document.labels.table} {number} – {said(table.caption)}")
        notes = (*document.notes, *(table.rest.notes if table.rest else ()))
        self._notes = {note.id: _flat(said(note.children)) for note in notes}
        self._valued = {place for row in self._rows for place, i in _spread(row) if _exact(i)}

    def lines(self) -> Iterator[tuple[str, ...]]:
        """Every line of the file, as cells."""
        yield tuple(_safe(_flat(text)) for text in self._about)
        yield tuple(map(_safe, self._heads()))
        above = [*self._table.caption]
        for row in self._table.head:
            above += [one for cell in row.cells for one in cell.children]
        for row in self._rows:
            yield tuple(map(_safe, self._cells(row, _calls(above))))

    def _heads(self) -> Iterator[str]:
        labels = self._document.labels
        for place in range(len(self._table.widths)):
            words: list[str] = []
            for row in self._table.head:
                text = _flat(said(_at(row, place)))
                words += [text] if text and text not in words else []
            name = " – ".join(words) or str(place + 1)
            yield name
            if place in self._valued:
                yield labels.exact.replace("{column}", name)
        yield labels.notes
        yield labels.facts

    def _cells(self, row: Row, above: Sequence[str]) -> Iterator[str]:
        cells = dict(_spread(row))
        for place in range(len(self._table.widths)):
            children = cells.get(place, ())
            yield _flat(said(children))
            if place in self._valued:
                yield _BETWEEN.join(self._number(one) for one in _exact(children))
        everything = [one for children in cells.values() for one in children]
        calls = dict.fromkeys((*above, *_calls(everything)))
        yield _BETWEEN.join(self._notes[call] for call in calls if call in self._notes)
        facts = (getattr(one, "fact", None) for one in inlines_of(everything))
        yield " ".join(dict.fromkeys(fact for fact in facts if fact))

    def _number(self, value: Value) -> str:
        """The exact value, with the decimal mark of the file where it is a number."""
        digits = value.exact.removeprefix("-").replace(".", "", 1)
        if value.kind == "data" and digits.isascii() and digits.isdigit():
            return value.exact.replace(".", self._document.signs.decimal)
        return value.exact


def _spread(row: Row) -> Iterator[tuple[int, tuple[Inline, ...]]]:
    place = 0
    for cell in row.cells:
        yield place, cell.children
        place += max(1, cell.colspan)


def _at(row: Row, wanted: int) -> tuple[Inline, ...]:
    """What a row of the head says above a column."""
    place = 0
    for cell in row.cells:
        place += max(1, cell.colspan)
        if wanted < place:
            return cell.children
    return ()


def _exact(children: Iterable[Inline]) -> list[Value]:
    return [one for one in inlines_of(children) if isinstance(one, Value)]


def _calls(children: Iterable[Inline]) -> list[str]:
    return [one.note for one in inlines_of(children) if isinstance(one, Citation)]


def _flat(text: str) -> str:
    for sign in "\t\n\r\v\f\u2028\u2029":
        text = text.replace(sign, " ")
    return text.strip()


def _safe(text: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet takes for a formula."""
    if _is_number(text):
        return text
    parts: list[str] = []
    start = 0
    for place in range(len(text) + 1):
        if place == len(text) or text[place] in ',;"':
            parts.append(_safe_part(text[start:place]))
            parts.append(text[place : place + 1])
            start = place + 1
    return "".join(parts)


def _safe_part(text: str) -> str:
    inner = text.lstrip(_INVISIBLE)
    if inner[:1] and inner[0] in _STARTS and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    """Whether a cell is nothing but a number with a sign."""
    bare = text.removesuffix("%")
    digits = bare[1:].translate(dict.fromkeys(map(ord, ".,\u00a0\u202f")))
    first = bare[1:2]
    return bare[:1] in ("+", "-") and digits.isascii() and digits.isdigit() and first.isdigit()
