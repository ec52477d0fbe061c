"""Asking with patience: a pace, a few tries, longer pauses between them, never endless."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from generator.facts.refreshfile import Bounds
from generator.refresh.fetch import Answer
from generator.refresh.trouble import FetchError

_FIRST_PAUSE: Final = 1.0


class Getter(Protocol):
    """What answers one request."""

    def get(self, address: str, validators: Mapping[str, str]) -> Answer:
        """The answer, or ``FetchError``."""


def _now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Clock, pauses and chance, all of which a test brings itself.

    now  the time of day, UTC; clock: seconds that only ever go on; chance: from 0 to 1.
    told  takes a line on how far the work is.
    """

    now: Callable[[], dt.datetime] = _now
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = field(default_factory=lambda: random.SystemRandom().random)
    told: Callable[[str], None] = lambda line: None


@dataclass(slots=True)
class Asker:
    """Asks one service: not faster than its pace, again where that may help."""

    getter: Getter
    bounds: Bounds
    around: Surroundings
    _next: float = 0.0

    def get(
        self, address: str, validators: Mapping[str, str], check: Callable[[Answer], None]
    ) -> Answer:
        """The answer, after as many tries as are allowed; the last ``FetchError`` otherwise.

        check  raises ``FetchError`` for an answer that came whole but is not sound.
        """
        for number in range(1, self.bounds.attempts + 1):
            self._keep_pace()
            try:
                answer = self.getter.get(address, validators)
                check(answer)
                return answer
            except FetchError as error:
                if not error.again or number == self.bounds.attempts:
                    raise
                self._pause(error, number)
        raise AssertionError("there is at least one try")

    def _keep_pace(self) -> None:
        left = self._next - self.around.clock()
        if left > 0:
            self.around.sleep(left)
        self._next = self.around.clock() + self.bounds.pace

    def _pause(self, error: FetchError, number: int) -> None:
        """Wait as the service asks, or 1, 2, 4 … seconds, each by half of that more or less."""
        if error.wait is not None:
            if error.wait > self.bounds.wait:
                limit, asked = f"{self.bounds.wait:g}", f"{error.wait:g}"
                raise FetchError("refresh-wait", asked=asked, limit=limit) from error
            pause = error.wait
        else:
            pause = _FIRST_PAUSE * 2 ** (number - 1) * (0.5 + self.around.chance())
        pause = min(pause, self.bounds.wait)
        self.around.told(f"{error.code}: trying again in {pause:.1f} s")
        self.around.sleep(pause)
