"""What the sources hold, in numbers: for ``briefing check`` and for people who look around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.facts.model import EdtfDate, Fact, FactBase, TextState
from generator.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class SourceCount:
    """One source in numbers.

    statements  facts with their own sentence; statistics: values of indicators.
    languages   statements that have a text, by language; stale: texts left behind.
    oldest, newest  the first and last date its facts speak for.
    errors, warnings  problems found in its files.
    """

    id: str
    title: Mapping[str, str]
    statements: int = 0
    statistics: int = 0
    documents: int = 0
    areas: int = 0
    languages: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    stale: int = 0
    oldest: EdtfDate | None = None
    newest: EdtfDate | None = None
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Inventory:
    """All sources in numbers, with the entities that facts refer to."""

    sources: tuple[SourceCount, ...]
    areas: int
    organisations: int
    people: int
    terms: int
    relations: int
    rulings: int
    notes: int
    digest: str

    @property
    def statements(self) -> int:
        """Facts with their own sentence, in all sources."""
        return sum(source.statements for source in self.sources)

    @property
    def statistics(self) -> int:
        """Values of indicators, in all sources."""
        return sum(source.statistics for source in self.sources)


def inventory(base: FactBase, problems: Iterable[Problem] = ()) -> Inventory:
    """Count what a fact base holds, and the problems by source."""
    facts: dict[str, list[Fact]] = {source: [] for source in base.sources}
    for fact in base.facts.values():
        facts[fact.origin.source].append(fact)
    found = list(problems)
    return Inventory(
        sources=tuple(
            _count(base, source, facts[source], _of_source(found, source))
            for source in sorted(base.sources)
        ),
        areas=len(base.areas),
        organisations=len(base.organisations),
        people=len(base.people),
        terms=len(base.terms),
        relations=len(base.relations),
        rulings=len(base.rulings),
        notes=len(base.notes),
        digest=base.digest,
    )


def _of_source(problems: Iterable[Problem], source: str) -> Counter[Severity]:
    prefix = f"sources/{source}/"
    return Counter(p.severity for p in problems if (p.where.file or "").startswith(prefix))


def _count(
    base: FactBase, source: str, facts: list[Fact], problems: Counter[Severity]
) -> SourceCount:
    statements = [fact for fact in facts if fact.indicator is None]
    languages = Counter(language for fact in statements for language in fact.text)
    texts = [text for fact in statements for text in fact.text.values()]
    dates = [fact.as_of for fact in facts if fact.as_of is not None]
    return SourceCount(
        id=source,
        title=base.sources[source].title,
        statements=len(statements),
        statistics=len(facts) - len(statements),
        documents=len(base.sources[source].origins),
        areas=len({area for fact in facts for area in fact.countries}),
        languages=MappingProxyType(dict(sorted(languages.items()))),
        stale=sum(text.state is TextState.STALE for text in texts),
        oldest=min(dates, key=lambda date: date.first, default=None),
        newest=max(dates, key=lambda date: date.last, default=None),
        errors=problems[Severity.ERROR],
        warnings=problems[Severity.WARNING],
    )
