"""The supervisor of workers: one pipe each, wall clock, retry alone, recycling.

Tasks are submitted at any time, also while results are being taken, and offered by other
threads. A worker that dies,
hangs or grows takes only its own task along; that task is tried once more when nothing
else runs, because a machine short of memory or time is no fault of the brief.
"""

from __future__ import annotations

import contextlib
import enum
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from types import MappingProxyType, TracebackType
from typing import Any, Final

from generator.build.workers.bounds import resident_size
from generator.build.workers.launcher import (
    ForkLauncher,
    Launcher,
    SpawnLauncher,
    Worker,
    WorkersGoneError,
    can_fork,
)
from generator.build.workers.message import pack, read_problem, unpack
from generator.build.workers.waiting import FAMILIES, Waiting
from generator.limits import Limits
from generator.problems import Problem

_TICK: Final = 0.5  # seconds between looks at memory and clock
_SIGXCPU: Final = -24


class Failure(enum.Enum):
    """Why a task did not give a result."""

    REFUSED = "refused"  # its own problems say why
    MEMORY = "memory"
    TIME = "time"
    NESTING = "nesting"
    LIBRARY = "library"
    CRASH = "crash"
    FAULT = "fault"


# Trying again does not help where the same thing happens each time.
_TRY_AGAIN: Final = frozenset({Failure.MEMORY, Failure.TIME, Failure.CRASH})


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do in a worker.

    key      names it, for whoever asked.
    call     "package.module:function", bytes to header and blocks.
    profile  what the worker must have loaded; family: tasks that share what a worker keeps.
    group    tasks of which something is made together; what was begun first is finished first.
    """

    key: tuple[str, ...]
    call: str
    argument: bytes = field(repr=False)
    profile: str = "text"
    family: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task: ``header`` and ``blocks``, or a ``failure``."""

    task: Task
    header: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    blocks: tuple[bytes, ...] = ()
    failure: Failure | None = None
    problems: tuple[Problem, ...] = ()
    error: str = ""
    trace: str = ""
    seconds: float = 0.0


@dataclass(slots=True)
class _Seat:
    """A worker, what it is doing, and the families it knows from its last tasks.

    stalled  it did not take its task.
    """

    worker: Worker
    task: Task | None = None
    began: float = 0.0
    stalled: bool = False
    families: deque[str] = field(default_factory=lambda: deque(maxlen=FAMILIES))


