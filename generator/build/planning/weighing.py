"""An order against what its documents were made from: every reason why one of them is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.build.planning.model import (
    ALONG,
    STALE,
    TO_CHECK,
    UP_TO_DATE,
    Planned,
    PlannedOrder,
    Why,
)
from generator.build.planning.parts import MESSAGES, Parts, differences
from generator.build.planning.record import OrderRecord
from generator.build.planning.watched import Contents, made_name

_CERTAIN = frozenset({"house", "fonts", "writers", "libraries"})
"""What always makes a document another: its fingerprint holds it."""


@dataclass(frozen=True, slots=True)
class Now:
    """What is there now."""

    contents: Contents
    parts: Parts
    surroundings: str
    day: dt.date


def weigh(record: OrderRecord, now: Now, facts: Iterable[Why]) -> PlannedOrder:
    """The documents of an order, with the reasons for which each is due.

    facts  what differs in the sources and concerns the order, and what does not.
    """
    told = [*facts]
    concerning = [why for why in told if why.what != "unaffected"]
    reasons = [
        *_of_edition(record, now),
        *_of_files(record, now),
        *_of_program(record, now),
        *concerning,
        *_of_day(record, now.day),
    ]
    documents = tuple(_planned(record, reasons))
    if any(one.state != UP_TO_DATE for one in documents):
        documents = tuple(_along(one) for one in documents)
    unaffected = tuple(why for why in told if why.what == "unaffected")
    return PlannedOrder(record.order, record.edition, documents, unaffected)


def _planned(record: OrderRecord, reasons: Iterable[Why]) -> Iterator[Planned]:
    every = [*reasons]
    for made in record.files:
        own = tuple(w for w in every if not w.languages or made.language in w.languages)
        state = UP_TO_DATE
        if own:
            state = STALE if any(why.certain for why in own) else TO_CHECK
        yield Planned(made.language, made.format, state, own, made.file, made.piece)


def _along(one: Planned) -> Planned:
    """A document that is up to date by itself, in an edition that is made again."""
    if one.state != UP_TO_DATE:
        return one
    return Planned(one.language, one.format, ALONG, (), one.file, one.piece)


def _of_edition(record: OrderRecord, now: Now) -> Iterator[Why]:
    """What became of the edition itself: its files as they were published, or not."""
    prefix = made_name(record.order, record.edition)
    published = {**{f.file: f.sha256 for f in record.files}, **record.beside}
    languages = {f.file: (f.language,) for f in record.files}
    for file, sha256 in published.items():
        found = now.contents.sha256.get(prefix + file)
        if found is None:
            yield Why("document-missing", file, certain=True, languages=languages.get(file, ()))
        elif found != sha256:
            yield Why("document-altered", file, certain=True, languages=languages.get(file, ()))


def _of_files(record: OrderRecord, now: Now) -> Iterator[Why]:
    present = now.parts.of(record.stems, record.templates, record.houses)
    for group, files in record.parts.items():
        for name, how in differences(files, present.get(group, {})):
            yield Why(group, name, new=how, certain=group in _CERTAIN)


def _of_program(record: OrderRecord, now: Now) -> Iterator[Why]:
    for part, _ in differences(record.program, now.parts.program):
        if part.startswith(MESSAGES):
            yield Why("message", part.removeprefix(MESSAGES), languages=_speaking(record, part))
        else:
            what = "program-fonts" if part == "fonts" else part
            yield Why(what, certain=part in _CERTAIN)
    if record.surroundings != now.surroundings:
        old, new = _versions(record.surroundings), _versions(now.surroundings)
        for name, _ in differences(old, new):
            yield Why("library", name, old.get(name, ""), new.get(name, ""), certain=True)


def _speaking(record: OrderRecord, part: str) -> tuple[str, ...]:
    """The documents in the language of a catalogue; all where none is, for its words may be
    printed in a text that stays in its own language.
    """
    language = part.removeprefix(MESSAGES).split("-")[0]
    return tuple(tag for tag in record.languages if tag.split("-")[0] == language)


def _versions(text: str) -> Mapping[str, str]:
    python, *libraries = text.split("\n")
    found = dict(line.partition("=")[::2] for line in libraries)
    return {"Python": python.split(" ")[0], **found, "": python}


def _of_day(record: OrderRecord, day: dt.date) -> Iterator[Why]:
    if record.as_of_rule != "today" or day == record.as_of:
        return
    until = record.until()
    if day > record.as_of and (until is None or day < until):
        return
    old, new = record.as_of.isoformat(), day.isoformat()
    turned = [turn for turn in record.turns if record.as_of < turn.day <= day]
    for turn in turned:
        source = record.facts[turn.fact].source if turn.fact in record.facts else ""
        yield Why(f"day-{turn.what}", turn.fact, old, turn.day.isoformat(), source)
    if not turned:
        yield Why("day", "", old, new)
