"""All sources together, as they were found sound: what is kept so that nothing is compared again.

The facts themselves stay with their sources; here stand the records that are no facts, the
warnings, and the few facts that comparing changed (who replaces whom). Facts are opened when
somebody asks: a question about one country opens that country.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from generator.facts import contentrows, parcel
from generator.facts.checks import clock_days
from generator.facts.model import Fact, FactBase
from generator.problems import Problem

_NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})

Changed = Mapping[str, Fact]
"""Facts that comparing the sources made otherwise, by id."""

Kept = tuple[bytes, Mapping[str, bytes]]
"""Head and parts of one source."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A base that was checked, and what was noticed.

    clock  the newest day that a record may not lie after; before it the checks must be made.
    """

    base: FactBase
    warnings: tuple[Problem, ...]
    clock: dt.date | None

    def holds_on(self, today: dt.date | None) -> bool:
        """Whether checking on that day would find the same."""
        return today is None or self.clock is None or today >= self.clock


def packed(base: FactBase, changed: Changed, warnings: tuple[Problem, ...]) -> bytes:
    """Everything but the facts of the sources."""
    bare = replace(base, facts=_NO_FACTS)
    clock = max(clock_days(base.facts.values(), base.sources.values()), default=None)
    return parcel.pack((bare, warnings, clock, tuple(changed.values()), len(base.facts)))


def opened(head: bytes, sources: Sequence[Kept], *, lazy: bool) -> Whole:
    """The base again.

    lazy  open facts when they are asked for; else all of them now.
    Raises ``NotAParcelError`` for what ``packed`` did not make.
    """
    found = parcel.unpack_plain(head)
    if not isinstance(found, tuple) or len(found) != 5 or not isinstance(found[0], FactBase):
        raise parcel.NotAParcelError("a whole of another form")
    bare, warnings, clock, changed, count = found
    facts = KeptFacts(sources, {fact.id: fact for fact in changed}, count)
    known = facts if lazy else MappingProxyType(facts.opened())
    return Whole(replace(bare, facts=known), warnings, clock)


@dataclass(slots=True, eq=False)
class KeptFacts(Mapping[str, Fact]):
    """Facts by id, opened when the first is asked for; those of one area by themselves."""

    _sources: Sequence[Kept]
    _changed: Changed
    _count: int
    _pools: dict[int, Sequence[Any]] = field(default_factory=dict)
    _all: dict[str, Fact] | None = None

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return iter(self.opened())

    def __getitem__(self, fact_id: str) -> Fact:
        return self.opened()[fact_id]

    def __reduce__(self) -> Any:
        return parcel.frozen, (dict(self.opened()),)

    def opened(self) -> dict[str, Fact]:
        """All facts, in the order of their sources."""
        if self._all is None:
            found = {fact.id: fact for fact in self._facts(None)}
            if len(found) != self._count:
                raise parcel.NotAParcelError("facts are missing")
            self._all = found
        return self._all

    def about(self, areas: Iterable[str]) -> Iterator[Fact]:
        """Every fact of the tables about some areas, and every statement of any area."""
        return self._facts(frozenset(areas) | {contentrows.STATEMENTS})

    def figures(self, area: str) -> Iterator[Fact]:
        """Every fact of the tables about an area."""
        return self._facts(frozenset({area}))

    def _facts(self, subjects: frozenset[str] | None) -> Iterator[Fact]:
        changed = self._changed
        for number, (_, parts) in enumerate(self._sources):
            wanted = [
                data
                for subject, data in parts.items()
                if subject != contentrows.POOL and (subjects is None or subject in subjects)
            ]
            if not wanted:
                continue
            pool = self._pools.get(number)
            if pool is None:
                pool = self._pools[number] = contentrows.pool_of(parts)
            for fact in contentrows.facts_of(wanted, pool):
                yield changed.get(fact.id, fact)
