"""German and Russian adjectives in their genders, numbers and cases.

Rules: Duden, Die Grammatik, on the declension of adjectives; Русская грамматика (1980), the
adjectival declension of stems in к.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.localisation.agreement import Agreement, cases

# One row a case in the order of ``cases``: masculine, feminine, neuter, plural.
_Endings = Mapping[str, tuple[str, str, str, str]]


def _table(language: str, *rows: str) -> _Endings:
    found: dict[str, tuple[str, str, str, str]] = {}
    for case, row in zip(cases(language), rows, strict=True):
        masculine, feminine, neuter, plural = row.split()
        found[case] = (masculine, feminine, neuter, plural)
    return MappingProxyType(found)


_GERMAN_ALONE: Final = _table("de", "er e es e", "en er en er", "em er em en", "en e es e")
_GERMAN_AFTER_ARTICLE: Final = _table("de", "e e e en", "en en en en", "en en en en", "en e e en")
# The accusative is that of things: bodies and forces, not persons.
_RUSSIAN: Final = _table(
    "ru",
    "ий ая ое ие",
    "ого ой ого их",
    "ому ой ому им",
    "ий ую ое ие",
    "им ой им ими",
    "ом ой ом их",
)
_COLUMNS: Final = MappingProxyType({"masculine": 0, "feminine": 1, "neuter": 2})
_PLURAL: Final = 3


def german(stem: str, agreement: Agreement) -> str:
    """A German adjective; its row holds the stem, which is also the form after "ist".

    >>> german("irakisch", Agreement("feminine", definite=True, case="dative"))
    'irakischen'
    >>> german("irakisch", Agreement("neuter"))
    'irakisches'
    """
    endings = _GERMAN_AFTER_ARTICLE if agreement.definite else _GERMAN_ALONE
    return stem + _ending(endings, agreement)


def russian(masculine: str, agreement: Agreement) -> str:
    """A Russian adjective in -ский or -цкий, as all of countries are.

    >>> russian("иракский", Agreement("feminine", case="genitive"))
    'иракской'
    >>> russian("иракский", Agreement(plural=True))
    'иракские'
    """
    return masculine.removesuffix("ий") + _ending(_RUSSIAN, agreement)


def _ending(endings: _Endings, agreement: Agreement) -> str:
    column = _PLURAL if agreement.plural else _COLUMNS[agreement.gender]
    return endings[agreement.case][column]
