"""Names: of people in the reader's script, of bodies and countries in the house's form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from generator.compose.composer import Composer
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.phrases import body_in_sentence
from generator.compose.terms import Wording, chosen_form, wording
from generator.document.tree import Inline, Span, Text
from generator.document.walk import plain
from generator.facts.model import Area, Fact, Organisation, Person
from generator.localisation.locale import Locale, resolve
from generator.localisation.localiser import Localiser
from generator.localisation.messages import has_catalogue

_AREA: Final = re.compile(r"[A-Z]{3}")
_VERIFIED: Final = frozenset({"in_source", "attested"})


def for_language(texts: Mapping[str, str], language: str) -> tuple[str, str] | None:
    """A text and its language: the wanted one, else English, else any; None when empty."""
    for candidate in (language, "en", *texts):
        text = texts.get(candidate)
        if text:
            return text, candidate
    return None


def in_language(composer: Composer, texts: Mapping[str, str]) -> tuple[Inline, ...]:
    """A text in the document's language, or marked with the language it is in."""
    found = for_language(texts, composer.language)
    if found is None:
        return ()
    text, language = found
    if language == composer.language:
        return (Text(house_words(composer, text)),)
    return (foreign(composer, text, language),)


def bracketed(composer: Composer, remark: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A remark in the brackets of the language, with the space that goes before them."""
    before, after = composer.localiser.brackets
    return (Text(before), *remark, Text(after))


def told(composer: Composer, texts: Mapping[str, str]) -> tuple[Inline, ...]:
    """A text in the document's language; another one says in brackets which it is in."""
    found = for_language(texts, composer.language)
    if found is None or found[1] == composer.language:
        return in_language(composer, texts)
    return (
        *in_language(composer, texts),
        *bracketed(composer, language_remark(composer, found[1])),
    )


def capital_of(composer: Composer, area: Area) -> Mapping[str, str]:
    """The name of a capital by language: the house's, where it has one; {} where it prints none."""
    chosen = composer.house.capitals.get(area.id)
    if chosen is None:
        return area.capital
    return {**area.capital, **chosen} if chosen else {}


def figure_name(composer: Composer, fact: Fact) -> tuple[Inline, ...]:
    """What a figure measures; where its definition is declared to differ, how it does."""
    name = told(composer, fact.name) or (composer.text(fact.indicator or fact.id),)
    difference = composer.base.measures.differences.get(fact.indicator or "")
    return (*name, *bracketed(composer, told(composer, difference))) if difference else name


def language_remark(composer: Composer, language: str) -> tuple[Inline, ...]:
    """ "in French", for a text that stands in another language.

    Without a catalogue the message is English, and so is the name in it.
    """
    spoken = has_catalogue(composer.localiser.locale)
    name = composer.localiser.language_name(language) if spoken else english_name(language)
    return composer.pgettext("language of a text", "in {language}", language=name)


def capitalised(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same with a capital first letter, for the start of a line or cell."""
    first = inlines[0] if inlines else None
    if not isinstance(first, Text) or not first.text[:1].islower():
        return inlines
    return (Text(first.text[:1].upper() + first.text[1:]), *inlines[1:])


def foreign(composer: Composer, text: str, language: str) -> Span:
    """Text in another language, isolated, with its language for those who listen to it."""
    direction = resolve(language)[0].direction
    same = direction == composer.direction
    return Span((Text(text),), language, None if same else direction)


@cache
def english_name(language: str) -> str:
    """The name of a language in the words of problems, which are English."""
    return Localiser(Locale.parse("en")).language_name(language)


def house_words(composer: Composer, text: str) -> str:
    """A text of the document's language with the house's terms and national punctuation."""
    return composer.localiser.punctuate(_wording(composer)(text))


def _wording(composer: Composer) -> Wording:
    areas = composer.selection.request.countries
    return wording(composer.base, composer.house, composer.language, areas)


def area_name(composer: Composer, alpha3: str) -> str:
    """The short name of a country in this house."""
    chosen = composer.house.areas.get(alpha3, {}).get(composer.language)
    if chosen:
        return chosen
    area = composer.base.areas.get(alpha3)
    known = area.name.get(composer.language) if area else None
    name = known or composer.localiser.area_name(alpha3)
    return _wording(composer)(name)


def subject_name(composer: Composer) -> str:
    """What the brief is about: its country, or several as the order or a list names them."""
    group = composer.localiser.fixed(composer.brief.group)
    if group:
        return house_words(composer, group)
    areas = composer.selection.request.countries
    return composer.localiser.list([area_name(composer, area) for area in areas])


def person_name(composer: Composer, person: Person) -> tuple[Inline, ...]:
    """A person's name in the reader's script.

    In Arabic the Latin form stands beside a name whose Arabic form nobody has confirmed.
    Someone whom the source does not name is named by title.
    """
    latin, arabic = person.name.get("latin"), person.name.get("ar")
    if composer.language != "ar":
        if latin:
            return (composer.text(latin),)
        return (foreign(composer, arabic, "ar"),) if arabic else person_title(composer, person)
    if arabic:
        confirmed = person.name_status.get("ar") in _VERIFIED
        if confirmed or not latin:
            return (Text(arabic),)
        return (Text(f"{arabic} ("), Span((Text(latin),), None, "ltr"), Text(")"))
    return (Span((Text(latin),), None, "ltr"),) if latin else person_title(composer, person)


def person_title(composer: Composer, person: Person) -> tuple[Inline, ...]:
    """What a person is, in the reader's language and the person's gender."""
    return told(composer, person.title)


def name_of(composer: Composer, identifier: str) -> tuple[Inline, ...]:
    """The name of a person, body or country by its id; what printed is remembered."""
    found = _name_of(composer, identifier)
    composer.named[identifier] = plain(found)
    return found


def _name_of(composer: Composer, identifier: str) -> tuple[Inline, ...]:
    if _AREA.fullmatch(identifier):
        return (composer.text(area_name(composer, identifier)),)
    person = composer.base.people.get(identifier)
    if person is not None:
        return person_name(composer, person)
    body = composer.base.organisations.get(identifier)
    if body is not None:
        return in_language(composer, body.name)
    known = [*composer.base.people, *composer.base.organisations]
    raise Mistake("template-entity-missing", name=identifier, hint=near_miss(identifier, known))


def person_of(composer: Composer, identifier: str) -> Person:
    """The person with an id; raises ``Mistake`` when there is none."""
    person = composer.base.people.get(identifier)
    if person is None:
        hint = near_miss(identifier, composer.base.people)
        raise Mistake("template-entity-missing", name=identifier, hint=hint)
    return person


def body_phrase(composer: Composer, body: Organisation) -> tuple[Inline, ...]:
    """A body as it stands after "according to"."""
    found = for_language(body.name, composer.language)
    if found is None:
        return ()
    text, language = found
    words: tuple[Inline, ...] = (foreign(composer, text, language),)
    if language == composer.language:
        words = (Text(house_words(composer, body_in_sentence(language, text))),)
    composer.named[body.id] = plain(words)
    return words


def term_text(composer: Composer, name: str) -> tuple[Inline, ...]:
    """A term in the house's form."""
    term = composer.base.terms.get(name)
    if term is None:
        hint = near_miss(name, composer.base.terms)
        raise Mistake("template-term-missing", name=name, hint=hint)
    form = chosen_form(term, composer.house, composer.language)
    if not form:
        other = chosen_form(term, composer.house, "en") or name
        return (foreign(composer, other, "en"),)
    return (Span((Text(form),), role="term"),)
