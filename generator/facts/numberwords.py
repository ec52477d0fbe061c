"""Small words that checks look for: numbers and months in words, words that point back.

Not for printing: printing takes its words from the locale data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_ENGLISH: Final = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_FRENCH: Final = [
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
]
_ARABIC: Final = (
    ("واحد", "واحدة"),
    ("اثنان", "اثنين", "اثنتان", "اثنتين"),
    ("ثلاثة", "ثلاث"),
    ("أربعة", "أربع"),
    ("خمسة", "خمس"),
    ("ستة", "ست"),
    ("سبعة", "سبع"),
    ("ثمانية", "ثماني", "ثمان"),
    ("تسعة", "تسع"),
    ("عشرة", "عشر"),
)
_LARGE: Final = {"million": 10**6, "thousand": 10**3, "billion": 10**9}
_LARGE_FRENCH: Final = {"million": 10**6, "mille": 10**3, "milliard": 10**9}
_LARGE_ARABIC: Final = {"مليون": 10**6, "ألف": 10**3, "مليار": 10**9}

NUMBER_WORDS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "en": {word: n for n, word in enumerate(_ENGLISH, 1)} | _LARGE,
        "fr": {word: n for n, word in enumerate(_FRENCH, 1)} | _LARGE_FRENCH,
        "ar": {word: n for n, forms in enumerate(_ARABIC, 1) for word in forms} | _LARGE_ARABIC,
    }
)

_ENGLISH_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_FRENCH_MONTHS: Final = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_LEVANT_MONTHS: Final = (
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
)
_GULF_MONTHS: Final = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]

MONTHS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "en": {name: n for n, name in enumerate(_ENGLISH_MONTHS, 1)},
        "fr": {name: n for n, name in enumerate(_FRENCH_MONTHS, 1)},
        "ar": {
            name: n for names in (_LEVANT_MONTHS, _GULF_MONTHS) for n, name in enumerate(names, 1)
        },
    }
)

POINTING: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "en": frozenset({"it", "they", "he", "she", "this", "these", "his", "her", "their", "its"}),
        "fr": frozenset(
            {"il", "elle", "ils", "elles", "ce", "ceci", "cela", "ces", "leur", "leurs"}
        ),
        "ar": frozenset({"هو", "هي", "هم", "هن", "وهو", "وهي", "هذا", "هذه", "ذلك", "تلك"}),
    }
)

UNNAMED: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "en": re.compile(
            r"\bthe (?:article|source|release|visit|page|document|text)\b"
            r"(?! (?:of|on|in|to|by|about|from|that|which|for)\b| \d)",
            re.IGNORECASE,
        ),
        "fr": re.compile(
            r"\b(?:l['’](?:article|auteur)|(?:la|cette) (?:source|visite|page)"
            r"|(?:le|ce) (?:communiqué|document|texte)|cet article)\b"
            r"(?! (?:de|du|des|sur|à|au|aux|en|que|qui|par|où|pour|\d)\b| d['’])",
            re.IGNORECASE,
        ),
        "ar": re.compile(
            r"(?<!\w)(?:[وفبك]?ال|و?لل)(?:مقال|مقالة|مصدر|بيان|صفحة|زيارة|وثيقة)(?!\w)"
            r"(?! (?:ال|عن |إلى |في |بشأن |حول |من ))"
        ),
    }
)
"""Documents and occasions spoken of as if the reader had them before him ("the article")."""
