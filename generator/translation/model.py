"""What goes to a translator and what comes back: frozen values."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from generator.facts import codes
from generator.facts.model import LocalText, TextState
from generator.facts.slots import SLOTS
from generator.problems import Problem, Severity

MISSING: Final = "missing"
"""State of a text that is not there; the others are those of ``TextState``."""

STATES: Final = (*(state.value for state in TextState), MISSING)
PARTS: Final = ("text", "past")
NOTHING: Final = "none"
"""Stands for the hash of a text that is not there."""

_SHORT: Final = 12


class Key(NamedTuple):
    """Which form of which text: stable as long as the fact has its id.

    part  "text", or "past" for use after the thing has ended.
    form  plural category of the *target* language; "other" where there is but one form.
    """

    source: str
    fact: str
    part: str
    form: str

    def __str__(self) -> str:
        return ".".join(self)

    @classmethod
    def parse(cls, text: str) -> Key | None:
        """The key written as ``text``, or None."""
        parts = text.split(".")
        if len(parts) != 4:
            return None
        key = cls(*parts)
        sound = codes.ID.fullmatch(key.source) and codes.ID.fullmatch(key.fact)
        return key if sound and key.part in PARTS else None


class Note(NamedTuple):
    """One remark to the translator. sort: "slots", "context", "glossary", "length"."""

    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a text that went out was made from, so that a late return is recognised.

    original  hash of the original with all its forms.
    replaced  hash of the form that stood here; "none" when there was none.
    """

    original: str
    replaced: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One form of one text, to be translated.

    original  its language; language: the one it is translated into.
    target    what stands there now; None when there is nothing.
    state     of the text as a whole: "missing", "draft", "stale" …
    room      about how many characters fit well.
    slots     the slots in the original, in order, braces and all.
    names     of all slots that such texts can have; counter: that of the number.
    filled    names of all slots that the fact has a field for.
    file, line  place of the fact.
    """

    key: Key
    original: str
    language: str
    source: str
    target: str | None
    state: str
    record: Record
    marking: str
    room: int
    slots: tuple[str, ...] = ()
    names: tuple[str, ...] = SLOTS
    counter: str = "value"
    filled: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()
    document: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Returned:
    """One unit as it came back.

    source, target  with slots written out; target None or blank: not translated.
    finished  False where the file marks it as unfinished ("fuzzy", "needs review").
    strange   codes of the file that stand for no slot.
    """

    id: str
    source: str | None
    target: str | None
    finished: bool
    record: Record | None
    line: int | None = None
    strange: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file as it came back. Languages are None where it does not say them."""

    name: str
    original: str | None
    language: str | None
    units: tuple[Returned, ...]


class Outcome(enum.Enum):
    """What became of one unit."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNTOUCHED = "untouched"  # not translated, or the same as here


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one unit, and why."""

    id: str
    line: int | None
    outcome: Outcome
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Why it was refused."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class NewText:
    """What a fact's text in one language is to be.

    forms, past  all forms by plural category; past None: there is none, or it is the text's.
    made_from    hash of the original it was made from.
    """

    source: str
    fact: str
    language: str
    forms: Mapping[str, str]
    past: Mapping[str, str] | None
    state: TextState
    made_from: str


def form_hash(text: str | None) -> str:
    """Hash of one form; "none" when there is none."""
    if text is None:
        return NOTHING
    return hashlib.sha256(text.encode()).hexdigest()[:_SHORT]


def forms_of(text: LocalText | None, part: str) -> Mapping[str, str]:
    """The forms of a part of a text; none when it has no such part."""
    if text is None:
        return {}
    return text.forms if part == "text" else text.past or {}
