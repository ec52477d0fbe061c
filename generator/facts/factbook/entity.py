"""One file of the Factbook: every leaf with what became of it.

The file is a tree of sections, fields and parts; leaves are ``{"text": …}``, with an optional
``"note"``. Nothing of it is lost: what no kind of field says how to read is text, what could
not be read is text with the reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, TypeAlias

from generator.facts.dates import parse_edtf
from generator.facts.factbook.asof import AsOf
from generator.facts.factbook.fields import FieldTable, year_of
from generator.facts.factbook.leaf import State, Value, read_leaf, with_date
from generator.facts.factbook.markup import plain_text
from generator.facts.factbook.rawkeys import RawKeys
from generator.facts.factbook.reasons import NotUnderstoodError, Reason
from generator.facts.model import Basis, EdtfDate
from generator.facts.readers.tree import Node, Scalar, Style, Table
from generator.facts.tablefile import unmended

Mend: TypeAlias = Callable[[str, str], str | None]
"""What is read at a JSON pointer in place of a text."""

TEXT: Final = "text"
NOTE: Final = "note"
_PRICES: Final = re.compile(
    r"data (?:are )?in (?:constant )?([0-9]{4}) (?:US |international )?dollars"
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text of the file and what became of it.

    path      names of section, field and parts, as compared; pointer: RFC 6901, as written.
    text      without markup; raw: as received.
    values    what was read; () unless typed or listed.
    basis     how the date of its values is known: stated in the text or in the name of the
              field, implied by the one date of its group, inferred from the edition.
    reason, found  why it is not understood, and the part that stood in the way.
    prices    year of the prices of its group, where a note says it; "" = not said.
    """

    path: tuple[str, ...]
    pointer: str
    line: int
    raw: str
    text: str
    state: State
    values: tuple[Value, ...] = ()
    basis: Basis = Basis.STATED
    reason: Reason | None = None
    found: str = ""
    prices: str = ""

    @property
    def is_note(self) -> bool:
        """Whether it is a note to other values."""
        return self.path[-1] == NOTE

    @property
    def is_typed(self) -> bool:
        """Whether its values are numbers or dates of known indicators."""
        return self.state is State.TYPED


class _Raw(NamedTuple):
    """A text of the file before it is read."""

    path: tuple[str, ...]
    pointer: str
    line: int
    raw: str
    text: str


