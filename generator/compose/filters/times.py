"""Dates, periods and ages."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal, TypeAlias

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.environment import type_word
from generator.compose.filters.calls import fact_of
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.values import (
    SINCE,
    date_of,
    dated_parts,
    exact_moment,
    exact_period,
    moment_text,
    tied,
    withheld_period,
)
from generator.compose.views import Entry, chosen_of
from generator.facts import slots
from generator.facts.model import EdtfDate, Period
from generator.selection.model import Tense

DateStyle: TypeAlias = Literal["long", "full", "medium", "short"]
_START: Final = frozenset({"from", "period"})
_DATE_STYLES: Final[tuple[DateStyle, ...]] = ("long", "full", "medium", "short")


def date(c: Composer, given: Entry | EdtfDate | dt.date, *, style: DateStyle = "long") -> Markup:
    """A date at its own precision; of a fact, when it happened or applies."""
    if style not in _DATE_STYLES:
        hint, known = near_miss(style, _DATE_STYLES), ", ".join(_DATE_STYLES)
        raise Mistake("template-choice", name="style", given=style, hint=hint, known=known)
    if isinstance(given, Entry):
        chosen = chosen_of(given)
        if "period" in chosen.withheld:
            return c.put(*withheld_period(c))
        found = date_of(chosen)
        if found is None:
            return period(c, given)
        text = c.localiser.date(found, style=style)
        return c.put(tied(c, text, chosen.fact, found.text, "time"))
    if isinstance(given, EdtfDate | dt.date):
        return c.put(c.text(c.localiser.date(given, style=style)))
    expected = "a date or a fact"
    raise Mistake("template-argument", name="date", given=type_word(given), expected=expected)


def own_date(c: Composer, fact: Entry) -> Markup:
    """The date that the fact's own source gives, also where sources disagree."""
    known = chosen_of(fact_of(fact, "own_date")).fact
    found = known.moment.date
    if found is None:
        return period(c, fact)
    return c.put(tied(c, c.localiser.date(found), known, found.text, "time"))


def period(c: Composer, given: Entry | Period) -> Markup:
    """From when to when; of a fact, its own period, else its date."""
    if isinstance(given, Period):
        return c.put(c.text(c.localiser.period(given)))
    chosen = chosen_of(fact_of(given, "period"))
    if "period" in chosen.withheld:
        return c.put(*withheld_period(c))
    text = moment_text(c.localiser, chosen)
    if not text:
        return Markup("")
    return c.put(tied(c, text, chosen.fact, exact_moment(chosen.fact), "time"))


def since(c: Composer, fact: Entry) -> Markup:
    """ "since …": the start of what the fact states, when it is known."""
    chosen = chosen_of(fact_of(fact, "since"))
    span = chosen.fact.validity.period or chosen.fact.moment.period
    if not span or span.start is None:
        return Markup("")
    shown = tied(c, c.localiser.date(span.start), chosen.fact, span.start.text, "time")
    return c.put(*dated_parts(c, SINCE, span.start, shown))


def says_start(c: Composer, fact: Entry) -> bool:
    """Whether the statement itself says since when, in every language that has it."""
    chosen = chosen_of(fact_of(fact, "says_start"))
    known = chosen.fact
    start = (known.validity.period or slots.span(known)).start
    if start is None or slots.span(known).start != start:
        return False
    past = chosen.tense is Tense.PAST
    texts = [text.past if past and text.past else text.forms for text in known.text.values()]
    forms = (form for some in texts for form in some.values())
    return bool(texts) and all(_START & {*slots.used(form)} for form in forms)


def validity(c: Composer, fact: Entry) -> Markup:
    """From when to when the statement holds."""
    chosen = chosen_of(fact_of(fact, "validity"))
    span = chosen.fact.validity.period
    if not span:
        return Markup("")
    text = c.localiser.period(span)
    return c.put(tied(c, text, chosen.fact, exact_period(span), "time"))


def age(c: Composer, fact: Entry) -> Markup:
    """How old a fact is at the brief's date: "3 years"."""
    chosen = chosen_of(fact_of(fact, "age"))
    if chosen.age_days is None:
        return Markup("")
    c.day()  # the age grows with it
    text = c.localiser.age(chosen.age_days)
    return c.put(tied(c, text, chosen.fact, f"P{chosen.age_days}D", "data"))
