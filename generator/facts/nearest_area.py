"""The country that somebody meant by a mistyped code or name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from generator.facts.model import FactBase

_LIKE_ENOUGH: Final = 0.7
"""Likeness of names from 0 to 1 below which nothing is suggested."""

_CODE: Final = 3
_SHORT: Final = 2
_LIKE_AT_ALL: Final = 0.6
"""Likeness of names below which an area is not among those that are near."""


def nearest_area(base: FactBase, typed: str) -> str | None:
    """The alpha-3 code of the country that ``typed`` most likely means; None when none is near.

    Codes and names of all languages are taken exactly first. Then come codes with two letters
    swapped or one wrong, countries with statements first, and last names nearly right.
    """
    word = plain_name(typed)
    if not word:
        return None
    exact = exact_area(base, typed)
    if exact is not None:
        return exact
    statements = Counter(
        code for fact in base.facts.values() if fact.indicator is None for code in fact.countries
    )
    near = [
        (code not in statements, distance, -statements[code], code)
        for code in base.areas
        if (distance := _code_distance(word, plain_name(code))) is not None
    ]
    if near:
        return min(near)[-1]
    alike = [
        (-likeness, -statements[code], code)
        for code, name in _names(base)
        if (likeness := SequenceMatcher(None, word, name).ratio()) >= _LIKE_ENOUGH
    ]
    return min(alike)[-1] if alike else None


def areas_near(base: FactBase, typed: str, most: int = 5) -> tuple[str, ...]:
    """The codes that ``typed`` may mean, likeliest first, of all areas that are known.

    Nothing but the spelling counts: a country of which nothing is on record is as near as others.
    """
    word = plain_name(typed)
    if not word:
        return ()
    nearest = nearest_area(base, typed)
    found: dict[str, float] = {} if nearest is None else {nearest: -1.0}
    for code in base.areas:
        distance = _code_distance(word, plain_name(code))
        if distance is not None:
            found.setdefault(code, float(distance))
    for code, name in _names(base):
        if len(word) > _CODE and (word in name.split() or name.startswith(word)):
            likeness = 1.0
        else:
            likeness = SequenceMatcher(None, word, name).ratio()
        if likeness >= _LIKE_AT_ALL and code not in found:
            found[code] = 2.0 - likeness
    ranked = sorted(found, key=lambda code: (found[code], code))
    return tuple(ranked[:most])


def area_of_short_code(base: FactBase, typed: str) -> str | None:
    """The area whose two-letter code of ISO 3166-1 is typed, in capital or small letters."""
    if len(typed) != _SHORT or not typed.isascii():
        return None
    short = typed.upper()
    return next((code for code, area in base.areas.items() if area.alpha2 == short), None)


def exact_area(base: FactBase, typed: str) -> str | None:
    """The first area that ``typed`` is the code or a name of, by what the sources say."""
    word = plain_name(typed)
    if not word:
        return None
    for code, area in base.areas.items():
        if word in (plain_name(code), plain_name(area.alpha2 or "")):
            return code
    shipped = next((code for code, name in _shipped_names(base) if name == word), None)
    if shipped is not None:
        return shipped
    given = {code for code, name in _given_names(base) if name == word}
    return given.pop() if len(given) == 1 else None


def _names(base: FactBase) -> Iterator[tuple[str, str]]:
    yield from _shipped_names(base)
    yield from _given_names(base)


def _shipped_names(base: FactBase) -> Iterator[tuple[str, str]]:
    for code, area in base.areas.items():
        for names in (area.name, area.formal_name):
            for name in names.values():
                yield code, plain_name(name)


def _given_names(base: FactBase) -> Iterator[tuple[str, str]]:
    """What tables of names call the countries, such as a ministry's own."""
    for one in base.names.values():
        if one.area in base.areas:
            for form in ("short", "formal"):
                for name in one.forms.get(form, {}).values():
                    yield one.area, plain_name(name)


def _code_distance(word: str, code: str) -> int | None:
    """0 for two neighbours swapped, 1 for one wrong letter; None for more.

    >>> _code_distance("kza", "kaz"), _code_distance("irk", "irq"), _code_distance("xyz", "irq")
    (0, 1, None)
    """
    if len(word) != _CODE:
        return None
    if code in (word[1] + word[0] + word[2], word[0] + word[2] + word[1]):
        return 0
    wrong = sum(one != other for one, other in zip(word, code, strict=True))
    return 1 if wrong == 1 else None


_JOINED: Final = re.compile(r"[\s\-‐-―]+")
_APOSTROPHES: Final = re.compile("['’ʼ`´]")
_WORDS: Final = {"&": "and", "st.": "saint", "st": "saint"}


@lru_cache(maxsize=16384)  # the names of all areas, which are compared with each that is typed
def plain_name(text: str) -> str:
    """A name for comparing: no case, accents, marks, apostrophes, nor "the" before it.

    >>> plain_name("Türkiye"), plain_name("St. Kitts & Nevis"), plain_name("The Gambia")
    ('turkiye', 'saint kitts and nevis', 'gambia')
    """
    apart = unicodedata.normalize("NFKD", text.strip().casefold())
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    words = _JOINED.sub(" ", _APOSTROPHES.sub("", bare)).split()
    return " ".join(_WORDS.get(word, word) for word in words).removeprefix("the ")
