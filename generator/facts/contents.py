"""What the files of one source gave, before it is put together with the other sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from generator.facts.agreementfile import NOTHING, Agreement
from generator.facts.collected import Collected
from generator.facts.discreet import is_open
from generator.facts.entities import Record
from generator.facts.model import Fact
from generator.facts.sourcefile import SourceFile
from generator.problems import Findings, Problem, Where

MOST_PROBLEMS: Final = 100
"""In one file: more of them tell nobody anything, and would be endless in a wrong file."""


@dataclass(slots=True)
class Contents:
    """The sound records of one source, each with its place, in the order of its files.

    places   of records, by their number in ``records``; a fact knows its own.

    digests  SHA-256 of each file that was read, by its name within the folder.
    tabled   number of the first record that comes from a table; all after it do.
    same_as  by indicator: codes that its source says measure the same.
    agreement what ``agreement.toml`` says.
    measured codes of the indicators that the source describes.
    refused, unread  as in ``Collected``.
    warnings         what reading noticed, when there was no mistake.
    simple   files of tables in which the rows of an area are found by how they begin, each with
             the digests of its groups of rows.
    """

    source: SourceFile
    records: list[Fact | Record] = field(default_factory=list)
    places: dict[int, Where] = field(default_factory=dict)
    refused: dict[str, frozenset[str]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    tabled: int = 0
    same_as: dict[str, tuple[str, ...]] = field(default_factory=dict)
    agreement: Agreement = NOTHING
    measured: tuple[str, ...] = ()
    simple: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def keep(self, record: Fact | Record, where: Where) -> None:
        """Keep a record that is sound by itself."""
        if not isinstance(record, Fact):
            self.places[len(self.records)] = where
        self.records.append(record)

    def refuse(self, file: str, countries: frozenset[str]) -> None:
        """Remember what a fact was about that cannot be kept; nobody knows: ``{""}``."""
        self.refused[file] = self.refused.get(file, frozenset()) | (countries or {""})

    def put_into(self, collected: Collected, findings: Findings) -> None:
        """Add everything to what other sources gave; ids that stand twice are told."""
        twice: Counter[str | None] = Counter()
        facts = collected.facts
        for number, record in enumerate(self.records):
            if isinstance(record, Fact) and record.id not in facts:
                facts[record.id] = record
                continue
            where = self._place(number, record)
            if not collected.add(record, where, findings, told=twice[where.file] < MOST_PROBLEMS):
                twice[where.file] += 1
        for file, number in twice.items():
            if number > MOST_PROBLEMS:
                findings.add("ids-twice-many", Where(file), limit=MOST_PROBLEMS)
        collected.refused.update(self.refused)
        collected.unread.update(self.unread)
        for code, others in self.same_as.items():
            known = collected.same_as.get(code, ())
            collected.same_as[code] = tuple(dict.fromkeys((*known, *others)))
        collected.agreements.append(self.agreement)
        collected.measured.update(self.measured)
        digests: Mapping[str, str] = MappingProxyType(self.digests)
        source = self.source.source
        collected.sources[source.id] = replace(source, files=digests)
        collected.files[source.id] = self.source

    def _place(self, number: int, record: Fact | Record) -> Where:
        if isinstance(record, Fact):
            return Where(record.file, record.line, record=record.id)
        return self.places[number]

    def is_open(self, levels: tuple[str, ...]) -> bool:
        """True when everything in it carries the lowest marking."""
        source = self.source.source
        markings = {source.marking, *(origin.marking for origin in source.origins.values())}
        markings.update(r.marking for r in self.records if isinstance(r, Fact))
        return all(marking is not None and is_open(marking, levels) for marking in markings)
