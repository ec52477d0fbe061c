"""Numbers print from fields; a copy of a number in a sentence is compared with the others.

A sentence may hold digits for people to read. They must be the same in every language,
and where a sentence leaves its number to a slot, every language must do so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

from generator.facts import slots
from generator.facts.model import Fact

_NUMERAL: Final = re.compile(
    "[0-9]+(?:[.,\u00a0\u202f\u066b\u066c ][0-9]{3}(?![0-9]))*(?:[.,\u066b][0-9]+)?"
)


def numerals(text: str) -> Counter[str]:
    """The numbers written in a text, without separators, whatever their digits.

    >>> numerals("1 200 personnes") == numerals("١٬٢٠٠ شخص") == numerals("1,200 people")
    True
    """
    latin = "".join(_latin(char) for char in text)
    found = _NUMERAL.findall(latin)
    return Counter(re.sub("[^0-9]", "", numeral) for numeral in found)


def differing(fact: Fact) -> tuple[str, ...]:
    """The languages whose sentence gives other numbers or slots than the first language's.

    Sentences with plural forms are compared by their form ``other``.
    """
    languages = sorted(fact.text)
    if len(languages) < 2:
        return ()
    first = _content(fact, languages[0])
    return tuple(tag for tag in languages[1:] if _content(fact, tag) != first)


def _content(fact: Fact, language: str) -> tuple[Counter[str], Counter[str]]:
    text = fact.text[language].forms["other"]
    return numerals(text), Counter(slots.used(text))


def _latin(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)