class _Read(NamedTuple):
    """What became of a text."""

    state: State
    values: tuple[Value, ...] = ()
    reason: Reason | None = None
    found: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A place of the file that is not built as the Factbook builds it."""

    pointer: str
    line: int
    column: int
    is_now: Node


@dataclass(slots=True)
class Entity:
    """A whole file."""

    leaves: list[Leaf] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sections: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class EntityReader:
    """Reads files of one edition.

    edition  the day of the edition: the date of what carries no other.
    mend     what is read in place of a text: declared corrections; None leaves it out.
    """

    kinds: FieldTable
    edition: EdtfDate
    mend: Mend = unmended

    def read(self, tree: Table, text: str) -> Entity:
        """Every leaf of a file, in its order; never raises."""
        entity = Entity()
        keys = RawKeys(text)
        for name, node in tree.entries.items():
            entity.sections[name] = tree.keys[name]
            pointer = f"/{keys.pointed(name, tree.keys[name])}"
            self._section(node, (name,), pointer, keys, entity)
        entity.leaves = self._without_contradictions(entity.leaves)
        return entity

    def _section(
        self, node: Node, path: tuple[str, ...], pointer: str, keys: RawKeys, entity: Entity
    ) -> None:
        if not isinstance(node, Table):
            entity.faults.append(Fault(pointer, node.line, node.column, node))
            return
        for name, child in node.entries.items():
            below = f"{pointer}/{keys.pointed(name, node.keys[name])}"
            found = list(_leaves(child, (*path, name), below, keys, entity))
            entity.leaves.extend(self._group(self._mended(found)))

    def _mended(self, found: list[_Raw]) -> list[_Raw]:
        """The texts with what is declared to be corrected, without what is to be left out."""
        kept = []
        for raw in found:
            text = self.mend(raw.pointer, raw.raw)
            if text is not None:
                kept.append(raw if text is raw.raw else raw._replace(text=plain_text(text)))
        return kept

    # ------------------------------------------------------------ one field with its parts

    def _group(self, found: list[_Raw]) -> Iterator[Leaf]:
        """The leaves of one field: they share their prices, and a date that is given once."""
        prices = _prices(found)
        read = [self._read(raw) for raw in found]
        dates = {
            value.amount.as_of.text: value.amount.as_of
            for one in read
            for value in one.values
            if value.amount is not None and value.amount.as_of is not None
        }
        implied = next(iter(dates.values())) if len(dates) == 1 else None
        for raw, one in zip(found, read, strict=True):
            values, basis = self._dated(one.values, implied)
            place = (raw.path, raw.pointer, raw.line, raw.raw, raw.text)
            yield Leaf(*place, one.state, values, basis, one.reason, one.found, prices)

    def _read(self, raw: _Raw) -> _Read:
        name = raw.path[:-1]
        kind = None if raw.path[-1] == NOTE else self.kinds.kind(name)
        if not raw.text:
            return _Read(State.MISSING)
        if kind is None:
            return _Read(State.TEXT)
        try:
            state, values = read_leaf(raw.text, kind, name[-1])
            year = year_of(name[-1])
            if year:
                values = tuple(_of_year(value, year) for value in values)
            for value in values:
                self._check_edition(value)
        except NotUnderstoodError as error:
            return _Read(State.NOT_UNDERSTOOD, (), error.reason, error.found)
        return _Read(state, values)

    def _check_edition(self, value: Value) -> None:
        as_of = value.amount.as_of if value.amount else None
        if as_of is None or as_of.estimated or as_of.forecast:
            return
        first = as_of.date.first if as_of.date else (as_of.period.first if as_of.period else None)
        if first is not None and first > self.edition.last:
            raise NotUnderstoodError(Reason.AFTER_EDITION, as_of.text)

    def _dated(
        self, values: tuple[Value, ...], implied: AsOf | None
    ) -> tuple[tuple[Value, ...], Basis]:
        """The values with a date for each, and how that is known."""
        if all(value.amount is None or value.amount.as_of for value in values):
            return values, Basis.STATED
        as_of = implied or AsOf(self.edition)
        dated = tuple(
            value if value.amount and value.amount.as_of else with_date(value, as_of)
            for value in values
        )
        return dated, Basis.IMPLIED if implied else Basis.INFERRED

    # ------------------------------------------------------------ the file against itself

    @staticmethod
    def _without_contradictions(leaves: list[Leaf]) -> list[Leaf]:
        """Where two fields give one indicator of one time, they must give one value."""
        said: dict[tuple[str, str], set[object]] = defaultdict(set)
        for leaf in leaves:
            for value in leaf.values if leaf.state is State.TYPED else ():
                said[_time_of(value)].add(_content_of(value))
        bad = {key for key, contents in said.items() if len(contents) > 1}
        return [
            replace(leaf, state=State.NOT_UNDERSTOOD, values=(), reason=Reason.TWICE)
            if leaf.state is State.TYPED and any(_time_of(v) in bad for v in leaf.values)
            else leaf
            for leaf in leaves
        ]


def _leaves(
    node: Node, path: tuple[str, ...], pointer: str, keys: RawKeys, entity: Entity
) -> Iterator[_Raw]:
    """The texts below a node."""
    if not isinstance(node, Table):
        is_text = isinstance(node, Scalar) and node.style is Style.QUOTED
        if path[-1] not in (TEXT, NOTE) or not is_text:
            entity.faults.append(Fault(pointer, node.line, node.column, node))
            return
        raw = node.text if isinstance(node, Scalar) else ""
        yield _Raw(path, pointer, node.line, raw, plain_text(raw))
        return
    for name, child in node.entries.items():
        below = f"{pointer}/{keys.pointed(name, node.keys[name])}"
        yield from _leaves(child, (*path, name), below, keys, entity)


def _prices(found_in: list[_Raw]) -> str:
    """The year of the prices that a note of the field says."""
    notes = (raw.text for raw in found_in if raw.path[-1] == NOTE)
    found = {match[1] for text in notes if (match := _PRICES.search(text))}
    return found.pop() if len(found) == 1 else ""


def _of_year(value: Value, year: str) -> Value:
    """The value with the year of its field; they must not disagree."""
    if not year or value.amount is None:
        return value
    as_of = value.amount.as_of
    if as_of is None:
        return with_date(value, AsOf(parse_edtf(year)))
    span = as_of.date or as_of.period
    first, last = (span.first, span.last) if span else (None, None)
    if first is None or last is None or not first.year <= int(year) <= last.year:
        raise NotUnderstoodError(Reason.KEY_YEAR, as_of.text)
    return value


def _time_of(value: Value) -> tuple[str, str]:
    as_of = value.amount.as_of if value.amount else None
    return value.code, as_of.text if as_of else ""


def _content_of(value: Value) -> object:
    amount = value.amount
    if amount is None:
        return value.date.text if value.date else ""
    return (amount.value, amount.minimum, amount.maximum, amount.qualifier, value.name)
