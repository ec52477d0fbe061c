"""Contradictions within one statement: a stated length that is not the length of its period.

“Five years (2016-2022)” is not five years. What is safe prints (amount and years); the
duration is withheld.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from generator.facts.model import EdtfDate, Fact, Period, Precision, Quantity

_UNITS: Final = {"year": "Y", "years": "Y", "month": "M", "months": "M", "day": "D", "days": "D"}
_ISO: Final = re.compile(r"P(\d+)([YMD])")


def contradicts(length: Decimal, unit: str, period: Period) -> bool:
    """True when ``length`` in ``unit`` ("Y", "M" or "D") cannot be the length of ``period``.

    Years are counted as people count them: 2016-2019 may be three years or four, and a
    period given in months may be rounded to years. A period that is too coarse for the
    unit, or open, contradicts nothing.

    >>> from generator.facts.dates import parse_interval
    >>> contradicts(Decimal(5), "Y", parse_interval("2016/2022"))
    True
    >>> contradicts(Decimal(3), "Y", parse_interval("2016/2019"))
    False
    """
    if period.start is None or period.end is None:
        return False
    allowed = _lengths(period.start, period.end, unit)
    return bool(allowed) and length not in allowed


def duration_contradicted(fact: Fact) -> bool:
    """True when a length the fact states is not the length of the period it states."""
    stated = _stated(fact)
    if not stated:
        return False
    period = fact.moment.period or fact.validity.period
    return any(contradicts(length, unit, period) for length, unit in stated)


def is_duration(quantity: Quantity | None) -> bool:
    """True when the number itself is a length of time."""
    return quantity is not None and quantity.unit in _UNITS


def _stated(fact: Fact) -> list[tuple[Decimal, str]]:
    found: list[tuple[Decimal, str]] = []
    quantity = fact.quantity
    if quantity is not None and quantity.value is not None and quantity.unit in _UNITS:
        found.append((quantity.value, _UNITS[quantity.unit]))
    written = _ISO.fullmatch(fact.derived["duration"]) if "duration" in fact.derived else None
    if written:
        found.append((Decimal(written[1]), written[2]))
    return found


def _lengths(start: EdtfDate, end: EdtfDate, unit: str) -> set[int]:
    precisions = {start.precision, end.precision}
    years = end.first.year - start.first.year
    if Precision.YEAR in precisions:
        return {years, years + 1} if unit == "Y" else set()
    months = 12 * years + end.first.month - start.first.month
    if unit == "Y":
        return {_round(months, 12), _round(months + 1, 12)}
    if unit == "M":
        return {months, months + 1}
    if precisions == {Precision.DAY}:
        days = (end.first - start.first).days
        return {days, days + 1}
    return set()


def _round(months: int, by: int) -> int:
    return (2 * months + by) // (2 * by)
