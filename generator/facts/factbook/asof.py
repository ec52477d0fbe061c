"""The date for which a value speaks, in every notation of the Factbook.

It stands in brackets behind the value: "(2024 est.)", "(July 2025 est.)", "(FY2023/24)",
"(2011-16 est.)", "(31 December 2023)". What is no such date is not one: brackets may hold
anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.facts.dates import parse_edtf, parse_interval
from generator.facts.model import EdtfDate, Period
from generator.facts.refused import RefusedError

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_ESTIMATE: Final = re.compile(r"\b(?:est|estimated|estimate)\b\.?", re.IGNORECASE)
_PROJECTION: Final = re.compile(r"\b(?:proj|projected|projection|forecast)\b\.?", re.IGNORECASE)
_LEADING: Final = re.compile(
    r"^(?:(?:data )?as of|in|data from)\s+"
    r"|^(?:as of )?(?:mid-?year|year-end|end of)\s+|^mid-(?=[0-9])",
    re.IGNORECASE,
)
_YEAR: Final = r"((?:1[0-9]|20|21)[0-9]{2})"
_YEAR_ONLY: Final = re.compile(_YEAR)
_YEARS: Final = re.compile(rf"{_YEAR}\s*[-/\u2013]\s*([0-9]{{4}}|[0-9]{{2}})")
_FISCAL: Final = re.compile(
    r"FY\s?((?:19|20)?[0-9]{2})(?:\s*[-/\u2013]\s*((?:19|20)?[0-9]{2}))?", re.IGNORECASE
)
_MONTH_YEAR: Final = re.compile(rf"([A-Za-z]{{3,9}})\.?,? {_YEAR}")
_DAY: Final = re.compile(rf"([0-9]{{1,2}}) ([A-Za-z]{{3,9}})\.?,? {_YEAR}")
_QUARTER: Final = re.compile(rf"(?:Q([1-4])|([1-4])Q)\s?{_YEAR}", re.IGNORECASE)
_LONGEST_SPAN: Final = 40
_FIRST_EDITION: Final = 62


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date or the span of years for which a value speaks.

    estimated, forecast  the Factbook says so ("est.", "proj.").
    """

    date: EdtfDate | None = None
    period: Period | None = None
    estimated: bool = False
    forecast: bool = False

    @property
    def text(self) -> str:
        """The EDTF form: "2024", "2019/2021"."""
        if self.date is not None:
            return self.date.text
        period = self.period or Period()
        return "/".join(end.text if end else ".." for end in (period.start, period.end))

    @property
    def end(self) -> EdtfDate:
        """The date itself, or the last of the span."""
        found = self.date or (self.period.end if self.period else None)
        assert found is not None  # noqa: S101 - only made with one of them
        return found


@lru_cache(maxsize=4096)
def read_as_of(text: str) -> AsOf | None:
    """The date that the text between brackets gives; None when it is something else.

    >>> read_as_of("2011-16 est.").text
    '2011/2016'
    >>> read_as_of("July 2025 est.").text
    '2025-07'
    >>> read_as_of("of GDP") is None
    True
    """
    bare, estimates = _ESTIMATE.subn(" ", text)
    bare, projections = _PROJECTION.subn(" ", bare)
    bare = _LEADING.sub("", " ".join(bare.split()).strip(" ,;"))
    try:
        when = _date(bare) or _span(bare)
    except RefusedError:
        return None
    if when is None:
        return None
    date, period = (when, None) if isinstance(when, EdtfDate) else (None, when)
    return AsOf(date, period, estimated=estimates > 0, forecast=projections > 0)


def day_in_words(text: str) -> EdtfDate | None:
    """A date in words: "4 July 1776", "October 2032", "2027"; None when it is none.

    Raises ``RefusedError`` for a day that no calendar has.
    """
    return _date(" ".join(text.split()))


def _date(text: str) -> EdtfDate | None:
    if _YEAR_ONLY.fullmatch(text):
        return parse_edtf(text)
    if found := _DAY.fullmatch(text):
        day, month, year = found.groups()
        number = MONTHS.get(month.lower())
        return parse_edtf(f"{year}-{number:02}-{int(day):02}") if number else None
    if found := _MONTH_YEAR.fullmatch(text):
        month, year = found.groups()
        number = MONTHS.get(month.lower())
        return parse_edtf(f"{year}-{number:02}") if number else None
    if found := _QUARTER.fullmatch(text):
        first, second, year = found.groups()
        return parse_edtf(f"{year}-{32 + int(first or second)}")
    return None


def _span(text: str) -> Period | None:
    if found := _YEARS.fullmatch(text):
        start, end = found.groups()
        return _years(int(start), _completed(int(start), end), fiscal=False)
    if found := _FISCAL.fullmatch(text):
        start = _full(found[1])
        return _years(start, _completed(start, found[2] or str(start)), fiscal=True)
    return None


def _full(year: str) -> int:
    """ "99" is 1999 and "23" is 2023: the Factbook has appeared since 1962."""
    if len(year) == 4:
        return int(year)
    return int(year) + (1900 if int(year) >= _FIRST_EDITION else 2000)


def _completed(start: int, end: str) -> int:
    """ "16" behind 2011 is 2016; "02" behind 1999 is 2002."""
    if len(end) == 4:
        return int(end)
    century = start // 100 * 100
    year = century + int(end)
    return year if year >= start else year + 100


def _years(start: int, end: int, *, fiscal: bool) -> Period | None:
    if not 0 <= end - start <= _LONGEST_SPAN or (start == end and not fiscal):
        return None
    span = parse_interval(f"{start}/{end}")
    return Period(span.start, span.end, fiscal=fiscal)
