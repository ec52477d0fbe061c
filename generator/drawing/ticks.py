"""The values that an axis names: round numbers around what is plotted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

MOST: Final = 6  # steps between the lowest and the highest
_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MORE: Final = Decimal("1.01")
_NEAR_ZERO: Final = Decimal("0.5")  # an axis that may start at zero does, when that is not far


def ticks(values: Sequence[Decimal], *, zero: bool, most: int = MOST) -> tuple[Decimal, ...]:
    """Round numbers in even steps, the first at or below all values and the last at or above.

    most  steps between the first and the last, at most; two at least.
    zero  whether the axis must hold zero, as it must for bars; it holds it anyway where the
          values lie on both sides of it or come near.

    >>> [str(tick) for tick in ticks([Decimal("1.5"), Decimal("-3.4")], zero=False)]
    ['-4', '-3', '-2', '-1', '0', '1', '2']
    """
    most = max(2, most)  # around zero there is no single step
    low, high = min(values), max(values)
    if zero or low <= 0 <= high or (low > 0 and low < high * _NEAR_ZERO):
        low = min(low, Decimal(0))
    if zero or low <= 0 <= high or (high < 0 and high > low * _NEAR_ZERO):
        high = max(high, Decimal(0))
    if low == high:
        around = abs(low) / 10 or Decimal(1)
        low, high = low - around, high + around
    step = _step((high - low) / most)
    while (first := (low / step).__floor__()) + most < (last := (high / step).__ceil__()):
        step = _step(step * _MORE)  # rounded outwards on both sides, they would be too many
    return tuple(_plain(step * place) for place in range(first, last + 1))


def _step(least: Decimal) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)


def _plain(tick: Decimal) -> Decimal:
    return Decimal(f"{tick.normalize():f}") if tick else Decimal(0)
