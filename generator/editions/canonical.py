"""One digest for equal values, whatever order their sets and tables were made in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import zoneinfo
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import PurePath
from typing import Any, Final

_PLAIN: Final = (int, Decimal, dt.date, dt.time, dt.timedelta, float)


_MOST_HELD: Final = 1024


class NoDigestError(TypeError):
    """A value of a kind of which nobody has said what makes two of them equal."""


class Known:
    """Values that many others hold, read through once: the names of all countries, say."""

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


def _collect(value: Any, out: list[bytes], known: Known) -> None:
    """Append what a value adds to a digest."""
    kind = value.__class__
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")
        out.append(b"s%d:" % len(data))
        out.append(data)
    elif value is None or kind is bool:
        out.append(b"%a;" % value)
    elif isinstance(value, enum.Enum):
        out.append(f"e{kind.__name__}.{value.name};".encode())
    elif isinstance(value, _PLAIN):
        out.append(f"p{kind.__name__} {value};".encode())
    elif kind is bytes:
        out.append(b"b%d:" % len(value))
        out.append(value)
    elif isinstance(value, tuple | list):
        out.append(b"t%d:" % len(value))
        for item in value:
            _collect(item, out, known)
    elif (held := known.parts(value)) is not None:
        out.append(held)
    elif isinstance(value, Mapping):
        out.append(b"m%d:" % len(value))
        keyed = [(_joined(key, known), item) for key, item in value.items()]
        for key, item in sorted(keyed, key=lambda pair: pair[0]):
            out.append(key)
            _collect(item, out, known)
    else:
        _collect_other(value, out, known)


def _collect_other(value: Any, out: list[bytes], known: Known) -> None:
    if isinstance(value, frozenset | set):
        out.append(b"f%d:" % len(value))
        out.extend(sorted(_joined(item, known) for item in value))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        out.append(f"r{value.__class__.__name__}:".encode())
        for field in _names(value.__class__):
            _collect(getattr(value, field), out, known)
    elif isinstance(value, PurePath):
        out.append(f"P{value.as_posix()};".encode())
    elif isinstance(value, zoneinfo.ZoneInfo):
        out.append(f"z{value.key};".encode())
    else:
        raise NoDigestError(f"nobody says when two values of {type(value).__name__} are equal")


def _joined(value: object, known: Known) -> bytes:
    found: list[bytes] = []
    _collect(value, found, known)
    return b"".join(found)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


_NOTHING: Final = Known()
