"""What belongs to an item: days up to its deadline, and how words are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from generator.compose.composer import Composer
from generator.compose.environment import type_word
from generator.compose.filters.calls import fact_of
from generator.compose.mistakes import Mistake
from generator.compose.values import date_of
from generator.compose.views import Entry, chosen_of
from generator.facts.model import EdtfDate
from generator.selection.texts import original_language as original_of
from generator.selection.texts import text_for


def days_left(c: Composer, given: Entry | EdtfDate | dt.date) -> int:
    """Days from the day of the brief to a date, its last day; 0 when that day has passed."""
    left = max(_distance(c, given, "days_left"), 0)
    if left:
        c.day()  # what is over stays over
    return left


def days_over(c: Composer, given: Entry | EdtfDate | dt.date) -> int:
    """Days since the last day of a date; 0 when that day has not passed."""
    c.day()
    return max(-_distance(c, given, "days_over"), 0)


def _distance(c: Composer, given: Entry | EdtfDate | dt.date, name: str) -> int:
    day = _day_of(given, name) if isinstance(given, Entry) else given
    last = day.last if isinstance(day, EdtfDate) else day
    if not isinstance(last, dt.date):
        expected = "a date or a fact"
        raise Mistake("template-argument", name=name, given=type_word(given), expected=expected)
    return (last - c.brief.as_of).days


def _day_of(entry: Entry, name: str) -> EdtfDate:
    chosen = chosen_of(entry)
    period = chosen.fact.moment.period
    found = date_of(chosen) or (period.end if period else None)
    if found is None:
        given, expected = "a fact without a date", "a fact with one (dated = true in the need)"
        raise Mistake("template-argument", name=name, given=given, expected=expected)
    return found


def people_of(c: Composer, *groups: Iterable[Entry]) -> tuple[str, ...]:
    """The ids of all persons whom some facts name, each once, in the order of the facts."""
    named = (person for facts in groups for f in facts for person in fact_of(f, "people_of").people)
    return tuple(dict.fromkeys(named))


def original_language(c: Composer, fact: Entry) -> str:
    """The language a statement was first made in, when what prints is a translation of it.

    "" when the statement prints in its own language, or nothing is known of it.
    """
    chosen = chosen_of(fact_of(fact, "original_language"))
    original = original_of(chosen.fact)
    found = text_for(chosen.fact, c.tag, c.policy, chosen.tense)
    if original is None or found.language is None or found.language == original:
        return ""
    return original
