"""When sources are asked for new data, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.facts.refreshfile import Pace
from generator.watch.agenda import Pace as Expected
from generator.watch.ledger import Asked, Ledger, read, written
from generator.watch.log import Log
from generator.watch.refreshing import Ended, Refresher, next_time, paces_of
from generator.watch.status import Status


@dataclass(slots=True)
class Pacing:
    """The sources that are asked by themselves. ``failed``: whether one could not be refreshed."""

    refresher: Refresher
    ledger: Ledger
    log: Log
    status: Status
    failed: bool = field(init=False, default=False)
    paces: Mapping[str, Pace] = field(init=False, default_factory=dict)

    def begin(self) -> None:
        """Read the settings; a source that was being asked when the watcher ended has failed."""
        self.read()
        for name, asked in self.ledger.book.sources.items():
            if asked.outcome == "asking":
                failed = replace(asked, outcome="broken off", failures=asked.failures + 1)
                self.ledger.asked(name, failed)

    def read(self) -> None:
        """Read the settings of all sources."""
        self.paces = paces_of(self.refresher.workspace)

    def turn(self, now: dt.datetime, *, stopped: bool) -> bool:
        """Hear how a source was asked, and ask the next one whose time has come.

        True when one has just been asked: its files may have changed.
        """
        ended = self.refresher.ended()
        if ended is not None:
            self._tell(ended, now)
        if not self.refresher.busy and not stopped:
            self._ask(now)
        self.status.asking = self.refresher.busy
        return ended is not None

    def _ask(self, now: dt.datetime) -> None:
        for name, pace in self.paces.items():
            asked = self.ledger.book.sources.get(name)
            if next_time(pace, asked, now) <= now:
                # Written down first: it is not asked again and again where it ends the watcher.
                failures = asked.failures if asked else 0
                self.ledger.asked(name, Asked(written(now), "asking", failures))
                self.refresher.begin(name)
                self.log.say("asking", f"source {name}: asked for new data.", source=name)
                return

    def _tell(self, ended: Ended, now: dt.datetime) -> None:
        name = ended.source
        before = self.ledger.book.sources.get(name) or Asked(written(now))
        failures = before.failures + 1 if ended.failed else 0
        self.ledger.asked(name, Asked(before.when, ended.outcome, failures))
        self.status.count("refresh_failed" if ended.failed else "refreshed")
        self.failed = self.failed or ended.failed
        words = f"source {name}: {ended.outcome}."
        codes = [problem["code"] for problem in ended.problems]
        self.log.say("refresh", words, source=name, outcome=ended.outcome, codes=codes)
        for problem in ended.problems:
            words = f"source {name}: {problem['what']} [{problem['code']}]"
            self.log.say("problem", words, source=name, **problem)

    def pauses(self, now: dt.datetime) -> Iterator[float]:
        """Seconds until a source is asked."""
        for name, pace in self.paces.items():
            when = next_time(pace, self.ledger.book.sources.get(name), now)
            yield (when - now).total_seconds()

    def expected(self) -> Mapping[str, Expected]:
        """When each source is asked, for the list of what comes."""
        return expected(self.paces, self.ledger.book.sources)


def expected(paces: Mapping[str, Pace], asked: Mapping[str, Asked]) -> Mapping[str, Expected]:
    """When each source is asked, for the list of what comes."""
    return {
        name: Expected(pace.span, pace.text, read(asked[name].when) if name in asked else None)
        for name, pace in paces.items()
    }
