"""Names of persons in sentences: one spelling on a page, whichever the source has.

A French release writes "Qasim Al-Araji", the list of participants above it "Qasim al-Araji". The
spellings that ``people.yaml`` lists as variants become the name that prints everywhere else. What
stands between quotation marks is the words of others and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from generator.compose.terms import QUOTED, longest_first
from generator.facts.model import Person

_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")


def one_spelling(text: str, people: Iterable[Person], language: str) -> str:
    """A text of a language with the names of these persons as they print by themselves."""
    for person in people:
        name, letters = person.name.get("latin"), _LATIN
        if language == "ar":
            name, letters = person.name.get("ar"), _ARABIC
        others = tuple(one for one in person.variants if one != name and letters.match(one))
        if name and any(one in text for one in others):
            text = _respelt(text, name, others)
    return text


def _respelt(text: str, name: str, others: tuple[str, ...]) -> str:
    def written(found: re.Match[str]) -> str:
        if found["name"] is None:
            return found[0]
        return name[:1].upper() + name[1:] if found.start() == 0 else name

    return _pattern(name, others).sub(written, text)


@lru_cache(maxsize=256)
def _pattern(name: str, others: tuple[str, ...]) -> re.Pattern[str]:
    # The name itself first: a variant may be a part of it.
    words = "|".join(re.escape(one) for one in (name, *longest_first(others)))
    return re.compile(rf"{QUOTED}|(?<!\w)(?P<name>{words})(?!\w)")
