"""Codes of countries in the systems that producers use, as ISO 3166-1 alpha-3.

One system's code is another's country: AUS is Australia in ISO and Austria in UNHCR's own
codes, CH is Switzerland in ISO and China in GEC. Which system a table uses is stated in
source.toml, never found out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.refused import RefusedError

ISO3: Final = "iso3"
NAME: Final = "name"
SYSTEMS: Final = (ISO3, "iso2", "m49", "gec", "unhcr", NAME)
_NO_SIGNS: Final = re.compile(r"[^\w]+")
_LIKE_ENOUGH: Final = 0.75
"""Likeness below which no name is suggested: "Total" is nearest to "Portugal" and far from it."""
_ARTICLES: Final = frozenset(
    {"the", "of", "and", "la", "le", "les", "el", "los", "de", "du", "l", "d"}
)


def iso3_of(text: str, system: str) -> str:
    """The ISO alpha-3 code of a code in ``system``, or of a name.

    >>> iso3_of("AUS", "unhcr"), iso3_of("NA", "iso2"), iso3_of("CH", "gec")
    ('AUT', 'NAM', 'CHN')
    >>> iso3_of("32", "m49"), iso3_of("Korea, Rep.", "name")
    ('ARG', 'KOR')

    Codes of ISO itself are only looked at: a house may have areas of its own. Raises
    ``RefusedError`` for what is no code of the system.
    """
    if system == ISO3:
        return codes.check_code(text, codes.AREA, "area")
    if system == NAME:
        return _by_name(text)
    known = _systems()[system]
    found = known.get(text.zfill(3) if system == "m49" else text.upper())
    if found is not None and (system == "m49" or text == text.upper()):
        return found
    other = next((s for s in SYSTEMS[:-1] if text in _systems()[s] and s != system), "")
    code = "area-code-of-other" if other else "area-code-unknown"
    raise RefusedError(code, value=codes.shortened(text), system=system, other=other)


@cache
def codes_of(area: str) -> Mapping[str, str]:
    """The codes of an area in every system; {} for one that a house has added."""
    head, *rows = _rows("area-codes.csv")
    found = next((row for row in rows if row[0] == area), None)
    return MappingProxyType(dict(zip(head, found, strict=True)) if found else {})


def is_iso3(code: str) -> bool:
    """Whether a code is one of ISO 3166-1 (or XKX): nothing that a house has added."""
    return code in _systems()[ISO3]


def lost_zeros(text: str, system: str) -> bool:
    """Whether a code has lost the zeros before it, as spreadsheets do: 32 for 032."""
    return system == "m49" and len(text) < 3


def area_named(name: str) -> str | None:
    """The area that producers call by that name; None for a name that is none, or of two."""
    return _names().get(_plain(name))


def name_words() -> frozenset[str]:
    """The words with other letters than those of ASCII in the names of countries."""
    return _words()


def _by_name(text: str) -> str:
    found = area_named(text)
    if found is not None:
        return found
    near = codes.near(_plain(text), _names(), _LIKE_ENOUGH)
    if not near:
        raise RefusedError("area-name-unknown", value=codes.shortened(text))
    values = {"suggestion": _names()[near], "name": _spelt(near)}
    raise RefusedError("area-name-near", value=codes.shortened(text), **values)


def _plain(name: str) -> str:
    """A name as it is compared: without accents, signs, articles and their order."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    words = [word for word in _NO_SIGNS.split(bare) if word and word not in _ARTICLES]
    return " ".join(sorted(words))


@cache
def _systems() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    rows = _rows("area-codes.csv")
    for row in rows[1:]:
        for system, code in zip(rows[0], row, strict=True):
            if code:
                found.setdefault(system, {})[code] = row[0]
    return MappingProxyType(found)


@cache
def _names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    shared: set[str] = set()
    for area, name in _rows("area-names.csv")[1:]:
        plain = _plain(name)
        if found.setdefault(plain, area) != area:
            shared.add(plain)
    return MappingProxyType({name: area for name, area in found.items() if name not in shared})


def _spelt(plain: str) -> str:
    """A name as producers write it, of the form in which names are compared."""
    return next(name for _, name in _rows("area-names.csv")[1:] if _plain(name) == plain)


@cache
def _words() -> frozenset[str]:
    words = (word for _, name in _rows("area-names.csv") for word in re.findall(r"\w+", name))
    return frozenset(word.casefold() for word in words if not word.isascii())


@cache
def _rows(file: str) -> list[list[str]]:
    import csv

    text = (resources.files("generator.facts") / "data" / file).read_text("utf-8")
    return list(csv.reader(text.splitlines()))
