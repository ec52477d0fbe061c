"""How long the whole set takes: every template in three languages, each as PDF and Word.

    python -m benchmarks.whole_set [--rounds 3]

The first order of each template, on the facts of this folder, in one process that has made
each once before. Processor time by stage, medians of all rounds; documents for each second of
it are what one core makes.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import tempfile
import tomllib
from pathlib import Path

from benchmarks.one_brief import FORMATS, Clock, Warm, instrumented, median, table

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "fr", "ar")
STAGES = {
    "facts": "facts, from unchanged sources",
    "selection": "facts chosen",
    "compose": "composed",
    "engine": "PDF: WeasyPrint",
    "pdf": "PDF: ours",
    "docx": "Word: ours",
    "proof pdf": "proof: PDF read back",
    "proof docx": "proof: Word read back",
    "proof languages": "proof: values, languages",
}


def orders(briefings: Path) -> dict[str, str]:
    """The file of the first order of each template that has all three languages."""
    found: dict[str, str] = {}
    for path in sorted(briefings.glob("*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        languages = [tag.split("-")[0] for tag in told.get("languages", ())]
        if (
            "template" in told
            and "bilingual" not in told
            and sorted(languages) == sorted(LANGUAGES)
        ):
            found.setdefault(told["template"], path.name)
    return found


def workspace(folder: Path) -> Path:
    """A workspace with the sources, templates and orders of this project, and no edition."""
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "briefings", folder / "briefings", ignore=_only_orders)
    return folder


def _only_orders(folder: str, names: list[str]) -> list[str]:
    """Editions stay behind; texts of officers, which lie beside an order, come along."""
    return [name for name in names if name[:1].isdigit() or name in ("latest", "state")]


def measured(warm: Warm, rounds: int) -> dict[str, float]:
    """Seconds of processor time by stage, for one order."""
    warm.make(Clock())
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        clock = Clock()
        take_off = instrumented(clock)
        with clock.stage("all"):
            warm.make(clock)
        take_off()
        seconds = clock.seconds
        seconds["engine"] -= seconds.pop("PDF in engine", 0.0)
        seconds["pdf"] -= seconds["engine"]
        for name, each in seconds.items():
            found.setdefault(name, []).append(each)
    return {name: median(each) for name, each in found.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    with tempfile.TemporaryDirectory() as folder:
        root = workspace(Path(folder))
        files = orders(root / "briefings")
        found = {name: measured(Warm(root, file), rounds) for name, file in files.items()}
    count = len(LANGUAGES) * len(FORMATS)
    rows = [
        [name, f"{each['all'] * 1000:.0f}", f"{count / each['all']:.1f}"]
        for name, each in sorted(found.items())
    ]
    whole = sum(each["all"] for each in found.values())
    rows.append(["all", f"{whole * 1000:.0f}", f"{count * len(found) / whole:.1f}"])
    table(f"{count * len(found)} documents", ("template", "CPU ms", "documents a second"), rows)
    shares = {stage: sum(each.get(stage, 0.0) for each in found.values()) for stage in STAGES}
    table(
        "Where it goes",
        ("stage", "CPU ms", "share"),
        [
            [STAGES[stage], f"{seconds * 1000:.0f}", f"{seconds / whole:.1%}"]
            for stage, seconds in shares.items()
        ],
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of this process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
