"""What a change note is made of: two states of the order that it follows, and what differs.

The states are editions, as their manifests kept them, or what is known by now about two days. All
that stands above the ceiling in either of them, or in the sources today, is taken out of
both before they are compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from generator.build.chosen import Chosen as ChosenForOrder
from generator.build.inputs import Wanted
from generator.build.materials import considered
from generator.build.orders.changes import LAST_DELIVERED, Changes
from generator.build.orders.order import Order
from generator.build.stored import Kept, kept_of, seal_of
from generator.changes.compare import delta
from generator.changes.model import Change, Delta, Holding, Limit
from generator.changes.texts import HeldText, TextChange
from generator.editions.deliveries import delivered_editions
from generator.editions.manifest import Compared, Side
from generator.editions.store import Edition, EditionStore
from generator.facts.model import Fact, FactBase, Organisation, Origin, Person, Source
from generator.problems import Findings
from generator.selection.audience import objection
from generator.selection.markings import highest
from generator.selection.model import Chosen, Request, Selection
from generator.selection.texts import original_language

if TYPE_CHECKING:
    from generator.compose.model import Slot, Template

_WAS: Final = "--was"
_LONGEST_ID: Final = 64

Chooser = Callable[[Order, Wanted, Findings], ChosenForOrder | None]


@dataclass(frozen=True, slots=True)
class Found:
    """What is compared, and how.

    base  the facts of today, with those of the states that are no longer among them.
    """

    delta: Delta
    base: FactBase
    selection: Selection
    compared: Compared


@dataclass(frozen=True, slots=True)
class States:
    """Where the states of an order are found.

    choose  chooses the facts of an order for a day, as a build of it does.
    """

    store: EditionStore
    base: FactBase
    choose: Chooser

    def of(self, order: Order, wanted: Wanted, findings: Findings) -> tuple[Kept, Kept] | None:
        """The two states that a change note compares; None, with problems, without them."""
        changes = order.changes
        if changes is None or changes.followed is None:
            raise AssertionError("a change note follows an order")
        if changes.between is None and wanted.known_on is not None:
            day = wanted.known_on.isoformat()
            findings.add("known-on-editions", order.where("known_on"), day=day, of=changes.of)
            return None
        if changes.between is None:
            return self._editions(order, changes, changes.followed, findings)
        first, last = (
            self.on_day(order, changes.followed, wanted, day, findings) for day in changes.between
        )
        return (first, last) if first is not None and last is not None else None

    def on_day(
        self, order: Order, followed: Order, wanted: Wanted, day: dt.date, findings: Findings
    ) -> Kept | None:
        """What an order would be made from on a day, for the readers of another."""
        asked = replace(
            followed,
            as_of=day,
            ceiling=order.ceiling,
            house=order.house,
            status=order.status,
            audience=order.audience or followed.audience,
            changes=None,
        )
        own = Findings()
        chosen = self.choose(asked, replace(wanted, as_of=day), own)
        if chosen is None:
            findings.extend(problem for problem in own if problem not in findings)
            return None
        return Kept(
            Holding(
                followed.name,
                day,
                _of_selection(chosen.selection),
                known_on=chosen.wanted.known_on,
                texts=written_texts(chosen.texts),
            ),
            MappingProxyType({}),
            MappingProxyType({}),
            MappingProxyType({}),
        )

    def _editions(
        self, order: Order, changes: Changes, followed: Order, findings: Findings
    ) -> tuple[Kept, Kept] | None:
        where = order.where("changes.since")
        shelf = self.store.list(followed.name)
        editions = [one for one in shelf.editions if one.manifest.order.as_ordered]
        if not editions:
            findings.extend(shelf.damaged)
            findings.add("changes-no-edition", where, of=followed.name)
            return None
        last = (
            _numbered(order, editions, changes.until, findings) if changes.until else editions[-1]
        )
        given = delivered_editions(self.store.root, followed.name)
        first = _first(order, editions, changes, last, given, findings) if last else None
        if first is None or last is None:
            return None
        if first.number > last.number:
            findings.add(
                "changes-edition-order",
                where,
                value=first.number,
                until=last.number,
                of=followed.name,
            )
            return None
        return kept_of(first.manifest, self.base), kept_of(last.manifest, self.base)


def _first(
    order: Order,
    editions: Sequence[Edition],
    changes: Changes,
    last: Edition,
    given: Sequence[int],
    findings: Findings,
) -> Edition | None:
    """The edition with which the note begins. given: numbers of those that were delivered."""
    since, of = changes.since, changes.of
    if isinstance(since, int):
        return _numbered(order, editions, since, findings)
    where = order.where("changes.since")
    if isinstance(since, dt.date):
        found = [one for one in editions if one.manifest.issued <= since]
        if not found:
            first = f"{editions[0].number} ({editions[0].manifest.issued})"
            findings.add("changes-edition-day", where, of=of, value=since, choices=first)
        return found[-1] if found else None
    limited = last.manifest.known_on is not None
    before = [
        one
        for one in editions
        if one.number < last.number and (one.manifest.known_on is not None) == limited
    ]
    if not before:
        findings.add("changes-first-edition", where, of=of, edition=last.number)
    elif since == LAST_DELIVERED:
        before = [one for one in before if one.number in given]
        if not before:
            findings.add("changes-none-delivered", where, of=of, edition=last.number)
    return before[-1] if before else None


def _numbered(
    order: Order, editions: Sequence[Edition], number: int, findings: Findings
) -> Edition | None:
    found = next((one for one in editions if one.number == number), None)
    if found is None and order.changes is not None:
        choices = ", ".join(str(one.number) for one in editions[-20:])
        where = order.where("changes.since")
        of = order.changes.of
        findings.add("changes-edition-unknown", where, of=of, value=number, choices=choices)
    return found


def _of_selection(selection: Selection) -> tuple[Chosen, ...]:
    """Every fact that is chosen, once, in the order of the needs."""
    chosen = {one.fact.id: one for some in selection.chosen.values() for one in some}
    others = {fact.id: Chosen(fact) for fact in considered(selection)}
    return tuple({**others, **chosen}.values())


def written_texts(texts: Mapping[str, Fact]) -> tuple[HeldText, ...]:
    """Officers' texts as an order has them now, by slot."""
    return tuple(
        HeldText(
            slot,
            fact.marking,
            original_language(fact) or "",
            MappingProxyType({tag: text.forms["other"] for tag, text in fact.text.items()}),
        )
        for slot, fact in texts.items()
    )


