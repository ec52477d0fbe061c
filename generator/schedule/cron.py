"""Reads cron's five fields: minute, hour, day of the month, month, day of the week."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from generator.schedule.rule import MONTHS, Days
from generator.schedule.trouble import ScheduleError

_FIELDS: Final = 5
_MONTH_NAMES: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_DAY_NAMES: Final = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
_PART: Final = re.compile(r"(\*|\?|([0-9a-z]+)(?:-([0-9a-z]+))?)(?:/(\d+))?")
_FIRST: Final = re.compile(r"[*?\d][\d*,/?-]*")


@dataclass(frozen=True, slots=True)
class _Field:
    """One of the five: what it may hold."""

    name: str
    least: int
    most: int
    names: tuple[str, ...] = ()

    def number(self, text: str) -> int:
        """A number, or a name that stands for one."""
        if text in self.names:
            return self.names.index(text) + self.least
        if not text.isdecimal() or not self.least <= int(text) <= self.most:
            limits = f"{self.least} to {self.most}"
            raise ScheduleError("time", f"the {self.name} is “{text}”; it can be {limits}")
        return int(text)

    def numbers(self, text: str) -> frozenset[int]:
        """All numbers of lists, ranges and steps."""
        found: set[int] = set()
        for part in text.split(","):
            match = _PART.fullmatch(part)
            if match is None:
                raise ScheduleError("time", f"the {self.name} “{text}” is not understood")
            first, last = self.least, self.most
            if match[2]:
                first = self.number(match[2])
                last = self.number(match[3]) if match[3] else (self.most if match[4] else first)
            step = int(match[4]) if match[4] else 1
            if last < first or step < 1:
                raise ScheduleError("time", f"the {self.name} “{part}” runs backwards or nowhere")
            found.update(range(first, last + 1, step))
        return frozenset(found)


_MINUTE: Final = _Field("minute", 0, 59)
_HOUR: Final = _Field("hour", 0, 23)
_NUMBER: Final = _Field("day of the month", 1, 31)
_MONTH: Final = _Field("month", 1, 12, tuple(_MONTH_NAMES))
_WEEKDAY: Final = _Field("day of the week", 0, 7, tuple(_DAY_NAMES))


def looks_like_cron(words: list[str]) -> bool:
    """Whether some words are meant as cron's fields and not as a day and a time."""
    if words and words[0].startswith("@"):
        return True
    return len(words) >= 2 and all(_FIRST.fullmatch(word) for word in words[:2])


def cron_times(words: list[str]) -> tuple[Days, tuple[dt.time, ...]]:
    """The days and times of the clock of five fields. Raises ``ScheduleError``.

    A day of the month and a day of the week that are both given mean a day that is one or
    the other, as in cron.
    """
    if len(words) != _FIELDS:
        reason = "cron has five fields: minute, hour, day of the month, month, day of the week"
        raise ScheduleError("time", reason, " “0 6 * * 1-5” is 06:00 on weekdays.")
    minute, hour, number, month, weekday = (word.casefold() for word in words)
    numbers, weekdays = _NUMBER.numbers(number), _WEEKDAY.numbers(weekday)
    any_number, any_weekday = number[0] in "*?", weekday[0] in "*?"
    days = Days(
        months=_MONTH.numbers(month) & MONTHS,
        numbers=None if number in ("*", "?") else numbers,
        weekdays=None if weekday in ("*", "?") else frozenset((day + 6) % 7 for day in weekdays),
        either=not any_number and not any_weekday,
    )
    hours, minutes = sorted(_HOUR.numbers(hour)), sorted(_MINUTE.numbers(minute))
    return days, tuple(dt.time(h, m) for h in hours for m in minutes)
