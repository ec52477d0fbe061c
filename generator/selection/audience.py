"""Who may hear a statement: lines to say, and what is for background only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.facts.model import Fact, Kind, Person

Reason = Literal["background-only", "vulnerable-person", "vulnerable-image"]


def names_vulnerable(fact: Fact, people: Mapping[str, Person]) -> bool:
    """True when the fact names somebody who is named in claims."""
    return any(person in people and people[person].vulnerable for person in fact.people)


def objection(
    fact: Fact, people: Mapping[str, Person], audience: Literal["to-say", "background"]
) -> Reason | None:
    """Why the fact may not go to this audience; None when it may.

    Persons named in claims are for background only until an editor clears the fact, and
    never in a photograph.
    """
    vulnerable = names_vulnerable(fact, people)
    if vulnerable and fact.kind is Kind.IMAGE:
        return "vulnerable-image"
    if audience == "background":
        return None
    if not fact.disclosable:
        return "background-only"
    return "vulnerable-person" if vulnerable and fact.cleared_by is None else None
