"""Facts and disagreements, sorted into groups; nothing is printed here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from generator.compose.composer import Composer
from generator.compose.filters.calls import country, fact_of
from generator.compose.mistakes import Mistake, near_miss
from generator.compose.printed_terms import terms_in
from generator.compose.values import date_of
from generator.compose.views import (
    Compared,
    Disagreement,
    Entry,
    Series,
    SourceUsed,
    TermUsed,
    chosen_of,
    entry_of,
    facts_of_view,
)
from generator.selection.model import Freshness

_WHAT: Final = ("value", "contradiction", "date")
AGES: Final = tuple(age.value for age in Freshness)


def by_indicator(c: Composer, facts: Iterable[Entry]) -> tuple[Series, ...]:
    """The facts of a need grouped by what they measure and where, newest first within each."""
    countries = c.selection.request.countries
    groups: dict[tuple[str, str], list[Entry]] = {}
    for fact in facts:
        entry = fact_of(fact, "by_indicator")
        area = next((code for code in countries if code in entry.countries), "")
        groups.setdefault((entry.indicator or entry.id, area), []).append(entry)
    return tuple(
        Series(key, some[0], _previous(some), tuple(some), area)
        for (key, area), some in groups.items()
    )


def _previous(facts: list[Entry]) -> Entry | None:
    """The value before the newest; an item of a list has none beside it."""
    alone = len(facts) < 2 or chosen_of(facts[0]).fact.listed is not None
    return None if alone else facts[1]


def compared(c: Composer, facts: Iterable[Entry], areas: Iterable[str]) -> tuple[Compared, ...]:
    """A row for each indicator: the newest value of each country, in the order of ``areas``.

    What measures the same is one row, whoever published the value of a country.
    """
    codes = [country(c, code, "compared") for code in areas]
    rows: dict[str, dict[str, Entry]] = {}
    for series in by_indicator(c, facts):
        concept = c.selection.concept(series.indicator)
        rows.setdefault(concept, {}).setdefault(series.area, series.newest)
    return tuple(
        Compared(indicator, next(iter(found.values())), tuple(found.get(code) for code in codes))
        for indicator, found in rows.items()
    )


def in_groups(c: Composer, values: Iterable[str], size: int) -> tuple[tuple[str, ...], ...]:
    """A list in several of at most so many, for tables that would be too wide."""
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        expected = "a whole number from 1 on"
        raise Mistake("template-argument", name="in_groups", given=size, expected=expected)
    every = tuple(values)
    return tuple(every[start : start + size] for start in range(0, len(every), size))


def facts_of(c: Composer, code: str) -> Mapping[str, tuple[Entry, ...]]:
    """The facts of every need about one country of the brief."""
    area = country(c, code, "facts_of")
    if area not in c.areas:
        c.areas[area] = facts_of_view(c.selection, area)
    return c.areas[area]


def tagged(c: Composer, facts: Iterable[Entry], *tags: str) -> tuple[Entry, ...]:
    """The facts that have one of the tags."""
    return tuple(f for f in facts if any(tag in fact_of(f, "tagged").tags for tag in tags))


def untagged(c: Composer, facts: Iterable[Entry], *tags: str) -> tuple[Entry, ...]:
    """The facts that have none of the tags."""
    return tuple(f for f in facts if not any(tag in fact_of(f, "untagged").tags for tag in tags))


def of_kind(c: Composer, facts: Iterable[Entry], *kinds: str) -> tuple[Entry, ...]:
    """The facts of some kinds ("post", "plan")."""
    return tuple(f for f in facts if fact_of(f, "of_kind").kind in kinds)


def per_person(c: Composer, facts: Iterable[Entry]) -> tuple[Entry, ...]:
    """The facts that name somebody, one for each person."""
    found: dict[str, Entry] = {}
    for fact in facts:
        if fact_of(fact, "per_person").people:
            found.setdefault(fact.people[0], fact)
    return tuple(found.values())


def by_source(c: Composer, facts: Iterable[Entry]) -> tuple[SourceUsed, ...]:
    """The facts grouped by the document they are from."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for fact in facts:
        origin = chosen_of(fact_of(fact, "by_source")).fact.origin
        groups.setdefault((origin.source, origin.document), []).append(fact)
    return tuple(SourceUsed(tuple(some), key) for key, some in groups.items())


def up_to(
    c: Composer, facts: Iterable[Entry], most: int, *others: Iterable[Entry]
) -> tuple[Entry, ...]:
    """The first so many facts of a need and, where it has fewer, of others, each once."""
    if isinstance(most, bool) or not isinstance(most, int) or most < 0:
        expected = "a whole number, how many at most"
        raise Mistake("template-argument", name="up_to", given=most, expected=expected)
    found = {fact_of(f, "up_to").id: f for some in (facts, *others) for f in some}
    return tuple(found.values())[:most]


