"""How an adjective agrees with its noun: gender, number, article, case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

Gender: TypeAlias = Literal["masculine", "feminine", "neuter"]
Case: TypeAlias = Literal[
    "nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"
]

TWO_GENDERS: Final[tuple[Gender, ...]] = ("masculine", "feminine")
_THREE_GENDERS: Final[tuple[Gender, ...]] = (*TWO_GENDERS, "neuter")
_FOUR_CASES: Final[tuple[Case, ...]] = ("nominative", "genitive", "dative", "accusative")
_SIX_CASES: Final[tuple[Case, ...]] = (*_FOUR_CASES, "instrumental", "prepositional")

# Languages whose adjectives show more than two genders, and a case in writing.
_GENDERS: Final[Mapping[str, tuple[Gender, ...]]] = MappingProxyType(
    {"de": _THREE_GENDERS, "ru": _THREE_GENDERS}
)
_CASES: Final[Mapping[str, tuple[Case, ...]]] = MappingProxyType(
    {"de": _FOUR_CASES, "ru": _SIX_CASES}
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a noun asks of its adjective.

    plural    of things and bodies ("les forces irakiennes"); in Arabic their adjective is
              feminine singular ("القوات العراقية"), whatever the gender of one of them.
    definite  after a noun with its article ("الجيش العراقي"), in German after the article
              itself ("der irakische Minister"); no other language shows it.
    case      in German and Russian; no other language shows it in writing.
    """

    gender: Gender = "masculine"
    plural: bool = False
    definite: bool = False
    case: Case = "nominative"

    def checked(self, language: str) -> None:
        """Raise ValueError for a gender or case that ``language`` does not have."""
        _check("gender", self.gender, genders(language))
        if language in _CASES:
            _check("case", self.case, _CASES[language])


def genders(language: str) -> tuple[Gender, ...]:
    """The genders of a language's nouns, as far as adjectives show them."""
    return _GENDERS.get(language, TWO_GENDERS)


def cases(language: str) -> tuple[Case, ...]:
    """The cases that adjectives of a language show in writing; empty when they show none."""
    return _CASES.get(language, ())


def _check(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ValueError(f"{what} is one of {', '.join(known)}, not {given!r}")
