"""Facts as columns of bytes, which are read back many times faster than value by value.

A block holds some facts of one source, field by field. What many facts share (document,
name, period, unit) stands once in the pool of the source and is referred to by number; what
they have in common (``generator.records``) is one number for all of it. A block is opened as
``parcel.unpack_plain`` opens everything: it can be wrong but cannot act.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import repeat
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, cast

from generator.facts import parcel
from generator.facts.model import EdtfDate, Fact, LocalText, Moment, Period, Quantity, Validity
from generator.facts.openly import assembler
from generator.records import COMMON, in_common, parts_of

_LEVEL: Final = 1
_VERSION: Final = 32
_BYTES: Final = 4
_OWN: Final = frozenset({"id", "version", "line", "cell", "quantity", "text", "note", COMMON})
"""Parts with columns of their own; all others are shared by many facts."""
_PARTS: Final = parts_of(Fact)
_SHARED: Final = tuple(name for name in _PARTS if name not in _OWN)
_IN_COMMON: Final = len(in_common(Fact))
_LOCAL: Final = tuple(one.name for one in dataclasses.fields(LocalText))
_NO_TEXT: Final[Mapping[str, LocalText]] = MappingProxyType({})
_NUMBERS: Final = Quantity.OWN_FIELDS
_OF_UNIT: Final = len(in_common(Quantity))
_LITTLE: Final = sys.byteorder == "little"
_SAFE: Final = (str, int, type(None), dt.date, enum.Enum, EdtfDate, Moment, Period, Validity)
"""Types whose equal values say the same; 1.0 and 1.00 are equal and do not."""

Numbered = tuple[int, Fact]
"""A fact with its place among the records of its source."""


class Values(dict[int, tuple[Any, ...]]):
    """The pool of a source as its facts are opened; what they have in common, by its number.

    commons  places in the pool of what facts have in common, one after the other. Each tuple is
             made when the first fact needs it, and all others hold the same.
    """

    def __init__(self, pool: Sequence[Any], commons: Any = b"") -> None:
        super().__init__()
        self.pool = pool
        self.commons = _counted(commons)

    def __missing__(self, number: int) -> tuple[Any, ...]:
        places = self.commons[number * _IN_COMMON : (number + 1) * _IN_COMMON]
        if number < 0 or len(places) != _IN_COMMON:
            raise parcel.NotAParcelError("nothing in common")
        found = self[number] = tuple(map(self.pool.__getitem__, places))
        return found


@dataclass(slots=True)
class Pool:
    """Values that the facts of one source share, each once."""

    values: list[Any] = field(default_factory=list)
    _commons: dict[tuple[int, ...], int] = field(default_factory=dict)
    _alive: list[Any] = field(default_factory=list)
    _by_id: dict[int, int] = field(default_factory=dict)
    _by_value: dict[Any, int] = field(default_factory=dict)

    def place(self, value: Any) -> int:
        """Number of a value; the same for values that say the same."""
        found = self._by_id.get(id(value))
        if found is None:
            found = self.placed(value)
            self._by_id[id(value)] = found
            self._alive.append(value)
        return found

    def common(self, values: tuple[Any, ...]) -> int:
        """Number of what some facts have in common."""
        found = self._by_id.get(id(values))
        if found is None:
            places = tuple(map(self.place, values))
            found = self._commons.setdefault(places, len(self._commons))
            self._by_id[id(values)] = found
            self._alive.append(values)
        return found

    @property
    def commons(self) -> bytes | list[int]:
        """What facts have in common, as ``Values`` reads it."""
        return _integers([place for places in self._commons for place in places])

    def placed(self, value: Any) -> int:
        """The same for a value that nobody holds any longer: it is known by what it says."""
        key = _key(value)
        found = self._by_value.get(key) if key is not None else None
        if found is None:
            found = len(self.values)
            self.values.append(value)
            if key is not None:
                self._by_value[key] = found
        return found


def _key(value: Any) -> Any:
    """What two values have in common when they say the same; None where nobody can tell."""
    if isinstance(value, _SAFE):
        return type(value), value
    if isinstance(value, tuple) and all(isinstance(part, _SAFE) for part in value):
        return tuple, tuple(map(type, value)), value
    if isinstance(value, Mapping) and all(type(part) is str for part in value.values()):
        return Mapping, tuple(value.items())
    return None


def packed(facts: Sequence[Numbered], pool: Pool) -> bytes:
    """Some facts of a source as one block."""
    found = [fact for _, fact in facts]
    versions = [fact.version for fact in found]
    block = (
        len(found),
        _integers([number for number, _ in facts]),
        "\n".join(fact.id for fact in found),
        _digests(versions),
        _integers([fact.line for fact in found]),
        _texts([fact.cell for fact in found]),
        [_shared(map(attrgetter(name), found), pool.place) for name in _SHARED],
        _shared(map(attrgetter(COMMON), found), pool.common),
        _column([fact.note for fact in found]),
        _said([fact.text for fact in found], pool),
        _quantities([fact.quantity for fact in found], pool),
    )
    return zlib.compress(parcel.pack(block), _LEVEL)


def _digests(versions: list[str]) -> bytes | list[str]:
    try:
        found = bytes.fromhex("".join(versions))
    except ValueError:
        return versions
    same = found.hex() == "".join(versions) and all(len(one) == 2 * _VERSION for one in versions)
    return found if same else versions


def _integers(numbers: list[int]) -> bytes | list[int]:
    """Numbers of four bytes, which are read at once; or the list, when one is longer."""
    try:
        found = array("I", numbers)
    except OverflowError:
        return numbers
    if found.itemsize != _BYTES:
        return numbers
    if not _LITTLE:
        found.byteswap()
    return found.tobytes()


def _texts(texts: list[str]) -> str | list[str]:
    joined = "\n".join(texts)
    return joined if joined.count("\n") == len(texts) - 1 else texts


def _column(values: list[Any]) -> tuple[Any, list[Any] | None]:
    """One value for all, or each."""
    first = values[0]
    same = all(value is first for value in values)
    return (first, None) if same else (None, values)


def _shared(values: Iterable[Any], place: Callable[[Any], int]) -> int | bytes | list[int]:
    """The place of each value in the pool; most are the same object many times."""
    held = list(values)
    names = list(map(id, held))
    places = {name: place(one) for name, one in dict(zip(names, held, strict=True)).items()}
    return _one_or_all(list(map(places.__getitem__, names)))


def _one_or_all(places: list[int]) -> int | bytes | list[int]:
    return places[0] if places.count(places[0]) == len(places) else _integers(places)


def _said(texts: list[Mapping[str, LocalText]], pool: Pool) -> Any:
    """The wordings of each fact, language by language, or the texts as they are."""
    if all(text is texts[0] for text in texts):
        return texts[0]
    every = [one for text in texts for one in text.values()]
    forms = [*(one.forms for one in every), *(one.past for one in every if one.past is not None)]
    if not all(type(one) is MappingProxyType for one in (*texts, *forms)):
        return texts
    columns = [
        [_plain(one.forms) for one in every],
        _shared((one.state for one in every), pool.place) if every else 0,
        [None if one.past is None else _plain(one.past) for one in every],
        [one.made_from for one in every],
        _shared((one.before for one in every), pool.place) if every else 0,
    ]
    return [pool.placed(tuple(text)) for text in texts], len(every), columns


def _plain(forms: Mapping[str, str]) -> str | dict[str, str]:
    """The one form that most texts have, or each form by its name."""
    return forms["other"] if [*forms] == ["other"] else dict(forms)


def _quantities(quantities: list[Quantity | None], pool: Pool) -> Any:
    """The numbers, as they are written, and what they count."""
    there = [one for one in quantities if one is not None]
    if not there:
        return None
    gaps = [place for place, one in enumerate(quantities) if one is None]
    numbers = [_column([_written(getattr(one, name)) for one in there]) for name in _NUMBERS]
    units = list(map(attrgetter(COMMON), there))
    places = {unit: pool.placed(unit) for unit in dict.fromkeys(units)}
    return gaps, numbers, _one_or_all(list(map(places.__getitem__, units)))


def _written(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


# ---------------------------------------------------------------- and back


def opened(data: bytes, pool: Values) -> tuple[Sequence[int], list[Fact]]:
    """The numbers of the facts of a block, and the facts.

    Raises ``NotAParcelError`` for what ``packed`` did not make.
    """
    try:
        return _opened(parcel.unpack_plain(zlib.decompress(data)), pool)
    except parcel.NotAParcelError:
        raise
    except (TypeError, ValueError, LookupError, InvalidOperation, zlib.error) as error:
        raise parcel.NotAParcelError(str(error)) from error


def _opened(block: Any, values: Values) -> tuple[Sequence[int], list[Fact]]:
    count, numbers, ids, versions, lines, cells, shared, common, notes, said, quantities = block
    pool = values.pool
    if isinstance(versions, bytes):
        versions = versions.hex("\n", _VERSION).split("\n")
    columns: dict[str, Iterable[Any]] = {
        "id": ids.split("\n"),
        "version": versions,
        "line": _counted(lines),
        "cell": cells.split("\n") if isinstance(cells, str) else cells,
        "text": _texts_of(said, pool, count),
        "quantity": _numbers(quantities, pool, count),
    }
    for name, places in zip(_SHARED, shared, strict=True):
        columns[name] = _pooled(places, pool, count)
    columns[COMMON] = _pooled(common, values, count)
    columns["note"] = _spread(notes, count)
    facts = made(Fact, [columns[name] for name in _PARTS], count)
    numbered = _counted(numbers)
    if len(numbered) != count:
        raise ValueError("numbers of other facts")
    return numbered, facts


def _counted(numbers: Any) -> Sequence[int]:
    if not isinstance(numbers, bytes):
        return cast("list[int]", numbers)
    found = array("I")
    found.frombytes(numbers)
    if not _LITTLE:
        found.byteswap()
    return found


def made(kind: type, columns: Sequence[Iterable[Any]], count: int) -> list[Any]:
    """Records of a frozen type, from its parts in their order, a column for each.

    What is the same in all of them (``repeat``) is set once for all: most columns are.
    """
    varying = tuple(not isinstance(column, repeat) for column in columns)
    same = [next(column) for column in columns if isinstance(column, repeat)] if count else []
    if not count:
        return []
    if not any(varying):
        make = assembler(kind, varying)(*same)
        return [make() for _ in range(count)]
    rest = [column for column, is_varying in zip(columns, varying, strict=True) if is_varying]
    found = list(map(assembler(kind, varying)(*same), *rest))
    if len(found) != count:
        raise ValueError("a column of another length")
    return found


def _pooled(
    places: int | bytes | list[int], pool: Sequence[Any] | Mapping[int, Any], count: int
) -> Iterable[Any]:
    if isinstance(places, int):
        return repeat(pool[places], count)
    return map(pool.__getitem__, _counted(places))


def _spread(column: tuple[Any, list[Any] | None], count: int) -> Iterable[Any]:
    value, values = column
    return repeat(value, count) if values is None else values


def _texts_of(said: Any, pool: Sequence[Any], count: int) -> Iterable[Any]:
    if not isinstance(said, tuple):
        return said if isinstance(said, list) else repeat(said, count)
    languages, number, (forms, states, pasts, made_from, before) = said
    columns = {
        "forms": map(_frozen, forms),
        "state": _pooled(states, pool, number),
        "past": (None if one is None else _frozen(one) for one in pasts),
        "made_from": made_from,
        "before": _pooled(before, pool, number),
    }
    every = iter(made(LocalText, [columns[name] for name in _LOCAL], number))
    return [
        MappingProxyType(dict(zip(pool[names], every, strict=False))) if pool[names] else _NO_TEXT
        for names in languages
    ]


def _frozen(forms: str | dict[str, str]) -> Mapping[str, str]:
    return MappingProxyType({"other": forms} if isinstance(forms, str) else forms)


def _numbers(packed_quantities: Any, pool: Sequence[Any], count: int) -> Iterable[Any]:
    if packed_quantities is None:
        return repeat(None, count)
    gaps, numbers, units = packed_quantities
    there = count - len(gaps)
    columns = [_read(column, there) for _, column in zip(_NUMBERS, numbers, strict=True)]
    found = made(Quantity, [*columns, _pooled(units, _Units(pool), there)], there)
    if not gaps:
        return found
    missing, rest = frozenset(gaps), iter(found)
    return [None if place in missing else next(rest) for place in range(count)]


class _Units(dict[int, tuple[Any, ...]]):
    """What numbers count, and how, by its place in the pool."""

    def __init__(self, pool: Sequence[Any]) -> None:
        super().__init__()
        self.pool = pool

    def __missing__(self, place: int) -> tuple[Any, ...]:
        found = self.pool[place]
        if type(found) is not tuple or len(found) != _OF_UNIT:
            raise parcel.NotAParcelError("no unit")
        self[place] = found
        return found


def _read(column: tuple[str | None, list[str | None] | None], count: int) -> Iterable[Any]:
    value, values = column
    if values is None:
        return repeat(None if value is None else Decimal(value), count)
    return [None if text is None else Decimal(text) for text in values]
