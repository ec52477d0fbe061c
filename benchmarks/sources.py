"""Time and memory for reading sources: those that ship, outside data, and a million figures.

Processor time, so that what others do on the machine does not count; all in one thread.
Run with ``python -m benchmarks.sources``; ``--million`` adds the million, which takes some
minutes. Each line is measured in a process of its own, so that its peak of memory is its own.

cold    the first reading of everything, checked, and kept.
warm    the same in another process with sources that did not change.
opened  what it takes then to look at every fact.
country the facts of one country that were known on a day, asked for in that process: the
        middle and the longest of all countries, and the first, which also opens what all share.
order   reading for an order about one country, warm.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.facts.model import FactBase

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DATA = ROOT.parent / "shared" / "data"
MILLION = 1_000_000
COUNTRY = "FRA"
DAY = dt.date(2026, 6, 30)

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


def cold(root: Path) -> None:
    """Read the workspace for the first time; print facts, seconds and the peak of memory."""
    start = process_time()
    base = read(root, None)
    seconds = process_time() - start
    for _ in range(2):
        read(root, (COUNTRY,))
    print(f"{len(base.facts):>10,} {seconds:>7.2f} {peak():>8}", end="", flush=True)


def warm(root: Path) -> None:
    """Read it again and ask; print seconds and milliseconds."""
    from generator.selection.known import known

    start = process_time()
    base = read(root, None)
    seconds = process_time() - start
    asked = []
    for area in base.areas:
        start = process_time()
        known(base, area, DAY)
        asked.append(1000 * (process_time() - start))
    first, longest, middle = asked[0], max(asked[1:]), statistics.median(asked)
    orders = []
    for _ in range(5):
        start = process_time()
        read(root, (COUNTRY,))
        orders.append(1000 * (process_time() - start))
    start = process_time()
    number = len({**base.facts})
    opened = process_time() - start
    assert number == len(base.facts)
    print(
        f" {seconds:>7.3f} {opened:>7.2f} {middle:>7.1f} {longest:>7.1f} {first:>7.1f}"
        f" {statistics.median(orders):>7.1f} {peak():>8}"
    )


def read(root: Path, areas: tuple[str, ...] | None) -> FactBase:
    """Everything, or what an order about some countries needs."""
    from generator.build.shelf import FolderShelf
    from generator.facts.sources import read_sources
    from generator.problems import Findings

    findings, shelf = Findings(), FolderShelf(root / "state" / "sources")
    base = read_sources(root, findings, levels=("UNCLASSIFIED",), areas=areas, shelf=shelf)
    assert not findings.errors, findings.errors[0].what
    return base


def peak() -> int:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def line(name: str, root: Path) -> None:
    """Measure each reading in a process of its own."""
    print(f"{name:28}", end="", flush=True)
    for way in ("cold", "warm"):
        subprocess.run([sys.executable, __file__, f"--{way}", str(root)], check=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--rows", type=int, default=MILLION)
    parser.add_argument("--cold", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--warm", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.cold or asked.warm:
        (cold if asked.cold else warm)(asked.cold or asked.warm)
        return
    print(f"{'':28}{'':>10} {'cold':>7} {'cold':>8} {'warm':>7} {'opened':>7}"
          f" {'country ms':>23} {'order':>7} {'warm':>8}")  # fmt: skip
    print(f"{'':28}{'facts':>10} {'s':>7} {'peak MB':>8} {'s':>7} {'s':>7}"
          f" {'middle':>7} {'longest':>7} {'first':>7} {'ms':>7} {'peak MB':>8}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own"
        shutil.copytree(ROOT / "sources", own / "sources")
        line("sources that ship", own)
        if DATA.is_dir():
            outside(Path(folder) / "outside")
            line("outside data", Path(folder) / "outside")
        if asked.million:
            million(Path(folder) / "million", asked.rows)
            line(f"one table of {asked.rows:,}", Path(folder) / "million")


if __name__ == "__main__":
    main()
