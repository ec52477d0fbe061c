"""A run in a process that has loaded the program is a run like any other."""

from __future__ import annotations

import datetime as dt
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from generator.build.report import Settings
from generator.build.run import build
from generator.build.workers import launcher
from generator.build.workspace import Workspace as Place
from tests.bounds import until
from tests.end_to_end.command import ROOT, briefing, content, environment
from tests.end_to_end.warm import Makers, Warm, _asked, warm
from tests.end_to_end.workspaces import Workspace


@pytest.fixture
def helper() -> Warm:
    found = warm(ROOT, environment())
    if found is None:
        pytest.skip("processes are not forked on this system")
    return found


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "work")
    made.facts({"one": "A statement."})
    made.order("kenya", formats='["html", "docx", "pdf"]')
    return made


@pytest.mark.usefixtures("helper")
@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["--help"], 0),
        (["list"], 0),
        (["nothing"], 2),
        (["build", "nothing"], 1),
        (["check", "--json"], 0),
        (["facts", "KEN", "--as-of", "2024-12-01"], 0),
    ],
)
def test_it_says_and_ends_as_a_fresh_one(work: Workspace, args: list[str], status: int) -> None:
    found, expected = (
        briefing(work.root, *args, status=status, fresh=fresh) for fresh in (False, True)
    )
    assert found == expected
    assert found.all


@pytest.mark.usefixtures("helper")
def test_it_makes_the_same_files(work: Workspace, tmp_path: Path) -> None:
    other = shutil.copytree(work.root, tmp_path / "other")
    briefing(work.root, "build")
    briefing(other, "build", fresh=True)
    made = content(work.root / "briefings")
    assert len([name for name in made if name.endswith((".html", ".docx", ".pdf"))]) == 4
    assert made == content(other / "briefings")


@pytest.mark.usefixtures("helper", "warm_workers")
def test_builds_of_this_process_have_workers_from_it_and_make_the_same_files(
    work: Workspace, tmp_path: Path
) -> None:
    assert isinstance(launcher.__dict__["subprocess"], Makers)
    other = shutil.copytree(work.root, tmp_path / "other")
    build(Place(work.root), ("kenya",), Settings(today=dt.date(2026, 11, 22), jobs=2))
    briefing(other, "build", "kenya", fresh=True)
    made = content(work.root / "briefings")
    assert len([name for name in made if name.endswith((".html", ".docx", ".pdf"))]) == 3
    assert made == content(other / "briefings")


@pytest.mark.usefixtures("helper")
def test_it_has_its_own_day(work: Workspace) -> None:
    work.order("kenya", formats='["html"]')
    leap_day = "1835438400"
    said = briefing(work.root, "build", "kenya", env={"SOURCE_DATE_EPOCH": leap_day})
    assert "issued 29 February 2028" in said.words
    work.facts({"one": "Another statement."})
    assert "issued 22 November 2026" in briefing(work.root, "build", "kenya").words


def test_what_takes_too_long_is_ended(helper: Warm, work: Workspace) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        helper.run(work.root, ["watch"], environment(), 1.5)
    said = briefing(work.root, "status", status=4)
    assert "No watcher runs" in said.words


def test_what_is_killed_has_ended_with_all_it_started_when_it_was_waited_for(
    helper: Warm, work: Workspace
) -> None:
    watcher = helper.begin(work.root, ["watch"], environment())
    assert until(lambda: work.editions("kenya"))
    watcher.kill()
    assert watcher.wait() == -signal.SIGKILL
    briefing(work.root, "status", status=4)
    made = helper.begin(work.root, ["build"], environment())
    assert made.wait() == 0
    made.kill()  # it has ended, which is no fault


def test_a_command_that_was_killed_with_an_answer_unread_asks_for_nothing(helper: Warm) -> None:
    assert helper
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours:
        ours.send(b"answer")
        theirs.close()
        assert _asked(ours) == []


def test_another_interpreter_is_not_pretended(helper: Warm) -> None:
    assert helper.can(environment({"SOURCE_DATE_EPOCH": "0", "TZ": "UTC", "KEY": "value"}))
    for name in ("PYTHONHASHSEED", "PYTHONPATH", "LC_ALL", "LANG"):
        assert not helper.can(environment({name: "7"}))
