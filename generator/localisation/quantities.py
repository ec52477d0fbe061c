"""Quantities in words: "more than 4 billion Canadian dollars", "millions of people".

What a source qualified stays qualified. Money whose currency the source does not say is
never given here: the number alone would be read as the reader's own currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.facts.model import Qualifier, Quantity
from generator.facts.units import UNSTATED_CURRENCY
from generator.localisation import amounts, arabic, money, units
from generator.localisation.french import elided_of, links_millions
from generator.localisation.marks import N_, NP_
from generator.localisation.nouns import MANY, NOUNS
from generator.localisation.numbers import scaled_by
from generator.localisation.ranges import number_range

if TYPE_CHECKING:
    from generator.localisation.localiser import Localiser

_MILLIONS: Final = 6
_LARGE: Final = Decimal(10) ** _MILLIONS
_TWO_FIGURES: Final = 10

_WORDS: Final[Mapping[Qualifier, str]] = MappingProxyType(
    {
        Qualifier.UP_TO: N_("up to {quantity}"),
        Qualifier.MORE_THAN: N_("more than {quantity}"),
        Qualifier.APPROXIMATELY: N_("about {quantity}"),
    }
)
_AT_LEAST: Final = N_("at least {quantity}")
_BETWEEN: Final = NP_("two quantities", "{low} to {high}")
_RANK: Final = NP_("place in a world ranking", "{rank} in the world")

GREATEST_POWER: Final = 12
"""Of ten: the greatest that CLDR has words for; beyond it they go on, "1331 trillion"."""

# By power of ten: how many, when nobody counted.
_MAGNITUDES: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: N_("tens of {things}"),
        2: N_("hundreds of {things}"),
        3: N_("thousands of {things}"),
        4: N_("tens of thousands of {things}"),
        5: N_("hundreds of thousands of {things}"),
        6: N_("millions of {things}"),
        7: N_("tens of millions of {things}"),
        8: N_("hundreds of millions of {things}"),
        9: N_("billions of {things}"),
        10: N_("tens of billions of {things}"),
        11: N_("hundreds of billions of {things}"),
        12: N_("trillions of {things}"),
    }
)


class AmountWithheld(ValueError):  # noqa: N818 - said in the field's words
    """Raised for money whose currency the source does not state, and for no number at all."""


def worded(localiser: Localiser, quantity: Quantity) -> str:
    """The quantity with its unit and what qualifies it."""
    if quantity.unit == "currency" and quantity.currency in (None, UNSTATED_CURRENCY):
        raise AmountWithheld("the currency is not stated")
    if quantity.value is not None:
        return _qualified(localiser, quantity, quantity.value)
    low, high = quantity.minimum, quantity.maximum
    if low is not None and high is not None:
        return _range(localiser, quantity, low, high)
    if low is not None:
        return localiser.message(_AT_LEAST, quantity=plain(localiser, quantity, low))
    if high is not None:
        text = plain(localiser, quantity, high)
        return localiser.message(_WORDS[Qualifier.UP_TO], quantity=text)
    raise AmountWithheld("there is no number")


def _qualified(localiser: Localiser, quantity: Quantity, value: Decimal) -> str:
    if quantity.qualifier is Qualifier.ORDER_OF_MAGNITUDE:
        return _magnitude(localiser, quantity, value)
    text = plain(localiser, quantity, value)
    pattern = _WORDS.get(quantity.qualifier)
    if pattern is None:
        return text
    words = localiser.pattern(pattern)
    return localiser.filled(elided_of(words, "quantity", text), quantity=text)


def plain(localiser: Localiser, quantity: Quantity, value: Decimal) -> str:
    """A number of the quantity with its unit, large round numbers in words."""
    unit, decimals = quantity.unit, quantity.decimals
    if unit == "currency" and quantity.currency:
        return _money(localiser, value, quantity.currency)
    if unit == "percent":
        shown = _percent_digits(value, decimals)
        return localiser.percent(scaled_by(value, -2), max_fraction=shown, min_fraction=shown)
    if unit == "world_rank":
        return localiser.pgettext(*_RANK, rank=localiser.ordinal(int(value), "feminine"))
    if unit in NOUNS:
        return localiser.count(unit, value)
    if units.known(unit):
        return localiser.unit(value, unit, max_fraction=decimals)
    return localiser.number(value, min_fraction=decimals or 0)


def _percent_digits(points: Decimal, decimals: int | None) -> int:
    if decimals is not None:
        return decimals
    return 0 if points == points.to_integral_value() else 1


def _money(localiser: Localiser, value: Decimal, code: str) -> str:
    digits = large_digits(value)
    if _is_said(value, digits) and localiser.currency_display == "name":
        return localiser.compact_currency(value, code, max_fraction=digits)
    return localiser.currency(value, code, display=localiser.currency_display)


def is_round(value: Decimal) -> bool:
    """True for a million or more that one decimal in words says exactly: 4 100 000."""
    return _is_said(value, 1)


def large_digits(value: Decimal) -> int:
    """Digits behind the mark of an amount in words: with one alone 3.96 would read as 4.

    >>> large_digits(Decimal("3956067000000")), large_digits(Decimal("264182172000"))
    (2, 1)
    """
    return 2 if scaled_by(value.copy_abs(), -_power(value)) < _TWO_FIGURES else 1


def _is_said(value: Decimal, digits: int) -> bool:
    """True for a million or more that so many decimals in words say exactly."""
    if value.copy_abs() < _LARGE:
        return False
    shown = scaled_by(value, digits - _power(value))
    return shown == shown.to_integral_value()


def _power(value: Decimal) -> int:
    return min(value.adjusted() // 3 * 3, GREATEST_POWER)


def _magnitude(localiser: Localiser, quantity: Quantity, value: Decimal) -> str:
    pattern = _MAGNITUDES.get(value.adjusted()) if value else None
    things = _things(localiser, quantity)
    if pattern is None or things is None:
        text = plain(localiser, quantity, value)
        return localiser.message(_WORDS[Qualifier.APPROXIMATELY], quantity=text)
    words = elided_of(localiser.pattern(pattern), "things", things)
    return localiser.filled(words, things=things)


def _things(localiser: Localiser, quantity: Quantity) -> str | None:
    """The plural that follows "millions of"."""
    if quantity.unit in MANY:
        return localiser.pgettext(*MANY[quantity.unit])
    if quantity.unit != "currency" or not quantity.currency:
        return None
    locale = localiser.locale
    if locale.language == "ar":
        name = money.name(locale.data, quantity.currency)
        return arabic.definite(arabic.counted(name, "few"))
    if links_millions(locale.language, _MILLIONS):
        name = money.plural_name(locale.data, quantity.currency)
    else:
        name = money.name_for(locale.data, quantity.currency, _LARGE)
    return amounts.running(locale.language, name)


def _range(localiser: Localiser, quantity: Quantity, low: Decimal, high: Decimal) -> str:
    unit = quantity.unit
    if low < 0 or high < 0 or unit == "currency" or is_round(high):
        ends = [plain(localiser, quantity, end) for end in (low, high)]
        return localiser.pgettext(*_BETWEEN, low=ends[0], high=ends[1])
    if unit == "percent":
        return number_range(localiser.numbers, low, high, percent=True)
    figures = number_range(localiser.numbers, low, high)
    if unit in NOUNS:
        return localiser.count_as(unit, high, figures)
    if units.known(unit):
        return number_range(localiser.numbers, low, high, unit=unit, width="long")
    return figures
