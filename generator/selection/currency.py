"""An amount whose currency or unit the source does not say is withheld from print."""

from __future__ import annotations

from generator.facts.model import Quantity
from generator.facts.units import UNSTATED_CURRENCY


def printable(quantity: Quantity | None) -> bool:
    """False when the number may not print: amount without currency, number without unit.

    >>> from decimal import Decimal
    >>> printable(Quantity(Decimal(4), "currency", currency="XXX"))
    False
    """
    if quantity is None:
        return True
    if quantity.currency == UNSTATED_CURRENCY or not quantity.unit.strip():
        return False
    return quantity.unit != "currency" or quantity.currency is not None