# ---------------------------------------------------------------- what is told of them


def found_between(
    order: Order,
    states: tuple[Kept, Kept],
    base: FactBase,
    levels: tuple[str, ...],
    audience: Literal["to-say", "background"],
    slots: Mapping[str, Slot] = MappingProxyType({}),
) -> Found:
    """What differs between two states, for the readers of an order.

    slots  those that the template of the compared order has: what their places are called.
    """
    before, after = (_heard(_titled(kept, slots), base, audience) for kept in states)
    ceiling = order.ceiling or levels[0]
    now = {name: fact.marking for name, fact in base.facts.items()}
    looked_at = [one.holding.language for one in (before, after) if one.holding.language]
    languages = tuple(dict.fromkeys(tag.split("-")[0] for tag in looked_at or order.languages))
    limit = Limit(levels, ceiling, MappingProxyType(now))
    seals = [seal_of(kept.holding) for kept in states]
    found = dated(renamed(delta(before.holding, after.holding, languages, limit), base), base)
    known = with_kept(base, found, (before, after))
    request = Request(
        area=order.subject,
        beside=order.areas[1:],
        as_of=after.holding.as_of,
        levels=levels,
        ceiling=ceiling,
        draft=order.status == "draft",
        audience=audience,
    )
    first, last = (
        Side(kept.holding.edition, kept.holding.as_of, seal)
        for kept, seal in zip(states, seals, strict=True)
    )
    compared = Compared(before.holding.order, first, last)
    return Found(found, known, selection_of(found, request), compared)


def _heard(kept: Kept, base: FactBase, audience: Literal["to-say", "background"]) -> Kept:
    """A state without what its readers may not hear."""
    people = {**kept.people, **base.people}
    facts = tuple(
        one for one in kept.holding.facts if objection(one.fact, people, audience) is None
    )
    texts = tuple(text for text in kept.holding.texts if text.to_say or audience != "to-say")
    return replace(kept, holding=replace(kept.holding, facts=facts, texts=texts))


def slots_of(order: Order, read: Callable[[str], Template | None]) -> Mapping[str, Slot]:
    """The slots of an order's template; of a pack those of all its briefs, by their place."""
    parts = order.pack.parts if order.pack else ()
    named = [(f"{place}.", part) for place, part in enumerate(parts, 1)] or [("", order)]
    found: dict[str, Slot] = {}
    for before, one in named:
        template = read(one.template) if one.template else None
        for name, slot in template.slots.items() if template else ():
            found[f"{before}{name}"] = slot
    return MappingProxyType(found)


