"""A fact base is indexed once for each ceiling, and few indexes are kept."""

from __future__ import annotations

from generator.facts.model import FactBase, Kind
from generator.selection.view import view_of
from tests.unit.selection.builder import LEVELS, base, body, fact, money, statistic


def three_hundred() -> FactBase:
    kinds = list(Kind)
    facts = [
        fact(
            f"f{number:03}",
            kinds[number % len(kinds)],
            f"20{10 + number % 15}",
            subject_key=f"key-{number % 60}" if number % 3 == 0 else None,
            quantity=money(str(number)) if number % 5 == 0 else None,
            organisations=(f"o{number % 20}",),
            supersedes=(f"f{number - 7:03}",) if number % 11 == 7 else (),
        )
        for number in range(280)
    ]
    facts += [statistic(f"s{year}", str(year), str(year)) for year in range(2004, 2024)]
    return base(facts, organisations=[body(f"o{number}") for number in range(20)])


def test_a_base_is_indexed_once_for_each_ceiling() -> None:
    known = three_hundred()
    first = view_of(known, LEVELS, LEVELS[0])
    assert view_of(known, LEVELS, LEVELS[0]) is first
    assert view_of(known, LEVELS, LEVELS[1]) is not first
    assert view_of(three_hundred(), LEVELS, LEVELS[0]) is not first


def test_only_a_few_bases_are_kept() -> None:
    known = three_hundred()
    first = view_of(known, LEVELS, LEVELS[0])
    for _ in range(9):
        view_of(base([]), LEVELS, LEVELS[0])
    assert view_of(known, LEVELS, LEVELS[0]) is not first
