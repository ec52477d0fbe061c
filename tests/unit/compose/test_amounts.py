"""Amounts that print rounded still say their exact value, however large they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.compose.values import for_print, money_text
from generator.facts.model import Quantity
from generator.localisation import Localiser
from generator.localisation.reading import Reader


@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-IQ", "de-DE", "zh-CN", "fa-IR"])
@pytest.mark.parametrize(
    "exact", ["268912345678", "1331123456789012", "21400123456789012", "1300000000000000"]
)
def test_an_amount_of_any_size_says_its_exact_value(language: str, exact: str) -> None:
    localiser = Localiser(language)
    shown = for_print(Quantity(Decimal(exact), "currency", currency="IDR")).value
    assert shown is not None
    text = money_text(localiser, shown, "IDR", "name")
    assert Reader(language).agrees(text, exact), text
