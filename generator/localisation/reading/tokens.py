"""Cuts a text into the numbers and the names of months and quarters that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from generator.localisation.reading.names import Known, Marks, Names, known, scaled
from generator.localisation.reading.plain import UNSPACED, bare, figures, small

Kind = Literal["number", "month", "quarter"]

_SIGN: Final = "-\u2212\ufe63\uff0d"
_MONEY_SIGN: Final = r"(?:[A-Z]{0,3}[$€£¥₪₺₽₹؋﷼]|[A-Z]{3})"
_FIELDS: Final = {"年": "y", "년": "y", "月": "M", "월": "M", "日": "d", "일": "d"}
_DIGITS: Final = re.compile(r"\d+")
_PREFIXES: Final = "وفبلكבוהלמכש"
_BEFORE_SIGN: Final = (
    rf"(?:(?<![\w)\]%])|(?<=[{UNSPACED}])(?=\u2212)|(?<=(?<!\w)[{_PREFIXES}])(?=\u2212))"
)
"""What a sign stands behind: no letter, unless no space is written there, as in "最低−7.4%".

There a hyphen is none: it joins a number to a word ("歼-20", "ב-2024").
"""


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a month or a quarter in a text.

    value  the number as it reads, with its word for a power of ten; for a name its number.
    step   what one more in the last digit would add: 0.1 million is 100 000.
    start, end  where it stands in the plain text.
    figure  its digits as 0–9, without sign, marks and words.
    choices  of a name: every month or quarter that it may stand for.
    field  "y", "M" or "d" where a sign behind the number says which field of a date it is.
    """

    kind: Kind
    value: Decimal
    start: int
    end: int
    step: Decimal = Decimal(1)
    figure: str = ""
    field: str = ""
    word: str = ""
    choices: frozenset[int] = frozenset()

    @property
    def whole(self) -> int:
        """The value of a number without fraction, for dates."""
        return int(self.value)


@dataclass(frozen=True, slots=True)
class _Patterns:
    number: re.Pattern[str]
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None


def readable(known_names: Known, text: str) -> str:
    """The bare text, digits of a numbering system without decimal digits as 0–9."""
    digits = known_names.digits
    if len(digits) == 10 and not digits.isdecimal():
        text = text.translate({ord(own): str(n) for n, own in enumerate(digits)})
    return bare(text)


def tokens(
    tag: str,
    numbering: str | None,
    text: str,
    *,
    loose: bool = True,
    dates: bool = False,
    calendar: str = "",
) -> list[Token]:
    """What stands in ``text``, which must be ``readable`` already.

    loose     names of months may have endings that grammar adds; not so in running text.
    dates     numbers are fields of dates: without groups, fractions and words for powers.
    calendar  whose months to look for, when it is not the Gregorian.
    """
    found = known(tag, numbering)
    months = found.other.get(calendar, found.months)
    patterns = _patterns(tag, numbering)
    names = list(_names(found, months, _names_of(tag, numbering, calendar, loose), text))
    taken = [(name.start, name.end) for name in names]
    there = _fields(text) if dates else _numbers(found, patterns, text)
    numbers = [
        number
        for number in there
        if not any(start < number.end and number.start < end for start, end in taken)
    ]
    return sorted([*names, *numbers], key=lambda token: token.start)


# ---------------------------------------------------------------- names


def _names(
    found: Known, months: Names, pattern: re.Pattern[str] | None, text: str
) -> Iterator[Token]:
    if pattern is None:
        return
    for hit in pattern.finditer(small(text)):
        name = hit["name"]
        numbers = months.get(name)
        kind: Kind = "quarter" if numbers is None else "month"
        choices = found.quarters[name] if numbers is None else numbers
        place = hit.start("name"), hit.end("name")
        yield Token(kind, Decimal(min(choices)), *place, word=name, choices=choices)


@cache
def _names_of(
    tag: str, numbering: str | None, calendar: str, loose: bool
) -> re.Pattern[str] | None:
    found = known(tag, numbering)
    names = (*found.other.get(calendar, found.months), *found.quarters)
    return _names_pattern(names, loose=loose)


@cache
def _patterns(tag: str, numbering: str | None) -> _Patterns:
    found = known(tag, numbering)
    return _Patterns(
        number=_number_pattern(found),
        after=_words_pattern(found.scales, behind=True),
        before=_words_pattern(found.before, behind=False),
    )


