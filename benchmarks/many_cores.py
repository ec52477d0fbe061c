"""How many workers one program keeps busy.

    python -m benchmarks.many_cores [--countries 50] [--workers 1 2 4 8 16 32]

A machine with so many cores is rarely at hand, and cores of a shared machine slow each other
down, which hides what the program costs. So the catalogue (see ``benchmarks.cold``) is made twice:
first by real workers, whose answers are kept together with the time that they took; then by
workers that need no core, for they wait as long as the answer took and give it. Everything else
is real: choosing, packing, giving out tasks, pipes, editions, records. What is lost against
as many times one worker (the first number of ``--workers``) is what the program loses, and a
little more where there are few cores: these workers read and give their answers on them.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.cold import made
from benchmarks.one_brief import table
from benchmarks.plan import catalogue, countries
from generator.build import apart, making
from generator.build.stages import Stages

ANSWERS = "BRIEFING_BENCHMARK_ANSWERS"
WORK = {"compose": making.compose_brief, "write": making.write_brief, "apart": apart.take_apart}


def _answer(kind: str, argument: bytes) -> Any:
    """The answer of a stage, which takes as long as it took when it was found."""
    began = time.perf_counter()
    folder = Path(os.environ[ANSWERS])
    path = folder / f"{kind}-{hashlib.sha256(argument).hexdigest()}"
    if path.exists():
        seconds, answer = pickle.loads(path.read_bytes())
        time.sleep(max(0.0, seconds - (time.perf_counter() - began)))
        return answer
    header, blocks = WORK[kind](argument)
    answer = header, [bytes(block) for block in blocks]
    path.write_bytes(pickle.dumps((time.perf_counter() - began, answer)))
    with (folder / "found").open("a") as found:
        found.write(f"{kind}\n")
    return answer


def compose(argument: bytes) -> Any:
    """Stand in for the stage that composes."""
    return _answer("compose", argument)


def write(argument: bytes) -> Any:
    """Stand in for the stage that writes."""
    return _answer("write", argument)


def take_apart(argument: bytes) -> Any:
    """Stand in for the stage that takes apart what was chosen."""
    return _answer("apart", argument)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", type=int, default=50)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4, 8, 16, 32])
    given = parser.parse_args()
    here = "benchmarks.many_cores"
    stages = Stages(
        compose=f"{here}:compose", write=f"{here}:write", take_apart=f"{here}:take_apart"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[ANSWERS] = str(folder / "answers")
        (folder / "answers").mkdir()
        areas = countries(given.countries)
        work = catalogue(folder / "work", areas)  # all sources are on the shelf now
        names = [area.lower() for area in areas]
        made(work, folder / "made", names, os.cpu_count() or 1, stages)
        found = (folder / "answers" / "found").read_text().count("\n")
        one, rows = 0.0, []
        for jobs in given.workers:
            seen = made(work, folder / "made", names, jobs, stages)
            rate = seen.files / seen.seconds
            one = one or rate / jobs
            rows.append([
                str(jobs),
                f"{rate:.2f}",
                f"{rate / (jobs * one):.1%}",
                f"{seen.seen.busy / (jobs * seen.seen.seconds):.1%}",
                f"{seen.seen.program / seen.files * 1000:.0f}",
                f"{seen.seen.program / seen.seen.seconds:.0%}",
            ])  # fmt: skip
            head = ("workers", "files a second", "of so many × one", "had a task")
            more = ("program's CPU ms a file", "program at work")
            table(f"{seen.files} files, {found} answers", (*head, *more), rows)
        again = (folder / "answers" / "found").read_text().count("\n") - found
        if again:
            print(f"{again} answers were not known and were found anew.")


if __name__ == "__main__":
    main()
