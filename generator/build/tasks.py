"""The tasks of an edition, as workers are given them.

Their keys name the order, the stage, and the document: language, format, piece.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.build.stages import COMPOSE, PAGES, PROFILE_OF, TAKE_APART, TEXT, WRITE, Stages
from generator.build.workers.pool import Task

if TYPE_CHECKING:
    from generator.build.inputs import Wanted
    from generator.build.parcels import Packed
    from generator.build.wished import Wished


@dataclass(slots=True)
class Tasks:
    """Makes the tasks for an edition of an order. ``open``: keys of those that are not done."""

    order: str
    stages: Stages
    open: set[tuple[str, ...]] = field(default_factory=set)

    def compose(self, language: str, materials: Packed) -> Task:
        """Compose a brief in one language."""
        key = (self.order, COMPOSE, language, "", "")
        call = self.stages.compose
        return self._noted(Task(key, call, materials.data, TEXT, materials.key, self.order))

    def write(
        self, wished: Wished, materials: Packed, second: Packed | None, *, first: bool
    ) -> Task:
        """Write one document.

        second  the materials of its second language, if it has one.
        first   it is the first of its language: it brings the outline and the long tables of it.
        """
        _, format_name, piece = wished
        key, call = (self.order, WRITE, *wished), self.stages.write
        argument = materials.to_write(second, format_name, first, piece)
        profile = PROFILE_OF.get(format_name, TEXT)
        return self._noted(Task(key, call, argument, profile, materials.key, self.order))

    def take_apart(self, argument: bytes, materials: Packed, wanted: Wanted) -> Task:
        """Take apart what was chosen.

        argument   as ``apart.Taking`` gives it.
        materials  of the first language: a worker that has these opened has most of it.
        """
        # Nobody waits for it: where there are pages to lay out, it is not to pass for light.
        profile = PAGES if PAGES in map(PROFILE_OF.get, wanted.formats) else TEXT
        key, call = (self.order, TAKE_APART, wanted.languages[0], "", ""), self.stages.take_apart
        return self._noted(Task(key, call, argument, profile, materials.key, self.order))

    def _noted(self, task: Task) -> Task:
        self.open.add(task.key)
        return task
