"""Versions: the hash of what a record says, free of where it stands and how it is laid out."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from generator.facts.model import EdtfDate, Fact, Origin

_PLACES: Final = frozenset({"file", "line", "cell", "version", "superseded_by"})
"""Fields that are not part of what a record says (the last is filled from other records)."""


def canonical(value: Any) -> Any:
    """A value as plain JSON: enumerations by value, dates as EDTF, numbers as written.

    Fields that hold their default are left out: a new field of the model changes no version.
    """
    kind = type(value)
    if kind is str or kind is bool or kind is int or value is None:
        return value
    plain = _PLAIN.get(kind)
    if plain is not None:
        return plain(value)
    if isinstance(value, enum.Enum):
        return value.name.lower() if isinstance(value, int) else value.value
    return _fields(value)


def _fields(value: Any) -> dict[str, Any]:
    found = {}
    for name, default in _defaults(type(value)):
        inner = getattr(value, name)
        if inner is None or inner is default:
            continue
        if type(inner) is type(default) and inner == default:
            continue
        found[name] = canonical(inner)
    return found


def _items(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): canonical(inner) for key, inner in value.items()}


def _list(value: Iterable[Any]) -> list[Any]:
    return [canonical(inner) for inner in value]


def _origin(value: Origin) -> str:
    """An origin by its hash: many facts share one."""
    key = id(value)
    kept = _origins.get(key)
    if kept is None or kept[0] is not value:
        if len(_origins) >= _MOST_ORIGINS:
            _origins.clear()  # a process that reads sources again and again keeps no old ones
        kept = _origins[key] = (value, _hash(_fields(value)))
    return kept[1]


_origins: dict[int, tuple[Origin, str]] = {}
_MOST_ORIGINS: Final = 4096

_PLAIN: Final[Mapping[type, Callable[[Any], Any]]] = MappingProxyType(
    {
        dict: _items,
        MappingProxyType: _items,
        tuple: _list,
        list: _list,
        frozenset: lambda value: sorted(map(str, value)),
        EdtfDate: lambda value: value.text,
        Decimal: lambda value: format(value, "f"),
        dt.date: lambda value: value.isoformat(),
        Origin: _origin,
    }
)


_ENCODED: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


def _hash(found: Any) -> str:
    return hashlib.sha256(_ENCODED(found).encode()).hexdigest()


def version_of(record: Any) -> str:
    """SHA-256 of the canonical content of one record."""
    return _hash(canonical(record))


def with_version(fact: Fact) -> Fact:
    """The fact with its version filled in."""
    return dataclasses.replace(fact, version=version_of(fact))


def digest_of(versions: Iterable[str]) -> str:
    """One hash over versions, whatever their order."""
    total = hashlib.sha256()
    before = b""
    for version in sorted(versions):
        total.update(before + version.encode())
        before = b"\n"
    return total.hexdigest()


_defaults_by_type: dict[type, tuple[tuple[str, object], ...]] = {}


def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    """Names of the fields that are part of what a record says, each with its default."""
    if kind not in _defaults_by_type:
        _defaults_by_type[kind] = tuple(
            (field.name, _default(field))
            for field in dataclasses.fields(kind)
            if field.name not in _PLACES
        )
    return _defaults_by_type[kind]


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
