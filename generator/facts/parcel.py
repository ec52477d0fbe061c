"""Values of ours as bytes: on their way to a worker, or on a shelf between two runs.

``unpack`` opens only what ``pack`` made in our own parent process. ``unpack_plain`` opens
what lay in a file: it makes values of our own types and of a few of Python's and calls
nothing else, so that a file somebody wrote there can be wrong but cannot act.
"""

from __future__ import annotations

import dataclasses
import enum
import io
import pickle
import zoneinfo
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from generator.records import in_common, parts_of

_PACKAGE: Final = "generator."
_HELPERS: Final = frozenset(
    {("generator.facts.parcel", name) for name in ("frozen", "made", "zone")}
)
_PLAIN: Final = frozenset(
    {
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("decimal", "Decimal"),
        ("builtins", "frozenset"),
        ("pathlib", "PosixPath"),
        ("pathlib", "WindowsPath"),
    }
)


class NotAParcelError(ValueError):
    """Bytes that ``pack`` did not make, or that hold what is not allowed there."""


class _Packer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return frozen, (dict(value),)
        if isinstance(value, zoneinfo.ZoneInfo) and value.key:
            return zone, (value.key,)
        kind = type(value)
        if kind in _setters or _is_record(kind):
            return made, (kind, *(getattr(value, name) for name in parts_of(kind)))
        return NotImplemented


class _PlainOpener(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN | _HELPERS:
            return super().find_class(module, name)
        if module.startswith(_PACKAGE):
            found = super().find_class(module, name)
            if isinstance(found, type) and _is_value_type(found):
                return found
        raise NotAParcelError(f"{module}.{name} has no place in a parcel")


def _is_value_type(kind: type) -> bool:
    return issubclass(kind, enum.Enum) or dataclasses.is_dataclass(kind)


_setters: dict[type, tuple[Callable[[object, object], None], ...]] = {}
_common: dict[type, int] = {}
"""How many fields of a record stand together in its last part."""


def _is_record(kind: type) -> bool:
    """A dataclass of ours whose values all stand in slots."""
    return (
        dataclasses.is_dataclass(kind)
        and kind.__module__.startswith(_PACKAGE)
        and kind.__dictoffset__ == 0
        and not issubclass(kind, BaseException)
    )


def _setters_of(kind: type) -> tuple[Callable[[object, object], None], ...]:
    if not _is_record(kind):
        raise NotAParcelError(f"{kind!r} is no record")
    found = _setters[kind] = tuple(getattr(kind, name).__set__ for name in parts_of(kind))
    _common[kind] = len(in_common(kind))
    return found


def made(kind: type, *values: object) -> object:
    """The record of that type with those values, as they were: nothing is checked again."""
    setters = _setters.get(kind) or _setters_of(kind)
    if len(setters) != len(values):
        raise NotAParcelError(f"{kind.__name__} has other fields")
    common = _common[kind]
    if common and (type(values[-1]) is not tuple or len(values[-1]) != common):
        raise NotAParcelError(f"{kind.__name__} has other fields in common")
    record: object = object.__new__(kind)
    for put, value in zip(setters, values, strict=True):
        put(record, value)
    return record


def zone(name: str) -> zoneinfo.ZoneInfo:
    """A time zone by its name, as the machine knows it."""
    return zoneinfo.ZoneInfo(str(name))


def frozen(table: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """A mapping that cannot be changed: pickle knows none of its own."""
    return MappingProxyType(table)


def pack(value: object) -> bytes:
    """A value of ours as bytes.

    >>> unpack(pack(MappingProxyType({"a": 1})))
    mappingproxy({'a': 1})
    """
    out = io.BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def unpack(data: bytes) -> Any:
    """The value that ``pack`` was given, in a worker."""
    return pickle.loads(data)  # noqa: S301 - only ever given what ``pack`` made in our parent


def unpack_plain(data: bytes) -> Any:
    """The value in bytes from a file. Raises ``NotAParcelError`` for all that is unsound."""
    try:
        return _PlainOpener(io.BytesIO(data)).load()
    except NotAParcelError:
        raise
    except Exception as error:  # pickle raises nearly anything for bytes that are not its own
        raise NotAParcelError(str(error)) from error
