"""Formatted values that stay tied to their fact: numbers, money, dates, periods, ages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final, Literal

from generator.compose.composer import Composer
from generator.document.tree import Inline, Span, Value
from generator.facts.dates import parse_edtf
from generator.facts.model import EdtfDate, Fact, Moment, Period, Precision, Quantity
from generator.facts.slots import span
from generator.facts.units import MEASURES, MONEY, SHARE
from generator.localisation.localiser import Localiser
from generator.localisation.marks import N_, NP_
from generator.localisation.quantities import GREATEST_POWER, large_digits
from generator.selection.currency import printable
from generator.selection.model import Chosen

DRAFT_MARK: Final = "draft-mark"
_HUNDRED: Final = Decimal(100)
_LARGE: Final = Decimal(1_000_000)
_MINUS: Final = re.compile(r"(?<![\w)])-(?=%?\d)")


def exact_number(quantity: Quantity) -> str:
    """The machine form of a quantity: a number, or bounds joined by "/", ".." when open."""
    if quantity.value is not None:
        return _plain(quantity.value)
    bounds = (quantity.minimum, quantity.maximum)
    return "/".join(".." if bound is None else _plain(bound) for bound in bounds)


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def exact_moment(fact: Fact) -> str:
    """The machine form of when: EDTF, an interval with a slash."""
    moment = fact.moment
    if moment.date is not None:
        return moment.date.text
    return exact_period(moment.period) if moment.period else ""


def exact_period(period: Period) -> str:
    """EDTF of a period; ".." where it is open."""
    ends = (period.start, period.end)
    return "/".join(".." if end is None else end.text for end in ends)


def for_print(quantity: Quantity) -> Quantity:
    """Money as a reader of a brief wants it: no cents from a hundred on, then in words.

    Nothing has more decimals than its source states. The exact number stays beside the
    text, with the fact.
    """
    bounds = (quantity.value, quantity.minimum, quantity.maximum)
    if quantity.unit not in (MONEY, SHARE) and quantity.decimals is not None:
        places = quantity.decimals
        value, minimum, maximum = (None if n is None else _rounded(n, places) for n in bounds)
        return replace(quantity, value=value, minimum=minimum, maximum=maximum)
    if quantity.unit != MONEY:
        return quantity
    value, minimum, maximum = (None if n is None else _shorter(n) for n in bounds)
    return replace(quantity, value=value, minimum=minimum, maximum=maximum, decimals=None)


def print_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts cannot be told apart in a document, in any language."""
    return _in_digits(one) == _in_digits(other)


def _in_digits(quantity: Quantity) -> Quantity:
    """As ``for_print``; shares with the one place that the localiser gives them at most."""
    if quantity.unit != SHARE:
        return for_print(quantity)
    places = 1 if quantity.decimals is None else min(1, quantity.decimals)
    bounds = (quantity.value, quantity.minimum, quantity.maximum)
    value, minimum, maximum = (None if n is None else _rounded(n, places) for n in bounds)
    return replace(quantity, value=value, minimum=minimum, maximum=maximum)


def _rounded(number: Decimal, places: int) -> Decimal:
    """The number with no more places than these; one that has fewer stays as it is."""
    exponent = number.as_tuple().exponent
    return round(number, places) if isinstance(exponent, int) and -exponent > places else number


