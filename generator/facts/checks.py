"""Checks of everything together: references, supersession, closures, plausible values.

What a record says by itself is checked where it is read; what its texts say is checked in
``textchecks``. A fact that refers to something that does not exist is reported and left
out: nothing that is chosen later may point nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from generator.facts import codes
from generator.facts.collected import Collected
from generator.facts.discreet import Discreet, is_open
from generator.facts.model import (
    Basis,
    Fact,
    FactBase,
    Kind,
    Precision,
    Quantity,
    RelationType,
    Source,
)
from generator.facts.parts import circles
from generator.facts.repeats import check_repeats
from generator.problems import Findings, Severity, Where

_PLAUSIBLE: Final = {
    "percent": (Decimal(-1000), Decimal(100_000)),
    "persons": (Decimal(0), Decimal(10) ** 10),
    "countries": (Decimal(0), Decimal(300)),
    "years": (Decimal(0), Decimal(1000)),
    "world_rank": (Decimal(1), Decimal(300)),
    "index": (Decimal(-1000), Decimal(1_000_000)),
    "square-kilometer": (Decimal(0), Decimal(150_000_000)),
    "currency": (-(Decimal(10) ** 16), Decimal(10) ** 16),
}
"""Bounds outside which a value is surely a slip of the pen or of the scale."""

_MOST_COMPARED: Final = 20_000
"""Among more ids no near miss is looked for: it would take longer than it helps."""

_NAMED: Final = {
    "countries": ("areas",),
    "country": ("areas",),
    "organisations": ("organisations",),
    "closes": ("organisations",),
    "parent": ("organisations",),
    "producer": ("organisations",),
    "people": ("people",),
    "asserted_by": ("organisations", "people"),
}
"""Sorts of records that a field names; other fields name facts."""

_TOLD_AS_PAST: Final = frozenset(
    {
        Kind.EVENT,
        Kind.QUOTE,
        Kind.PARLIAMENTARY,
        Kind.DOCUMENT,
        Kind.ALLEGATION,
        Kind.REQUEST,
        Kind.IMAGE,
        Kind.NAME,
        Kind.AGREEMENT,
    }
)
"""Kinds that report something done or said: they need no second wording when it is over."""


def check(
    collected: Collected,
    findings: Findings,
    *,
    levels: Sequence[str] = (),
    today: dt.date | None = None,
) -> FactBase:
    """Check everything that was read and give the fact base of what is sound.

    levels  markings of the house, lowest first: facts above the first are never quoted.
    """
    unsound = _references(collected, findings)
    for fact_id in unsound:
        del collected.facts[fact_id]
    _other_references(collected, findings)
    for file in sorted(collected.skipped):
        findings.add("references-unchecked", Where(file), severity=Severity.WARNING)
    _supersession(collected, findings)
    for circle in circles(collected.facts):
        where = _where(collected.facts[circle[0]], "part_of")
        findings.add("part-circle", where, circle=" → ".join(circle))
    closed = _closed_bodies(collected)
    contradictions_noted = _noted_contradictions(collected)
    discreet = Discreet(findings)
    told_by: dict[str, Findings] = {}
    for fact in collected.facts.values():
        told = told_by.get(fact.marking)
        if told is None:
            told = findings if is_open(fact.marking, levels) else discreet
            told_by[fact.marking] = told
        if fact.people:
            _people(fact, collected, told)
        if fact.quantity is not None:
            _value(fact, fact.quantity, told)
        if today is not None:
            _clock(fact, today, told)
        if fact.indicator is not None:
            continue
        if fact.id not in contradictions_noted:
            _duration(fact, told)
        _past(fact, closed, told)
    _origins(collected, findings, today)
    check_repeats(collected.facts.values(), findings)
    return collected.base()


# ---------------------------------------------------------------- references


def _references(collected: Collected, findings: Findings) -> set[str]:
    """Ids of facts that refer to an area, organisation, person or fact that is unknown."""
    unsound: set[str] = set()
    told: set[tuple[str, str]] = set()  # an unknown area of a table is told once for its file
    for fact in collected.facts.values():
        if fact.indicator is None:
            unsound |= _statement_references(fact, collected, findings)
            continue
        for area in fact.countries:
            if area in collected.areas:
                continue
            unsound.add(fact.id)
            if (fact.file, area) not in told:
                told.add((fact.file, area))
                where = _where(fact, "countries")
                _unknown(collected, findings, where, "countries", area, collected.areas)
    return unsound


def _statement_references(fact: Fact, collected: Collected, findings: Findings) -> set[str]:
    speakers = collected.organisations.keys() | collected.people.keys()
    asked: tuple[tuple[str, Iterable[str], Collection[str]], ...] = (
        ("countries", fact.countries, collected.areas),
        ("organisations", fact.organisations, collected.organisations),
        ("people", fact.people, collected.people),
        ("asserted_by", filter(None, (fact.asserted_by,)), speakers),
        ("closes", fact.closes, collected.organisations),
        ("supersedes", fact.supersedes, collected.facts),
        ("superseded_by", fact.superseded_by, collected.facts),
        ("conflicts_with", fact.conflicts_with, collected.facts),
        ("confirms", fact.confirms, collected.facts),
        ("part_of", fact.part_of, collected.facts),
    )
    unsound: set[str] = set()
    for field, ids, known in asked:
        for other in ids:
            if other == fact.id:
                findings.add("reference-self", _where(fact, field), field=field)
            elif other not in known:
                near = collected.statements() if known is collected.facts else known
                _unknown(collected, findings, _where(fact, field), field, other, near)
            else:
                continue
            unsound.add(fact.id)
    return unsound


def _other_references(collected: Collected, findings: Findings) -> None:
    """References of everything that is no fact; the records stay, their links are reported."""
    facts, organisations = collected.facts, collected.organisations
    for relation in list(collected.relations.values()):
        if not _known_facts(collected, findings, "relations", relation.id, relation.facts):
            del collected.relations[relation.id]
    for ruling in list(collected.rulings.values()):
        named = (ruling.prefers, *ruling.over)
        if not _known_facts(collected, findings, "rulings", ruling.id, named):
            del collected.rulings[ruling.id]
    for remark in list(collected.notes.values()):
        if not _known_facts(collected, findings, "notes", remark.id, remark.facts):
            del collected.notes[remark.id]
    for body in organisations.values():
        where = collected.place("organisations", body.id)
        if body.country is not None and body.country not in collected.areas:
            _unknown(collected, findings, where, "country", body.country, collected.areas)
        if body.parent is not None and body.parent not in organisations:
            _unknown(collected, findings, where, "parent", body.parent, organisations)
    for source in collected.sources.values():
        producers = {source.producer, *(o.producer for o in source.origins.values())}
        for producer in sorted(p for p in producers if p and p not in organisations):
            where = Where(f"sources/{source.id}/source.toml", record=source.id)
            _unknown(collected, findings, where, "producer", producer, organisations)
    if not facts and collected.sources:
        findings.add("facts-none", Where("sources"))


def _known_facts(
    collected: Collected, findings: Findings, sort: str, record_id: str, ids: Iterable[str]
) -> bool:
    """Whether all facts exist; statistics that were not read this time count as existing."""
    sound = True
    prefixes = () if collected.whole else _statistic_prefixes(collected)
    for fact_id in ids:
        if fact_id in collected.facts or fact_id.startswith(prefixes or ("\0",)):
            continue
        where = collected.place(sort, record_id)
        _unknown(collected, findings, where, "facts", fact_id, collected.statements())
        sound = False
    return sound


def _statistic_prefixes(collected: Collected) -> tuple[str, ...]:
    setups = (setup for file in collected.files.values() for setup in file.tables)
    return tuple(f"{setup.id_prefix}-" for setup in setups)


def _unknown(
    collected: Collected,
    findings: Findings,
    where: Where,
    field: str,
    missing: str,
    known: Collection[str],
) -> None:
    if collected.may_be_unread(_NAMED.get(field, ("facts",))):
        return  # the file that cannot be read is the mistake; it is told once
    near = codes.near(missing, known) if len(known) <= _MOST_COMPARED else ""
    code = "reference-near" if near else "reference-unknown"
    place = Where(where.file, where.line, where.column, where.record, field)
    findings.add(code, place, field=field, value=missing, suggestion=near)


# ---------------------------------------------------------------- supersession


def _supersession(collected: Collected, findings: Findings) -> None:
    """Fill ``superseded_by`` from ``supersedes`` and the reverse; report circles."""
    newer: dict[str, set[str]] = defaultdict(set)
    for fact in collected.facts.values():
        for older in fact.supersedes:
            newer[older].add(fact.id)
        if fact.superseded_by:  # an empty set for each of a million figures would fill the memory
            newer[fact.id].update(fact.superseded_by)
    for circle in _circles(newer):
        first = collected.facts[circle[0]]
        findings.add("supersedes-circle", _where(first, "supersedes"), circle=" → ".join(circle))
    replaced: dict[str, set[str]] = defaultdict(set)
    for fact_id, newer_ids in newer.items():
        for newer_id in newer_ids:
            replaced[newer_id].add(fact_id)
    for fact_id in {i for i, ids in newer.items() if ids} | replaced.keys():
        if fact_id in collected.facts:
            collected.changed.add(fact_id)
            collected.facts[fact_id] = replace(
                collected.facts[fact_id],
                superseded_by=tuple(sorted(newer.get(fact_id, ()))),
                supersedes=tuple(sorted(replaced.get(fact_id, ()))),
            )


def _circles(newer: dict[str, set[str]]) -> Iterator[list[str]]:
    """Each circle once, from its first id in order."""
    done: set[str] = set()
    for start in sorted(newer):
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path.append(at)
            at = min(newer.get(at, ()), default=None)
        if at is not None and at in path:
            circle = path[path.index(at) :]
            yield [*circle, circle[0]]
        done.update(path)


# ---------------------------------------------------------------- one fact at a time


def _people(fact: Fact, collected: Collected, findings: Findings) -> None:
    if not fact.disclosable or fact.cleared_by:
        return
    for person in fact.people:
        if collected.people[person].vulnerable:
            findings.add("person-vulnerable", _where(fact, "disclosable"), person=person)


_ANY: Final = (Decimal("-1e24"), Decimal("1e24"))


def _value(fact: Fact, quantity: Quantity, findings: Findings) -> None:
    low, high = _PLAUSIBLE.get(quantity.unit, _ANY)
    for name in ("value", "minimum", "maximum"):
        number = getattr(quantity, name)
        if number is not None and not low <= number <= high:
            findings.add(
                "value-implausible",
                _where(fact, name),
                severity=Severity.WARNING,
                unit=quantity.unit,
                low=low,
                high=high,
            )


def clock_days(facts: Iterable[Fact], sources: Iterable[Source]) -> Iterator[dt.date]:
    """Every day that may not lie in the future: from the last of them on no clock is asked."""
    for fact in facts:
        if fact.as_of is not None and not _is_forecast(fact):
            yield fact.as_of.first
    for source in sources:
        yield from (one.retrieved for one in source.origins.values() if one.retrieved)


def _is_forecast(fact: Fact) -> bool:
    return fact.indicator is not None and "forecast" in fact.tags


def _clock(fact: Fact, today: dt.date, findings: Findings) -> None:
    if fact.as_of is not None and fact.as_of.first > today and not _is_forecast(fact):
        where = _where(fact, "as_of")
        findings.add("as-of-future", where, as_of=fact.as_of, today=today)


def _duration(fact: Fact, findings: Findings) -> None:
    """A length in years that is not the length of the period in years."""
    period, quantity = fact.moment.period, fact.quantity
    if period is None or quantity is None or quantity.unit != "years":
        return
    start, end = period.start, period.end
    if start is None or end is None or quantity.value is None:
        return
    if Precision.YEAR not in (start.precision, end.precision):
        return
    years = end.first.year - start.first.year
    if quantity.value not in (years, years + 1):
        findings.add(
            "duration-contradicts",
            _where(fact, "period"),
            severity=Severity.WARNING,
            stated=quantity.value,
            period=f"{start}/{end}",
            counted=f"{years} or {years + 1}",
        )


def _noted_contradictions(collected: Collected) -> frozenset[str]:
    """Facts whose inner contradiction an editor has already noted."""
    return frozenset(
        fact_id
        for relation in collected.relations.values()
        if relation.type is RelationType.INTERNAL_INCONSISTENCY
        for fact_id in relation.facts
    )


def _closed_bodies(collected: Collected) -> dict[str, str]:
    """Bodies that have an end, or that an event closes: id to the reason, for messages."""
    closed = {
        body.id: "its validity has an end"
        for body in collected.organisations.values()
        if body.validity.period.end is not None
    }
    for fact in collected.facts.values():
        for body_id in fact.closes:
            if fact.kind is not Kind.PLAN:
                closed[body_id] = f"{fact.id} closes it"
    return closed


def _past(fact: Fact, closed: dict[str, str], findings: Findings) -> None:
    """Statements about what has closed need a wording in the past tense."""
    if fact.kind in _TOLD_AS_PAST or not fact.text:
        return
    ended = next((body for body in fact.organisations if body in closed), None)
    own_end = fact.validity.period.end is not None and fact.validity.basis is not Basis.STATED
    if fact.kind is Kind.PLAN or (ended is None and not own_end):
        return
    missing = [language for language, text in fact.text.items() if not text.past]
    if missing:
        findings.add(
            "past-missing",
            _where(fact, "past"),
            severity=Severity.WARNING,
            languages=", ".join(missing),
            reason=f"{ended}: {closed[ended]}" if ended else "its validity has an end",
        )


# ---------------------------------------------------------------- sources


def _origins(collected: Collected, findings: Findings, today: dt.date | None) -> None:
    for source in collected.sources.values():
        for origin in source.origins.values():
            where = Where(
                f"sources/{source.id}/source.toml", record=source.id, field=origin.document
            )
            published, retrieved = origin.published, origin.retrieved
            if published and retrieved and published.first > retrieved:
                findings.add("published-after", where, published=published, retrieved=retrieved)
            if today is not None and retrieved is not None and retrieved > today:
                findings.add("retrieved-future", where, retrieved=retrieved, today=today)


def _where(fact: Fact, field: str | None) -> Where:
    return Where(fact.file, fact.line, record=fact.id, field=field)
