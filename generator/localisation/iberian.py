"""Spanish and Portuguese adjectives: their feminine and their plural.

Rules: Nueva gramática de la lengua española, on gender and number; Cunha and Cintra, Nova
gramática do português contemporâneo, on adjectives.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# The accent that marks a stressed last syllable goes when another syllable follows.
_UNACCENTED: Final[Mapping[str, str]] = MappingProxyType(
    {"és": "es", "ís": "is", "án": "an", "ín": "in", "ón": "on"}
)
_VOWELS: Final = ("a", "e", "i", "o", "u", "á", "é", "ó")


def spanish_feminine(masculine: str) -> str:
    """The feminine: "iraquí" and "belga" serve both; "francés" gives "francesa".

    >>> [spanish_feminine(word) for word in ("chino", "alemán", "español", "iraquí", "kosovar")]
    ['china', 'alemana', 'española', 'iraquí', 'kosovar']
    """
    if masculine.endswith("o"):
        return masculine[:-1] + "a"
    if masculine.endswith((*_UNACCENTED, "ol")):
        return _unaccented(masculine) + "a"
    return masculine


def spanish_plural(singular: str) -> str:
    """The plural: "chinos", "iraquíes", "franceses".

    >>> [spanish_plural(word) for word in ("china", "hindú", "japonés", "español", "suazi")]
    ['chinas', 'hindúes', 'japoneses', 'españoles', 'suazis']
    """
    if singular.endswith(_VOWELS):
        return singular + "s"
    if singular.endswith("z"):
        return singular[:-1] + "ces"
    return _unaccented(singular) + "es"


def _unaccented(word: str) -> str:
    return word[:-2] + _UNACCENTED.get(word[-2:], word[-2:])


def portuguese_feminine(masculine: str) -> str:
    """The feminine: "belga" and "israelense" serve both.

    >>> [portuguese_feminine(word) for word in ("chinês", "alemão", "espanhol", "eritreu", "sueco")]
    ['chinesa', 'alemã', 'espanhola', 'eritreia', 'sueca']
    """
    if masculine.endswith("ão"):
        return masculine[:-1]
    if masculine.endswith("o"):
        return masculine[:-1] + "a"
    if masculine.endswith("ês"):
        return masculine[:-2] + "esa"
    if masculine.endswith("eu"):
        return masculine[:-1] + "ia"
    return masculine + "a" if masculine.endswith("ol") else masculine


_PORTUGUESE_PLURALS: Final = (
    ("ês", "eses"),
    ("ão", "ões"),
    ("ol", "óis"),
    ("al", "ais"),
    ("r", "res"),
    ("z", "zes"),
    ("m", "ns"),
)


def portuguese_plural(singular: str) -> str:
    """The plural; words in -ão that do not change to -ões are irregular ("alemães").

    >>> [portuguese_plural(word) for word in ("chinês", "letão", "espanhol", "kosovar", "alemã")]
    ['chineses', 'letões', 'espanhóis', 'kosovares', 'alemãs']
    """
    for ending, plural in _PORTUGUESE_PLURALS:
        if singular.endswith(ending):
            return singular.removesuffix(ending) + plural
    return singular + "s"
