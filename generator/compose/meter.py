"""What one rendering may cost: a deadline and an amount of text.

The clock is looked at where a template can spend time: each turn of a loop, each call of a
macro or function, each piece of output. Work inside one C function is bounded by what the
environment refuses (repetition, powers, ``range``); the worker process bounds the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from generator.compose.mistakes import Mistake

T = TypeVar("T")


class Meter:
    """Counts time and output of one rendering; raises ``Mistake`` beyond the limits.

    seconds     processor time from the making of the meter: a busy machine is no fault of a
                template. How long one may wait by the clock is for the worker to say.
    characters  text that may be produced, macros and blocks included.
    """

    __slots__ = ("_characters", "_clock", "_deadline", "_seconds", "_used")

    def __init__(
        self, seconds: float, characters: int, clock: Callable[[], float] = time.thread_time
    ) -> None:
        self._clock = clock
        self._seconds = seconds
        self._deadline = clock() + seconds
        self._characters = characters
        self._used = 0

    def tick(self) -> None:
        """Look at the clock."""
        if self._clock() > self._deadline:
            raise Mistake("template-too-slow", limit=f"{self._seconds:g}")

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """The same items, with a look at the clock before each."""
        for item in items:
            self.tick()
            yield item

    def produce(self, characters: int) -> None:
        """Note that so many characters were produced."""
        self._used += characters
        if self._used > self._characters:
            raise Mistake("template-too-long", limit=self._characters)
        self.tick()
