"""Calendars other than the Gregorian: Umm al-Qura, Persian, Buddhist.

Umm al-Qura and Persian dates come from ``hijridate`` and ``persiantools``; both are an
optional extra. Outside the years a calendar is known for, a date is refused, not guessed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, cast

from generator.house.manners import BOTH, CALENDARS, DATINGS, Calendar
from generator.localisation.cldr import store
from generator.localisation.locale import Locale, likely_region

NAMES: Final[tuple[Calendar, ...]] = CALENDARS
_BUDDHIST_YEARS: Final = 543


class CalendarUnavailable(ValueError):  # noqa: N818 - said in the field's words
    """Raised when a date cannot be given in a calendar: out of range, or an extra missing."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day in one calendar."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Dating:
    """The calendar that dates are printed in, and the one that follows in brackets, if any."""

    first: Calendar = "gregorian"
    second: Calendar | None = None

    @staticmethod
    def of(text: str) -> Dating:
        """The choice that a house or an order writes.

        >>> Dating.of("gregorian+persian")
        Dating(first='gregorian', second='persian')

        Raises ValueError for any other text.
        """
        if text not in DATINGS:
            raise ValueError(f"no calendar: {text}")
        first, _, second = text.partition(BOTH)
        return Dating(cast(Calendar, first), cast(Calendar, second) if second else None)


GREGORIAN: Final = Dating()


def convert(value: dt.date, calendar: Calendar) -> CalendarDay:
    """The day in another calendar.

    >>> convert(dt.date(2024, 3, 11), "buddhist")
    CalendarDay(year=2567, month=3, day=11)
    """
    if calendar == "gregorian":
        return CalendarDay(value.year, value.month, value.day)
    if calendar == "buddhist":
        return CalendarDay(value.year + _BUDDHIST_YEARS, value.month, value.day)
    if calendar == "persian":
        return _persian(value)
    if calendar == "islamic-umalqura":
        return _umm_al_qura(value)
    raise CalendarUnavailable(calendar)


def gregorian(calendar: Calendar, year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a day in another calendar; None where that calendar has no such day.

    >>> gregorian("persian", 1405, 9, 1)
    datetime.date(2026, 11, 22)
    """
    from hijridate import Hijri  # few documents need it
    from persiantools.jdatetime import JalaliDate  # few documents need it

    try:
        if calendar == "islamic-umalqura":
            there = Hijri(year, month, day).to_gregorian()
            return dt.date(there.year, there.month, there.day)
        if calendar == "persian":
            found: dt.date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
            return found
        years = _BUDDHIST_YEARS if calendar == "buddhist" else 0
        return dt.date(year - years, month, day)
    except (ValueError, OverflowError):
        return None


def _persian(value: dt.date) -> CalendarDay:
    from persiantools.jdatetime import JalaliDate  # few documents need it

    try:
        found = JalaliDate(value)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError) as error:
        raise CalendarUnavailable(f"persian: {value} is out of range") from error
    return CalendarDay(found.year, found.month, found.day)


def _umm_al_qura(value: dt.date) -> CalendarDay:
    from hijridate import Gregorian  # few documents need it

    try:
        found = Gregorian(value.year, value.month, value.day).to_hijri()
    except (ValueError, OverflowError) as error:
        raise CalendarUnavailable(f"islamic-umalqura: {value} is out of range") from error
    return CalendarDay(found.year, found.month, found.day)


def preferred(locale: Locale) -> str:
    """The calendar CLDR prefers in the locale's country; a document may still differ."""
    table = store.common()["calendars"]
    found: str = table.get(likely_region(locale), table["001"])
    return found


def first_weekday(locale: Locale) -> str:
    """The day a week begins with in the locale's country: "mon" … "sun"."""
    table = store.common()["first_day"]
    found: str = table.get(likely_region(locale), table["001"])
    return found
