"""Versions: the hash of what a record says, free of where it stands and how it is laid out."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from generator.facts.model import EdtfDate, Fact

_PLACES: Final = frozenset({"file", "line", "version", "superseded_by"})
"""Fields that are not part of what a record says (the last is filled from other records)."""


def canonical(value: Any) -> Any:
    """A value as plain JSON: enumerations by value, dates as EDTF, numbers as written.

    Empty fields are left out, so that a new field of the model changes no version.
    """
    if value is None or isinstance(value, (str, bool, int)):
        return value.name.lower() if isinstance(value, enum.Enum) else value
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, EdtfDate):
        return value.text
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): canonical(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [canonical(inner) for inner in value]
    found = {}
    for name in _names(type(value)):
        inner = getattr(value, name)
        if inner is None or inner == () or (isinstance(inner, Mapping) and not inner):
            continue
        found[name] = canonical(inner)
    return found


def version_of(record: Any) -> str:
    """SHA-256 of the canonical content of one record."""
    text = json.dumps(canonical(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_version(fact: Fact) -> Fact:
    """The fact with its version filled in."""
    return dataclasses.replace(fact, version=version_of(fact))


def digest_of(versions: Iterable[str]) -> str:
    """One hash over versions, whatever their order."""
    joined = "\n".join(sorted(versions))
    return hashlib.sha256(joined.encode()).hexdigest()


_names_by_type: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    if kind not in _names_by_type:
        _names_by_type[kind] = tuple(
            field.name for field in dataclasses.fields(kind) if field.name not in _PLACES
        )
    return _names_by_type[kind]
