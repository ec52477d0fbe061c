"""A Dask scheduler and workers on this machine, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from tests.bounds import until
from tests.end_to_end.command import ROOT

NOTHING: Mapping[str, str] = MappingProxyType({})


def _whole(file: Path) -> bool:
    """The scheduler makes the file first and writes into it then."""
    return file.exists() and file.read_text().rstrip().endswith("}")


class Cluster:
    """Processes by name; each has a log and a home of its own in the folder."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.options = options
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        folder.mkdir(exist_ok=True)

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return str(json.loads((self.folder / "scheduler.json").read_text())["address"])

    def schedule(self) -> None:
        """Start the scheduler, and wait until it listens."""
        file = self.folder / "scheduler.json"
        arguments = ["--port", "0", "--scheduler-file", str(file)]
        self._start("scheduler", "dask_scheduler", arguments, NOTHING)
        self._wait("scheduler")

    def work(self, name: str, *options: str, env: Mapping[str, str] = NOTHING) -> None:
        """Start a worker with one thread and no nanny, unless told otherwise."""
        arguments = [self.address, "--nthreads", "1", "--nworkers", "1", "--name", name]
        arguments += options or ("--no-nanny",)
        self._start(name, "dask_worker", arguments, env)

    def wait(self, *names: str) -> None:
        """Wait until these workers have joined."""
        for name in names:
            self._wait(name)

    def kill(self, name: str) -> None:
        """End a process as the system does when memory runs out; it is not waited for."""
        self.processes[name].send_signal(signal.SIGKILL)

    def close(self) -> None:
        """End all, workers first."""
        for process in reversed(self.processes.values()):
            process.kill()
            process.wait()

    def log(self, name: str) -> str:
        """What a process has said."""
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")

    def _start(
        self, name: str, module: str, arguments: Sequence[str], env: Mapping[str, str]
    ) -> None:
        home = self.folder / f"home of {name}"
        home.mkdir()
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
        settings = {name: kept for name, kept in os.environ.items() if name.startswith("DASK_")}
        surroundings = {
            **settings,
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [*command, "--no-dashboard", "--host", "127.0.0.1", *self.options],
                cwd=home,
                env={**surroundings, "DASK_DISTRIBUTED__DASHBOARD__LINK": "", **env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _wait(self, name: str) -> None:
        process = self.processes[name]
        until(lambda: self._ready(name) or process.poll() is not None, every=0.05)
        assert self._ready(name), f"{name} did not start:\n{self.log(name)}"

    def _ready(self, name: str) -> bool:
        """Whether a worker has joined, or the scheduler listens and has written where."""
        if name == "scheduler":
            return "Scheduler at:" in self.log(name) and _whole(self.folder / "scheduler.json")
        return "Registered to:" in self.log(name)


@contextlib.contextmanager
def cluster(folder: Path, *workers: str, options: Sequence[str] = ()) -> Iterator[Cluster]:
    """A scheduler and workers of those names, which end with the test."""
    made = Cluster(folder, *options)
    try:
        made.schedule()
        for name in workers:
            made.work(name)
        made.wait(*workers)
        yield made
    finally:
        made.close()
