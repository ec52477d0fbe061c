"""Time for reading the sources and choosing the facts of the Iraq country brief.

Run with ``python benchmarks/selection.py``; prints milliseconds, best and median of runs.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.compose.template import read_template  # noqa: E402 -- the path comes first
from generator.facts.sources import read_sources  # noqa: E402
from generator.problems import Findings  # noqa: E402
from generator.selection import select  # noqa: E402
from generator.selection.model import Request  # noqa: E402
from generator.selection.own import with_bodies  # noqa: E402

LEVELS = ("UNCLASSIFIED",)
ROUNDS = 15


def measured(name: str, work: Callable[[], object], rounds: int = ROUNDS) -> None:
    """Run ``work`` some times and print best and median."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    print(f"{name:44} {min(times):9.2f} {statistics.median(times):9.2f}")


def main() -> None:
    """Print the table."""
    findings = Findings()
    template = read_template(ROOT / "templates" / "country-brief", findings)
    base = read_sources(ROOT, findings, levels=LEVELS, areas=("IRQ",))
    request = Request("IRQ", dt.date(2024, 12, 1), LEVELS, LEVELS[0])
    assert template is not None
    needs = with_bodies(template.needs, ("gac", "gov-canada"), base.organisations)
    print(f"{'':44} {'best ms':>9} {'median':>9}")
    measured("read the sources for one country", lambda: _read(("IRQ",)), 5)
    measured("read and check every source", lambda: _read(None), 1)
    measured(f"choose for {len(template.needs)} needs", lambda: select(base, request, needs))


def _read(areas: tuple[str, ...] | None) -> object:
    return read_sources(ROOT, Findings(), levels=LEVELS, areas=areas)


if __name__ == "__main__":
    main()
