"""The kinds of expected value that ``verify`` knows, each with the function that writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from generator.localisation import (
    calendars,
    compact,
    dates,
    intervals,
    lists,
    money,
    names,
    numbers,
    ordinals,
    plurals,
    quotes,
    ranges,
    relative,
    sorting,
    units,
    zones,
)
from generator.localisation.locale import Locale

Options = Mapping[str, Any]
_UTC: Final = "Etc/UTC"
_DEFAULT_FRACTION: Final = 3


class UnknownKind(ValueError):  # noqa: N818 - said in the user's words
    """Raised for a kind of row that this program does not know."""


def _system(tag: str, options: Options) -> numbers.System:
    locale = Locale.parse(tag)
    return numbers.system(locale.data, options.get("numbers") or locale.default_numbering)


def _manner(tag: str, options: Options) -> dates.Manner:
    found = _system(tag, options)
    calendar = options.get("calendar", "gregorian")
    if calendar not in calendars.NAMES:
        raise ValueError(f"unknown calendar {calendar}")
    return dates.Manner(found.locale, found.name, calendar=calendar)


def _number(value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"not a number: {value}") from None


def _day(value: Any) -> dt.date:
    return dt.date.fromisoformat(str(value)[:10])


def _instant(value: Any) -> dt.datetime:
    return dt.datetime.fromisoformat(str(value).replace("Z", "+00:00"))


def _either(value: Any) -> dt.date | dt.datetime:
    return _instant(value) if "T" in str(value) else _day(value)


def _date(tag: str, value: Any, options: Options) -> str:
    return dates.date(_manner(tag, options), _day(value), options.get("style", "long"))


def _date_skeleton(tag: str, value: Any, options: Options) -> str:
    return dates.by_skeleton(_manner(tag, options), _either(value), options["skeleton"])


def _date_range(tag: str, value: Any, options: Options) -> str:
    start, end = (_either(one) for one in value)
    return intervals.interval(_manner(tag, options), start, end, options["skeleton"])


def _time(tag: str, value: Any, options: Options) -> str:
    zone = options.get("zone", _UTC)
    return dates.time(_manner(tag, options), _instant(value), options.get("style", "short"), zone)


def _datetime(tag: str, value: Any, options: Options) -> str:
    styles = options.get("date_style", "long"), options.get("time_style", "short")
    return dates.datetime(
        _manner(tag, options), _instant(value), *styles, options.get("zone", _UTC)
    )


def _zone_name(tag: str, value: Any, options: Options) -> str:
    at = _instant(options.get("at", "2022-01-01T12:00"))
    return zones.zone_name(_system(tag, options), value, at, options.get("style", "long"))


def _relative(tag: str, value: Any, options: Options) -> str:
    words = options.get("numeric", "always") == "auto"
    number = _number(value)
    return relative.relative(_system(tag, options), number, options["unit"], words=words)


def _decimal(tag: str, value: Any, options: Options) -> str:
    return numbers.decimal(
        _system(tag, options),
        _number(value),
        minimum=options.get("min_fraction", 0),
        maximum=options.get("max_fraction", _DEFAULT_FRACTION),
        sign=options.get("sign", "auto"),
    )


def _percent(tag: str, value: Any, options: Options) -> str:
    return numbers.percent(
        _system(tag, options),
        _number(value),
        minimum=options.get("min_fraction", 0),
        maximum=options.get("max_fraction", 0),
        sign=options.get("sign", "auto"),
    )


def _scientific(tag: str, value: Any, options: Options) -> str:
    limit = options.get("max_fraction", _DEFAULT_FRACTION)
    return numbers.scientific(_system(tag, options), _number(value), maximum=limit)


def _currency(tag: str, value: Any, options: Options) -> str:
    return money.currency(
        _system(tag, options),
        _number(value),
        options["currency"],
        display=options.get("display", "symbol"),
        maximum=options.get("max_fraction"),
        accounting=options.get("sign") == "accounting",
    )


def _compact(tag: str, value: Any, options: Options) -> str:
    limit = options.get("max_fraction", 0)
    length = options.get("length", "short")
    return compact.compact(_system(tag, options), _number(value), length=length, maximum=limit)


def _compact_currency(tag: str, value: Any, options: Options) -> str:
    return compact.currency(
        _system(tag, options),
        _number(value),
        options["currency"],
        display=options.get("display", "symbol"),
        maximum=options.get("max_fraction", 0),
        length=options.get("length", "short"),
    )


def _unit(tag: str, value: Any, options: Options) -> str:
    width = options.get("width", "long")
    limit = options.get("max_fraction", _DEFAULT_FRACTION)
    return units.unit(
        _system(tag, options), _number(value), options["unit"], width=width, maximum=limit
    )


def _number_range(tag: str, value: Any, options: Options) -> str:
    low, high = (_number(one) for one in value)
    return ranges.number_range(
        _system(tag, options),
        low,
        high,
        maximum=options.get("max_fraction", None if "currency" in options else _DEFAULT_FRACTION),
        currency=options.get("currency"),
        percent=bool(options.get("percent")),
        unit=options.get("unit"),
        width=options.get("width", "short"),
    )


def _ordinal(tag: str, value: Any, options: Options) -> str:
    return ordinals.ordinal(_system(tag, options), int(value), options.get("gender"))


def _plural(tag: str, value: Any, options: Options) -> str:
    ordinal = options.get("type", "cardinal") == "ordinal"
    return plurals.category(Locale.parse(tag), _number(value), ordinal=ordinal)


def _list(tag: str, value: Any, options: Options) -> str:
    locale = Locale.parse(tag)
    kind, width = options.get("type", "and"), options.get("width", "wide")
    return lists.joined(locale.data, locale.language, value, kind=kind, width=width)


def _quote_marks(tag: str, value: Any, options: Options) -> list[str]:
    inner = options.get("level", "outer") == "inner"
    return list(quotes.marks(Locale.parse(tag), inner=inner))


def _territory(tag: str, value: Any, options: Options) -> str:
    return names.territory(Locale.parse(tag).data, value, alternative=options.get("alt"))


def _language(tag: str, value: Any, options: Options) -> str:
    return names.language(Locale.parse(tag).data, value)


def _currency_name(tag: str, value: Any, options: Options) -> str:
    return money.name(Locale.parse(tag).data, value)


def _sort(tag: str, value: Any, options: Options) -> list[str]:
    return sorting.ordered(Locale.parse(tag).data, value)


def _text_direction(tag: str, value: Any, options: Options) -> str:
    return Locale.parse(tag).direction


def _default_numbering(tag: str, value: Any, options: Options) -> str:
    return Locale.parse(tag).default_numbering


def _default_calendar(tag: str, value: Any, options: Options) -> str:
    return calendars.preferred(Locale.parse(tag))


def _first_weekday(tag: str, value: Any, options: Options) -> str:
    return calendars.first_weekday(Locale.parse(tag))


def _calendar_convert(tag: str, value: Any, options: Options) -> list[int]:
    found = calendars.convert(_day(value), options["calendar"])
    return [found.year, found.month, found.day]


KINDS: Final[Mapping[str, Callable[[str, Any, Options], Any]]] = {
    "date": _date,
    "date_skeleton": _date_skeleton,
    "date_range": _date_range,
    "time": _time,
    "datetime": _datetime,
    "zone_name": _zone_name,
    "relative": _relative,
    "decimal": _decimal,
    "percent": _percent,
    "scientific": _scientific,
    "currency": _currency,
    "compact": _compact,
    "compact_currency": _compact_currency,
    "unit": _unit,
    "number_range": _number_range,
    "ordinal": _ordinal,
    "plural": _plural,
    "list": _list,
    "quote_marks": _quote_marks,
    "territory": _territory,
    "language": _language,
    "currency_name": _currency_name,
    "sort": _sort,
    "text_direction": _text_direction,
    "default_numbering": _default_numbering,
    "default_calendar": _default_calendar,
    "first_weekday": _first_weekday,
    "calendar_convert": _calendar_convert,
}
