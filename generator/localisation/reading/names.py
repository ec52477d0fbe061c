"""The names and marks that a reader of one locale knows, taken straight from its data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from generator.localisation.cldr import store
from generator.localisation.locale import Locale
from generator.localisation.reading.plain import folded, plain

Names = Mapping[str, frozenset[int]]
"""Numbers from 1 by folded name; an abbreviation may stand for more than one."""

_WIDTHS: Final = ("w", "a")
_GREGORIAN_ARABIC: Final = ("ar-IQ", "ar")
_CALENDARS: Final[Mapping[str, str]] = MappingProxyType(
    {"islamic-umalqura": "islamic", "persian": "persian"}
)
_QUOTED: Final = re.compile(r"'([^']*)'")
_ZEROS: Final = re.compile(r"[#,]*0[0,]*(?:\.[0#]+)?")
# Forms of the words for powers of ten that grammar asks for and CLDR does not list.
_MORE_SCALES: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "ar": {"آلاف": 3, "ملايين": 6, "مليارات": 9, "بلايين": 9, "بليون": 9, "ترليونات": 12}
        | {"تريليونات": 12, "ألفا": 3, "مليونا": 6, "مليارا": 9},
        "en": {"thousands": 3, "millions": 6, "billions": 9, "trillions": 12},
        "fr": {"mille": 3, "milliers": 3, "million": 6, "millions": 6, "milliard": 9}
        | {"milliards": 9},
        "es": {"mil": 3, "millón": 6, "millones": 6},
        "pt": {"mil": 3, "milhão": 6, "milhões": 6, "bilhão": 9, "bilhões": 9},
        "de": {"tausend": 3, "million": 6, "millionen": 6, "milliarde": 9, "milliarden": 9},
    }
)


_CASES: Final[Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]] = MappingProxyType(
    {
        "ru": (
            ("ь", ("е", "ю", "ем")),
            ("й", ("е", "ю", "ем")),
            ("рт", ("рте", "рту", "ртом")),
            ("ст", ("сте", "сту", "стом")),
            ("-й квартал", ("-го квартала", "-му кварталу", "-м квартале", "-м кварталом")),
        )
    }
)
"""By language: the ending of a name of a month or quarter, and its endings in other cases."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands between the digits of a number: characters that do it, as sets."""

    decimal: str
    group: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader of one locale knows.

    months, quarters  by name; weekdays: folded names that are no months as well.
    scales    powers of ten by word, those that stand behind a number.
    before    the same for words that stand before it.
    alone     what a word without a number says ("mille").
    other     month names of other calendars, by calendar.
    order     fields of a date in figures, as the locale orders them ("dMy").
    native    digits of a numbering system that are no decimal digits to Unicode.
    """

    language: str
    latin: Marks
    native: Marks
    months: Names
    quarters: Names
    weekdays: tuple[str, ...]
    scales: Mapping[str, int]
    before: Mapping[str, int]
    alone: Mapping[str, int]
    other: Mapping[str, Names]
    order: str
    digits: str


@cache
def known(tag: str, numbering: str | None) -> Known:
    """What a reader of the locale ``tag`` knows."""
    locale = Locale.parse(tag)
    dates = store.topic(locale.data, "dates")
    systems = store.topic(locale.data, "numbers")["systems"]
    system = numbering or locale.default_numbering
    own = systems.get(system, {})
    scales, before, alone = _scales(locale.language, systems["latn"], own)
    months = _in_cases(locale.language, _months(locale, dates))
    return Known(
        language=locale.language,
        latin=_marks(systems["latn"].get("signs", {})),
        native=_marks({**systems["latn"].get("signs", {}), **own.get("signs", {})}),
        months=months,
        quarters=_in_cases(locale.language, _numbered(dates["quarters"])),
        weekdays=_weekdays(dates["days"], months),
        scales=scales,
        before=before,
        alone=alone,
        other=_other(locale.data),
        order=_order(dates["date"]["short"]),
        digits=store.common()["digits"].get(system, ""),
    )


def _weekdays(table: Mapping[str, Any], months: Names) -> tuple[str, ...]:
    """Names of weekdays that are no months as well, the longest first."""
    listed = (folded(day) for form in table.values() for width in _WIDTHS for day in form[width])
    names = {day for day in listed if day.rstrip(".") not in months}
    return tuple(sorted(names, key=len, reverse=True))


def _marks(signs: Mapping[str, str]) -> Marks:
    decimal = {signs.get(name, "") for name in ("decimal", "currency_decimal")} - {""}
    group = {signs.get(name, "") for name in ("group", "currency_group")} - {""}
    groups = {plain(mark) for mark in group} | {"٬"}
    if groups & {"’", "'"}:
        groups |= {"’", "'"}
    decimals = {plain(mark) for mark in decimal} | {"٫"}
    return Marks("".join(sorted(decimals)), "".join(sorted(groups - decimals)))


def _months(locale: Locale, dates: Mapping[str, Any]) -> Names:
    """The locale's months; an Arabic text may have those of the Levant and of the Gulf."""
    found = _numbered(dates["months"])
    if locale.language == "ar":
        for tag in _GREGORIAN_ARABIC:
            for name, numbers in _numbered(store.topic(tag, "dates")["months"]).items():
                found.setdefault(name, numbers)
    return found


