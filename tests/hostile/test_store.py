"""The database of read sources against everything: a base is the same with it and without.

Sources that ship are edited at random; the database is cut, scrambled, deleted, in use,
half written by a process that is killed, on a full disk, or must not be written. What is
read is always what reading everything anew gives, and nobody hears of it.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.build.shelf import FILE, FolderShelf
from generator.facts.model import FactBase
from generator.facts.sources import read_sources
from generator.problems import Findings
from tests.bounds import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
LEVELS = ("UNCLASSIFIED", "PROTECTED A", "SECRET")
SCOPES: tuple[tuple[str, ...] | None, ...] = (("IRQ",), ("FRA", "IRQ"), (), None)
SHIPPED = (
    "reference", "editor-desk", "gac-middle-east-engagement", "nato-iraq-dialogue",
    "commons-petition-441-00155", "gac-afghanistan-pakistan", "press-canada-iraq-reduction",
    "gapminder-population", "undp-hdi",
)  # fmt: skip

Told = list[tuple[str, str, str, tuple[tuple[str, str], ...]]]


class Work:
    """A workspace with most of the sources that ship."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in SHIPPED:
            shutil.copytree(ROOT / "sources" / name, root / "sources" / name)
        state = root / "state"
        state.mkdir(mode=0o700)
        self.folder = state / "sources"

    @property
    def database(self) -> Path:
        """The file of what was read."""
        return self.folder / FILE

    def read(
        self, shelf: FolderShelf | None, areas: tuple[str, ...] | None = ("IRQ",)
    ) -> tuple[FactBase, Told]:
        """The base and what is told, with a shelf or without."""
        findings = Findings()
        base = read_sources(self.root, findings, levels=LEVELS, areas=areas, shelf=shelf)
        told = [
            (p.code, str(p.where), p.severity.value, tuple(sorted(p.values.items())))
            for p in findings
        ]
        return base, told

    def compare(self, areas: tuple[str, ...] | None = ("IRQ",)) -> None:
        """What is read with the shelf is what is read without it, twice."""
        plain = self.read(None, areas)
        for _ in range(2):
            assert_same(self.read(FolderShelf(self.folder), areas), plain)


def assert_same(one: tuple[FactBase, Told], other: tuple[FactBase, Told]) -> None:
    """The same facts in the same order with the same places, and the same problems."""
    assert one[1] == other[1]
    base, plain = one[0], other[0]
    assert base == plain
    assert base.digest == plain.digest
    assert list(base.facts) == list(plain.facts)
    for fact, wanted in zip(base.facts.values(), plain.facts.values(), strict=True):
        assert repr(fact) == repr(wanted)
    assert repr(base.sources) == repr(plain.sources)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path)


# ---------------------------------------------------------------- edits


def yaml_files(work: Work) -> list[Path]:
    return sorted((work.root / "sources").glob("*/facts/*.yaml"))


def retell(work: Work, chance: random.Random) -> None:
    path = chance.choice(yaml_files(work))
    text = path.read_text("utf-8")
    places = [at for at, char in enumerate(text) if char in "aeo"]
    at = chance.choice(places)
    path.write_text(text[:at] + chance.choice("aeoix\n:") + text[at + 1 :], "utf-8")


def drop_line(work: Work, chance: random.Random) -> None:
    path = chance.choice(yaml_files(work))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    path.write_text("".join(lines), "utf-8")


def mark(work: Work, chance: random.Random) -> None:
    path = chance.choice(yaml_files(work))
    text = path.read_text("utf-8")
    path.write_text(text.replace("  kind: ", "  marking: SECRET\n  kind: ", 1), "utf-8")


def drop_source(work: Work, chance: random.Random) -> None:
    folders = [path for path in (work.root / "sources").iterdir() if path.is_dir()]
    shutil.rmtree(chance.choice(sorted(folders)))


def restore(work: Work, chance: random.Random) -> None:
    name = chance.choice(SHIPPED)
    shutil.rmtree(work.root / "sources" / name, ignore_errors=True)
    shutil.copytree(ROOT / "sources" / name, work.root / "sources" / name)


def change_cell(work: Work, chance: random.Random) -> None:
    tables = sorted((work.root / "sources").glob("*/*.csv"))
    if not tables:
        return
    path = chance.choice(tables)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace("1", "2") if "1" in lines[at] else lines[at].replace(",", ";", 1)
    path.write_text("".join(lines), "utf-8")


def lose(work: Work, chance: random.Random) -> None:
    shutil.rmtree(work.folder, ignore_errors=True)


def scramble(work: Work, chance: random.Random) -> None:
    if work.database.exists():
        content = bytearray(work.database.read_bytes())
        for _ in range(20):
            content[chance.randrange(len(content))] = chance.randrange(256)
        work.database.write_bytes(bytes(content))


