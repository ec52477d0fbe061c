"""Amounts of money: symbol, code or name of the currency, its digits, its place.

The plural form of a name follows the number as shown ("1.00 Canadian dollars").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal

from generator.localisation.cldr import store
from generator.localisation.locale import inherited
from generator.localisation.numbers import System, digits, rounded, sign_of, signed_affixes, system
from generator.localisation.patterns import CURRENCY, NumberPattern, compiled
from generator.localisation.plurals import form

_OWN_MARKS: Final = frozenset({"pattern", "decimal", "group"})

Display = Literal["name", "code", "symbol", "narrow"]


def fraction_digits(code: str) -> int:
    """Digits after the decimal mark that the currency is used with (CLDR, not ISO 4217)."""
    table = store.common()["fractions"]
    found: int = table.get(code, table["DEFAULT"])
    return found


def currency(
    found: System,
    amount: Decimal | int,
    code: str,
    *,
    display: Display = "symbol",
    maximum: int | None = None,
    accounting: bool = False,
) -> str:
    """An amount of money; ``maximum`` limits the currency's own fraction digits."""
    places = fraction_digits(code)
    limit = places if maximum is None else maximum
    shown = rounded(amount, min(places, limit), limit)
    found = system_for(found, code)
    if display == "name":
        return named(found, _plain(found, shown), shown, code)
    pattern = compiled(found.data["accounting" if accounting else "money"])
    sign = sign_of(shown, "auto")
    prefix, suffix = _affixes(found.locale, found.name, pattern, sign, symbol(found, code, display))
    return prefix + digits(found, shown, pattern, money=True) + suffix


@cache
def _system_for(locale: str, numbering: str, code: str) -> System:
    found, entry = system(locale, numbering), _entry(locale, code)
    # A pattern taken over from a parent brings the parent's marks with it.
    origin = locale
    for tag in inherited(locale):
        if _entry(tag, code).get("pattern") != entry.get("pattern"):
            break
        origin = tag
    marks = system(origin, numbering)
    return replace(
        found,
        data={**found.data, **({"money": entry["pattern"]} if "pattern" in entry else {})},
        money_decimal=entry.get("decimal", marks.money_decimal),
        money_group=entry.get("group", marks.money_group),
    )


def system_for(found: System, code: str) -> System:
    """The numbering system as used with one currency: a few have marks of their own."""
    if _OWN_MARKS.isdisjoint(_entry(found.locale, code)):
        return found
    return _system_for(found.locale, found.name, code)


def _plain(found: System, shown: Decimal) -> str:
    pattern = compiled(found.data["decimal"])
    prefix, suffix = signed_affixes(found, pattern, sign_of(shown, "auto"))
    return prefix + digits(found, shown, pattern, money=True) + suffix


def named(found: System, number: str, shown: Decimal, code: str) -> str:
    """A written ``number`` followed (or preceded) by the currency's name for it."""
    name = name_for(found.locale, code, shown)
    glue = form(found.locale, found.data["money_name"], shown)
    return glue.replace("{0}", number).replace("{1}", name)


def name_for(locale: str, code: str, shown: Decimal | int) -> str:
    """The currency's name as it follows the number ``shown``."""
    entry = _entry(locale, code)
    names = entry.get("names")
    return form(locale, names, shown) if names else entry.get("name", code)


def plural_name(locale: str, code: str) -> str:
    """The currency's name after a great number: "dollars canadiens"."""
    entry = _entry(locale, code)
    found: str = entry.get("names", {}).get("other") or entry.get("name", code)
    return found


def name(locale: str, code: str) -> str:
    """The currency's name standing alone."""
    found: str = _entry(locale, code).get("name", code)
    return found


def symbol(found: System, code: str, display: Display) -> str:
    """What stands for the currency beside a number."""
    entry = _entry(found.locale, code)
    if display == "code":
        return code
    if display == "narrow" and "narrow" in entry:
        return str(entry["narrow"])
    return str(entry.get("symbol", code))


def _entry(locale: str, code: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = store.topic(locale, "currencies").get(code, {})
    return found


@cache
def _affixes(
    locale: str, numbering: str, pattern: NumberPattern, sign: str, mark: str
) -> tuple[str, str]:
    prefix, suffix = signed_affixes(system(locale, numbering), pattern, sign)
    return placed(prefix, suffix, mark)


def placed(prefix: str, suffix: str, mark: str) -> tuple[str, str]:
    """The affixes with the currency's ``mark``, parted from the digits when it is letters."""
    if prefix.endswith(CURRENCY) and _needs_space(mark[-1]):
        prefix += "\u00a0"
    if suffix.startswith(CURRENCY) and _needs_space(mark[0]):
        suffix = "\u00a0" + suffix
    return prefix.replace(CURRENCY, mark), suffix.replace(CURRENCY, mark)


def _needs_space(character: str) -> bool:
    return unicodedata.category(character)[0] not in "SZ"
