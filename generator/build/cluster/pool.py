"""The officer's side of a cluster: gives tasks to machines, takes results, redoes what is lost.

It stands in the place of ``workers.pool``. Which machine does what is decided here and not
by Dask's scheduler: the documents of one text go to one machine, which composes it once, and
what a lost machine had is given to others. A task that is lost is done again with no other
task beside it; one that was lost three times is refused, so that a document which takes
machines down cannot take all.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import time
import uuid
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future as Promise
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from generator.build.cluster import hosting
from generator.build.cluster.joining import SEALED, Joined, Run, join, likeness_here
from generator.build.cluster.luggage import Luggage
from generator.build.cluster.messages import pack_tasks, unpack_results
from generator.build.cluster.trouble import ClusterGoneError, LostError, in_short
from generator.build.workers.pool import Failure, Result, Task
from generator.build.workspace import Workspace
from generator.limits import Limits
from generator.problems import Problem

if TYPE_CHECKING:
    from distributed import Client, Future

LOST_AT_MOST: Final = 3
_CONNECT: Final = 10.0
_LOOK: Final = 1.0  # seconds between looks at which machines there are
_TICK: Final = 0.25
_FETCH: Final = 2.0
_PATIENCE: Final = 30.0  # without any machine
_ALL_AT_ONCE: Final = 8  # tasks of one text that go together


@dataclass(slots=True)
class _Batch:
    """Tasks that are at a machine together."""

    tasks: list[Task]
    future: Future[bytes]
    alone: bool


@dataclass(slots=True)
class _Machine:
    """A machine that has joined. jobs: tasks it does at once; families: texts it knows."""

    address: str
    jobs: int
    batches: dict[str, _Batch] = field(default_factory=dict)
    families: deque[str] = field(default_factory=lambda: deque(maxlen=16))

    @property
    def load(self) -> float:
        return len(self.batches) / self.jobs

    @property
    def alone(self) -> bool:
        return any(batch.alone for batch in self.batches.values())


class ClusterPool:
    """The machines of a cluster, for the tasks of one run; a context manager.

    ``notices`` holds what was noticed of machines that were left out.
    """

    def __init__(
        self,
        address: str,
        workspace: Workspace,
        profiles: Mapping[str, tuple[str, ...]],
        limits: Limits,
    ) -> None:
        self.notices: list[Problem] = []
        self._address = address
        self._workspace = workspace
        self._setup = (profiles, limits)
        self._prepare: tuple[str, ...] = ()
        self._aside = ThreadPoolExecutor(2, thread_name_prefix="briefing-cluster")
        self._starting: Promise[Joined] | None = None
        self._joining: Promise[Joined] | None = None
        self._client: Client | None = None
        self._run: Run | None = None
        self._here: Promise[Mapping[str, str]] | None = None
        self._known: set[str] = set()
        self._machines: dict[str, _Machine] = {}
        self._queue: deque[Task] = deque()
        self._again: deque[Task] = deque()
        self._lost: Counter[tuple[str, ...]] = Counter()
        self._done: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._numbers = 0
        self._looked = self._seen = time.monotonic()

    def __enter__(self) -> ClusterPool:
        return self

    def __exit__(self, *told: object) -> None:
        self.close()

    # ------------------------------------------------------------ begin and end

    def prepare(self, *profiles: str) -> None:
        """Begin to find machines, while the program still reads the sources."""
        self._prepare = profiles
        self._starting = self._aside.submit(self._start)

    def await_workers(self) -> None:
        """Wait until machines have joined. Raises ``ClusterGoneError`` when there are none."""
        if self._starting is None:
            self.prepare()
        if self._starting is not None:
            self._take_in(self._starting.result())
        if not self._machines:
            told = " ".join(problem.what for problem in self.notices)
            self.notices.clear()
            code = "cluster-none-like" if told else "cluster-empty"
            raise ClusterGoneError(code, {"address": self._address, "reasons": told})

    @property
    def width(self) -> int:
        """How many tasks are done at the same time."""
        return max(1, sum(machine.jobs for machine in self._machines.values()))

    @property
    def sealed(self) -> bool:
        """Whether all that travels is encrypted."""
        return self._client is not None and self._client.scheduler.address.startswith(SEALED)

    def close(self) -> None:
        """End the run at every machine, and leave the cluster as it was found."""
        self._aside.shutdown(wait=False, cancel_futures=True)
        client, self._client = self._client, None
        if client is None or self._run is None:
            return
        with contextlib.suppress(Exception):  # machines that are gone need no farewell
            client.run(
                hosting.farewell, self._run.name, workers=list(self._known), on_error="ignore"
            )
        with contextlib.suppress(Exception):
            client.close(timeout=_CONNECT)

    def _start(self) -> Joined:
        self._client = _connected(self._address)
        profiles, limits = self._setup
        luggage = Luggage.of(self._workspace)
        self._run = Run(uuid.uuid4().hex, profiles, limits, luggage)
        self._here = self._aside.submit(likeness_here, self._run)
        addresses, deadline = self._addresses(), time.monotonic() + _CONNECT
        while not addresses and time.monotonic() < deadline:
            time.sleep(_TICK)
            addresses = self._addresses()
        return self._join(addresses)

    def _join(self, addresses: list[str]) -> Joined:
        if self._client is None or self._run is None or self._here is None:
            raise AssertionError("nobody joins before the run has begun")
        self._known.update(addresses)
        return join(self._client, self._run, self._here.result, self._prepare, addresses)

    def _take_in(self, joined: Joined) -> None:
        self.notices += joined.problems
        for address, jobs in joined.jobs.items():
            self._machines.setdefault(address, _Machine(address, jobs))

    def _addresses(self) -> list[str]:
        """The machines there are now. Raises ``ClusterGoneError`` without a scheduler."""
        client = self._client
        if client is None:
            return []
        try:
            told = client.sync(client.scheduler.identity, n_workers=-1, callback_timeout=_CONNECT)
        except Exception as error:  # whatever kind: the scheduler does not answer
            raise ClusterGoneError("cluster-lost", {"address": self._address}) from error
        return sorted(told["workers"])

    # ------------------------------------------------------------ tasks and results

    def submit(self, task: Task) -> None:
        """Add a task; ``results`` gives what becomes of it."""
        self._queue.append(task)

    def results(self) -> Iterator[Result]:
        """Results as they come, until no task is left; tasks may be added meanwhile."""
        while self._queue or self._again or any(m.batches for m in self._machines.values()):
            self._give_out()
            yield from self._listen()
            yield from self._look()

    def _give_out(self) -> None:
        for machine in sorted(self._machines.values(), key=lambda m: m.load):
            # What was lost is done again when all else is given out, and beside nothing.
            if self._again and not self._queue and not machine.batches:
                self._give(machine, [self._again.popleft()], alone=True)
        while self._queue:
            # One more than it does at once where there is much to do: no machine waits then.
            ahead = len(self._queue) > 2 * self.width
            free = [m for m in self._machines.values() if _room(m, ahead=ahead) > 0]
            if not free:
                return
            machine = min(free, key=lambda m: m.load)
            places = sum(_room(m, ahead=ahead) for m in free)
            self._give(machine, self._next(machine, places), alone=False)

    def _next(self, machine: _Machine, places: int) -> list[Task]:
        """Tasks of one text: all where there are texts enough for everybody, else one."""
        first = next((t for t in self._queue if t.family in machine.families), self._queue[0])
        several = len({task.family for task in self._queue}) >= places
        chosen = [t for t in self._queue if t.family == first.family] if several else [first]
        chosen = chosen[:_ALL_AT_ONCE]
        for task in chosen:
            self._queue.remove(task)
        return chosen

    def _give(self, machine: _Machine, tasks: list[Task], *, alone: bool) -> None:
        if self._client is None or self._run is None:
            raise AssertionError("no task is given out before the run has begun")
        self._numbers += 1
        key = f"briefing-{self._run.name}-{self._numbers}"
        future = self._client.submit(
            hosting.work,
            pack_tasks(self._run.name, tasks),
            key=key,
            workers=[machine.address],
            pure=False,
        )
        machine.batches[key] = _Batch(tasks, future, alone)
        machine.families.append(tasks[0].family)
        future.add_done_callback(lambda done: self._done.put(str(done.key)))

    def _listen(self) -> Iterator[Result]:
        with contextlib.suppress(queue.Empty):
            key = self._done.get(timeout=_TICK)
            while True:
                yield from self._take(key)
                key = self._done.get_nowait()

    def _take(self, key: str) -> Iterator[Result]:
        machine = next((m for m in self._machines.values() if key in m.batches), None)
        if machine is None:
            return  # it was given to another meanwhile
        batch = machine.batches.pop(key)
        try:
            results = unpack_results(self._fetched(machine, batch), batch.tasks)
        except LostError:
            yield from self._redo(batch)
            return
        except Exception as error:
            # Told as a fault of ours: what a machine raised is neither a document's nor lost.
            told = f"{type(error).__name__}: {error}"
            yield from (Result(t, failure=Failure.FAULT, error=told) for t in batch.tasks)
            return
        if results is not None:
            yield from results
            return
        yield from self._bury(machine.address)  # started anew, it must be compared again
        yield from self._redo(batch)

    def _fetched(self, machine: _Machine, batch: _Batch) -> bytes:
        """The answer of a machine, as long as the machine is there."""
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        while True:
            try:
                answer: bytes = batch.future.result(timeout=_FETCH)
                return answer
            except TimeoutError:
                if machine.address not in self._addresses():
                    raise LostError from None
            except (FutureCancelledError, KilledWorker, OSError) as error:
                raise LostError from error

    # ------------------------------------------------------------ machines come and go

    def _look(self) -> Iterator[Result]:
        now = time.monotonic()
        if self._joining is not None and self._joining.done():
            joining, self._joining = self._joining, None
            self._take_in(joining.result())
        if now - self._looked < _LOOK:
            return
        self._looked = now
        there = self._addresses()
        for address in self._known.difference(there):
            yield from self._bury(address)
        if self._joining is None and (new := [a for a in there if a not in self._known]):
            self._joining = self._aside.submit(self._join, new)
        if self._machines or self._joining is not None:
            self._seen = now
        elif now - self._seen > _PATIENCE:
            raise ClusterGoneError("cluster-lost", {"address": self._address})

    def _bury(self, address: str) -> Iterator[Result]:
        """What a lost machine had goes to others; it may come again, and is then compared."""
        self._known.discard(address)
        machine = self._machines.pop(address, None)
        for batch in machine.batches.values() if machine else ():
            yield from self._redo(batch)

    def _redo(self, batch: _Batch) -> Iterator[Result]:
        batch.future.release()
        for task in batch.tasks:
            self._lost[task.key] += 1
            if self._lost[task.key] < LOST_AT_MOST:
                self._again.append(task)
                continue
            told = f"{LOST_AT_MOST} machines were lost that made it"
            yield Result(task, failure=Failure.CRASH, error=told)


def _room(machine: _Machine, *, ahead: bool) -> int:
    return 0 if machine.alone else machine.jobs + ahead - len(machine.batches)


def _connected(address: str) -> Client:
    """A client of the scheduler at an address. Raises ``ClusterGoneError`` when there is none."""
    try:
        import dask.config
        from distributed import Client
    except ImportError as error:
        raise ClusterGoneError("cluster-extra", {}) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # told in our own words
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    options: dict[str, Any] = {"timeout": _CONNECT, "set_as_default": False}
    try:
        return Client(address, **options)
    except (OSError, TimeoutError) as error:
        reason = in_short(error)
        values = {"address": address, "reason": reason}
        raise ClusterGoneError("cluster-unreachable", values) from error
    except (ValueError, TypeError) as error:
        values = {"address": address, "reason": in_short(error)}
        raise ClusterGoneError("cluster-address", values) from error