def _in_cases(language: str, names: Mapping[str, frozenset[int]]) -> Names:
    """The names with the endings that prepositions ask for, which CLDR does not list."""
    endings = _CASES.get(language, ())
    found = dict(names)
    for name, numbers in names.items():
        for ending, others in endings:
            if name.endswith(ending):
                stem = name.removesuffix(ending)
                found |= {f"{stem}{other}": numbers for other in others}
    return found


def _numbered(table: Mapping[str, Any]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for width in _WIDTHS:
        for form in ("f", "s"):
            for number, name in enumerate(table.get(form, {}).get(width, ()), 1):
                key = folded(name).rstrip(".")
                if key and not key.isdecimal():
                    found[key] = found.get(key, frozenset()) | {number}
    return found


def _other(data: str) -> Mapping[str, Names]:
    tables = store.topic(data, "calendars")
    return {
        calendar: _numbered(tables[name]["months"])
        for calendar, name in _CALENDARS.items()
        if name in tables
    }


def _order(pattern: str) -> str:
    """The order of the fields in a pattern.

    >>> _order("dd/MM/y")
    'dMy'
    """
    letters = [letter for letter in _QUOTED.sub("", pattern) if letter in "dMLy"]
    return "".join(dict.fromkeys("M" if letter == "L" else letter for letter in letters))


def _scales(
    language: str, *systems: Mapping[str, Any]
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    after: dict[str, int] = {}
    before: dict[str, int] = {}
    alone: dict[str, int] = {}
    for power, pattern in _patterns(systems):
        zeros = _ZEROS.search(pattern)
        if zeros is None:
            alone.setdefault(_word(pattern), power)
            continue
        scale = power - zeros[0].count("0") + 1
        first, second = _word(pattern[: zeros.start()]), _word(pattern[zeros.end() :])
        if scale and second:
            after.setdefault(second, scale)
        elif scale and first:
            before.setdefault(first, scale)
    for word, power in _MORE_SCALES.get(language, {}).items():
        after.setdefault(word, power)
    return after, before, alone


def _patterns(systems: tuple[Mapping[str, Any], ...]) -> Iterator[tuple[int, str]]:
    for system in systems:
        for length in ("long", "short", "money_short"):
            for power, forms in system.get(length, {}).items():
                for pattern in forms.values():
                    yield int(power), pattern.partition(";")[0]


def _word(piece: str) -> str:
    """A word of a pattern: the sign of a currency and quotes are none of it."""
    return _QUOTED.sub(r"\1", plain(piece)).replace("¤", "").strip(" -")


def scaled(number: Decimal, power: int) -> Decimal:
    """``number`` times ten to the ``power``, with all its digits."""
    return number.scaleb(power) if power else number
