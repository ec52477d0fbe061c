"""In which order the figures of several producers count: as the house ranks them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.facts.model import Fact, FactBase
from generator.house.producers import NO_RANKING, Producers
from generator.problems import Problem, ProblemsFound, Where
from generator.selection.nearest import hint


def ranked(
    given: Iterable[tuple[str, Fact]], codes: Sequence[str], producers: Producers
) -> list[str]:
    """Indicators that measure the same, the preferred one first.

    given  each with one of its figures. What the ranking does not name comes last, the code
           by which all are known before the others.
    """
    rank = producers.of(codes)

    def place(one: tuple[str, Fact]) -> tuple[int, int]:
        code, fact = one
        names = (fact.origin.producer, fact.origin.source)
        places = [rank.index(name) for name in names if name in rank]
        return min(places, default=len(rank)), codes.index(code)

    return [code for code, _ in sorted(given, key=place)]


def check_producers(producers: Producers, base: FactBase, file: str) -> None:
    """Refuse a ranking that names what no source has: a producer, or an indicator.

    Raises ``ProblemsFound`` with the near misses.
    """
    found = unknown_producers(producers, base, file) if producers != NO_RANKING else ()
    if found:
        raise ProblemsFound(found)


def unknown_producers(producers: Producers, base: FactBase, file: str) -> tuple[Problem, ...]:
    """What a ranking names that no source has: producers and indicators, with the near miss."""
    origins = [origin for source in base.sources.values() for origin in source.origins.values()]
    known = {origin.producer for origin in origins if origin.producer} | set(base.sources)
    found = [
        Problem(
            "house-producer-unknown",
            Where(file, field=field),
            {"value": name, "hint": hint(name, known), "known": ", ".join(sorted(known))},
        )
        for field, name in producers.named()
        if name not in known
    ]
    codes = base.measures.codes
    found += [
        Problem(
            "house-indicator-unknown",
            Where(file, field=f"producers.indicators.{code}"),
            {"value": code, "hint": hint(code, codes)},
        )
        for code in producers.indicators
        if codes and code not in codes  # none: statistics were not asked for
    ]
    return tuple(found)
