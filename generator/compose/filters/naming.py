"""Names of people, bodies, countries, languages and terms."""

from __future__ import annotations

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.filters.calls import identifier
from generator.compose.names import (
    area_name,
    capitalised,
    foreign,
    in_language,
    name_of,
    person_of,
    person_title,
    term_text,
)
from generator.compose.views import Entry, Series, chosen_of


def name(c: Composer, given: Entry | Series | str) -> Markup:
    """The name of a person, body or country by id; of a fact, what it measures."""
    if isinstance(given, Series):
        given = given.newest
    if isinstance(given, Entry):
        fact = chosen_of(given).fact
        return c.put(*(in_language(c, fact.name) or (c.text(fact.indicator or fact.id),)))
    return c.put(*name_of(c, identifier(given, "name")))


def title(c: Composer, given: str) -> Markup:
    """What a person is, in the reader's language."""
    return c.put(*capitalised(person_title(c, person_of(c, identifier(given, "title")))))


def formal_name(c: Composer, given: str, tag: str | None = None) -> Markup:
    """The formal name of a country, also in another language; nothing when there is none."""
    area = c.base.areas.get(identifier(given, "formal_name"))
    if area is None:
        return Markup("")
    if tag is None or tag == c.language:
        return c.put(*in_language(c, area.formal_name))
    text = area.formal_name.get(tag)
    return c.put(foreign(c, text, tag)) if text else Markup("")


def capital(c: Composer, given: str) -> Markup:
    """The capital of a country."""
    area = c.base.areas.get(identifier(given, "capital"))
    return c.put(*in_language(c, area.capital)) if area else Markup("")


def in_area(c: Composer, area: str) -> Markup:
    """ "in Iraq", "en Irak", "في العراق"."""
    return c.put(c.text(c.localiser.area_in(area, area_name(c, area))))


def of_area(c: Composer, area: str) -> Markup:
    """ "of Iraq", "de l’Irak"."""
    return c.put(c.text(c.localiser.area_of(area, area_name(c, area))))


def term(c: Composer, given: str) -> Markup:
    """A term in the form this house uses."""
    return c.put(*term_text(c, identifier(given, "term")))


def language(c: Composer, tag: str) -> Markup:
    """The name of a language by its tag."""
    return c.put(c.text(c.localiser.language_name(identifier(tag, "language"))))
