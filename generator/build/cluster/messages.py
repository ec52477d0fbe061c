"""What travels between the officer's machine and the others: JSON and blocks of bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from generator.build.workers.message import pack, plain_problem, read_problem, unpack
from generator.build.workers.pool import Failure, Result, Task

STRANGER: Final = "stranger"
"""The answer of a machine that knows nothing of the run: it was started anew meanwhile."""


def pack_tasks(run: str, tasks: Sequence[Task]) -> bytes:
    """Tasks on their way to a machine."""
    told = [{"call": t.call, "profile": t.profile, "family": t.family} for t in tasks]
    return pack({"run": run, "tasks": told}, [task.argument for task in tasks])


def unpack_tasks(data: bytes) -> tuple[str, list[Task]]:
    """The run and its tasks, at the machine; the key of each is its place among them."""
    header, arguments = unpack(data)
    tasks = [
        Task((str(place),), one["call"], argument, one["profile"], one["family"])
        for place, (one, argument) in enumerate(zip(header["tasks"], arguments, strict=True))
    ]
    return header["run"], tasks


def pack_results(results: Sequence[Result]) -> bytes:
    """What became of tasks, on its way back."""
    told = [
        {
            "header": dict(one.header),
            "count": len(one.blocks),
            "failure": one.failure.value if one.failure else None,
            "problems": [plain_problem(problem) for problem in one.problems],
            "error": one.error,
            "trace": one.trace,
            "seconds": one.seconds,
        }
        for one in results
    ]
    return pack({"results": told}, [block for one in results for block in one.blocks])


def unpack_results(data: bytes, tasks: Sequence[Task]) -> list[Result] | None:
    """What became of the tasks; None from a machine that knows nothing of the run."""
    header, blocks = unpack(data)
    if header.get("how") == STRANGER:
        return None
    results, start = [], 0
    for task, one in zip(tasks, header["results"], strict=True):
        end = start + one["count"]
        results.append(_result(task, one, blocks[start:end]))
        start = end
    return results


def _result(task: Task, told: dict[str, Any], blocks: tuple[bytes, ...]) -> Result:
    return Result(
        task,
        told["header"],
        blocks,
        failure=Failure(told["failure"]) if told["failure"] else None,
        problems=tuple(read_problem(plain) for plain in told["problems"]),
        error=told["error"],
        trace=told["trace"],
        seconds=told["seconds"],
    )
