"""What a translator is told beside the text: slots, context, glossary, length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from generator.compose.terms import chosen_form
from generator.compose.values import number_text
from generator.facts import slots
from generator.facts.model import Fact, FactBase, Person
from generator.facts.officer import is_officers
from generator.facts.units import UNSTATED_CURRENCY
from generator.house.model import HouseStyle
from generator.localisation import Localiser
from generator.localisation.locale import Locale, UnknownLocale
from generator.localisation.plurals import category
from generator.selection.attribution import claimant
from generator.translation.model import Note, Unit
from generator.translation.units import primary
from generator.translation.wordfacts import is_words, slot_note
from generator.translation.wordfacts import notes as words_notes

_ARABIC_SCRIPT: Final = ("ar", "fa", "ur", "ps", "ckb")
_JOINED: Final = "[وف]?(?:لل|[بكل])?(?:ال)?"
_SAMPLES: Final = 5
_NUMBERS: Final = (*range(200), 1000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Glossary:
    """Names and terms that have a settled form in the target language.

    forms  each form in the original's language to those it may have in the target's; the
           first is the house's own.
    loose  "and", "in", "the" are joined to the word, as in Arabic.
    """

    forms: Mapping[str, tuple[str, ...]]
    loose: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self.forms:
            return None
        words = "|".join(re.escape(form) for form in sorted(self._written, key=len, reverse=True))
        joined = _JOINED if self.loose else ""
        return re.compile(rf"(?<!\w){joined}(?P<form>{words})(?!\w)")

    @cached_property
    def _written(self) -> Mapping[str, str]:
        """Each form as it may be written, also at the start of a sentence."""
        starting = {form[:1].upper() + form[1:]: form for form in self.forms}
        return {**starting, **{form: form for form in self.forms}}

    def within(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """The forms that stand in ``text``, each with those of the target language."""
        if self._pattern is None:
            return {}
        found = (self._written[hit["form"]] for hit in self._pattern.finditer(text))
        return {form: self.forms[form] for form in dict.fromkeys(found)}


def glossary(base: FactBase, house: HouseStyle, original: str, language: str) -> Glossary:
    """Terms, bodies, people and countries with a form in both languages."""
    source, target = primary(original), primary(language)
    found: dict[str, tuple[str, ...]] = {}
    for area in base.areas.values():
        _pair(found, area.name.get(source), area.name.get(target))
    for body in base.organisations.values():
        _pair(found, body.name.get(source), body.name.get(target))
    for person in base.people.values():
        _pair(found, _person(person, source), _person(person, target))
    for term in base.terms.values():
        own = chosen_form(term, house, target)
        others = tuple(form for form in term.forms.get(target, ()) if form != own)
        for form in term.forms.get(source, ()):
            if own:
                found[form] = (own, *others)
    return Glossary(found, loose=source in _ARABIC_SCRIPT)


def _pair(found: dict[str, tuple[str, ...]], source: str | None, target: str | None) -> None:
    if source and target:
        found[source] = (target,)


def _person(person: Person, language: str) -> str | None:
    return person.name.get("ar" if language == "ar" else "latin")


@dataclass(frozen=True)
class Noter:
    """Writes the notes of units of one language pair."""

    base: FactBase
    house: HouseStyle
    glossary: Glossary
    localiser: Localiser | None

    def noted(self, unit: Unit) -> Unit:
        """The unit with its notes."""
        fact = self.base.facts[unit.key.fact]
        title = _document(fact)
        notes = (*self._slots(unit, fact), *self._context(unit, fact, title), *self._words(unit))
        return replace(unit, notes=notes, document=title)

    def _slots(self, unit: Unit, fact: Fact) -> Iterator[Note]:
        for name in dict.fromkeys(slots.used(unit.source, unit.names)):
            if is_words(fact):
                yield Note("slots", slot_note(name))
                continue
            meaning = _MEANINGS[name]
            example = self._example(fact, name)
            told = f", such as “{example}”" if example else ""
            yield Note("slots", f"{{{name}}} stands for {meaning}{told}. Keep it as it is.")

    def _context(self, unit: Unit, fact: Fact, title: str) -> Iterator[Note]:
        if is_officers(fact):
            yield Note("context", f"Text of an officer for “{title}”, order {fact.origin.source}.")
            yield Note("context", "Markdown: keep its signs (-, 1., **, *, #, links) and lines.")
            yield Note("context", f"Marking: {unit.marking}.")
            return
        if is_words(fact):
            yield from words_notes(fact)
            if self._is_plural(unit):
                yield Note("context", f"Plural form “{unit.key.form}”: {self._numbers(unit)}.")
            return
        yield Note("context", f"Kind of statement: {fact.kind.value.replace('_', ' ')}.")
        by = self._by(fact)
        place = f" ({fact.locator})" if fact.locator else ""
        yield Note("context", f"{fact.stance.value.capitalize()}{by}. From: {title}{place}.")
        if unit.key.part == "past":
            yield Note("context", "Past tense: printed after this has ended.")
        if self._is_plural(unit):
            yield Note("context", f"Plural form “{unit.key.form}”: {self._numbers(unit)}.")
        background = "" if fact.disclosable else "; for background only, not to be disclosed"
        yield Note("context", f"Marking: {unit.marking}{background}.")

    def _words(self, unit: Unit) -> Iterator[Note]:
        for form, targets in self.glossary.within(unit.source).items():
            yield Note("glossary", f"{form} = {' / '.join(targets)}")
        yield Note("length", f"At most about {unit.room} characters.")

    def _is_plural(self, unit: Unit) -> bool:
        texts = self.base.facts[unit.key.fact].text
        known = (texts.get(unit.original), texts.get(unit.language))
        several = (len(text.forms) > 1 or len(text.past or {}) > 1 for text in known if text)
        return unit.key.form != "other" or any(several)

    def _numbers(self, unit: Unit) -> str:
        """Some numbers that take a plural form, for those who do not know its name."""
        try:
            locale = Locale.parse(unit.language)
        except UnknownLocale:
            return "all numbers"
        found = [n for n in _NUMBERS if category(locale, n) == unit.key.form]
        if not found:
            return "fractions and numbers that no other form is for"
        return f"for numbers such as {', '.join(map(str, found[:_SAMPLES]))}"

    def _by(self, fact: Fact) -> str:
        found = claimant(fact)
        if found is None or found.kind == "document":
            return ""
        body = self.base.organisations.get(found.id)
        person = self.base.people.get(found.id)
        names = body.name if body else person.name if person else {}
        name = names.get("en") or names.get("latin") or next(iter(names.values()), found.id)
        return f" by {name}"

    def _example(self, fact: Fact, slot: str) -> str:
        """What the slot will read as in the target language; "" where it must not be told."""
        localiser, quantity, moment = self.localiser, fact.quantity, fact.moment
        if localiser is None:
            return ""
        if slot in ("value", "minimum", "maximum"):
            number = getattr(quantity, slot, None)
            if quantity is None or number is None or quantity.currency == UNSTATED_CURRENCY:
                return ""
            return number_text(localiser, number, quantity, self.house.currency)
        if slot == "period":
            return localiser.period(moment.period) if moment.period else ""
        ends = {"date": moment.date, "from": slots.span(fact).start, "to": slots.span(fact).end}
        date = ends[slot]
        return localiser.date(date) if date else ""


def noter(base: FactBase, house: HouseStyle, original: str, language: str) -> Noter:
    """The writer of notes for texts in ``original`` to be translated into ``language``."""
    try:
        tag = house.spelling.get(primary(language), language)
        localiser = Localiser.for_house(Locale.parse(tag), house)
    except UnknownLocale:
        localiser = None
    return Noter(base, house, glossary(base, house, original, language), localiser)


def _document(fact: Fact) -> str:
    """The title of the document in English, or in a language that it has."""
    titles = fact.origin.title
    own = titles.get(fact.origin.language or "") or titles.get("en")
    return own or next(iter(titles.values()), fact.origin.document)


_MEANINGS: Final[Mapping[str, str]] = {
    "value": "the number, written as readers expect",
    "minimum": "the lower bound of a range",
    "maximum": "the upper bound of a range",
    "date": "the date, written as readers expect",
    "period": "the period, from start to end",
    "from": "the start of the period",
    "to": "the end of the period",
}
