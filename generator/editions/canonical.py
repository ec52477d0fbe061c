"""One digest for equal values, whatever order their sets and tables were made in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import zoneinfo
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter, itemgetter
from pathlib import PurePath
from typing import Any, Final, TypeAlias

_PLAIN: Final = (int, Decimal, dt.date, dt.time, dt.timedelta, float)


_MOST_HELD: Final = 1024


class NoDigestError(TypeError):
    """A value of a kind of which nobody has said what makes two of them equal."""


class Known:
    """Values that several others hold, read through once: facts that are spoken of, say."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[object, bytes]] = {}

    def hold(self, value: object) -> None:
        """Know a record or a table. The oldest one goes where there are too many."""
        if self.parts(value) is not None:
            return
        found: list[bytes] = []
        _collect(value, found, self)
        while len(self._held) >= _MOST_HELD:
            del self._held[next(iter(self._held))]
        self._held[id(value)] = (value, b"".join(found))

    def parts(self, value: object) -> bytes | None:
        """What a value that is held adds to a digest; None of another."""
        held = self._held.get(id(value))
        return None if held is None else held[1]


def digest_of_value(value: object, known: Known | None = None) -> str:
    """SHA-256 over a value and all that it holds; equal values give equal digests.

    Understands our records, enumerations, tables, tuples, sets, texts, bytes, numbers,
    dates and paths. Raises ``NoDigestError`` for anything else.

    known  values that need not be read through again; the digest is the same without it.
    """
    found: list[bytes] = []
    _collect(value, found, known or _NOTHING)
    return hashlib.sha256(b"".join(found)).hexdigest()


_Way: TypeAlias = "Callable[[Any, list[bytes], Known], None]"
"""Appends what a value adds to a digest."""


def _collect(value: Any, out: list[bytes], known: Known) -> None:
    """Append what a value adds to a digest."""
    kind = value.__class__
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")
        out.append(b"s%d:%b" % (len(data), data))
    elif value is None:
        out.append(b"None;")
    else:
        _WAYS[kind](value, out, known)


class _Ways(dict[type, _Way]):
    """How values of each class that was met are collected."""

    def __missing__(self, kind: type) -> _Way:
        way = self[kind] = _way(kind)
        return way


def _way(kind: type) -> _Way:
    """How values of a class are collected. Raises ``NoDigestError`` where nobody says it."""
    if kind is bool:
        return lambda value, out, known: out.append(b"%a;" % value)
    if issubclass(kind, enum.Enum):
        return lambda value, out, known: out.append(f"e{kind.__name__}.{value._name_};".encode())
    if issubclass(kind, _PLAIN):
        return lambda value, out, known: out.append(f"p{kind.__name__} {value};".encode())
    if kind is bytes:
        return lambda value, out, known: out.append(b"b%d:%b" % (len(value), value))
    if issubclass(kind, tuple | list):
        return _collect_items
    if issubclass(kind, Mapping):
        return _held_or(_collect_table)
    if issubclass(kind, frozenset | set):
        return _held_or(_collect_set)
    if dataclasses.is_dataclass(kind):
        return _held_or(_record_way(kind))
    if issubclass(kind, PurePath):
        return lambda value, out, known: out.append(f"P{value.as_posix()};".encode())
    if issubclass(kind, zoneinfo.ZoneInfo):
        return lambda value, out, known: out.append(f"z{value.key};".encode())
    raise NoDigestError(f"nobody says when two values of {kind.__name__} are equal")


def _held_or(way: _Way) -> _Way:
    """A way for values that may have been read through before."""

    def collect(value: Any, out: list[bytes], known: Known) -> None:
        held = known.parts(value)
        if held is None:
            way(value, out, known)
        else:
            out.append(held)

    return collect


def _record_way(kind: type) -> _Way:
    names = [field.name for field in dataclasses.fields(kind)]
    first = f"r{kind.__name__}:".encode()
    if len(names) < 2:  # which an attrgetter gives alone, or not at all

        def collect_one(value: Any, out: list[bytes], known: Known) -> None:
            out.append(first)
            for name in names:
                _collect(getattr(value, name), out, known)

        return collect_one
    values_of = attrgetter(*names)

    def collect(value: Any, out: list[bytes], known: Known) -> None:
        out.append(first)
        for item in values_of(value):
            _collect(item, out, known)

    return collect


def _collect_items(value: Any, out: list[bytes], known: Known) -> None:
    out.append(b"t%d:" % len(value))
    for item in value:
        _collect(item, out, known)


def _collect_table(value: Any, out: list[bytes], known: Known) -> None:
    out.append(b"m%d:" % len(value))
    keyed = [(_joined(key, known), item) for key, item in value.items()]
    for key, item in sorted(keyed, key=itemgetter(0)):
        out.append(key)
        _collect(item, out, known)


def _collect_set(value: Any, out: list[bytes], known: Known) -> None:
    out.append(b"f%d:" % len(value))
    out.extend(sorted(_joined(item, known) for item in value))


def _joined(value: object, known: Known) -> bytes:
    found: list[bytes] = []
    _collect(value, found, known)
    return b"".join(found)


_WAYS: Final = _Ways()
_NOTHING: Final = Known()
