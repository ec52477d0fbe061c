"""Two states of a source, fact by fact: what is real, and what only looks different."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from generator.editions.atomic import read_regular
from generator.facts.model import Fact, Quantity
from generator.refresh.noise import is_same_number
from generator.refresh.paths import parsed
from generator.refresh.trouble import FetchError
from generator.refresh.wording import Kind, classify

_TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not in both states as it is.

    id      of the fact, or file and place of a field; other: id in the new state when it
            has another there, because the date is part of it.
    before, after  as the source gives them; "" where there is none.
    """

    id: str
    kind: Kind
    before: str = ""
    after: str = ""
    other: str = ""

    def as_json(self) -> dict[str, str]:
        """Plain values."""
        found = {"id": self.id, "kind": self.kind.value, "before": self.before, "after": self.after}
        return {**found, "new_id": self.other} if self.other else found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every change, and how many things are the same."""

    changes: tuple[Change, ...]
    same: int

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each kind, real ones first, none left out."""
        found = Counter(change.kind for change in self.changes)
        found[Kind.SAME] = self.same
        return MappingProxyType({kind.value: found[kind] for kind in Kind})

    @property
    def real(self) -> tuple[Change, ...]:
        """Those for which documents are made anew."""
        return tuple(change for change in self.changes if change.kind.is_real)

    @property
    def cosmetic(self) -> tuple[Change, ...]:
        """Those that no reader needs to hear of."""
        return tuple(change for change in self.changes if not change.kind.is_real)


def compare_facts(old: Mapping[str, Fact], new: Mapping[str, Fact]) -> Comparison:
    """What became of every fact."""
    moved = _moved(old, new)
    arrived = set(moved.values())
    found: list[Change] = []
    for fact_id, before in old.items():
        after = new.get(moved.get(fact_id, fact_id))
        if after is None:
            found.append(Change(fact_id, Kind.REMOVED, said(before)))
            continue
        kind = Kind.DATE if after.id != fact_id else _kind(before, after)
        if kind is not Kind.SAME:
            other = after.id if after.id != fact_id else ""
            found.append(Change(fact_id, kind, said(before), said(after), other))
    for fact_id, after in new.items():
        if fact_id not in old and fact_id not in arrived:
            found.append(Change(fact_id, Kind.ADDED, "", said(after)))
    same = sum(fact_id in new or fact_id in moved for fact_id in old)
    same -= sum(change.kind not in (Kind.ADDED, Kind.REMOVED) for change in found)
    return Comparison(tuple(sorted(found, key=lambda change: change.id)), same)


def said(fact: Fact) -> str:
    """What a fact says, with its date, for people."""
    parts = [number_of(fact.quantity)] if fact.quantity is not None else _texts(fact)
    if fact.as_of is not None:
        parts.append(f"({fact.as_of.text})")
    return " ".join(part for part in parts if part)


def number_of(quantity: Quantity) -> str:
    """A number with its unit."""
    values = (quantity.value, quantity.minimum, quantity.maximum)
    number = " to ".join(format(value, "f") for value in values if value is not None)
    return f"{number} {quantity.currency or quantity.unit}"


def _texts(fact: Fact) -> list[str]:
    return [form for text in fact.text.values() for form in text.forms.values()]


def _kind(before: Fact, after: Fact) -> Kind:
    if before.version == after.version:
        return Kind.SAME
    numbers = _numbers(before, after)
    if numbers is Kind.VALUE:
        return numbers
    words = _words(before, after)
    if words is Kind.VALUE:
        return words
    if before.listed != after.listed:
        return Kind.VALUE  # another place in its list
    if (before.as_of, before.moment) != (after.as_of, after.moment):
        return Kind.DATE
    if _marks(before) != _marks(after):
        return Kind.DATE  # an estimate that is none any more speaks from another day
    # What is left is how something is written down: "100.0" for "100", a note for editors.
    return min(numbers, words, Kind.MARKUP, key=list(Kind).index)


def _marks(fact: Fact) -> frozenset[str]:
    return frozenset(fact.tags) & {"estimated", "forecast", "provisional"}


