"""One locale with its choices, bound once: every value a document prints goes through it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any, Literal

from babel import Locale as BabelLocale
from babel import dates as babel_dates
from babel import lists as babel_lists
from babel import numbers as babel_numbers
from babel import units as babel_units
from babel.core import get_global

from generator.facts.model import EdtfDate, Period, Precision, Qualifier, Quantity
from generator.localisation.locale import Locale
from generator.localisation.messages import catalogue, filled
from generator.localisation.nouns import NOUNS
from generator.localisation.options import Months
from generator.localisation.plurals import categories, category

if TYPE_CHECKING:
    from generator.house.model import HouseStyle

_DIGITS = {
    "arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "arabext": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}
_LTR_VALUE = re.compile(r"[0-9A-Za-z]")


class Localiser:
    """Writes values for the readers of one locale."""

    def __init__(
        self,
        locale: Locale | str,
        numbering: str | None = None,
        months: Months = "default",
        editorial: bool = True,
    ) -> None:
        self.locale = Locale.parse(locale) if isinstance(locale, str) else locale
        self.digits = numbering or self.locale.default_numbering
        self.months = months
        self.editorial = editorial
        self._babel = BabelLocale.parse(self.locale.babel)
        self._catalogue = catalogue(self.locale.language)

    @classmethod
    def for_house(
        cls, locale: Locale | str, house: HouseStyle, digits: Mapping[str, str] | None = None
    ) -> Localiser:
        """The localiser a house style asks for; ``digits`` of an order win over the house's."""
        found = Locale.parse(locale) if isinstance(locale, str) else locale
        numbering = (digits or {}).get(found.language) or house.digits.get(found.language)
        months = house.months.get(found.language, "default")
        return cls(found, numbering, months)  # type: ignore[arg-type]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Direction of the document's text."""
        return self.locale.direction

    def _native(self, text: str) -> str:
        table = _DIGITS.get(self.digits)
        return text.translate(table) if table else text

    def number(
        self,
        value: Decimal | int,
        *,
        min_fraction: int = 0,
        max_fraction: int | None = None,
        sign: Literal["auto", "always"] = "auto",
    ) -> str:
        """A decimal number with the locale's digits, marks and grouping."""
        value = Decimal(value)
        if max_fraction is not None:
            value = (
                round(value, max_fraction)
                if max_fraction
                else value.quantize(Decimal(1), ROUND_HALF_EVEN)
            )
        text = babel_numbers.format_decimal(value, locale=self._babel, decimal_quantization=False)
        return self._native(("+" if sign == "always" and value > 0 else "") + text)

    def percent(self, ratio: Decimal, *, max_fraction: int = 1, min_fraction: int = 0) -> str:
        """A ratio (0.256) as per cent (25.6%)."""
        value = round(Decimal(ratio), max_fraction + 2)
        return self._native(
            babel_numbers.format_percent(value, locale=self._babel, decimal_quantization=False)
        )

    def currency(
        self,
        amount: Decimal | int,
        code: str,
        *,
        display: Literal["name", "code", "symbol"] = "name",
        max_fraction: int | None = None,
    ) -> str:
        """An amount of money."""
        value = Decimal(amount) if max_fraction is None else round(Decimal(amount), max_fraction)
        format_type: Any = "name" if display == "name" else "standard"
        return self._native(
            babel_numbers.format_currency(
                value,
                code,
                locale=self._babel,
                format_type=format_type,
                currency_digits=max_fraction is None,
            )
        )

    def compact(
        self,
        amount: Decimal | int,
        *,
        length: Literal["long", "short"] = "long",
        max_fraction: int = 1,
    ) -> str:
        """A rounded number with its power of ten in words or short."""
        return self._native(
            babel_numbers.format_compact_decimal(
                amount, format_type=length, locale=self._babel, fraction_digits=max_fraction
            )
        )

    def compact_currency(
        self,
        amount: Decimal | int,
        code: str,
        *,
        display: Literal["name", "symbol"] = "name",
        max_fraction: int = 1,
    ) -> str:
        """A rounded amount of money: "4 billion Canadian dollars"."""
        name = babel_numbers.get_currency_name(code, count=2, locale=self._babel)
        return f"{self.compact(amount, max_fraction=max_fraction)} {name}"

    def unit(
        self, value: Decimal | int, unit: str, width: Literal["long", "short"] = "long"
    ) -> str:
        """A value with a CLDR unit ("square-kilometer")."""
        return self._native(babel_units.format_unit(value, unit, width, locale=self._babel))

    def count(self, unit: str, value: Decimal | int) -> str:
        """A counted noun of the catalogues: "3 years"."""
        one, other = NOUNS[unit]
        return self.plural(one, other, value)

    def quantity(self, quantity: Quantity) -> str:
        """A quantity with its unit and how it is meant ("more than 4 billion …")."""
        value = (
            quantity.value if quantity.value is not None else quantity.minimum or quantity.maximum
        )
        if value is None:
            return ""
        if quantity.unit == "currency" and quantity.currency:
            text = (
                self.compact_currency(value, quantity.currency)
                if abs(value) >= 10**6
                else self.currency(value, quantity.currency)
            )
        elif quantity.unit == "percent":
            text = self.percent(value / 100, max_fraction=quantity.decimals or 1)
        elif quantity.unit in NOUNS:
            text = self.count(quantity.unit, value)
        else:
            try:
                text = self.unit(value, quantity.unit)
            except babel_units.UnknownUnitError:
                text = self.number(value)
        words = {
            Qualifier.UP_TO: "up to {quantity}",
            Qualifier.MORE_THAN: "more than {quantity}",
            Qualifier.APPROXIMATELY: "about {quantity}",
        }
        return (
            self.message(words[quantity.qualifier], quantity=text)
            if quantity.qualifier in words
            else text
        )

    def date(
        self,
        value: EdtfDate | dt.date,
        *,
        style: Literal["full", "long", "medium", "short"] = "long",
    ) -> str:
        """A date, as exact as it is known."""
        if isinstance(value, dt.date):
            return self._native(babel_dates.format_date(value, style, locale=self._babel))
        patterns = {Precision.YEAR: "y", Precision.MONTH: "yMMMM", Precision.QUARTER: "yQQQQ"}
        if value.precision in patterns:
            text = self._native(
                babel_dates.format_skeleton(
                    patterns[value.precision], value.first, locale=self._babel
                )
            )
        else:
            text = self.date(value.first, style=style)
        return self.message("about {date}", date=text) if value.approximate else text

    def period(self, period: Period) -> str:
        """A span of time; open ends in words."""
        if period.start and period.end:
            return f"{self.date(period.start)} – {self.date(period.end)}"
        if period.start:
            return self.message("from {date}", date=self.date(period.start))
        if period.end:
            return self.message("until {date}", date=self.date(period.end))
        return ""

    def weekday(self, value: dt.date) -> str:
        """The day of the week, standing alone."""
        return babel_dates.format_date(value, "cccc", locale=self._babel)

    def time(self, value: dt.datetime | dt.time, *, style: str = "short") -> str:
        """A time of day."""
        return self._native(babel_dates.format_time(value, style, locale=self._babel))

    def datetime(
        self, value: dt.datetime, *, date_style: str = "long", time_style: str = "short"
    ) -> str:
        """A date with a time of day."""
        return self._native(babel_dates.format_datetime(value, date_style, locale=self._babel))

    def relative(self, n: int, unit: str) -> str:
        """A distance in time from now: "3 days ago"."""
        delta = dt.timedelta(days=n * {"day": 1, "week": 7, "month": 30, "year": 365}.get(unit, 1))
        return self._native(
            babel_dates.format_timedelta(delta, unit, add_direction=True, locale=self._babel)
        )

    def age(self, days: int) -> str:
        """How old something is, in the unit a reader would choose."""
        for unit, length in (("years", 365), ("months", 30)):
            if days >= 2 * length:
                return self.count(unit, days // length)
        return self.count("days", days)

    def list(self, items: Sequence[str], kind: Literal["and", "or", "unit"] = "and") -> str:
        """Several items as one enumeration."""
        style: Any = {"and": "standard", "or": "or", "unit": "unit"}[kind]
        return babel_lists.format_list(list(items), style, locale=self._babel)

    def quote(self, text: str, inner: bool = False) -> str:
        """``text`` between the locale's quotation marks."""
        marks = {"fr": "«\u00a0{}\u00a0»", "ar": "«{}»"}.get(self.locale.language, "“{}”")
        return marks.format(text)

    def ordinal(self, n: int, gender: str | None = None) -> str:
        """A place in an order: "1st", "1er"."""
        if self.locale.language == "fr":
            return ("1re" if gender == "feminine" else "1er") if n == 1 else f"{n}e"
        if self.locale.language == "en":
            suffix = {"one": "st", "two": "nd", "few": "rd"}.get(self._babel.ordinal_form(n), "th")
            return f"{n}{suffix}"
        return self._native(str(n))

    def area_name(self, alpha3: str) -> str:
        """Name of a country by its ISO 3166-1 alpha-3 code."""
        alpha2 = (get_global("territory_aliases").get(alpha3) or [alpha3])[0]
        return str(self._babel.territories.get(alpha2, alpha3))

    def language_name(self, tag: str) -> str:
        """Name of a language by its tag."""
        return str(self._babel.languages.get(tag.split("-")[0], tag))

    def currency_name(self, code: str) -> str:
        """Name of a currency by its ISO 4217 code."""
        return babel_numbers.get_currency_name(code, locale=self._babel)

    def sort(self, names: Iterable[str]) -> list[str]:
        """Names in the order of the locale's dictionaries."""
        return sorted(names, key=str.casefold)

    def punctuate(self, text: str) -> str:
        """National spacing rules applied to running text."""
        return text

    def pattern(self, msgid: str, context: str | None = None) -> str:
        """The translated message with its placeholders still in it."""
        return self._catalogue.get(msgid, context)

    def plural_pattern(
        self, one: str, other: str, n: Decimal | int, context: str | None = None
    ) -> str:
        """The translated form for ``n`` with its placeholders still in it."""
        index = categories(self.locale).index(category(self.locale, n))
        found = self._catalogue.get_plural(one, other, index, context)
        return found or (one if n == 1 else other)

    def message(self, msgid: str, **values: object) -> str:
        """A message of the catalogues with its placeholders filled; numbers are localised."""
        return filled(self.pattern(msgid), self._texts(values))

    def plural(self, one: str, other: str, n: Decimal | int, **values: object) -> str:
        """The form of a message for ``n``; ``{n}`` is the number as shown."""
        return filled(self.plural_pattern(one, other, n), self._texts({"n": n, **values}))

    def pgettext(self, context: str, msgid: str, **values: object) -> str:
        """Like ``message``, told from the same words elsewhere by ``context``."""
        return filled(self.pattern(msgid, context), self._texts(values))

    def _texts(self, values: Mapping[str, object]) -> dict[str, str]:
        return {name: self._text(value) for name, value in values.items()}

    def _text(self, value: object) -> str:
        if isinstance(value, bool) or value is None or isinstance(value, str):
            return str(value)
        if isinstance(value, int | Decimal):
            return self.number(value)
        if isinstance(value, dt.date | EdtfDate):
            return self.date(value)
        if isinstance(value, Quantity):
            return self.quantity(value)
        return str(value)

    def isolates(self, text: str) -> bool:
        """True when ``text`` must be laid out left to right inside a right-to-left text."""
        return self.direction == "rtl" and bool(_LTR_VALUE.search(text))
