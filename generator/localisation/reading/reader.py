"""One locale's reader: whether a value's text is right, and what a running text says."""

from __future__ import annotations

import re
from typing import Final

from generator.localisation.pseudo import DIRECTIONS as PSEUDO
from generator.localisation.reading import agreement, running
from generator.localisation.reading.names import Known, known
from generator.localisation.reading.plain import UNSPACED, small
from generator.localisation.reading.tokens import Token, readable, tokens
from generator.localisation.reading.words import ordinals

UNSURE: Final = frozenset(
    {
        "ast",
        "bal",
        "blo",
        "bo",
        "br",
        "dyo",
        "dz",
        "eu",
        "gl",
        "hnj",
        "ht",
        "my",
        "syr",
        "tok",
        "wo",
        "yrl",
    }
)
"""Languages of which something that is written is not read back: their values are let pass."""

_BRACKETED: Final = re.compile(r"[(（]([^()（）]*)[)）]")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_EDGE: Final = rf"(?<![^\W\d_{UNSPACED}])"
_PERCENT: Final = frozenset("%٪﹪％")


class Reader:
    """Reads what was written for the readers of one locale.

    tag        the text's language ("ar-IQ"; a bare language where no country is known).
    numbering  the document's numbering system, where it is not the locale's own.
    """

    def __init__(self, tag: str, numbering: str | None = None) -> None:
        self.tag = tag
        self._numbering = numbering
        self._known: Known = known(tag, numbering)

    def agrees(self, text: str, exact: str, *, time: bool = False) -> bool:
        """Whether the printed ``text`` says the exact value, as far as it is shown.

        time  whether it is a date or a span; otherwise a number, bounds or a length.

        >>> Reader("fr-CA").agrees("9–12 février 2022", "2022-02-09/2022-02-12", time=True)
        True
        >>> Reader("fr-CA").agrees("4,2 millions", "4100000")
        False
        """
        if self._known.language in UNSURE or self.tag in PSEUDO:
            return True
        told = readable(self._known, text)
        if agreement.is_length(exact):
            return agreement.length_agrees(self._tokens(told), exact)
        if time and agreement.is_date(exact):
            return self._date(told, exact)
        read = self._tokens(told)
        ratio = not _PERCENT.isdisjoint(told)
        return agreement.number_agrees(read, exact, ratio=ratio, words=self._words(told))

    def said(self, text: str) -> running.Said:
        """The numbers, dates and times that stand in a running text."""
        return running.read(self._known, self.tag, self._numbering, text)

    # ------------------------------------------------------------ parts

    def _tokens(self, told: str) -> list[Token]:
        return tokens(self.tag, self._numbering, told)

    def _words(self, told: str) -> list[int]:
        """Numbers in words: ordinals as printed, and words for powers of ten."""
        said = set(_WORD.findall(small(told)))
        found = [n for word, n in ordinals(self._known.language).items() if word in said]
        for word, power in (*self._known.scales.items(), *self._known.alone.items()):
            if small(word) in said:
                found.append(10**power)
        return found

    def _date(self, told: str, exact: str) -> bool:
        lowered = small(told)
        without = self._without_weekdays(lowered)
        return any(self._day_said(text, exact) for text in dict.fromkeys((lowered, without)))

    def _without_weekdays(self, text: str) -> str:
        """A weekday may hold the short name of a month; some months hold that of a weekday."""
        for day in self._known.weekdays:
            if day in text:
                text = re.sub(rf"{_EDGE}{re.escape(day)}(?![^\W\d_{UNSPACED}])", " ", text)
        return text

    def _day_said(self, text: str, exact: str) -> bool:
        if self._says_date(text, exact):
            return True
        outside, inside = _BRACKETED.sub(" ", text), " ".join(_BRACKETED.findall(text))
        if inside and self._tokens(inside):
            parts = outside, inside
            return any(
                self._says_date(one, exact) and self._in_other_calendar(two, exact)
                for one, two in (parts, parts[::-1])
            )
        return self._in_other_calendar(text, exact)

    def _says_date(self, told: str, exact: str) -> bool:
        read = tokens(self.tag, self._numbering, told, dates=True)
        return agreement.date_agrees(self._known, read, exact)

    def _in_other_calendar(self, told: str, exact: str) -> bool:
        """Whether the text says the day in another calendar that the locale has names for."""
        for calendar, day in agreement.other_calendars(exact):
            read = tokens(self.tag, self._numbering, told, dates=True, calendar=calendar)
            there = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
            if agreement.date_agrees(self._known, read, there):
                return True
        return False
