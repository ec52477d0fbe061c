"""The house's words: where houses differ (Irak or Iraq), texts get the form of this house.

Words derived from a form follow it ("irakien", "iraquien"). Official names are exempt:
"mission OTAN en Iraq" keeps its spelling in a house that writes Irak, because it is the
mission's name. So is everything between quotation marks: the words of others are never
changed. Where the grammar around a word would break, the text stays as its source has it
and the document's report of terms says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from generator.facts.model import FactBase, Organisation, Term
from generator.house.model import HouseStyle
from generator.localisation import elision

Rewrite: TypeAlias = Callable[[str], str]

_TYPEWRITTEN: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_DESCRIBED: Final = frozenset(
    {"government", "ministry", "armed_forces", "police", "group", "armed_group", "diplomatic_post"}
)
"""Kinds of bodies whose names are descriptions, in the house's words, and not titles."""
_UNSPACED: Final = frozenset({"zh", "yue", "ja", "th", "lo", "km", "my", "bo", "dz"})
"""Languages whose words stand side by side: a word has no edge to look for."""
QUOTED: Final = '«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|‹[^‹›]*›|「[^「」]*」|『[^『』]*』|"[^"]*"'
_ARTICLE: Final = "ال"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a house writes the terms in one language."""

    _pattern: re.Pattern[str] | None
    _forms: Mapping[str, str]
    _language: str

    def __call__(self, text: str) -> str:
        """The text with the house's forms, official names and quotations untouched."""
        if self._pattern is not None and any(word in text for word in self._forms):
            text = self._pattern.sub(self._form, text)
        return apostrophes(text)

    def _form(self, found: re.Match[str]) -> str:
        form = self._forms.get(found["word"] or "")
        if form is None:
            return found[0]
        before: str | None = found["before"]
        if self._language == "fr":
            before = elision.fitted(found["before"], found["word"], form)
        elif found["before"].endswith("ل") and form.startswith(_ARTICLE):
            before, form = found["before"] + "ل", form.removeprefix(_ARTICLE)
        return found[0] if before is None else f"{before}{form}"


def apostrophes(text: str) -> str:
    """The typewriter's sign between two letters as an apostrophe; elsewhere it stays.

    >>> apostrophes("l'Irak, Canada's 5' 'x'")
    "l’Irak, Canada’s 5' 'x'"
    """
    return _TYPEWRITTEN.sub("’", text) if "'" in text else text


def chosen_form(term: Term, house: HouseStyle, language: str) -> str:
    """The form of a term in this house, or the term's first; "" when it has none."""
    forms = term.forms.get(language, ())
    chosen = house.terms.get(term.id, {}).get(language)
    return chosen or (forms[0] if forms else "")


def family(term: Term, form: str, language: str) -> tuple[str, ...]:
    """A form with the words derived from it."""
    return (form, *term.related.get(language, {}).get(form, ()))


def edged(words: str, language: str) -> str:
    """A pattern that finds ``words`` as whole words, where the language has such."""
    return words if language in _UNSPACED else rf"(?<!\w){words}(?!\w)"


def clitics(language: str) -> str:
    """A pattern for what is written together before a word: conjunctions and prepositions."""
    return "[وف]?[بكل]?" if language == "ar" else ""


def spellings(word: str, language: str) -> Iterator[str]:
    """The ways in which a word may stand in a text: at its start, or after the Arabic "to"."""
    yield word
    if word[:1].islower():
        yield _capital(word)
    if language == "ar" and word.startswith(_ARTICLE):
        yield f"لل{word.removeprefix(_ARTICLE)}"


def longest_first(words: Iterable[str]) -> list[str]:
    """Words in the order in which a pattern must try them."""
    return sorted(words, key=lambda word: (-len(word), word))


def wording(base: FactBase, house: HouseStyle, language: str, areas: tuple[str, ...]) -> Wording:
    """The wording of a house for texts in ``language`` of a brief on some countries."""
    return _wording(_Key(base, house), language, areas)


class _Key:
    """A base and a house as one key: the same objects give the same wording."""

    __slots__ = ("base", "house")

    def __init__(self, base: FactBase, house: HouseStyle) -> None:
        self.base = base
        self.house = house

    def __hash__(self) -> int:
        return hash((self.base.digest, id(self.house)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Key)
            and self.base.digest == other.base.digest
            and self.house is other.house
        )


@lru_cache(maxsize=64)
def _wording(key: _Key, language: str, areas: tuple[str, ...]) -> Wording:
    forms: dict[str, str] = {}
    kept: set[str] = set()
    for name, by_language in key.house.terms.items():
        term, chosen = key.base.terms.get(name), by_language.get(language)
        if not chosen or term is None or not any(map(term.concerns, areas)):
            continue
        if term.interchangeable:
            forms.update(_exchanged(term, chosen, language))
            kept.update(*(spellings(word, language) for word in family(term, chosen, language)))
    forms = {word: form for word, form in forms.items() if word not in kept}
    if not forms:
        return Wording(None, forms, language)
    official = official_names(key.base.organisations.values(), language, forms)
    exempt = "|".join(map(re.escape, longest_first(official))) or "(?!)"
    # What stays is looked for as well: "تنظيم داعش" holds "داعش".
    words = "|".join(map(re.escape, longest_first({*kept, *forms})))
    before = elision.BEFORE if language == "fr" else clitics(language)
    found = edged(f"(?P<before>{before})(?P<word>{words})", language)
    return Wording(re.compile(f"{QUOTED}|(?i:{exempt})|{found}"), forms, language)


def _exchanged(term: Term, chosen: str, language: str) -> Iterator[tuple[str, str]]:
    """Every word of the term's other forms, with the word of the chosen form for it."""
    mine = family(term, chosen, language)
    for other in term.forms.get(language, ()):
        if other == chosen:
            continue
        for word, form in zip(family(term, other, language), mine, strict=False):
            yield word, form
            if word[:1].islower():
                yield _capital(word), _capital(form)
            if language == "ar" and word.startswith(_ARTICLE):
                whole = form.startswith(_ARTICLE)
                to = f"لل{form.removeprefix(_ARTICLE)}" if whole else f"ل{form}"
                yield f"لل{word.removeprefix(_ARTICLE)}", to


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def official_names(
    organisations: Iterable[Organisation], language: str, forms: Iterable[str]
) -> set[str]:
    """Names of bodies that hold a form the house would not write."""
    wanted = tuple(forms)
    names = (o.name.get(language) for o in organisations if o.kind not in _DESCRIBED)
    return {name for name in names if name and any(form in name for form in wanted)}
