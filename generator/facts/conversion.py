"""Exact conversion between units of one kind. Nothing is rounded, and nothing is guessed.

Each unit is a whole or decimal number of the first unit of its kind, by definition and not by
measurement: the mile is 1.609344 km since 1959. Rates, shares and amounts of money have no
such numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final

_KINDS: Final[tuple[Mapping[str, str], ...]] = (
    {
        "square-kilometer": "1",
        "hectare": "0.01",
        "square-meter": "0.000001",
        "square-mile": "2.589988110336",
        "acre": "0.0040468564224",
    },
    {
        "kilometer": "1",
        "meter": "0.001",
        "mile": "1.609344",
        "nautical-mile": "1.852",
        "foot": "0.0003048",
    },
    {"kilogram": "1", "metric-ton": "1000", "pound": "0.45359237"},
    {
        "liter": "1",
        "cubic-meter": "1000",
        "barrel": "158.987294928",
        "gallon": "3.785411784",
    },
    {"kilowatt": "1", "megawatt": "1000", "gigawatt": "1000000"},
    {"kilowatt-hour": "3600000", "british-thermal-unit": "1055.05585262"},
)
"""By kind: how much of one measure each unit is."""

_FACTORS: Final[Mapping[str, tuple[int, Fraction]]] = MappingProxyType(
    {
        unit: (kind, Fraction(factor))
        for kind, units in enumerate(_KINDS)
        for unit, factor in units.items()
    }
)


def alike(one: str, other: str) -> bool:
    """Whether values in the two units can be compared."""
    if one == other:
        return True
    a, b = _FACTORS.get(one), _FACTORS.get(other)
    return a is not None and b is not None and a[0] == b[0]


def in_common(value: Decimal, unit: str, other: str) -> Fraction:
    """A value in the measure that its unit and another one share; the same unit changes nothing.

    >>> in_common(Decimal(250), "hectare", "square-kilometer")
    Fraction(5, 2)
    """
    return Fraction(value) * (1 if unit == other else _FACTORS[unit][1])
