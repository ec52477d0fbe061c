"""All sources together, as they were found sound: what is kept so that nothing is compared again.

The facts themselves stay with their sources; here stand the records that are no facts, the
warnings, and the few facts that comparing changed (who replaces whom). Facts are opened when
somebody asks: a question about one country opens that country.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, Final

from generator.facts import contentrows, parcel, rows
from generator.facts.checks import clock_days
from generator.facts.model import Fact, FactBase
from generator.problems import Problem, Where

_NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})

Changed = Mapping[str, Fact]
"""Facts that comparing the sources made otherwise, by id."""

_MOST_ASKED: Final = 8
"""Areas whose facts stay open."""

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
    told = _columns(warnings)
    return parcel.pack((bare, told, clock, tuple(changed.values()), len(base.facts)))


def opened(head: bytes, sources: Sequence[Kept], *, lazy: bool) -> Whole:
    """The base again.

    lazy  open facts when they are asked for; else all of them now.
    Raises ``NotAParcelError`` for what ``packed`` did not make.
    """
    found = parcel.unpack_plain(head)
    if not isinstance(found, tuple) or len(found) != 5 or not isinstance(found[0], FactBase):
        raise parcel.NotAParcelError("a whole of another form")
    bare, told, clock, changed, count = found
    facts = KeptFacts(sources, {fact.id: fact for fact in changed}, count)
    known = facts if lazy else MappingProxyType(facts.opened())
    return Whole(replace(bare, facts=known), _problems(told), clock)


_WHERE: Final = tuple(one.name for one in fields(Where))


def _columns(problems: Sequence[Problem]) -> tuple[list[Any], ...]:
    """Problems field by field: wrong data give tens of thousands of warnings."""
    wheres = [[getattr(problem.where, name) for problem in problems] for name in _WHERE]
    codes = [problem.code for problem in problems]
    values = [dict(problem.values) for problem in problems]
    return codes, values, [problem.severity for problem in problems], *wheres


def _problems(columns: Any) -> tuple[Problem, ...]:
    try:
        codes, values, severities, *wheres = columns
        places = rows.made(Where, wheres, len(codes))
        found = [codes, places, list(map(MappingProxyType, values)), severities]
        return tuple(rows.made(Problem, found, len(codes)))
    except (TypeError, ValueError) as error:
        raise parcel.NotAParcelError(str(error)) from error


@dataclass(slots=True, eq=False)
class KeptFacts(Mapping[str, Fact]):
    """Facts by id, opened when the first is asked for; those of one area by themselves."""

    _sources: Sequence[Kept]
    _changed: Changed
    _count: int
    _pools: dict[int, contentrows.SharedByAll] = field(default_factory=dict)
    _said: Mapping[str, list[Fact]] | None = None
    _all: dict[str, Fact] | None = None
    _asked: dict[str, tuple[Fact, ...]] = field(default_factory=dict)

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
            found = {fact.id: fact for fact in self._every()}
            if len(found) != self._count:
                raise parcel.NotAParcelError("facts are missing")
            self._all = found
        return self._all

    def about(self, area: str) -> tuple[Fact, ...]:
        """Every fact that names an area: what people entered, and the values of tables.

        Those of the areas asked for last stay open.
        """
        found = self._asked.pop(area, None)
        if found is None:
            found = tuple(self._about(area))
        self._asked[area] = found
        if len(self._asked) > _MOST_ASKED:
            del self._asked[next(iter(self._asked))]
        return found

    def _about(self, area: str) -> list[Fact]:
        found = [*self._statements().get(area, ())]
        for number, (_, parts) in enumerate(self._sources):
            others = [one for one in self._pool(number).beside.get(area, ()) if one != area]
            wanted = [parts[one] for one in sorted({area, *others}) if one in parts]
            facts = self._facts(number, wanted)
            # What stands in the part of an area is about it; of what others hold, some is.
            found += [fact for fact in facts if area in fact.countries] if others else facts
        return found

    def _statements(self) -> Mapping[str, list[Fact]]:
        """What people entered, by the areas that it names."""
        if self._said is None:
            said: dict[str, list[Fact]] = {}
            for number, (_, parts) in enumerate(self._sources):
                if contentrows.STATEMENTS in parts:
                    for fact in self._facts(number, [parts[contentrows.STATEMENTS]]):
                        for area in dict.fromkeys(fact.countries):
                            said.setdefault(area, []).append(fact)
            self._said = said
        return self._said

    def _every(self) -> Iterator[Fact]:
        for number, (_, parts) in enumerate(self._sources):
            every = [data for subject, data in parts.items() if subject != contentrows.POOL]
            yield from self._facts(number, every)

    def _facts(self, number: int, blocks: Sequence[bytes]) -> list[Fact]:
        """The facts of some blocks of a source, as comparing left them."""
        if not blocks:
            return []
        changed, found = self._changed, contentrows.facts_of(blocks, self._pool(number).values)
        return [changed.get(fact.id, fact) for fact in found] if changed else found

    def _pool(self, number: int) -> contentrows.SharedByAll:
        if number not in self._pools:
            self._pools[number] = contentrows.pool_of(self._sources[number][1])
        return self._pools[number]
