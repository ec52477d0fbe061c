"""How long one brief takes: three languages, each as PDF and Word.

    python -m benchmarks.one_brief [--rounds 5]

Cold: the command from the shell, everything from reading the sources to the published edition.
Warm: the stages in one process that has made a brief before, with sources that have not
changed since, as they are on the next build, and read anew beside it. Also: how --jobs scales over
several orders, what a build with nothing to do costs, and ``--help`` and ``list``. Medians
of all rounds, in turns; absolute figures drift on shared machines, so ratios are given.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.build.setup import STARTER_ORDER, init_workspace
from generator.build.stamps import SOURCES

ORDER = Path(STARTER_ORDER).stem
FORMATS = ("pdf", "docx")
AREAS = ("AFG", "JOR", "KAZ", "LBN", "PAK", "SYR", "TUR")
DAY = dt.date(2024, 12, 2)


@dataclass
class Run:
    """One process from the shell: seconds by the clock, and peak memory of its tree in MB."""

    wall: float
    memory: float


@dataclass
class Clock:
    """Seconds of processor time by stage: what others do on the machine does not count."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of the block to a stage."""
        began = time.process_time()
        try:
            yield
        finally:
            took = time.process_time() - began
            self.seconds[name] = self.seconds.get(name, 0.0) + took


# ---------------------------------------------------------------- from the shell


def shell(arguments: Sequence[str], *, watched: bool = False) -> Run:
    """Run Python with arguments; memory is that of the whole tree of processes."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    peak = [0.0]
    if watched:
        watcher = threading.Thread(target=_watch, args=(process, peak))
        watcher.start()
    status = process.wait()
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(arguments)} ended with {status}")
    return Run(wall, peak[0])


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_own_megabytes, _tree(process.pid))))
        time.sleep(0.05)


def _tree(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _own_megabytes(process: int) -> float:
    """Memory of a process, shared pages counted in proportion."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def building(root: Path, *options: str) -> list[str]:
    """Arguments that build in a workspace."""
    issued = ("--issued", DAY.isoformat(), "--quiet")
    return ["-m", "generator", "-C", str(root), "build", *issued, *options]


def forget(root: Path) -> None:
    """Take away editions and state: the next build makes everything."""
    shutil.rmtree(root / "state", ignore_errors=True)
    for folder in (root / "briefings").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)


def workspace(folder: Path, areas: Sequence[str]) -> Path:
    """A workspace with one order for each country, the first the one that is shipped."""
    init_workspace(folder)
    path = folder / "briefings" / STARTER_ORDER
    text = path.read_text("utf-8").replace('["pdf", "docx", "html"]', str([*FORMATS]))
    for area in areas:
        order = text.replace('"IRQ"', f'"{area}"').replace("IRQ-CTY", f"{area}-CTY")
        (folder / "briefings" / f"{area.lower()}.toml").write_text(order, "utf-8")
    path.write_text(text, "utf-8")
    return folder


# ---------------------------------------------------------------- warm, in this process


class Warm:
    """The stages in one process, timed each for itself, for an order of a workspace."""

    def __init__(self, root: Path, order_file: str = STARTER_ORDER) -> None:
        from generator.build.inputs import Inputs, wanted_of
        from generator.build.orders.order import read_order
        from generator.build.preparing import Preparation
        from generator.build.report import Settings
        from generator.build.stages import Stages
        from generator.build.workspace import Workspace
        from generator.problems import Findings

        place, settings = Workspace(root), Settings(today=DAY)
        findings = Findings()
        order = read_order(root / "briefings" / order_file, findings)
        wanted = wanted_of(order, settings, findings) if order else None
        if order is None or wanted is None:
            raise SystemExit(str([p.what for p in findings]))
        self.order, self.wanted = order, wanted

        def preparation() -> Preparation:
            return Preparation(place, settings, Stages(), Inputs(place))

        self._preparation = preparation
        self._kept = place.state / SOURCES
        self._sources = place.sources

    def read_anew(self, clock: Clock) -> None:
        """Read the sources as if all had changed."""
        shutil.rmtree(self._kept, ignore_errors=True)
        preparation = self._preparation()
        with clock.stage("facts anew"):
            preparation.read([self.order])

    def make(self, clock: Clock) -> None:
        """Make the whole brief once."""
        from generator.build import proving
        from generator.build.making import composed_in_process
        from generator.build.materials import materials_of
        from generator.problems import Findings
        from generator.writers.registry import writer

        preparation = self._preparation()
        with clock.stage("facts"):
            preparation.read([self.order])
        with clock.stage("selection"):
            chosen = preparation.choose(self.order, self.wanted, "", None, Findings())
        if chosen is None:
            raise SystemExit("the order is refused; see briefing check")
        outlines: list[Mapping[str, Any]] = []
        for language in self.wanted.languages:
            with clock.stage("compose"):
                made = materials_of(chosen, language, 1, DAY, self._sources)
                composed = composed_in_process(made)
            document = composed.document
            for name in FORMATS:
                with clock.stage(name):
                    content = writer(name)(document, chosen.house)
                with clock.stage(f"proof {name}"):
                    proving.prove_file(composed, chosen.house, name, content)
            with clock.stage("proof languages"):
                outlines.append(proving.outline_of(composed, chosen.house, chosen.base)[0])
        with clock.stage("proof languages"):
            proving.prove_languages(outlines, chosen.base, "", chosen.house)


