"""Dates of limited precision and spans of them: "June 2016", "2011–2014", "since 2016".

What a source gave as a month is printed as a month. Fiscal years are named as such.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.facts.model import EdtfDate, Period, Precision
from generator.localisation import dates
from generator.localisation.calendars import Calendar
from generator.localisation.cldr import store
from generator.localisation.french import elided_of
from generator.localisation.intervals import interval
from generator.localisation.marks import N_, NP_
from generator.localisation.ranges import spaced

if TYPE_CHECKING:
    from generator.localisation.localiser import Localiser

_SKELETONS: Final[Mapping[Precision, str]] = MappingProxyType(
    {
        Precision.YEAR: "y",
        Precision.QUARTER: "yQQQQ",
        Precision.MONTH: "yMMMM",
        Precision.DAY: "yMMMMd",
    }
)
_SHORT: Final[Mapping[Precision, str]] = MappingProxyType(
    {Precision.YEAR: "y", Precision.QUARTER: "yQQQ", Precision.MONTH: "yMMM"}
)
_DAY, _MONTH, _QUARTER, _YEAR = "a day", "a month", "a quarter", "a year"
_TIME: Final = "about a time"
_CONTEXTS: Final[Mapping[Precision, str]] = MappingProxyType(
    {
        Precision.DAY: _DAY,
        Precision.MONTH: _MONTH,
        Precision.QUARTER: _QUARTER,
        Precision.YEAR: _YEAR,
    }
)
_FROM: Final = (
    NP_("a day", "from {date}"),
    NP_("a month", "from {date}"),
    NP_("a quarter", "from {date}"),
    NP_("a year", "from {date}"),
    NP_("about a time", "from {date}"),
)
_UNTIL: Final = (
    NP_("a day", "until {date}"),
    NP_("a month", "until {date}"),
    NP_("a quarter", "until {date}"),
    NP_("a year", "until {date}"),
    NP_("about a time", "until {date}"),
)
_ABOUT: Final = (
    NP_("a day", "about {date}"),
    NP_("a month", "about {date}"),
    NP_("a quarter", "about {date}"),
    NP_("a year", "about {date}"),
)
_FISCAL_YEAR: Final = N_("fiscal year {year}")
_FISCAL_YEARS: Final = N_("fiscal years {first} to {last}")
_UNCERTAIN: Final = N_("{date} (uncertain)")


def date_text(localiser: Localiser, value: EdtfDate | dt.date, style: dates.Style) -> str:
    """A date, as exact as it is known."""
    if not isinstance(value, EdtfDate):
        return dates.date(localiser.manner, value, style)
    text = _exact(localiser, value, style)
    if value.approximate:
        text = _worded(localiser, _ABOUT, value, text)
    return localiser.message(_UNCERTAIN, date=text) if value.uncertain else text


def _exact(localiser: Localiser, value: EdtfDate, style: dates.Style) -> str:
    if value.precision is Precision.DAY:
        return dates.date(localiser.manner, value.first, style)
    table = _SKELETONS if style in ("full", "long") else _SHORT
    return dates.by_skeleton(localiser.manner, value.first, table[value.precision])


def _worded(
    localiser: Localiser, messages: tuple[tuple[str, str], ...], value: EdtfDate, text: str
) -> str:
    context = _CONTEXTS[value.precision]
    if value.approximate and messages is not _ABOUT:  # "about" stands in the text already
        context = _TIME
    pattern = localiser.pattern(messages[0][1], context)
    if localiser.locale.language == "fr":
        pattern = elided_of(pattern, "date", text)
    return localiser.filled(pattern, date=localiser.governed(pattern, "date", text))


def period_text(localiser: Localiser, period: Period) -> str:
    """A span of time; an open end in words, nothing for no ends."""
    start, end = period.start, period.end
    if start is not None and end is not None:
        if period.fiscal and start.precision is end.precision is Precision.YEAR:
            return _fiscal(localiser, start, end)
        return _closed(localiser, start, end)
    if start is not None:
        return _worded(localiser, _FROM, start, date_text(localiser, start, "long"))
    if end is not None:
        return _worded(localiser, _UNTIL, end, date_text(localiser, end, "long"))
    return ""


def _closed(localiser: Localiser, start: EdtfDate, end: EdtfDate) -> str:
    if start.text == end.text:
        return date_text(localiser, start, "long")
    plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    if plain and start.precision is end.precision and start.precision is not Precision.QUARTER:
        skeleton = _SKELETONS[start.precision]
        return interval(localiser.manner, start.first, end.first, skeleton)
    glue: str = store.topic(localiser.locale.data, "dates")["interval_fallback"]
    first, last = (date_text(localiser, one, "long") for one in (start, end))
    if localiser.editorial and (" " in first or " " in last):
        glue = spaced(glue)
    return glue.replace("{0}", first).replace("{1}", last)


def _fiscal(localiser: Localiser, start: EdtfDate, end: EdtfDate) -> str:
    """2016/2018 is the fiscal years 2016–17 and 2017–18; 2016/2017 is one."""
    first, last = start.first.year, end.first.year
    if last <= first + 1:
        return localiser.message(_FISCAL_YEAR, year=_fiscal_year(localiser, first))
    ends = _fiscal_year(localiser, first), _fiscal_year(localiser, last - 1)
    return localiser.message(_FISCAL_YEARS, first=ends[0], last=ends[1])


def _fiscal_year(localiser: Localiser, first: int) -> str:
    digits = localiser.numbers.in_digits
    if localiser.locale.language == "en":
        return f"{digits(str(first))}–{digits(f'{(first + 1) % 100:02d}')}"
    between = "/" if localiser.direction == "rtl" else "-"
    return f"{digits(str(first))}{between}{digits(str(first + 1))}"


def dual(localiser: Localiser, value: dt.date, other: Calendar) -> str:
    """A date with the same day in another calendar: "12 March 2026 (22 Ramadan 1447)"."""
    second = dates.Manner(
        localiser.manner.locale, localiser.manner.numbering, localiser.manner.months, other
    )
    first = dates.date(localiser.manner, value)
    return f"{first} ({dates.without_era(second, value)})"
