"""Adjectives of countries: "Iraqi", "irakiennes", "العراقية", "иракского".

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
from typing import Final, TypeAlias

from generator.localisation import arabic, declension, french, iberian
from generator.localisation.agreement import Agreement
from generator.localisation.locale import Locale, inherited


@dataclass(frozen=True, slots=True)
class Adjective:
    """One row: the dictionary's form, and irregular forms; "" where a rule makes the form."""

    masculine: str
    feminine: str = ""
    plural: str = ""
    feminine_plural: str = ""


_Rule: TypeAlias = Callable[[str], str]
# Languages whose feminine and plural are each made by a rule from the form before.
_INFLECTED: Final[Mapping[str, tuple[_Rule, _Rule]]] = MappingProxyType(
    {
        "fr": (french.feminine, french.plural),
        "es": (iberian.spanish_feminine, iberian.spanish_plural),
        "pt": (iberian.portuguese_feminine, iberian.portuguese_plural),
    }
)
# Languages in which one form gives all others.
_DECLINED: Final[Mapping[str, Callable[[str, Agreement], str]]] = MappingProxyType(
    {"ar": arabic.adjective, "de": declension.german, "ru": declension.russian}
)


def adjective(locale: Locale, alpha3: str, agreement: Agreement) -> str | None:
    """The adjective of a country in one form; None where the language has none for it.

    Raises ValueError for a gender or case that the language does not have.
    """
    agreement.checked(locale.language)
    row = _row(locale.data, alpha3)
    if row is None:
        return None
    if locale.language in _DECLINED:
        return _DECLINED[locale.language](row.masculine, agreement)
    if locale.language in _INFLECTED:
        return _inflected(row, *_INFLECTED[locale.language], agreement)
    return row.masculine


def _inflected(row: Adjective, feminine: _Rule, plural: _Rule, agreement: Agreement) -> str:
    if agreement.gender == "feminine":
        singular, irregular = row.feminine or feminine(row.masculine), row.feminine_plural
    else:
        singular, irregular = row.masculine, row.plural
    return (irregular or plural(singular)) if agreement.plural else singular


@cache
def _row(data: str, alpha3: str) -> Adjective | None:
    for tag in inherited(data):
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
