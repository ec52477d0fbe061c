"""Frozen values to plain JSON values and back, by the types of their fields.

Understands dataclasses of str, int, bool, date, enums, tuples, mappings by text, and
optional ones of these. Reading is strict: a value of another type than the field's is
refused with the field's name, so that a damaged file never becomes a wrong value.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import hashlib
import json
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class NotPlainError(ValueError):
    """A plain value does not have the shape of the type it should become."""


def to_plain(value: object) -> Any:
    """A value as JSON can hold it."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    raise NotPlainError(f"no plain form for {type(value).__name__}")


def from_plain(kind: type[T], plain: object, place: str = "") -> T:
    """The value of type ``kind`` that ``to_plain`` gave. Raises ``NotPlainError``.

    Fields that the type does not have are passed over: a newer program may write more.
    """
    result: T = _read(kind, plain, place or kind.__name__)
    return result


def canonical(plain: object) -> bytes:
    """One text for one value: sorted keys, no spaces, UTF-8."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def digest(plain: object) -> str:
    """SHA-256 of the canonical text of a plain value."""
    return hashlib.sha256(canonical(plain)).hexdigest()


def _read(kind: Any, plain: Any, place: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(kind), plain, place)
    if origin is tuple:
        (item, _) = get_args(kind)
        return tuple(_read(item, p, f"{place}[{n}]") for n, p in enumerate(_is(plain, list, place)))
    if origin is not None and issubclass(origin, Mapping):
        item = get_args(kind)[1]
        table = _is(plain, dict, place)
        return types.MappingProxyType({k: _read(item, v, f"{place}.{k}") for k, v in table.items()})
    return _read_simple(kind, plain, place)


def _read_simple(kind: Any, plain: Any, place: str) -> Any:
    if kind is object:
        return plain
    if kind in (str, int, bool):
        if type(plain) is not kind:
            raise NotPlainError(f"{place} is not {kind.__name__}")
        return plain
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _read_record(kind, _is(plain, dict, place), place)
    try:
        if kind is dt.date:
            return dt.date.fromisoformat(_is(plain, str, place))
        return kind(plain)
    except ValueError as error:
        raise NotPlainError(f"{place} is not {kind.__name__}") from error


def _read_union(options: tuple[Any, ...], plain: Any, place: str) -> Any:
    if plain is None and type(None) in options:
        return None
    (kind,) = (option for option in options if option is not type(None))
    return _read(kind, plain, place)


def _read_record(kind: type, table: dict[str, Any], place: str) -> Any:
    values = {}
    for field in dataclasses.fields(kind):
        if field.name in table:
            values[field.name] = _read(
                _hints(kind)[field.name], table[field.name], f"{place}.{field.name}"
            )
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise NotPlainError(f"{place} has no {field.name}")
    return kind(**values)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _is(plain: Any, kind: type[T], place: str) -> T:
    if not isinstance(plain, kind):
        raise NotPlainError(f"{place} is not a {kind.__name__}")
    return plain
