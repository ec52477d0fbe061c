"""How long it takes to find that nothing, one fact, or one fact in a hundred has changed.

    python -m benchmarks.plan [--rounds 5] [--doit PATH] [--no-watch]

The catalogue is 200 countries, a fact sheet on each in six languages as PDF and as Word: 2,400
files. Sources, template, choosing, composing, manifests and records are the real ones; only the
bytes of the finished files are stand-ins of 2 KB, for writing them takes an hour and a plan
never opens them. Where documents are made anew in a measurement, they are the real ones. Smaller
catalogues are the same with orders taken away. All times are from the shell, and for what
``briefing watch`` makes from the end of a save to the moment that its log tells.

doit is measured when ``--doit`` names a Python that has it.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.one_brief import median, table
from benchmarks.watch import Times, watching
from generator.build.report import Progress, Settings, Stage
from generator.build.run import build
from generator.build.stages import Stages
from generator.build.workspace import Workspace
from generator.facts import parcel

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "fr", "ar", "es", "ru", "pt")
FORMATS = ("pdf", "docx")
SIZES = (200, 50, 8)
TODAY = dt.date(2026, 7, 1)
STAND_IN = b"stand-in " * 227
BARE = """
import json, os, sys
files, same = json.load(open(sys.argv[1])), True
for name, old in files:
    s = os.stat(name)
    same &= old == [s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino]
print("up to date" if same else "stale")
"""


def write_little(argument: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """A document of 2 KB in place of a real one, on one page."""
    packed, _, format_name, _, _ = parcel.unpack(argument)
    head = f"{hashlib.sha256(packed).hexdigest()} {format_name}\n".encode()
    return {"proof": {"pages": 1}}, [head + STAND_IN]


def countries(count: int) -> list[str]:
    """The first countries of which the World Bank has values; Iraq is always among them."""
    path = ROOT / "sources" / "world-bank-wdi" / "data" / "SP.POP.TOTL.csv"
    with path.open(newline="") as file:
        codes = sorted({row["code"] for row in csv.DictReader(file)} - {"CHI", "IRQ"})
    return ["IRQ", *codes[: count - 1]]


def ordered(folder: Path, areas: list[str]) -> Workspace:
    """A workspace with an order for a fact sheet on each country, and nothing made."""
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    source = folder / "sources" / "world-bank-wdi" / "source.toml"
    source.write_text(source.read_text().partition("[tables.sha256]")[0])  # values will change
    (folder / "briefings").mkdir()
    for area in areas:
        (folder / "briefings" / f"{area.lower()}.toml").write_text(
            f'template = "fact-sheet"\nsubject = "{area}"\nas_of = "2026-07-01"\n'
            f"languages = {json.dumps(LANGUAGES)}\nformats = {json.dumps(FORMATS)}\n"
        )
    return Workspace(folder)


def catalogue(folder: Path, areas: list[str]) -> Workspace:
    """A workspace with a fact sheet on each country, built with stand-ins."""
    made = ordered(folder, areas)
    stages = Stages(write="benchmarks.plan:write_little")
    report = build(made, (), Settings(today=TODAY), stages=stages)
    refused = [one for one in report.orders if one.edition is None]
    if refused:
        raise SystemExit(f"{len(refused)} orders refused: {refused[0].errors[:3]}")
    return made


def only(work: Workspace, areas: list[str]) -> None:
    """Take all other orders away."""
    kept = {area.lower() for area in areas}
    for path in work.briefings.iterdir():
        if path.stem not in kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in (work.state / "plan" / "orders").iterdir():
        if path.stem not in kept:
            path.unlink()


def seconds(
    command: list[str], folder: Path, rounds: int, allowed: tuple[int, ...] = (0,)
) -> float:
    """Median time of a command."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        times.append(time.perf_counter() - began)
        if done.returncode not in allowed:
            raise SystemExit(f"{command}: {done.stdout!r} {done.stderr!r}")
    return median(times)


def briefing(*args: str) -> list[str]:
    day = ("--issued", TODAY.isoformat())
    return [str(Path(sys.executable).with_name("briefing")), *args, *day]


# ---------------------------------------------------------------- others


def bare(work: Workspace, scratch: Path) -> list[str]:
    """Python that asks for the signs of the same files and compares them."""
    files = []
    for folder in (work.sources, work.root / "templates", work.briefings, ROOT / "generator"):
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                s = path.stat()
                files.append([str(path), [s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino]])
    (scratch / "files.json").write_text(json.dumps(files))
    (scratch / "bare.py").write_text(BARE)
    return [sys.executable, "-S", "-E", str(scratch / "bare.py"), str(scratch / "files.json")]