class Pool:
    """Workers for tasks of a run; a context manager that leaves no process behind.

    profiles  modules by profile, the lightest first; a worker of a later profile can do
              the tasks of the earlier ones.
    """

    notices: Final = ()
    sealed: Final = True

    def __init__(
        self,
        jobs: int,
        profiles: Mapping[str, tuple[str, ...]],
        limits: Limits,
        *,
        fork: bool | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._jobs = max(1, jobs)
        self._ranks = {name: rank for rank, name in enumerate(profiles)}
        self._limits = limits
        self._clock = clock
        forks = can_fork() if fork is None else fork
        self._launcher: Launcher = (
            ForkLauncher(profiles, limits) if forks else SpawnLauncher(limits)
        )
        self._seats: dict[int, _Seat] = {}
        self._queue = Waiting(self._ranks)
        self._again: deque[Task] = deque()
        self._tried: set[tuple[str, ...]] = set()
        self._offered: deque[Task] = deque()
        self._heard: deque[Result] = deque()
        self._hung_up = False
        # Rung by other threads, so that who waits for workers looks at what they offered.
        self._bell, self._rope = Pipe(duplex=False)
        self._numbers = 0
        # A spawned worker loads what it needs when it needs it: it can do every task.
        self._usual = next(iter(profiles)) if forks else list(profiles)[-1]

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def prepare(self, *profiles: str) -> None:
        """Begin to load: one worker of the lightest profile, then what these need."""
        with contextlib.suppress(WorkersGoneError):  # told when the first task is given out
            self._open(self._usual)
            for profile in profiles:
                self._launcher.prepare(profile)
                # Workers to come are forked after that, and have it.
                self._usual = max(self._usual, profile, key=lambda name: self._ranks[name])

    def submit(self, task: Task) -> None:
        """Add a task; ``results`` gives what becomes of it."""
        self._queue.add(task)

    def offer(self, task: Task) -> None:
        """As ``submit``, from any thread, also while another takes results."""
        self._offered.append(task)
        self._ring()

    def hang_up(self) -> None:
        """Let ``results`` end at once, from any thread, whatever is left; then close."""
        self._hung_up = True
        self._ring()

    def results(self) -> Iterator[Result]:
        """Results as they come, until no task is left; tasks may be added meanwhile."""
        while not self._hung_up:
            self._tend()
            if self._heard:
                yield self._heard.popleft()
            elif self._queue or self._again or self._busy:
                self._heard.extend(self._listen(self._patience()))
            else:
                return

    def await_workers(self) -> None:
        """Nothing to wait for: a worker is asked for when there is a task for it."""

    def light_first(self, count: int) -> None:
        """Let that many light tasks go before heavy ones: somebody waits for the first result."""
        self._queue.light_first = count

    @property
    def width(self) -> int:
        """How many tasks are done at the same time."""
        return self._jobs

    @property
    def lives(self) -> bool:
        """Whether it can still make workers."""
        return self._launcher.lives()

    def rest(self) -> None:
        """End all workers after a run and forget its tasks; what is loaded stays so."""
        for seat in list(self._seats.values()):
            seat.task = None
            with contextlib.suppress(WorkersGoneError):
                self._dismiss(seat)
        self._seats.clear()
        for each in (self._queue, self._again, self._tried, self._heard):
            each.clear()

    def close(self) -> None:
        """End all workers at once."""
        for seat in self._seats.values():
            self._launcher.kill(seat.worker)
            seat.worker.connection.close()
        self._seats.clear()
        self._launcher.close()
        self._bell.close()
        self._rope.close()

    @property
    def _busy(self) -> bool:
        return any(seat.task for seat in self._seats.values())

    def _ring(self) -> None:
        with contextlib.suppress(OSError):  # it has been closed meanwhile
            self._rope.send_bytes(b"")

    def _take_offered(self) -> None:
        while self._offered:
            self._queue.add(self._offered.popleft())

    # ------------------------------------------------------------ giving out tasks

    def _tend(self) -> None:
        """Take all answers that are there, and give out what there is to do.

        No worker is to wait while somebody looks at the result of another.
        """
        self._take_offered()
        self._seat_tasks()
        self._heard.extend(self._listen(0.0))

    def _seat_tasks(self) -> None:
        self._welcome()  # news may have been heard while something else was waited for
        busy = sum(1 for seat in self._seats.values() if seat.task)
        if not self._queue and self._again and not busy and not self._heard:
            # Alone, in a fresh worker: nothing else takes its memory or its time.
            for seat in list(self._seats.values()):
                self._dismiss(seat)
            task = self._again.popleft()
            self._queue.add(task)
            self._open(task.profile)
        for seat in list(self._seats.values()):
            if seat.task is None and seat.worker.process:
                self._give(seat)
        if self._queue:
            self._make_room()

    def _give(self, seat: _Seat) -> None:
        others = {one for other in self._seats.values() if other.task for one in other.families}
        task = self._queue.take(seat.worker.profile, seat.families, others)
        if task is None:
            return
        seat.task, seat.began = task, self._clock()
        if task.family not in seat.families:
            seat.families.append(task.family)
        try:
            seat.worker.connection.send_bytes(pack({"call": task.call}, [task.argument]))
        except BlockingIOError:
            seat.stalled = True  # it is ended like one that hangs in its task
        except OSError:
            return  # a worker that died meanwhile is noticed when its answer is taken

    def _make_room(self) -> None:
        """Ask for another worker when tasks wait that no coming or free worker can take."""
        waiting = self._queue.heaviest()
        rank = self._ranks[waiting.profile]
        coming = [s for s in self._seats.values() if not s.worker.process]
        if len(coming) >= len(self._queue):
            return
        if any(self._ranks[s.worker.profile] >= rank for s in coming):
            return
        if len(self._seats) < self._jobs:
            self._open(waiting.profile)
            return
        idle = [s for s in self._seats.values() if s.task is None and s.worker.process]
        for seat in idle[:1]:
            # It cannot do what is left: another takes its place.
            self._dismiss(seat)
            self._open(waiting.profile)

    # ------------------------------------------------------------ workers come and go

    def _open(self, profile: str) -> None:
        self._numbers += 1
        profile = max(self._usual, profile, key=lambda name: self._ranks[name])
        self._seats[self._numbers] = _Seat(self._launcher.launch(self._numbers, profile))
        self._welcome()

    def _welcome(self) -> None:
        for number, process in self._launcher.ready():
            if number in self._seats:
                self._seats[number].worker.process = process

    def _dismiss(self, seat: _Seat) -> int:
        """End a worker; gives how it ended."""
        worker = seat.worker
        while not worker.process:  # it is still being made, and must not stay behind
            self._welcome()
            if not worker.process:
                wait(self._launcher.watched(), _TICK)
        worker.connection.close()
        if seat.task is None:
            self._launcher.kill(worker)
        status = self._launcher.ended(worker)
        del self._seats[worker.number]
        return status

    # ------------------------------------------------------------ taking results

    def _listen(self, seconds: float) -> Iterator[Result]:
        seats = {seat.worker.connection: seat for seat in self._seats.values() if seat.task}
        watched = [*seats, *self._launcher.watched(), self._bell]
        for readable in wait(watched, seconds):
            if readable is self._bell:
                self._bell.recv_bytes()
                continue
            if not isinstance(readable, Connection) or readable not in seats:
                self._welcome()
                continue
            if result := self._take(seats[readable]):
                yield result
        for seat in list(self._seats.values()):
            if seat.task and (failure := self._excess(seat)):
                self._launcher.kill(seat.worker)
                if result := self._lost(seat, failure):
                    yield result

    def _patience(self) -> float:
        now = self._clock()
        ends = [s.began + self._limits.worker_wall_seconds for s in self._seats.values() if s.task]
        return max(0.01, min([_TICK, *(end - now for end in ends)]))

    def _excess(self, seat: _Seat) -> Failure | None:
        if seat.stalled or self._clock() - seat.began > self._limits.worker_wall_seconds:
            return Failure.TIME
        if resident_size(seat.worker.process) > self._limits.worker_memory:
            return Failure.MEMORY
        return None

    def _take(self, seat: _Seat) -> Result | None:
        try:
            header, blocks = unpack(seat.worker.connection.recv_bytes())
        except (EOFError, OSError, ValueError):
            return self._lost(seat, None)
        task, seconds = seat.task, self._clock() - seat.began
        if task is None:
            raise AssertionError("an answer nobody asked for")
        seat.task = None
        seat.worker.done += 1
        seat.worker.size = header.get("size", 0)
        if header["how"] == "done":
            self._go_on(seat)
            return Result(task, header["header"], blocks, seconds=seconds)
        if header["how"] == "refused":
            problems = tuple(read_problem(p) for p in header["problems"])
            self._go_on(seat)
            return Result(task, failure=Failure.REFUSED, problems=problems, seconds=seconds)
        self._dismiss(seat)  # what went wrong in it may have left it in disorder
        return self._failed(task, Failure(header["how"]), header, seconds)

    def _lost(self, seat: _Seat, failure: Failure | None) -> Result | None:
        """A worker is gone, or was ended: what that means for its task."""
        task, seconds = seat.task, self._clock() - seat.began
        if task is None:
            raise AssertionError("a worker without a task is not listened to")
        status = self._dismiss(seat)
        if status == _SIGXCPU:
            failure = Failure.TIME
            self._tried.add(task.key)  # it would use as much again
        failure = failure or Failure.CRASH
        error = f"signal {-status}" if status < 0 else f"status {status}"
        return self._failed(
            task, failure, {"error": error, "trace": self._launcher.said()}, seconds
        )

    def _failed(
        self, task: Task, failure: Failure, header: Mapping[str, Any], seconds: float
    ) -> Result | None:
        if failure in _TRY_AGAIN and task.key not in self._tried:
            self._tried.add(task.key)
            self._again.append(task)
            return None
        return Result(
            task,
            failure=failure,
            error=header.get("error", ""),
            trace=header.get("trace", ""),
            seconds=seconds,
        )

    def _go_on(self, seat: _Seat) -> None:
        """Let a worker begin what comes next, before anybody looks at what it has done."""
        worn = seat.worker.done >= self._limits.worker_briefs
        if worn or seat.worker.size > self._limits.worker_resident:
            self._dismiss(seat)
            if self._queue:
                self._make_room()
        else:
            self._give(seat)
