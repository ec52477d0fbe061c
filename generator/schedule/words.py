"""Reads a time as an officer writes it: "weekdays 06:00", "Mon, Wed and Fri 07:30", also cron."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Final

from generator.schedule.cron import cron_times, looks_like_cron
from generator.schedule.moments import zone_of
from generator.schedule.rule import LAST, Days, Rule
from generator.schedule.trouble import ScheduleError, near_zone

WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue", "tues"),
            ("wednesday", "wed"),
            ("thursday", "thu", "thur", "thurs"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in (*names, f"{names[0]}s")
}
_GROUPS: Final = {
    "daily": frozenset(range(7)),
    "day": frozenset(range(7)),
    "weekdays": frozenset(range(5)),
    "weekday": frozenset(range(5)),
    "weekends": frozenset((5, 6)),
    "weekend": frozenset((5, 6)),
}
_TURNS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": LAST}
_TURN_OF: Final = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, **_TURNS}
_NUMBER: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_HALF_DAY: Final = re.compile(r"(\d{1,2})(?::(\d{2}))?(am|pm|a\.m\.|p\.m\.)?")
_SPLIT: Final = re.compile(r"[\s,]+|(?<=[A-Za-z])[-–](?=[A-Za-z])")
_ZONE: Final = re.compile(r"[A-Za-z_]+/")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_KNOWN: Final = (*WEEKDAYS, *_GROUPS, *_TURNS, "month", "every", "of", "and", "to")


def read_rule(text: str, zone: str | None) -> Rule:
    """A time as it is written. A zone behind it counts before ``zone``.

    Raises ``ScheduleError``: it is not understood, never comes, or no zone is known.
    """
    words, own = _without_zone(text)
    name = own or zone
    if name is None:
        raise ScheduleError("no-zone")
    if looks_like_cron(words):
        days, clocks = cron_times(words)
    else:
        days, clocks = _days_and_clocks(words)
    if not days.ever():
        raise ScheduleError("never", "no calendar has such a day")
    return Rule(text, days, clocks, name)


def _without_zone(text: str) -> tuple[list[str], str | None]:
    """The words of a time, and the zone that stands behind them."""
    words = text.split()
    last = words[-1] if words else ""
    if last != "UTC" and not _ZONE.match(last):
        return words, None
    if zone_of(last) is None:
        raise ScheduleError("zone", last, near_zone(last))
    return words[:-1], last


def _days_and_clocks(words: list[str]) -> tuple[Days, tuple[dt.time, ...]]:
    parts = _parts(" ".join(words))
    at = next((n for n, part in enumerate(parts) if _CLOCK.fullmatch(part)), None)
    if at is None:
        raise _without_clock(parts)
    clocks, rest = _clocks(parts[at:])
    if rest:
        hint = _half_day(parts[at], rest) or near_zone(rest[0])
        raise ScheduleError("time", f"“{_short(rest[0])}” stands behind the time", hint)
    days = [part for part in parts[:at] if part not in ("at", "on", "the", "every", "each")]
    if not days and "every" not in parts[:at]:
        raise ScheduleError("time", "it does not say on which days", " Write “daily 06:00”.")
    return _days(days), clocks


def _parts(text: str) -> list[str]:
    """The words in small letters; “Monday-Friday” becomes “monday to friday”."""
    ranged = re.sub(r"(?<=[A-Za-z])\s*[-–]\s*(?=[A-Za-z])", " to ", text)
    return [part for part in _SPLIT.split(ranged.casefold()) if part]


def _clocks(parts: list[str]) -> tuple[tuple[dt.time, ...], list[str]]:
    """Times of the clock at the beginning of some words, and the words behind them."""
    found: set[dt.time] = set()
    for number, part in enumerate(parts):
        if part == "and":
            continue
        match = _CLOCK.fullmatch(part)
        if match is None:
            return tuple(sorted(found)), parts[number:]
        found.add(read_clock(part))
    return tuple(sorted(found)), []


def read_clock(text: str) -> dt.time:
    """“06:30” as a time of the clock. Raises ``ScheduleError``."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ScheduleError("time", f"“{text}” is not a time of the clock", " Write it as 06:30.")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if (hour, minute) == (24, 0):
        raise ScheduleError("time", "clocks do not show 24:00", " Write 00:00 of the next day.")
    if hour > 23 or minute > 59 or second:
        reason = f"clocks do not show “{text}” (hours 00 to 23, minutes 00 to 59, no seconds)"
        raise ScheduleError("time", reason)
    return dt.time(hour, minute)


