"""Which wording of a fact a language gets: its own, the original in its place, or none.

Nothing falls back silently: whoever prints an answer that is not the language's own says
so. A translation made from an older original is stale, and stays stale until somebody
looks at it. What a missing, a stale, a draft and a machine wording does is told apart by
the policy; where several of them hold, the strictest decides. A quotation is never given
back through a translation: only the language it was spoken in may stand in for another.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from generator.facts.model import Fact, Kind, LocalText, TextState
from generator.facts.translations import hash_of
from generator.selection.model import Tense

Missing: TypeAlias = Literal["show", "omit", "refuse"]
Doubtful: TypeAlias = Literal["mark", "show", "omit", "refuse"]

MISSING: Final[tuple[Missing, ...]] = ("show", "omit", "refuse")
"""What a missing wording may do: the original is shown, it is left out, all is refused."""

DOUBTFUL: Final[tuple[Doubtful, ...]] = ("mark", *MISSING)
"""What a doubtful wording may do, mildest first; mark: it prints, visibly marked."""


@dataclass(frozen=True, slots=True)
class TextPolicy:
    """What a wording does that is missing, out of date, a draft, or a machine's.

    stale  None: refused where gaps are refused, else printed and marked.
    """

    missing: Missing = "show"
    stale: Doubtful | None = None
    draft: Doubtful = "mark"
    machine: Doubtful = "mark"

    def on(self, doubt: TextState) -> Doubtful:
        """What a wording does about which there is this doubt."""
        if doubt is TextState.MACHINE:
            return self.machine
        if doubt is TextState.DRAFT:
            return self.draft
        return self.stale or ("refuse" if self.missing == "refuse" else "mark")


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
    doubts    why no person answers for the wording as it stands: STALE (made from an older
              original, or marked so), MACHINE, DRAFT. () = reviewed, or the original.
    because   why the language's own wording is not given; None when it is missing.
    """

    answer: Answer
    language: str | None = None
    text: LocalText | None = None
    doubts: tuple[TextState, ...] = ()
    because: TextState | None = None

    @property
    def stale(self) -> bool:
        """True when the wording was made from an older original, or is marked so."""
        return TextState.STALE in self.doubts

    @property
    def unreviewed(self) -> bool:
        """True when no person answers for the wording as it stands."""
        return bool(self.doubts)


def text_for(
    fact: Fact, language: str, policy: TextPolicy, tense: Tense = Tense.PRESENT
) -> Wording:
    """The wording of ``fact`` for a BCP 47 tag, under a policy for what is wanting."""
    own = _found(fact, language, tense)
    if own is None:
        return _instead(fact, language, policy, tense, policy.missing, None)
    text, found = fact.text[own], doubts(fact, own)
    verdict, because = _strictest(policy, found)
    if verdict == "mark" or (verdict == "show" and own == original_language(fact)):
        return Wording(Answer.OWN, own, text, found)
    return _instead(fact, own, policy, tense, verdict, because)


def doubts(fact: Fact, language: str) -> tuple[TextState, ...]:
    """Why no person answers for a wording as it stands; () when somebody does."""
    text = fact.text[language]
    kept = (text.state, text.before)
    found = (TextState.STALE,) if is_stale(fact, language) else ()
    return (*found, *(doubt for doubt in (TextState.MACHINE, TextState.DRAFT) if doubt in kept))


def _strictest(
    policy: TextPolicy, found: tuple[TextState, ...]
) -> tuple[Doubtful, TextState | None]:
    """What the doubts about a wording come to, and the one that decides."""
    verdicts = [(policy.on(doubt), doubt) for doubt in found]
    return max(verdicts, key=lambda verdict: DOUBTFUL.index(verdict[0]), default=("mark", None))


def _instead(
    fact: Fact,
    language: str,
    policy: TextPolicy,
    tense: Tense,
    verdict: Doubtful,
    because: TextState | None,
) -> Wording:
    """What a language gets that cannot have its own wording."""
    if verdict == "refuse":
        return Wording(Answer.REFUSE, because=because)
    if verdict == "omit":
        return Wording(Answer.OMIT, because=because)
    return _standing_in(fact, language, policy, tense, because)


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


def _standing_in(
    fact: Fact, language: str, policy: TextPolicy, tense: Tense, because: TextState | None
) -> Wording:
    """The original, or else a translation into another language that may print."""
    original = original_language(fact)
    places = [original] if fact.kind is Kind.QUOTE else [original, *sorted(fact.text)]
    for place in places:
        found = _found(fact, place, tense) if place and place != language else None
        if found is None:
            continue
        doubted = doubts(fact, found)
        if found == original or _strictest(policy, doubted)[0] == "mark":
            return Wording(Answer.FALLBACK, found, fact.text[found], doubted, because)
    return Wording(Answer.OMIT, because=because)


def _found(fact: Fact, language: str, tense: Tense) -> str | None:
    """The key under which the fact has a wording: the tag itself, else its language."""
    for tag in (language, language.split("-", 1)[0]):
        text = fact.text.get(tag)
        if text is not None and (tense is Tense.PRESENT or text.past):
            return tag
    return None
