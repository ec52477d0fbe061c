"""Words of templates as texts of the translator's loop: each message is a text of its template.

A message stands in ``words.toml``, or only in the template itself, where nobody has translated
it yet. Either way it is a fact whose origin is the template, as an officer's text is one whose
origin is its order: the same states, hashes, units and checks hold for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.facts import codes, slots
from generator.facts.model import Fact, Kind, LocalText, Origin
from generator.localisation.messages import placeholders
from generator.localisation.ownwords import Key
from generator.translation.model import Note

ORIGIN: Final = "template_words"
"""Kind of the origin of words of a template."""
PREFIX: Final = "template--"
COUNTER: Final = "n"
"""The blank of the number in counted words."""
_SHORT: Final = 12


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a template.

    key    its English words and context; texts: its words by language, the English ones first.
    place  where it is printed, to be shown; line: where it stands in words.toml, 0 for nowhere.
    """

    key: Key
    texts: Mapping[str, LocalText]
    place: str
    line: int = 0

    @property
    def counted(self) -> bool:
        """Whether it has plural forms."""
        return len(self.texts["en"].forms) > 1


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """The words of one template.

    name       of its folder; file: its words.toml, relative to the workspace.
    languages  in which it wants its words.
    """

    name: str
    file: str
    languages: tuple[str, ...]
    messages: tuple[Message, ...]

    @property
    def source(self) -> str:
        """What stands for the template where a source would be named.

        >>> TemplateWords("visit-note", "", (), ()).source
        'template--visit-note'
        """
        source = f"{PREFIX}{self.name}"
        return source if codes.ID.fullmatch(source) else f"{PREFIX}{_hash(self.name)}"

    @property
    def by_id(self) -> Mapping[str, Message]:
        """The messages by the ids of their facts."""
        return {words_id(self.name, message.key): message for message in self.messages}

    def facts(self, marking: str) -> Iterator[Fact]:
        """The messages as facts. marking: the lowest of the house; words are no secrets."""
        for message in self.messages:
            where = f"in {message.place}"
            context = message.key[1]
            yield Fact(
                id=words_id(self.name, message.key),
                kind=Kind.CONTEXT,
                countries=(),
                text=message.texts,
                origin=Origin(self.source, self.name, {}, kind=ORIGIN, language="en"),
                marking=marking,
                original_language="en",
                locator=f"{where}, meant as “{context}”" if context else where,
                file=self.file,
                line=message.line,
            )


def words_id(template: str, key: Key) -> str:
    """The id of a message's fact: it holds as long as the English words stay."""
    return f"words-{_hash(template, key[1] or '', key[0])}"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_SHORT]


def is_words(fact: Fact) -> bool:
    """Whether it is a message of a template and no fact of a source."""
    return fact.origin.kind == ORIGIN


def slot_names(fact: Fact, original: str) -> tuple[str, ...]:
    """The names in braces that are slots in a fact's texts: for words of a template, its blanks."""
    if not is_words(fact):
        return slots.SLOTS
    return tuple(sorted(frozenset().union(*map(placeholders, fact.text[original].forms.values()))))


def notes(fact: Fact) -> Iterator[Note]:
    """What the translator is told of such words."""
    place = f"{fact.origin.document}, {fact.locator}"
    yield Note("context", f"Words of the program for documents: template {place}.")


def slot_note(name: str) -> str:
    """What a blank is."""
    if name == COUNTER:
        return f"{{{name}}} stands for the number. Keep it as it is."
    return f"{{{name}}} is filled in when the document is made. Keep it as it is."
