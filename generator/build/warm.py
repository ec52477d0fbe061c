"""How one long-running process builds again and again: workers kept warm, and a way to stop."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.build.stages import PAGES, Stages
from generator.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from generator.build.workers.pool import Pool

Lender: TypeAlias = Callable[[int], AbstractContextManager["Pool"]]
"""Lends workers for one run; how many at most is said."""


def never() -> bool:
    """The answer of a run that goes on to its end."""
    return False


@dataclass(frozen=True, slots=True)
class Means:
    """What a run works with when it is one of many.

    lend    lends the workers; None: the run starts its own and ends them.
    enough  whether no further order is to be begun. Those begun are finished.
    looks_again  whether what sources say is told again after a change that concerns no order. It
            is put off while somebody may wait for the next change, and done by a later run.
    makes   whether orders that are due are made; else only those that stand are looked at.
    attended  whether a person asked for the run, and will read what it tells.
    """

    lend: Lender | None = None
    enough: Callable[[], bool] = never
    looks_again: bool = True
    makes: bool = True
    attended: bool = True


ALONE = Means()


class WarmPool:
    """A pool whose libraries stay loaded between runs.

    Workers themselves are ended after each run: what they keep of templates, pictures and
    fonts may have changed by the next one. A fresh one is there in milliseconds.
    """

    def __init__(self, stages: Stages | None = None, limits: Limits = DEFAULT_LIMITS) -> None:
        self._stages = stages or Stages()
        self._limits = limits
        self._pool: Pool | None = None
        self._jobs = 0

    def warm(self, jobs: int) -> None:
        """Begin to load all that documents of any format need, without waiting."""
        self._ready(jobs).prepare(PAGES)

    @contextlib.contextmanager
    def lend(self, jobs: int) -> Iterator[Pool]:
        """The pool for one run. After a run that broke off a new one takes its place."""
        pool = self._ready(jobs)
        pool.light_first(1)  # somebody may wait for the first file of a change
        try:
            yield pool
            pool.rest()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End all of it."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _ready(self, jobs: int) -> Pool:
        if self._pool is not None and (jobs != self._jobs or not self._pool.lives):
            self.close()
        if self._pool is None:
            from generator.build.workers.pool import Pool

            self._pool, self._jobs = Pool(jobs, self._stages.profiles, self._limits), jobs
        return self._pool
