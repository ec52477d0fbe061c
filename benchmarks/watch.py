"""How long it takes from a save to the first finished file, and to the edition.

    python -m benchmarks.watch [--rounds 5] [--orders 20]

``briefing watch`` runs as a process of its own in a workspace as ``briefing init`` makes it.
A fact that is printed is changed again and again, in place as most editors do it and in one
step (a rename). Counted is the time by the clock from the end of the save to the first file
that is written and read back, and to the edition on the disk. Beside it: the same change with
``briefing build`` from the shell, which begins cold. Medians; absolute figures drift on shared
machines, so the ratio to the cold build in the same round is given.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.setup import STARTER_ORDER, init_workspace

ORDER = Path(STARTER_ORDER).stem
FACTS = "sources/gac-middle-east-engagement/facts/iraq.yaml"
STANDS = "Canada has an office in Erbil"
WORDS = ("", " today", " as well", " still", " now", " there", " too", " also")
PATIENCE = 120.0


@dataclass
class Times:
    """Seconds of all rounds, by what was counted."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """Add one."""
        self.seconds.setdefault(name, []).append(value)

    def median(self, name: str) -> float:
        """The median of one."""
        return statistics.median(self.seconds[name])


@dataclass
class Watched:
    """A watcher that runs, and its log."""

    root: Path
    log: Path

    def events(self) -> list[dict[str, object]]:
        """Everything it told so far."""
        lines = self.log.read_text("utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def until(self, event: str, after: int, order: str | None = ORDER) -> tuple[int, float]:
        """Wait for an event behind the first ``after``; gives its place and its moment."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for place, one in enumerate(self.events()[after:], after):
                if one["event"] == event and order in (None, one.get("order")):
                    return place, dt.datetime.fromisoformat(str(one["at"])).timestamp()
            time.sleep(0.01)
        raise SystemExit(f"no {event} in {PATIENCE} s:\n{self.log.read_text('utf-8')}")


@contextmanager
def watching(root: Path) -> Iterator[Watched]:
    """``briefing watch`` in a workspace, ready and idle."""
    log = root.parent / "log.jsonl"
    command = [sys.executable, "-m", "generator", "-C", str(root), "watch", "--log", "json"]
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as process,
    ):
        try:
            yield Watched(root, log)
        finally:
            process.terminate()


def save(root: Path, number: int, *, in_one_step: bool) -> float:
    """Change the fact; gives the moment at which the file was whole."""
    path = root / FACTS
    words = "".join(WORDS[int(digit)] for digit in f"{number:o}")
    text = re.sub(
        f'"{STANDS}[^"]* in addition', f'"{STANDS}{words} in addition', path.read_text("utf-8")
    )
    if in_one_step:
        beside = path.with_name(".bench.tmp")
        beside.write_text(text, "utf-8")
        beside.replace(path)
    else:
        path.write_text(text, "utf-8")
    return time.time()


def measure(root: Path, rounds: int, formats: str, times: Times) -> None:
    """Rounds of one order with some formats."""
    order = root / "briefings" / f"{ORDER}.toml"
    text = order.read_text("utf-8")
    line = next(one for one in text.splitlines() if one.startswith("formats"))
    order.write_text(text.replace(line, f"formats = [{formats}]"), "utf-8")
    save(root, 0, in_one_step=False)
    number = 0
    with watching(root) as watched:
        watched.until("edition", 0)
        time.sleep(3.0)
        for _ in range(rounds):
            for way, in_one_step in (("in place", False), ("in one step", True)):
                number += 1
                before = len(watched.events())
                began = save(root, number, in_one_step=in_one_step)
                _, first = watched.until("first-file", before, None)
                _, made = watched.until("edition", before)
                times.add(f"{way}, first file", first - began)
                times.add(f"{way}, edition", made - began)
                time.sleep(1.0)
    for _ in range(rounds):
        number += 1
        save(root, number, in_one_step=False)
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "generator", "-C", str(root), "build", ORDER, "--quiet"],
            check=True,
        )
        times.add("from the shell, edition", time.monotonic() - began)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--orders", type=int, default=0, help="Orders that are not touched.")
    given = parser.parse_args()
    for formats in ('"html"', '"pdf", "docx", "html"'):
        place = Path(tempfile.mkdtemp(prefix="bench-watch-"))
        try:
            root = place / "work"
            init_workspace(root)
            starter = (root / "briefings" / f"{ORDER}.toml").read_text("utf-8")
            for number in range(given.orders):
                other = starter.replace('"IRQ"', '"JOR"').replace("0001", f"9{number:03d}")
                (root / "briefings" / f"other-{number:03d}.toml").write_text(other, "utf-8")
            times = Times()
            measure(root, given.rounds, formats, times)
            cold = times.median("from the shell, edition")
            print(f"\n{formats}, {given.orders} other orders")
            for name in times.seconds:
                print(f"| {name} | {times.median(name):.2f} | {times.median(name) / cold:.2f} |")
        finally:
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
