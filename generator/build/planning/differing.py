"""Which changes in the sources concern an order, and which do not.

Only sources that differ from what an order was made from are read, each once; of their records
only those that are new or otherwise since then are compared with what the order looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from generator.build.planning import snapshots
from generator.build.planning.changed_words import old_and_new
from generator.build.planning.model import Why
from generator.build.planning.record import Asked, OrderRecord
from generator.build.planning.snapshots import Change, Snapshot, change_since, fact_version
from generator.build.planning.watched import Places, unmoved
from generator.facts.model import (
    Area,
    CountryNames,
    Fact,
    Organisation,
    Person,
    Relation,
    Ruling,
    Term,
)
from generator.problems import Findings
from generator.selection.markings import rank
from generator.selection.model import Request
from generator.selection.reach import answering

if TYPE_CHECKING:
    from generator.build.planning.byrows import Rows
    from generator.build.planning.weighing import Now
    from generator.build.workspace import Workspace
    from generator.editions.manifest import FactUsed
    from generator.facts.contents import Contents
    from generator.facts.divided import Divided
    from generator.facts.entities import Record

Printed: TypeAlias = Callable[[], Mapping[str, "FactUsed"]]
"""Gives the facts that an edition printed, by id, as its manifest has them."""

UNAFFECTED = "unaffected"


class Differing:
    """The sources as they are now, against what orders were made from.

    areas  the countries of all orders; levels: marking levels of the house, or ().
    """

    def __init__(
        self, workspace: Workspace, now: Now, areas: frozenset[str], levels: tuple[str, ...]
    ) -> None:
        self._workspace = workspace
        self._now = now
        self._areas = areas
        self._levels = levels
        self._contents: dict[str, tuple[Contents | None, bool]] = {}
        self._changes: dict[tuple[str, str], _Indexed | None] = {}
        self._divided: dict[str, Divided | None] = {}
        self._wide: dict[str, frozenset[str]] = {}

    def concerning(self, record: OrderRecord, printed: Printed) -> Iterator[Why]:
        """What differs in the sources and concerns an order; a source that does not, once."""
        now = self._now.parts.sources
        for source in sorted({*record.sources, *now}):
            before = record.sources.get(source, "")
            if before == now.get(source, ""):
                continue
            if record.follows or record.known_on:
                yield Why("sources", source)
                continue
            change = self._change(source, before)
            if change is None:
                yield Why("source-unsound", source)
                continue
            found = [*self._of_source(record, source, change, printed)]
            yield from found or (Why(UNAFFECTED, source, new=change.size),)

    # ------------------------------------------------------------ reading

    def _change(self, source: str, before: str) -> _Indexed | None:
        """What differs in a source since it had that digest; None when it holds a mistake."""
        key = source, before
        if key not in self._changes:
            known = snapshots.recall(self._workspace.state, source, before) if before else None
            if known is not None and not known.areas >= self._areas:
                known = None
            findings = Findings()
            rows = self._rows(source, known, findings)
            if rows is not None:
                self._changes[key] = None if findings.errors else _Indexed(rows.change)
            else:
                contents, sound = self._read(source)
                self._changes[key] = _Indexed(change_since(known, contents)) if sound else None
        return self._changes[key]

    def _rows(self, source: str, known: Snapshot | None, findings: Findings) -> Rows | None:
        """What differs by rows of tables; None when the source is to be read whole, or was."""
        # Not loaded when nothing has changed.
        from generator.build.planning.byrows import by_rows
        from generator.facts.divided import divided

        if known is None or source in self._contents:
            return None
        root, files = self._workspace.root, self._files(source)
        if source not in self._divided:
            self._divided[source] = divided(root, source)
        if (opened := self._divided[source]) is None:
            return None
        found = by_rows(known, root, source, files, findings, opened)
        if found is not None and not findings.errors and self._is_wider(source, found.snapshot):
            self._keep(source, found.snapshot)
        return found

    def _is_wider(self, source: str, snapshot: Snapshot) -> bool:
        """Whether a snapshot of the source as it is now tells more than the one kept before."""
        kept = self._wide.setdefault(source, frozenset())
        self._wide[source] = kept | snapshot.areas
        return not snapshot.areas <= kept

    def _read(self, source: str) -> tuple[Contents | None, bool]:
        """What a source holds now, and whether it could be read without a mistake."""
        from generator.build.planning.byrows import with_tables
        from generator.facts.sources import read_each

        if source not in self._contents:
            root, digest = self._workspace.root, self._now.parts.sources.get(source, "")
            findings = Findings()
            read = read_each(root, (source,), findings, levels=self._levels, areas=self._areas)
            contents = read[source]
            sound = not findings.errors and (contents is not None or not digest)
            if contents is not None and sound:
                made = snapshots.snapshot_of(contents, self._areas)
                facts = [one for one in contents.records if isinstance(one, Fact)]
                self._keep(source, with_tables(made, facts, root, source, self._files(source)))
            self._contents[source] = contents, sound
        return self._contents[source]

    def _keep(self, source: str, snapshot: Snapshot) -> None:
        """Keep a snapshot of the source as it is now, unless it changed while it was read."""
        places = Places(self._workspace.root, self._workspace.briefings)
        if unmoved(source, places, self._now.contents):
            digest = self._now.parts.sources.get(source, "")
            snapshots.remember(self._workspace.state, source, digest, snapshot)

    def _files(self, source: str) -> dict[str, str]:
        """The files of a source by their names within its folder."""
        return self._now.contents.within(f"sources/{source}/")

    # ------------------------------------------------------------ comparing

    def _of_source(
        self, record: OrderRecord, source: str, change: _Indexed, printed: Printed
    ) -> Iterator[Why]:
        yield from _of_known_facts(record, source, change, printed)
        for fact in change.beside(record):
            need = _touching(record, fact)
            if need is not None:
                yield Why("fact-added", fact.id, new=need, source=source)
        yield from _of_records(record, source, change.change)


class _Indexed:
    """The changes of a source, so that an order meets only those that may concern it."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.by_id = {fact.id: fact for fact in change.changed}
        count = len(change.changed) + len(change.records)
        self.size = f"{count} record" if count == 1 else f"{count} records"
        self._statements = [fact for fact in change.changed if fact.indicator is None]
        self._measured: dict[str, list[Fact]] = defaultdict(list)
        for fact in change.changed:
            if fact.indicator is not None:
                for area in fact.countries:
                    self._measured[area].append(fact)

    def met_by(self, record: OrderRecord, source: str) -> list[str]:
        """Ids of the changed facts that an order has looked at, and of those that went."""
        changed, facts = self.by_id, record.facts
        found = {name for name in changed if name in facts}
        if self.change.may_have_gone:  # else nobody need look at all that the order looked at
            found.update(
                name
                for name, read in facts.items()
                if read.source == source and name not in changed and self.change.is_gone(name)
            )
        return sorted(found)

    def beside(self, record: OrderRecord) -> Iterator[Fact]:
        """Changed facts that an order has not looked at, and may have to."""
        seen: set[str] = set()
        measured = (
            fact for area in sorted(record.countries) for fact in self._measured.get(area, ())
        )
        for fact in (*self._statements, *measured):
            if fact.id not in record.facts and fact.id not in seen:
                seen.add(fact.id)
                yield fact


