"""Which briefs a mistake in the sources may touch: those are refused, the others are made.

A record that cannot be read may be about any country that it names or that its file
speaks of, or spoke of when the last edition was made. A file that names no country at all,
and a list of people or countries, may be about every one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.editions.manifest import Manifest
from generator.facts.model import FactBase
from generator.problems import Problem, Severity


def touching(
    problems: Iterable[Problem], base: FactBase, areas: Collection[str], last: Manifest | None
) -> tuple[Problem, ...]:
    """The errors among ``problems`` that may change a brief about some countries.

    last  manifest of the last edition of the brief, whose facts it would print again.
    """
    errors = [one for one in problems if one.severity is Severity.ERROR]
    if not errors:
        return ()
    countries = _countries(base)
    printed = {fact.id for fact in last.facts} if last else set()
    return tuple(
        problem
        for problem in errors
        if not countries.get(problem.where.file or "", set(areas)).isdisjoint(areas)
        or problem.where.record in printed
    )


def _countries(base: FactBase) -> dict[str, set[str]]:
    """The countries that each file speaks of; files of which nobody can tell are left out."""
    spoken: dict[str, set[str]] = {}
    for fact in base.facts.values():
        spoken.setdefault(fact.file, set()).update(fact.countries)
    for file, named in base.refused.items():
        known = named & base.areas.keys()
        if file in spoken or known == named:
            spoken.setdefault(file, set()).update(known)
    return spoken