def _without_clock(parts: list[str]) -> ScheduleError:
    for number, part in enumerate(parts):
        if part in ("noon", "midnight"):
            clock = "12:00" if part == "noon" else "00:00"
            return ScheduleError("time", "it has no time of the clock", f" Write {clock}.")
        match = _HALF_DAY.fullmatch(part)
        if match and (match[2] or match[3] or parts[number + 1 : number + 2] in (["am"], ["pm"])):
            hint = _half_day(part, parts[number + 1 :])
            return ScheduleError("time", "it has no time of the clock", hint)
    return ScheduleError("time", "it has no time of the clock", " Write “weekdays 06:00”.")


def _half_day(clock: str, rest: list[str]) -> str:
    """What to write for “6:30 pm”; "" when it is something else."""
    match = _HALF_DAY.fullmatch(clock)
    half = (match[3] if match else None) or (rest[0] if rest else "")
    half = half.replace(".", "")
    if match is None or half not in ("am", "pm") or not 1 <= int(match[1]) <= 12:
        return ""
    hour = int(match[1]) % 12 + (12 if half == "pm" else 0)
    return f" Write {hour:02d}:{match[2] or '00'}."


def _days(parts: list[str]) -> Days:
    """The days that some words name."""
    if len(parts) == 1 and _DATE.fullmatch(parts[0]):
        return Days(date=_date(parts[0]))
    if "month" in parts:
        return _of_month(parts)
    found: set[int] = set()
    words = [part for part in parts if part != "and"]
    at = 0
    while at < len(words):
        group = _group(words[at])
        if words[at + 1 : at + 2] == ["to"] and at + 2 < len(words):
            first, last = min(group), min(_group(words[at + 2]))
            if len(group) > 1:
                raise _unknown(words[at])
            group = frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
            at += 2
        found |= group
        at += 1
    return Days(weekdays=None if len(found) in (0, 7) else frozenset(found))


def _group(word: str) -> frozenset[int]:
    if word in _GROUPS:
        return _GROUPS[word]
    if word in WEEKDAYS:
        return frozenset((WEEKDAYS[word],))
    raise _unknown(word)


def _of_month(parts: list[str]) -> Days:
    """“1st and 15th of month”, “last day of month”, “first Monday of the month”."""
    words = [part for part in parts if part not in ("of", "and", "month")]
    numbers: set[int] = set()
    turns: set[tuple[int, int]] = set()
    last = False
    at = 0
    while at < len(words):
        word, behind = words[at], words[at + 1] if at + 1 < len(words) else ""
        number = _NUMBER.fullmatch(word)
        if word in _TURN_OF and behind in WEEKDAYS:
            turns.add((_TURN_OF[word], WEEKDAYS[behind]))
            at += 1
        elif word == "last" and behind in ("", "day"):
            last = True
            at += 1 if behind else 0
        elif number and 1 <= int(number[1]) <= 31:
            numbers.add(int(number[1]))
            at += 1 if behind == "day" else 0
        elif word == "first" and behind == "day":
            numbers.add(1)
            at += 1
        elif number:
            raise ScheduleError("never", f"no month has a day {int(number[1])}")
        else:
            raise _unknown(word)
        at += 1
    if not (numbers or turns or last):
        raise ScheduleError(
            "time", "it does not say which day of the month", " Write “1st of month”."
        )
    return Days(numbers=frozenset(numbers) or None, turns=frozenset(turns), last=last)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ScheduleError("never", f"there is no day {text}") from None


def _unknown(word: str) -> ScheduleError:
    return ScheduleError("time", f"“{_short(word)}” is not understood", _near(word, _KNOWN))


def _near(word: str, known: Collection[str]) -> str:
    import difflib

    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f" Did you mean “{found[0]}”?" if found else ""


def _short(word: str) -> str:
    clean = "".join(c if c.isprintable() else "?" for c in word)
    return clean if len(clean) <= 40 else clean[:39] + "…"
