"""Time and memory for reading sources: those that ship, outside data, and a million figures.

Run with ``python -m benchmarks.sources``; ``--million`` adds the million, which takes a
minute. Each line is measured in a process of its own, so that its peak of memory is its own.
Cold is the first reading; warm is the second, which takes what has not changed from a shelf.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DATA = ROOT.parent / "shared" / "data"
MILLION = 1_000_000

HEAD = """\
title.en = "Outside data"
languages = ["en"]
licence = "as published"
marking = "UNCLASSIFIED"
producer_name.en = "As published"

[documents.data]
kind = "data_set"
title.en = "Outside data"
published = "2026-07-01"
"""
TABLE = """
[[tables]]
files = "data/*"
document = "data"
decimals = 24
"""


def table_source(folder: Path, settings: str, indicators: list[tuple[str, str]]) -> None:
    """Write the files of a source beside its ``data``."""
    prefix = f'id_prefix = "{folder.name}"\n'
    (folder / "source.toml").write_text(HEAD + TABLE + prefix + settings, "utf-8")
    rows = "".join(f"{code},{unit},1,{code}\n" for code, unit in indicators)
    (folder / "indicators.csv").write_text("code,unit,decimals,name_en\n" + rows, "utf-8")


def outside(root: Path) -> None:
    """A workspace of outside data: indicators, figures of refugees, replies of a service."""
    sources = root / "sources"
    shutil.copytree(ROOT / "sources" / "reference", sources / "reference")
    kinds = (DATA / "indicators" / "indicators.csv").read_text("utf-8").splitlines()[1:]
    series = [(line.split(",", 1)[0], "index") for line in kinds]
    groups = [
        line.split(",", 1)[0]
        for line in (DATA / "indicators" / "codes.csv").read_text("utf-8").splitlines()
        if ",aggregate," in line
    ]
    left_out = json.dumps([*groups, "CHI"])
    columns = 'columns = { area = "code", period = "year", value = "value" }\ndecimal_mark = "."\n'
    wdi = sources / "indicators"
    (wdi / "data").mkdir(parents=True)
    for code, _ in series:
        shutil.copy(DATA / "indicators" / f"{code}.csv", wdi / "data")
    table_source(wdi, f"{columns}leave_out = {left_out}\n", series)
    api = sources / "replies"
    shutil.copytree(DATA / "worldbank-api" / "reconstructed-2026-07-01", api / "data")
    table_source(api, 'shape = "world-bank-api"\n', series)
    for name in ("unhcr-displacement", "undp-hdi", "gapminder-population"):
        shutil.copytree(ROOT / "sources" / name, sources / name)
    for name in ("world-factbook-2026-01",):
        if (ROOT / "sources" / name).is_dir():
            shutil.copytree(ROOT / "sources" / name, sources / name)


def million(root: Path, number: int) -> None:
    """A workspace with one table of that many values."""
    sources = root / "sources"
    shutil.copytree(ROOT / "sources" / "reference", sources / "reference")
    rows = (sources / "reference" / "areas.csv").read_text("utf-8").splitlines()[1:]
    areas = [row.split(",", 1)[0] for row in rows if row[3:4] == ","]
    big = sources / "big"
    (big / "data").mkdir(parents=True)
    series = -(-number // (len(areas) * 36))
    names = [(f"I.{n}", "index") for n in range(series)]
    columns = 'area = "code", indicator = "series", period = "year", value = "value"'
    table_source(big, f'columns = {{ {columns} }}\ndecimal_mark = "."\n', names)
    with (big / "data" / "values.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("code,series,year,value\n")
        cells = ((a, s, y) for s, _ in names for a in areas for y in range(1990, 2026))
        for place, (area, name, year) in zip(range(number), cells, strict=False):
            file.write(f"{area},{name},{year},{place * 7919 % 999_983}.{place % 97}\n")


def measured(root: Path) -> None:
    """Read the workspace twice and print facts, seconds and the peak of memory."""
    from generator.build.shelf import FolderShelf
    from generator.facts.sources import read_sources
    from generator.problems import Findings

    shelf, times, facts = FolderShelf(root / "state" / "shelf"), [], 0
    for _ in range(2):
        findings, start = Findings(), perf_counter()
        facts = len(read_sources(root, findings, levels=("UNCLASSIFIED",), shelf=shelf).facts)
        times.append(perf_counter() - start)
        assert not findings.errors, findings.errors[0].what
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{facts:>12,} {times[0]:>9.2f} {times[1]:>9.2f} {peak:>9}")


def only_memory(root: Path) -> None:
    """Read the workspace once and print facts, seconds and the peak of memory."""
    from generator.facts.sources import read_sources
    from generator.problems import Findings

    findings, start = Findings(), perf_counter()
    facts = len(read_sources(root, findings, levels=("UNCLASSIFIED",)).facts)
    seconds = perf_counter() - start
    assert not findings.errors, findings.errors[0].what
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{facts:>12,} {seconds:>9.2f} {'':>9} {peak:>9}")


def line(name: str, root: Path, way: str) -> None:
    """Measure in a process of its own."""
    print(f"{name:34}", end="", flush=True)
    subprocess.run([sys.executable, __file__, f"--{way}", str(root)], check=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--rows", type=int, default=MILLION)
    parser.add_argument("--twice", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.twice or asked.once:
        (measured if asked.twice else only_memory)(asked.twice or asked.once)
        return
    print(f"{'':34} {'facts':>11} {'cold s':>9} {'warm s':>9} {'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own"
        shutil.copytree(ROOT / "sources", own / "sources")
        line("sources that ship", own, "twice")
        if DATA.is_dir():
            outside(Path(folder) / "outside")
            line("outside data", Path(folder) / "outside", "twice")
        if asked.million:
            million(Path(folder) / "million", asked.rows)
            line(f"one table of {asked.rows:,} values", Path(folder) / "million", "once")


if __name__ == "__main__":
    main()
