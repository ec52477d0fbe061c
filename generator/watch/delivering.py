"""Delivers what the watcher has made: by the same command as a person, in a process of its own.

It begins after a build that made an edition, when ``deliveries.toml`` changes, and when a delivery
that failed is due again. The account keeps what was delivered from being delivered twice.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from generator.build.workspace import Workspace
from generator.delivery.deciding import moment
from generator.delivery.settings import SETTINGS_FILE
from generator.watch.log import Log
from generator.watch.status import Status

_TOO_LONG: Final = dt.timedelta(hours=2)


@dataclass(slots=True)
class Deliveries:
    """The deliveries of a watcher. ``failed``: whether something did not arrive.

    on       False: the watcher delivers nothing. names: orders; none: all.
    command  how the program is started, without its arguments.
    """

    workspace: Workspace
    log: Log
    status: Status
    on: bool = False
    names: tuple[str, ...] = ()
    command: tuple[str, ...] = (sys.executable, "-m", "generator")
    failed: bool = field(init=False, default=False)
    _wanted: bool = field(init=False, default=False)
    _due: dt.datetime | None = field(init=False, default=None)
    _settings: tuple[int, int] | None = field(init=False, default=None)
    _process: subprocess.Popen[bytes] | None = field(init=False, default=None)
    _answer: IO[bytes] | None = field(init=False, default=None)
    _since: dt.datetime | None = field(init=False, default=None)
    _told: set[tuple[str, str]] = field(init=False, default_factory=set)

    @property
    def busy(self) -> bool:
        """Whether something is being delivered, or is to be at once."""
        return self.on and (self._process is not None or self._wanted)

    def want(self) -> None:
        """An edition was made: deliver it with the next turn."""
        self._wanted = self.on

    def turn(self, now: dt.datetime, *, stopped: bool) -> None:
        """Hear how deliveries came out, and begin them where something is to be delivered."""
        if not self.on:
            return
        self._hear(now)
        stamp = _stamp(self.workspace.root / SETTINGS_FILE)
        if stamp != self._settings:
            self._settings, self._wanted = stamp, True
        due = self._due is not None and self._due <= now
        if self._process is None and (self._wanted or due) and not stopped:
            self._begin(now)

    def pauses(self, now: dt.datetime) -> Iterator[float]:
        """Seconds until something is to be done."""
        if self.busy:
            yield 0.5
        elif self._due is not None:
            yield (self._due - now).total_seconds()

    def stop(self) -> None:
        """Let what is being handed over be finished, for a little; then break off.

        The account knows how far it was, and the next run goes on from there.
        """
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=20)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._end()

    # ------------------------------------------------------------ the process

    def _begin(self, now: dt.datetime) -> None:
        self._wanted, self._due, self._since = False, None, now
        root = str(self.workspace.root)
        self._answer = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*self.command, "-C", root, "deliver", "run", "--json", "--", *self.names],
            stdin=subprocess.DEVNULL,
            stdout=self._answer,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Control-C must not break off what is being handed over
        )

    def _hear(self, now: dt.datetime) -> None:
        process, answer = self._process, self._answer
        if process is None or answer is None:
            return
        if process.poll() is None:
            if self._since is not None and now - self._since > _TOO_LONG:
                process.kill()
            return
        answer.seek(0)
        data = answer.read()
        self._end()
        try:
            self._tell(json.loads(data), now)
        except (ValueError, LookupError, TypeError, AttributeError):
            self.failed = True
            self.status.count("deliveries_failed")
            words = "Delivering broke off; what was delivered is in the account."
            self.log.say("delivery", words, exit_status=process.returncode)
            self._due = now + dt.timedelta(minutes=10)

    def _end(self) -> None:
        if self._answer is not None:
            self._answer.close()
        self._process = self._answer = self._since = None

    # ------------------------------------------------------------ what came of it

    def _tell(self, report: Mapping[str, Any], now: dt.datetime) -> None:
        """Say what was delivered and what was not: each trouble once, until it is another."""
        found: set[tuple[str, str]] = set()
        waits = []
        for one in report["deliveries"]:
            state, name = str(one["state"]), f"{one['order']}, edition {one['edition']}"
            if state == "failed" and one["due"]:
                waits.append(moment(one["due"]))
            if state == "sent" and one["new"]:
                self.status.count("delivered")
                words = f"{name}: sent to {one['recipient']} by {one['channel']}."
                self.log.say("delivered", words, order=one["order"], delivery=one["id"])
            elif one["problem"]:
                found.add((one["id"], one["problem"]["what"]))
        for problem in report["problems"]:
            if problem["severity"] == "error":
                found.add((problem["code"], problem["what"]))
        for name, what in sorted(found - self._told):
            self.status.count("deliveries_failed")
            self.log.say("delivery", what, about=name)
        self._told = found
        self.failed = self.failed or report["exit_status"] != 0
        self._due = max(now + dt.timedelta(seconds=1), min(waits)) if waits else None


def _stamp(path: Path) -> tuple[int, int] | None:
    """Tells one state of a file from another."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
