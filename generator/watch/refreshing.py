"""Asks sources for new data at their own pace, each in a process of its own.

Only sources whose ``source.toml`` turns refreshing on and says how often are asked. What
comes lands in the sources as by ``briefing refresh``, whole or not at all; that files have
changed is then noticed as for any other file.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from generator.build.workspace import Workspace
from generator.facts import codes
from generator.facts.refreshfile import Pace
from generator.facts.schema import Place
from generator.facts.sourcefile import read_source_file
from generator.problems import Findings
from generator.watch.child import Child
from generator.watch.ledger import Asked, read

_FIRST_PAUSE: Final = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a source was asked. ``outcome`` is that of the refresh, or "failed"."""

    source: str
    outcome: str
    problems: tuple[Mapping[str, Any], ...] = ()
    facts: int = 0

    @property
    def failed(self) -> bool:
        """Whether somebody must look at it."""
        return self.outcome == "failed"


def paces_of(workspace: Workspace) -> Mapping[str, Pace]:
    """How often each source is asked that is turned on and says so."""
    found: dict[str, Pace] = {}
    folder = workspace.sources
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = f"sources/{path.name}/source.toml"
        if not codes.ID.fullmatch(path.name) or not (path / "source.toml").is_file():
            continue
        source = read_source_file(path, name, Place(name, Findings()))
        setup = source.refresh if source else None
        if setup is not None and setup.enabled and setup.every is not None:
            found[path.name] = setup.every
    return MappingProxyType(found)


def next_time(pace: Pace, asked: Asked | None, now: dt.datetime) -> dt.datetime:
    """When a source is asked next: at its pace, sooner after a failure, then less and less soon."""
    if asked is None:
        return now
    pause = pace.span
    if asked.failures:
        pause = min(pause, _FIRST_PAUSE * 2 ** min(asked.failures - 1, 10))
    return min(read(asked.when), now) + pause


@dataclass(slots=True)
class Refresher:
    """Asks one source at a time. ``busy``: the source that is being asked, or ""."""

    workspace: Workspace
    child: Child
    busy: str = field(init=False, default="")

    def begin(self, source: str) -> None:
        """Begin to ask a source."""
        self.busy = source
        self.child.begin("refresh", source, "--json")

    def ended(self) -> Ended | None:
        """How the source that was asked came out; None while it is still asked."""
        answer = self.child.ended()
        if answer is None:
            return None
        source, self.busy = self.busy, ""
        return _read(source, answer.data)

    def stop(self) -> None:
        """Break off: what has come so far is kept, and asked on for another time."""
        self.child.stop()
        self.busy = ""


def _read(source: str, data: bytes) -> Ended:
    try:
        report = json.loads(data)["sources"][0]
        problems = tuple(p for p in report["problems"] if p["severity"] == "error")
        outcome = "failed" if problems else str(report["outcome"])
        return Ended(source, outcome, problems, int(report["counts"].get("facts", 0)))
    except (ValueError, LookupError, TypeError, AttributeError):
        return Ended(source, "failed")
