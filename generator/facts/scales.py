"""In what a table counts: units, thousands, millions. Facts hold full numbers.

A billion is a thousand millions in English and a million millions in other languages: as the
setting of a table it is the English one, and in the column of a table in another language it is
refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from generator.facts import codes
from generator.facts.numbers import decimals_of
from generator.facts.refused import RefusedError
from generator.limits import Limits

SCALES: Final[Mapping[str, int]] = MappingProxyType(
    {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
)
"""Powers of ten by the words of source.toml."""

_ANYWHERE: Final[Mapping[str, int]] = MappingProxyType(
    {"": 0, "unit": 0, "units": 0, "unite": 0, "unites": 0, "thousand": 3, "thousands": 3}
    | {"millier": 3, "milliers": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9}
)
_ENGLISH: Final[Mapping[str, int]] = MappingProxyType(
    {"billion": 9, "billions": 9, "trillion": 12, "trillions": 12}
)
_MOST: Final = 15


def power_of(cell: str, language: str) -> int:
    """The power of ten that a cell states: a word, or the exponent of SDMX (``UNIT_MULT``).

    >>> power_of("Millions", "en"), power_of("9", "fr"), power_of("milliards", "fr")
    (6, 9, 9)

    Raises ``RefusedError`` for anything else, and for "billions" in a language but English.
    """
    word = "".join(
        char
        for char in unicodedata.normalize("NFKD", cell.strip().casefold())
        if not unicodedata.combining(char)
    )
    if word.isascii() and word.isdecimal() and len(word) <= len(str(_MOST)) and int(word) <= _MOST:
        return int(word)
    known = _ANYWHERE if word not in _ENGLISH or not language.startswith("en") else _ENGLISH
    if word in known:
        return known[word]
    code = "table-scale-long" if word in _ENGLISH else "table-scale-unknown"
    raise RefusedError(code, value=codes.shortened(cell))


def in_full(value: Decimal, power: int, limits: Limits) -> tuple[Decimal, int]:
    """The full number, and how many of its digits after the decimal mark were published.

    >>> in_full(Decimal("1234.5"), 6, Limits())
    (Decimal('1234500000'), 0)

    Raises ``RefusedError`` for a number beyond the limits.
    """
    full = Decimal(format(value.scaleb(power), "f"))
    if full and full.adjusted() >= limits.number_magnitude:
        raise RefusedError("number-large", value=full, limit=limits.number_magnitude)
    return full, max(0, decimals_of(value) - power)
