"""The values an axis names."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.drawing.ticks import MOST, ticks

numbers = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=4)


@given(st.lists(numbers, min_size=1, max_size=20), st.booleans(), st.integers(1, MOST))
def test_ticks_are_even_few_and_hold_all_values(
    values: list[Decimal], zero: bool, most: int
) -> None:
    found = ticks(values, zero=zero, most=most)
    assert found[0] <= min(values)
    assert found[-1] >= max(values)
    assert len({b - a for a, b in pairwise(found)}) == 1
    assert 2 <= len(found) <= max(2, most) + 1
    assert not zero or Decimal(0) in found
    assert all("E" not in str(tick) for tick in found)


def test_equal_values_lie_inside_their_axis() -> None:
    found = ticks([Decimal(5), Decimal(5)], zero=False)
    assert found[0] < 5 < found[-1]
    assert ticks([Decimal(0)], zero=True)[0] < 0 < ticks([Decimal(0)], zero=True)[-1]


def test_an_axis_starts_at_zero_when_that_is_near() -> None:
    assert ticks([Decimal(20), Decimal(100)], zero=False)[0] == 0
    assert ticks([Decimal(90), Decimal(100)], zero=False)[0] > 0
    assert ticks([Decimal(90), Decimal(100)], zero=True)[0] == 0
