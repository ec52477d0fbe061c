"""The house's words: where houses differ (Irak or Iraq), texts get the form of this house.

Official names are exempt: "mission OTAN en Iraq" keeps its spelling in a house that writes
Irak, because it is the mission's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from generator.facts.model import FactBase, Organisation, Term
from generator.house.model import HouseStyle

Rewrite: TypeAlias = Callable[[str], str]

_TYPEWRITTEN: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_DESCRIBED: Final = frozenset(
    {"government", "ministry", "armed_forces", "police", "group", "armed_group", "diplomatic_post"}
)
"""Kinds of bodies whose names are descriptions, in the house's words, and not titles."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a house writes the terms in one language."""

    _pattern: re.Pattern[str] | None
    _forms: Mapping[str, str]

    def __call__(self, text: str) -> str:
        """The text with the house's forms, official names untouched."""
        if self._pattern is not None:
            text = self._pattern.sub(self._form, text)
        return apostrophes(text)

    def _form(self, found: re.Match[str]) -> str:
        word = found["other"]
        return found[0] if word is None else self._forms[word]


def apostrophes(text: str) -> str:
    """The typewriter's sign between two letters as an apostrophe; elsewhere it stays.

    >>> apostrophes("l'Irak, Canada's 5' 'x'")
    "l’Irak, Canada’s 5' 'x'"
    """
    return _TYPEWRITTEN.sub("’", text)


def chosen_form(term: Term, house: HouseStyle, language: str) -> str:
    """The form of a term in this house, or the term's first; "" when it has none."""
    forms = term.forms.get(language, ())
    chosen = house.terms.get(term.id, {}).get(language)
    return chosen or (forms[0] if forms else "")


def wording(base: FactBase, house: HouseStyle, language: str) -> Wording:
    """The wording of a house for texts in ``language``."""
    return _wording(_Key(base, house), language)


class _Key:
    """A base and a house as one key: the same objects give the same wording."""

    __slots__ = ("base", "house")

    def __init__(self, base: FactBase, house: HouseStyle) -> None:
        self.base = base
        self.house = house

    def __hash__(self) -> int:
        return hash((self.base.digest, id(self.house)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Key)
            and self.base.digest == other.base.digest
            and self.house is other.house
        )


@lru_cache(maxsize=64)
def _wording(key: _Key, language: str) -> Wording:
    forms: dict[str, str] = {}
    for name, chosen in key.house.terms.items():
        form = chosen.get(language)
        term = key.base.terms.get(name)
        if form and term is not None:
            others = (other for other in term.forms.get(language, ()) if other != form)
            forms.update((other, form) for other in others)
    if not forms:
        return Wording(None, forms)
    exempt = _longest_first(_official(key.base.organisations.values(), language, forms))
    words = "|".join(map(re.escape, _longest_first(forms)))
    official = "|".join(map(re.escape, exempt)) or "(?!)"
    pattern = re.compile(rf"(?P<official>(?i:{official}))|(?<!\w)(?P<other>{words})(?!\w)")
    return Wording(pattern, forms)


def _official(
    organisations: Iterable[Organisation], language: str, forms: Iterable[str]
) -> set[str]:
    """Names of bodies that hold a form the house would not write."""
    wanted = tuple(forms)
    names = (o.name.get(language) for o in organisations if o.kind not in _DESCRIBED)
    return {name for name in names if name and any(form in name for form in wanted)}


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