def targets(work: Workspace) -> dict[str, list[str]]:
    """Every finished file, with its order, the template, and one file of data."""
    common = ["templates/fact-sheet/brief.j2", "sources/world-bank-wdi/data/SP.POP.TOTL.csv"]
    return {
        str(path): [
            str(work.briefings / f"{path.parents[1].name}.toml"),
            *(str(work.root / name) for name in common),
        ]
        for path in sorted(work.briefings.rglob("0001/*"))
        if path.suffix != ".json"
    }


def makefile(work: Workspace, scratch: Path) -> list[str]:
    lines = [f"all: {' '.join(targets(work))}"]
    lines += [f"{name}: {' '.join(inputs)}\n\tfalse" for name, inputs in targets(work).items()]
    (scratch / "Makefile").write_text("\n".join(lines).replace("$", "$$") + "\n")
    return ["make", "-q", "-r", "-R", "-f", str(scratch / "Makefile"), "all"]


def dodo(work: Workspace, scratch: Path, python: str) -> list[str]:
    text = (
        f"T = {targets(work)!r}\ndef task_all():\n    for name, inputs in T.items():\n"
        "        yield {'name': name, 'actions': ['true'], 'file_dep': inputs, 'targets': [name]}\n"
    )
    (scratch / "dodo.py").write_text(text)
    command = [python, "-m", "doit", "-f", str(scratch / "dodo.py"), "-d", str(scratch)]
    subprocess.run(command, check=True, capture_output=True)
    return command


# ---------------------------------------------------------------- changes


def change(work: Workspace, areas: set[str], files: str) -> Callable[[], None]:
    """Change the newest values of some countries in the World Bank's files; gives the way back."""
    before = {path: path.read_bytes() for path in (work.sources / "world-bank-wdi").glob(files)}
    for path, content in before.items():
        lines = content.decode().split("\n")
        for place, line in enumerate(lines):
            code, _, rest = line.partition(",")
            last = place + 1 == len(lines) or not lines[place + 1].startswith(f"{code},")
            if code in areas and (last or len(before) > 1):
                last_digit = str((int(rest[-1]) + 1) % 10)
                lines[place] = f"{code},{rest[:-1]}{last_digit}"
        path.write_text("\n".join(lines))

    def back() -> None:
        for path, content in before.items():
            path.write_bytes(content)

    return back


def due(work: Workspace) -> int:
    """How many documents are due."""
    said = subprocess.run(
        briefing("plan", "--json"), cwd=work.root, capture_output=True, check=False
    )
    orders = json.loads(said.stdout)["orders"]
    return sum(len(one["documents"]) for one in orders if one["state"] != "up-to-date")


def first_document(folder: str) -> None:
    """Build; say when the first document was finished, and when the first edition stood."""
    told: dict[str, float] = {}

    def step(one: Progress) -> None:
        if one.stage in (Stage.WRITE, Stage.DONE):
            told.setdefault(one.stage.value, time.time())

    build(Workspace(Path(folder)), (), Settings(today=TODAY), step)
    print(json.dumps(told))


