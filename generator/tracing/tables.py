"""Where a statistic stands: the cell of a table, the value of an answer, with its bytes.

Each shape of data finds its own places (``Shape.locate``). A sum has the places of all the
rows that were added up.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from generator.facts import received, shapes
from generator.facts.gridlayout import GridLayout
from generator.facts.model import Fact
from generator.facts.observations import Locator, Observation
from generator.facts.readers.decode import read_bytes
from generator.facts.schema import Place as Reading
from generator.facts.sourcefile import SourceFile
from generator.facts.tablefile import TableFile
from generator.facts.tablesetup import TableSetup
from generator.limits import DEFAULT_LIMITS
from generator.problems import Findings
from generator.tracing.model import Inside, Place

_GZIP: Final = b"\x1f\x8b"
_SHOWN: Final = 2000


def table_places(source: SourceFile, path: Path, fact: Fact) -> Iterator[Place]:
    """The places of a statistic in the file at ``path``; none when it is not there any more."""
    content = read_bytes(path, fact.file, Findings(), DEFAULT_LIMITS.facts_file)
    if content is None:
        return
    digest = hashlib.sha256(content).hexdigest()
    for setup in _setups(source, path, fact):
        opened = _Opened.of(content, path, setup, fact)
        found = [replace(place, sha256=digest) for place in opened.places()]
        if found:
            yield from found
            return


def _setups(source: SourceFile, path: Path, fact: Fact) -> Iterator[TableSetup]:
    """How the file is read; a file may be read in several ways, for several series."""
    for setup in source.tables:
        if fact.id.startswith(f"{setup.id_prefix}-") and path in _files(source.folder, setup, path):
            yield setup


def _files(folder: Path, setup: TableSetup, path: Path) -> set[Path]:
    inside = received.state_files(setup.files)
    if inside is None:
        return set(folder.glob(setup.files))
    states = folder / received.FOLDER
    if not path.is_relative_to(states):
        return set()
    return set((states / path.relative_to(states).parts[0]).glob(inside))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A table file that is looked into for one fact."""

    file: TableFile
    fact: Fact
    inside: Inside

    @classmethod
    def of(cls, content: bytes, path: Path, setup: TableSetup, fact: Fact) -> _Opened:
        inside: Inside = ""
        if content.startswith(_GZIP):
            content, inside = _unpacked(content), "gzip"
        elif setup.shape == "xlsx":
            inside = "xlsx"
        areas = frozenset(fact.countries)
        reading = Reading(fact.file, Findings())
        return cls(TableFile(content, path.stem, setup, reading, areas=areas), fact, inside)

    def places(self) -> Iterator[Place]:
        shape = shapes.module(self.file.setup.shape)
        first = (self.fact.line, self.fact.cell)
        wanted = [first]
        if self._adds_up():
            wanted = [(one.locator.line, one.locator.cell) for one in self._parts()]
            if wanted[:1] != [first]:
                return  # the sum of another entry, which reads the same file
        together = getattr(shape, "located", None)
        if together is not None:
            found = cast("list[Locator]", together(self.file, wanted))
        else:
            each = (shape.locate(self.file, line, cell) for line, cell in wanted)
            found = [at for at in each if at is not None]
        for at in found:
            yield self._place(shape, at)

    def _place(self, shape: Any, at: Locator) -> Place:
        content = ""
        if at.start is not None and at.end is not None:
            content = self.file.content[at.start : at.end].decode(self.file.encoding, "replace")
        elif hasattr(shape, "cell_text"):
            content = shape.cell_text(self.file, at.line, at.cell) or ""
        return Place(
            self.fact.file, at.cell, at.line, at.start, at.end, content[:_SHOWN], self.inside
        )

    def _adds_up(self) -> bool:
        grid = getattr(self.file.setup.layout, "grid", None)
        return isinstance(grid, GridLayout) and grid.add_up

    def _parts(self) -> Iterator[Observation]:
        """The rows that were added up to the value of the fact."""
        layout = self.file.setup.layout
        if not is_dataclass(layout) or isinstance(layout, type):
            return
        apart = replace(layout, grid=replace(self._grid, add_up=False))
        setup = replace(self.file.setup, layout=apart)
        reading = Reading(self.fact.file, Findings())
        file = TableFile(self.file.content, self.file.stem, setup, reading, areas=self.file.areas)
        for one in shapes.module(setup.shape).observations(file):
            indicator = one.indicator in (self.fact.indicator, self.fact.subject_key)
            if indicator and one.area == self.fact.countries[0] and one.period == self.fact.as_of:
                yield one

    @property
    def _grid(self) -> GridLayout:
        return cast("GridLayout", self.file.setup.layout.grid)


def _unpacked(content: bytes) -> bytes:
    """A packed answer; what cannot be unpacked has no places."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            return packed.read(DEFAULT_LIMITS.facts_file)
    except (OSError, EOFError, zlib.error):
        return b""
