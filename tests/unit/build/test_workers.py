"""Workers: what happens when one dies, hangs, grows, or is at fault."""

from __future__ import annotations

import dataclasses
import gc
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.workers import launcher
from generator.build.workers.bounds import resident_size
from generator.build.workers.launcher import can_fork
from generator.build.workers.message import pack, plain_problem, read_problem, unpack
from generator.build.workers.pool import Failure, Pool, Result, Task
from generator.build.workers.waiting import Waiting
from generator.limits import MEGABYTE, Limits
from generator.problems import Problem, ProblemsFound, Severity, Where
from tests.bounds import PATIENCE, until

HERE = __name__ if "." in __name__ else "tests.unit.build.test_workers"
PROFILES = {"text": ("json",), "pages": ("decimal",)}
LIMITS = Limits(worker_wall_seconds=PATIENCE, worker_cpu_seconds=10)

# ---------------------------------------------------------------- done in workers


def echo(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    return {"process": os.getpid(), "loaded": "decimal" in sys.modules}, [argument]


def die(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    os.kill(os.getpid(), getattr(signal, argument.decode()))
    return {}, []


def die_once(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    try:
        os.close(os.open(argument, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return {"second": True}, []
    return die(b"SIGKILL")


def touch(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    Path(argument.decode()).touch()
    return {}, []


def hang(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    time.sleep(60)
    return {}, []


def stop_in_its_answer(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    try:
        os.close(os.open(argument, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return {"second": True}, []
    (connection,) = (one for one in gc.get_objects() if isinstance(one, Connection))
    os.write(connection.fileno(), struct.pack("!i", 1000) + b"the beginning")
    os.kill(os.getpid(), signal.SIGSTOP)
    return {}, []


def stop_soon(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    process = os.getpid()
    threading.Timer(0.3, lambda: os.kill(process, signal.SIGSTOP)).start()
    return {"process": process}, []


def hang_with_a_child(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    child = subprocess.Popen(["sleep", "60"])
    told = Path(argument.decode())
    told.with_suffix(".tmp").write_text(str(child.pid))
    told.with_suffix(".tmp").replace(told)
    return hang(b"")


def wait_for_a_file(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    return {"came": until(Path(argument.decode()).exists)}, []


def spin(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    while True:
        pass


def toil(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    end = time.process_time() + 0.45
    while time.process_time() < end:
        pass
    return {"process": os.getpid()}, []


def eat(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    hoard = []
    while True:
        hoard.append(bytearray(20_000_000))


def fill(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    hoard = bytearray(int(argument))
    hoard[::4096] = b"x" * len(hoard[::4096])  # touch every page
    time.sleep(60)
    return {}, []


def deep(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    return deep(argument)


def fail(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    raise ValueError("first line\nsecond line")


def lack(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    raise OSError("cannot load library 'libpango-1.0-0'")


def refuse(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    raise ProblemsFound([Problem("file-empty", Where("a.yaml", 3), {"a": "ب"}, Severity.ERROR)])


def grow(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    globals()["kept"] = bytearray(b"x" * int(argument))
    return {"process": os.getpid()}, []


def collecting(argument: bytes) -> tuple[dict[str, Any], Sequence[bytes]]:
    return {"collects": gc.isenabled()}, []


# ---------------------------------------------------------------- tests


def task(name: str, argument: bytes = b"", *, key: str = "", profile: str = "text") -> Task:
    return Task((key or name,), f"{HERE}:{name}", argument, profile)


def run(
    tasks: Sequence[Task], *, jobs: int = 1, limits: Limits = LIMITS, fork: bool | None = None
) -> dict[str, Result]:
    with Pool(jobs, PROFILES, limits, fork=fork) as pool:
        for one in tasks:
            pool.submit(one)
        return {result.task.key[0]: result for result in pool.results()}


@pytest.fixture(params=["fork", "spawn"])
def fork(request: pytest.FixtureRequest) -> bool:
    if request.param == "fork" and not can_fork():
        pytest.skip("workers are not forked on this system")
    return bool(request.param == "fork")


def test_a_task_gets_its_bytes_and_gives_its_answer(fork: bool) -> None:
    results = run([task("echo", b"\x00" * 300_000)], fork=fork)
    assert results["echo"].blocks == (b"\x00" * 300_000,)
    assert results["echo"].failure is None


def test_one_that_dies_takes_no_other_along(fork: bool) -> None:
    tasks = [task("die", b"SIGKILL"), *(task("echo", key=str(n)) for n in range(6))]
    results = run(tasks, jobs=2, fork=fork)
    assert results["die"].failure is Failure.CRASH
    assert results["die"].error == "signal 9"
    assert all(results[str(n)].failure is None for n in range(6))


@pytest.mark.parametrize(
    ("name", "argument", "failure"),
    [
        ("die", b"SIGSEGV", Failure.CRASH),
        ("deep", b"", Failure.NESTING),
        ("fail", b"", Failure.FAULT),
        ("lack", b"", Failure.LIBRARY),
        ("refuse", b"", Failure.REFUSED),
        ("nowhere", b"", Failure.FAULT),
    ],
)
def test_what_went_wrong_is_told_by_its_kind(name: str, argument: bytes, failure: Failure) -> None:
    results = run([task(name, argument), task("echo")])
    assert results[name].failure is failure
    assert results["echo"].failure is None


def test_a_fault_brings_its_trace_and_one_line(fork: bool) -> None:
    result = run([task("fail")], fork=fork)["fail"]
    assert result.error == "ValueError: first line"
    assert "Traceback" in result.trace


def test_problems_come_back_as_they_were() -> None:
    (problem,) = run([task("refuse")])["refuse"].problems
    assert (problem.code, problem.where.line, problem.values["a"]) == ("file-empty", 3, "ب")


def test_what_died_is_tried_once_more_alone(tmp_path: Any) -> None:
    mark = str(tmp_path / "mark").encode()
    results = run([task("die_once", mark), *(task("echo", key=str(n)) for n in range(3))], jobs=2)
    assert results["die_once"].header == {"second": True}


@pytest.mark.skipif(not can_fork(), reason="memory is limited by the system on Linux only")
def test_memory_is_limited() -> None:
    limits = dataclasses.replace(LIMITS, worker_memory=300 * MEGABYTE)
    results = run([task("eat"), task("echo")], limits=limits)
    assert results["eat"].failure is Failure.MEMORY
    assert results["echo"].failure is None


def test_memory_is_watched_from_outside_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = iter([0, 2**40, 0, 2**40])
    monkeypatch.setattr("generator.build.workers.pool.resident_size", lambda process: next(sizes))
    monkeypatch.setattr("generator.build.workers.pool._TICK", 0.05)
    assert run([task("hang")])["hang"].failure is Failure.MEMORY


def test_processor_time_is_limited() -> None:
    limits = dataclasses.replace(LIMITS, worker_cpu_seconds=1)
    assert run([task("spin")], limits=limits)["spin"].failure is Failure.TIME


def test_the_clock_on_the_wall_is_watched(fork: bool) -> None:
    limits = dataclasses.replace(LIMITS, worker_wall_seconds=0.4)
    assert run([task("hang")], limits=limits, fork=fork)["hang"].failure is Failure.TIME


@pytest.mark.skipif(not can_fork(), reason="groups of processes are ended on Linux only")
@pytest.mark.skipif(not can_fork(), reason="it is a limit of the socket of a forked worker")
def test_a_worker_that_hangs_in_its_answer_is_ended_and_its_task_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "STALLED", 1)
    argument = str(tmp_path / "tried").encode()
    assert run([task("stop_in_its_answer", argument)])["stop_in_its_answer"].header == {
        "second": True
    }


@pytest.mark.skipif(not can_fork(), reason="it is a limit of the socket of a forked worker")
def test_a_worker_that_hangs_before_it_takes_its_task_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(launcher, "STALLED", 1)
    with Pool(1, PROFILES, LIMITS) as pool:
        pool.submit(task("stop_soon"))
        (stopped,) = pool.results()
        process = Path(f"/proc/{stopped.header['process']}/stat")
        assert until(lambda: process.read_text().rsplit(")", 1)[1].split()[0] == "T")
        pool.submit(task("echo", b"x" * 4_000_000))  # more than the system holds for it
        (result,) = pool.results()
    assert result.failure is None
    assert result.header["process"] != stopped.header["process"]


def test_what_a_hanging_worker_has_started_ends_with_it(tmp_path: Path) -> None:
    told = tmp_path / "child"
    for seconds in (2, 8, 32):  # on a busy machine it takes a while until the child is told
        limits = dataclasses.replace(LIMITS, worker_wall_seconds=seconds)
        results = run([task("hang_with_a_child", str(told).encode())], limits=limits)
        assert results["hang_with_a_child"].failure is Failure.TIME
        if told.exists():
            break
    assert _all_end({int(told.read_text())})


def test_tasks_are_offered_by_another_thread_while_results_are_awaited(tmp_path: Path) -> None:
    offered = tmp_path / "offered"
    with Pool(2, PROFILES, LIMITS) as pool:
        pool.submit(task("wait_for_a_file", str(offered).encode(), key="first"))

        def offer() -> None:
            pool.offer(task("echo", key="second"))

        thread = threading.Timer(0.1, offer)
        thread.start()
        came = []
        for result in pool.results():  # the second is begun while the first is being done
            came.append(result.task.key[0])
            offered.touch()
        assert came == ["second", "first"]
        thread.join()


def test_a_pool_that_is_hung_up_by_another_thread_ends_at_once() -> None:
    with Pool(1, PROFILES, LIMITS) as pool:
        pool.submit(task("hang"))
        thread = threading.Timer(0.2, pool.hang_up)
        thread.start()
        assert list(pool.results()) == []
        thread.join()


def test_processor_time_is_counted_for_each_task_anew() -> None:
    limits = dataclasses.replace(LIMITS, worker_cpu_seconds=1)
    results = run([task("toil", key=str(n)) for n in range(4)], limits=limits)
    assert all(result.failure is None for result in results.values())
    assert len({result.header["process"] for result in results.values()}) == 1


def test_a_worker_is_replaced_after_its_share_of_briefs() -> None:
    limits = dataclasses.replace(LIMITS, worker_briefs=2)
    results = run([task("echo", key=str(n)) for n in range(6)], limits=limits)
    assert len({r.header["process"] for r in results.values()}) == 3


def test_a_worker_is_replaced_when_it_holds_too_much() -> None:
    limits = dataclasses.replace(LIMITS, worker_resident=80 * MEGABYTE)
    tasks = [task("grow", b"100000000", key="large"), task("echo", key="after")]
    results = run(tasks, limits=limits)
    assert results["large"].header["process"] != results["after"].header["process"]


@pytest.mark.skipif(not can_fork(), reason="profiles are loaded by the process that forks")
def test_a_worker_that_cannot_do_what_is_left_makes_room_for_one_that_can() -> None:
    with Pool(1, PROFILES, LIMITS) as pool:
        pool.prepare()
        pool.submit(task("echo", key="a"))
        pool.submit(task("echo", key="b", profile="pages"))
        results = {r.task.key[0]: r for r in pool.results()}
    assert results["a"].header["process"] != results["b"].header["process"]
    assert results["b"].header["loaded"]


@pytest.mark.skipif(not can_fork(), reason="profiles are loaded by the process that forks")
@pytest.mark.parametrize(("light_first", "order"), [(0, "pqab"), (1, "apqb")])
def test_one_light_task_goes_first_where_somebody_waits_for_it(
    light_first: int, order: str
) -> None:
    with Pool(1, PROFILES, LIMITS) as pool:
        pool.submit(task("echo", key="first", profile="pages"))
        assert len(list(pool.results())) == 1  # there is one worker, which can do all
        pool.light_first(light_first)
        for key, profile in (("p", "pages"), ("q", "pages"), ("a", "text"), ("b", "text")):
            pool.submit(task("echo", key=key, profile=profile))
        assert "".join(result.task.key[0] for result in pool.results()) == order


def test_a_worker_begins_what_comes_next_before_anybody_looks_at_what_it_has_done(
    tmp_path: Path, fork: bool
) -> None:
    begun = tmp_path / "begun"
    with Pool(1, PROFILES, LIMITS, fork=fork) as pool:
        pool.submit(task("echo"))
        pool.submit(task("touch", str(begun).encode()))
        results = pool.results()
        assert next(results).task.key == ("echo",)
        assert until(begun.exists)
        assert [result.task.key for result in results] == [("touch",)]


def test_all_answers_that_are_there_are_taken_before_anybody_looks_at_one(
    fork: bool, tmp_path: Path
) -> None:
    met, *others = [tmp_path / name for name in ("met", "a", "b", "c")]

    def answered(pool: Pool) -> bool:
        busy = [seat for seat in pool._seats.values() if seat.task]
        return len(busy) == 2 and all(seat.worker.connection.poll() for seat in busy)

    with Pool(2, PROFILES, LIMITS, fork=fork) as pool:
        pool.submit(task("wait_for_a_file", str(met).encode()))
        for path in (met, *others):
            pool.submit(task("touch", str(path).encode(), key=path.name))
        results = pool.results()
        next(results)
        assert until(lambda: answered(pool))
        next(results)
        assert until(lambda: all(path.exists() for path in others))
        assert len(list(results)) == 3


def _waiting(*keys: str) -> Waiting:
    """Tasks named by group, profile ("p" or "t") and family."""
    found = Waiting({"text": 0, "pages": 1})
    for key in keys:
        profile = "pages" if key[1] == "p" else "text"
        found.add(Task((key,), "", b"", profile, family=key[0] + key[2], group=key[0]))
    return found


def _taken(waiting: Waiting, profile: str = "pages", *families: str) -> list[str]:
    taken = iter(lambda: waiting.take(profile, families), None)
    return [one.key[0] for one in taken if one is not None]


def test_what_was_begun_first_is_finished_first_its_heavy_tasks_before_the_light() -> None:
    waiting = _waiting("2t1", "1t1", "1p1", "2p1", "2p2")
    assert _taken(waiting) == ["2p1", "2p2", "2t1", "1p1", "1t1"]
    waiting = _waiting("2t1", "1p1", "1t1")
    assert _taken(waiting, "text") == ["2t1", "1t1"]
    assert _taken(waiting) == ["1p1"]


def test_of_equal_tasks_a_worker_takes_those_whose_family_it_knows() -> None:
    assert _taken(_waiting("1p1", "1p2", "1t1", "1t2"), "pages", "12") == [
        "1p2",
        "1p1",
        "1t2",
        "1t1",
    ]


def test_what_another_worker_knows_is_left_to_it_while_there_is_anything_else() -> None:
    waiting = _waiting("1p1", "1p2", "2t1")
    taken = [waiting.take("pages", {"12"}, {"11", "12"}) for _ in range(3)]
    assert [one.key[0] for one in taken if one is not None] == ["1p2", "2t1", "1p1"]


def test_a_group_keeps_its_place_while_tasks_of_it_follow_from_others() -> None:
    waiting = _waiting("1t1", "2t1")
    assert waiting.take("pages", ()) is not None
    waiting.add(Task(("late",), "", b"", "text", group="1"))
    assert _taken(waiting) == ["late", "2t1"]


def test_a_pool_that_rests_ends_its_workers_and_keeps_what_is_loaded(fork: bool) -> None:
    with Pool(2, PROFILES, LIMITS, fork=fork) as pool:
        pool.submit(task("echo", key="a"))
        (first,) = pool.results()
        pool.submit(task("die", b"SIGKILL", key="never given out"))
        pool.rest()
        assert pool.lives
        pool.submit(task("echo", key="a"))
        (second,) = pool.results()
    assert first.header["process"] != second.header["process"]
    assert _all_end({first.header["process"]})


def test_tasks_can_be_added_while_results_are_taken() -> None:
    seen = []
    with Pool(2, PROFILES, LIMITS) as pool:
        pool.submit(task("echo", key="0"))
        for result in pool.results():
            seen.append(result.task.key[0])
            if len(seen) < 5:
                pool.submit(task("echo", key=str(len(seen))))
    assert seen == ["0", "1", "2", "3", "4"]


def test_no_process_is_left_behind(fork: bool) -> None:
    with Pool(2, PROFILES, LIMITS, fork=fork) as pool:
        pool.submit(task("echo", key="a"))
        pool.submit(task("echo", key="b"))
        processes = {r.header["process"] for r in pool.results()}
        pool.submit(task("hang"))
        pool._seat_tasks()
    assert _all_end(processes)


def _all_end(processes: set[int]) -> bool:
    """A signal is sent in a moment, a busy machine takes longer to end who receives it."""
    return until(lambda: not any(map(_alive, processes)))


def _alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as file:  # noqa: PTH123 - a file of the kernel
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_garbage_is_not_collected_in_the_middle_of_a_document() -> None:
    assert run([task("collecting")])["collecting"].header == {"collects": False}


def test_the_size_of_a_process_is_known() -> None:
    assert resident_size(os.getpid()) > MEGABYTE
    assert resident_size(2**30) == 0


headers = st.dictionaries(
    st.text(max_size=5).filter(lambda name: name != "blocks"), st.integers() | st.text()
)


@given(headers, st.lists(st.binary()))
def test_a_message_comes_back_as_it_was(header: dict[str, Any], blocks: list[bytes]) -> None:
    assert unpack(pack(header, blocks)) == (header, tuple(blocks))


@pytest.mark.parametrize("data", [b"", b"\x00\x00", pack({"a": 1}, [b"xyz"])[:-1]])
def test_a_cut_message_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut|Expecting"):
        unpack(data)


def test_a_problem_travels_as_plain_values() -> None:
    problem = Problem("a-b", Where("f", 1, 2, "r", "x.y"), {"v": "w"}, Severity.NOTICE)
    assert read_problem(plain_problem(problem)) == problem
