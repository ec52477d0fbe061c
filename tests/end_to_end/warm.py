"""The command in a process of its own that need not load the program first.

Loading Python's libraries takes most of the time of a small build: half a second for the command
and as much for what makes its workers. So one process loads all of them, does nothing else, and
forks: what a test then runs begins where a fresh Python has done its imports, with surroundings,
folder, arguments and files of its own. What makes workers is likewise forked from the untouched
process, never from the command.

The one thing that runs have in common is the order of sets, which a fresh Python has anew. A test
that compares two runs byte by byte has them ``fresh``.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import generator
from generator.build.workers import launcher, zygote
from tests.bounds import PATIENCE

_SIZE: Final = 1 << 18
_SUBREAPER: Final = 36  # PR_SET_CHILD_SUBREAPER
_START: Final = "from tests.end_to_end.warm import serve; serve(%d)"
_OF_THE_INTERPRETER: Final = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_")
_CLUSTER: Final = "generator.build.cluster"
_LOCK: Final = threading.Lock()

# ---------------------------------------------------------------- in the test


class Warm:
    """A process that has loaded the program and runs commands."""

    def __init__(self, root: Path, env: Mapping[str, str]) -> None:
        self.of = os.getpid()
        self._env = env
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START % theirs.fileno()],
                cwd=root,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        atexit.register(self.close)

    def close(self) -> None:
        """Let it end."""
        self._control.close()
        self._process.wait()

    def can(self, env: Mapping[str, str]) -> bool:
        """Whether a run with these surroundings needs no other interpreter."""
        names = {name for name in {*env, *self._env} if env.get(name) != self._env.get(name)}
        return not any(name.startswith(_OF_THE_INTERPRETER) for name in names)

    def run(
        self, folder: Path, args: Sequence[str], env: Mapping[str, str], seconds: float
    ) -> tuple[int, bytes, bytes]:
        """Status and both outputs of a command, as ``subprocess.run`` gives them."""
        request = {"folder": str(folder), "args": list(args), "env": dict(env)}
        told, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        out, out_end = os.pipe()
        err, err_end = os.pipe()
        with told, theirs:
            handles = [theirs.fileno(), out_end, err_end]
            socket.send_fds(self._control, [json.dumps(request).encode()], handles)
            theirs.close()
            os.close(out_end)
            os.close(err_end)
            end = time.monotonic() + seconds
            try:
                said = _read((out, err), end)
                pid = int(told.recv(100))
                if said is None:
                    os.kill(pid, signal.SIGKILL)
                ended = int(told.recv(100))  # until then, what it holds is held
                if said is None:
                    raise subprocess.TimeoutExpired(list(args), seconds)
                return os.waitstatus_to_exitcode(ended), *said
            finally:
                os.close(out)
                os.close(err)

    def begin(self, folder: Path, args: Sequence[str], env: Mapping[str, str]) -> Begun:
        """A command whose outputs nobody reads, and which is not waited for."""
        request = {"folder": str(folder), "args": list(args), "env": dict(env)}
        told, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, Path(os.devnull).open("wb") as null:
            handles = [theirs.fileno(), null.fileno(), null.fileno()]
            socket.send_fds(self._control, [json.dumps(request).encode()], handles)
        return Begun(told)

    def makers(self) -> Makers:
        """What a launcher of this process of tests asks for makers of workers, until closed."""
        ask, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            socket.send_fds(self._control, [b"{}"], [theirs.fileno()])
        return Makers(ask)


class Begun:
    """A command that was begun, and what it starts."""

    def __init__(self, told: socket.socket) -> None:
        self._told = told
        self._told.settimeout(PATIENCE)
        self._process: int | None = None
        pid = int(told.recv(100))
        with contextlib.suppress(ProcessLookupError):  # it has ended, and was seen to
            self._process = os.pidfd_open(pid)

    def kill(self) -> None:
        """End it at once, as when memory runs out, if it has not ended by itself."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process, signal.SIGKILL)
        os.close(self._process)
        self._process = None

    def wait(self) -> int:
        """How it ended, when it and all processes that came of it have ended."""
        with self._told:
            ended = int(self._told.recv(100))
            assert self._told.recv(100) == b""
        return os.waitstatus_to_exitcode(ended)


