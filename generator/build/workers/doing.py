"""What a build needs of whoever does its tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from generator.problems import Problem

if TYPE_CHECKING:
    from generator.build.workers.pool import Result, Task


class Workers(Protocol):
    """What does tasks: this machine's pool, or the machines of a cluster.

    notices  what was noticed of machines. sealed: nothing travels in the open.
    ``await_workers`` raises ``WorkersGoneError`` where there are none, as ``results`` does.
    """

    @property
    def notices(self) -> Sequence[Problem]: ...  # noqa: D102 - told above

    @property
    def sealed(self) -> bool: ...  # noqa: D102 - told above

    def prepare(self, *profiles: str) -> None:
        """Begin to load what tasks of these profiles need, without waiting."""

    def await_workers(self) -> None:
        """Wait until tasks can be done."""

    @property
    def width(self) -> int:
        """How many tasks are done at the same time."""

    def submit(self, task: Task) -> None:
        """Add a task."""

    def results(self) -> Iterator[Result]:
        """Results as they come, until no task is left; tasks may be added meanwhile."""

    def close(self) -> None:
        """End at once."""
