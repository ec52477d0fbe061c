"""Whether the text of a printed value says its exact value, as far as it is shown.

An exact value is a number ("-3.4"), bounds ("10/15", "../40"), a length of time in days
("P400D"), or a date or span in EDTF ("2016-06", "2011/2014"). A number agrees when it is
within half of the last digit shown; a date when every field of it is said and no other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations, product
from typing import Final

from generator.house.manners import Calendar
from generator.localisation.calendars import NAMES, CalendarUnavailable, convert
from generator.localisation.reading.names import Known
from generator.localisation.reading.tokens import Token

_LENGTH: Final = re.compile(r"P(\d+)D")
_OPEN: Final = frozenset({"", ".."})
_EDTF: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")
_FIRST_QUARTER: Final = 33
_NO_FIGURE: Final = (Decimal(0), Decimal(1), Decimal(2))
"""Numbers that some languages put into the noun itself: "سنتان", "two years"."""
_THOUSAND: Final = 1000
_MANY: Final = Decimal(10)
_YEAR: Final = 100  # a number from here on can be nothing but a year in a date


# ---------------------------------------------------------------- numbers


def number_agrees(read: Sequence[Token], exact: str, *, ratio: bool, words: Sequence[int]) -> bool:
    """Whether the numbers read say the number or bounds of ``exact``.

    ratio  whether ``exact`` may be a ratio whose text is in per cent.
    words  powers of ten and ordinals in words that stand in the text without figures.
    """
    bounds = [Decimal(bound) for bound in exact.split("/") if bound not in _OPEN]
    numbers = [token for token in read if token.kind == "number"]
    if not numbers:
        return all(_in_words(bound, words) for bound in bounds)
    if len(set(bounds)) == 1 and len(numbers) == 1:
        bounds = bounds[:1]
    if len(numbers) != len(bounds):
        return False
    return all(
        _near(token, bound) or (ratio and _near(token, bound * 100))
        for token, bound in zip(numbers, bounds, strict=True)
    )


def _near(token: Token, exact: Decimal) -> bool:
    return abs(token.value - exact) * 2 <= token.step


def _in_words(exact: Decimal, words: Sequence[int]) -> bool:
    """A number without figures: one or two in the noun, an ordinal, "hundreds of thousands"."""
    size = abs(exact)
    if size in _NO_FIGURE or size in {Decimal(word) for word in words}:
        return True
    scales = [Decimal(word) for word in words if word >= _THOUSAND]
    scales += [one * two for one, two in combinations(sorted(set(scales)), 2)]
    if scales:
        return any(scale <= size < scale * _THOUSAND for scale in scales)
    return size >= _MANY


def length_agrees(read: Sequence[Token], exact: str) -> bool:
    """Whether a text says a length given in days, in days, months or years."""
    found = _LENGTH.fullmatch(exact)
    if found is None:
        return False
    days = int(found[1])
    units = {Decimal(days), Decimal(days // 7), Decimal(days // 30), Decimal(days // 365)}
    numbers = [token for token in read if token.kind == "number"]
    if not numbers:
        return bool(units & set(_NO_FIGURE))
    return len(numbers) == 1 and numbers[0].value in units


def is_length(exact: str) -> bool:
    """Whether ``exact`` is a length of time."""
    return _LENGTH.fullmatch(exact) is not None


# ---------------------------------------------------------------- dates


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is known; quarter instead of month where that is all."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    @property
    def fields(self) -> dict[str, int]:
        """Its fields by letter."""
        given = {"y": self.year, "M": self.month, "d": self.day, "q": self.quarter}
        return {name: value for name, value in given.items() if value is not None}


def read_edtf(text: str) -> Day | None:
    """A date in EDTF, its marks for "about" and "uncertain" apart; None for other text.

    >>> read_edtf("2016-06~")
    Day(year=2016, month=6, day=None, quarter=None)
    >>> read_edtf("2024-34").quarter
    2
    """
    found = _EDTF.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None:
        return None
    if month is not None and month >= _FIRST_QUARTER:
        return Day(year, quarter=month - _FIRST_QUARTER + 1)
    return Day(year, month, day)


def is_date(exact: str) -> bool:
    """Whether ``exact`` is a date or a span of time in EDTF."""
    ends = [end for end in exact.split("/") if end not in _OPEN]
    return bool(ends) and len(exact.split("/")) <= 2 and all(read_edtf(end) for end in ends)


def date_agrees(found: Known, read: Sequence[Token], exact: str) -> bool:
    """Whether the fields read say the date or span of ``exact``, in order."""
    ends = [day for end in exact.split("/") if end not in _OPEN and (day := read_edtf(end))]
    told = _one_name(read)
    if len(ends) == 1 or (len(ends) == 2 and ends[0] == ends[1] and _says(found, told, ends[0])):
        return _says(found, told, ends[0])
    if len(ends) != 2:
        return False
    first, last = ends
    return any(
        _span(found, told[:place], told[place:], first, last) for place in range(1, len(told))
    ) or _fiscal(told, first, last)


def _one_name(read: Sequence[Token]) -> list[Token]:
    """Two names of one month side by side ("آذار/مارس") count once."""
    kept: list[Token] = []
    for token in read:
        same = kept and token.kind == kept[-1].kind == "month" and token.value == kept[-1].value
        if not (same and token.start - kept[-1].end <= 1):
            kept.append(token)
    return kept


def _says(found: Known, told: Sequence[Token], day: Day) -> bool:
    return set(day.fields) in _assigned(found, told, day, named=_named(told))


def _named(told: Sequence[Token]) -> bool:
    """Whether the month is said by name or sign, so that no bare number is one."""
    return any(token.kind == "month" or token.field == "M" for token in told)


def _span(found: Known, left: Sequence[Token], right: Sequence[Token], a: Day, b: Day) -> bool:
    """Whether the halves say the ends; a field that both share may be said once."""
    named = _named((*left, *right))
    firsts = _assigned(found, left, a, named=named)
    seconds = _assigned(found, right, b, named=named)
    return any(
        _shared(a, b, first, second) and _shared(b, a, second, first)
        for first, second in product(firsts, seconds)
    )


def _shared(mine: Day, other: Day, used: set[str], there: set[str]) -> bool:
    """Whether a half that says the fields ``used`` leaves out only what the other half says."""
    left_out = mine.fields.keys() - used
    same = all(other.fields.get(name) == mine.fields[name] for name in left_out)
    return bool(used) and same and left_out <= there


def _fiscal(told: Sequence[Token], first: Day, last: Day) -> bool:
    """Fiscal years: 2016/2022 is said "2016–17 to 2021–22", 2016/2017 "2016–17"."""
    years: list[int] = []
    for token in told:
        if token.kind != "number":
            return False
        year = token.whole
        if len(token.figure) == 2 and years:
            year += years[-1] // 100 * 100
            year += 100 if year < years[-1] else 0
        years.append(year)
    ends = [first.year, first.year + 1]
    if last.year > first.year + 1:
        ends += [last.year - 1, last.year]
    return first.month is last.month is None and years == ends


def _assigned(found: Known, told: Sequence[Token], day: Day, *, named: bool) -> list[set[str]]:
    """The fields of ``day`` that the tokens may say; nothing when one says anything else."""
    fields = day.fields
    used: set[str] = set()
    loose: list[Token] = []
    for token in told:
        name = {"month": "M", "quarter": "q"}.get(token.kind, token.field)
        if not name:
            loose.append(token)
        elif name in used or not _fits(token, name, fields, named=named):
            return []
        else:
            used.add(name)
    free = [n for n in ("y", "M", "d") if n in fields and n not in used]
    if named and "M" in free:
        free.remove("M")
    return [
        used | set(row)
        for row in permutations(free, len(loose))
        if all(_fits(t, name, fields, named=named) for t, name in zip(loose, row, strict=True))
        and _in_order(found, row, loose)
    ]


def _in_order(found: Known, row: Sequence[str], loose: Sequence[Token]) -> bool:
    """Month and day in figures stand in the locale's order; after a year the month first."""
    if not {"M", "d"} <= set(row):
        return True
    order = "yMd" if loose[0].whole >= _YEAR else found.order
    return (row.index("M") < row.index("d")) is (order.index("M") < order.index("d"))


def _fits(token: Token, name: str, fields: dict[str, int], *, named: bool) -> bool:
    """Whether a token says the field; a year of two digits only where all is in figures."""
    wanted = fields.get(name)
    if wanted is None:
        return False
    if token.choices:
        return wanted in token.choices
    if name == "y" and len(token.figure) == 2 and not named:
        return wanted % 100 == token.whole
    return wanted == token.whole


def other_calendars(exact: str) -> list[tuple[Calendar, Day]]:
    """A whole day in every other calendar that a date may be given in."""
    day = read_edtf(exact)
    if day is None or day.month is None or day.day is None:
        return []
    found: list[tuple[Calendar, Day]] = []
    for calendar in NAMES[1:]:
        try:
            there = convert(dt.date(day.year, day.month, day.day), calendar)
        except (CalendarUnavailable, ValueError):
            continue
        found.append((calendar, Day(there.year, there.month, there.day)))
    return found
