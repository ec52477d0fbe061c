"""How an adjective agrees with its noun, which has another gender in each language.

"the Iraqi government" is "le gouvernement irakien", but "الحكومة العراقية", feminine: one
template makes all languages, so it says what holds in general and what differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.compose.environment import type_word
from generator.compose.mistakes import Mistake, near_miss
from generator.localisation.adjectives import GENDERS, Gender, languages_known

_SAYS: Final = ("gender", "plural", "definite")
_OPPOSITES: Final = (GENDERS, ("singular", "plural"))
_WORDS: Final = (*GENDERS, "singular", "plural", "definite")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Gender and number of a noun, and whether it has its article."""

    gender: Gender = "masculine"
    plural: bool = False
    definite: bool = False


def agreement(
    language: str, gender: str, plural: bool, definite: bool, languages: Mapping[str, str]
) -> Agreement:
    """What holds in ``language``; raises ``Mistake`` for a word that is none of the choices."""
    number, article = _yes_or_no("plural", plural), _yes_or_no("definite", definite)
    general = Agreement(_gender(gender), number, article)
    own = {tag: _in_words(tag, words) for tag, words in languages.items()}
    return own.get(language, general)


def _gender(given: object) -> Gender:
    for gender in GENDERS:
        if given == gender:
            return gender
    raise _no_choice("gender", given, GENDERS)


def _yes_or_no(name: str, given: object) -> bool:
    if isinstance(given, bool):
        return given
    raise _no_choice(name, given, ("true", "false"))


def _in_words(tag: str, words: object) -> Agreement:
    """ "feminine plural" of one language; the tag is checked because it may be a misspelt name."""
    if tag not in languages_known():
        raise _no_choice("adjective", tag, (*_SAYS, *languages_known()))
    if not isinstance(words, str):
        raise Mistake("template-argument", name=tag, given=type_word(words), expected="words")
    said = words.split()
    for word in said:
        if word not in _WORDS:
            raise _no_choice(tag, word, _WORDS)
    if any(set(pair) <= set(said) for pair in _OPPOSITES):
        raise _no_choice(tag, words, _WORDS)
    gender: Gender = "feminine" if "feminine" in said else "masculine"
    return Agreement(gender, "plural" in said, "definite" in said)


def _no_choice(name: str, given: object, known: tuple[str, ...]) -> Mistake:
    hint = near_miss(str(given), known)
    return Mistake("template-choice", name=name, given=given, hint=hint, known=", ".join(known))
