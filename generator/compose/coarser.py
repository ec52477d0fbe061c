"""Prepositions before a date that prints coarser than its sentence was written for.

"On {date}" was written for a day. When sources agree only on the month, the month is printed,
and the preposition must follow: "in June 2024", "en juin 2024".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_RULES: Final[Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]] = MappingProxyType(
    {
        "en": (
            (re.compile(r"\bon(?= \ufdd0)"), "in"),
            (re.compile(r"\bOn(?= \ufdd0)"), "In"),
        ),
        "fr": (
            (re.compile(r"\ble(?= \ufdd0)"), "en"),
            (re.compile(r"\bLe(?= \ufdd0)"), "En"),
            (re.compile(r"\bdu(?= \ufdd0)"), "de"),
        ),
        "ar": ((re.compile(r"(?<!\w)(?:في )?(?:يوم|بتاريخ)(?= \ufdd0)"), "في"),),
    }
)


def coarser(sentence: str, sign: str, language: str) -> str:
    """The sentence with the word before the date's sign fit for a month or year.

    >>> coarser("They met on @.", "@", "en")
    'They met in @.'
    >>> coarser("Ils se sont rencontrés le @.", "@", "fr")
    'Ils se sont rencontrés en @.'
    """
    text = sentence.replace(sign, "\ufdd0")
    for pattern, word in _RULES.get(language, ()):
        text = pattern.sub(word, text)
    return text.replace("\ufdd0", sign)
