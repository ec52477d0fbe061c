"""Which wording of a fact a language gets: its own, the original in its place, or none.

Nothing falls back silently: whoever prints an answer that is not the language's own says
so. A translation made from an older original is stale, and stays stale until somebody
looks at it. A quotation is never given back through a translation: only the language it
was spoken in may stand in for a missing one.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from generator.facts.model import Fact, Kind, LocalText, TextState
from generator.facts.translations import hash_of
from generator.selection.model import Tense

Policy: TypeAlias = Literal["show", "omit", "refuse"]

_UNREVIEWED: Final = frozenset({TextState.DRAFT, TextState.MACHINE, TextState.STALE})


class Answer(enum.Enum):
    """What a language gets."""

    OWN = "own"  # a wording in the language itself
    FALLBACK = "fallback"  # the original, to be shown with its language
    OMIT = "omit"  # the statement is left out, and said to be
    REFUSE = "refuse"  # the document is refused


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording for one language.

    language  of the wording that is given; None when there is none.
    stale     the wording was made from an older original, or is marked so.
    state     as the editors keep it; machine and draft wordings are not reviewed.
    """

    answer: Answer
    language: str | None = None
    text: LocalText | None = None
    stale: bool = False
    state: TextState | None = None

    @property
    def unreviewed(self) -> bool:
        """True when no person answers for the wording as it stands."""
        return self.stale or self.state in _UNREVIEWED


def text_for(fact: Fact, language: str, policy: Policy, tense: Tense = Tense.PRESENT) -> Wording:
    """The wording of ``fact`` for a BCP 47 tag, under a policy for what is missing.

    A stale translation is used and marked, but not where the policy refuses gaps: there
    the document waits for the translator.
    """
    own = _found(fact, language, tense)
    if own is not None:
        stale = is_stale(fact, own)
        answer = Answer.REFUSE if stale and policy == "refuse" else Answer.OWN
        text = fact.text[own]
        return Wording(answer, own, text, stale, text.state)
    if policy == "refuse":
        return Wording(Answer.REFUSE)
    if policy == "omit":
        return Wording(Answer.OMIT)
    return _standing_in(fact, language, tense)


def original_language(fact: Fact) -> str | None:
    """The language the statement was first written in, as far as its texts show."""
    if fact.original_language:
        return fact.original_language
    originals = [tag for tag, text in fact.text.items() if text.state is TextState.ORIGINAL]
    if fact.origin.language in originals:
        return fact.origin.language
    return min(originals, default=None)


def is_stale(fact: Fact, language: str) -> bool:
    """True when the translation was made from another text than today's original."""
    text = fact.text[language]
    if text.state is TextState.STALE:
        return True
    original = original_language(fact)
    if text.made_from is None or original is None or original == language:
        return False
    if original not in fact.text:
        return False
    now = hash_of(fact.text[original])
    return text.made_from[: len(now)] != now


def _standing_in(fact: Fact, language: str, tense: Tense) -> Wording:
    original = original_language(fact)
    places = [original] if fact.kind is Kind.QUOTE else [original, *sorted(fact.text)]
    for place in places:
        found = _found(fact, place, tense) if place and place != language else None
        if found is not None:
            text = fact.text[found]
            return Wording(Answer.FALLBACK, found, text, is_stale(fact, found), text.state)
    return Wording(Answer.OMIT)


def _found(fact: Fact, language: str, tense: Tense) -> str | None:
    """The key under which the fact has a wording: the tag itself, else its language."""
    for tag in (language, language.split("-", 1)[0]):
        text = fact.text.get(tag)
        if text is not None and (tense is Tense.PRESENT or text.past):
            return tag
    return None
