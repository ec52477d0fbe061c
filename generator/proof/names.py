"""Whose name a text is: names of people, bodies and countries read back from what is printed.

A printed name may carry an article, a form the house prefers or a remark, so it is read as
the entity of its kind whose name comes nearest. It is wrong when that is another one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from generator.facts.model import FactBase
from generator.house.model import HouseStyle
from generator.localisation import areas
from generator.localisation.locale import Locale, resolve

_AREA: Final = re.compile(r"[A-Z]{3}")
_SIGNS: Final = re.compile(r"[\W_]+")


def strangers(
    printed: Mapping[str, str], base: FactBase, house: HouseStyle, tag: str
) -> Iterator[tuple[str, str, str]]:
    """The printed names that are not those of their entity: id, text, id of the nearest.

    printed  text by id of the person, body or country that it should name.
    tag      of the document's language.
    """
    locale = resolve(tag)[0]
    if locale.pseudo:
        return
    for name, text in printed.items():
        told = _folded(text)
        own = {_folded(known) for known in _names(name, base, house, locale)} - {""}
        if not told or not own or any(_holds(told, known) for known in own):
            continue
        nearest = _nearest(told, name, base, house, locale)
        if nearest != name:
            yield name, text, nearest


def _holds(told: str, known: str) -> bool:
    """Whether one of the two stands in the other, word by word."""
    one, other = f" {told} ", f" {known} "
    return one in other or other in one


def _nearest(told: str, name: str, base: FactBase, house: HouseStyle, locale: Locale) -> str:
    """The entity of the same kind whose name comes nearest; ``name`` itself in a tie."""
    found, best = name, 0.0
    for other in (name, *(one for one in _kind(name, base) if one != name)):
        for known in _names(other, base, house, locale):
            ratio = difflib.SequenceMatcher(None, told, _folded(known)).ratio()
            if ratio > best:
                found, best = other, ratio
    return found


def _kind(name: str, base: FactBase) -> Iterable[str]:
    if _AREA.fullmatch(name):
        return base.areas
    return base.people if name in base.people else base.organisations


def _names(name: str, base: FactBase, house: HouseStyle, locale: Locale) -> tuple[str, ...]:
    """Every name under which an entity may print for readers of the locale."""
    language = locale.writing
    if _AREA.fullmatch(name):
        chosen = house.areas.get(name, {}).get(language)
        area = base.areas.get(name)
        given = area.name.get(language) if area is not None else None
        return tuple(filter(None, (chosen, given, _country(locale, name))))
    person = base.people.get(name)
    if person is not None:
        return (*person.name.values(), *(() if person.name else person.title.values()))
    body = base.organisations.get(name)
    return tuple(body.name.values()) if body is not None else ()


@lru_cache(maxsize=4096)
def _country(locale: Locale, alpha3: str) -> str:
    return areas.name(locale, alpha3)


def _folded(text: str) -> str:
    """Words of letters and digits alone, in small."""
    return _SIGNS.sub(" ", text).strip().casefold()
