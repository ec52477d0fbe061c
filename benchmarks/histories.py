"""What real revisions of two sources make of twelve countries' briefs in three languages.

    python -m benchmarks.histories DATA [--keep FOLDER] [--formats pdf,docx]

DATA holds ``factbook/``, ``factbook-history/`` (the World Factbook as it read on four days) and
``indicator-vintages/`` (World Bank indicators as published on three). The states are put in
place one after the other, in the order of their days, while ``briefing watch`` runs, as a
provider's new files would be. Prints what was made anew at each step, why, and how long it took
from the change of the files to the last edition; then which editions printed Thailand's inflation
of 2022, which was revised from -1.6 to 6.1 per cent.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.one_brief import table
from generator.build.setup import init_workspace

ROOT: Final = Path(__file__).resolve().parents[1]
COUNTRIES: Final = {
    "ag": "DZA", "br": "BRA", "eg": "EGY", "fr": "FRA", "ja": "JPN", "le": "LBN",
    "mo": "MAR", "ni": "NGA", "sy": "SYR", "uk": "GBR", "us": "USA",
}  # fmt: skip
ECONOMIES: Final = (*COUNTRIES.values(), "THA")
LANGUAGES: Final = ("en-CA", "fr-CA", "ar-EG")
REVISED: Final = "wdi-fp-cpi-totl-zg-tha-2022"
FACTBOOK: Final = "world-factbook-2026-01"
INDICATORS: Final = "world-bank-wdi"
STILL: Final = 20.0
"""Seconds without a new edition after which a step has ended."""
BEGIN: Final = 120.0
"""Seconds in which the first one comes, also of PDFs on a busy machine: every state makes some."""


@dataclass
class Step:
    """One state of one source put in place, and what came of it."""

    day: str
    source: str
    made: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    seconds: float = 0.0
    first: float = 0.0


# ---------------------------------------------------------------- the workspace and its states


def workspace(folder: Path, formats: str) -> Path:
    """Twelve orders and the two sources, without any data yet."""
    init_workspace(folder)
    for path in (folder / "sources").iterdir():
        if path.is_dir() and path.name != "reference":
            shutil.rmtree(path)
    for path in (folder / "briefings").glob("*.toml"):
        path.unlink()
    listed = ", ".join(f'"{name}"' for name in formats.split(","))
    for area in ECONOMIES:
        template = "fact-sheet" if area == "THA" else "country-brief"
        (folder / "briefings" / f"{area.lower()}.toml").write_text(
            f'template = "{template}"\nsubject = "{area}"\nlanguages = {json.dumps(LANGUAGES)}\n'
            f'formats = [{listed}]\nhouse = "neutral"\nas_of = "today"\n',
            "utf-8",
        )
    return folder


def states(data: Path) -> Iterator[tuple[str, str, dict[str, bytes]]]:
    """Day, source and files of each state, in the order of the days."""
    with (ROOT / "sources" / INDICATORS / "indicators.csv").open(encoding="utf-8") as file:
        named = {row["code"] for row in csv.DictReader(file)}
    found = [
        *(
            (folder.name, FACTBOOK, _factbook(folder))
            for folder in sorted((data / "factbook-history").iterdir())
        ),
        ("2026-01-22", FACTBOOK, _factbook(data / "factbook")),
    ]
    for day in ("2025-12-17", "2026-04-01", "2026-07-01"):
        files = {
            path.name: _vintage(path, f"as_published_{day}")
            for path in sorted((data / "indicator-vintages").glob("*.csv"))
            if path.stem in named
        }
        found.append((day, INDICATORS, files))
    yield from sorted(found, key=lambda state: state[0])


def _factbook(folder: Path) -> dict[str, bytes]:
    return {f"{code}.json": (folder / f"{code}.json").read_bytes() for code in COUNTRIES}


def _vintage(path: Path, column: str) -> bytes:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] in ECONOMIES and row[column]]
    lines = [f"{row['code']},{row['year']},{row[column]}\n" for row in rows]
    return ("code,year,value\n" + "".join(lines)).encode()


def put(root: Path, day: str, source: str, files: dict[str, bytes]) -> None:
    """Put a state in place, file by file and each at once, its description last."""
    folder = root / "sources" / source
    original = (ROOT / "sources" / source / "source.toml").read_text("utf-8")
    kept = [
        line
        for line in original.splitlines()
        if not line.startswith(("note = ", '"')) and not line.startswith("[tables.")
    ]
    text = "\n".join(kept)
    for old in ("2026-01-22", "2026-07-01"):
        text = text.replace(f'= "{old}"', f'= "{day}"')
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for path in (ROOT / "sources" / source).glob("*.csv"):
        _replace(folder / path.name, path.read_bytes())
    for path in (folder / "data").iterdir():
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        _replace(folder / "data" / name, content)
    _replace(folder / "source.toml", text.encode())


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


# ---------------------------------------------------------------- watching


def editions(root: Path) -> dict[str, Path]:
    """Every edition there is, by order and number."""
    found = (root / "briefings").glob("*/[0-9]*/manifest.json")
    return {f"{path.parent.parent.name}/{int(path.parent.name)}": path for path in found}


def after(root: Path, before: dict[str, Path], step: Step) -> None:
    """Wait until no edition has come for a while; notes which came and when."""
    began = last = time.monotonic()
    known = set(before)
    while time.monotonic() - last < (STILL if step.first else BEGIN):
        new = set(editions(root)) - known
        if new:
            last = time.monotonic()
            step.first = step.first or last - began
            step.seconds = last - began
            known |= new
        time.sleep(0.05)
    for name in sorted(known - set(before)):
        order, _, number = name.partition("/")
        step.made[order] = why(root, order, int(number))


def why(root: Path, order: str, number: int) -> list[dict[str, Any]]:
    """The changes that an edition has against the one before it."""
    if number == 1:
        return []
    said = run(root, "diff", f"{order}/{number - 1}", f"{order}/{number}", "--json")
    changes: list[dict[str, Any]] = json.loads(said)["changes"]
    return changes


def run(root: Path, *arguments: str) -> str:
    """What a command says."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(root), *arguments],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout


