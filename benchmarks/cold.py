"""How much of the cores a cold build of a whole catalogue uses, by its size.

    python -m benchmarks.cold [--sizes 8 50 200]

The catalogue is that of ``benchmarks.plan``: a fact sheet on each country in six languages as PDF
and as Word, all of them real documents, none made before. As many workers as there are cores make
the whole. One worker makes every second order before that and the others after it, so that a
machine that becomes slower or quicker by the hour does so for both. Its rate is that of a warm
worker, counted from its first result on, with the program beside it on another core; theirs is
that of the whole build but for the reading of the sources, the loading of libraries included.
A core of a shared machine does less when the others are busy, whatever they do. So the same is
measured again while processes that only add numbers keep the other cores busy: so many times that
rate is what the cores can give, and the share of it is what the program makes of them.
What they give together is shown in two more ways: as many programs of one worker each, which share
nothing, with the orders dealt out among them; and as many processes that do nothing but add
numbers, of so many times one of them, in turns of half a second before and after the builds.
A sheet is made several times until it keeps to its page: 2,400 files take an hour.
``benchmarks.many_cores`` tells what the program loses where cores do not slow each other down.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.one_brief import table
from benchmarks.plan import FORMATS, LANGUAGES, TODAY, countries, ordered
from benchmarks.workers import Seen, watching
from generator.build.report import Settings
from generator.build.run import build
from generator.build.stages import Stages
from generator.build.workspace import Workspace

SIZES = (8, 50, 200)
SEVERAL = len(LANGUAGES) * len(FORMATS)


@dataclass(frozen=True)
class Made:
    """One build: its files, the seconds of its making, and what was seen of the workers."""

    files: int
    seconds: float
    seen: Seen


def made(
    work: Workspace, folder: Path, names: list[str], jobs: int, stages: Stages | None = None
) -> Made:
    """Make the editions of some orders into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    settings = Settings(TODAY, output=folder, jobs=jobs)
    with watching() as seen:
        report = build(work, names, settings, stages=stages or Stages())
    if refused := [one for one in report.orders if one.edition is None]:
        raise SystemExit(f"{len(refused)} orders refused: {refused[0].errors[:3]}")
    return Made(sum(len(one.files) for one in report.orders), report.stages["make"], seen)


def apart(work: Workspace, folder: Path, names: list[str], cores: int) -> float:
    """Files a second of so many programs at once, of one worker each, that share nothing.

    As if their work had been dealt out evenly: some countries take longer than others.
    """
    places = [folder / f"apart-{number}" for number in range(cores)]
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(work.root, place / "work")
    command = [sys.executable, "-m", "benchmarks.cold", "--apart"]
    all_of_them = [
        subprocess.Popen(
            [*command, str(place), *names[number::cores]], stdout=subprocess.PIPE, text=True
        )
        for number, place in enumerate(places)
    ]
    seconds = sum(float(one.communicate()[0]) for one in all_of_them)
    return cores * len(names) * SEVERAL / seconds


def adding(seconds: float) -> int:
    """How many thousands of numbers are added in that time."""
    end, done = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        sum(number * number for number in range(1000))
        done += 1
    return done


def side_by_side(cores: int, rounds: int = 30, seconds: float = 0.5) -> list[tuple[int, int]]:
    """By rounds: what one process adds, and what as many as there are cores add together."""
    found = []
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        pool.map(adding, [seconds] * cores, 1)
        for _ in range(rounds):
            (one,) = pool.map(adding, [seconds])
            found.append((one, sum(pool.map(adding, [seconds] * cores, 1))))
    return found


def of_so_many(added: list[tuple[int, int]], cores: int) -> str:
    """What they reach together of as many times one, and its standard error."""
    one, every = map(sum, zip(*added, strict=True))
    error = statistics.stdev(many / alone for alone, many in added) / len(added) ** 0.5
    return f"{every / (cores * one):.0%} ± {error / cores:.0%}"


def add_for_ever() -> None:
    """Keep a core busy."""
    while True:
        adding(1.0)


@contextlib.contextmanager
def busy(cores: int) -> Iterator[None]:
    """Keep so many cores busy meanwhile."""
    spawn = multiprocessing.get_context("spawn")
    all_of_them = [spawn.Process(target=add_for_ever, daemon=True) for _ in range(cores)]
    for one in all_of_them:
        one.start()
    try:
        yield
    finally:
        for one in all_of_them:
            one.kill()
            one.join()


def together(*builds: Made) -> float:
    """Files a second of builds of one worker, counted from the first result of each."""
    return sum(one.files for one in builds) / sum(one.seen.seconds for one in builds)


def measured(work: Workspace, folder: Path, names: list[str], cores: int) -> list[str]:
    """One row of the table."""
    halves = [names[::2], names[1::2]]
    added = side_by_side(cores)
    before = made(work, folder, halves[0], 1)
    with busy(cores - 1):
        before_busy = made(work, folder, halves[1], 1)
    every = made(work, folder, names, cores)
    with busy(cores - 1):
        after_busy = made(work, folder, halves[0], 1)
    after = made(work, folder, halves[1], 1)
    added += side_by_side(cores)
    alone, beside = together(before, after), together(before_busy, after_busy)
    rate = every.files / every.seconds
    worker = sum(every.seen.processor.values()) / every.files
    return [
        str(every.files),
        f"{alone:.2f}",
        f"{rate:.2f}",
        f"{rate / (cores * alone):.0%}",
        f"{beside:.2f}",
        f"{rate / (cores * beside):.0%}",
        f"{rate / apart(work, folder, names, cores):.0%}",
        of_so_many(added, cores),
        f"{every.seen.busy / (cores * every.seen.seconds):.1%}",
        f"{worker * 1000:.0f}",
        f"{every.seen.program / every.files * 1000:.0f}",
        f"{max(every.seen.sizes) / 2**20:.0f}",
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--apart", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.apart:
        place, *names = given.apart
        print(made(Workspace(Path(place) / "work"), Path(place) / "made", names, 1).seconds)
        return
    cores = os.cpu_count() or 1
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        areas = countries(max(given.sizes))
        work = ordered(folder / "work", areas)
        made(work, folder / "made", [areas[0].lower()], cores)  # the sources go onto the shelf
        for size in given.sizes:
            print(f"{size * SEVERAL} files …", flush=True)
            names = [area.lower() for area in areas[:size]]
            rows.append(measured(work, folder / "made", names, cores))
            head = ("files", "one warm worker", f"{cores} workers", f"of {cores} × one")
            given_by_cores = ("one, other cores busy", f"of {cores} × that")
            beside = (f"of {cores} programs", "adding numbers", "had a task")
            more = ("CPU ms a file", "program's", "most MB")
            table("A cold build, files a second", (*head, *given_by_cores, *beside, *more), rows)


if __name__ == "__main__":
    main()
