"""Frozen records that are made quickly cannot be told from others."""

from __future__ import annotations

import copy
import dataclasses
import gc
import sys
from decimal import Decimal
from itertools import repeat

import pytest

from generator.facts.model import Fact, Kind, Origin, Quantity
from generator.facts.openly import maker
from generator.facts.rows import made
from generator.facts.sweeps import few_sweeps
from generator.records import COMMON

ORIGIN = Origin("source", "page", {"en": "A page"})
GIVEN = {
    "id": "one",
    "kind": Kind.FIGURE,
    "countries": ("IRQ",),
    "text": {},
    "origin": ORIGIN,
    "marking": "UNCLASSIFIED",
    "tags": ("people",),
    "line": 3,
}


def test_a_fact_is_what_its_type_makes() -> None:
    quick, plain = maker(Fact)(**GIVEN), Fact(**GIVEN)  # type: ignore[arg-type]
    assert type(quick) is Fact
    assert quick == plain
    assert repr(quick) == repr(plain)
    assert copy.copy(quick) == dataclasses.replace(plain)
    with pytest.raises(dataclasses.FrozenInstanceError):
        quick.id = "two"  # type: ignore[misc]


def test_facts_that_say_the_same_hold_the_same() -> None:
    make = maker(Fact)
    one, other = make(**GIVEN), make(**GIVEN | {"id": "two", "line": 4})
    assert getattr(one, COMMON) is getattr(other, COMMON)
    third = make(**GIVEN | {"tags": ("land",)})
    assert (third.tags, third.marking) == (("land",), "UNCLASSIFIED")
    assert getattr(third, COMMON) is not getattr(one, COMMON)
    many = [make(**GIVEN | {"tags": (str(number),)}) for number in range(5000)]
    assert [one.tags for one in many] == [(str(number),) for number in range(5000)]


def test_a_fact_of_a_table_takes_few_bytes() -> None:
    """What a series shares would take twice as much as what a value has of its own."""
    assert sys.getsizeof(maker(Fact)(**GIVEN)) <= 170


def test_what_has_no_default_must_be_given() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'unit'"):
        maker(Quantity)(value=Decimal(1))
    assert maker(Quantity)(Decimal(1), "persons") == Quantity(Decimal(1), "persons")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_columns_become_records(count: int) -> None:
    values = [Decimal(number) for number in range(count)]
    assert made(Quantity, [values, *persons(count)], count) == [
        Quantity(value, "persons") for value in values
    ]
    same = made(Quantity, [repeat(None, count), *persons(count)], count)
    assert same == [Quantity(None, "persons")] * count
    origins = made(Origin, [[str(n) for n in range(count)], *rest(count)], count)
    assert origins == [Origin(str(n), "page", {}) for n in range(count)]


def persons(count: int) -> list[repeat[object]]:
    """The columns of a number of people behind the number."""
    common = getattr(Quantity(None, "persons"), COMMON)
    return [repeat(None, count), repeat(None, count), repeat(common, count)]


def rest(count: int) -> list[repeat[object]]:
    """The columns of a document behind its source, as they are when nothing is said."""
    usual = Origin("x", "page", {})
    names = [one.name for one in dataclasses.fields(Origin)][1:]
    return [repeat(getattr(usual, name), count) for name in names]


def test_a_column_of_another_length_is_told() -> None:
    with pytest.raises(ValueError, match="a column of another length"):
        made(Quantity, [[Decimal(1)], *persons(2)], 2)


def test_sweeps_are_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with few_sweeps():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
    with pytest.raises(KeyError), few_sweeps():
        raise KeyError
    assert gc.get_threshold() == before
