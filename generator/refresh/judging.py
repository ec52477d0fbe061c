"""Whether what was received is sound: read by the very reader that a build uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from generator.facts.contents import Contents
from generator.facts.corrections import Corrections, declared_in
from generator.facts.indicators import Indicator, read_indicators
from generator.facts.model import Fact
from generator.facts.readers.csv_table import csv_table
from generator.facts.readers.decode import read_text
from generator.facts.received import state_files
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile
from generator.facts.tables import TableReader
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Severity

SOURCE_FILE = "source.toml"
INDICATORS = "indicators.csv"


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of one state of a source, by id, and what is wrong with them.

    jumps  by indicator: what is not to be believed from one period to the next.
    """

    facts: Mapping[str, Fact]
    findings: Findings
    jumps: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_sound(self) -> bool:
        """True when all of it could be read."""
        return not self.findings.errors


def read_state(
    source: SourceFile,
    state: Path | None,
    limits: Limits = DEFAULT_LIMITS,
    *,
    watch: bool = False,
) -> Reading:
    """Every fact that the tables of a source give from one state; None: from the one in use.

    watch  tell, too, which declared corrections the source no longer needs. The facts stay as
           they came: a correction is no change of the provider's.
    """
    findings = Findings()
    place = Place(source.file, findings, limits)
    indicators = _indicators(source, place)
    reader = TableReader(source, place, indicators, Contents(source), None, state)
    told = Findings()
    if watch:
        own = Place(source.file, told, limits)
        declared = tuple(declared_in(source.folder, Path(source.file).parent.as_posix(), own))
        reader.corrections = Corrections(declared, watching=True)
    facts: dict[str, Fact] = {}
    for setup in source.tables:
        if state_files(setup.files) is None:
            continue
        for fact in reader.facts(setup):
            if fact.id in facts:
                first = facts[fact.id]
                values = {"id": fact.id, "first": f"{first.file}, line {first.line}"}
                twice = replace(place, file=fact.file)
                twice.note("received-twice", (fact.line, 1), None, values)
            facts[fact.id] = fact
    known = {code: one.jumps for found in reader.known.values() for code, one in found.items()}
    findings.extend(one for one in told if one.severity is not Severity.ERROR)
    return Reading(facts, findings, MappingProxyType(known))


def is_read(source: SourceFile) -> bool:
    """Whether any table of a source reads what is received."""
    return any(state_files(setup.files) is not None for setup in source.tables)


def _indicators(source: SourceFile, place: Place) -> Mapping[str, Indicator]:
    path = source.folder / INDICATORS
    name = f"{Path(source.file).parent.as_posix()}/{INDICATORS}"
    if not path.exists():
        return {}
    text = read_text(path, name, place.findings, place.limits.facts_file)
    table = None
    if text is not None:
        table = csv_table(text, name, place.findings, limits=place.limits)
    if table is None:
        return {}
    return read_indicators(table, replace(place, file=name), source.languages)
