"""How long editions are kept, and removing them when somebody asks for it.

Without ``retention.toml`` every edition is kept for good. With it nothing is removed by
itself either: ``briefing edition remove`` lists what has come of age, and asks.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from generator.build.keeping import Keeping, KeptEdition
from generator.build.snapshot import read_snapshot
from generator.build.workspace import Workspace
from generator.editions import atomic
from generator.editions.archive import Removal
from generator.editions.names import ORDER_NAME
from generator.editions.objects import LostError
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Table
from generator.facts.schema import Fields, Place
from generator.problems import Findings

FILE: Final = "retention.toml"
Reason: TypeAlias = Literal["held", "latest", "kept"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How old an edition must be before it may be removed; None: it stays for good.

    keep  how many of the newest of an order stay whatever their age.
    """

    days: int | None = None
    keep: int = 1


@dataclass(frozen=True, slots=True)
class Retention:
    """The rule of the workspace, and those of single orders."""

    usual: Rule = Rule()
    orders: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, order: str) -> Rule:
        """The rule for an order."""
        return self.orders.get(order, self.usual)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition that may be removed; stays: why it is not, or ""."""

    edition: KeptEdition
    stays: Reason | Literal[""]


def read_retention(workspace: Workspace, findings: Findings) -> Retention:
    """The settings in ``retention.toml``; without the file, everything is kept."""
    path = workspace.root / FILE
    if not path.exists():
        return Retention()
    tree = read_toml(path, findings, name=FILE)
    if tree is None:
        return Retention()
    fields = Fields(tree, Place(FILE, findings))
    usual = _rule(fields)
    orders: dict[str, Rule] = {}
    table = fields.table_of("orders")
    if table is not None:
        for name, node in table.table.entries.items():
            if not ORDER_NAME.fullmatch(name) or not isinstance(node, Table):
                table.refuse("retention-order", name, order=name[:64])
                continue
            inner = table.table_of(name)
            if inner is not None:
                orders[name] = _rule(inner, usual)
                inner.finish()
        table.finish()
    fields.finish()
    return Retention(usual, MappingProxyType(orders))


def _rule(fields: Fields, usual: Rule = Rule()) -> Rule:
    days, keep = fields.integer("older_than_days"), fields.integer("keep")
    for name, value, least in (("older_than_days", days, 1), ("keep", keep, 1)):
        if value is not None and value < least:
            fields.refuse("retention-number", name, value=value, least=least)
    return Rule(usual.days if days is None else days, usual.keep if keep is None else keep)


def of_age(
    keeping: Keeping, retention: Retention, today: dt.date, before: dt.date | None = None
) -> tuple[Candidate, ...]:
    """The editions that are old enough to be removed.

    before  the day before which they were issued, in place of what the settings say.
    """
    found: list[Candidate] = []
    by_order: dict[str, list[KeptEdition]] = {}
    for edition in keeping.all():
        by_order.setdefault(edition.order, []).append(edition)
    for order, editions in by_order.items():
        rule = retention.of(order)
        day = before
        if day is None and rule.days is not None:
            day = today - dt.timedelta(days=rule.days)
        if day is None:
            continue
        old = [one for one in editions if one.manifest.issued < day]
        found.extend(judged(keeping, old, {order: {one.number for one in editions[-rule.keep :]}}))
    return tuple(found)


def judged(
    keeping: Keeping, editions: Iterable[KeptEdition], newest: Mapping[str, set[int]]
) -> Iterator[Candidate]:
    """Each edition, and why it stays: held, the latest as ordered, or among the newest."""
    for one in editions:
        latest = keeping.store.list(one.order).latest
        stays: Reason | Literal[""] = ""
        if one.hold is not None:
            stays = "held"
        elif latest is not None and latest.number == one.number:
            stays = "latest"
        elif one.number in newest.get(one.order, ()):
            stays = "kept"
        yield Candidate(one, stays)


def remove(
    keeping: Keeping, editions: Sequence[KeptEdition], day: dt.date, by: str, why: str
) -> Iterator[KeptEdition]:
    """Remove editions, one by one; gives each when it is gone.

    That it was there stays on record, and its number is not used again. Raises
    ``HeldError`` and ``OSError``; what was not removed then stands whole.
    """
    archive = keeping.store.archive
    for one in editions:
        with keeping.store.writing(one.order, wait=30.0):
            if archive.held(one.order, one.number) is not None:
                continue  # somebody has held it meanwhile
            issued = one.manifest.issued.isoformat()
            record = Removal(one.number, one.manifest.number, issued, day.isoformat(), by, why)
            archive.note_removed(one.order, record)
            if one.folder.exists():
                gone = one.folder.with_name(f"{atomic.TEMPORARY}removed-{one.folder.name}")
                one.folder.rename(gone)
                shutil.rmtree(gone)
            archive.forget(one.order, one.number)
        yield one


def freed(keeping: Keeping) -> int:
    """Drop what no edition is made from any more; gives the bytes."""
    needed: set[str] = set()
    for edition in keeping.all():
        name = edition.manifest.snapshot
        if not name:
            continue
        needed.add(name)
        try:
            needed.update(read_snapshot(keeping.store.objects, name).parts())
        except LostError:
            return 0  # what a damaged list needs is not known: nothing is dropped
    with keeping.store.objects.writing():
        return keeping.store.objects.sweep(needed)
