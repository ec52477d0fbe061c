"""Numbers of facts and bare numbers, as readers of the locale expect them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.environment import type_word
from generator.compose.filters.calls import fact_of
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.values import (
    figure_value,
    percent_text,
    tied,
    withheld_amount,
    withheld_duration,
)
from generator.compose.views import Entry, Series, chosen_of
from generator.facts.model import Quantity
from generator.facts.units import MEASURES, MONEY, SHARE
from generator.localisation.quantities import large_digits
from generator.selection.currency import printable


def value(c: Composer, fact: Entry) -> Markup:
    """The fact's number with its unit and how it is meant ("more than", "up to")."""
    chosen = chosen_of(fact_of(fact, "value"))
    return Markup("") if chosen.fact.quantity is None else c.put(*figure_value(c, chosen))


def _withheld(c: Composer, fact: Entry) -> Markup | None:
    chosen = chosen_of(fact)
    if "value" in chosen.withheld or not printable(chosen.fact.quantity):
        return c.put(*withheld_amount(c, chosen.fact))
    if "duration" in chosen.withheld:
        return c.put(*withheld_duration(c))
    return None


def _numeric(
    c: Composer, given: Entry | Decimal | int, name: str, write: Callable[[Decimal, Quantity], str]
) -> Markup:
    """Format a fact's number or a bare one; a withheld number never slips through."""
    if isinstance(given, Entry):
        held = _withheld(c, given)
        if held is not None:
            return held
        fact = chosen_of(given).fact
        quantity = fact.quantity
        if quantity is None or quantity.value is None:
            return value(c, given)
        return c.put(tied(c, write(quantity.value, quantity), fact, f"{quantity.value:f}", "data"))
    if isinstance(given, bool) or not isinstance(given, Decimal | int):
        expected = "a number or a fact with a number"
        raise Mistake("template-argument", name=name, given=type_word(given), expected=expected)
    return c.put(c.text(write(Decimal(given), Quantity(Decimal(given), ""))))


def number(c: Composer, given: Entry | Decimal | int, *, digits: int | None = None) -> Markup:
    """The bare number with the locale's digits and grouping."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        shown = quantity.decimals if digits is None else digits
        return c.localiser.number(amount, min_fraction=shown or 0, max_fraction=shown)

    return _numeric(c, given, "number", write)


def compact(c: Composer, given: Entry | Decimal | int, *, digits: int | None = None) -> Markup:
    """A large number in words: "46 million", with the currency when it is money."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        shown = large_digits(amount) if digits is None else digits
        if quantity.unit == MONEY and quantity.currency:
            return c.localiser.compact_currency(amount, quantity.currency, max_fraction=shown)
        return c.localiser.compact(amount, max_fraction=shown)

    return _numeric(c, given, "compact", write)


def percent(c: Composer, given: Entry | Decimal | int, *, digits: int | None = None) -> Markup:
    """A number of points as per cent: 3.1 gives "3.1%"."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        return percent_text(c.localiser, amount, quantity.decimals if digits is None else digits)

    return _numeric(c, given, "percent", write)


def currency(c: Composer, given: Entry | Decimal | int, code: str | None = None) -> Markup:
    """An amount of money, in full."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        unit = code or quantity.currency
        if not unit:
            expected = "a fact with an amount of money, or a currency code"
            raise Mistake("template-argument", name="currency", given="a number", expected=expected)
        return c.localiser.currency(amount, unit, display=c.house.currency)

    return _numeric(c, given, "currency", write)


def unit(c: Composer, given: Entry | Decimal | int, name: str | None = None) -> Markup:
    """A number with a unit of measure."""

    def write(amount: Decimal, quantity: Quantity) -> str:
        wanted = name or quantity.unit
        if wanted not in MEASURES:
            hint = near_miss(wanted, MEASURES)
            known = ", ".join(sorted(MEASURES))
            raise Mistake("template-choice", name="unit", given=wanted, hint=hint, known=known)
        return c.localiser.unit(amount, wanted)

    return _numeric(c, given, "unit", write)


def change(c: Composer, series: Series) -> Markup:
    """The change of the newest value on the one before: per cent, or points of shares.

    From or to a value below nothing there is none in per cent: an inflow that became an
    outflow did not fall by five times itself.
    """
    if not isinstance(series, Series):
        expected = "a series, as by_indicator gives them"
        raise Mistake(
            "template-argument", name="change", given=type_word(series), expected=expected
        )
    if series.previous is None:
        return Markup("")
    new, old = chosen_of(series.newest).fact, chosen_of(series.previous).fact
    if new.quantity is None or old.quantity is None:
        return Markup("")
    now, before = new.quantity.value, old.quantity.value
    if now is None or before is None or {"value"} & (chosen_of(series.newest).withheld):
        return Markup("")
    if new.quantity.unit == SHARE:
        points = round(now - before, 1)
        return c.put(tied(c, _points(c, points), new, f"{points:f}", "data"))
    if before <= 0 or now < 0:
        return Markup("")
    ratio = round((now - before) / before, 3)
    sign = "+" if ratio > 0 else ""
    shown = abs(ratio) if ratio == 0 else ratio
    text = sign + c.localiser.percent(shown, max_fraction=1, min_fraction=1)
    return c.put(tied(c, text, new, f"{ratio:f}", "data"))


def _points(c: Composer, points: Decimal) -> str:
    """A difference of shares, never "-0"."""
    points = abs(points) if points == 0 else points
    shown = c.localiser.number(points, min_fraction=1, max_fraction=1, sign="always")
    return c.localiser.plural("{points} point", "{points} points", abs(points), points=shown)
