"""How well many workers are used, how much memory they hold, and what a cluster costs.

    python -m benchmarks.workers [--countries 12] [--rounds 2] [--no-cluster]

Country briefs in three languages, as PDF and Word, on the facts of this folder. One worker
and as many as there are cores make the same editions in turns. A machine that is busy with
other work makes every wall clock wrong; so beside rates stand the share of the time in which
workers had a task, and the processor time for each file, of workers and of the program that
gives them tasks. Counted from the first result on: what is loaded before is loaded once.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.one_brief import median, table
from benchmarks.whole_set import workspace
from generator.build.report import Settings
from generator.build.run import build
from generator.build.setup import new_order
from generator.build.workers.bounds import resident_size
from generator.build.workers.pool import Pool, Result
from generator.build.workspace import Workspace
from tests.cluster import cluster

COUNTRIES = (
    "IRQ", "SYR", "JOR", "EGY", "KAZ", "UKR", "KEN", "NOR", "THA", "PER", "MEX", "VNM",
    "IRN", "TUR", "SAU", "MAR", "TUN", "GEO", "ARM", "UZB", "UGA", "FRA", "CAN", "BRA",
)  # fmt: skip
LANGUAGES = '["en-CA", "fr-CA", "ar-IQ"]'
ISSUED = dt.date(2024, 12, 2)
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Seen:
    """What was seen of workers in one run, from the first result on.

    busy, seconds  of workers together, and by the clock; program: processor time of ours.
    sizes          bytes that workers held as tasks ended.
    """

    busy: float = 0.0
    tasks: int = 0
    seconds: float = 0.0
    program: float = 0.0
    processor: dict[int, float] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)

    def look(self, pool: Pool, result: Result) -> None:
        """After a task."""
        self.busy += result.seconds if self.tasks else 0.0
        self.tasks += 1
        for seat in pool._seats.values():
            process = seat.worker.process
            with contextlib.suppress(OSError, ValueError, IndexError):
                told = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
                self.processor[process] = (int(told[11]) + int(told[12])) / _TICKS
                self.sizes.append(resident_size(process))


@contextlib.contextmanager
def watching() -> Iterator[Seen]:
    """Look at the pool's workers whenever one has done a task."""
    seen, results = Seen(), Pool.results
    began = used = 0.0

    def watched(pool: Pool) -> Iterator[Result]:
        nonlocal began, used  # results are taken again when what was published leaves room
        for result in results(pool):
            if not seen.tasks:
                began, used = time.perf_counter(), time.process_time()
            seen.look(pool, result)
            yield result
        if seen.tasks:
            seen.seconds = time.perf_counter() - began
            seen.program = time.process_time() - used

    Pool.results = watched  # type: ignore[method-assign,assignment]
    try:
        yield seen
    finally:
        Pool.results = results  # type: ignore[method-assign]


@dataclass(frozen=True)
class Run:
    """One run. seconds: without the reading of sources."""

    seconds: float
    files: int
    seen: Seen
    load: float
    jobs: int

    @property
    def rate(self) -> float:
        """Files a second."""
        return self.files / self.seconds

    @property
    def share(self) -> float:
        """Of the time in which workers had a task."""
        return self.seen.busy / (self.jobs * self.seen.seconds)

    @property
    def worker(self) -> float:
        """Processor time of workers for a file."""
        return sum(self.seen.processor.values()) / self.files

    @property
    def program(self) -> float:
        """Processor time of the program for a file."""
        return self.seen.program / self.files


