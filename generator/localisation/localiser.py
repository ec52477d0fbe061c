"""One locale with its choices, bound once: every value a document prints goes through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from generator.facts.model import EdtfDate, Period, Quantity
from generator.house.manners import Calendar
from generator.localisation import (
    adjectives,
    amounts,
    arabic,
    areas,
    calendars,
    compact,
    dates,
    direction,
    lists,
    messages,
    money,
    names,
    numbers,
    ordinals,
    periods,
    punctuation,
    quantities,
    quotes,
    russian,
    sorting,
    units,
)
from generator.localisation.agreement import Agreement, Case, Gender
from generator.localisation.calendars import Dating
from generator.localisation.locale import Direction, Locale, by_locale
from generator.localisation.nouns import NOUNS
from generator.localisation.options import DEFAULT_OPTIONS, Months, Options
from generator.localisation.relative import Unit as TimeUnit
from generator.localisation.relative import relative

if TYPE_CHECKING:
    from generator.house.model import HouseStyle
    from generator.localisation.ownwords import OwnWords

_UTC = "Etc/UTC"
_DAYS_A_YEAR, _DAYS_A_MONTH = 365, 30


class Localiser:
    """Writes values for the readers of one locale.

    All texts come with the no-break spaces and direction marks a writer must keep. With
    ``editorial`` off, values are the bare text of CLDR.
    """

    def __init__(
        self,
        locale: Locale | str,
        numbering: str | None = None,
        months: Months = DEFAULT_OPTIONS.months,
        editorial: bool = DEFAULT_OPTIONS.editorial,
        *,
        currency: Literal["name", "code"] = DEFAULT_OPTIONS.currency,
        dating: calendars.Dating = DEFAULT_OPTIONS.dating,
    ) -> None:
        self.locale = Locale.parse(locale) if isinstance(locale, str) else locale
        self.digits = numbering or self.locale.default_numbering
        self.months = months
        self.editorial = editorial
        self.currency_display: Literal["name", "code"] = currency
        self.numbers = numbers.system(self.locale.data, self.digits)
        self.manner = dates.Manner(self.locale.data, self.digits, months, editorial=editorial)
        self.dating = dating
        self.outside: set[tuple[Calendar, dt.date]] = set()
        """Days that the chosen calendar does not reach; they were printed in the Gregorian."""
        self._speaker = messages.Speaker(self.locale)

    def learn(self, words: OwnWords) -> None:
        """Take a template's own words before the catalogues'."""
        self._speaker = messages.Speaker(self.locale, words)

    @classmethod
    def with_options(cls, locale: Locale | str, options: Options) -> Localiser:
        """The localiser with all choices from one value."""
        choices = options.numbering, options.months, options.editorial
        return cls(locale, *choices, currency=options.currency, dating=options.dating)

    @classmethod
    def for_house(
        cls,
        locale: Locale | str,
        house: HouseStyle,
        digits: Mapping[str, str] | None = None,
        calendars: Mapping[str, str] | None = None,
    ) -> Localiser:
        """The localiser a house style asks for; what an order chooses wins over the house's."""
        found = Locale.parse(locale) if isinstance(locale, str) else locale
        numbering = by_locale(digits or {}, found) or by_locale(house.digits, found)
        months: Months = by_locale(house.months, found) or "default"  # type: ignore[assignment]
        dated = by_locale(calendars or {}, found) or by_locale(house.calendars, found)
        dating = Dating.of(dated) if dated else DEFAULT_OPTIONS.dating
        return cls(found, numbering, months, currency=house.currency, dating=dating)

    @property
    def direction(self) -> Direction:
        """Direction of the document's text."""
        return self.locale.direction

    # --- numbers -------------------------------------------------------------------------

    def number(
        self,
        value: Decimal | int,
        *,
        min_fraction: int = 0,
        max_fraction: int | None = None,
        sign: numbers.Sign = "auto",
    ) -> str:
        """A decimal number; without ``max_fraction`` all digits that the value has."""
        return numbers.decimal(
            self.numbers, value, minimum=min_fraction, maximum=max_fraction, sign=sign
        )

    def percent(self, ratio: Decimal | int, *, max_fraction: int = 1, min_fraction: int = 0) -> str:
        """A ratio (0.256) as per cent (25.6%)."""
        return numbers.percent(self.numbers, ratio, minimum=min_fraction, maximum=max_fraction)

    def currency(
        self,
        amount: Decimal | int,
        code: str,
        *,
        display: money.Display = "name",
        max_fraction: int | None = None,
    ) -> str:
        """An amount of money in figures."""
        if display == "name" and self.editorial:
            return amounts.money_in_figures(
                self.numbers, self.locale.language, amount, code, max_fraction
            )
        return money.currency(self.numbers, amount, code, display=display, maximum=max_fraction)

    def compact(
        self, amount: Decimal | int, *, length: compact.Length = "long", max_fraction: int = 1
    ) -> str:
        """A rounded number with its power of ten in words ("4 milliards") or short ("4 Md")."""
        if self.editorial:
            language = self.locale.language
            return amounts.in_words(self.numbers, language, amount, max_fraction, length)
        return compact.compact(self.numbers, amount, length=length, maximum=max_fraction)

    def compact_currency(
        self,
        amount: Decimal | int,
        code: str,
        *,
        display: money.Display = "name",
        max_fraction: int = 1,
    ) -> str:
        """A rounded amount of money: "4 milliards de dollars canadiens"."""
        if display == "name" and self.editorial:
            return amounts.money_in_words(
                self.numbers, self.locale.language, amount, code, max_fraction
            )
        return compact.currency(self.numbers, amount, code, display=display, maximum=max_fraction)

    def unit(
        self,
        value: Decimal | int,
        unit: str,
        width: units.Width = "long",
        *,
        max_fraction: int | None = None,
    ) -> str:
        """A value with a CLDR unit ("square-kilometer"). Raises UnitNotNamed."""
        if self.editorial:
            return amounts.measure(self.numbers, value, unit, width, max_fraction)
        return units.unit(self.numbers, value, unit, width=width, maximum=max_fraction)

    def count(self, unit: str, value: Decimal | int) -> str:
        """A counted noun of the catalogues: "3 years", "4 millions de personnes"."""
        number = Decimal(value)
        if not quantities.is_round(number):
            return self.count_as(unit, number, self.number(number))
        result = amounts.scaled(self.numbers, self.locale.language, number, 1)
        text = self.compact(number)
        return self.count_as(unit, result.shown, text, power=result.power)

    def count_as(self, unit: str, shown: Decimal, number: str, *, power: int = 0) -> str:
        """A counted noun with a number that is already written; ``shown`` chooses the form."""
        one, other = NOUNS[unit]
        pattern = self.plural_pattern(one, other, shown, power=power)
        return messages.filled(pattern, {"n": number})

    def quantity(self, quantity: Quantity) -> str:
        """A quantity with its unit and how it is meant ("more than 4 billion …").

        Raises quantities.AmountWithheld for money whose currency is not stated.
        """
        return quantities.worded(self, quantity)

    def ordinal(self, n: int, gender: str | None = None) -> str:
        """A place in an order: "1st", "1er", "الأول"."""
        if self.editorial and self.locale.language == "ar":
            word = arabic.ordinal(n, gender == "feminine")
            if word is not None:
                return word
        if self.editorial and self.locale.language in ordinals.BARE:
            return self.number(n)
        if self.editorial and self.locale.language == "ru" and gender is None:
            gender = "masculine"
        return ordinals.ordinal(self.numbers, n, gender)

    # --- dates ---------------------------------------------------------------------------

    def date(self, value: EdtfDate | dt.date, *, style: dates.Style = "long") -> str:
        """A date, as exact as it is known, in the calendars of the document."""
        return periods.date_text(self, value, style)

    def dual_date(self, value: dt.date, calendar: Calendar) -> str:
        """A date with the same day in another calendar: "12 March 2026 (23 Ramadan 1447)"."""
        return periods.day_text(self, value, "long", Dating("gregorian", calendar))

    def period(self, period: Period) -> str:
        """A span of time; open ends in words."""
        return periods.period_text(self, period)

    def weekday(self, value: dt.date) -> str:
        """The day of the week, standing alone."""
        return dates.by_skeleton(self.manner, value, "EEEE")

    def time(self, value: dt.datetime, *, style: dates.Style = "short", zone: str = _UTC) -> str:
        """A time of day as clocks in ``zone`` show it; a naive value is UTC."""
        return dates.time(self.manner, value, style, zone)

    def datetime(
        self,
        value: dt.datetime,
        *,
        date_style: dates.Style = "long",
        time_style: dates.Style = "short",
        zone: str = _UTC,
    ) -> str:
        """A date with its time: "9 février 2022 à 17:05"."""
        return dates.datetime(self.manner, value, date_style, time_style, zone)

    def relative(self, n: int, unit: TimeUnit, *, words: bool = True) -> str:
        """A distance in time from now: "3 days ago", "yesterday"."""
        return relative(self.numbers, n, unit, words=words)

    def age(self, days: int) -> str:
        """How old something is, in the unit a reader would choose: "13 months"."""
        if days >= 2 * _DAYS_A_YEAR:
            return self.count("years", days // _DAYS_A_YEAR)
        if days >= 2 * _DAYS_A_MONTH:
            return self.count("months", days // _DAYS_A_MONTH)
        return self.count("days", days)

    # --- words ---------------------------------------------------------------------------

    def list(
        self, items: Sequence[str], kind: lists.Kind = "and", heard: Sequence[str] | None = None
    ) -> str:
        """Several items as one enumeration.

        heard  what a reader reads in place of each item, where items are marks that are
               filled later: the conjunction of some languages follows the next word.
        """
        return lists.joined(self.locale.data, self.locale.language, items, kind=kind, heard=heard)

    def quote(self, text: str, inner: bool = False) -> str:
        """``text`` between the locale's quotation marks, with their spacing."""
        if not self.editorial:
            opening, closing = quotes.marks(self.locale, inner=inner)
            return f"{opening}{text}{closing}"
        opening, closing = quotes.print_marks(self.locale, inner=inner)
        return self.punctuate(f"{opening}{text}{closing}")

    def area_name(self, alpha3: str) -> str:
        """Name of a country by its ISO 3166-1 alpha-3 code, standing alone."""
        return areas.name(self.locale, alpha3)

    def area_in_text(self, alpha3: str, name: str | None = None) -> str:
        """The name as a sentence needs it ("the United States", "l’Irak")."""
        return areas.sentence_name(self.locale, alpha3, name)

    def area_in(self, alpha3: str, name: str | None = None) -> str:
        """ "in Iraq", "en Irak", "au Liban"; the bare name where a language has no rule here."""
        return areas.located(self.locale, alpha3, name) or name or self.area_name(alpha3)

    def area_of(self, alpha3: str, name: str | None = None) -> str:
        """ "of Iraq", "de l’Irak", "du Liban"; the bare name where there is no rule."""
        return areas.owned(self.locale, alpha3, name) or name or self.area_name(alpha3)

    def area_adjective(
        self,
        alpha3: str,
        *,
        gender: Gender = "masculine",
        plural: bool = False,
        definite: bool = False,
        case: Case = "nominative",
    ) -> str | None:
        """ "Iraqi", "irakiennes", "العراقية"; None where the language has none: say ``area_of``."""
        agreement = Agreement(gender, plural, definite, case)
        return adjectives.adjective(self.locale, alpha3, agreement)

    def language_name(self, tag: str) -> str:
        """Name of a language by its tag: "français (Canada)"."""
        return names.language(self.locale.data, tag)

    def currency_name(self, code: str) -> str:
        """Name of a currency by its ISO 4217 code, standing alone."""
        return money.name(self.locale.data, code)

    def fixed(self, texts: Mapping[str, str]) -> str | None:
        """A fixed text of a house or template, by language; None when this locale has none."""
        return texts.get(self.locale.writing) or None

    def sort(self, names: Iterable[str]) -> Sequence[str]:
        """Names in the order of the locale's dictionaries."""
        return sorting.ordered(self.locale.data, names)

    def punctuate(self, text: str) -> str:
        """National spacing rules applied to running text."""
        return punctuation.punctuate(self.locale, text) if self.editorial else text

    @property
    def brackets(self) -> tuple[str, str]:
        """What goes before and after a remark behind a sentence or a name."""
        return punctuation.brackets(self.locale)

    @property
    def full_stop(self) -> str:
        """The sign that ends a sentence: ".", "。", "۔"."""
        return punctuation.full_stop(self.locale)

    def isolates(self, text: str) -> bool:
        """True when ``text`` must be laid out left to right inside this right-to-left text."""
        return self.direction == "rtl" and direction.needs_left_to_right(text)

    # --- messages ------------------------------------------------------------------------

    def pattern(self, msgid: str, context: str | None = None) -> str:
        """The translated message with its placeholders still in it."""
        return self._speaker.pattern(msgid, context)

    def plural_pattern(
        self,
        one: str,
        other: str,
        n: Decimal | int,
        context: str | None = None,
        *,
        power: int = 0,
    ) -> str:
        """The translated form for ``n`` as shown, with its placeholders still in it."""
        found = self._speaker.plural_pattern(one, other, n, power=power, context=context)
        return amounts.bound(found, "{n}") if self.editorial else found

    def message(self, msgid: str, **values: object) -> str:
        """A message of the catalogues with its placeholders filled; numbers are localised."""
        return messages.filled(self.pattern(msgid), self._texts(values))

    def plural(self, one: str, other: str, n: Decimal | int, **values: object) -> str:
        """The form of a message for ``n``; ``{n}`` is the number as shown."""
        return messages.filled(self.plural_pattern(one, other, n), self._texts({"n": n, **values}))

    def pgettext(self, context: str, msgid: str, **values: object) -> str:
        """Like ``message``, told from the same words elsewhere by ``context``."""
        return messages.filled(self.pattern(msgid, context), self._texts(values))

    def governed(self, pattern: str, name: str, text: str) -> str:
        """A date in the case that the words before ``{name}`` in the pattern ask for."""
        if self.editorial and self.locale.language == "ru":
            return russian.in_case(pattern, name, text)
        return text

    def filled(self, pattern: str, **values: object) -> str:
        """A translated pattern with its placeholders filled; numbers are localised."""
        return messages.filled(pattern, self._texts(values))

    def _texts(self, values: Mapping[str, object]) -> dict[str, str]:
        return {name: self._text(value) for name, value in values.items()}

    def _text(self, value: object) -> str:
        if isinstance(value, str | bool) or value is None:
            return str(value)
        if isinstance(value, int | Decimal):
            return self.number(value)
        if isinstance(value, dt.date | EdtfDate):
            return self.date(value)
        if isinstance(value, Quantity):
            return self.quantity(value)
        return str(value)
