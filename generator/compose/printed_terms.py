"""Which terms a finished document prints, in which forms, and whether its house chose them.

Choosing a name can take a position: whoever answers for a brief must see each such choice,
where it prints and who made it. Official names and quotations are exempt, as they are when
texts are worded (``terms``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from generator.compose.composer import Composer
from generator.compose.model import PrintedTerm
from generator.compose.names import area_name, english_name
from generator.compose.terms import (
    QUOTED,
    clitics,
    edged,
    family,
    longest_first,
    official_names,
    spellings,
)
from generator.document.tree import Document, Emphasis, Inline, Link, Span, Strong, Text
from generator.document.walk import lines, tables, unprinted
from generator.problems import Findings, Severity, Where

_ELISION: Final = "(?:(?i:qu|[ldjnsmtc])['’])?"
_MOST_FACTS: Final = 5
_HOLDERS: Final = (Strong, Emphasis, Link)

Key: TypeAlias = tuple[str, str]
"""A term's id or a country's code, and a form."""


@dataclass(slots=True)
class _Seen:
    """The forms of one term that print, each with the facts in which it does."""

    forms: dict[str, dict[str, None]] = field(default_factory=dict)

    def note(self, form: str, fact: str) -> None:
        self.forms.setdefault(form, {})
        if fact:
            self.forms[form][fact] = None


def printed_terms(composer: Composer, document: Document) -> tuple[PrintedTerm, ...]:
    """Every term with several forms, and every contested one, that the document prints.

    What is printed in another language for want of a translation counts in that language.
    """
    seen: dict[tuple[str, str], _Seen] = {}
    filed = [note for table in tables(document) if table.rest for note in table.rest.notes]
    notes = {id(note.children) for note in (*document.notes, *filed)}  # titles of others
    finders: dict[str, _Finder] = {}
    for _, children in (*lines(document), *unprinted(document)):
        if id(children) in notes:
            continue
        for text, language, fact in _runs(children, composer.language, ""):
            if language not in finders:
                finders[language] = _finder(composer, language)
            for name, form in finders[language].found(text):
                seen.setdefault((name, language), _Seen()).note(form, fact)
    found = (_printed(composer, name, language, s) for (name, language), s in seen.items())
    return tuple(sorted(found, key=lambda term: (term.language != composer.language, term.id)))


def terms_in(composer: Composer, texts: Iterable[str]) -> tuple[PrintedTerm, ...]:
    """The same for texts of the document's language that have no fact."""
    seen: dict[str, _Seen] = {}
    finder = _finder(composer, composer.language)
    for text in texts:
        for name, form in finder.found(text):
            seen.setdefault(name, _Seen()).note(form, "")
    return tuple(_printed(composer, name, composer.language, s) for name, s in seen.items())


def report(composer: Composer, terms: Iterable[PrintedTerm], findings: Findings) -> None:
    """Say which contested terms print, and which are written in several ways."""
    for term in terms:
        table = "areas" if term.id in composer.base.areas else "terms"
        facts = ", ".join(term.facts[:_MOST_FACTS]) or "the document's own words"
        values = {
            "term": term.id,
            "language": english_name(term.language),
            "forms": "”, “".join(term.forms),
            "house": composer.house.name,
            "place": f"[{table}.{term.id}]",
            "facts": facts + (" …" if len(term.facts) > _MOST_FACTS else ""),
        }
        where = Where(record=term.id)
        if len(term.forms) > 1:
            findings.add("terms-mixed", where, severity=Severity.WARNING, **values)
        if term.contested and term.decided:
            findings.add("term-contested", where, severity=Severity.NOTICE, **values)
        elif term.contested:
            severity = Severity.WARNING if term.others else Severity.NOTICE
            findings.add("term-undecided", where, severity=severity, **values)


def _printed(composer: Composer, name: str, language: str, seen: _Seen) -> PrintedTerm:
    house, term = composer.house, composer.base.terms.get(name)
    facts = dict.fromkeys(fact for facts in seen.forms.values() for fact in facts)
    known = term.forms.get(language, ()) if term is not None else ()
    chosen = house.areas if term is None else house.terms
    return PrintedTerm(
        id=name,
        language=language,
        forms=tuple(seen.forms),
        others=tuple(form for form in known if form not in seen.forms),
        contested=term.contested if term is not None else True,
        decided=language in chosen.get(name, {}),
        facts=tuple(facts),
    )


def _runs(children: Iterable[Inline], language: str, fact: str) -> Iterator[tuple[str, str, str]]:
    """Text in pieces of one language, with the fact whose statement it is in, or ""."""
    together: list[str] = []
    for child in children:
        if isinstance(child, Text):
            together.append(child.text)
            continue
        if isinstance(child, Span) and child.role != "mention":
            lang = child.lang.split("-", 1)[0] if child.lang else language
            yield from _runs(child.children, lang, child.fact or fact)
        elif isinstance(child, _HOLDERS):
            yield from _runs(child.children, language, fact)
        together.append("\ufffc")
    if together:
        yield "".join(together), language, fact


# ---------------------------------------------------------------- finding


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds terms in texts of one language."""

    pattern: re.Pattern[str] | None
    words: Mapping[str, Key]

    def found(self, text: str) -> Iterator[Key]:
        """The terms in a text, with their forms, in the order in which they stand."""
        # Most texts hold none of the words: finding that out takes less than the pattern.
        if self.pattern is None or not any(word in text for word in self.words):
            return
        for match in self.pattern.finditer(text):
            key = self.words.get(match["word"] or "")
            if key is not None:
                yield key


def _finder(composer: Composer, language: str) -> _Finder:
    contested = [area.id for area in composer.base.areas.values() if area.contested]
    speaker = composer if language == composer.language else None
    names = [(code, area_name(speaker, code)) for code in contested] if speaker else []
    areas = composer.selection.request.countries
    chosen = composer.house.terms.items()
    house = tuple((name, forms[language]) for name, forms in chosen if language in forms)
    return _made(_Known(composer), language, areas, tuple(names), house)


class _Known:
    """The fact base as a key of the cache."""

    __slots__ = ("base",)

    def __init__(self, composer: Composer) -> None:
        self.base = composer.base

    def __hash__(self) -> int:
        return hash(self.base.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.base.digest == other.base.digest


@lru_cache(maxsize=64)
def _made(
    known: _Known,
    language: str,
    subjects: tuple[str, ...],
    areas: tuple[tuple[str, str], ...],
    house: tuple[tuple[str, str], ...],
) -> _Finder:
    words: dict[str, Key] = {}
    chosen = {name: (form,) for name, form in house}
    for term in known.base.terms.values():
        forms = tuple(dict.fromkeys((*term.forms.get(language, ()), *chosen.get(term.id, ()))))
        concerned = any(map(term.concerns, subjects))
        if not concerned or (len(forms) < 2 and not term.contested):
            continue
        for form in forms:
            for word in family(term, form, language):
                for spelling in spellings(word, language):
                    words.setdefault(spelling, (term.id, form))
    for code, name in areas:
        for spelling in spellings(name, language):
            words.setdefault(spelling, (code, name))
    if not words:
        return _Finder(None, words)
    official = official_names(known.base.organisations.values(), language, words)
    exempt = "|".join(map(re.escape, longest_first(official))) or "(?!)"
    before = _ELISION if language == "fr" else clitics(language)
    listed = "|".join(map(re.escape, longest_first(words)))
    found = edged(f"{before}(?P<word>{listed})", language)
    return _Finder(re.compile(f"{QUOTED}|(?i:{exempt})|{found}"), words)