def _numbers(before: Fact, after: Fact) -> Kind:
    old, new = before.quantity, after.quantity
    if old is None or new is None:
        return Kind.SAME if old is new else Kind.VALUE
    if unit_of(old) != unit_of(new) or old.qualifier != new.qualifier:
        return Kind.VALUE
    pairs = ((old.value, new.value), (old.minimum, new.minimum), (old.maximum, new.maximum))
    if not all(_is_same(a, b) for a, b in pairs):
        return Kind.VALUE
    return Kind.SAME if all(a == b for a, b in pairs) else Kind.MARKUP


def unit_of(quantity: Quantity) -> tuple[str | None, ...]:
    """Everything that says what a number counts."""
    return quantity.unit, quantity.currency, quantity.price_base


def _is_same(old: Decimal | None, new: Decimal | None) -> bool:
    if old is None or new is None:
        return old is new
    return is_same_number(old, new)


def _words(before: Fact, after: Fact) -> Kind:
    """The gravest change in any language and form; a language more or less is wording."""
    found = Kind.SAME
    for language in before.text.keys() | after.text.keys():
        old, new = before.text.get(language), after.text.get(language)
        if old is None or new is None:
            found = min(found, Kind.WORDING, key=list(Kind).index)
            continue
        for form in old.forms.keys() | new.forms.keys():
            kind = classify(old.forms.get(form, ""), new.forms.get(form, ""))
            found = min(found, kind, key=list(Kind).index)
    return found


def _moved(old: Mapping[str, Fact], new: Mapping[str, Fact]) -> Mapping[str, str]:
    """Facts whose date is part of their id, where nothing but the date is another.

    Only where a series lost one value and gained one: of two, nobody knows which is which.
    """
    lost: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    gained: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in old.values():
        if fact.id not in new:
            lost[_series(fact)].append(fact)
    for fact in new.values():
        if fact.id not in old:
            gained[_series(fact)].append(fact)
    found = {}
    for series, gone in lost.items():
        came = gained.get(series, [])
        if len(gone) == len(came) == 1 and _says_the_same(gone[0], came[0]):
            found[gone[0].id] = came[0].id
    return found


def _says_the_same(before: Fact, after: Fact) -> bool:
    return not {_numbers(before, after), _words(before, after)} & {Kind.VALUE}


def _series(fact: Fact) -> tuple[Any, ...]:
    """What a fact is about, without its date."""
    stem = fact.id
    if fact.as_of is not None:
        stem = stem.removesuffix(f"-{fact.as_of.text.lower()}")
    return fact.countries, fact.indicator or fact.subject_key, stem


# ---------------------------------------------------------------- by field


def compare_fields(old: Path, new: Path) -> Comparison:
    """What became of every field of the JSON files of two states, read as texts."""
    before, after = _fields_of(old), _fields_of(new)
    found = []
    for place in sorted(before.keys() | after.keys()):
        a, b = before.get(place), after.get(place)
        if a is None or b is None:
            kind = Kind.ADDED if a is None else Kind.REMOVED
        else:
            kind = classify(a, b)
        if kind is not Kind.SAME:
            found.append(Change(place, kind, a or "", b or ""))
    lasting = len(before.keys() & after.keys())
    changed = sum(change.kind not in (Kind.ADDED, Kind.REMOVED) for change in found)
    return Comparison(tuple(found), lasting - changed)


def _fields_of(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        if path.name == "received.json":
            continue
        try:
            value = parsed(read_regular(path))
        except FetchError as error:
            raise NotComparableError(path) from error
        found.update((f"{path.stem}{place}", text) for place, text in _leaves(value, ""))
    return found


class NotComparableError(Exception):
    """A file of a state that is no JSON."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def _leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every text and number with its place; the field ``text`` is its record's own."""
    if isinstance(value, dict):
        for key, inner in value.items():
            step = "" if key == _TEXT and not isinstance(inner, dict | list) else f"/{key.strip()}"
            yield from _leaves(inner, place + step)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{place}/{number}")
    elif value is not None:
        yield place, str(value)
