"""Tables that can be read by groups of rows, so that a changed row costs what a row costs.

A file whose rows each stand for themselves is a head and groups of lines, one for each area.
What a group gives depends on its lines, the head, what ``source.toml`` and ``indicators.csv``
say and which values of it a correction names, and on nothing else of the source. Sources of which
that is not so are read whole: those with corrections of places in a file, with data as received,
or in another shape.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.facts import received, shapes
from generator.facts.contents import Contents
from generator.facts.corrections import Corrections, Declared, declared_in
from generator.facts.indicators import Indicator, read_indicators
from generator.facts.inuse import HELD
from generator.facts.model import Fact
from generator.facts.readers.csv_table import csv_table
from generator.facts.readers.decode import decode, read_bytes
from generator.facts.schema import Place
from generator.facts.shapes import HEAD, Groups
from generator.facts.sourcefile import SourceFile, read_source_file
from generator.facts.sources import INDICATORS, SOURCE_FILE
from generator.facts.tables import TableReader
from generator.facts.tablesetup import TableSetup
from generator.facts.versions import version_of
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings


@dataclass(slots=True)
class Divided:
    """The tables of one source.

    meaning  digest of what source.toml says, but for the hashes that it states.
    files    by name within the source's folder: how each is read.
    """

    source: SourceFile
    meaning: str
    files: Mapping[str, tuple[TableSetup, Path]]
    limits: Limits
    corrections: tuple[Declared, ...] = ()
    _groups: dict[str, Groups | None] = field(default_factory=dict)
    _digests: dict[str, dict[str, str]] = field(default_factory=dict)
    _indicators: tuple[Mapping[str, Indicator], Findings] | None = None

    def digests(self, file: str) -> dict[str, str] | None:
        """A digest of every group of a file; None when it cannot be divided."""
        groups = self._of(file)
        if groups is None:
            return None
        if file not in self._digests:
            self._digests[file] = {
                key: hashlib.sha256(b"\n".join(line for _, line in lines)).hexdigest()[:20]
                for key, lines in groups.items()
            }
        return self._digests[file]

    def keys(self, file: str) -> dict[int, str]:
        """The group of each line of a file; {} where it cannot be divided."""
        groups = self._of(file) or {}
        return {number: key for key, lines in groups.items() for number, _ in lines}

    def facts(
        self, file: str, key: str, areas: frozenset[str], findings: Findings
    ) -> Iterator[Fact]:
        """The facts of one group of a file, as reading it whole would give them.

        areas  whose statistics are wanted. Lines of facts count from the head.
        """
        groups, (setup, path) = self._of(file) or {}, self.files[file]
        known, found = self._known()
        findings.extend(found)
        place = Place(self.source.file, findings, self.limits)
        reader = TableReader(self.source, place, known, Contents(self.source), areas)
        told = (replace(c, place=replace(c.place, findings=findings)) for c in self.corrections)
        reader.corrections = Corrections(tuple(told))
        lines = [line for _, line in (*groups.get(HEAD, ()), *groups.get(key, ()))]
        yield from reader.part(setup, path, b"\n".join(lines) + b"\n")

    def _of(self, file: str) -> Groups | None:
        if file not in self._groups:
            setup, path = self.files[file]
            opened = TableReader(
                self.source, self._quiet(), {}, Contents(self.source), frozenset()
            ).table(setup, path)
            self._groups[file] = None if opened is None else shapes.divided(opened)
        return self._groups[file]

    def _known(self) -> tuple[Mapping[str, Indicator], Findings]:
        """The indicators, and what is wrong with them."""
        if self._indicators is None:
            findings = Findings()
            file = f"{Path(self.source.file).parent.as_posix()}/{INDICATORS}"
            path = self.source.folder / INDICATORS
            content = read_bytes(path, file, findings, self.limits.facts_file)
            text = None if content is None else decode(content, file, findings)
            place = Place(file, findings, self.limits)
            table = None if text is None else csv_table(text, file, findings, limits=self.limits)
            known = read_indicators(table, place, self.source.languages) if table else {}
            self._indicators = known, findings
        return self._indicators

    def _quiet(self) -> Place:
        return Place(self.source.file, Findings(), self.limits)


def divided(root: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Divided | None:
    """The tables of a source; None for one that has to be read whole, or is unsound."""
    folder, findings = root / "sources" / name, Findings()
    if (folder / HELD).exists():
        return None
    if not (folder / INDICATORS).is_file() or not (folder / SOURCE_FILE).is_file():
        return None
    place = Place(f"sources/{name}/{SOURCE_FILE}", findings, limits)
    source = read_source_file(folder, place.file, place)
    if source is None or findings.errors or not source.tables:
        return None
    declared = tuple(declared_in(folder, f"sources/{name}", place))
    if findings.errors or any(one.file for one in declared):
        return None
    files: dict[str, tuple[TableSetup, Path]] = {}
    for setup in source.tables:
        if received.state_files(setup.files) is not None or not shapes.can_divide(setup.shape):
            return None
        for path in TableReader(source, place, {}, Contents(source)).paths(setup):
            file = path.relative_to(folder).as_posix()
            if file in files:
                return None
            files[file] = (setup, path)
    meaning = _meaning(source)
    return Divided(source, meaning, files, limits, declared) if meaning else None


def _meaning(source: SourceFile) -> str:
    """Digest of what decides how tables are read; "" when it cannot be told."""
    setups = [replace(one, digest={}, rows={}, line=0) for one in source.tables]
    try:
        return version_of((source.source, source.languages, source.original, *setups))
    except (TypeError, ValueError):
        return ""
