"""Plural categories: which form of a message or unit a number takes.

CLDR's rules are carried out by Babel. A category is always chosen for the number *as
shown*: "1" and "1.0" differ in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from babel.plural import PluralRule, to_gettext

from generator.localisation import guard
from generator.localisation.cldr import store
from generator.localisation.locale import Locale

guard.install()

Category = Literal["zero", "one", "two", "few", "many", "other"]

CATEGORIES: tuple[Category, ...] = ("zero", "one", "two", "few", "many", "other")


@cache
def _rule(data: str, ordinal: bool) -> PluralRule:
    table = store.common()["ordinals" if ordinal else "plurals"]
    # CLDR's rules are by language; Portuguese of Portugal alone has its own.
    return PluralRule(table.get(data) or table.get(data.split("-")[0], {}))


def category_for(data: str, shown: Decimal | int, *, ordinal: bool = False) -> Category:
    """Like ``category``, by the tag of the locale's data."""
    number = shown.copy_abs() if isinstance(shown, Decimal) else abs(shown)
    chosen: Category = _rule(data, ordinal)(number)  # type: ignore[assignment]
    return chosen


def form(data: str, forms: Mapping[str, str], shown: Decimal | int) -> str:
    """The one of ``forms`` that goes with the number; "other" stands in for a missing one."""
    return forms.get(category_for(data, shown)) or forms["other"]


def category(locale: Locale, shown: Decimal | int, *, ordinal: bool = False) -> Category:
    """The category of a number with exactly the fraction digits that it is shown with."""
    return category_for(locale.data, shown, ordinal=ordinal)


@cache
def categories(locale: Locale) -> tuple[Category, ...]:
    """The categories a message needs in the locale, in the order of its catalogue."""
    tags = _rule(locale.data, False).tags
    return tuple(name for name in CATEGORIES if name in tags or name == "other")


@cache
def gettext_header(locale: Locale) -> str:
    """The ``Plural-Forms`` header of a catalogue in the locale."""
    # gettext knows no operand for powers of ten in words; no catalogue is asked with one.
    return re.sub(r"\be\b", "0", to_gettext(_rule(locale.data, False)))


@cache
def exact_categories(locale: Locale) -> frozenset[Category]:
    """Categories that stand for one number alone, so their form may leave the number out."""
    rule = _rule(locale.data, False)
    samples = [Decimal(n) for n in range(1001)] + [Decimal(n) / 10 for n in range(100)]
    seen: dict[str, set[Decimal]] = {}
    for sample in samples:
        seen.setdefault(rule(sample), set()).add(sample.normalize())
    return frozenset(name for name in CATEGORIES if len(seen.get(name, ())) == 1)
