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
    "exact",
    [
        "268912345678",
        "1331123456789012",
        "21400123456789012",
        "1300000000000000",
        "3956067000000",
        "-5273012345",
        "9999912345",
        "1004000",
    ],
)
def test_an_amount_of_any_size_says_its_exact_value(language: str, exact: str) -> None:
    localiser = Localiser(language)
    shown = for_print(Quantity(Decimal(exact), "currency", currency="IDR")).value
    assert shown is not None
    text = money_text(localiser, shown, "IDR", "name")
    assert Reader(language).agrees(text, exact), text


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("3956067000000", "3.96 trillion US dollars"),
        ("4000000000000", "4 trillion US dollars"),
        ("264182172000", "264.2 billion US dollars"),
        ("9996000000", "10 billion US dollars"),
        ("-1049000", "\u22121.05 million US dollars"),
        ("999960", "999,960 US dollars"),
    ],
)
def test_below_ten_two_decimals_tell_an_amount_from_its_neighbours(exact: str, shown: str) -> None:
    quantity = for_print(Quantity(Decimal(exact), "currency", currency="USD"))
    text = Localiser("en-CA").quantity(quantity)
    assert text.replace("\u00a0", " ").replace("-", "\u2212") == shown
