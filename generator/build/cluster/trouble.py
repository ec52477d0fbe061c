"""Why a cluster does not do the work of a build."""

from __future__ import annotations

from collections.abc import Mapping

from generator.build.workers.launcher import WorkersGoneError
from generator.problems import Problem, Where


class ClusterGoneError(WorkersGoneError):
    """There is nobody to do the work; the code of a wording and its values say why."""

    def __init__(self, code: str, values: Mapping[str, str]) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def problem(self, order: str) -> Problem:
        """Why an order was not made."""
        return Problem(self.code, Where(record=order), self.values)


class LostError(Exception):
    """A machine was lost before its answer had arrived."""


def in_short(error: object) -> str:
    """The first words of an error of another program."""
    first = str(error).strip().splitlines()[:1]
    return first[0].rstrip(".")[:200] if first else type(error).__name__
