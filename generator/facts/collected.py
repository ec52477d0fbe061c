"""What reading found, before it is checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeVar

from generator.facts.agreed import measures_of
from generator.facts.agreementfile import Agreement
from generator.facts.entities import Record
from generator.facts.model import (
    Area,
    CountryNames,
    EditorNote,
    Fact,
    FactBase,
    Organisation,
    Person,
    Relation,
    Ruling,
    Source,
    Term,
)
from generator.facts.sourcefile import SourceFile
from generator.facts.versions import digest_of, version_of
from generator.problems import Findings, Where

_Any = TypeVar("_Any")

SORTS: Final[Mapping[type, str]] = MappingProxyType(
    {
        Fact: "facts",
        Area: "areas",
        Organisation: "organisations",
        Person: "people",
        Term: "terms",
        Relation: "relations",
        Ruling: "rulings",
        EditorNote: "notes",
        CountryNames: "names",
    }
)
"""Name of the mapping that holds records of each sort."""


@dataclass(slots=True)
class Collected:
    """Everything that was read and is sound by itself, by sort and id.

    refused countries that refused facts name, by file.
    same_as codes that measure the same as an indicator, by its code.
    measured    codes of all indicators that a source describes.
    agreements  what the sources say of indicators that measure the same.
    places  where each record stands, by sort and id.
    unread  files that cannot be read, and the sort of records they would hold ("" = any).
    skipped files of ``unread`` that may define ids which nothing else describes.
    changed ids of facts that comparing changed: which replace them, and which they replace.
    whole   False when only the statistics of some areas were read.
    """

    facts: dict[str, Fact] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    rulings: dict[str, Ruling] = field(default_factory=dict)
    notes: dict[str, EditorNote] = field(default_factory=dict)
    names: dict[str, CountryNames] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    files: dict[str, SourceFile] = field(default_factory=dict)
    refused: dict[str, frozenset[str]] = field(default_factory=dict)
    same_as: dict[str, tuple[str, ...]] = field(default_factory=dict)
    agreements: list[Agreement] = field(default_factory=list)
    measured: set[str] = field(default_factory=set)
    places: dict[tuple[str, str], Where] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    whole: bool = True

    def add(
        self, record: Fact | Record, where: Where, findings: Findings, *, told: bool = True
    ) -> bool:
        """Keep a record; False for a second one with the same id, which is refused.

        told  name both places in ``findings``.
        """
        sort = SORTS[type(record)]
        known: dict[str, Any] = getattr(self, sort)
        if record.id in known:
            if told:
                findings.add("id-twice", where, id=record.id, first=self.place(sort, record.id))
            return False
        known[record.id] = record
        if sort != "facts":
            self.places[sort, record.id] = where
        return True

    def may_be_unread(self, sorts: Iterable[str]) -> bool:
        """Whether an unknown id of these sorts may stand in a file that cannot be read."""
        found = [file for file, sort in self.unread.items() if not sort or sort in sorts]
        self.skipped.update(found)
        return bool(found)

    def place(self, sort: str, record_id: str) -> Where:
        """Where a record stands."""
        if sort == "facts":
            fact = self.facts[record_id]
            return Where(fact.file, fact.line, record=fact.id)
        return self.places.get((sort, record_id), Where(record=record_id))

    def statements(self) -> list[str]:
        """Ids of facts that people entered, not those of statistics."""
        return [fact_id for fact_id, fact in self.facts.items() if fact.indicator is None]

    def base(self) -> FactBase:
        """The fact base, with its digest."""
        versions = [fact.version for fact in self.facts.values()]
        for sort in SORTS.values():
            if sort not in ("facts", "areas"):
                versions.extend(version_of(record) for record in getattr(self, sort).values())
        versions.append(version_of(tuple(self.areas.values())))
        measures = measures_of(self.same_as, self.agreements, self.measured)
        versions.append(version_of(measures))
        return FactBase(
            facts=MappingProxyType(self.facts),
            areas=MappingProxyType(self.areas),
            organisations=MappingProxyType(self.organisations),
            people=MappingProxyType(self.people),
            terms=MappingProxyType(self.terms),
            relations=tuple(self.relations.values()),
            rulings=tuple(self.rulings.values()),
            notes=tuple(self.notes.values()),
            sources=MappingProxyType(self.sources),
            digest=digest_of(versions),
            refused=MappingProxyType(self.refused),
            measures=measures,
            names=MappingProxyType(self.names),
        )
