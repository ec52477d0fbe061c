"""Adjectives of countries: "Iraqi", "irakiennes", "العراقية".

``data/adjectives/<tag>.csv`` has one row an area with the adjective as dictionaries give it
(masculine singular) and the forms that no rule makes; an empty row means that usage has no
adjective, and the text must say "of the country". A country's own file (``pt-PT``) holds only
what differs from its language's.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from generator.localisation import arabic, french, iberian
from generator.localisation.locale import Locale, inherited

Gender: TypeAlias = Literal["masculine", "feminine"]
GENDERS: Final[tuple[Gender, ...]] = get_args(Gender)


@dataclass(frozen=True, slots=True)
class Adjective:
    """One row: the dictionary's form, and irregular forms; "" where a rule makes the form."""

    masculine: str
    feminine: str = ""
    plural: str = ""
    feminine_plural: str = ""


_Rule: TypeAlias = Callable[[str], str]
# Languages whose adjectives have a feminine and a plural, each made by a rule from the form before.
_INFLECTED: Final[Mapping[str, tuple[_Rule, _Rule]]] = MappingProxyType(
    {
        "fr": (french.feminine, french.plural),
        "es": (iberian.spanish_feminine, iberian.spanish_plural),
        "pt": (iberian.portuguese_feminine, iberian.portuguese_plural),
    }
)


def adjective(
    locale: Locale,
    alpha3: str,
    *,
    gender: Gender = "masculine",
    plural: bool = False,
    definite: bool = False,
) -> str | None:
    """The adjective of a country in one form; None where the language has none for it.

    plural    of things and bodies ("les forces irakiennes"); in Arabic that is the feminine
              singular ("القوات العراقية"), whatever the gender of one of them.
    definite  after a noun with its article; only Arabic shows it ("الجيش العراقي").
    """
    if gender not in GENDERS:
        raise ValueError(f"gender is one of {', '.join(GENDERS)}, not {gender!r}")
    row = _row(locale, alpha3)
    if row is None:
        return None
    if locale.language == "ar":
        return arabic.adjective(row.masculine, gender == "feminine" or plural, definite)
    if locale.language not in _INFLECTED:
        return row.masculine
    return _inflected(row, *_INFLECTED[locale.language], gender == "feminine", plural)


def _inflected(
    row: Adjective, to_feminine: _Rule, to_plural: _Rule, feminine: bool, plural: bool
) -> str:
    if not feminine:
        return (row.plural or to_plural(row.masculine)) if plural else row.masculine
    singular = row.feminine or to_feminine(row.masculine)
    return (row.feminine_plural or to_plural(singular)) if plural else singular


def _row(locale: Locale, alpha3: str) -> Adjective | None:
    for tag in inherited(locale.data):
        found = table(tag).get(alpha3)
        if found is not None:
            return found if found.masculine else None
    return None


@cache
def languages_known() -> tuple[str, ...]:
    """Tags of the languages that adjectives are known in."""
    names = (entry.name for entry in _folder().iterdir())
    tags = (name.removesuffix(".csv") for name in names if name.endswith(".csv"))
    return tuple(sorted(tag for tag in tags if "-" not in tag))


@cache
def table(tag: str) -> Mapping[str, Adjective]:
    """The rows of one file by ISO 3166-1 alpha-3 code; empty when there is no such file."""
    entry = _folder() / f"{tag}.csv"
    if not entry.is_file():
        return MappingProxyType({})
    lines = entry.read_text("utf-8").split("\n")
    rows = csv.reader(lines[1:], strict=True)
    return MappingProxyType({area: Adjective(*forms) for area, *forms in filter(None, rows)})


def _folder() -> Traversable:
    return resources.files("generator.localisation") / "data" / "adjectives"