def main() -> None:
    """Play the histories and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--keep", type=Path, help="make the workspace here and leave it")
    parser.add_argument("--formats", default="pdf,docx")
    asked = parser.parse_args()
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    with tempfile.TemporaryDirectory() as folder:
        root = workspace(asked.keep or Path(folder) / "work", asked.formats)
        steps = play(root, asked.data)
        show(steps)
        print(run(root, "edition", "recall", REVISED))


def play(root: Path, data: Path) -> list[Step]:
    """Put every state in place while a watcher runs; the first two make the first editions."""
    steps: list[Step] = []
    log = (root / "watch.log").open("w")
    watcher: subprocess.Popen[bytes] | None = None
    try:
        for day, source, files in states(data):
            step, before = Step(day, source), editions(root)
            put(root, day, source, files)
            if watcher is None:
                watcher = subprocess.Popen(
                    [sys.executable, "-m", "generator", "-C", str(root), "watch"],
                    cwd=ROOT, stdout=log, stderr=subprocess.STDOUT,
                )  # fmt: skip
            after(root, before, step)
            steps.append(step)
    finally:
        if watcher is not None:
            watcher.terminate()
            watcher.wait(60)
        log.close()
    return steps


def show(steps: list[Step]) -> None:
    """The table of what was made anew, and why."""
    rows = []
    for step in steps:
        kinds = Counter(change["what"] for changes in step.made.values() for change in changes)
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "–"
        rows.append(
            (
                step.day,
                step.source,
                f"{len(step.made)} of {len(ECONOMIES)}",
                told,
                f"{step.first:.1f}",
                f"{step.seconds:.1f}",
            )
        )
    head = ("state", "source", "briefs made anew", "changes told", "first s", "last s")
    table("Histories", head, rows)


if __name__ == "__main__":
    main()