def _of_known_facts(
    record: OrderRecord, source: str, change: _Indexed, printed: Printed
) -> Iterator[Why]:
    """Facts that the order looked at, and that are otherwise now or gone."""
    for name in change.met_by(record, source):
        read, fact = record.facts[name], change.by_id.get(name)
        certain = bool(read.printed)
        if fact is None:
            yield Why("fact-removed", name, source=source, certain=certain, languages=read.printed)
        elif fact_version(fact) != read.version:
            levels = record.asked[0].levels if record.asked else ()
            old, new = old_and_new(printed().get(name) if read.printed else None, fact, levels)
            yield Why("fact-changed", name, old, new, source, certain, read.printed)


def _touching(record: OrderRecord, fact: Fact) -> str | None:
    """The need of an order that a new fact may answer, or "" where it is compared with others.

    None when it does not concern the order, or stands above its ceiling.
    """
    reached = record.reach
    for asked in record.asked:
        if rank(fact.marking, asked.levels) > asked.levels.index(asked.ceiling):
            continue
        need = answering(fact, _request(record, asked), asked.needs)
        if need is not None:
            return need.name
        if reached.touches(fact):
            return ""
    return None


def _request(record: OrderRecord, asked: Asked) -> Request:
    return Request(
        area=asked.area,
        as_of=record.as_of,
        levels=asked.levels,
        ceiling=asked.ceiling,
        beside=asked.beside,
        item=asked.item,
        people=asked.people,
        agenda=asked.agenda,
        off=frozenset(asked.off),
    )


def _of_records(record: OrderRecord, source: str, change: Change) -> Iterator[Why]:
    """Countries, bodies, persons, terms and rulings that are new or otherwise."""
    for one in change.records:
        what = _concern(record, one)
        if what:
            yield Why(what, one.id, source=source)
    for sort in sorted(change.gone - {"notes"}):
        yield Why("record-removed", sort, source=source)
    if change.measures and any(need.indicators for a in record.asked for need in a.needs):
        yield Why("measures", source)
    if change.own and any(f.source == source and f.printed for f in record.facts.values()):
        yield Why("source", source)


def _concern(record: OrderRecord, one: Record) -> str:
    """How a record that is new or otherwise concerns an order; "" when it does not.

    Every body and term does: whether a name is printed as it stands depends on all of them.
    """
    match one:
        case Organisation():
            return "body"
        case Term():
            return "term"
        case Area():
            return "area" if one.contested or one.id in record.areas else ""
        case CountryNames():
            return "area" if one.area in record.areas else ""
        case Person():
            return "person" if one.id in record.people else ""
        case Relation():
            return "" if record.facts.keys().isdisjoint(one.facts) else "relation"
        case Ruling():
            names = {one.prefers, *one.over}
            return "" if record.facts.keys().isdisjoint(names) else "ruling"
    return ""
