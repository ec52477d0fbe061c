"""A plan by which nothing is due is answered at once, and says what the ordinary way says."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.build.planning import watched
from generator.cli import quick
from generator.cli.clock import day_of
from tests.bounds import PATIENCE
from tests.end_to_end.command import briefing, environment
from tests.end_to_end.test_plan import COUNTS, TODAY, made, make, plan
from tests.end_to_end.workspaces import Workspace

__all__ = ["made"]
pytestmark = pytest.mark.usefixtures("warm_workers")
DAY = ("--issued", TODAY.isoformat())
SAID = (
    "kenya: up to date, edition 1 (en, fr HTML, Word)\n"
    "uganda: up to date, edition 1 (en HTML)\n"
    "All 5 documents of 2 orders are up to date.\n"
)


@pytest.fixture(scope="module")
def settled(made: Path) -> Workspace:
    """A workspace that is up to date, and known to be; nobody changes it."""
    found = Workspace.at(made)
    settle(found)
    return found


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Workspace:
    """A copy of it, of which the same is known."""
    shutil.copytree(made, tmp_path / "work")
    found = Workspace.at(tmp_path / "work")
    settle(found)
    return found


def settle(work: Workspace) -> None:
    """Plan when no file is so new that it might change again without its times changing."""
    for path in work.root.rglob("*"):
        if path.is_file() and "state" not in path.parts:
            os.utime(path, ns=(1, 1))
    time.sleep(watched.GRAIN / 1e9 + 0.1)
    assert plan(work).due == ()


def loaded(work: Workspace, *arguments: str) -> tuple[str, bool]:
    """What is said, and whether the library of command lines was loaded for it."""
    code = (
        "import sys, generator.cli\n"
        "sys.argv[0] = 'briefing'\n"
        "try:\n    generator.cli.main()\n"
        "except SystemExit:\n    pass\n"
        "sys.stderr.write(str('click' in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=work.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return done.stdout, done.stderr == "True"


def test_it_is_told_without_what_only_other_commands_need(settled: Workspace) -> None:
    assert loaded(settled, "plan", *DAY) == (SAID, False)
    assert loaded(settled, "-C", str(settled.root), "plan", *DAY) == (SAID, False)
    assert loaded(settled, "plan", "--due", *DAY) == (SAID.splitlines(keepends=True)[-1], False)
    folder = settled.root / "sources" / "counts"
    assert loaded(settled, "--workspace", str(folder), "plan", *DAY) == (SAID, False)


def test_the_ordinary_way_says_the_same(settled: Workspace) -> None:
    assert loaded(settled, "plan", "--anew", *DAY) == (SAID, True)
    assert loaded(settled, "plan", "uganda", *DAY)[0] == (
        "uganda: up to date, edition 1 (en HTML)\nAll 1 documents of 1 order are up to date.\n"
    )


def changed(work: Workspace) -> None:
    work.write("sources/counts/facts/counts.yaml", COUNTS % "4")


def elsewhere(work: Workspace) -> None:
    work.write("sources/counts/facts/norway.yaml", "[]\n")


def by_hand(work: Workspace) -> None:
    page = next(work.edition("kenya").glob("*.html"))
    page.write_bytes(page.read_bytes() + b" ")


def lost(work: Workspace) -> None:
    shutil.rmtree(work.root / "state/plan")


def damaged(work: Workspace) -> None:
    path = work.root / "state/plan/plan.json"
    path.write_bytes(path.read_bytes()[:-1])


def half_imported(work: Workspace) -> None:
    (work.root / "state/translation-import.json").write_text("{}")


@pytest.mark.parametrize("change", [changed, elsewhere, by_hand, lost, damaged, half_imported])
def test_whatever_is_not_as_it_was_goes_the_ordinary_way(
    work: Workspace, monkeypatch: pytest.MonkeyPatch, change: object
) -> None:
    monkeypatch.chdir(work.root)
    assert quick.answer(["plan", *DAY]) == 0
    change(work)  # type: ignore[operator]
    assert quick.answer(["plan", *DAY]) is None


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["list"],
        ["plan", "uganda"],
        ["plan", "--json"],
        ["plan", "--anew"],
        ["plan", "--help"],
        ["plan", "--issued"],
        ["plan", "--issued", "2024-12-2"],
        ["plan", "--issued", "2024-13-02"],
        ["plan", "--issued", "2024-12-02", "--issued", "2024-12-02"],
        ["-C", "nowhere", "plan"],
        ["-C", "", "plan"],
        ["-C"],
    ],
)
def test_what_is_asked_otherwise_goes_the_ordinary_way(
    settled: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(settled.root)
    assert quick.answer(arguments) is None
    assert capsys.readouterr() == ("", "")


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What became of a line for the shell; whatever it is, no trace is shown."""
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize(
    ("behind", "status", "told"), [(">/dev/full", 1, "Not done:"), (">&-", 0, "")]
)
def test_where_nothing_can_be_written_the_ordinary_way_tells(
    settled: Workspace, behind: str, status: int, told: str
) -> None:
    if "full" in behind and not Path("/dev/full").exists():
        pytest.skip("this system has no disk that is always full")
    line = f"{sys.executable} -m generator plan {' '.join(DAY)} {behind}"
    done = shell(line, settled.root)
    assert done.returncode == status, done.stderr
    assert told in done.stderr


def test_a_folder_that_is_gone_matters_only_where_it_is_asked_about(
    settled: Workspace, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    for words, status in ((f"-C {settled.root} plan {' '.join(DAY)}", 0), ("plan", 1)):
        gone.mkdir()
        line = f"rmdir {gone} && {sys.executable} -m generator {words}"
        done = shell(line, gone)
        assert done.returncode == status, done.stderr
        assert done.stdout == (SAID if status == 0 else "")


def test_a_fault_on_the_quick_way_is_no_fault_of_the_answer(
    settled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("CANARY")

    monkeypatch.chdir(settled.root)
    monkeypatch.setattr(quick, "standing_plan", broken)
    assert quick.answer(["plan", *DAY]) is None


def test_outside_a_workspace_the_ordinary_way_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert quick.answer(["plan", *DAY]) is None
    assert briefing(tmp_path, "plan", status=1).err


def test_a_day_on_which_something_stands_otherwise_is_thought_about(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.order("daily", as_of='"today"')
    make(work)
    settle(work)
    monkeypatch.chdir(work.root)
    assert quick.answer(["plan", *DAY]) == 0
    before = TODAY - dt.timedelta(days=1)
    assert quick.answer(["plan", "--issued", before.isoformat()]) is None


def test_days_are_written_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1733140800")
    assert day_of("today") == day_of("2024-12-02") == TODAY
    assert day_of("20241202") is None
    assert day_of("2024-12-0२") is None
