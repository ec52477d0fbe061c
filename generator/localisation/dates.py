"""Dates and times in the locale's patterns, words and digits.

A pattern is compiled once into small writers, one a field; digits are mapped in the
fields, never in names. Month names of Arabic follow the country unless a house chooses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from generator.house.manners import Calendar
from generator.localisation import zones
from generator.localisation.calendars import CalendarDay, convert
from generator.localisation.cldr import store
from generator.localisation.locale import inherited
from generator.localisation.numbers import System, system
from generator.localisation.options import Months
from generator.localisation.skeletons import Pattern, best, placed, tokens
from generator.records import dataclass

Style = Literal["full", "long", "medium", "short"]
Writer = Callable[["Moment"], str]

_LEVANT: Final = "ar-IQ"
_GULF: Final = "ar"
_CALENDAR_TABLE: Final = {
    "islamic-umalqura": "islamic",
    "persian": "persian",
    "buddhist": "buddhist",
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How dates are written: by whom (locale), with which digits, months and calendar.

    editorial  adds what print asks for: "1er janvier", day and month on one line.
    """

    locale: str
    numbering: str
    months: Months = "default"
    calendar: Calendar = "gregorian"
    editorial: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What the fields of a pattern are filled from. weekday counts from Sunday, 0."""

    day: CalendarDay
    weekday: int
    hour: int = 0
    minute: int = 0
    second: int = 0
    local: dt.datetime | None = None
    zone: str = "Etc/UTC"


def moment(
    value: dt.date | dt.datetime, calendar: Calendar = "gregorian", zone: str = "Etc/UTC"
) -> Moment:
    """The fields of a date, or of an instant as clocks in ``zone`` show it (naive is UTC)."""
    if not isinstance(value, dt.datetime):
        return Moment(convert(value, calendar), value.isoweekday() % 7)
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    local = aware.astimezone(ZoneInfo(zone))
    return Moment(
        convert(local.date(), calendar),
        local.isoweekday() % 7,
        local.hour,
        local.minute,
        local.second,
        local,
        zone,
    )


def date(manner: Manner, value: dt.date, style: Style = "long") -> str:
    """A date in one of the four standard styles."""
    return write(
        manner, date_pattern(manner.locale, style, manner.calendar), moment(value, manner.calendar)
    )


def by_skeleton(manner: Manner, value: dt.date | dt.datetime, skeleton: str) -> str:
    """The fields that ``skeleton`` names ("yMMMM": month and year), as the locale orders them."""
    return write(manner, best(manner.locale, skeleton), moment(value, manner.calendar))


def time(manner: Manner, value: dt.datetime, style: Style = "short", zone: str = "Etc/UTC") -> str:
    """A time of day as clocks in ``zone`` show it."""
    pattern = tokens(store.topic(manner.locale, "dates")["time"][style])
    return write(manner, pattern, moment(value, manner.calendar, zone))


def datetime(
    manner: Manner,
    value: dt.datetime,
    date_style: Style = "long",
    time_style: Style = "short",
    zone: str = "Etc/UTC",
) -> str:
    """A date with its time: "9 février 2022 à 17:05"."""
    pattern = _joined(manner.locale, date_style, time_style, manner.calendar)
    return write(manner, pattern, moment(value, manner.calendar, zone))


def without_era(manner: Manner, value: dt.date, style: Style = "long") -> str:
    """A date whose month's name says which calendar it is of; in figures the era stays."""
    pattern = _pattern_without_era(manner.locale, style, manner.calendar)
    return write(manner, pattern, moment(value, manner.calendar)).strip()


@cache
def _pattern_without_era(locale: str, style: Style, calendar: Calendar) -> Pattern:
    pattern = date_pattern(locale, style, calendar)
    if not any(letter in "ML" and width > 2 for letter, width in pattern):
        return pattern
    for place, (letter, width) in enumerate(pattern):
        if letter == "G" and width:
            return pattern[: max(place - 1, 0)] + pattern[place + 1 :]
    return pattern


@cache
def date_pattern(locale: str, style: Style, calendar: Calendar) -> Pattern:
    """The pattern of a standard date style in a calendar."""
    if calendar == "gregorian":
        return tokens(store.topic(locale, "dates")["date"][style])
    return tokens(store.topic(locale, "calendars")[_CALENDAR_TABLE[calendar]]["date"][style])


@cache
def _joined(locale: str, date_style: Style, time_style: Style, calendar: Calendar) -> Pattern:
    table = store.topic(locale, "dates")
    parts = (tokens(table["time"][time_style]), date_pattern(locale, date_style, calendar))
    return placed(tokens(table["at"][date_style]), parts)


def write(manner: Manner, pattern: Pattern, value: Moment, whole: Pattern = ()) -> str:
    """``pattern`` filled with the fields of ``value``; ``whole`` is what it is a part of."""
    return "".join(
        [
            part if isinstance(part, str) else part(value)
            for part in _compiled(manner, pattern, whole)
        ]
    )


@cache
def _compiled(manner: Manner, pattern: Pattern, whole: Pattern) -> tuple[str | Writer, ...]:
    if manner.editorial:
        pattern = _day_with_month(pattern)
    first = _first_day(manner, whole or pattern)
    return tuple(
        (_writer(manner, letter, width) if first is None or letter != "d" else first)
        if width
        else letter
        for letter, width in pattern
    )


def _day_with_month(pattern: Pattern) -> Pattern:
    """No line break between day and month."""
    letters = [letter if width else "" for letter, width in pattern]
    found = list(pattern)
    for place in range(1, len(pattern) - 1):
        beside = {letters[place - 1], letters[place + 1]}
        if "d" in beside and beside & {"M", "L"} and not letters[place]:
            text = pattern[place][0]
            found[place] = (text.replace(" ", "\u00a0", 1), 0)
    return tuple(found)