def _read(handles: tuple[int, int], end: float) -> tuple[bytes, bytes] | None:
    """All that comes from both until both are closed; None when that takes too long."""
    read: dict[int, list[bytes]] = {handle: [] for handle in handles}
    waiting = set(handles)
    while waiting:
        ready, _, _ = select.select(list(waiting), [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return None
        for handle in ready:
            data = os.read(handle, _SIZE)
            read[handle].append(data)
            if not data:
                waiting.discard(handle)
    out, err = (b"".join(read[handle]) for handle in handles)
    return out, err


_warm: Warm | None = None


def warm(root: Path, env: Mapping[str, str]) -> Warm | None:
    """The process of this process of tests, started when it is first asked for; Linux only."""
    global _warm
    if not (launcher.can_fork() and hasattr(os, "pidfd_open")):
        return None
    with _LOCK:
        if _warm is None or _warm.of != os.getpid():
            _warm = Warm(root, env)
        return _warm


# ---------------------------------------------------------------- in the process that has loaded


def serve(handle: int) -> None:
    """Load the program, then run what is asked for until nobody can ask any more."""
    control = socket.socket(fileno=handle)
    zygote._load([*_modules(), *(name for names in _profiles() for name in names)], set())
    while True:
        data, handles, _, _ = socket.recv_fds(control, _SIZE, 3)
        if not data:
            break
        if not os.fork():
            with _ending():
                control.close()
                if request := json.loads(data):
                    _look_after(request, handles)
                _adopt_orphans()
                _lend_makers(socket.socket(fileno=handles[0]))
        for handle in handles:
            os.close(handle)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    os._exit(0)


def _modules() -> Iterator[str]:
    """The program whole, but for work on other machines, whose library has threads; its digests.

    What a command loads when it first needs it takes half of its time.
    """
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.startswith((_CLUSTER, "generator.__main__")):
            yield module.name
    yield from (f"generator.build.digests:{name}_digest" for name in ("program", "writing"))


def _profiles() -> Iterator[tuple[str, ...]]:
    from generator.build.stages import Stages

    yield from Stages().profiles.values()


@contextlib.contextmanager
def _ending() -> Iterator[None]:
    """End this process, whatever comes."""
    try:
        yield
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _look_after(request: dict[str, Any], handles: list[int]) -> None:
    """Run a command, fork what makes its workers when it asks, and tell how it ended."""
    told, *outputs = handles
    _adopt_orphans()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = os.fork()
    if not command:
        with _ending():
            ours.close()
            os.close(told)
            _run(request, outputs, theirs)
    theirs.close()
    for output in outputs:
        os.close(output)
    tell = socket.socket(fileno=told)
    tell.send(str(command).encode())
    _fork_makers(ours)
    tell.send(str(os.waitpid(command, 0)[1]).encode())
    _await_all()


def _lend_makers(ours: socket.socket) -> NoReturn:
    """Fork what makes workers for a process of tests, until it needs no more."""
    _fork_makers(ours)
    _await_all()


def _fork_makers(ours: socket.socket) -> None:
    while asked := _asked(ours):
        maker = os.fork()
        if not maker:
            with _ending():
                _make_workers(*asked)
        for handle in asked:
            os.close(handle)
        with contextlib.suppress(BrokenPipeError):  # killed since it asked
            ours.send(str(maker).encode())


def _await_all() -> NoReturn:
    """End when all have: what made workers, and they, end when who asked for them has gone."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    os._exit(0)


def _adopt_orphans() -> None:
    """Processes below this one whose own parent has gone become its children: they are awaited."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _asked(ours: socket.socket) -> list[int]:
    """The handles for another process that makes workers; none when the command has gone."""
    try:
        data, handles, _, _ = socket.recv_fds(ours, 100, 2)
    except ConnectionResetError:  # it was killed before it had read the last answer
        return []
    return handles if data else []


def _make_workers(control: int, errors: int) -> None:
    """What ``python -c`` does with the words of the launcher, the imports done."""
    os.setsid()
    with Path(os.devnull).open("r+b") as null:
        os.dup2(null.fileno(), 0)
        os.dup2(null.fileno(), 1)
        os.dup2(errors, 2)
    _close_all_but(control)
    zygote.main(control)


def _close_all_but(*kept: int) -> None:
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - closed while it is read
        if int(name) > 2 and int(name) not in kept:
            with contextlib.suppress(OSError):
                os.close(int(name))


# ---------------------------------------------------------------- in the command


class Makers:
    """In the place of ``subprocess`` in the launcher: asks for a process that makes workers."""

    DEVNULL: Final = subprocess.DEVNULL

    def __init__(self, ask: socket.socket) -> None:
        self._ask = ask

    def close(self) -> None:
        """Ask for no more."""
        self._ask.close()

    def Popen(  # noqa: N802 - its name in subprocess
        self, command: Sequence[str], *, stderr: Any, pass_fds: Sequence[int], **_: object
    ) -> _Maker:
        """Fork what the command would start afresh."""
        assert command[2] == launcher._ZYGOTE
        with Path(os.devnull).open("wb") as null:
            errors = null if stderr == subprocess.DEVNULL else stderr
            socket.send_fds(self._ask, [b"make"], [*pass_fds, errors.fileno()])
            return _Maker(int(self._ask.recv(100)))


class _Maker:
    """Such a process, as the launcher sees it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._ended = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """Whether it has ended: with which status, nobody asks."""
        return 0 if select.select([self._ended], [], [], 0)[0] else None

    def kill(self) -> None:
        """End it at once."""
        signal.pidfd_send_signal(self._ended, signal.SIGKILL)

    def wait(self) -> int:
        """Wait until it has ended; nothing is asked of it afterwards."""
        select.select([self._ended], [], [])
        os.close(self._ended)
        return 0


def _run(request: dict[str, Any], outputs: list[int], ask: socket.socket) -> NoReturn:
    """Do what ``python -m generator`` does, in the surroundings that were asked for."""
    for number, output in enumerate(outputs, 1):
        os.dup2(output, number)
    _close_all_but(ask.fileno())
    # As the interpreter makes them in a C locale; those of before know another kind of file.
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115
    sys.stderr = open(2, "w", 1, "utf-8", "backslashreplace")  # noqa: SIM115
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    tempfile.tempdir = None
    launcher.__dict__["subprocess"] = Makers(ask)
    sys.path[0] = request["folder"]
    sys.argv[1:] = request["args"]
    status: object = 1
    try:
        runpy.run_module("generator", run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status if isinstance(status, int) else 0 if status is None else 1)
