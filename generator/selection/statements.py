"""Statements stand alone: a sentence whose first word points to another one is noted.

Any selection of facts must read correctly, so no fact may lean on its neighbour. Only the
word a sentence begins with is looked at: there a pronoun or a demonstrative has nothing in
its own sentence to point to. Impersonal French ("il faut") points to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from re import Pattern
from types import MappingProxyType
from typing import Final

from generator.facts.model import Fact

_POINTING: Final[Mapping[str, Pattern[str]]] = MappingProxyType(
    {
        "en": re.compile(
            r"(?:It|They|He|She|This|These|That|Those|Its|Their|His|Her|The latter|The former)\b"
            r"(?! (?:is|was) (?:important|necessary|possible|likely|clear))",
        ),
        "fr": re.compile(
            r"(?:Il (?!s['’]|y |faut|fallait|est (?:important|nécessaire|possible|probable))"
            r"|(?:Elle|Ils|Elles|Ce|Cet|Cette|Ces|Cela|Ceci|Celui-ci|Celle-ci|Ceux-ci|Celles-ci"
            r"|Ce dernier|Leur|Leurs|Son|Sa|Ses)\b)",
        ),
        "ar": re.compile("و?(?:هو|هي|هم|هذا|هذه|ذلك|تلك|هؤلاء|أولئك)(?!\\w)"),
    }
)


def leaning(fact: Fact) -> tuple[str, ...]:
    """The languages in which the statement begins by pointing to another one.

    Languages without a list here are not judged.
    """
    return tuple(
        language
        for language, text in sorted(fact.text.items())
        if any(points_away(form, language) for form in text.forms.values())
    )


def points_away(sentence: str, language: str) -> bool:
    """True when the first word points out of the sentence.

    >>> points_away("It closed in March 2025.", "en")
    True
    >>> points_away("Il faut une enquête.", "fr")
    False
    """
    pattern = _POINTING.get(language.split("-", 1)[0])
    return bool(pattern and pattern.match(sentence.lstrip('\u200e\u200f\u061c «“"')))
