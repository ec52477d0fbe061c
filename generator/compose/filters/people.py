"""What is known of a person beside name and title, and when a meeting is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.filters.calls import fact_of, identifier
from generator.compose.filters.wording import listed
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.names import foreign, house_words, person_of
from generator.compose.views import Entry
from generator.document.tree import Text
from generator.localisation import dates, intervals, zones
from generator.localisation.marks import N_

SCRIPTS: Final = ("latin", "ar")


def name_in(c: Composer, given: str, script: str) -> Markup:
    """A person's name in one script, "latin" or "ar"; nothing when it is not known."""
    if script not in SCRIPTS:
        hint, known = near_miss(script, SCRIPTS), ", ".join(SCRIPTS)
        raise Mistake("template-choice", name="name_in", given=script, hint=hint, known=known)
    text = person_of(c, identifier(given, "name_in")).name.get(script)
    if not text:
        return Markup("")
    if script == "ar":
        return c.put(Text(text) if c.language == "ar" else foreign(c, text, "ar"))
    return c.put(c.text(text))


def pronunciation(c: Composer, given: str) -> Markup:
    """How a name is spoken, for readers of the document's language; nothing when unknown."""
    return _own(c, person_of(c, identifier(given, "pronunciation")).pronunciation.get(c.language))


def form_of_address(c: Composer, given: str) -> Markup:
    """How a person is addressed in the document's language; nothing when unknown."""
    return _own(c, person_of(c, identifier(given, "form_of_address")).address.get(c.language))


def spoken(c: Composer, given: str) -> Markup:
    """The languages that a person speaks, as one enumeration; nothing when unknown."""
    tags = person_of(c, identifier(given, "spoken")).languages
    return listed(c, [c.put(c.text(c.localiser.language_name(tag))) for tag in tags])


def _own(c: Composer, text: str | None) -> Markup:
    return c.put(c.text(house_words(c, text))) if text else Markup("")


def describable(c: Composer, people: Iterable[str]) -> tuple[str, ...]:
    """The persons of whom a biography may be written: nobody who is named in claims."""
    found = (person_of(c, identifier(one, "describable")) for one in people)
    return tuple(dict.fromkeys(person.id for person in found if not person.vulnerable))


def about_person(c: Composer, facts: Iterable[Entry], given: str) -> tuple[Entry, ...]:
    """The facts that name a person."""
    person = person_of(c, identifier(given, "about_person")).id
    return tuple(fact for fact in facts if person in fact_of(fact, "about_person").people)


def meeting_time(c: Composer) -> Markup:
    """From when to when the meeting lasts, and whose clocks say so; nothing when unknown."""
    meeting = c.brief.meeting
    if meeting is None or meeting.begins is None:
        return Markup("")
    begins = meeting.begins
    city = zones.zone_name(c.localiser.numbers, meeting.zone, begins, "city")
    before, after = c.localiser.brackets
    # On the clock of 24 hours, which all languages write alike, as it hangs on the wall there.
    start = begins.replace(tzinfo=None)
    shown = dates.by_skeleton(c.localiser.manner, start, "Hm")
    if meeting.minutes:
        end = start + dt.timedelta(minutes=meeting.minutes)
        shown = intervals.interval(c.localiser.manner, start, end, "Hm")
    clocks = c.message(N_("local time, {city}"), city=c.text(city))
    return c.put(c.text(shown), Text(before), *clocks, Text(after))
