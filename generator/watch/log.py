"""What the watcher says while it works: one line for each event, for people or as JSON.

A line holds names of orders, files and sources, ids of facts, and the words of problems,
which name facts above the lowest marking by id alone. No text and no value of a fact is put
into it here.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TextIO

from generator.problems import Problem

MOST: Final = 5
"""Names in one line; the others are counted."""


@dataclass(frozen=True, slots=True)
class Log:
    """Writes events. ``clock`` gives the moment in UTC."""

    out: TextIO
    clock: Callable[[], dt.datetime]
    as_json: bool = False

    def say(self, event: str, words: str, **values: object) -> None:
        """Write one event: its kind, its words, and its values for machines."""
        now = self.clock()
        if self.as_json:
            at = now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"
            line = json.dumps({"at": at, "event": event, "words": words, **values}, default=str)
        else:
            line = f"{now.astimezone():%Y-%m-%d %H:%M:%S}  {one_line(words)}"
        try:
            self.out.write(f"{line}\n")
            self.out.flush()
        except (OSError, ValueError):
            return  # nobody listens any more; the work goes on

    def problem(self, problem: Problem, **about: object) -> None:
        """Write what refused something: words, place and code."""
        place = str(problem.where)
        words = f"{problem.what}{f' Where: {place}.' if place else ''} [{problem.code}]"
        self.say("problem", words, **about, **problem.as_json())


def one_line(text: str) -> str:
    """``text`` without control and override characters, on one line: one event stays one."""
    shown = (" " if char in "\n\t\r\u2028\u2029" else char for char in text)
    return "".join(
        char
        for char in shown
        if unicodedata.category(char) not in {"Cc", "Cs"} and not "\u202a" <= char <= "\u202e"
    )


def listed(names: Iterable[str], most: int = MOST) -> str:
    """Some names, and how many more there are.

    >>> listed(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    found = list(names)
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more