def built(work: Workspace) -> tuple[float, float, float]:
    """Seconds from now to the first finished document, the first edition, and the end."""
    began = time.time()
    command = [sys.executable, "-m", "benchmarks.plan", "--first", str(work.root)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    told = json.loads(said.stdout)
    return told["write"] - began, told["done"] - began, time.time() - began


# ---------------------------------------------------------------- the tables


def measured(work: Workspace, rounds: int, doit: str | None) -> list[str]:
    """One row: the catalogue as it is, with nothing, one fact and one in a hundred changed."""
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        for name in targets(work):
            os.utime(name)  # make goes by times alone
        time.sleep(2.5)  # what was written within the grain of the clock is read again
        seconds(briefing("plan"), work.root, 2)
        row = [
            seconds(bare(work, scratch), work.root, rounds),
            seconds(makefile(work, scratch), work.root, rounds),
            seconds(dodo(work, scratch, doit), work.root, rounds) if doit else None,
            seconds(briefing("plan"), work.root, rounds),
            seconds(briefing("build", "--quiet"), work.root, max(1, rounds // 2)),
        ]
    return ["–" if one is None else f"{one:.3f}" for one in row]


def changed(work: Workspace, areas: list[str]) -> list[str]:
    """One row: one value changed, and one in a hundred."""
    row = []
    for concerned, files in (({"IRQ"}, "data/SP.POP.TOTL.csv"), ({*areas[:2]}, "data/*.csv")):
        back = change(work, concerned, files)
        row += [f"{seconds(briefing('plan'), work.root, 1, (0, 4)):.2f}", str(due(work))]
        back()
        seconds(briefing("plan"), work.root, 1)
    return row


def remade(work: Workspace) -> list[str]:
    """One row: one value changed, and everything made again that prints it."""
    back = change(work, {"IRQ"}, "data/SP.POP.TOTL.csv")
    row = [f"{one:.1f}" for one in built(work)]
    back()
    build(work, (), Settings(today=TODAY), stages=Stages(write="benchmarks.plan:write_little"))
    return row


# ---------------------------------------------------------------- watching


def bump(path: Path, area: str, *, in_one_step: bool) -> float:
    """Change the newest value of a country; gives the moment at which the file was whole."""
    lines = path.read_text("utf-8").split("\n")
    place = max(number for number, line in enumerate(lines) if line.startswith(f"{area},"))
    lines[place] = lines[place][:-1] + str((int(lines[place][-1]) + 1) % 10)
    beside = path.with_name(".bench.tmp") if in_one_step else path
    beside.write_text("\n".join(lines), "utf-8")
    if in_one_step:
        beside.replace(path)
    return time.time()


SOUGHT = "another country, in one step"
WAYS = ((SOUGHT, True), ("again", True), ("again, in place", False))


def watched(work: Workspace, areas: list[str], rounds: int) -> list[str]:
    """One row: seconds from a save to the first file, and to the edition of 12 documents.

    Of a country whose form is sought, for there was none but a stand-in, to the edition alone.
    """
    path = work.sources / "world-bank-wdi" / "data" / "SP.POP.TOTL.csv"
    before, times = path.read_bytes(), Times()
    with watching(work.root) as watcher:
        watcher.until("unchanged", 0, None)
        time.sleep(5.0)  # workers load what they need
        for area in areas[:rounds]:
            for name, in_one_step in WAYS:
                told = len(watcher.events())
                began = bump(path, area, in_one_step=in_one_step)
                _, made = watcher.until("edition", told, area.lower())
                if name != SOUGHT:  # of what stands in for an edition no form is known
                    _, first = watcher.until("first-file", told, None)
                    times.add(f"{name}: first", first - began)
                times.add(f"{name}: edition", made - began)
                time.sleep(1.0)
    path.write_bytes(before)
    again = Stages(write="benchmarks.plan:write_little")
    build(work, (), Settings(today=TODAY), stages=again)
    return [f"{times.median(name):.2f}" for name in times.seconds]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--doit", help="a Python that has doit")
    parser.add_argument("--catalogue", type=Path, help="where it lies, or is to lie and stay")
    parser.add_argument("--no-watch", action="store_true")
    parser.add_argument("--first", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.first:
        first_document(given.first)
        return
    os.environ["PYTHONDONTWRITEBYTECODE"] = ""
    still: list[list[str]] = []
    moved: list[list[str]] = []
    made: list[list[str]] = []
    seen: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        areas = countries(max(given.sizes))
        work = Workspace(given.catalogue or Path(folder) / "catalogue")
        if not work.root.is_dir():
            began = time.perf_counter()
            catalogue(work.root, areas)
            print(f"The catalogue was made in {time.perf_counter() - began:.0f} s.")
        for size in given.sizes:
            only(work, areas[:size])
            files = str(size * len(LANGUAGES) * len(FORMATS))
            print(f"{size} orders …", flush=True)
            still.append([files, *measured(work, given.rounds, given.doit)])
            moved.append([files, *changed(work, areas)])
            made.append([files, *remade(work)])
            if not given.no_watch:
                seen.append([files, *watched(work, areas, given.rounds)])
    others = ("bare Python", "make -q", "doit")
    table("Nothing changed, s", ("files", *others, "briefing plan", "briefing build"), still)
    few = ("files", "plan, one value", "due", "plan, 1 % of a source", "due")
    table("Something changed, s", few, moved)
    last = ("files", "first document", "first edition", "all that was due")
    table("One value changed and everything made that prints it, s", last, made)
    if seen:
        ways = [f"{name}: {what}" for name, _ in WAYS[1:] for what in ("first file", "edition")]
        ways = [f"{SOUGHT}: edition", *ways]
        table("The same by a watcher, s from the save", ("files", *ways), seen)


if __name__ == "__main__":
    main()
