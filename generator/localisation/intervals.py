"""Spans of time: "9–12 février 2022", "28 January – 3 February 2022".

The greatest field that differs chooses the pattern; when no field that is shown differs,
one date is given. Rule: Unicode TR 35 part 4, interval formats.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from generator.localisation.cldr import store
from generator.localisation.dates import Manner, Moment, moment, write
from generator.localisation.skeletons import Pattern, Token, best, tokens

_DIFFERENT: Final = 0x1000
_TEXT_AND_NUMBER: Final = 0x100
# Fields that may differ, greatest first, and the letters that show them.
_FIELDS: Final = (("y", "y"), ("M", "ML"), ("d", "dEec"), ("a", "hKa"), ("H", "hHkK"), ("m", "m"))


def interval(
    manner: Manner, start: dt.date | dt.datetime, end: dt.date | dt.datetime, skeleton: str
) -> str:
    """The span from ``start`` to ``end`` showing the fields of ``skeleton``."""
    first, second = moment(start, manner.calendar), moment(end, manner.calendar)
    field = _differing(first, second, skeleton)
    if field is None:
        return write(manner, best(manner.locale, skeleton), first)
    split = _pattern(manner.locale, skeleton, field)
    if split is None:
        return _fallback(manner, first, second, skeleton)
    whole = split.before + split.after
    return write(manner, split.before, first, whole) + write(manner, split.after, second, whole)


def _differing(first: Moment, second: Moment, skeleton: str) -> str | None:
    """The greatest field that differs and that matters for what is shown."""
    letters = {letter for letter, width in tokens(skeleton) if width}
    values = {
        "y": (first.day.year, second.day.year),
        "M": (first.day.month, second.day.month),
        "d": (first.day.day, second.day.day),
        "a": (first.hour // 12, second.hour // 12),
        "H": (first.hour, second.hour),
        "m": (first.minute, second.minute),
    }
    smallest = max(
        (place for place, (_, shown) in enumerate(_FIELDS) if letters & set(shown)), default=-1
    )
    if letters & set("Qq") and smallest < 1:
        smallest = 1
    for place, (field, _) in enumerate(_FIELDS):
        if place > smallest:
            return None
        if values[field][0] != values[field][1]:
            if field == "a" and not letters & set("hK"):
                continue
            return field
    return None


@dataclass(frozen=True, slots=True)
class _Split:
    """An interval pattern, parted where its fields begin again."""

    before: Pattern
    after: Pattern


@cache
def _pattern(locale: str, skeleton: str, field: str) -> _Split | None:
    for asked in (skeleton, f"{field}{skeleton}"):
        if field not in asked and asked == skeleton and field in "yMd":
            continue
        found = _nearest(locale, asked)
        if found is None:
            continue
        offered, patterns = found
        chosen = patterns.get(field) or (patterns.get("h") if field in "aH" else None)
        if chosen:
            return _parted(_widened(tokens(chosen), asked, offered))
    return None


def _nearest(locale: str, skeleton: str) -> tuple[str, Mapping[str, str]] | None:
    table = store.topic(locale, "dates")["intervals"]
    if skeleton in table:
        return skeleton, table[skeleton]
    wanted = _widths(skeleton)
    nearest = min(table, key=lambda offered: _distance(wanted, _widths(offered)), default=None)
    if nearest is None or _distance(wanted, _widths(nearest)) >= _DIFFERENT:
        return None
    return nearest, table[nearest]


def _widths(skeleton: str) -> dict[str, int]:
    return {
        ("M" if letter == "L" else letter): width for letter, width in tokens(skeleton) if width
    }


def _distance(wanted: Mapping[str, int], offered: Mapping[str, int]) -> int:
    total = 0
    for letter in wanted.keys() | offered.keys():
        if letter not in wanted or letter not in offered:
            total += _DIFFERENT
        elif letter == "M" and (wanted[letter] < 3) != (offered[letter] < 3):
            total += _TEXT_AND_NUMBER
        else:
            total += abs(wanted[letter] - offered[letter])
    return total


def _widened(pattern: Pattern, wanted: str, offered: str) -> Pattern:
    """The pattern with text fields as wide as asked for; "E" is as wide as "EEE"."""
    asked, had = _widths(wanted), _widths(offered)

    def resized(token: Token) -> Token:
        letter, width = token
        name = {"L": "M", "c": "E"}.get(letter, letter)
        if not width or name not in had or name not in asked:
            return token
        same = had[name] == width or (name == "E" and max(had[name], 3) == max(width, 3))
        return (letter, asked[name]) if same and asked[name] > had[name] else token

    return tuple(resized(token) for token in pattern)


def _parted(pattern: Pattern) -> _Split:
    seen: set[str] = set()
    for place, (letter, width) in enumerate(pattern):
        name = {"L": "M", "c": "E"}.get(letter, letter)
        if width and name in seen:
            return _Split(pattern[:place], pattern[place:])
        if width:
            seen.add(name)
    return _Split(pattern, ())


def _fallback(manner: Manner, first: Moment, second: Moment, skeleton: str) -> str:
    glue: str = store.topic(manner.locale, "dates")["interval_fallback"]
    days = (first.day, second.day)
    letters = {letter for letter, width in tokens(skeleton) if width}
    if days[0] != days[1] and not letters & set("yMLd"):
        skeleton = f"yMd{skeleton}"
    pattern = best(manner.locale, skeleton)
    parts = [write(manner, pattern, value) for value in (first, second)]
    return glue.replace("{0}", parts[0]).replace("{1}", parts[1])
