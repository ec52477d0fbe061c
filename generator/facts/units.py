"""Units a quantity may have: counted nouns, CLDR measures, amounts, shares and ranks."""

from __future__ import annotations

from typing import Final

COUNTED: Final = frozenset(
    {
        "persons",
        "years",
        "months",
        "weeks",
        "days",
        "countries",
        "areas",
        "lines_of_effort",
        "votes",
        "meetings",
        "members",
        "seats",
        "projects",
        "world_rank",
        "index",
        "number",
        "rate",
    }
)
"""The sentence names what is counted; the slot writes the number alone."""

MEASURES: Final = frozenset(
    {
        "square-kilometer",
        "kilometer",
        "meter",
        "hectare",
        "metric-ton",
        "kilogram",
        "celsius",
        "barrel",
        "liter",
        "cubic-meter",
        "megawatt",
        "gigawatt",
        "kilowatt",
        "kilowatt-hour",
        "nautical-mile",
        "barrel-per-day",
        "microgram-per-cubic-meter",
        "british-thermal-unit",
    }
)
"""CLDR unit ids: the slot writes number and unit."""

MONEY: Final = "currency"
UNSTATED_CURRENCY: Final = "XXX"
"""ISO 4217 code for "no currency": the source gives an amount and does not say in what."""

CURRENCY_WORDS: Final = ("dollars", "dinars", "francs", "pounds", "rials")
"""What a source may say where it does not say whose currency it means."""
SHARE: Final = "percent"

UNITS: Final = COUNTED | MEASURES | {MONEY, SHARE}
