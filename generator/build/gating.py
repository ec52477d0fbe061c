"""The gate before a final edition: facts nobody should rely on refuse it or make it a draft.

What counts is what the documents print, so the gate is asked when they are composed; an open
disagreement is known before. A draft that the gate made says so in the account, in the
manifest, and on its pages as every draft does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from generator.build.orders.order import Order
from generator.editions.manifest import GateUsed
from generator.facts.model import Fact, Kind
from generator.house.gate import KINDS, Gate
from generator.problems import Problem, Severity
from generator.selection.model import Freshness, Selection
from generator.selection.staleness import freshness

if TYPE_CHECKING:
    from generator.build.chosen import Chosen

CONFLICT: Final = "conflict-blocks"
"""The problem of an open disagreement in what a final edition would print."""

TOO_OLD: Final = "too-old-for-clean"
"""Why a final edition leaves out a statement that changes fast, without a word to its reader."""

UNTRANSLATED: Final = frozenset(
    f"text-{what}"
    for what in (
        *("not-translated", "not-translated-omitted"),
        *(f"translation-{doubt}" for doubt in ("stale", "machine", "draft")),
        *(f"{d}-{done}" for d in ("stale", "machine", "draft") for done in ("omitted", "original")),
    )
)
"""What composing notes of a text that a reader does not get reviewed in the own language."""

WORDS: Final[Mapping[str, str]] = {
    "stale": "older than their limit",
    "expired": "plans whose day has passed, and nobody has said what became of them",
    "conflicting": "part of a disagreement that nobody has ruled on",
    "untranslated": "not translated, or in a translation that is out of date or not reviewed",
}

_MOST: Final = 12
"""Ids of facts that a message lists; the manifest has all."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Facts of one kind that the gate does not let into a final edition."""

    kind: str
    verdict: str
    facts: tuple[str, ...]

    def problem(self, order: Order) -> Problem:
        """What the officer is told: the edition was refused, or it is a draft."""
        refuses = self.verdict == "refuse"
        return Problem(
            "gate-refuses" if refuses else "gate-draft",
            order.where("gate"),
            {
                "count": str(len(self.facts)),
                "why": WORDS[self.kind],
                "facts": listed(self.facts),
                "kind": self.kind,
            },
            Severity.ERROR if refuses else Severity.WARNING,
        )


def listed(facts: Sequence[str]) -> str:
    """Ids of facts for a message, the first of many."""
    return ", ".join(facts[:_MOST]) + (" …" if len(facts) > _MOST else "")


def stopped(chosen: Chosen, composed: Mapping[str, Any]) -> tuple[Stopped, ...]:
    """What the gate of an order holds against its final edition, as it was just composed.

    composed  by language, what composing told: the facts that print, and problems of texts.
    """
    if not chosen.final:
        return ()
    known = {used.kind for used in chosen.gate}
    printed = {name for told in composed.values() for name in told["facts"]}
    gate: Gate = chosen.house.gate
    found = {
        **doubtful(chosen.selection, printed),
        "untranslated": tuple(sorted(_untranslated(composed))),
    }
    return tuple(
        Stopped(kind, gate.on(kind), found[kind])
        for kind in KINDS
        if kind not in known and found.get(kind) and gate.on(kind) != "allow"
    )


def doubtful(selection: Selection, printed: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Ids of the facts to doubt by kind, of those that print; without their texts."""
    names = frozenset(printed)
    chosen = {one.fact.id: one for some in selection.chosen.values() for one in some}
    shown = [one for name, one in sorted(chosen.items()) if name in names]
    hidden = (held.fact.id for held in selection.held if held.reason == TOO_OLD)
    stale = (one.fact.id for one in shown if one.freshness is Freshness.STALE)
    return {
        "stale": tuple(sorted({*stale, *hidden})),
        "expired": tuple(one.fact.id for one in shown if is_expired(one.fact, one.freshness)),
    }


def is_expired(fact: Fact, level: Freshness) -> bool:
    """Whether it is a plan whose day has passed without anybody saying what became of it."""
    return fact.kind is Kind.PLAN and level is Freshness.EXPIRED


def _untranslated(composed: Mapping[str, Any]) -> Iterator[str]:
    for told in composed.values():
        for problem in told["problems"]:
            if problem["code"] in UNTRANSLATED and (name := problem["record"]):
                yield name


def conflicts_alone(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Ids of facts in open disagreement, when nothing else refuses the edition; else ()."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if any(problem.code != CONFLICT for problem in errors):
        return ()
    return tuple(name for problem in errors for name in problem.values["facts"].split(", "))


def as_draft(order: Order) -> Order:
    """The order as one of a draft; of a pack its briefs as well."""
    pack = order.pack
    if pack is not None:
        pack = replace(pack, parts=tuple(as_draft(part) for part in pack.parts))
    return replace(order, status="draft", pack=pack)


def marked(chosen: Chosen | None, found: Iterable[Stopped]) -> Chosen | None:
    """What a draft is made of, with the reason why it is no final edition."""
    if chosen is None:
        return None
    reasons = tuple(found)
    return replace(
        chosen,
        final=True,
        gate=(*chosen.gate, *(GateUsed(one.kind, one.facts) for one in reasons)),
        notices=(*(one.problem(chosen.order) for one in reasons), *chosen.notices),
    )


def doubtful_by(selection: Selection, day: dt.date) -> Mapping[str, tuple[str, ...]]:
    """Ids of chosen facts that are sound today and will not be on a later day, by kind.

    The day of the meeting counts for the officer, whatever day the brief is printed on.
    """
    facts = {one.fact.id: one.fact for some in selection.chosen.values() for one in some}
    today = selection.request.as_of
    turned = {
        name: level
        for name, fact in sorted(facts.items())
        if (level := freshness(fact, day)) is not freshness(fact, today)
    }
    return {
        "stale": tuple(name for name, level in turned.items() if level is Freshness.STALE),
        "expired": tuple(name for name, level in turned.items() if is_expired(facts[name], level)),
    }
