"""Dates of limited precision: EDTF (ISO 8601-2), levels 0 and 1 as far as facts need them.

Read are years, months, days and quarters (``2024-33`` to ``2024-36``), each with ``?``
(uncertain), ``~`` (about) or ``%`` (both), and intervals with ``/`` whose ends may be
``..`` (open) or empty (unknown). Nothing is guessed: ``01/02/2024`` and ``today`` are
refused, and ``2024`` stays a year. Years run from 1 to 9999.

A date with a time of day gives the day as written, in the time zone it was written in.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from generator.facts.model import EdtfDate, Period, Precision
from generator.facts.refused import RefusedError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_SLASHED = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}")
_FIRST_QUARTER = 33
_LAST_QUARTER = 36


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> EdtfDate:
    """Read one EDTF date.

    >>> parse_edtf("2016-06").last
    datetime.date(2016, 6, 30)
    >>> parse_edtf("2024-34").first
    datetime.date(2024, 4, 1)
    >>> parse_edtf("2017~").approximate
    True

    Raises ``RefusedError`` (a ValueError whose text is the reason).
    """
    text = text.strip()
    found = _DATE.fullmatch(text)
    if not found:
        return _with_time(text)
    year, month, day, mark = found.groups()
    if year == "0000":
        raise RefusedError("date-year", value=text)
    first, last, precision = _bounds(text, int(year), month, day)
    return EdtfDate(
        text=text,
        first=first,
        last=last,
        precision=precision,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
    )


def parse_interval(text: str) -> Period:
    """Read an EDTF interval such as ``2011/2014``, ``2017-02/..`` or ``../2025-03``.

    >>> parse_interval("2016/2022").last
    datetime.date(2022, 12, 31)
    >>> parse_interval("2023/..").end is None
    True

    Raises ``RefusedError`` when an end is no date or the end lies before the start.
    """
    text = text.strip()
    if _SLASHED.fullmatch(text):
        raise RefusedError("date-ambiguous", value=text)
    ends = text.split("/")
    if len(ends) != 2:
        raise RefusedError("period-form", value=text)
    start, end = (None if side in ("", "..") else parse_edtf(side) for side in ends)
    if start is None and end is None:
        raise RefusedError("period-empty", value=text)
    if start is not None and end is not None and start.first > end.last:
        raise RefusedError("period-order", value=text)
    return Period(start, end)


def edtf_of(day: dt.date) -> EdtfDate:
    """The day as an EDTF date."""
    return EdtfDate(day.isoformat(), day, day, Precision.DAY)


def _bounds(
    text: str, year: int, month: str | None, day: str | None
) -> tuple[dt.date, dt.date, Precision]:
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR
    number = int(month)
    if day is None and _FIRST_QUARTER <= number <= _LAST_QUARTER:
        start = 3 * (number - _FIRST_QUARTER) + 1
        end = dt.date(year, start + 2, calendar.monthrange(year, start + 2)[1])
        return dt.date(year, start, 1), end, Precision.QUARTER
    if 21 <= number <= 24:
        raise RefusedError("date-season", value=text)
    if not 1 <= number <= 12:
        raise RefusedError("date-month", value=text, month=month)
    days = calendar.monthrange(year, number)[1]
    if day is None:
        return dt.date(year, number, 1), dt.date(year, number, days), Precision.MONTH
    if not 1 <= int(day) <= days:
        raise RefusedError("date-day", value=text, day=day, days=days)
    exact = dt.date(year, number, int(day))
    return exact, exact, Precision.DAY


def _with_time(text: str) -> EdtfDate:
    found = _TIME.fullmatch(text)
    if found:
        day, hour, minute, second = found.groups()
        if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
            raise RefusedError("date-time", value=text)
        return parse_edtf(day)
    if _SLASHED.fullmatch(text):
        raise RefusedError("date-ambiguous", value=text)
    if re.match(r"-[0-9]{4}|[Yy]-?[0-9]|[0-9]{5,}-", text):
        raise RefusedError("date-year", value=text)
    raise RefusedError("date-form", value=text)
