"""How workers come into being: forked from a zygote, or spawned where there is no fork."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import IO, Any, Final, Protocol

from generator.build.workers.child import spawned
from generator.limits import Limits
from generator.problems import Problem, Where

_ZYGOTE: Final = (
    "import json,sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from generator.build.workers.zygote import main; main(int(sys.argv[2]))"
)
_TAIL: Final = 4000
STALLED: Final = 10
"""Seconds after which a worker that stops in the middle of a message counts as hanging."""


@dataclass(slots=True)
class Worker:
    """One worker process, as the supervisor sees it.

    process  its id, or 0 while it is being made.
    done     tasks finished; size: bytes it held after the last one.
    """

    number: int
    connection: Connection
    profile: str
    process: int = 0
    done: int = 0
    size: int = 0
    handle: BaseProcess | None = field(default=None, repr=False)


class Launcher(Protocol):
    """Makes workers, says when they are ready, how they ended, and ends them."""

    def prepare(self, profile: str) -> None:
        """Begin to load what a profile needs, without waiting."""

    def launch(self, number: int, profile: str) -> Worker:
        """Begin to make a worker; ``ready`` says when it takes tasks."""

    def watched(self) -> list[Connection]:
        """Connections that become readable when ``ready`` has something to say."""

    def ready(self) -> list[tuple[int, int]]:
        """Numbers and process ids of workers that came into being since the last call."""

    def ended(self, worker: Worker) -> int:
        """How a worker ended: exit status, or signal as a negative number."""

    def kill(self, worker: Worker) -> None:
        """End a worker and everything it started, at once."""

    def said(self) -> str:
        """The last words that workers wrote to their error output."""

    def lives(self) -> bool:
        """Whether workers can still be made."""

    def close(self) -> None:
        """End everything."""


class ForkLauncher:
    """Workers forked from a zygote (Linux)."""

    def __init__(self, profiles: Mapping[str, tuple[str, ...]], limits: Limits) -> None:
        self._profiles = profiles
        self._limits = limits
        self._words = _error_output()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._zygote = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [sys.executable, "-c", _ZYGOTE, json.dumps(sys.path), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._words or subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._control = ours
        self._watch = Connection(os.dup(ours.fileno()), writable=False)
        self._ended: dict[int, int] = {}
        self._made: list[tuple[int, int]] = []

    def prepare(self, profile: str) -> None:
        """Begin to load what a profile needs, without waiting."""
        self._ask({"do": "load", "modules": self._profiles[profile]})

    def launch(self, number: int, profile: str) -> Worker:
        """Begin to make a worker."""
        ours, theirs = socket.socketpair()
        for both_ways in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            ours.setsockopt(socket.SOL_SOCKET, both_ways, struct.pack("ll", STALLED, 0))
        request = {
            "do": "fork",
            "worker": number,
            "modules": self._profiles[profile],
            "memory": self._limits.worker_memory,
            "seconds": self._limits.worker_cpu_seconds,
        }
        with theirs:
            try:
                self._ask(request, [theirs.fileno()])
            except WorkersGoneError:
                ours.close()
                raise
        return Worker(number, Connection(ours.detach()), profile)

    def watched(self) -> list[Connection]:
        """Connections that become readable when ``ready`` has something to say."""
        return [self._watch]

    def ready(self) -> list[tuple[int, int]]:
        """Workers that came into being since the last call."""
        self._control.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                self._hear()
        self._control.setblocking(True)
        made, self._made = self._made, []
        return made

    def ended(self, worker: Worker) -> int:
        """How a worker ended."""
        self._ask({"do": "reap", "process": worker.process})
        while worker.process not in self._ended:
            self._hear()
        return self._ended.pop(worker.process)

    def kill(self, worker: Worker) -> None:
        """End a worker and everything it started, at once."""
        if worker.process:
            # The process first: it may not have made its own group yet.
            for end in (os.kill, os.killpg):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    end(worker.process, signal.SIGKILL)

    def said(self) -> str:
        """The last words that workers wrote to their error output."""
        return _last_words(self._words)

    def lives(self) -> bool:
        """Whether the zygote has not ended."""
        return self._zygote.poll() is None

    def close(self) -> None:
        """End everything."""
        self._watch.close()
        self._control.close()
        # A worker that it made and could not tell of finds its pipe closed, and ends.
        self._zygote.kill()
        self._zygote.wait()
        if self._words:
            self._words.close()

    def _ask(self, request: dict[str, Any], handles: list[int] | None = None) -> None:
        data = json.dumps(request).encode()
        try:
            socket.send_fds(self._control, [data], handles or [])
        except OSError as error:
            raise WorkersGoneError(self.said()) from error

    def _hear(self) -> None:
        data = self._control.recv(65536)
        if not data:
            raise WorkersGoneError(self.said())
        answer = json.loads(data)
        if "worker" in answer:
            self._made.append((answer["worker"], answer["process"]))
        else:
            self._ended[answer["ended"]] = answer["status"]


class SpawnLauncher:
    """Workers started afresh (macOS, Windows): slower to start, the same to use."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._context = multiprocessing.get_context("spawn")
        self._made: list[tuple[int, int]] = []

    def prepare(self, profile: str) -> None:
        """Nothing can be prepared: a fresh process loads what it needs when it needs it."""

    def launch(self, number: int, profile: str) -> Worker:
        """Begin to make a worker."""
        ours, theirs = self._context.Pipe()
        arguments = (theirs, self._limits.worker_memory, self._limits.worker_cpu_seconds)
        process = self._context.Process(target=spawned, args=arguments, daemon=True)
        process.start()
        theirs.close()
        self._made.append((number, process.pid or 0))
        return Worker(number, ours, profile, handle=process)

    def watched(self) -> list[Connection]:
        """Connections that become readable when ``ready`` has something to say."""
        return []

    def ready(self) -> list[tuple[int, int]]:
        """Workers that came into being since the last call."""
        made, self._made = self._made, []
        return made

    def ended(self, worker: Worker) -> int:
        """How a worker ended."""
        if worker.handle is None:
            return 0
        worker.handle.join(timeout=2)
        if worker.handle.exitcode is None:
            worker.handle.kill()
            worker.handle.join()
        return worker.handle.exitcode or 0

    def kill(self, worker: Worker) -> None:
        """End a worker and everything it started, at once."""
        if worker.handle is not None:
            worker.handle.kill()

    def said(self) -> str:
        """The last words that workers wrote to their error output."""
        return ""

    def lives(self) -> bool:
        """Always: each worker is started by itself."""
        return True

    def close(self) -> None:
        """Nothing of its own is left to close."""


class WorkersGoneError(RuntimeError):
    """The process that makes workers has ended by itself: mostly because memory ran out."""

    def problem(self, order: str) -> Problem:
        """Why an order was not made."""
        return Problem("workers-gone", Where(record=order))


def can_fork() -> bool:
    """True where workers are forked: elsewhere system libraries do not survive a fork."""
    return sys.platform.startswith("linux") and hasattr(os, "fork")


def _error_output() -> IO[bytes] | None:
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return None


def _last_words(file: IO[bytes] | None) -> str:
    if file is None:
        return ""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _TAIL))
    return file.read().decode("utf-8", "replace")
