"""Source notes: one for each document a brief draws on, numbered by first call."""

from __future__ import annotations

from typing import Final

from generator.compose.composer import Composer, OriginKey
from generator.compose.names import bracketed, capitalised, for_language, foreign, told
from generator.compose.terms import apostrophes
from generator.compose.values import PUBLISHED, RETRIEVED, as_of_parts, dated_parts
from generator.compose.views import chosen_by_id
from generator.document.tree import Direction, Inline, Link, Note, Span, Text
from generator.document.walk import plain
from generator.facts.model import Basis, EdtfDate, Fact, Origin
from generator.localisation.marks import NP_

_CORRECTED: Final = NP_("in a source note: what the source has wrong", "corrected by us: {figures}")


def origin_of(composer: Composer, key: OriginKey) -> Origin:
    """The origin behind a key; facts that cite it hold it too."""
    return composer.base.sources[key[0]].origins[key[1]]


def producer_words(composer: Composer, origin: Origin) -> tuple[Inline, ...]:
    """Who published the document."""
    body = composer.base.organisations.get(origin.producer or "")
    names = origin.producer_name if body is None else body.name
    words = capitalised(told(composer, names))
    if body is not None:
        composer.named[body.id] = plain(words)
    return words


def title_words(composer: Composer, origin: Origin) -> tuple[Inline, ...]:
    """The document's title in quotation marks; in its own language when untranslated."""
    found = for_language(origin.title, composer.language)
    if found is None:
        return ()
    text, language = found
    if language != composer.language:
        return _quoted(composer, foreign(composer, text, language))
    return _quoted(composer, Text(apostrophes(composer.localiser.punctuate(text))))


def _quoted(composer: Composer, inline: Inline) -> tuple[Inline, ...]:
    opening, _, closing = composer.localiser.quote("\ufdd0").partition("\ufdd0")
    return (Text(opening), inline, Text(closing))


def as_of_words(composer: Composer, origin: Origin) -> tuple[Inline, ...]:
    """The date a document speaks for, and how it is known when it does not say so."""
    if origin.as_of is None:
        return composer.message("no date stated") if origin.published is None else ()
    return (*as_of_parts(composer, origin.as_of), *_basis(composer, origin))


def speaks_for_words(composer: Composer, origin: Origin) -> tuple[Inline, ...]:
    """The date a document speaks for, alone; else when it was published."""
    localiser = composer.localiser
    if origin.as_of is not None:
        return (composer.text(localiser.date(origin.as_of)), *_basis(composer, origin))
    if origin.published is not None:
        return dated_parts(composer, PUBLISHED, origin.published)
    return composer.message("no date stated")


def _basis(composer: Composer, origin: Origin) -> tuple[Inline, ...]:
    if origin.as_of_basis in (Basis.INFERRED, Basis.IMPLIED):
        return bracketed(composer, composer.message("date inferred"))
    if origin.as_of_basis is Basis.EXTERNAL:
        return bracketed(composer, composer.message("date from elsewhere"))
    return ()


def note(composer: Composer, key: OriginKey, identifier: str, number: int) -> Note:
    """The note of one origin: producer, title, as-of, retrieved, address."""
    origin = origin_of(composer, key)
    localiser = composer.localiser
    comma = localiser.pgettext("between parts of a source note", ", ")
    fields = [producer_words(composer, origin), title_words(composer, origin)]
    fields.append(as_of_words(composer, origin))
    published = origin.published
    if published is not None and not _same_day(published, origin.as_of):
        fields.append(dated_parts(composer, PUBLISHED, published))
    known = published if published is not None else origin.as_of
    if origin.retrieved is not None and (known is None or known.first != origin.retrieved):
        fields.append(dated_parts(composer, RETRIEVED, origin.retrieved))
    fields.append(_corrected(composer, key))
    if origin.url and origin.url.startswith(("https://", "http://")):
        direction: Direction | None = "ltr" if composer.direction == "rtl" else None
        address: Inline = Text(origin.url)
        if direction:
            address = Span((address,), None, direction)
        fields.append((Link(origin.url, (address,)),))
    children: list[Inline] = []
    for field in filter(None, fields):
        if children:
            children.append(Text(comma))
        children.extend(field)
    if not isinstance(children[-1] if children else None, Link):
        children.append(
            Text(localiser.full_stop)
        )  # never after an address: it would be taken for part of it
    label = localiser.number(number)
    return Note(identifier, number, label, tuple(children), "/".join(key))


def _corrected(composer: Composer, key: OriginKey) -> tuple[Inline, ...]:
    """Which of the figures from a document were corrected, where it has them wrong."""
    called = (chosen_by_id(composer.selection, name) for name in composer.called.get(key, ()))
    facts = [one.fact for one in called if one is not None and one.fact.correction is not None]
    if not facts:
        return ()
    names = dict.fromkeys(plain(told(composer, fact.name)) or fact.id for fact in facts)
    return composer.pgettext(*_CORRECTED, figures=composer.localiser.list(list(names)))


def _same_day(one: EdtfDate, other: EdtfDate | None) -> bool:
    """A date that was just said is not said again."""
    return other is not None and one.text == other.text


def origin_in_words(composer: Composer, origin: Origin) -> tuple[str, ...]:
    """Producer and title of an origin, in words without markup."""
    found = for_language(origin.title, composer.language)
    title = composer.localiser.quote(found[0]) if found else ""
    return plain(producer_words(composer, origin)), title


def place_in_source(composer: Composer, origin: tuple[str, ...], fact: Fact) -> str:
    """Where a fact is from, in words without markup: its origin, and its place there."""
    parts = (*origin, fact.locator or "")
    comma = composer.localiser.pgettext("between parts of a source note", ", ")
    return comma.join(part for part in parts if part)


TITLE_LENGTH: Final = 64
"""Longest title of a content control in Word."""


def source_in_few_words(composer: Composer, fact: Fact) -> str:
    """Where a fact is from, short enough for a title: producer, title, the day it speaks for.

    The document's title gives way first, and where there is no room for it, it is left out.
    """
    origin, localiser = fact.origin, composer.localiser
    comma = localiser.pgettext("between parts of a source note", ", ")
    producer = plain(producer_words(composer, origin))
    date = fact.as_of or origin.as_of or origin.published
    ends = [producer, localiser.date(date) if date else ""]
    found = for_language(origin.title, composer.language)
    room = TITLE_LENGTH - len(comma.join(("", *filter(None, ends))))
    title = _shortened(composer, found[0], room) if found else ""
    whole = comma.join(filter(None, (ends[0], title, ends[1])))
    if len(whole) <= TITLE_LENGTH:
        return whole
    room = TITLE_LENGTH - len(comma.join(("", *ends[1:]))) - 1
    return comma.join((f"{producer[:room].rstrip()}…", *filter(None, ends[1:])))


def _shortened(composer: Composer, title: str, room: int) -> str:
    """A quoted title in no more than ``room`` characters; "" where too little would be left."""
    whole: str = composer.localiser.quote(title)
    over = len(whole) - room
    if over <= 0:
        return whole
    kept = title[: max(len(title) - over - 1, 0)].rstrip()
    return composer.localiser.quote(f"{kept}…") if len(kept) >= _TITLE_LEFT else ""


_TITLE_LEFT: Final = 8
