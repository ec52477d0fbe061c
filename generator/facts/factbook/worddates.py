"""Dates that are themselves the value: of independence, of elections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.facts.dates import parse_edtf, parse_interval
from generator.facts.factbook.amounts import parts_of, segments_of
from generator.facts.factbook.asof import day_in_words
from generator.facts.factbook.reasons import NotUnderstoodError, Reason
from generator.facts.model import EdtfDate, Period
from generator.facts.refused import RefusedError

_SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_DAYS: Final = re.compile(r"([0-9]{1,2})\s?[-\u2013]\s?([0-9]{1,2}) ([A-Za-z]+ [0-9]{4})")
_RUNOFF: Final = re.compile(
    r"(.*?),? (with (?:a |the )?(?:runoff|second round)\b.*)", re.IGNORECASE | re.DOTALL
)
_BOUNDS: Final = re.compile(r"(?:by|before|after|no later than|not before|until)\b", re.IGNORECASE)
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class WordDate:
    """A date or a span of days; ``remark`` is what brackets say of it."""

    date: EdtfDate | None = None
    period: Period | None = None
    remark: str = ""

    @property
    def text(self) -> str:
        """The EDTF form."""
        if self.date is not None:
            return self.date.text
        period = self.period or Period()
        return "/".join(end.text if end else ".." for end in (period.start, period.end))


def read_date(text: str) -> WordDate:
    """The one date that a plain text gives.

    >>> read_date("2 December 1971 (from the UK)").text
    '1971-12-02'

    Numbers with strokes are month, day and year, as the Factbook writes them: a first
    number above twelve is refused, never turned round.

    Raises ``NotUnderstoodError`` unless every word has its place.
    """
    if len(text) > _LONGEST:
        raise NotUnderstoodError(Reason.LONG)
    segments = segments_of(text)
    if not segments:
        raise NotUnderstoodError(Reason.EMPTY)
    if len(segments) > 1:
        raise NotUnderstoodError(Reason.SEVERAL, segments[1])
    parts = parts_of(segments[0])
    plain = " ".join(part.text for part in parts if not part.bracketed).strip(" ,")
    remarks = [part.text for part in parts if part.bracketed]
    if runoff := _RUNOFF.fullmatch(plain):
        plain = runoff[1]
        remarks.append(runoff[2])
    if _BOUNDS.match(plain):
        raise NotUnderstoodError(Reason.BOUND, plain)
    try:
        when = _one(plain) or _span(plain)
    except RefusedError as error:
        raise NotUnderstoodError(Reason.DATE_FORM, plain) from error
    if when is None:
        raise NotUnderstoodError(Reason.DATE_FORM, plain)
    remark = "; ".join(remarks)
    if isinstance(when, EdtfDate):
        return WordDate(when, None, remark)
    return WordDate(None, when, remark)


def _one(text: str) -> EdtfDate | None:
    if found := _SLASHED.fullmatch(text):
        month, day, year = found.groups()
        return parse_edtf(f"{year}-{int(month):02}-{int(day):02}")
    return day_in_words(text)


def _span(text: str) -> Period | None:
    if found := _DAYS.fullmatch(text):
        first, last = (day_in_words(f"{found[n]} {found[3]}") for n in (1, 2))
    elif " to " in text:
        head, _, rest = text.partition(" to ")
        first, last = _one(head.strip()), _one(rest.strip())
    else:
        return None
    if first is None or last is None:
        return None
    return parse_interval(f"{first.text}/{last.text}")
