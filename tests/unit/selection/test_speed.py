"""Selection is a small part of a build, and stays so."""

from __future__ import annotations

from time import perf_counter

from generator.facts.model import FactBase, Kind
from generator.selection import select
from generator.selection.model import Need
from generator.selection.view import view_of
from tests.unit.selection.builder import LEVELS, base, body, fact, money, request, statistic

NEEDS = [
    *(Need(f"n{kind.value}", kinds=(kind,), past="yes") for kind in Kind),
    Need("population", indicators=("SP.POP.TOTL",), series=5),
]


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


def test_three_hundred_facts_take_a_few_milliseconds() -> None:
    """Four on the machine this was written on; the bound leaves room for slower ones."""
    known = three_hundred()
    select(known, request(), NEEDS)
    times = []
    for _ in range(15):
        start = perf_counter()
        select(known, request(), NEEDS)
        times.append(perf_counter() - start)
    assert min(times) < 0.012


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
