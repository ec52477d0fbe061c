"""Disagreements are shown, not settled by code; an editor's ruling settles them.

Facts disagree when the rules of ``rivals`` say so, or when an editor noted it (fields
``conflicts_with``, relations of type ``contradicts``) and their values are not the same.
Disagreements that share a fact are one conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.facts.model import EdtfDate, Fact, Ruling
from generator.selection.attribution import is_claim
from generator.selection.values import Comparison, compare, value_of
from generator.selection.view import View


@dataclass(frozen=True, slots=True)
class Dispute:
    """One conflict among facts, by id; best first. ruling is None while it is open."""

    id: str
    what: Literal["value", "date"]
    members: tuple[str, ...]
    ruling: Ruling | None = None


def effective_rulings(rulings: Iterable[Ruling], present: Mapping[str, Fact]) -> list[Ruling]:
    """Rulings whose preferred fact is present and not itself ruled out by a later ruling.

    A ruling holds whatever the as-of date: it is a decision about records, taken once.
    """
    kept: list[Ruling] = []
    out: set[str] = set()
    for ruling in sorted(rulings, key=lambda ruling: (ruling.on, ruling.id), reverse=True):
        if ruling.prefers in present and ruling.prefers not in out:
            kept.append(ruling)
            out.update(ruling.over)
    return kept


def noted(view: View, facts: Mapping[str, Fact]) -> list[tuple[str, str]]:
    """Pairs among ``facts`` that editors noted as conflicting and that do not agree."""
    return [
        (one, other)
        for one in sorted(facts)
        for other in view.disputes.get(one, ())
        if one < other and other in facts and _disagree(view, facts[one], facts[other])
    ]


def disputes(
    pairs: Iterable[tuple[str, str]], rank: Mapping[str, int], facts: Mapping[str, Fact]
) -> dict[str, Dispute]:
    """Conflicts by member id, from pairs that disagree. ``rank`` orders the members."""
    found: dict[str, Dispute] = {}
    for together in _joined(pairs):
        members = tuple(sorted(together, key=lambda fact_id: (rank.get(fact_id, 0), fact_id)))
        dates = all(isinstance(value_of(facts[m]), EdtfDate) for m in members)
        name = name_of([facts[m] for m in members])
        dispute = Dispute(name, "date" if dates else "value", members)
        found.update(dict.fromkeys(members, dispute))
    return found


def name_of(members: Iterable[Fact]) -> str:
    """A name for the conflict that stays the same from build to build.

    It says what is disputed when all members share that, else who takes part.
    """
    facts = sorted(members, key=lambda fact: fact.id)
    first = facts[0]
    if first.indicator is not None:
        period = first.as_of or first.moment.date
        named = f"{first.countries[0]}-{first.indicator}-{period.text if period else ''}"
    elif first.subject_key and all(f.subject_key == first.subject_key for f in facts):
        named = first.subject_key
    else:
        named = first.id
    return "conflict-" + re.sub(r"[^a-z0-9]+", "-", named.lower()).strip("-")


def _disagree(view: View, one: Fact, other: Fact) -> bool:
    if is_claim(one) != is_claim(other) or other.id in view.apart.get(one.id, ()):
        return False
    return compare(one, other) is not Comparison.SAME


def _joined(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    groups: list[set[str]] = []
    for pair in pairs:
        together = set(pair)
        apart = []
        for group in groups:
            if group.isdisjoint(together):
                apart.append(group)
            else:
                together |= group
        groups = [*apart, together]
    return groups
