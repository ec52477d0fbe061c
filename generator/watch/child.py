"""A command of the program in a process of its own: slow services hold up no build."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

TOO_LONG: Final = 7200.0
_GRACE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended, and what it wrote to its output."""

    status: int
    data: bytes


@dataclass(slots=True)
class Child:
    """Runs one command at a time.

    command  how the program is started, without its arguments; steady: seconds that only go on.
    """

    root: Path
    command: tuple[str, ...] = (sys.executable, "-m", "generator")
    steady: Callable[[], float] = time.monotonic
    _process: subprocess.Popen[bytes] | None = field(init=False, default=None)
    _out: IO[bytes] | None = field(init=False, default=None)
    _since: float = field(init=False, default=0.0)

    @property
    def busy(self) -> bool:
        """Whether a command runs, or has ended and was not asked for."""
        return self._process is not None

    def begin(self, *arguments: str) -> None:
        """Begin a command in the workspace."""
        self._out = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        self._since = self.steady()
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*self.command, "-C", str(self.root), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=self._out,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # an interrupt at the terminal is for the watcher
        )

    def ended(self) -> Answer | None:
        """How the command ended; None while it runs, or when none was begun."""
        if self._process is None or self._out is None:
            return None
        status = self._process.poll()
        if status is None:
            if self.steady() - self._since > TOO_LONG:
                self._process.kill()
            return None
        with self._out as out:
            out.seek(0)
            data = out.read()
        self._process = self._out = None
        return Answer(status, data)

    def stop(self, patience: float = 0.0) -> None:
        """End the command. ``patience``: seconds that it has to come to its end by itself."""
        if self._process is None or self._out is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=patience)
        if self._process.poll() is None:
            self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_GRACE)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._out.close()
        self._process = self._out = None
