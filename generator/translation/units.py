"""The units of a fact: one for each form that its text needs in the language.

A text whose wording depends on the number has one unit for each plural category of the
*target* language, whatever the original has. A quotation is never translated into the
language it was spoken in: there its own words are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.facts import slots
from generator.facts.model import Fact, Kind, TextState
from generator.facts.translations import hash_of
from generator.localisation.locale import Locale, UnknownLocale
from generator.localisation.plurals import categories
from generator.selection.texts import doubts, original_language
from generator.translation.model import (
    MISSING,
    PARTS,
    Key,
    Record,
    Unit,
    form_hash,
    forms_of,
)
from generator.translation.wordfacts import COUNTER, is_words, slot_names

LEAST_ROOM: Final = 80
"""A short text may grow to this length, however short its original is."""

_WIDE: Final = ("zh", "ja", "ko", "yue", "wuu")
"""Languages whose texts are a third as long as the same in an alphabet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A fact's text in one language, as it stands and as units.

    key    language tag under which the fact keeps the text.
    state  "original", "reviewed", "draft", "machine", "stale" or "missing".
    spoken  a quotation in the language it was spoken in: not to be translated.
    """

    fact: Fact
    key: str
    state: str
    spoken: bool
    units: tuple[Unit, ...]


def tag_in(languages: Iterable[str], asked: str) -> str | None:
    """The tag under which texts in a language are kept: the tag itself, else its language.

    >>> tag_in(("en", "ar"), "ar-IQ"), tag_in(("en",), "ar") is None
    ('ar', True)
    """
    known = tuple(languages)
    return next((tag for tag in (asked, primary(asked)) if tag in known), None)


def primary(tag: str) -> str:
    """The language of a tag, without script and country."""
    return tag.split("-", 1)[0]


def state_of(fact: Fact, key: str) -> str:
    """The state of a fact's text under a language tag; the gravest doubt decides."""
    text = fact.text.get(key)
    if text is None:
        return MISSING
    found = doubts(fact, key)
    if found:
        return found[0].value
    original = original_language(fact)
    if key == original:
        return TextState.ORIGINAL.value
    # A translation whose state nobody stated is one that somebody answers for.
    return TextState.REVIEWED.value if original else text.state.value


def is_spoken(fact: Fact, key: str) -> bool:
    """True for a quotation whose own words are in this language but are not on record."""
    if fact.kind is not Kind.QUOTE or key in fact.text:
        return False
    spoken = (fact.origin.language, fact.original_language)
    return primary(key) in {primary(tag) for tag in spoken if tag}


def wanted(fact: Fact, key: str, *, same_past: bool = False) -> Wanted | None:
    """A fact's text in a language with its units; None for facts without texts.

    same_past  the record says that its text is in the past tense already (``past: same``).
    """
    original = original_language(fact)
    if original is None or original not in fact.text:
        return None
    state, spoken = state_of(fact, key), is_spoken(fact, key)
    units: tuple[Unit, ...] = ()
    if key != original and not spoken:
        parts = PARTS[:1] if same_past else PARTS
        units = tuple(u for part in parts for u in _units(fact, original, key, part, state))
    return Wanted(fact, key, state, spoken, units)


def _units(fact: Fact, original: str, key: str, part: str, state: str) -> Iterator[Unit]:
    source = forms_of(fact.text[original], part)
    there = forms_of(fact.text.get(key), part)
    if not source:
        return
    names = slot_names(fact, original)
    for form in needed_forms(source, there, key):
        text = _shown(source, form, names) if is_words(fact) else source.get(form, source["other"])
        yield Unit(
            key=Key(fact.origin.source, fact.id, part, form),
            original=original,
            language=key,
            source=text,
            target=there.get(form),
            state=state,
            record=Record(hash_of(fact.text[original]), form_hash(there.get(form))),
            marking=fact.marking,
            room=room_for(text, original),
            slots=tuple(f"{{{name}}}" for name in slots.used(text, names)),
            names=names,
            counter=COUNTER if is_words(fact) else "value",
            filled=slots.filled_by(fact),
            document=fact.origin.document,
            file=fact.file,
            line=fact.line,
        )


def _shown(source: Mapping[str, str], form: str, names: tuple[str, ...]) -> str:
    """The English words for a form; "one visit" has no number, which other languages want."""
    text = source.get(form, source["other"])
    return text if set(slots.used(text, names)) == set(names) else source["other"]


def needed_forms(
    source: Mapping[str, str], there: Mapping[str, str], language: str
) -> tuple[str, ...]:
    """The plural categories a text needs in a language; ("other",) where it has one form."""
    if len(source) < 2 and len(there) < 2:
        return ("other",)
    needed = dict.fromkeys(plural_categories(language))
    return (*needed, *(form for form in there if form not in needed))


def plural_categories(language: str) -> tuple[str, ...]:
    """The plural categories of a language; ("other",) for one without locale data."""
    try:
        return categories(Locale.parse(language))
    except UnknownLocale:
        return ("other",)


def room_for(text: str, original: str) -> int:
    """About how many characters a translation of ``text`` may have."""
    factor = 6 if primary(original) in _WIDE else 2
    return max(LEAST_ROOM, factor * len(text))
