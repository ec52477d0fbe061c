"""What a run of deliveries gives back."""

from __future__ import annotations

from dataclasses import dataclass

from generator.editions.deliveries import Delivery, State
from generator.problems import Problem, Severity

TROUBLE = frozenset({State.FAILED, State.REFUSED, State.UNSURE})
"""States that somebody must look at, or that must be tried again."""


@dataclass(frozen=True, slots=True)
class Told:
    """One delivery as a run leaves it.

    new      whether this run did something about it.
    problem  why it is not sent, in words.
    files    what goes or went, by name.
    """

    delivery: Delivery
    new: bool = False
    problem: Problem | None = None
    files: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of the deliveries of a run. problems: what concerns no single one."""

    told: tuple[Told, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether something was not delivered that should have been."""
        return any(one.delivery.state in TROUBLE for one in self.told) or any(
            problem.severity is Severity.ERROR for problem in self.problems
        )

    def of(self, *states: State) -> tuple[Told, ...]:
        """The deliveries in some states."""
        return tuple(one for one in self.told if one.delivery.state in states)
