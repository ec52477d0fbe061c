"""Tasks that wait for a worker, and which of them comes next."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.build.workers.pool import Task

FAMILIES: Final = 4
"""Families that a worker keeps something of at a time."""


class Waiting:
    """The queue of a pool.

    ranks  place of each profile, the lightest first.
    light_first  how many light tasks are still to go before heavy ones.

    What was begun first is finished first: of several groups the oldest one that has something
    to do. So groups end one after the other, and what their ends ask of the program is done while
    workers are busy with the next. Within a group heavy tasks go first, so that the last to end
    are light ones; and of equal ones those whose family the worker knows already. What another
    worker knows is left to it while there is anything else: it would have to be composed again.
    """

    def __init__(self, ranks: Mapping[str, int]) -> None:
        self.light_first = 0
        self._ranks = ranks
        self._tasks: deque[Task] = deque()
        self._ages: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    def add(self, task: Task) -> None:
        """Add a task. The first one of a group tells how old the group is."""
        self._ages.setdefault(task.group, len(self._ages))
        self._tasks.append(task)

    def clear(self) -> None:
        """Forget all tasks, and which groups there were."""
        self._tasks.clear()
        self._ages.clear()

    def heaviest(self) -> Task:
        """The task that asks most of a worker; there is one."""
        return max(self._tasks, key=self._rank)

    def take(
        self, profile: str, families: Collection[str], others: Collection[str] = ()
    ) -> Task | None:
        """The task that a worker of a profile does next; None when it can do none.

        families  those that the worker knows; others: those that other workers know.
        """
        able = [task for task in self._tasks if self._rank(task) <= self._ranks[profile]]
        if not able:
            return None
        ranks = {self._rank(task) for task in able}
        if self.light_first and len(ranks) > 1:
            self.light_first -= 1
            able = [task for task in able if self._rank(task) == min(ranks)]

        def place(task: Task) -> tuple[bool, int, int, bool]:
            known = task.family in families
            elsewhere = not known and task.family in others
            return elsewhere, self._ages[task.group], -self._rank(task), not known

        best = min(able, key=place)
        self._tasks.remove(best)
        return best

    def _rank(self, task: Task) -> int:
        return self._ranks[task.profile]
