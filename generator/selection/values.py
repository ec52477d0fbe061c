"""When two facts give the same value, different values, or values that cannot be compared."""

from __future__ import annotations

import enum
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Final, TypeAlias

from generator.facts.model import EdtfDate, Fact, Kind, Qualifier, Quantity
from generator.selection.dates import compatible

Comparable: TypeAlias = Quantity | EdtfDate | frozenset[str]

_DIGITS: Final = 3
"""Significant digits below which a round number is not taken for another one, rounded."""

_PLAIN: Final = frozenset({Qualifier.EXACT, Qualifier.APPROXIMATELY})


class Comparison(enum.Enum):
    """How two values stand to each other."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_COMPARABLE = "not comparable"


def value_of(fact: Fact) -> Comparable | None:
    """What of a fact can agree or disagree: its number, its persons in office, or its date."""
    if fact.quantity is not None:
        return fact.quantity
    if fact.kind is Kind.OFFICE_HOLDER and fact.people:
        return frozenset(fact.people)
    return fact.moment.date if fact.kind is Kind.EVENT else None


def compare(one: Fact, other: Fact) -> Comparison:
    """Whether the two facts give the same value."""
    a, b = value_of(one), value_of(other)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return _quantities(a, b)
    if isinstance(a, EdtfDate) and isinstance(b, EdtfDate):
        return _answer(compatible(a, b))
    if isinstance(a, frozenset) and isinstance(b, frozenset):
        return _answer(a == b)
    return Comparison.NOT_COMPARABLE


def _quantities(a: Quantity, b: Quantity) -> Comparison:
    if _measure(a) != _measure(b):
        both_money = a.unit == b.unit == "currency"
        return Comparison.DIFFERENT if both_money else Comparison.NOT_COMPARABLE
    meant = a.qualifier == b.qualifier or {a.qualifier, b.qualifier} <= _PLAIN
    if not meant or (a.minimum, a.maximum) != (b.minimum, b.maximum):
        return Comparison.DIFFERENT
    if a.value is None or b.value is None:
        return _answer(a.value == b.value)
    return _answer(same_number(a.value, b.value))


def same_number(a: Decimal, b: Decimal) -> bool:
    """True when the numbers are equal, or one is the other rounded to three digits or more.

    >>> same_number(Decimal("45504560"), Decimal("45500000"))
    True
    >>> same_number(Decimal("1600000000"), Decimal("2000000000"))
    False
    """
    if a == b:
        return True
    if not a or not b:
        return False
    coarse, fine = sorted((a, b), key=_significant)
    digits = _significant(coarse)
    if digits < _DIGITS:
        return False
    step = Decimal(1).scaleb(fine.adjusted() - digits + 1)
    return any(
        fine.quantize(step, rounding=way) == coarse for way in (ROUND_HALF_EVEN, ROUND_HALF_UP)
    )


def _significant(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _measure(quantity: Quantity) -> tuple[str, str | None, str | None]:
    return quantity.unit, quantity.currency, quantity.price_base


def _answer(same: bool) -> Comparison:
    return Comparison.SAME if same else Comparison.DIFFERENT
