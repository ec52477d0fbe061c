"""Orders that no change concerned are noted to stand on the newest state of a source.

Of a source only its newest states are kept (``snapshots``). An order that nothing has concerned
for long would stand on an older and older one, and once that is thrown away every plan would
read the source whole for it. So where orders stand on many states, the records of those that
the plan found untouched are written anew: what they depend on is the same in the newest state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.build.planning import record, snapshots
from generator.build.planning.model import Plan
from generator.build.planning.record import OrderRecord

MANY: Final = snapshots.MOST // 2
"""States of one source on which orders may stand while nobody waits for anything."""
TOO_MANY: Final = snapshots.MOST - 4
"""The same while something is due, and its making is not to be kept waiting."""


def renew(
    state: Path, records: Mapping[str, OrderRecord], plan: Plan, sources: Mapping[str, str]
) -> bool:
    """Write the records of untouched orders anew; gives whether any was.

    plan     what was found of these orders; sources: digest of each source, as it found them.
    """
    crowded = _crowded(records.values(), TOO_MANY if plan.due else MANY)
    renewed = False
    for one in _renewed(records, plan, sources, crowded) if crowded else ():
        if record.recall(state, one.order) == records[one.order]:  # else a build was quicker
            record.remember(state, one)
            renewed = True
    return renewed


def _crowded(records: Iterable[OrderRecord], most: int) -> frozenset[str]:
    """The sources on more states of which orders stand than that."""
    states: dict[str, set[str]] = {}
    for one in records:
        for source, digest in one.sources.items():
            states.setdefault(source, set()).add(digest)
    return frozenset(source for source, found in states.items() if len(found) > most)


def _renewed(
    records: Mapping[str, OrderRecord],
    plan: Plan,
    sources: Mapping[str, str],
    crowded: frozenset[str],
) -> Iterator[OrderRecord]:
    for one in plan.orders:
        known = records.get(one.order)
        names = {why.name for why in one.unaffected} & crowded
        if known is not None and names and not one.due:
            newest = {name: sources.get(name, "") for name in names}
            yield replace(known, sources={**known.sources, **newest})
