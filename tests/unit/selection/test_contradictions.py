"""Lengths against periods, in every unit and precision."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.facts.dates import parse_interval
from generator.facts.model import Kind, Quantity
from generator.selection.contradictions import contradicts, duration_contradicted
from tests.unit.selection.builder import fact, money, validity


@pytest.mark.parametrize(
    ("length", "unit", "period", "wrong"),
    [
        (5, "Y", "2016/2022", True),
        (6, "Y", "2016/2022", False),
        (7, "Y", "2016/2022", False),
        (8, "Y", "2016/2022", True),
        (3, "Y", "2016-02/2019-03", False),
        (4, "Y", "2016-02/2019-03", True),
        (3, "Y", "2016-04-01/2019-03-31", False),
        (9, "Y", "2016/2025-03", False),
        (2, "M", "2024-01/2024-03", False),
        (3, "M", "2024-01/2024-03", False),
        (4, "M", "2024-01/2024-03", True),
        (3, "M", "2024-01-15/2024-03-15", False),
        (44, "D", "2022-02-09/2022-03-25", False),
        (45, "D", "2022-02-09/2022-03-25", False),
        (46, "D", "2022-02-09/2022-03-25", True),
        (400, "D", "2022/2022", False),
        (400, "D", "2022-02/2022-03", False),
        (99, "M", "2022/2023", False),
        (5, "Y", "2016/..", False),
        (5, "Y", "../2022", False),
    ],
)
def test_a_length_against_a_period(length: int, unit: str, period: str, *, wrong: bool) -> None:
    assert contradicts(Decimal(length), unit, parse_interval(period)) is wrong


def test_a_stated_duration_counts_like_a_number_of_years() -> None:
    pledge = fact("one", Kind.COMMITMENT, quantity=money("1"), when="2016/2022")
    assert not duration_contradicted(pledge)
    assert duration_contradicted(replace(pledge, derived={"duration": "P5Y"}))
    assert not duration_contradicted(replace(pledge, derived={"duration": "P6Y"}))


def test_without_a_period_of_its_own_the_validity_counts() -> None:
    years = fact("one", Kind.COMMITMENT, quantity=Quantity(Decimal(5), "years"))
    assert not duration_contradicted(years)
    assert duration_contradicted(replace(years, validity=validity("2016/2022")))


def test_a_number_of_people_is_no_length() -> None:
    people = fact("one", Kind.FIGURE, quantity=Quantity(Decimal(5), "persons"), when="2016/2022")
    assert not duration_contradicted(people)
