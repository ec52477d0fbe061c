"""One digest for equal values, whatever order their sets and tables were made in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import zoneinfo
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Final

_PLAIN: Final = (int, Decimal, dt.date, dt.time, dt.timedelta, float)


class NoDigestError(TypeError):
    """A value of a kind of which nobody has said what makes two of them equal."""


def digest_of_value(value: object) -> str:
    """SHA-256 over a value and all that it holds; equal values give equal digests.

    Understands our records, enumerations, tables, tuples, sets, texts, bytes, numbers,
    dates and paths. Raises ``NoDigestError`` for anything else.
    """
    total = hashlib.sha256()
    for part in _parts(value):
        total.update(part)
    return total.hexdigest()


def _parts(value: Any) -> Iterator[bytes]:
    kind = value.__class__
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")
        yield b"s%d:" % len(data)
        yield data
    elif value is None or kind is bool:
        yield b"%a;" % value
    elif isinstance(value, enum.Enum):
        yield f"e{kind.__name__}.{value.name};".encode()
    elif isinstance(value, _PLAIN):
        yield f"p{kind.__name__} {value};".encode()
    elif kind is bytes:
        yield b"b%d:" % len(value)
        yield value
    elif isinstance(value, Mapping):
        yield b"m%d:" % len(value)
        keyed = [(b"".join(_parts(key)), item) for key, item in value.items()]
        for key, item in sorted(keyed, key=lambda pair: pair[0]):
            yield key
            yield from _parts(item)
    elif isinstance(value, tuple | list):
        yield b"t%d:" % len(value)
        for item in value:
            yield from _parts(item)
    else:
        yield from _others(value)


def _others(value: Any) -> Iterator[bytes]:
    if isinstance(value, frozenset | set):
        yield b"f%d:" % len(value)
        yield from sorted(b"".join(_parts(item)) for item in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield f"r{value.__class__.__name__}:".encode()
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, PurePath):
        yield f"P{value.as_posix()};".encode()
    elif isinstance(value, zoneinfo.ZoneInfo):
        yield f"z{value.key};".encode()
    else:
        raise NoDigestError(f"nobody says when two values of {type(value).__name__} are equal")
