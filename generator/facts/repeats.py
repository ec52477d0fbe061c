"""Words of a marked fact that stand in a fact with another marking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from generator.facts.model import Fact
from generator.problems import Findings, Severity, Where

_SHORTEST: Final = 8
"""Characters below which the same words are chance."""

_MOST_WORK: Final = 5 * 10**9
"""Characters to compare, about a second."""


def check_repeats(facts: Collection[Fact], findings: Findings) -> None:
    """Warn when the words of a marked fact stand inside a fact with another marking.

    Which marking is higher is the house's to say; that they differ is enough to look.
    """
    markings = {fact.marking for fact in facts}
    if len(markings) < 2:
        return
    told = [(fact, _said(fact)) for fact in facts if fact.indicator is None]
    whole: dict[str, str] = defaultdict(str)
    for fact, sayings in told:
        whole[fact.marking] += "\n" + "\n".join(sayings)
    size = sum(map(len, whole.values()))
    if size * len(told) > _MOST_WORK:
        findings.add("marking-repeats-unchecked", severity=Severity.NOTICE, facts=len(told))
        return
    for fact, sayings in told:
        for marking, text in whole.items():
            if marking != fact.marking and any(s in text for s in sayings if len(s) >= _SHORTEST):
                _tell(fact, sayings, told, marking, findings)


def _tell(
    fact: Fact,
    sayings: list[str],
    told: list[tuple[Fact, list[str]]],
    marking: str,
    findings: Findings,
) -> None:
    for other, texts in told:
        if other.marking != marking:
            continue
        if any(len(s) >= _SHORTEST and s in text for s in sayings for text in texts):
            findings.add(
                "marking-repeated",
                Where(other.file, other.line, record=other.id),
                severity=Severity.WARNING,
                other=fact.id,
            )


def _said(fact: Fact) -> list[str]:
    found = [form for text in fact.text.values() for form in text.forms.values()]
    found += fact.name.values()
    return [*found, fact.note] if fact.note else found
