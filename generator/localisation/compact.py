"""Rounded numbers with their power of ten: "4 billion", "4 Md", "٤ مليار".

The power is chosen, the number divided and rounded, and when rounding reaches the next
power that one is used: 999 999 is "1 M", not "1000 k".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.localisation import money
from generator.localisation.numbers import (
    System,
    digits,
    rounded,
    scaled_by,
    sign_of,
    signed_affixes,
)
from generator.localisation.patterns import compiled
from generator.localisation.plurals import category_for

Length = Literal["long", "short"]
Forms = Mapping[str, str]

# Compact numbers are grouped from 10 000 on, whatever the locale does elsewhere.
_LEAST_GROUPING = 2


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number brought to its power of ten: what is shown, and the pattern around it."""

    shown: Decimal
    pattern: str | None
    power: int = 0

    @property
    def full(self) -> Decimal:
        """The number that the words stand for: 4 billion is 4 000 000 000."""
        return scaled_by(self.shown, self.power)


def scaled(found: System, table: Mapping[str, Forms], value: Decimal | int, maximum: int) -> Scaled:
    """``value`` divided by the power of ten that ``table`` has a word for."""
    number = value if isinstance(value, Decimal) else Decimal(value)
    greatest = max(map(int, table), default=0)
    power = min(number.adjusted(), greatest) if number else 0
    shown, forms = _at(table, number, power, maximum)
    if shown and shown.adjusted() > number.adjusted() - _divisor(forms, power) and power < greatest:
        shown, forms = _at(table, number, power + 1, maximum)
    if forms is None:
        return Scaled(shown, None)
    # Rounding may have brought the next power's word.
    chosen = power if forms is table.get(str(power)) else power + 1
    return Scaled(shown, _form(found.locale, forms, shown), _divisor(forms, chosen))


def _at(
    table: Mapping[str, Forms], number: Decimal, power: int, maximum: int
) -> tuple[Decimal, Forms | None]:
    forms = table.get(str(power))
    if forms is None or forms["other"] == "0":
        return rounded(number, 0, maximum), None
    return rounded(scaled_by(number, -_divisor(forms, power)), 0, maximum), forms


def _divisor(forms: Forms | None, power: int) -> int:
    return power - compiled(forms["other"]).zeros + 1 if forms else 0


def _form(locale: str, forms: Forms, shown: Decimal) -> str:
    exact = str(shown.copy_abs().normalize())
    if exact in ("0", "1") and exact in forms:
        return forms[exact]
    return forms.get(category_for(locale, shown)) or forms["other"]


def compact(
    found: System, value: Decimal | int, *, length: Length = "long", maximum: int = 1
) -> str:
    """A rounded number: "4 milliards", "4 Md"."""
    result = scaled(found, table(found, length), value, maximum)
    return written(found, result)


def table(found: System, length: Length) -> Mapping[str, Forms]:
    """The words for powers of ten; scripts without long words use the short ones."""
    long: Mapping[str, Forms] = found.data.get("long", {})
    short: Mapping[str, Forms] = found.data.get("short", {})
    return long or short if length == "long" else short


def written(found: System, result: Scaled) -> str:
    """A scaled number with the word for its power."""
    pattern = compiled(result.pattern or "0")
    grouping = compiled(found.data["decimal"])
    prefix, suffix = signed_affixes(found, pattern, sign_of(result.shown, "auto"))
    if result.pattern and not pattern.zeros:  # "mille": the word is the number
        return prefix + suffix
    least = max(_LEAST_GROUPING, found.minimum_grouping)
    return prefix + digits(found, result.shown, grouping, minimum_grouping=least) + suffix


def currency(
    found: System,
    value: Decimal | int,
    code: str,
    *,
    display: money.Display = "symbol",
    maximum: int = 1,
    length: Length = "long",
) -> str:
    """A rounded amount of money: "4 milliards dollars canadiens", "4 Md $CA"."""
    if display == "name":
        result = scaled(found, table(found, length), value, maximum)
        return money.named(found, written(found, result), rounded(result.full, 0, 0), code)
    result = scaled(found, found.data.get("money_short", {}), value, maximum)
    pattern = compiled(result.pattern or found.data["money"])
    sign = sign_of(result.shown, "auto")
    prefix, suffix = signed_affixes(found, pattern, sign)
    prefix, suffix = money.placed(prefix, suffix, money.symbol(found, code, display))
    grouping = compiled(found.data["decimal"])
    least = max(_LEAST_GROUPING, found.minimum_grouping)
    number = digits(found, result.shown, grouping, money=True, minimum_grouping=least)
    return prefix + number + suffix