def _titled(kept: Kept, slots: Mapping[str, Slot]) -> Kept:
    """A state whose texts know what their place is called, and whether they may be said."""
    texts = tuple(
        replace(text, title=slots[text.slot].title, to_say=slots[text.slot].to_say)
        if text.slot in slots
        else text
        for text in kept.holding.texts
    )
    return replace(kept, holding=replace(kept.holding, texts=texts))


def selection_of(found: Delta, request: Request) -> Selection:
    """The facts of the changes that are told, as a selection."""
    sides: Mapping[str, tuple[Chosen, ...]] = {
        "after": tuple(one.after for one in found.told if one.after is not None),
        "before": tuple(one.before for one in found.told if one.before is not None),
    }
    every = [one.fact for some in sides.values() for one in some]
    return Selection(
        request=request,
        chosen=MappingProxyType(sides),
        above_ceiling=found.hidden,
        marking=highest([*every, *sides_of(found.texts)], request.levels),
    )


def sides_of(texts: Iterable[TextChange]) -> Iterator[HeldText]:
    """Every text that is told of, as it was and as it is."""
    return (side for change in texts for side in change.sides)


def renamed(found: Delta, base: FactBase) -> Delta:
    """The changes, with facts that are no longer as they were under names of their own.

    A document ties each value to one fact: an old value and its new one are two.
    """
    taken = {*base.facts, *(one.fact.id for one in found.after.facts)}
    after = {one.fact.id: one.fact.version for one in found.after.facts}

    def is_now(one: Chosen) -> bool:
        known = base.facts.get(one.fact.id)
        name, version = one.fact.id, one.fact.version
        return after.get(name, version) == version and (known is None or known.version == version)

    def turned(change: Change) -> Change:
        before = change.before
        if before is None or is_now(before):
            return change
        fact = replace(before.fact, id=_free(before.fact.id, taken))
        return replace(change, before=replace(before, fact=fact))

    return replace(found, changes=tuple(turned(change) for change in found.changes))


def dated(found: Delta, base: FactBase) -> Delta:
    """The changes, with documents that are no longer as they were under names of their own.

    A provider publishes anew under the same name: an old value is from what was published then.
    """
    taken = {name for source in base.sources.values() for name in source.origins}
    named: list[tuple[Origin, Origin]] = []

    def turned(side: Chosen | None) -> Chosen | None:
        if side is None or _as_today(side.fact.origin, base):
            return side
        origin = side.fact.origin
        known = next((new for old, new in named if old == origin), None)
        if known is None:
            known = replace(origin, document=_free(origin.document, taken))
            named.append((origin, known))
        return replace(side, fact=replace(side.fact, origin=known))

    changes = (
        replace(one, before=turned(one.before), after=turned(one.after)) for one in found.changes
    )
    return replace(found, changes=tuple(changes))


def _as_today(origin: Origin, base: FactBase) -> bool:
    """Whether the document is as the sources have it, or is not among them any more."""
    source = base.sources.get(origin.source)
    today = None if source is None else source.origins.get(origin.document)
    return today is None or replace(today, note=None) == replace(origin, note=None)


def _free(name: str, taken: set[str]) -> str:
    """A name for a fact or document as it was, that none has; it is its own from then on."""
    number, suffix = 1, _WAS
    while (made := name[: _LONGEST_ID - len(suffix)] + suffix) in taken:
        number += 1
        suffix = f"{_WAS}-{number}"
    taken.add(made)
    return made


def with_kept(base: FactBase, found: Delta, states: Iterable[Kept]) -> FactBase:
    """The facts of today with those of the changes, and what these name, behind them."""
    facts = {
        side.fact.id: side.fact
        for change in found.changes
        for side in (change.before, change.after)
        if side is not None
    }
    people: dict[str, Person] = {}
    bodies: dict[str, Organisation] = {}
    sources = dict(base.sources)
    for kept in states:
        people.update(kept.people)
        bodies.update(kept.organisations)
        for name, source in kept.sources.items():
            sources[name] = _with_origins(sources.get(name, source), source.origins)
    for fact in facts.values():
        if (known := sources.get(fact.origin.source)) is not None:
            sources[known.id] = _with_origins(known, {fact.origin.document: fact.origin})
    return replace(
        base,
        facts=MappingProxyType({**facts, **base.facts, **facts}),
        people=MappingProxyType({**people, **base.people}),
        organisations=MappingProxyType({**bodies, **base.organisations}),
        sources=MappingProxyType(sources),
    )


def _with_origins(today: Source, kept: Mapping[str, Origin]) -> Source:
    return replace(today, origins=MappingProxyType({**kept, **today.origins}))
