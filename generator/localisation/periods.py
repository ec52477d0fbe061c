"""Dates of limited precision and spans of them: "June 2016", "2011–2014", "since 2016".

What a source gave as a month is printed as a month. Fiscal years are named as such.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.facts.model import EdtfDate, Period, Precision
from generator.house.manners import Calendar
from generator.localisation import calendars, dates
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
_WIDE_BRACKETS: Final = frozenset({"zh", "ja", "yue"})
_FISCAL_YEAR: Final = N_("fiscal year {year}")
_FISCAL_YEARS: Final = N_("fiscal years {first} to {last}")
_UNCERTAIN: Final = N_("{date} (uncertain)")


def date_text(localiser: Localiser, value: EdtfDate | dt.date, style: dates.Style) -> str:
    """A date, as exact as it is known."""
    if not isinstance(value, EdtfDate):
        return day_text(localiser, value, style, localiser.dating)
    text = _exact(localiser, value, style)
    if value.approximate:
        text = _worded(localiser, _ABOUT, value, text)
    return localiser.message(_UNCERTAIN, date=text) if value.uncertain else text


def _exact(localiser: Localiser, value: EdtfDate, style: dates.Style) -> str:
    if value.precision is Precision.DAY:
        return day_text(localiser, value.first, style, localiser.dating)
    table = _SKELETONS if style in ("full", "long") else _SHORT
    return _coarse(localiser, value.first, table[value.precision])


def day_text(
    localiser: Localiser, value: dt.date, style: dates.Style, dating: calendars.Dating
) -> str:
    """One day in the calendars of a document: "12 March 2026 (23 Ramadan 1447)".

    A calendar that does not reach the day is left out and kept in ``localiser.outside``.
    """
    if dating == calendars.GREGORIAN:
        return dates.date(localiser.manner, value, style)
    found = [c for c in _wanted(dating) if _reaches(localiser, c, value)]
    if not found:
        return dates.date(localiser.manner, value, "long")  # the month's name says which calendar
    if len(found) == 1:
        return dates.date(_manner(localiser, found[0]), value, style)
    return _bracketed(
        localiser,
        *(
            dates.date(localiser.manner, value, style)
            if calendar == "gregorian"
            else dates.without_era(_manner(localiser, calendar), value, style)
            for calendar in found
        ),
    )


@cache
def _wanted(dating: calendars.Dating) -> tuple[Calendar, ...]:
    return (dating.first, dating.second) if dating.second else (dating.first,)


def _manner(localiser: Localiser, calendar: Calendar) -> dates.Manner:
    return _in_calendar(localiser.manner, calendar)


@cache
def _in_calendar(manner: dates.Manner, calendar: Calendar) -> dates.Manner:
    return replace(manner, calendar=calendar)


def _reaches(localiser: Localiser, calendar: Calendar, *days: dt.date) -> bool:
    for day in days:
        try:
            calendars.convert(day, calendar)
        except calendars.CalendarUnavailable:
            localiser.outside.add((calendar, day))
            return False
    return True


def _bracketed(localiser: Localiser, first: str, second: str) -> str:
    if first == second:
        return first
    wide = localiser.locale.language in _WIDE_BRACKETS
    return f"{first}（{second}）" if wide else f"{first} ({second})"


def _coarse(localiser: Localiser, value: dt.date, skeleton: str) -> str:
    """A month, quarter or year.

    No month or year of the Gregorian calendar is one of the Islamic or the Persian, so it is
    printed as it is; a year alone has its era where the document's own calendar is another.
    Months of the Buddhist calendar are the same ones, its years 543 more.
    """
    dating = localiser.dating
    found = [c for c in _wanted(dating) if c in ("gregorian", "buddhist")]
    if not found:
        return dates.by_skeleton(localiser.manner, value, "Gy" if skeleton == "y" else skeleton)
    if found == ["buddhist"]:
        return _buddhist(localiser, value, skeleton)
    manners = (_manner(localiser, calendar) for calendar in found)
    texts = [dates.by_skeleton(manner, value, skeleton) for manner in manners]
    return _bracketed(localiser, *texts) if len(texts) == 2 else texts[0]


def _buddhist(localiser: Localiser, value: dt.date, skeleton: str) -> str:
    """With its era, except where the calendar is the country's own."""
    own = calendars.preferred(localiser.locale) == "buddhist" or "Q" in skeleton
    manner = _manner(localiser, "buddhist")
    return dates.by_skeleton(manner, value, skeleton if own else f"G{skeleton}")


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
        text = _interval(localiser, start, end)
        if text:
            return text
    glue: str = store.topic(localiser.locale.data, "dates")["interval_fallback"]
    first, last = (date_text(localiser, one, "long") for one in (start, end))
    dash = glue.removeprefix("{0}").removesuffix("{1}")
    if localiser.editorial and (" " in first or " " in last) and dash == dash.strip():
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


def _interval(localiser: Localiser, start: EdtfDate, end: EdtfDate) -> str:
    """Both ends in one, in each calendar; "" when each end must be written out."""
    skeleton = _SKELETONS[start.precision]
    first, last = start.first, end.first
    dating = localiser.dating
    if dating == calendars.GREGORIAN:
        return interval(localiser.manner, first, last, skeleton)
    found: list[Calendar] = list(_wanted(dating))
    if start.precision is not Precision.DAY:
        found = [c for c in found if c in ("gregorian", "buddhist")]
        if not found and start.precision is Precision.YEAR:
            return ""
    reached: list[Calendar] = [c for c in found if _reaches(localiser, c, first, last)] or [
        "gregorian"
    ]
    if any(_in_figures(localiser, c, alone=len(reached) == 1) for c in reached):
        return ""
    texts = [interval(_manner(localiser, c), first, last, skeleton) for c in reached]
    return _bracketed(localiser, *texts) if len(texts) == 2 else texts[0]


def _in_figures(localiser: Localiser, calendar: Calendar, *, alone: bool) -> bool:
    """True when nothing in a span would say which calendar it is of."""
    if calendar == "gregorian":
        return False
    if calendar == "buddhist":
        return alone and calendars.preferred(localiser.locale) != "buddhist"
    pattern = dates.date_pattern(localiser.manner.locale, "long", calendar)
    return not any(letter in "ML" and width > 2 for letter, width in pattern)
