"""Bounds for what must end. How fast it is is never asserted: machines are slow, and busy.

What is looked for is work that explodes: a nesting read once more for each of its levels, a loop
without end. That takes minutes where a sound reader takes a blink, on any machine; and it is
counted in processor time, which does not pass while other programs run.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from typing import Final

PATIENCE: Final = 600.0
"""Seconds on the wall to wait for another process or thread: it may hardly get a turn.

Only a test that fails waits so long.
"""

PROCESSOR_SECONDS: Final = 60.0


@contextlib.contextmanager
def ends(what: str = "", *, seconds: float = PROCESSOR_SECONDS) -> Iterator[None]:
    """The block takes less processor time than this; ``what`` names it.

    Counted are this process and all that it started and saw the end of.
    """
    begun = processor_time()
    yield
    spent = processor_time() - begun
    assert spent < seconds, f"{what} took {spent:.0f} seconds of the processor".strip()


def processor_time() -> float:
    """Seconds of the processor that this process and those it saw the end of have taken."""
    return sum(os.times()[:4])


def until(reached: Callable[[], object], seconds: float = PATIENCE, *, every: float = 0.01) -> bool:
    """Whether something came to be the case, looked for again and again."""
    end = time.monotonic() + seconds
    while not (found := bool(reached())) and time.monotonic() < end:
        time.sleep(every)
    return found
