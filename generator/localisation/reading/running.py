"""What a running text says in numbers, dates and times, in a form that languages share."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from generator.house.manners import Calendar
from generator.localisation.calendars import gregorian
from generator.localisation.reading.names import Known
from generator.localisation.reading.plain import figures
from generator.localisation.reading.tokens import Token, readable, tokens
from generator.localisation.reading.words import in_words

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_IN_ADDRESSES: Final = ("://", "www.", "@")
_DIGIT: Final = re.compile(r"\d")
_TIME: Final = re.compile(
    r"(?<![\d:])(\d{1,2})(?::(\d{2})(?::\d{2})?|\s?h(?:\s?(\d{2}))?(?![\w]))"
    r"(\s?(?:[ap]\.?\s?m\.?|ص|م|صباحا|مساء)(?!\w))?",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"(?<![\w./-])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?![\w/-])")
_YEARS: Final = re.compile(r"(?<![\w./-])([12]\d{3})\s?[-–—/]\s?([12]\d{3}|\d{2})(?![\w/-])")
_DECADE: Final = re.compile(r"(?<!\w)(?:les années )?([12]\d{2}0)(?:s|['’]s)\b|années ([12]\d{2}0)")
# What is in every hit, so that most texts are passed over quickly.
_MAYBE_TIME: Final = re.compile(r"\d(?::\d|\s?[hH])")
_MAYBE_DATE: Final = re.compile(r"\d[./-]\d")
_MAYBE_YEARS: Final = re.compile(r"\d\s?[-–—/]\s?\d")
_MAYBE_DECADE: Final = re.compile(r"\d(?:s|['’]s)|années")
_MAYBE_CODE: Final = re.compile(r"[-/\u2010\u2011]\d|[^\W\d]\d|\d[A-Z]")
_MAYBE_ORDINAL: Final = re.compile(r"\d(?:\s?[-‑]\s?)?[^\W\d]")
_LETTERS: Final = r"A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_CODE: Final = re.compile(
    rf"\w*\d\w*(?:[-/]\w*\d\w*)*[-/]0\d+"  # 441-00155
    rf"|\d+/\d+"  # 71/130
    rf"|[{_LETTERS}]\w*[-\u2010\u2011]\d[\w-]*"  # Mi-17, C-130J
    rf"|(?<![\w])[{_LETTERS}]+\d\w*"  # G7
    rf"|(?<![\w.,])\d+[A-Z]+(?![{_LETTERS}])\w*"  # 5G
)
_ORDINAL: Final = re.compile(
    r"(?<![\w.,])(\d+)(?:\s?[-‑]\s?)?(?:st|nd|rd|th|er|ère|re|e|es|ème|èmes|nde?|o|a|º|ª|й|я|е|го|му|м)"
    r"(?![\w])"
)
_NEAR_A_MONTH: Final = re.compile(r"[\s.,،ºª年년]*(?:er|de|del|do|of|ב|й|го)?\s*(?:de\s)?")
_CAPITALS: Final = frozenset({"en", "de"})
_SMALL: Final = 31
_YEAR_ELSEWHERE: Final = re.compile(r"(?<!\d)1[2-5]\d\d(?!\d)")
_YEARS_ELSEWHERE: Final = range(1200, 1600)  # of the Hijra, by the moon or by the sun
_MONTHS: Final = 12
_FULL: Final = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says, for comparing it with the same text in another language.

    firm   numbers in figures, years and days too, and months ("M6"), each as often as said.
    soft   numbers that the text may also say: in words, in codes, ordinals and times.
    quiet  codes, ordinals, decades and times by sort: compared only with their like.
    days   whole dates ("2016-06-20").
    """

    language: str
    firm: Mapping[str, int]
    soft: frozenset[str] = frozenset()
    quiet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The same as JSON values; ``Said.of`` is the way back."""
        return {
            "language": self.language,
            "firm": dict(self.firm),
            "soft": sorted(self.soft),
            "quiet": {sort: list(found) for sort, found in self.quiet.items()},
            "days": list(self.days),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Said:
        """What ``plain`` was made of."""
        quiet = {sort: tuple(found) for sort, found in plain["quiet"].items()}
        days = tuple(plain["days"])
        return cls(plain["language"], plain["firm"], frozenset(plain["soft"]), quiet, days)

    @classmethod
    def together(cls, said: Iterable[Said], language: str) -> Said:
        """What several texts say, as one."""
        firm: Counter[str] = Counter()
        soft: set[str] = set()
        quiet: dict[str, tuple[str, ...]] = {}
        days: list[str] = []
        for one in said:
            firm.update(one.firm)
            soft |= one.soft
            days += one.days
            for sort, found in one.quiet.items():
                quiet[sort] = tuple(sorted((*quiet.get(sort, ()), *found)))
        return cls(language, dict(firm), frozenset(soft), quiet, tuple(sorted(days)))


class _Scan:
    """One reading of a text: what is understood is taken out of it."""

    def __init__(self, found: Known, tag: str, numbering: str | None, text: str) -> None:
        self.known = found
        self.tag = tag
        self.numbering = numbering
        self.text = readable(found, text)
        if any(sign in self.text for sign in _IN_ADDRESSES):
            self.text = _ADDRESS.sub(" ", self.text)
        self.firm: Counter[str] = Counter()
        self.soft: set[str] = set()
        self.quiet: dict[str, list[str]] = {}
        self.days: list[str] = []
        self.elsewhere: list[str] = []

    def aside(self, sort: str, text: str, numbers: Iterable[str]) -> None:
        """Note what is compared only with its like."""
        self.quiet.setdefault(sort, []).append(figures(text))
        self.soft.update(_number(Decimal(n)) for n in numbers)

    # ------------------------------------------------------------ in turn

    def days_in_other_calendars(self) -> None:
        """Take out whole days of calendars with months of their own; keep what they are here."""
        if not _YEAR_ELSEWHERE.search(figures(self.text)):
            return
        calendars: tuple[Calendar, ...] = ("islamic-umalqura", "persian")
        for calendar in calendars:
            read = tokens(self.tag, self.numbering, self.text, dates=True, calendar=calendar)
            for three in reversed(list(zip(read, read[1:], read[2:], strict=False))):
                if self._is_day_elsewhere(calendar, three):
                    self.text = f"{self.text[: three[0].start]} {self.text[three[2].end :]}"

    def _is_day_elsewhere(self, calendar: Calendar, three: Sequence[Token]) -> bool:
        """Whether three tokens in a row say a day of a calendar; it is noted as ours."""
        gaps = (self.text[a.end : b.start] for a, b in pairwise(three))
        months = [token for token in three if token.kind == "month" or token.field == "M"]
        if len(months) != 1 or not all(map(_NEAR_A_MONTH.fullmatch, gaps)):
            return False
        month = months[0]
        day, year = sorted(token.whole for token in three if token is not month)
        found = gregorian(calendar, year, month.whole, day)
        if found is None or year not in _YEARS_ELSEWHERE:
            return False
        if month.field or month.word[:1].isdecimal():
            # "伊斯兰历1420年9月24日": the figures alone do not say whose month it is.
            return self._said_in_ours(found)
        self.elsewhere.append(found.isoformat())
        return True

    def _said_in_ours(self, day: dt.date) -> bool:
        """Whether the same day stands in the text by its numbers."""
        wanted = {str(day.year), str(day.month), str(day.day)}
        return wanted <= set(re.findall(r"\d+", self.text))

    def days_said_twice(self) -> None:
        """A day of another calendar counts, unless the same day stands beside it in ours."""
        for day in (Counter(self.elsewhere) - Counter(self.days)).elements():
            year, month, number = map(int, day.split("-"))
            self._day(year, month, number)

    def dates_in_figures(self) -> None:
        """Take out "20/01/2022", "2022-01-20", "20.01.2022"."""

        def take(hit: re.Match[str]) -> str:
            parts = [int(hit[1]), int(hit[3]), int(hit[4])]
            order = "yMd" if len(hit[1]) == 4 else self.known.order
            fields = dict(zip(order, parts, strict=True)) if len(order) == 3 else {}
            month, day = fields.get("M", 0), fields.get("d", 0)
            if not (1 <= month <= 12 and 1 <= day <= _SMALL and fields["y"] >= 1000):
                return hit[0]
            self._day(fields["y"], month, day)
            return " "

        if _MAYBE_DATE.search(self.text):
            self.text = _DATE.sub(take, self.text)

    def spans_of_years(self) -> None:
        """Take out "2016–2017" and "2016–17"."""

        def take(hit: re.Match[str]) -> str:
            first, second = int(hit[1]), int(hit[2])
            if len(hit[2]) == 2:
                second += first // 100 * 100
            if second <= first:
                return hit[0]
            self.firm.update((str(first), str(second)))
            return " "

        if _MAYBE_YEARS.search(self.text):
            self.text = _YEARS.sub(take, self.text)

    def times(self) -> None:
        """Take out times of day."""

        def take(hit: re.Match[str]) -> str:
            minutes = hit[2] or hit[3] or "00"
            self.aside("time", f"{int(hit[1]) % 12}:{minutes}", (hit[1], minutes))
            return " "

        if _MAYBE_TIME.search(self.text):
            self.text = _TIME.sub(take, self.text)

    def asides(self) -> None:
        """Take out decades, codes and ordinals."""

        def decade(hit: re.Match[str]) -> str:
            year = hit[1] or hit[2]
            self.aside("decade", year, (year,))
            return " "

        def code(hit: re.Match[str]) -> str:
            numbers = re.findall(r"\d+", hit[0])
            self.aside("code", "-".join(numbers), numbers)
            return " "

        def ordinal(hit: re.Match[str]) -> str:
            self.aside("ordinal", hit[1], (hit[1],))
            return f" {hit[1]} " if self._before_month(hit) else " "

        if _MAYBE_DECADE.search(self.text):
            self.text = _DECADE.sub(decade, self.text)
        if _MAYBE_CODE.search(self.text):
            self.text = _CODE.sub(code, self.text)
        if _MAYBE_ORDINAL.search(self.text):
            self.text = _ORDINAL.sub(ordinal, self.text)

    def _before_month(self, hit: re.Match[str]) -> bool:
        """A day written as an ordinal ("1er janvier") is a number of its date."""
        rest = self.text[hit.end() : hit.end() + 24]
        month = next((t for t in self._tokens(rest) if t.kind == "month"), None)
        if month is None or not _NEAR_A_MONTH.fullmatch(rest[: month.start]):
            return False
        self.quiet["ordinal"].pop()
        return True

    def numbers_and_months(self) -> None:
        """Count what is left: numbers, and months beside a number."""
        read = _one_name(self._tokens(self.text))
        for place, token in enumerate(read):
            if token.field == "M" and 1 <= token.whole <= _MONTHS:
                self.firm[f"M{token.whole}"] += 1
            elif token.kind == "number":
                self.firm[_number(token.value)] += 1
            elif token.kind == "month" and self._in_a_date(read, place):
                self.firm[f"M{token.whole}"] += 1
                self._whole_day(read, place)

    def _tokens(self, text: str) -> list[Token]:
        return tokens(self.tag, self.numbering, text, loose=False)

    def _in_a_date(self, read: Sequence[Token], place: int) -> bool:
        month = read[place]
        if month.word[:1].isdecimal():  # "8月"
            return True
        if self.known.language in _CAPITALS and self.text[month.start].islower():
            return False
        return self._beside(read, place, -1) is not None or self._beside(read, place, 1) is not None

    def _beside(self, read: Sequence[Token], place: int, step: int) -> Token | None:
        """The number next to a month, with nothing but a preposition between them."""
        other = place + step
        if not 0 <= other < len(read) or read[other].kind != "number":
            return None
        first, second = sorted((read[place], read[other]), key=lambda token: token.start)
        between = self.text[first.end : second.start]
        return read[other] if _NEAR_A_MONTH.fullmatch(between) else None

    def _whole_day(self, read: Sequence[Token], place: int) -> None:
        before, after = self._beside(read, place, -1), self._beside(read, place, 1)
        year = after
        day = before
        if after is not None and after.whole <= _SMALL:  # "June 20, 2016"
            day, year = after, self._beside_number(read, place + 1)
        if day is None or year is None or day.whole > _SMALL or year.whole < 1000:
            return
        self.days.append(f"{year.whole:04d}-{read[place].whole:02d}-{day.whole:02d}")

    def _beside_number(self, read: Sequence[Token], place: int) -> Token | None:
        after = read[place + 1] if place + 1 < len(read) else None
        if after is None or after.kind != "number":
            return None
        between = self.text[read[place].end : after.start]
        return after if _NEAR_A_MONTH.fullmatch(between) else None

    def _day(self, year: int, month: int, day: int) -> None:
        self.firm.update((str(year), str(day), f"M{month}"))
        self.days.append(f"{year:04d}-{month:02d}-{day:02d}")

    def words(self) -> None:
        """Read the numbers in words."""
        language = self.known.language
        self.soft.update(str(n) for n in in_words(language, self.tag, self.text))


def read(found: Known, tag: str, numbering: str | None, text: str) -> Said:
    """What a running text says."""
    scan = _Scan(found, tag, numbering, text)
    scan.words()
    if _DIGIT.search(scan.text):
        scan.days_in_other_calendars()
        scan.dates_in_figures()
        scan.spans_of_years()
        scan.times()
        scan.asides()
        scan.numbers_and_months()
        scan.days_said_twice()
    quiet = {sort: tuple(sorted(found)) for sort, found in scan.quiet.items() if found}
    return Said(
        found.language, dict(scan.firm), frozenset(scan.soft), quiet, tuple(sorted(scan.days))
    )


def _one_name(read: Sequence[Token]) -> list[Token]:
    """Two names of one month side by side ("آذار/مارس") count once."""
    kept: list[Token] = []
    for token in read:
        last = kept[-1] if kept else None
        if (
            last is not None
            and token.kind == last.kind == "month"
            and token.value == last.value
            and token.start - last.end <= _FULL
        ):
            kept[-1] = replace(last, end=token.end)
            continue
        kept.append(token)
    return kept


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")
