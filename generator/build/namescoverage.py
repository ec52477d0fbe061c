"""What ``briefing facts --coverage`` shows of tables of names: which names they give, which not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.contents import Contents
from generator.facts.model import Fact
from generator.facts.namecells import CODE, NameColumn
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile
from generator.facts.tables import TableReader
from generator.problems import Findings

if TYPE_CHECKING:
    from generator.facts.tablesetup import TableSetup


@dataclass(frozen=True, slots=True)
class NamesCoverage:
    """What one table of names says of one area.

    given    its names and codes, in the order of the columns; () when it has no row of the area.
    lacking  the columns that hold names and are empty for it. A code may be missing.
    """

    area: str
    source: str
    file: str
    given: tuple[Fact, ...]
    lacking: tuple[NameColumn, ...]


def names_of_source(
    source: SourceFile, areas: Collection[str] | None, findings: Findings
) -> Iterator[NamesCoverage]:
    """What each table of names of a source gives of each area.

    areas  ISO 3166-1 alpha-3, of which each is told, also where there is no row; None = those
           that have one.
    """
    wanted = None if areas is None else frozenset(areas)
    for setup in source.tables:
        if setup.naming is None:
            continue
        found = Findings()
        reader = TableReader(source, Place(source.file, found), {}, Contents(source), wanted)
        named: dict[str, list[Fact]] = {area: [] for area in areas or ()}
        for fact in reader.facts(setup):
            named.setdefault(fact.countries[0], []).append(fact)
        findings.extend(found)
        if found.errors and not any(named.values()):
            continue  # it cannot be read: it does not say that it has no names
        for area, facts in named.items():
            yield _coverage(source, setup, area, facts)


def _coverage(source: SourceFile, setup: TableSetup, area: str, facts: list[Fact]) -> NamesCoverage:
    columns = setup.naming.headers.values() if setup.naming else ()
    there = {fact.subject_key for fact in facts}
    lacking = tuple(
        one for one in columns if one.code not in there and not one.code.startswith(f"{CODE}.")
    )
    file = facts[0].file if facts else f"{source.source.id}/{setup.files}"
    return NamesCoverage(area, source.source.id, file, tuple(facts), lacking)
