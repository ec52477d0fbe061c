"""Attribution travels with the claim: who stands behind a statement that is not our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from generator.facts.model import Fact, Stance

CLAIMS: Final = (Stance.ALLEGED, Stance.REQUESTED)
"""Stances that never print without saying whose they are, and never mix with statements."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says it: an organisation or person by id, or the document by its key."""

    kind: Literal["asserted-by", "producer", "document"]
    id: str


def is_claim(fact: Fact) -> bool:
    """True for allegations and requests."""
    return fact.stance in CLAIMS


def must_attribute(fact: Fact) -> bool:
    """True when the statement prints with who says it."""
    return fact.stance is not Stance.ASSERTED


def claimant(fact: Fact) -> Claimant | None:
    """Who stands behind the statement; None for a claim that names nobody.

    A claim belongs to whoever makes it, never to the office that published it. Reports and
    derivations may fall back to the producer, then to the document.
    """
    if fact.asserted_by:
        return Claimant("asserted-by", fact.asserted_by)
    if is_claim(fact):
        return None
    if fact.origin.producer:
        return Claimant("producer", fact.origin.producer)
    return Claimant("document", f"{fact.origin.source}/{fact.origin.document}")
