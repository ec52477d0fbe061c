"""Reads the CLDR extract: one topic of one locale at a time, when first asked for.

Tables are shared between locales wherever they are equal and must never be changed.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from generator.localisation.cldr.supplement import parent

_DATA: Final = Path(__file__).resolve().parent / "data"
ROOT: Final = "und"

Table = Mapping[str, Any]


@cache
def common() -> Table:
    """What CLDR says about all locales together (see ``supplement.common``)."""
    return _file("_common")


@cache
def zone_tables() -> Table:
    """Metazones and primary zones."""
    return _file("_zones")


@cache
def known() -> frozenset[str]:
    """Tags of all locales that exist, those without data of their own included."""
    return frozenset(common()["locales"])


def topic(locale: str, name: str) -> Table:
    """One topic of ``locale``: its own data laid over that of the locales above it."""
    return _topics(locale)[name]


class _Topics(dict[str, Table]):
    """The topics of one locale, each resolved when first asked for."""

    def __init__(self, locale: str) -> None:
        super().__init__()
        self._locale = locale

    def __missing__(self, name: str) -> Table:
        own = _lines(self._locale.split("-")[0]).get((self._locale, name))
        table: Table = MappingProxyType({})
        if self._locale != ROOT:
            table = topic(parent(self._locale, common()["parents"], known()), name)
        if own is not None:
            table = MappingProxyType(laid_over(table, json.loads(own)))
        self[name] = table
        return table


@cache
def _topics(locale: str) -> _Topics:
    return _Topics(locale)


def laid_over(below: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``below`` with ``changes``: tables are merged, None takes an entry away."""
    merged = dict(below)
    for key, change in changes.items():
        known_entry = merged.get(key)
        if change is None:
            merged.pop(key, None)
        elif isinstance(change, dict) and isinstance(known_entry, dict):
            merged[key] = laid_over(known_entry, change)
        else:
            merged[key] = change
    return merged


@cache
def _lines(language: str) -> Mapping[tuple[str, str], str]:
    found = {}
    path = _DATA / f"{language}.gz"
    text = gzip.decompress(path.read_bytes()).decode() if path.is_file() else ""
    for line in filter(None, text.split("\n")):  # other line ends occur inside values
        locale, name, content = line.split("\t", 2)
        found[locale, name] = content
    return found


@cache
def listed(name: str) -> Mapping[str, str]:
    """A file with one line of JSON a locale ("_collation", "_ordinals"), not yet parsed."""
    text = gzip.decompress((_DATA / f"{name}.gz").read_bytes()).decode()
    found = {}
    for line in filter(None, text.split("\n")):
        tag, _, content = line.partition("\t")
        found[tag] = content
    return found


def _file(name: str) -> Table:
    return MappingProxyType(json.loads(gzip.decompress((_DATA / f"{name}.gz").read_bytes())))
