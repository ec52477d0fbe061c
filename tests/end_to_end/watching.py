"""``briefing watch`` as a process of its own, whose log a test reads while it runs."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.bounds import PATIENCE, until
from tests.end_to_end.command import COMMAND, NO_CHANGE, environment
from tests.end_to_end.test_faults import still_running
from tests.end_to_end.workspaces import Workspace


class Watching:
    """A watcher of a workspace. ``log`` holds what it said."""

    def __init__(self, work: Workspace, process: subprocess.Popen[str], log: Path) -> None:
        self.work = work
        self.process = process
        self.log = log

    @property
    def events(self) -> list[dict[str, Any]]:
        """Everything it told so far, whole lines only."""
        lines = self.log.read_text("utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def told(self, event: str, **values: object) -> list[dict[str, Any]]:
        """The events of a kind with these values."""
        return [
            one
            for one in self.events
            if one["event"] == event and all(one.get(k) == v for k, v in values.items())
        ]

    def until(self, event: str, count: int = 1, **values: object) -> dict[str, Any]:
        """Wait until an event was told for the ``count``-th time, and give it."""
        until(
            lambda: len(self.told(event, **values)) >= count or self.process.poll() is not None,
            every=0.02,
        )
        found = self.told(event, **values)
        assert len(found) >= count, f"no {event}: {self.log.read_text('utf-8')}"
        return found[count - 1]

    def stop(self) -> None:
        """Hold it, and wait until it stands still."""
        pid = self.process.pid
        self.process.send_signal(signal.SIGSTOP)
        assert until(lambda: os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT))

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; gives how it ended."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextlib.contextmanager
def watching(work: Workspace, *args: str, env: Mapping[str, str] = NO_CHANGE) -> Iterator[Watching]:
    """A watcher that runs; in the end nothing that it started may still run."""
    mark = f"BRIEFING_TEST={uuid.uuid4().hex}"
    name, _, value = mark.partition("=")
    log = work.root.parent / f"{work.root.name}-{value}.log"
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(
            [*COMMAND, "watch", "--log", "json", "--jobs", "1", *args],
            cwd=work.root,
            env=environment({name: value, **env}),
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,
        ) as process,
    ):
        try:
            yield Watching(work, process, log)
        finally:  # else a test that fails would wait for it for ever
            process.kill()
    assert not still_running(mark)
    assert "Traceback" not in log.read_text("utf-8")
