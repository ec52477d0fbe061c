"""A process that loads heavy modules once and forks workers in milliseconds.

Started as a fresh Python (never forked from the program, which may have threads), it
imports the modules of a profile when a worker of that profile is first asked for. Forked
workers share those pages of memory. It answers with the worker's process id, and reports
how a worker ended. When the program goes away, so do it and its workers.
"""

from __future__ import annotations

import array
import contextlib
import ctypes.util
import gc
import importlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any, Final

from generator.build.workers.child import serve

MESSAGE: Final = 65536
_REAP_SECONDS: Final = 2.0


def main(control_handle: int) -> None:
    """Serve the supervisor until it closes its end of ``control_handle``."""
    control = socket.socket(fileno=control_handle)
    alive: set[int] = set()
    loaded: set[str] = set()
    while True:
        data, handles = _receive(control)
        if not data:
            break
        request = json.loads(data)
        if request["do"] == "load":
            _load(request["modules"], loaded)
        elif request["do"] == "fork":
            _load(request["modules"], loaded)
            process = _fork(control, handles[0], request)
            alive.add(process)
            _answer(control, {"worker": request["worker"], "process": process})
        elif request["do"] == "reap":
            process = request["process"]
            _answer(control, {"ended": process, "status": _reap(process)})
            alive.discard(process)
    for process in alive:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
    os._exit(0)


def _receive(control: socket.socket) -> tuple[bytes, array.array[int]]:
    handles = array.array("i")
    room = socket.CMSG_SPACE(handles.itemsize)
    data, ancillary, _, _ = control.recvmsg(MESSAGE, room)
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            handles.frombytes(content[: handles.itemsize])
    return data, handles


def _answer(control: socket.socket, answer: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        control.send(json.dumps(answer).encode())


def _load(names: list[str], loaded: set[str]) -> None:
    """Do what has not been done. What fails is told by the worker that needs it."""
    missing = [name for name in names if name not in loaded]
    if not missing:
        return
    gc.disable()
    for name in missing:
        with _no_search_for_libraries():
            sound = _warm(name)
        if not sound:
            _warm(name)
        loaded.add(name)
    gc.collect()
    # What is frozen is never looked at again by the collector: its pages stay shared.
    gc.freeze()


def _warm(name: str) -> bool:
    module, _, function = name.partition(":")
    try:
        loaded = importlib.import_module(module)
        if function:
            getattr(loaded, function)()
    except Exception:
        return False
    return True


@contextlib.contextmanager
def _no_search_for_libraries() -> Iterator[None]:
    """Let system libraries be loaded by their names alone.

    ``ctypes.util.find_library`` starts ldconfig and a compiler for each name it is asked for,
    which takes a quarter of the time of loading the layout engine. On Linux the engine also
    tries the names under which the loader finds them at once. Where it does not, loading is
    tried again with the search.
    """
    before = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = before


def _fork(control: socket.socket, handle: int, request: dict[str, Any]) -> int:
    process = os.fork()
    if process:
        os.close(handle)
        return process
    status = 1
    try:
        control.close()
        os.setsid()
        with Connection(handle) as connection:
            serve(connection, request["memory"], request["seconds"])
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


def _reap(process: int) -> int:
    """How a worker ended: its exit status, or the signal as a negative number."""
    deadline = time.monotonic() + _REAP_SECONDS
    while True:
        try:
            found, status = os.waitpid(process, os.WNOHANG)
        except ChildProcessError:
            return 0
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > deadline:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        time.sleep(0.002)
