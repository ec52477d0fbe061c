"""A plan that has to be thought about: something may have changed since the last one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build import memory
from generator.build.inputs import Inputs, wanted_of
from generator.build.orders.audiences import for_audiences
from generator.build.orders.meeting import when
from generator.build.orders.order import Order, read_order
from generator.build.planning import kept, snapshots
from generator.build.planning.differing import Differing
from generator.build.planning.model import (
    STALE,
    TO_CHECK,
    UP_TO_DATE,
    Plan,
    Planned,
    PlannedOrder,
    Why,
)
from generator.build.planning.parts import Parts
from generator.build.planning.record import ORDERS, OrderRecord, recall
from generator.build.planning.renewing import renew
from generator.build.planning.watched import (
    Contents,
    Sight,
    contents_of,
    made_name,
    signature,
    surroundings,
)
from generator.build.planning.weighing import Now, weigh
from generator.build.report import Settings
from generator.editions.manifest import FactUsed
from generator.editions.store import Edition, EditionStore
from generator.problems import Findings

if TYPE_CHECKING:
    from generator.build.plan import Look
    from generator.build.workspace import Workspace


def think(
    workspace: Workspace, today: dt.date, sight: Sight, known: Contents | None
) -> tuple[Plan, Look]:
    """The plan for a day, and the files that were looked at for it.

    known  contents of files as they were last looked at, if they were.
    """
    from generator.build.plan import Look

    thought = _Thought(workspace, today, sight, known)
    plan = thought.plan()
    return plan, Look(
        lambda: thought.contents, lambda: thought.signature, lambda: thought.keep(plan)
    )


def open_kept(state: Path) -> None:
    """Open what planning keeps: a process that is asked again and again has it from then on.

    Of the states of sources those on which most orders stand, as many as are held.
    """
    states = Counter(each for record in _records(state) for each in record.sources.items())
    for (source, digest), _ in states.most_common(snapshots.OPENED):
        snapshots.recall(state, source, digest)


class _Thought:
    """contents  the files that were looked at, with the editions that are remembered."""

    def __init__(
        self, workspace: Workspace, today: dt.date, sight: Sight, known: Contents | None
    ) -> None:
        self._workspace = workspace
        self._today = today
        self._sight = sight
        self._store = EditionStore(workspace.briefings)
        self._records = {record.order: record for record in _records(workspace.state)}
        seen = sight.seen({name: record.edition for name, record in self._records.items()})
        self.contents = self._kept_for = contents_of(seen, sight.places, known, sight.looked)
        self._now = Now(self.contents, Parts(self.contents), surroundings(), today)
        self._inputs = Inputs(workspace)
        areas = {area for record in self._records.values() for area in record.countries}
        self._differing = Differing(workspace, self._now, frozenset(areas), self._levels())

    def plan(self) -> Plan:
        """Every order, in the order of the names of their files."""
        orders = [one for stem in self._now.parts.stems for one in self._of_stem(stem)]
        orders = self._following(orders)
        names = {one.order for one in orders}
        turns = (record.until() for record in self._records.values() if record.order in names)
        days = [day for day in turns if day is not None and day > self._today]
        made = Plan(self._today, tuple(orders), min(days, default=None))
        if renew(self._workspace.state, self._records, made, self._now.parts.sources):
            self._sight.look_at_records()
        self._kept_for = self._with_editions({one.order: one.edition for one in orders})
        return made

    def keep(self, plan: Plan) -> None:
        """Keep the plan for the next time, as one for what was seen when it was made."""
        from generator.build.plan import keep_plan

        editions = {one.order: one.edition for one in plan.orders}
        keep_plan(self._workspace, plan, self._kept_for, editions)

    @property
    def signature(self) -> str:
        """Of the files that the plan is kept for: with the editions that it names."""
        return signature(self._kept_for.signs)

    def _with_editions(self, editions: Mapping[str, int]) -> Contents:
        seen = self._sight.seen(editions)
        if seen == self.contents.signs:
            return self.contents
        return contents_of(seen, self._sight.places, self.contents, self._sight.looked)

    def _levels(self) -> tuple[str, ...]:
        """The marking levels of the orders; () when they have several schemes, or none."""
        found = {asked.levels for record in self._records.values() for asked in record.asked}
        return found.pop() if len(found) == 1 else ()

    # ------------------------------------------------------------ one file of orders

    def _of_stem(self, stem: str) -> Iterator[PlannedOrder]:
        """The orders of a file, one for each audience."""
        known = [record for record in self._records.values() if record.stem == stem]
        own = self._now.parts.order((stem,))
        if known and all(own.items() <= record.parts["order"].items() for record in known):
            yield from (self._weighed(record) for record in sorted(known, key=_name))
            return
        findings = Findings()
        path = self._workspace.briefings / f"{stem}.toml"
        order = read_order(path, findings, shown_as=self._workspace.shown(path))
        if order is None or findings.errors:
            codes = ", ".join(dict.fromkeys(problem.code for problem in findings.errors))
            why = (Why("order-unsound", f"{stem}.toml", new=codes),)
            number = known[0].edition if known else 0
            yield PlannedOrder(stem, number, (Planned("", "", TO_CHECK, why),))
            return
        for one in for_audiences(order):
            record = self._records.get(one.name)
            yield self._unrecorded(one) if record is None else self._reordered(one, record)

    def _weighed(self, record: OrderRecord) -> PlannedOrder:
        if (other := self._other_edition(record)) is not None:
            return other
        edition: list[Mapping[str, FactUsed]] = []

        def printed() -> Mapping[str, FactUsed]:
            if not edition:
                edition.append(self._printed(record))
            return edition[0]

        return weigh(record, self._now, self._differing.concerning(record, printed))

    def _printed(self, record: OrderRecord) -> Mapping[str, FactUsed]:
        """The facts that the edition of a record printed."""
        for edition in self._store.recorded(record.order):
            if edition.number == record.edition:
                return {fact.id: fact for fact in edition.manifest.facts}
        return {}

    def _other_edition(self, record: OrderRecord) -> PlannedOrder | None:
        """An order of which another edition stands than the one that is remembered."""
        numbers = self.contents.sha256.get(made_name(record.order), "").split()
        if not any(int(number) > record.edition for number in numbers):
            return None
        latest = self._store.latest(record.order)
        if latest is None or latest.number <= record.edition:
            return None
        why = Why("edition-newer", str(latest.number), str(record.edition), str(latest.number))
        return _of_edition(record.order, latest, (why,))

    def _reordered(self, order: Order, record: OrderRecord) -> PlannedOrder:
        """An order whose file has changed since it was built."""
        planned = self._weighed(record)
        findings = Findings()
        wanted = wanted_of(order, Settings(today=self._today), findings)
        if wanted is None:
            return planned
        documents = [_of_wanted(one, wanted.languages, wanted.formats) for one in planned.documents]
        for language, name in wanted.documents:
            if language not in record.languages:
                why = Why("language-added", language, certain=True)
                documents.append(Planned(language, name, STALE, (why,)))
            elif name not in record.formats:
                why = Why("format-added", name, certain=True)
                documents.append(Planned(language, name, STALE, (why,)))
        meeting = when(order.meeting)
        if meeting != record.meeting:
            moved = Why("meeting", "", record.meeting, meeting)
            documents = [one._replace(reasons=(moved, *one.reasons)) for one in documents]
        return planned._replace(documents=tuple(documents))

    def _unrecorded(self, order: Order) -> PlannedOrder:
        """An order of which nothing is known, or not what it depends on."""
        wanted = wanted_of(order, Settings(today=self._today), Findings())
        latest = self._store.latest(order.name)
        if latest is None or wanted is None:
            why = (Why("first", order.name, certain=True),)
            documents = wanted.documents if wanted is not None else ()
            made = (Planned(language, name, STALE, why) for language, name in documents)
            return PlannedOrder(order.name, 0, tuple(made))
        check = memory.recall(self._workspace.state, order.name)
        if (
            check is not None
            and check.edition == latest.number
            and check.inputs == self._inputs.of(order, wanted)
        ):
            return _of_edition(order.name, latest, ())
        return _of_edition(order.name, latest, (Why("not-remembered", order.name),))

    # ------------------------------------------------------------ change notes

    def _following(self, orders: list[PlannedOrder]) -> list[PlannedOrder]:
        """Change notes are due when the order that they follow has, or will have, a new edition."""
        by_name = {one.order: one for one in orders}
        found = []
        for one in orders:
            record = self._records.get(one.order)
            followed = by_name.get(record.follows) if record and record.follows else None
            if record and followed and _has_news(record, followed):
                old, new = str(record.followed), str(followed.edition)
                why = Why("follows", record.follows, old, new)
                one = one._replace(documents=tuple(_with(d, why) for d in one.documents))
            found.append(one)
        return found


def _has_news(record: OrderRecord, followed: PlannedOrder) -> bool:
    """Whether the order that a change note follows has another edition, or will have one."""
    return record.followed > 0 and (followed.due or followed.edition != record.followed)


def _of_edition(order: str, edition: Edition, why: tuple[Why, ...]) -> PlannedOrder:
    """An order by the manifest of its edition, with the same reasons for every document."""
    state = TO_CHECK if why else UP_TO_DATE
    made = edition.manifest.documents
    return PlannedOrder(
        order,
        edition.number,
        tuple(Planned(d.language, d.format, state, why, d.file, d.piece) for d in made),
    )


def _of_wanted(one: Planned, languages: Iterable[str], formats: Iterable[str]) -> Planned:
    """A document that its order may not ask for any more."""
    for what, value, wanted in (
        ("language-removed", one.language, languages),
        ("format-removed", one.format, formats),
    ):
        if value not in wanted:
            return one._replace(state=STALE, reasons=(Why(what, value, certain=True),))
    return one


def _with(one: Planned, why: Why) -> Planned:
    state = STALE if one.state == STALE else TO_CHECK
    return one._replace(state=state, reasons=(*one.reasons, why))


def _records(state: Path) -> Iterator[OrderRecord]:
    folder = state / kept.FOLDER / ORDERS
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        record = recall(state, path.stem)
        if record is not None and record.order == path.stem:
            yield record


def _name(record: OrderRecord) -> str:
    return record.order
