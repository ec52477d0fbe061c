"""A brief of what was known on a day: ``known_on`` of an order, ``--known-on`` of a command.

Two days are two things: a brief speaks for its as-of day, and prints only what was known on the
other. What nobody can say is told to the officer, and never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.build.orders.known import FIELD
from generator.facts.asknown import KnownBase, Left
from generator.problems import Findings, Problem, Severity, Where
from generator.selection.markings import rank

if TYPE_CHECKING:
    import datetime as dt

    from generator.build.inputs import Wanted
    from generator.build.orders.order import Order
    from generator.facts.model import Fact, Ruling
    from generator.selection.model import Request

OF_STATES: Final = "known-on-state-"
"""What the codes begin with that tell of data as received."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom it concerns what was known: countries, an item or "", and under which ceiling.

    Nothing is told of what stands above it.
    """

    areas: frozenset[str]
    item: str
    levels: tuple[str, ...]
    ceiling: str

    def is_told(self, marking: str) -> bool:
        """Whether something with that marking may be told of."""
        return rank(marking, self.levels) <= self.levels.index(self.ceiling)

    def meets(self, fact: Fact) -> bool:
        """Whether it is about one of the countries, or of the item, and may be told of."""
        inside = self.item != "" and self.item in (fact.id, *fact.part_of)
        return (inside or not self.areas.isdisjoint(fact.countries)) and self.is_told(fact.marking)


def split_findings(found: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems of reading, and what is told of data as received, which is for each order."""
    every = tuple(found)
    states = tuple(one for one in every if one.code.startswith(OF_STATES))
    return tuple(one for one in every if one not in states), states


def note_item(past: KnownBase, order: Order, wanted: Wanted, findings: Findings) -> None:
    """Note an order about something that is on record and was not known on the day."""
    if order.item is not None and order.item in past.left and wanted.known_on is not None:
        day = wanted.known_on.isoformat()
        findings.add("known-on-item", order.where("item"), item=order.item, day=day)


def notices_of(
    past: KnownBase, order: Order, wanted: Wanted, request: Request, states: Sequence[Problem]
) -> Iterator[Problem]:
    """What the officer is told of a brief that prints only what was known on a day."""
    day = wanted.known_on
    if day is None:
        return
    values = {"day": day.isoformat()}
    if day < wanted.as_of:
        as_of = wanted.as_of.isoformat()
        yield _notice("known-on-before", order.where(FIELD), **values, as_of=as_of)
    if order.text:
        yield _notice("known-on-texts", order.where("text"), **values)
    item = order.item or ""
    concern = Concern(frozenset(order.areas), item, request.levels, request.ceiling)
    yield from left_out(past, concern, day, states)


def left_out(
    past: KnownBase, concern: Concern, day: dt.date, states: Iterable[Problem]
) -> Iterator[Problem]:
    """What is left out of what was known on a day, and what nobody can say.

    states  what reading told of data as received.
    """
    values = {"day": day.isoformat()}
    left = [fact for name in past.left if concern.meets(fact := past.facts[name])]
    later = [fact for fact in left if past.left[fact.id] is Left.LATER]
    if later:
        documents = {(fact.origin.source, fact.origin.document) for fact in later}
        told = counted(len(documents), "document")
        facts = counted(len(later), "fact")
        yield _notice("known-on-later", Where(), **values, facts=facts, documents=told)
    yield from _undated(past, left, values)
    for ruling in past.rulings:
        if _concerns(ruling, past, concern):
            where = Where(record=ruling.id)
            yield _notice("known-on-ruling", where, **values, on=ruling.on.isoformat())
    for one in states:
        source = past.base.sources.get(one.values["source"])
        if source is not None and concern.is_told(source.marking or concern.levels[-1]):
            yield one


def _undated(past: KnownBase, left: Sequence[Fact], values: dict[str, str]) -> Iterator[Problem]:
    """The documents of which nobody can say whether they had come out, with how many facts."""
    for why, code in ((Left.UNCLEAR, "known-on-unclear"), (Left.UNDATED, "known-on-undated")):
        found = Counter(_document(fact) for fact in left if past.left[fact.id] is why)
        for (source, document, published), count in sorted(found.items()):
            where = Where(f"sources/{source}/source.toml", field=f"documents.{document}")
            told = {"document": document, "published": published}
            yield _notice(code, where, **values, **told, facts=counted(count, "fact"))


def _concerns(ruling: Ruling, past: KnownBase, concern: Concern) -> bool:
    """Whether a ruling is about facts that were known, and all of it may be told of."""
    named = [past.base.facts.get(name) for name in (ruling.prefers, *ruling.over)]
    known = [fact for fact in named if fact is not None]
    every = len(known) == len(named) and all(concern.is_told(fact.marking) for fact in known)
    return every and any(concern.meets(fact) for fact in known)


def _document(fact: Fact) -> tuple[str, str, str]:
    published = fact.origin.published
    return fact.origin.source, fact.origin.document, published.text if published else ""


def counted(number: int, thing: str) -> str:
    """“1 fact”, “3 facts”."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _notice(code: str, where: Where, **values: str) -> Problem:
    return Problem(code, where, values, Severity.NOTICE)
