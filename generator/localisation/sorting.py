"""Names in the order of a language's dictionaries.

Weights come from ICU's collation (CLDR 47) for the characters that names are written with;
a character that is not among them is ordered by its decomposition, else by code point.
Rule: Unicode TR 10.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator.localisation.cldr import store
from generator.localisation.locale import inherited

_LONGEST: Final = 4
_HAN: Final = 0xFB00  # first weight of Chinese characters without an order of their own
_OWN_HAN: Final = 0xFA00
_STEP: Final = 0x10000
_LAST: Final = 0x1000 * _STEP

Key = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


@dataclass(frozen=True, slots=True)
class Collation:
    """The order of one language."""

    weights: Mapping[str, str]
    root: Mapping[str, str]
    han: Mapping[str, int]
    promoted: tuple[tuple[int, int], ...]
    first_symbol: int
    first_letter: int
    backwards: bool
    upper_first: bool
    shifted: bool


def ordered(locale: str, names: Iterable[str]) -> list[str]:
    """The names in the order of the locale with data tag ``locale``."""
    collation = _collation(locale)
    return sorted(names, key=lambda name: _key(collation, name))


def key(locale: str, name: str) -> Key:
    """What puts ``name`` in its place; keys of one locale compare with each other only."""
    return _key(_collation(locale), name)


@cache
def _collation(locale: str) -> Collation:
    listed = store.listed("_collation")
    root = json.loads(listed["und"])
    tag = next((one for one in _sources(locale) if one in listed), None)
    own = json.loads(listed[tag]) if tag else {}
    han = {character: place for place, character in enumerate(own.get("han", ""))}
    scripts: Mapping[str, tuple[int, int]] = {
        **root["scripts"],
        "Hani": (_OWN_HAN, _HAN + 0xFF),
    }
    promoted = tuple(
        (scripts[name][0], scripts[name][1]) for name in own.get("reorder", ()) if name in scripts
    )
    return Collation(
        weights=own.get("weights", {}),
        root=root["weights"],
        han=han,
        promoted=promoted,
        first_symbol=int(root["weights"]["`"][:4], 16),
        first_letter=int(root["weights"]["a"][:4], 16),
        backwards=own.get("backwards", False),
        upper_first=own.get("upper_first", False),
        shifted=own.get("shifted", False),
    )


def _sources(locale: str) -> Iterable[str]:
    """Where the order of a locale may be kept; orders are not inherited as other data is."""
    yield locale
    if locale.startswith("yue"):
        yield "zh" if "Hans" in locale else "zh-Hant"
    cut = locale
    while "-" in cut:
        cut = cut.rpartition("-")[0]
        yield cut
    yield from inherited(locale)


def _key(collation: Collation, name: str) -> Key:
    first: list[int] = []
    second: list[int] = []
    third: list[int] = []
    for element in _elements(collation, unicodedata.normalize("NFC", name)):
        primary, secondary, tertiary = element >> 16, element >> 8 & 0xFF, element & 0x3F
        if collation.shifted and 0 < primary < collation.first_symbol:
            continue  # spaces and punctuation do not count
        if primary:
            first.append(_placed(collation, primary))
        if secondary:
            second.append(secondary)
        if tertiary:
            third.append(-tertiary if collation.upper_first else tertiary)
    if collation.backwards:
        second.reverse()
    return tuple(first), tuple(second), tuple(third), name


def _placed(collation: Collation, primary: int) -> int:
    """The weight with the language's own scripts brought before the others."""
    if not collation.promoted or primary < collation.first_letter:
        return primary
    for place, (low, high) in enumerate(collation.promoted):
        if low <= primary <= high:
            return primary + (place + 1) * _STEP
    return primary + _LAST


def _elements(collation: Collation, text: str) -> Iterable[int]:
    place = 0
    while place < len(text):
        for length in range(min(_LONGEST, len(text) - place), 0, -1):
            piece = text[place : place + length]
            found = collation.weights.get(piece)
            if found is None:
                found = collation.root.get(piece)
            if found is not None:
                yield from _parsed(found)
                place += length
                break
        else:
            yield from _unlisted(collation, text[place])
            place += 1


@cache
def _parsed(weights: str) -> tuple[int, ...]:
    return tuple(int(weights[place : place + 8], 16) for place in range(0, len(weights), 8))


def _unlisted(collation: Collation, character: str) -> Iterable[int]:
    if character in collation.han:
        rank = collation.han[character]
        return ((_OWN_HAN << 16) | 0x0505, (rank + 1) << 16)
    parts = unicodedata.normalize("NFD", character)
    if parts != character:
        return _elements(collation, parts)
    point = ord(character)
    return ((_HAN + (point >> 16)) << 16 | 0x0505, (point & 0xFFFF) << 16)
