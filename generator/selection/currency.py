"""An amount whose currency or unit the source does not say is withheld from print."""

from __future__ import annotations

from typing import Final

from generator.facts.model import Quantity

NOT_STATED: Final = "XXX"
"""ISO 4217 code for "no currency"."""


def printable(quantity: Quantity | None) -> bool:
    """False when the number may not print: amount without currency, number without unit.

    >>> from decimal import Decimal
    >>> printable(Quantity(Decimal(4), "currency", currency="XXX"))
    False
    """
    if quantity is None:
        return True
    if quantity.currency == NOT_STATED or not quantity.unit.strip():
        return False
    return quantity.unit != "currency" or quantity.currency is not None
