"""What a refresh did, as data."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.problems import Problem, Severity


class Outcome(enum.Enum):
    """How it went with one source."""

    NEW = "new"  # a new state is in use
    UNCHANGED = "unchanged"  # the service has nothing else than what is in use
    WOULD = "would be new"  # sound and new, and nothing was replaced: a trial
    FAILED = "failed"  # what was in use is in use
    OFF = "off"  # the administrator has not turned it on


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source.

    state   name of the state in use afterwards, "" when there is none; before: until now.
    counts  asked, unchanged (304), resumed, bytes, facts.
    changes number of facts by what happened to them.
    held    ids of facts whose new value is held for an editor.
    """

    source: str
    outcome: Outcome
    state: str = ""
    before: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    changes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    held: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an officer must do something before this source is refreshed."""
        return any(one.severity is Severity.ERROR for one in self.problems)

    def as_json(self) -> dict[str, object]:
        """Plain values for ``--json``."""
        return {
            "source": self.source,
            "outcome": self.outcome.value,
            "state": self.state,
            "before": self.before,
            "counts": dict(self.counts),
            "changes": dict(self.changes),
            "held": list(self.held),
            "problems": [problem.as_json() for problem in self.problems],
        }
