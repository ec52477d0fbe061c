"""A machine of the cluster: for each run a supervised pool of our own processes.

A document is never made in Dask's own process: limits, retries and recycling hold here as
they do on the officer's machine, and a document that hangs or eats memory ends its own
process and nothing else. When the run is over, or nothing was asked for ten minutes, the
processes end and the files of the run are removed.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from generator.build.cluster import likeness
from generator.build.cluster.away import sent_away
from generator.build.cluster.luggage import lay_down, own_fonts, wanted
from generator.build.cluster.messages import STRANGER, pack_results, unpack_tasks
from generator.build.workers.launcher import WorkersGoneError, can_fork
from generator.build.workers.message import pack, unpack
from generator.build.workers.pool import Pool, Result, Task
from generator.limits import Limits

_IDLE: Final = 600.0
_FOLDER: Final = "briefing-run-"
_hosts: dict[str, Host] = {}
_held = threading.Lock()


class Host:
    """The workers of one run on this machine, and the files that its tasks open."""

    def __init__(self, jobs: int, told: Mapping[str, Any], idle: float = _IDLE) -> None:
        profiles = {name: tuple(modules) for name, modules in told["profiles"].items()}
        _sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-"))
        self._places: dict[str, str] = {}
        self._pool = Pool(jobs, profiles, Limits(**told["limits"]))
        self._pool.prepare(*told["prepare"])
        self._idle = idle
        self._numbers = count()
        self._asked: dict[tuple[str, ...], Future[Result]] = {}
        self._news = threading.Event()
        self._over = False
        self._guard = threading.Lock()
        threading.Thread(target=self._serve, name="briefing-host", daemon=True).start()

    def equip(self, told: Mapping[str, Any], content: Mapping[str, bytes]) -> None:
        """Lay down the files of the run, before its first task."""
        self._places = lay_down(self._folder, told, content)

    def do(self, tasks: Sequence[Task]) -> list[Result] | None:
        """What became of some tasks, in their order; None when the run is over here."""
        asked = []
        with self._guard:
            if self._over:
                return None
            for task in tasks:
                key = (str(next(self._numbers)), *task.key)
                asked.append(future := Future[Result]())
                self._asked[key] = future
                self._pool.offer(replace(sent_away(task, self._places), key=key))
        self._news.set()
        with contextlib.suppress(WorkersGoneError):
            return [future.result() for future in asked]
        return None

    def end(self) -> None:
        """End all processes of the run, whatever they are doing."""
        with self._guard:
            self._over = True
            self._pool.hang_up()
        self._news.set()

    def _serve(self) -> None:
        try:
            while self._awaited():
                for result in self._pool.results():
                    self._asked.pop(result.task.key).set_result(result)
        except WorkersGoneError:
            pass  # told below, to all who wait
        finally:
            with self._guard:
                self._over = True
            self._pool.close()
            shutil.rmtree(self._folder, ignore_errors=True)
            for future in self._asked.values():
                future.set_exception(WorkersGoneError())

    def _awaited(self) -> bool:
        """Wait for tasks; False when the run is over, or nothing was asked for too long."""
        asked = self._news.wait(self._idle)
        self._news.clear()
        with self._guard:
            self._over = self._over or not (asked or self._asked)
            return not self._over


def _sweep() -> None:
    """Remove the folders of workers that were killed."""
    if os.name == "nt":  # asking for a process by its number could end it
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        number = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if not number.isdecimal() or folder.is_symlink():
            continue
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (PermissionError, OverflowError):
            continue  # it is somebody else's


# ---------------------------------------------------------------- called by Dask


async def greet(data: bytes, dask_worker: Any) -> bytes:
    """Begin a run; tells what documents depend on here, and which fonts need not travel."""
    return await asyncio.to_thread(_greeted, data, int(dask_worker.state.nthreads))


async def equip(data: bytes) -> bytes:
    """Take the files of a run."""
    return await asyncio.to_thread(_equipped, data)


def work(data: bytes) -> bytes:
    """Do some tasks of a run; what becomes of each is told, never raised."""
    run, tasks = unpack_tasks(data)
    with _held:
        host = _hosts.get(run)
    results = host.do(tasks) if host else None
    return pack({"how": STRANGER}) if results is None else pack_results(results)


async def farewell(run: str) -> None:
    """End a run."""
    with _held:
        host = _hosts.pop(run, None)
    if host is not None:
        host.end()


def _greeted(data: bytes, jobs: int) -> bytes:
    told, _ = unpack(data)
    if not can_fork() and multiprocessing.current_process().daemon:
        return pack({"how": "no-children"})
    host = Host(jobs, told)
    with _held:
        before, _hosts[told["run"]] = _hosts.get(told["run"]), host
    if before is not None:
        before.end()
    profile = list(told["profiles"])[-1]
    (result,) = host.do([Task(("likeness",), likeness.CALL, b"", profile)]) or (None,)
    if result is None or result.failure:
        host.end()
        return pack({"how": "failed", "error": result.error if result else "no process started"})
    fonts = sorted(own_fonts())
    return pack({"how": "like", "likeness": dict(result.header), "fonts": fonts, "jobs": jobs})


def _equipped(data: bytes) -> bytes:
    told, blocks = unpack(data)
    with _held:
        host = _hosts.get(told["run"])
    if host is None:
        return pack({"how": STRANGER})
    content = dict(zip(told["sent"], blocks, strict=True))
    for sha256, path in own_fonts().items():
        if sha256 in wanted(told):
            content.setdefault(sha256, path.read_bytes())
    host.equip(told, content)
    return pack({"how": "ready"})
