"""Dates that disagree print at the precision on which they agree."""

from __future__ import annotations

from collections.abc import Iterable

from generator.facts.model import EdtfDate


def compatible(one: EdtfDate, other: EdtfDate) -> bool:
    """True when one date lies within the other: August 2024 and 27 August 2024 agree."""
    return (one.first <= other.first and other.last <= one.last) or (
        other.first <= one.first and one.last <= other.last
    )


def agreed(dates: Iterable[EdtfDate]) -> str | None:
    """The finest EDTF date that all of ``dates`` lie in; None when not even the year agrees.

    >>> from generator.facts.dates import parse_edtf
    >>> agreed([parse_edtf("2024-08-27"), parse_edtf("2024-08-28")])
    '2024-08'
    >>> agreed([parse_edtf("2024-07-31"), parse_edtf("2024-08-01")])
    '2024'
    """
    given = list(dates)
    if not given:
        return None
    first, last = min(d.first for d in given), max(d.last for d in given)
    if first == last:
        return first.isoformat()
    if first.year != last.year:
        return None
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"