def run(root: Path, folder: Path, jobs: int, address: str = "") -> Run:
    """Make all editions into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    settings = Settings(ISSUED, output=folder, jobs=jobs, cluster=address)
    with watching() as seen:
        report = build(Workspace(root), (), settings)
    if report.exit_status:
        raise SystemExit(
            "\n".join(p.what for p in report.all_problems if p.severity.value == "error")
        )
    files = sum(len(order.files) for order in report.orders)
    return Run(report.stages["make"], files, seen, os.getloadavg()[0], jobs)


def apart(root: Path, folder: Path, count: int, *more: str) -> float:
    """Files a second of so many programs together, of one worker each, that share nothing.

    That is what the machine gives: cores share memory and caches, and every program needs some
    of them beside its worker. more: of the command.
    """
    places = [folder / f"apart-{number}" for number in range(count)]
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(root, place / "work", ignore=shutil.ignore_patterns("0*"))
    command = [sys.executable, "-m", "benchmarks.workers", "--apart"]
    both = [
        subprocess.Popen([*command, str(place), *more], stdout=subprocess.PIPE, text=True)
        for place in places
    ]
    # One that ends later has a core more at its end: their times are averaged, not their rates.
    return count * statistics.harmonic_mean(float(one.communicate()[0]) for one in both)


def orders(root: Path, count: int) -> None:
    """An order for each of some countries, as PDF and Word."""
    shutil.rmtree(root / "briefings")
    (root / "briefings").mkdir()
    for code in COUNTRIES[:count]:
        path = new_order(Workspace(root), code, today=ISSUED)
        kept = [
            line
            for line in path.read_text("utf-8").splitlines()
            if not line.startswith(("languages", "formats"))
        ]
        path.write_text(
            f'languages = {LANGUAGES}\nformats = ["pdf", "docx"]\n' + "\n".join(kept), "utf-8"
        )


def used(one: list[Run], many: list[Run], cores: int) -> None:
    """The table of one worker against as many as there are cores."""
    rows = [
        [
            str(runs[0].jobs),
            f"{median([r.rate for r in runs]):.2f}",
            f"{median([r.share for r in runs]):.1%}",
            f"{median([r.worker for r in runs]) * 1000:.0f}",
            f"{median([r.program for r in runs]) * 1000:.0f}",
            f"{median([r.load for r in runs]):.1f}",
        ]
        for runs in (one, many)
    ]
    head = ("workers", "files a second", "had a task", "CPU ms a file", "program's", "load")
    table(f"{one[0].files} files", head, rows)
    clock = median([r.rate for r in many]) / (cores * median([r.rate for r in one]))
    print(f"\nBy the clock: {clock:.0%} of {cores} times one warm worker.")


def memory(runs: list[Run]) -> None:
    """The table of what a worker holds in the course of a run."""
    rows = []
    for part, name in enumerate(("first quarter", "second", "third", "last")):
        sizes: list[int] = []
        for each in runs:
            length = len(each.seen.sizes)
            sizes += each.seen.sizes[length * part // 4 : length * (part + 1) // 4]
        rows.append([name, f"{median(sizes) / 2**20:.0f}", f"{max(sizes) / 2**20:.0f}"])
    table("Memory of a worker", ("part of the run", "median MB", "most MB"), rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--countries", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--no-cluster", action="store_true")
    parser.add_argument("--apart", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--one-core", action="store_true", help=argparse.SUPPRESS)
    asked: Any = parser.parse_args()
    if asked.apart:
        if asked.one_core:
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # its workers inherit it
        print(run(asked.apart / "work", asked.apart / "made", 1).rate)
        return
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = workspace(folder / "work")
        orders(root, asked.countries)
        run(root, folder / "made", cores)  # the sources go onto the shelf
        one, many, away, alone, held_to_one = [], [], [], [], []
        with contextlib.ExitStack() as held:
            address = ""
            if not asked.no_cluster:
                machines = held.enter_context(cluster(folder / "cluster"))
                machines.work("all", "--no-nanny", "--nthreads", str(cores))
                machines.wait("all")
                address = machines.address
            for _ in range(asked.rounds):
                one.append(run(root, folder / "made", 1))
                many.append(run(root, folder / "made", cores))
                alone.append(apart(root, folder, cores))
                if hasattr(os, "sched_setaffinity"):
                    held_to_one.append(apart(root, folder, 1, "--one-core"))
                if address:
                    away.append(run(root, folder / "away", cores, address))
        used(one, many, cores)
        share = median([r.rate for r in many]) / median(alone)
        print(f"{share:.0%} of {cores} programs of one worker each that share nothing.")
        if held_to_one:
            each = median(held_to_one)
            share = median([r.rate for r in many]) / (cores * each)
            print(f"{share:.0%} of {cores} times {each:.2f}, of one program held to one core.")
        memory(many)
        if away:
            began = time.strftime("%H:%M")
            rate = median([r.rate for r in away]) / median([r.rate for r in many])
            print(f"\nA cluster of one machine with {cores} threads: {rate:.0%} ({began}).")


if __name__ == "__main__":
    main()