def _names_pattern(names: Iterable[str], *, loose: bool) -> re.Pattern[str] | None:
    listed = sorted(set(names), key=len, reverse=True)
    if not listed:
        return None
    words = "|".join(re.escape(name) for name in listed)
    left = rf"(?<!\d)(?<![^\W\d_])(?:[{_PREFIXES}])?|(?<=[{UNSPACED}])|(?<=\d)(?=[^\d\s])"
    right = "" if loose else rf"(?![^\W\d_{UNSPACED}])"
    return re.compile(rf"(?:{left})(?P<name>{words}){right}(?:\.(?=\s))?")


# ---------------------------------------------------------------- numbers


def _number_pattern(found: Known) -> re.Pattern[str]:
    marks = [_marked(found.latin), _marked(found.native)]
    either = "|".join(dict.fromkeys(marks))
    return re.compile(
        rf"(?:{_BEFORE_SIGN}(?P<sign>[{_SIGN}+])(?:{_MONEY_SIGN}\s?|[%٪]\s?)?)?"
        rf"(?:(?P<money>{_MONEY_SIGN}\s?)(?P<late>[{_SIGN}]\s?))?"
        rf"(?P<digits>{either}|\d+)"
    )


def _marked(marks: Marks) -> str:
    """A number with these marks: in groups of three (or the Indian two), or in one piece."""
    groups, decimals = re.escape(marks.group), re.escape(marks.decimal)
    fraction = rf"(?:[{decimals}]\d+)?"
    grouped = rf"\d{{1,3}}(?:[{groups}]\d{{2,3}})*[{groups}]\d{{3}}(?!\d)"
    return rf"(?:{grouped}|\d+){fraction}(?!\d)"


def _words_pattern(words: Names | Iterable[str], *, behind: bool) -> re.Pattern[str] | None:
    listed = sorted(words, key=len, reverse=True)
    if not listed:
        return None
    either = "|".join(re.escape(word) for word in listed)
    if behind:
        return re.compile(rf"\s?(?P<word>{either})(?![^\W\d_{UNSPACED}])")
    return re.compile(rf"(?<![^\W\d_{UNSPACED}])(?P<word>{either})\s?[{_SIGN}+]?\Z")


def _numbers(found: Known, patterns: _Patterns, text: str) -> Iterator[Token]:
    end = 0
    for hit in patterns.number.finditer(text):
        if hit.start("digits") < end:
            continue
        digits = hit["digits"]
        native = not digits.isascii()
        value, places, figure = _value(digits, found.native if native else found.latin)
        after = patterns.after.match(text, hit.end()) if patterns.after else None
        before = patterns.before.search(text, end, hit.start()) if patterns.before else None
        power = 0
        if after is not None:
            power = found.scales[after["word"]]
        elif before is not None:
            power = found.before[before["word"]]
        if (hit["sign"] or "+") in _SIGN or hit["late"] or _signed(text, before, hit.end()):
            value = -value
        end = after.end() if after is not None else hit.end()
        field = "" if after is not None else _FIELDS.get(text[end : end + 1], "")
        yield Token(
            "number",
            scaled(value, power),
            hit.start("digits"),
            end,
            scaled(Decimal(1), power - places),
            figure,
            field,
            after["word"] if after is not None else "",
        )


def _signed(text: str, before: re.Match[str] | None, end: int) -> bool:
    """A minus before the word for a power of ten, or behind everything ("CAD 5-")."""
    if before is not None and text[before.start() - 1 : before.start()] in tuple(_SIGN):
        return before.start() > 0
    return text[end:].strip() in tuple(_SIGN)


def _fields(text: str) -> Iterator[Token]:
    for hit in _DIGITS.finditer(text):
        figure = figures(hit[0])
        field = _FIELDS.get(text[hit.end() : hit.end() + 1], "")
        place = hit.start(), hit.end()
        yield Token("number", Decimal(figure), *place, figure=figure, field=field)


def _value(digits: str, marks: Marks) -> tuple[Decimal, int, str]:
    """The number in marked digits, how many digits its fraction has, and all its digits."""
    whole, fraction = digits, ""
    for place in range(len(digits) - 1, -1, -1):
        if digits[place] in marks.decimal:
            whole, fraction = digits[:place], digits[place + 1 :]
            break
    front = figures("".join(char for char in whole if char.isdecimal()))
    behind = figures(fraction)
    text = f"{front or '0'}.{behind}" if behind else front
    return Decimal(text), len(behind), front + behind
