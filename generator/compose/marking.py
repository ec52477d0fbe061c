"""The marking of a document as its house's scheme has it printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from generator.compose.composer import Composer
from generator.compose.names import english_name, for_language
from generator.document.tree import Direction, Inline, Span, Text
from generator.document.walk import plain
from generator.house.marking import OWN_LANGUAGE, Caveat, Level
from generator.localisation.locale import resolve
from generator.problems import Severity, Where

AS_WRITTEN: Final = ""
"""Stands for the language of a handling instruction that reads alike in every language."""

_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Banner:
    """What is printed on every page: the level's label, its language, and what is added to it.

    label is "" where the scheme leaves this level unmarked; added: the same as plain text.
    """

    label: str
    language: str
    handling: tuple[Inline, ...] = ()
    added: str = ""


def level_of(composer: Composer) -> Level:
    """The marking of what the brief received; the highest level when it is unknown."""
    return composer.house.marking.level(composer.selection.marking)


def banner_of(composer: Composer, level: Level) -> Banner:
    """The banner of a document of this level in the document's language."""
    scheme = composer.house.marking
    label, language = level.name, OWN_LANGUAGE
    if scheme.translated:
        label, language = _worded(composer, level.name, level.label)
    handling: list[Inline] = []
    for text, spoken in _handling(composer, level, language):
        handling += (Text(scheme.separator), _beside(text, spoken, language))
    if not handling and not scheme.is_printed(level.name):
        return Banner("", language)
    return Banner(label, language, tuple(handling), plain(handling[1:]))


def _worded(composer: Composer, name: str, label: Mapping[str, str]) -> tuple[str, str]:
    """The words of a marking, and their language; a pseudo-locale leaves them readable."""
    text, language = for_language(label, composer.language) or (name, OWN_LANGUAGE)
    if language != composer.language:
        tell_other_language(composer, f"marking “{name}”", composer.house.name, language)
    return text, language


def _handling(composer: Composer, level: Level, language: str) -> Iterator[tuple[str, str]]:
    """The words and language of what the order adds; language is the banner's own."""
    scheme = composer.house.marking
    listed = {caveat.name: caveat for caveat in scheme.caveats}
    for texts in composer.brief.handling:
        caveat = listed.get(texts.get(AS_WRITTEN, ""))
        if caveat is None:
            yield _own_words(composer, texts)
        elif _goes_with(composer, caveat, level):
            yield (
                _worded(composer, caveat.name, caveat.label)
                if scheme.translated
                else (caveat.name, language)
            )


def _own_words(composer: Composer, texts: Mapping[str, str]) -> tuple[str, str]:
    """Words of the order's own: alike in every language, or in the document's."""
    if AS_WRITTEN in texts:
        return texts[AS_WRITTEN], AS_WRITTEN
    text, language = for_language(texts, composer.language) or ("", AS_WRITTEN)
    if language != composer.language:
        tell_other_language(composer, "handling", composer.brief.number, language)
    return text, language


def _goes_with(composer: Composer, caveat: Caveat, level: Level) -> bool:
    """Whether a caveat may stand beside this level; noted when it may not."""
    scheme = composer.house.marking
    if not caveat.least or (scheme.rank(level.name) or 0) >= (scheme.rank(caveat.least) or 0):
        return True
    composer.findings.add(
        "handling-above-marking",
        Where(record=composer.brief.number, field="handling"),
        caveat=caveat.name,
        least=caveat.least,
        marking=level.name,
        scheme=scheme.name or composer.house.name,
    )
    return False


def _beside(text: str, spoken: str, language: str) -> Inline:
    """Words beside a label in ``language``, isolated where they run against it."""
    own: Direction = resolve(language)[0].direction
    direction: Direction = "rtl" if _RIGHT_TO_LEFT.search(text) else "ltr"
    if spoken and spoken != language:
        return Span((Text(text),), spoken, None if direction == own else direction)
    return Text(text) if direction == own else Span((Text(text),), None, direction)


def tell_other_language(composer: Composer, words: str, owner: str, shown: str) -> None:
    """Tell the officer of words that stand in another language than the document's."""
    composer.findings.add(
        "words-in-other-language",
        Where(record=owner),
        severity=Severity.WARNING,
        words=words,
        owner=owner,
        language=english_name(composer.language),
        shown=english_name(shown),
    )
