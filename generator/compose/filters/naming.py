"""Names of people, bodies, countries, languages and terms."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from generator.compose.composer import Composer
from generator.compose.filters.agreement import agreement
from generator.compose.filters.calls import identifier
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.names import (
    area_name,
    capital_of,
    capitalised,
    english_name,
    figure_name,
    foreign,
    house_words,
    name_of,
    person_of,
    person_title,
    term_text,
    told,
)
from generator.compose.names import subject_name as own_subject
from generator.compose.views import Entry, Series, chosen_of
from generator.document.walk import plain
from generator.localisation import names as locale_names
from generator.localisation.agreement import Agreement
from generator.problems import Severity, Where


def name(c: Composer, given: Entry | Series | str) -> Markup:
    """The name of a person, body or country by id; of a fact, what it measures."""
    if isinstance(given, Series):
        given = given.newest
    if isinstance(given, Entry):
        return c.put(*figure_name(c, chosen_of(given).fact))
    return c.put(*name_of(c, identifier(given, "name")))


def subject_name(c: Composer) -> Markup:
    """What the brief is about: its country, or what its countries are called together."""
    return c.put(c.text(own_subject(c)))


def title(c: Composer, given: str, *, inside: bool = False) -> Markup:
    """What a person is, in the reader's language.

    inside  it stands behind the name and not alone: languages that write "ministre" there with a
            small letter keep it.
    """
    words = person_title(c, person_of(c, identifier(given, "title")))
    return c.put(*(words if inside else capitalised(words)))


def formal_name(c: Composer, given: str, tag: str | None = None) -> Markup:
    """The formal name of a country, also in another language; nothing when there is none."""
    area = c.base.areas.get(identifier(given, "formal_name"))
    if area is None:
        return Markup("")
    if tag is None or tag == c.language:
        return c.put(*told(c, area.formal_name))
    text = area.formal_name.get(tag)
    return c.put(foreign(c, text, tag)) if text else Markup("")


def capital(c: Composer, given: str) -> Markup:
    """The capital of a country, as the house names it; a disputed one is told."""
    area = c.base.areas.get(identifier(given, "capital"))
    if area is None:
        return Markup("")
    names = capital_of(c, area)
    words = told(c, names)
    if words and area.contested_capital:
        decided = c.language in c.house.capitals.get(area.id, {})
        code = "capital-contested" if decided else "capital-undecided"
        severity = Severity.NOTICE if decided else Severity.WARNING
        values = {"area": area.id, "capital": plain(words), "house": c.house.name}
        where = Where(record=c.brief.number)
        c.findings.add(code, where, severity=severity, language=english_name(c.language), **values)
    return c.put(*words)


def names_capital(c: Composer, given: str) -> bool:
    """Whether the house has the capital of a country printed, where it is known."""
    chosen = c.house.capitals.get(identifier(given, "names_capital"))
    return chosen is None or bool(chosen)


def in_area(c: Composer, area: str) -> Markup:
    """ "in Iraq", "en Irak", "في العراق"."""
    given = _given(c, area, "located")
    return c.put(c.text(given or c.localiser.area_in(area, area_name(c, area))))


def of_area(c: Composer, area: str) -> Markup:
    """ "of Iraq", "de l’Irak"."""
    return c.put(c.text(_of_area(c, area)))


def currencies(c: Composer, given: str) -> Markup:
    """The currencies of a country, as its naming source has them; nothing where none has."""
    area = c.base.areas.get(identifier(given, "currencies"))
    named = [c.localiser.currency_name(code) for code in area.currencies] if area else []
    return c.put(c.text(c.localiser.list(named))) if named else Markup("")


def _of_area(c: Composer, area: str) -> str:
    return _given(c, area, "owned") or c.localiser.area_of(area, area_name(c, area))


def _given(c: Composer, code: str, form: str) -> str | None:
    """The name with its preposition as the naming source gives it.

    A name that the house itself writes stands before it: the two would be of different names.
    """
    area = c.base.areas.get(code)
    if area is None or c.language in c.house.areas.get(code, {}):
        return None
    texts: Mapping[str, str] = getattr(area, form)
    text = texts.get(c.language)
    return house_words(c, text) if text else None


def adjective(
    c: Composer,
    area: str,
    *,
    gender: str = "masculine",
    plural: bool = False,
    definite: bool = False,
    **languages: str,
) -> Markup:
    """ "Iraqi", "irakiennes", "العراقية", in the house's form.

    languages  what agrees otherwise in one of them: ``ar="feminine definite"``.

    Where the language has no adjective for the country, "of the country" is printed and the
    officer is told, because not every sentence bears it.
    """
    wanted = agreement(c.language, gender, plural, definite, languages)
    found = _adjective(c, area, wanted)
    if found is None:
        found = _of_area(c, area)
        c.findings.add(
            "adjective-missing",
            Where(record=area),
            severity=Severity.WARNING,
            area=area,
            language=english_name(c.language),
            text=found,
        )
        return c.put(c.text(found))
    return c.put(c.text(house_words(c, found)))


def has_adjective(c: Composer, area: str) -> bool:
    """Whether the document's language has an adjective for the country."""
    return _adjective(c, area, Agreement()) is not None


def _adjective(c: Composer, given: str, wanted: Agreement) -> str | None:
    area = identifier(given, "adjective")
    if area not in c.base.areas and locale_names.alpha2(area) is None:
        hint = near_miss(area.upper(), c.base.areas)
        raise Mistake("template-entity-missing", name=area, hint=hint)
    return c.localiser.area_adjective(
        area,
        gender=wanted.gender,
        plural=wanted.plural,
        definite=wanted.definite,
        case=wanted.case,
    )


def term(c: Composer, given: str) -> Markup:
    """A term in the form this house uses."""
    return c.put(*term_text(c, identifier(given, "term")))


def language(c: Composer, tag: str) -> Markup:
    """The name of a language by its tag; that of a country in it has the house's form."""
    told_name = c.localiser.language_name(identifier(tag, "language"))
    return c.put(c.text(house_words(c, told_name)))