def _shorter(amount: Decimal) -> Decimal:
    size = abs(amount)
    if size < _HUNDRED:
        return amount
    if size < _LARGE:
        return amount.quantize(Decimal(1))
    power = min(size.adjusted() // 3 * 3, GREATEST_POWER) - large_digits(amount)
    return (amount.scaleb(-power).quantize(Decimal(1))).scaleb(power)


def tied(
    composer: Composer, text: str, fact: Fact, exact: str, kind: Literal["data", "time"]
) -> Value:
    """A value with its fact; a negative number has a minus sign, not a hyphen."""
    if kind == "data":
        text = _MINUS.sub("\u2212", text)
    return Value(text, fact.id, exact, kind, composer.value_direction(text))


def number_text(localiser: Localiser, number: Decimal, quantity: Quantity, currency: str) -> str:
    """A number of a quantity inside a sentence, as ``{value}`` is written.

    Counted things stand in the sentence, so only their number is written; money comes with
    its currency, shares with their sign, measures with their unit.
    """
    if quantity.unit == MONEY and quantity.currency:
        return money_text(localiser, number, quantity.currency, currency)
    if quantity.unit == SHARE:
        return percent_text(localiser, number, quantity.decimals)
    if quantity.unit in MEASURES:
        return localiser.unit(number, quantity.unit)
    return large_or_plain(localiser, number, quantity.decimals)


def large_or_plain(localiser: Localiser, number: Decimal, decimals: int | None = None) -> str:
    """From a million on in words when that loses nothing ("4 million"), else all digits."""
    scaled = number / _LARGE
    if abs(number) >= _LARGE and scaled == round(scaled, 1):
        return localiser.compact(number, max_fraction=1)
    return localiser.number(number, min_fraction=decimals or 0)


def money_text(localiser: Localiser, amount: Decimal, code: str, currency: str) -> str:
    """An amount with the currency's name or code, large amounts in words."""
    if currency == "name" and abs(amount) >= _LARGE:
        return localiser.compact_currency(
            amount, code, display="name", max_fraction=large_digits(amount)
        )
    display: Literal["name", "code"] = "name" if currency == "name" else "code"
    return localiser.currency(amount, code, display=display)


def percent_text(localiser: Localiser, points: Decimal, decimals: int | None) -> str:
    """Per cent from a number of points (3.1 for 3.1 %)."""
    shown = 1 if decimals is None else min(decimals, 2)
    if decimals is None and points == points.to_integral_value():
        shown = 0
    return localiser.percent(points / 100, max_fraction=shown, min_fraction=shown)


def date_of(chosen: Chosen) -> EdtfDate | None:
    """The fact's date, at the precision on which outside sources agree."""
    if chosen.precision_text is not None:
        return parse_edtf(chosen.precision_text)
    return chosen.fact.moment.date


def moment_text(localiser: Localiser, chosen: Chosen) -> str:
    """When it happened or applies, in words."""
    moment: Moment = chosen.fact.moment
    found = date_of(chosen)
    if found is not None:
        return localiser.date(found)
    return localiser.period(moment.period) if moment.period else ""


_SAID: Final[Mapping[str, str]] = {
    "dollars": N_("{number} dollars (?)"),
    "dinars": N_("{number} dinars (?)"),
    "francs": N_("{number} francs (?)"),
    "pounds": N_("{number} pounds (?)"),
    "rials": N_("{number} rials (?)"),
}
_UNSAID: Final = N_("{number} (currency not stated)")


def figure_value(composer: Composer, chosen: Chosen) -> tuple[Inline, ...]:
    """The value of a figure with its unit and how it is meant; of a date, the date."""
    fact, quantity = chosen.fact, chosen.fact.quantity
    if quantity is None:
        text = moment_text(composer.localiser, chosen)
        return (tied(composer, text, fact, exact_moment(fact), "time"),) if text else ()
    if "value" in chosen.withheld or not printable(quantity):
        return withheld_amount(composer, fact)
    if "duration" in chosen.withheld:
        return withheld_duration(composer)
    text = composer.localiser.quantity(for_print(quantity))
    return (tied(composer, text, fact, exact_number(quantity), "data"),)


def withheld_amount(composer: Composer, fact: Fact) -> tuple[Inline, ...]:
    """Words for a number whose currency or unit the source does not state.

    Drafts show the number with a query mark, so that an editor can find what is missing;
    clean editions only say that it is withheld.
    """
    quantity = fact.quantity
    if quantity is None or quantity.value is None or not composer.brief.draft:
        words = composer.message("[amount withheld: the source does not state the currency]")
        return (Span(words, role=DRAFT_MARK),)
    number = composer.localiser.compact(quantity.value, max_fraction=large_digits(quantity.value))
    value = tied(composer, number, fact, exact_number(quantity), "data")
    pattern = _SAID.get(quantity.currency_word or "", _UNSAID)
    return (Span(composer.message(pattern, number=value), role=DRAFT_MARK),)


def withheld_duration(composer: Composer) -> tuple[Inline, ...]:
    """Words for a length that contradicts the period stated with it."""
    words = composer.message("[length withheld: it contradicts the dates]")
    return (Span(words, role=DRAFT_MARK),)


def withheld_period(composer: Composer) -> tuple[Inline, ...]:
    """Words for a period that sources or the statement itself contradict."""
    words = composer.message("[period withheld: the source contradicts itself]")
    return (Span(words, role=DRAFT_MARK),)


def withheld_date(composer: Composer) -> tuple[Inline, ...]:
    """Words for a date on which sources agree at no precision."""
    words = composer.message("[date withheld: sources disagree]")
    return (Span(words, role=DRAFT_MARK),)


def slot(composer: Composer, chosen: Chosen, name: str) -> tuple[Inline, ...]:
    """What a slot of a statement prints, tied to the fact."""
    fact = chosen.fact
    if name in ("value", "minimum", "maximum"):
        return _number_slot(composer, chosen, name)
    if "period" in chosen.withheld and name in ("period", "from", "to"):
        return withheld_period(composer)
    if "date" in chosen.withheld and name == "date" and chosen.precision_text is None:
        return withheld_date(composer)
    period = span(fact)
    if name == "period" and fact.moment.period:
        text = composer.localiser.period(fact.moment.period)
        return (tied(composer, text, fact, exact_period(fact.moment.period), "time"),)
    ends: Mapping[str, EdtfDate | None] = {
        "date": date_of(chosen),
        "from": period.start,
        "to": period.end,
    }
    end = ends.get(name)
    if end is None:
        return ()
    return (tied(composer, composer.localiser.date(end), fact, end.text, "time"),)


def _number_slot(composer: Composer, chosen: Chosen, name: str) -> tuple[Inline, ...]:
    fact = chosen.fact
    quantity = fact.quantity
    if quantity is None:
        return ()
    if "value" in chosen.withheld or not printable(quantity):
        return withheld_amount(composer, fact)
    if "duration" in chosen.withheld and quantity.unit in ("years", "months", "days"):
        return withheld_duration(composer)
    number: Decimal | None = getattr(quantity, name)
    if number is None:
        return ()
    text = number_text(composer.localiser, number, quantity, composer.house.currency)
    return (tied(composer, text, fact, _plain(number), "data"),)


def dated_parts(
    composer: Composer, msgid: str, date: EdtfDate | dt.date, shown: Value | None = None
) -> tuple[Inline, ...]:
    """A message with ``{date}``, in the words that fit the date's precision.

    msgid  one that ``_DATED`` marks for each precision: languages differ in the preposition
           before a day, a month, a quarter and a year.
    shown  the date as an inline of its own, tied to a fact; otherwise plain text.
    """
    context = _CONTEXTS[date.precision if isinstance(date, EdtfDate) else Precision.DAY]
    if isinstance(date, EdtfDate) and date.approximate:
        context = "about a time"
    localiser = composer.localiser
    pattern = localiser.pattern(msgid, context)
    text = shown.text if shown is not None else localiser.date(date)
    governed = localiser.governed(pattern, "date", text)
    inline = composer.text(governed) if shown is None else replace(shown, text=governed)
    return composer.filled(pattern, {"date": inline})


AS_OF: Final = "as of {date}"
SINCE: Final = "since {date}"
PUBLISHED: Final = "published {date}"
RETRIEVED: Final = "retrieved {date}"
_CONTEXTS: Final[Mapping[Precision, str]] = {
    Precision.DAY: "a day",
    Precision.MONTH: "a month",
    Precision.QUARTER: "a quarter",
    Precision.YEAR: "a year",
}
_DATED: Final = (
    NP_("a day", "as of {date}"),
    NP_("a month", "as of {date}"),
    NP_("a quarter", "as of {date}"),
    NP_("a year", "as of {date}"),
    NP_("a day", "since {date}"),
    NP_("a month", "since {date}"),
    NP_("a quarter", "since {date}"),
    NP_("a year", "since {date}"),
    NP_("a day", "published {date}"),
    NP_("a month", "published {date}"),
    NP_("a quarter", "published {date}"),
    NP_("a year", "published {date}"),
    NP_("about a time", "as of {date}"),
    NP_("about a time", "since {date}"),
    NP_("about a time", "published {date}"),
    NP_("a day", "retrieved {date}"),
)


def as_of_parts(composer: Composer, date: EdtfDate | dt.date) -> tuple[Inline, ...]:
    """ "as of …" in the words that fit the date's precision."""
    return dated_parts(composer, AS_OF, date)
