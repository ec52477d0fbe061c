"""What ``briefing facts --coverage`` shows: how much of a source's texts was understood.

Sources that are written for readers (the World Factbook) are read as far as every word is
understood. Here stands what became of each of their texts, with its place and the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.namescoverage import NamesCoverage, names_of_source
from generator.build.workspace import Workspace
from generator.facts import shapes
from generator.facts.contents import Contents
from generator.facts.corrections import Became, Corrections, declared_in
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile, read_source_file
from generator.facts.tables import TableReader
from generator.problems import Findings

if TYPE_CHECKING:
    from generator.facts.factbook.entity import Leaf
    from generator.facts.factbook.leaf import Value
    from generator.facts.tablesetup import TableSetup


@dataclass(frozen=True, slots=True)
class Coverage:
    """One file of a source, about one area.

    edition  the date of the edition. leaves: its texts in their order, with what became of each;
             a text that is corrected was read as its correction says.
    corrections  that are declared for the area or for places in the file.
    """

    area: str
    source: str
    file: str
    edition: str
    leaves: tuple[Leaf, ...]
    corrections: tuple[Became, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many texts there are of each state; notes to other values by themselves."""
        found = Counter("note" if leaf.is_note else leaf.state.value for leaf in self.leaves)
        return {name: found[name] for name in STATES}

    @property
    def values(self) -> int:
        """Typed values: numbers and dates of known indicators, each once."""
        return len({_key(value) for leaf in self.leaves if leaf.is_typed for value in leaf.values})

    @property
    def dated(self) -> dict[str, int]:
        """Of the texts with values: how the date of these is known."""
        found = Counter(leaf.basis.value for leaf in self.leaves if leaf.is_typed)
        return {basis: found[basis] for basis in BASES}

    @property
    def puzzles(self) -> tuple[Leaf, ...]:
        """The texts that were not understood."""
        return tuple(leaf for leaf in self.leaves if leaf.reason is not None)


BASES = ("stated", "implied", "inferred")
STATES = ("typed", "listed", "text", "note", "missing", "not_understood")


def coverage(
    workspace: Workspace, areas: Collection[str] | None, findings: Findings
) -> tuple[tuple[Coverage, ...], tuple[NamesCoverage, ...]]:
    """What became of the texts about each area, and which names tables of names give of it.

    areas  ISO 3166-1 alpha-3; None = all areas that such a source speaks of.

    Problems of the files go to ``findings``.
    """
    wanted = None if areas is None else frozenset(areas)
    folder = workspace.root / "sources"
    found: list[Coverage] = []
    named: list[NamesCoverage] = []
    for entry in sorted(folder.iterdir() if folder.is_dir() else ()):
        if not (entry / "source.toml").is_file():
            continue
        place = Place(f"sources/{entry.name}/source.toml", findings)
        source = read_source_file(entry, place.file, place)
        if source is not None:
            found.extend(_of_source(source, wanted, findings))
            named.extend(names_of_source(source, areas, findings))
    return (
        tuple(sorted(found, key=lambda one: (one.area, one.source))),
        tuple(sorted(named, key=lambda one: (one.area, one.source))),
    )


def _of_source(
    source: SourceFile, areas: frozenset[str] | None, findings: Findings
) -> Iterator[Coverage]:
    place = Place(source.file, findings)
    reader = TableReader(source, place, {}, Contents(source), areas)
    declared = tuple(declared_in(source.folder, Path(source.file).parent.as_posix(), place))
    reader.corrections = Corrections(declared)
    for setup in source.tables:
        leaves = getattr(shapes.module(setup.shape), "leaves", None)
        if leaves is None:
            continue
        for file, _ in reader.opened(setup):
            read = leaves(file)
            if read is not None:
                area, entity = read
                edition = str(file.edition)
                name = source.source.id
                inside = file.place.file.removeprefix(f"{Path(source.file).parent.as_posix()}/")
                if any(one.area == area for one in declared):
                    _observe(source, setup, area, reader.corrections)
                became = tuple(reader.corrections.became((area,), (inside,)))
                yield Coverage(area, name, file.place.file, edition, tuple(entity.leaves), became)


def _observe(source: SourceFile, setup: TableSetup, area: str, corrections: Corrections) -> None:
    """Let corrections of single values see the values of an area; its problems are told already."""
    unseen = Place(source.file, Findings())
    reader = TableReader(source, unseen, {}, Contents(source), frozenset((area,)))
    for file, _ in reader.opened(setup):
        for seen in shapes.module(setup.shape).observations(file):
            corrections.observation(seen)


def _key(value: Value) -> tuple[str, str]:
    as_of = value.amount.as_of if value.amount else None
    return value.code, as_of.text if as_of else ""