def instrumented(clock: Clock) -> Callable[[], None]:
    """Time the calls of WeasyPrint in the PDF writer; gives what takes the clocks off.

    What it calls in turn and is ours is timed apart: structure tree, finishing, bytes.
    """
    import weasyprint

    from generator.writers import pdf_bytes, pdf_structure, pdf_tags

    kept = [
        (weasyprint.HTML, "render", "engine"),
        (weasyprint.Document, "write_pdf", "engine"),
        (pdf_structure.Structure, "build", "PDF in engine"),
        (pdf_tags.Finisher, "__call__", "PDF in engine"),
        (pdf_bytes.File, "write", "PDF in engine"),
    ]
    before = [getattr(owner, name) for owner, name, _ in kept]

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            with clock.stage(name):
                return function(*arguments, **options)

        return run

    for (owner, name, stage), function in zip(kept, before, strict=True):
        setattr(owner, name, timed(stage, function))

    def take_off() -> None:
        for (owner, name, _), function in zip(kept, before, strict=True):
            setattr(owner, name, function)

    return take_off


# ---------------------------------------------------------------- tables


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table."""
    cells = [list(head), *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    print(f"\n{title}")
    for number, row in enumerate(cells):
        first, *rest = (cell.ljust(w) if c == 0 else cell.rjust(w)
                        for c, (cell, w) in enumerate(zip(row, widths, strict=True)))  # fmt: skip
        print("  ".join([first, *rest]))
        if number == 0:
            print("  ".join("-" * width for width in widths))


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def cold(root: Path, rounds: int) -> None:
    """One brief from the shell, with one worker and with two; several orders; nothing to do."""
    many = workspace(root / "many", AREAS)
    one = workspace(root / "one", ())
    runs: dict[str, list[Run]] = {}
    for _ in range(rounds):
        for jobs in ("1", "2"):
            forget(one)
            options = building(one, ORDER, "--jobs", jobs)
            runs.setdefault(f"one brief, --jobs {jobs}", []).append(shell(options))
        runs.setdefault("the same again: nothing changed", []).append(shell(building(one, ORDER)))
        runs.setdefault("briefing list", []).append(
            shell(["-m", "generator", "-C", str(one), "list"])
        )
        runs.setdefault("briefing --help", []).append(shell(["-m", "generator", "--help"]))
        runs.setdefault("python -c pass", []).append(shell(["-c", "pass"]))
    for _ in range(min(rounds, 3)):
        for jobs in ("1", "2"):
            forget(many)
            options = building(many, "--jobs", jobs)
            name = f"{len(AREAS) + 1} briefs, --jobs {jobs}"
            runs.setdefault(name, []).append(shell(options, watched=True))
    forget(one)
    memory = shell(building(one, ORDER, "--jobs", "2"), watched=True).memory
    base = median([run.wall for run in runs["one brief, --jobs 1"]])
    rows = []
    for name, found in runs.items():
        wall = median([run.wall for run in found])
        peak = memory if name == "one brief, --jobs 2" else max(run.memory for run in found)
        shown = f"{peak:.0f}" if peak else ""
        rows.append([name, f"{wall * 1000:.0f}", f"{wall / base:.2f}", shown])
    head = ("from the shell", "ms", "ratio", "peak MB")
    table(f"Cold ({len(FORMATS) * 3} documents a brief)", head, rows)


def warm(root: Path, rounds: int) -> None:
    """The stages in one process."""
    stages = Warm(workspace(root / "warm", ()))
    stages.make(Clock())
    rounds_seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        clock = Clock()
        take_off = instrumented(clock)
        with clock.stage("all"):
            stages.make(clock)
        take_off()
        stages.read_anew(clock)
        for name, seconds in clock.seconds.items():
            rounds_seconds.setdefault(name, []).append(seconds)
    found = {name: median(seconds) for name, seconds in rounds_seconds.items()}
    engine = found["engine"] - found["PDF in engine"]
    common = found["facts"] + found["selection"] + found["compose"]
    own_pdf = found["pdf"] - engine
    parts = {
        "facts, from unchanged sources": found["facts"],
        "facts chosen": found["selection"],
        "composed, three languages": found["compose"],
        "PDF: WeasyPrint": engine,
        "PDF: ours (sheet, checks, tags, bytes)": own_pdf,
        "Word: ours": found["docx"],
        "proof: PDF read back": found["proof pdf"],
        "proof: Word read back": found["proof docx"],
        "proof: values, languages": found["proof languages"],
        "all": found["all"],
    }
    rows = [
        [name, f"{seconds * 1000:.0f}", f"{seconds / found['all']:.1%}"]
        for name, seconds in parts.items()
    ]
    table("Warm, one process", ("stage", "CPU ms", "share"), rows)
    path = common + found["pdf"]
    print(f"\nOurs on the way to the PDFs (all but WeasyPrint): {(common + own_pdf) / path:.1%}")
    more = found["facts anew"] - found["facts"]
    anew = (common + own_pdf + more) / (path + more)
    print(f"All sources read anew take {found['facts anew'] * 1000:.0f} ms; then it is {anew:.1%}")
    per_brief = (found["compose"] + found["selection"] + own_pdf) / (path - found["facts"])
    print(f"For one brief of many (sources read once a run): {per_brief:.1%}")
    proof = found["proof pdf"] + found["proof languages"]
    print(f"The proof, on the way to the PDFs: {proof / path:.1%}")
    whole = (common + own_pdf + proof) / (path + proof)
    print(f"Ours with the proof of the PDFs and across languages: {whole:.1%}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Peak memory of this process: {peak:.0f} MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    with tempfile.TemporaryDirectory() as folder:
        cold(Path(folder), rounds)
        warm(Path(folder), rounds)


if __name__ == "__main__":
    main()