EDITS: tuple[Callable[[Work, random.Random], None], ...] = (
    retell, drop_line, mark, drop_source, restore, restore, change_cell, lose, scramble,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_what_is_read_is_the_same(work: Work, seed: int) -> None:
    chance = random.Random(seed)
    work.compare()
    for _ in range(6):
        for _ in range(chance.randrange(1, 3)):
            chance.choice(EDITS)(work, chance)
        work.compare(chance.choice(SCOPES))


@pytest.mark.parametrize("areas", SCOPES)
def test_the_sources_as_they_ship(work: Work, areas: tuple[str, ...] | None) -> None:
    work.compare(areas)
    shelf = FolderShelf(work.folder)
    base, _ = work.read(shelf, areas)
    database = sqlite3.connect(work.database)
    kept = [name for (name,) in database.execute("SELECT name FROM entries")]
    database.close()
    whole = [name for name in kept if not name.endswith("/sound")]
    assert len(whole) == len(set(whole)) == len(SHIPPED) + 1
    assert base.facts


# ---------------------------------------------------------------- the disk


def test_a_workspace_that_must_not_be_written(work: Work) -> None:
    plain = work.read(None)
    work.folder.parent.chmod(0o500)
    try:
        assert_same(work.read(FolderShelf(work.folder)), plain)
    finally:
        work.folder.parent.chmod(0o700)
    work.compare()
    before = work.database.read_bytes()
    work.folder.chmod(0o500)
    work.database.chmod(0o400)
    try:
        assert_same(work.read(FolderShelf(work.folder)), plain)
        assert work.database.read_bytes() == before
    finally:
        work.folder.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits")
@pytest.mark.parametrize("size", [0, 4096, 20_000, 100_000])
def test_a_full_disk(work: Work, size: int) -> None:
    """A file that may not grow: what is read is the same, and the next run mends it."""
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n" + READ
    )
    assert run(script, work) == work.read(None)[0].digest
    work.compare()
    assert run(READ, work) == work.read(None)[0].digest


# ---------------------------------------------------------------- several processes

READ = """
from pathlib import Path
from generator.build.shelf import FolderShelf
from generator.facts.sources import read_sources
from generator.problems import Findings
root, findings = Path(sys.argv[1]), Findings()
levels = ("UNCLASSIFIED", "PROTECTED A", "SECRET")
shelf = FolderShelf(root / "state" / "sources")
base = read_sources(root, findings, levels=levels, areas=("IRQ",), shelf=shelf)
assert not findings.errors, findings.errors
print(base.digest)
"""


def started(script: str, work: Work) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", f"import sys\n{script}", str(work.root)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def run(script: str, work: Work) -> str:
    process = started(script, work)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return said.strip()


def test_several_processes_at_once_read_the_same(work: Work) -> None:
    wanted = work.read(None)[0].digest
    for _ in range(2):
        found = [started(READ, work) for _ in range(4)]
        assert [one.communicate(timeout=PATIENCE)[0].strip() for one in found] == [wanted] * 4
    work.compare()


def test_a_process_that_holds_the_database_is_not_waited_for_long(work: Work) -> None:
    plain = work.read(None)
    work.compare()
    (work.root / "sources/reference/notes.md").write_text("another file")
    other = sqlite3.connect(work.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    assert_same(work.read(FolderShelf(work.folder)), plain)
    assert time.monotonic() - began < PATIENCE
    other.close()
    work.compare()


WRITE_ON = """
from pathlib import Path
from generator.build.shelf import FolderShelf
from generator.facts.kept import Entry
shelf = FolderShelf(Path(sys.argv[1]) / "state" / "sources")
print("begun", flush=True)
for number in range(10**6):
    data = bytes([number % 256]) * 200_000
    shelf.put("reference", str(number), Entry(data, {"IRQ": data}), str(number % 7))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_process_killed_while_it_writes(work: Work) -> None:
    plain = work.read(None)
    for seed in range(6):
        process = started(WRITE_ON, work)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.05 + 0.03 * seed)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        for _ in range(2):
            assert_same(work.read(FolderShelf(work.folder)), plain)
    database = sqlite3.connect(work.database)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_a_database_deleted_between_asking_and_opening(work: Work) -> None:
    """Facts are opened late; by then everything about them is in hand."""
    plain = work.read(None, None)
    work.compare(None)
    kept = work.read(FolderShelf(work.folder), None)
    shutil.rmtree(work.folder)
    assert_same(kept, plain)


def test_what_is_marked_lies_nowhere_in_the_database(work: Work) -> None:
    path = yaml_files(work)[0]
    secret = "Qzxj: the marked sentence that nobody may find in a second place."
    text = path.read_text("utf-8")
    line = next(one for one in text.splitlines() if one.startswith("- id:") or "- id:" in one)
    head = line[: line.index("-")]
    record = (
        f"{head}- id: marked-canary\n{head}  kind: context\n{head}  marking: SECRET\n"
        f"{head}  countries: [IRQ]\n{head}  text:\n{head}    en: '{secret}'\n"
        f"{head}    fr: '{secret}'\n"
    )
    path.write_text(text.replace(line, record + line, 1), "utf-8")
    base, told = work.read(FolderShelf(work.folder))
    assert "marked-canary" in base.facts, told
    work.compare()
    database = sqlite3.connect(work.database)
    names = {name for (name,) in database.execute("SELECT name FROM entries")}
    database.close()
    assert {name.removesuffix("/sound") for name in names} == set(SHIPPED) - {path.parents[1].name}
    assert set(SHIPPED) - {path.parents[1].name} <= names


@pytest.fixture(autouse=True)
def no_leavings(work: Work) -> Iterator[None]:
    yield
    assert {path.name for path in work.folder.parent.iterdir()} <= {"sources"}
