"""How an adjective agrees with its noun, which has another gender in each language.

"the Iraqi government" is "le gouvernement irakien", but "الحكومة العراقية", feminine: one
template makes all languages, so it says what holds in general and what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from generator.compose.environment import type_word
from generator.compose.mistakes import Mistake, near_miss
from generator.localisation.adjectives import languages_known
from generator.localisation.agreement import TWO_GENDERS, Agreement, Gender, cases, genders

_Word = TypeVar("_Word", bound=str)

_GENERAL: Final = ("gender", "plural", "definite")
_NUMBERS: Final = ("singular", "plural")
_DEFINITE: Final = "definite"


def agreement(
    language: str, gender: str, plural: bool, definite: bool, languages: Mapping[str, str]
) -> Agreement:
    """What holds in ``language``; raises ``Mistake`` for a word that is none of the choices.

    languages  what differs in some, in words: "feminine definite".
    """
    number, article = _yes_or_no("plural", plural), _yes_or_no("definite", definite)
    general = Agreement(_gender(gender), number, article)
    own = {tag: _in_words(tag, words) for tag, words in languages.items()}
    return own.get(language, general)


def _gender(given: object) -> Gender:
    for gender in TWO_GENDERS:  # the third is not for all languages
        if given == gender:
            return gender
    raise _no_choice("gender", given, TWO_GENDERS)


def _yes_or_no(name: str, given: object) -> bool:
    if isinstance(given, bool):
        return given
    raise _no_choice(name, given, ("true", "false"))


def _in_words(tag: str, words: object) -> Agreement:
    """Several words for one language; the tag is checked, as it may be a misspelt name."""
    if tag not in languages_known():
        raise _no_choice("adjective", tag, (*_GENERAL, *languages_known()))
    if not isinstance(words, str):
        raise Mistake("template-argument", name=tag, given=type_word(words), expected="words")
    said = words.split()
    known = (*genders(tag), *_NUMBERS, _DEFINITE, *cases(tag))
    for word in said:
        if word not in known:
            raise _no_choice(tag, word, known)
    gender, number = _only(tag, said, genders(tag)), _only(tag, said, _NUMBERS)
    case = _only(tag, said, cases(tag)) or "nominative"
    return Agreement(gender or "masculine", number == "plural", _DEFINITE in said, case)


def _only(tag: str, said: Iterable[str], choices: tuple[_Word, ...]) -> _Word | None:
    """The one of the choices that is said; None when none is, a ``Mistake`` when two are."""
    found = [choice for choice in choices if choice in said]
    if len(found) > 1:
        raise _no_choice(tag, " ".join(found), choices)
    return found[0] if found else None


def _no_choice(name: str, given: object, known: tuple[str, ...]) -> Mistake:
    hint = near_miss(str(given), known)
    return Mistake("template-choice", name=name, given=given, hint=hint, known=", ".join(known))