def unsaid(c: Composer, facts: Iterable[Entry]) -> tuple[Entry, ...]:
    """The facts whose statement has not been printed so far."""
    return tuple(fact for fact in facts if fact_of(fact, "unsaid").id not in c.stated)


def cited(c: Composer, facts: Iterable[Entry]) -> tuple[Entry, ...]:
    """The facts whose source has been called so far: those that print, of all that were chosen."""
    called = {name for some in c.called.values() for name in some}
    return tuple(fact for fact in facts if fact_of(fact, "cited").id in called)


def undisputed(c: Composer, facts: Iterable[Entry]) -> tuple[Entry, ...]:
    """The facts on which sources do not disagree."""
    return tuple(fact for fact in facts if not fact_of(fact, "undisputed").disputed)


def of_age(c: Composer, facts: Iterable[Entry], *ages: str) -> tuple[Entry, ...]:
    """The facts of some ages ("fresh", "due", "stale", "expired")."""
    for age in ages:
        if age not in AGES:
            hint, known = near_miss(age, AGES), ", ".join(AGES)
            raise Mistake("template-choice", name="of_age", given=age, hint=hint, known=known)
    return tuple(fact for fact in facts if fact_of(fact, "of_age").age in ages)


def oldest_first(c: Composer, *groups: Iterable[Entry]) -> tuple[Entry, ...]:
    """The facts of some needs together, each once, by the first day their dates can mean."""
    entries = {fact_of(fact, "oldest_first").id: fact for facts in groups for fact in facts}
    found = list(reversed(entries.values()))  # one day: the other way round, too
    found.sort(key=_first_day)
    return tuple(found)


def _first_day(entry: Entry) -> tuple[dt.date, dt.date]:
    chosen = chosen_of(entry)
    date = date_of(chosen)
    period = chosen.fact.moment.period
    if date is None and period:
        date = period.start or period.end
    if date is None:
        return (dt.date.max, dt.date.max)
    return (date.first, date.last)


def asserted(c: Composer, facts: Iterable[Entry]) -> tuple[Entry, ...]:
    """The facts that their source states itself, without claims and reports of others."""
    return tuple(fact for fact in facts if not fact_of(fact, "asserted").attributed)


def unsettled(c: Composer, conflicts: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """The disagreements that no editor has ruled on."""
    return tuple(conflict for conflict in conflicts if not conflict.settled)


def of_what(
    c: Composer, conflicts: Iterable[Disagreement], *kinds: str
) -> tuple[Disagreement, ...]:
    """The disagreements on some things: "value", "contradiction", "date"."""
    for kind in kinds:
        if kind not in _WHAT:
            hint, known = near_miss(kind, _WHAT), ", ".join(_WHAT)
            raise Mistake("template-choice", name="of_what", given=kind, hint=hint, known=known)
    return tuple(conflict for conflict in conflicts if conflict.what in kinds)


def about(
    c: Composer, conflicts: Iterable[Disagreement], *groups: Iterable[Entry]
) -> tuple[Disagreement, ...]:
    """The disagreements in which one of the facts takes part."""
    ids = {fact_of(fact, "about").id for facts in groups for fact in facts}
    return tuple(d for d in conflicts if any(fact.id in ids for fact in d.facts))


def not_about(
    c: Composer, conflicts: Iterable[Disagreement], *groups: Iterable[Entry]
) -> tuple[Disagreement, ...]:
    """The disagreements in which none of the facts takes part."""
    ids = {fact_of(fact, "not_about").id for facts in groups for fact in facts}
    return tuple(d for d in conflicts if not any(fact.id in ids for fact in d.facts))


def withheld(c: Composer) -> tuple[Entry, ...]:
    """The facts printed so far of which a value is withheld."""
    return tuple(entry_of(chosen, c.selection) for chosen in c.withheld.values())


def untranslated(c: Composer) -> int:
    """How many statements so far had no text in the document's language."""
    return len(c.untranslated)


def left_out(c: Composer) -> tuple[Entry, ...]:
    """The facts left out so far, because no text in the language may be printed."""
    return tuple(entry_of(chosen, c.selection) for chosen in c.left_out.values())


def terms_used(c: Composer) -> tuple[TermUsed, ...]:
    """The terms on which usage differs and that stand in the statements so far."""
    return tuple(
        TermUsed(term.id, ", ".join(term.forms), term.others, term.contested)
        for term in terms_in(c, c.said)
        if term.others or term.contested
    )
