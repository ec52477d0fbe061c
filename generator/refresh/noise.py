"""Digits that carry nothing: what computing leaves behind the twelfth one.

Services compute their figures anew for each publication, and the last digits of a number with
sixteen of them then differ, although nobody has counted anything else.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

DIGITS: Final = 12
_CONTEXT: Final = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


def without_noise(value: Decimal) -> Decimal:
    """The number in twelve significant digits, however it is written.

    >>> without_noise(Decimal("4.35835351089586")) == without_noise(Decimal("4.35835351089595"))
    True
    """
    return _CONTEXT.plus(value).normalize(_CONTEXT)


def is_same_number(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers agree but for noise."""
    return one == other or without_noise(one) == without_noise(other)