def _first_day(manner: Manner, pattern: Pattern) -> Writer | None:
    """French writes the first of a month "1er"; None where days are plain numbers."""
    french = manner.editorial and manner.locale.split("-")[0] == "fr"
    if not french or not any(letter in "ML" and width > 2 for letter, width in pattern):
        return None
    plain = _numeric(system(manner.locale, manner.numbering), "d", 1)
    return lambda value: f"{plain(value)}er" if value.day.day == 1 else plain(value)


def _writer(manner: Manner, letter: str, width: int) -> Writer:
    numbers = system(manner.locale, manner.numbering)
    if letter in "ML" and width > 2:
        months = month_names(manner, letter == "L", width)
        return lambda value: months[value.day.month - 1]
    if letter in "Ec" or (letter == "e" and width > 2):
        days = _names(manner.locale, "days", letter == "c", width)
        return lambda value: days[value.weekday]
    if letter in "Qq":
        return _quarter(manner, numbers, letter, width)
    if letter == "a":
        table = store.topic(manner.locale, "dates")["periods"]["w"]
        return lambda value: table["am" if value.hour < 12 else "pm"]
    if letter in "bB":
        return _period_of_day(manner, width)
    if letter == "G":
        era = _era(manner, width)
        return lambda value: era
    if letter in "zvVO":
        return _zone(numbers, letter, width)
    return _numeric(numbers, letter, width)


_FIELDS: Final[Mapping[str, Callable[[Moment], int]]] = {
    "y": lambda value: value.day.year,
    "Y": lambda value: value.day.year,
    "M": lambda value: value.day.month,
    "L": lambda value: value.day.month,
    "d": lambda value: value.day.day,
    "e": lambda value: value.weekday + 1,
    "H": lambda value: value.hour,
    "k": lambda value: value.hour or 24,
    "K": lambda value: value.hour % 12,
    "h": lambda value: value.hour % 12 or 12,
    "m": lambda value: value.minute,
    "s": lambda value: value.second,
}


def _numeric(numbers: System, letter: str, width: int) -> Writer:
    field = _FIELDS[letter]
    native = numbers.native
    short_year = letter in "yY" and width == 2

    def write_number(value: Moment) -> str:
        number = field(value) % 100 if short_year else field(value)
        text = f"{number:0{width}d}" if width > 1 else str(number)
        return text.translate(native) if native else text

    return write_number


def _quarter(manner: Manner, numbers: System, letter: str, width: int) -> Writer:
    if width < 3:
        return lambda value: numbers.in_digits(f"{(value.day.month + 2) // 3:0{width}d}")
    names = _names(manner.locale, "quarters", letter == "q", width)
    return lambda value: names[(value.day.month - 1) // 3]


def _period_of_day(manner: Manner, width: int) -> Writer:
    """Words such as "in the afternoon", by the hours of the language."""
    names = store.topic(manner.locale, "dates")["periods"][_width(width)]
    rules: Mapping[str, list[str]] = next(
        (
            store.common()["day_periods"][tag]
            for tag in (*inherited(manner.locale), manner.locale.split("-")[0])
            if tag in store.common()["day_periods"]
        ),
        {},
    )

    def write_period(value: Moment) -> str:
        clock = f"{value.hour:02d}:{value.minute:02d}"
        for exact in (True, False):
            for name, hours in rules.items():
                if name in names and (len(hours) == 1) is exact and _within(clock, hours):
                    return str(names[name])
        return str(names["am" if value.hour < 12 else "pm"])

    return write_period


def _within(clock: str, hours: list[str]) -> bool:
    if len(hours) == 1:
        return clock == hours[0]
    start, before = hours
    return start <= clock < before if start < before else clock >= start or clock < before


def _zone(numbers: System, letter: str, width: int) -> Writer:
    style: zones.Style = "short_gmt"
    if width == 4:
        style = {"z": "long", "v": "generic", "V": "location", "O": "gmt"}[letter]  # type: ignore[assignment]

    def write_zone(value: Moment) -> str:
        local = value.local or dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
        return zones.zone_name(numbers, value.zone, local, style)

    return write_zone


def _names(locale: str, kind: str, alone: bool, width: int) -> list[str]:
    table: dict[str, list[str]] = store.topic(locale, "dates")[kind]["s" if alone else "f"]
    return table.get(_width(width)) or table["a"]


def _width(width: int) -> str:
    return {4: "w", 5: "n", 6: "s"}.get(width, "a")


@cache
def month_names(manner: Manner, alone: bool, width: int) -> list[str]:
    """The twelve names of months: inside a date, or standing ``alone``."""
    if manner.calendar in ("persian", "islamic-umalqura"):
        table: Any = store.topic(manner.locale, "calendars")[_CALENDAR_TABLE[manner.calendar]]
        names: dict[str, list[str]] = table["months"]["s" if alone else "f"]
        return names.get(_width(width)) or names["a"]
    if manner.locale.split("-")[0] == "ar" and manner.months != "default" and width != 5:
        levant = _names(_LEVANT, "months", alone, width)
        gulf = _names(_GULF, "months", alone, width)
        if manner.months == "dual":
            return [f"{first}/{second}" for first, second in zip(levant, gulf, strict=True)]
        return levant if manner.months == "levant" else gulf
    return _names(manner.locale, "months", alone, width)


def _era(manner: Manner, width: int) -> str:
    if manner.calendar == "gregorian":
        return str(store.topic(manner.locale, "dates")["era"][_width(width)])
    eras = store.topic(manner.locale, "calendars")[_CALENDAR_TABLE[manner.calendar]]["era"]
    return str(eras[_width(width)])
