"""When values of two producers agree: the same measure, near enough to each other."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from generator.facts.conversion import alike, in_common
from generator.facts.measures import Measures, Tolerance
from generator.facts.model import EdtfDate, Fact, Qualifier, Quantity
from generator.selection.values import Comparison, compare, same_number, value_of

Bounds: TypeAlias = tuple[Fraction | None, Fraction | None]
"""Least and most that a quantity can mean; None is open."""


def agree(one: Fact, other: Fact, measures: Measures) -> Comparison:
    """Whether two values of indicators that measure the same agree.

    Amounts in other currencies or prices, and units that measure something else, cannot be
    compared: that they are declared the same does not make them so, unless a factor is.
    """
    a, b = value_of(one), value_of(other)
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        both = isinstance(a, EdtfDate) and isinstance(b, EdtfDate)
        return compare(one, other) if both else Comparison.NOT_COMPARABLE
    first, second = one.indicator or "", other.indicator or ""
    factors = measures.factor(first), measures.factor(second)
    if not _comparable(a, b, declared=factors[0] != factors[1]):
        return Comparison.NOT_COMPARABLE
    if _rounded(a, b) and factors[0] == factors[1]:
        return Comparison.SAME
    units = (a.unit, b.unit) if alike(a.unit, b.unit) else ("", "")
    ours = _bounds(a, units, factors[0])
    theirs = _bounds(b, (units[1], units[0]), factors[1])
    near = _near(ours, theirs, measures.tolerance(first))
    return Comparison.SAME if near else Comparison.DIFFERENT


def _comparable(a: Quantity, b: Quantity, *, declared: bool) -> bool:
    """Whether two quantities can be compared exactly; declared: a factor says how."""
    vague = Qualifier.ORDER_OF_MAGNITUDE in (a.qualifier, b.qualifier)
    same = (a.currency, a.price_base) == (b.currency, b.price_base)
    units = alike(a.unit, b.unit) or declared
    return same and units and not vague and _has_number(a) and _has_number(b)


def _has_number(quantity: Quantity) -> bool:
    return (quantity.value, quantity.minimum, quantity.maximum) != (None, None, None)


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether one is the other, rounded: 45,500,000 and 45,504,560."""
    if a.unit != b.unit or a.value is None or b.value is None or a.qualifier != b.qualifier:
        return False
    return same_number(a.value, b.value)


def _bounds(quantity: Quantity, units: tuple[str, str], factor: Fraction) -> Bounds:
    """Between what the quantity lies, in the measure that both units share."""
    least, most = quantity.minimum, quantity.maximum
    if quantity.value is not None:
        least = None if quantity.qualifier is Qualifier.UP_TO else quantity.value
        most = None if quantity.qualifier is Qualifier.MORE_THAN else quantity.value

    def common(number: Decimal | None) -> Fraction | None:
        return None if number is None else in_common(number, *units) * factor

    return common(least), common(most)


def _near(one: Bounds, other: Bounds, allowed: Tolerance) -> bool:
    """Whether the two overlap, or lie no further apart than is allowed."""
    for low, high in ((one[1], other[0]), (other[1], one[0])):
        if low is not None and high is not None and low < high:
            return allowed.allows(low, high)
    return True
