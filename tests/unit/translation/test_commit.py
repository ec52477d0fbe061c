"""An import survives a kill at any moment: all files are new, or all are old."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.editions import atomic
from generator.editions.lock import locked
from generator.problems import ProblemsFound
from generator.translation import commit
from tests.end_to_end.command import briefing
from tests.unit.translation.room import Room, translate

ONE = "desk.one.text.other"
OPENED = "افتتحت كندا مكتباً في {date}."

KILLED = """\
import os, sys
from pathlib import Path
from generator.build.handoff import bring_in
from generator.build.workspace import Workspace
from generator.facts.model import TextState

steps = int(sys.argv[3])

def counted(name, args):
    global steps
    if name in ("os.rename", "os.remove", "open") and "w" not in str(args[1:2]) and name == "open":
        return
    if name in ("os.rename", "os.remove"):
        steps -= 1
        if steps < 0:
            os.kill(os.getpid(), 9)

sys.addaudithook(counted)
bring_in(Workspace(Path(sys.argv[1])), Path(sys.argv[2]), state=TextState.REVIEWED)
"""


@pytest.fixture
def ready(room: Room) -> Path:
    """A translated file, ready to be imported."""
    path = room.sent("ar")
    translate(path, {ONE: OPENED})
    return path


def run_until_killed(room: Room, path: Path, steps: int) -> int:
    """Import in a process of its own that is killed before its renames are done."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(room.root), str(path), str(steps)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.returncode


@pytest.mark.parametrize("steps", range(6))
def test_a_kill_at_any_step_leaves_all_or_nothing(room: Room, ready: Path, steps: int) -> None:
    before = room.content()
    status = run_until_killed(room, ready, steps)
    finished = commit.recover(room.root, room.workspace.state)
    now = {name: data for name, data in room.content().items() if ".tmp-" not in name}
    if now == before:
        assert status == -9
        assert finished == ()
        assert room.back(ready).written
    assert room.fact("one").text["ar"].forms["other"] == OPENED
    assert room.fact("one").text["ar"].made_from is not None
    assert not commit.interrupted(room.workspace.state)


def test_the_number_of_steps_above_reaches_the_end(room: Room, ready: Path) -> None:
    assert run_until_killed(room, ready, 5) == 0


def test_the_next_command_finishes_what_was_interrupted(room: Room, ready: Path) -> None:
    for steps in range(5):  # the first kill behind the journal
        run_until_killed(room, ready, steps)
        if commit.interrupted(room.workspace.state):
            break
    said = briefing(room.root, "translate", "status", "--to", "ar")
    assert "An interrupted import was finished: sources/desk/facts/facts.yaml" in said.words
    assert room.fact("one").text["ar"].forms["other"] == OPENED
    assert not list((room.root / "sources").rglob(".tmp-*"))


def test_a_file_changed_after_the_interruption_is_left_to_a_person(room: Room, ready: Path) -> None:
    for steps in range(5):
        run_until_killed(room, ready, steps)
        if commit.interrupted(room.workspace.state):
            break
    changed = room.file
    changed.write_text(changed.read_text("utf-8") + "# changed by hand\n", "utf-8")
    before = room.content()
    said = briefing(room.root, "list", status=1)
    assert (
        "An import was interrupted while it put new files in place, and this file has been"
        " changed since." in said.words
    )
    assert "sources/desk/facts/facts.yaml" in said.words
    assert room.content() == before


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"files": [{"target": "../x"}]}', '{"files": 3}'],
)
def test_a_strange_journal_moves_nothing(room: Room, content: str) -> None:
    room.workspace.state.mkdir()
    (room.workspace.state / commit.JOURNAL).write_text(content)
    with pytest.raises(ProblemsFound) as refused:
        commit.recover(room.root, room.workspace.state)
    assert [p.code for p in refused.value.problems] == ["translate-journal"]


@pytest.mark.parametrize(
    "target",
    [
        "../outside.yaml",
        "sources/../x",
        "sources/../../x.toml",
        "briefings/iraq/0001/manifest.json",
        "templates/note/brief.j2",
        "templates/house/canada/house.toml",
    ],
)
def test_a_journal_moves_no_file_in_which_no_texts_are_kept(room: Room, target: str) -> None:
    room.workspace.state.mkdir()
    staged = str(Path(target).parent / ".tmp-0")
    step = {"target": target, "staged": staged, "before": None, "after": "0" * 64}
    (room.workspace.state / commit.JOURNAL).write_text(json.dumps({"files": [step]}))
    with pytest.raises(ProblemsFound) as refused:
        commit.recover(room.root, room.workspace.state)
    assert [p.code for p in refused.value.problems] == ["translate-journal"]


def test_a_source_that_changed_meanwhile_stops_the_import(room: Room) -> None:
    name = "sources/desk/facts/facts.yaml"
    before = {name: b"what was read"}
    now = room.content()
    with pytest.raises(ProblemsFound) as refused:
        commit.commit(room.root, room.workspace.state, before, {name: b"new"})
    assert [p.what for p in refused.value.problems] == [
        "Nothing was imported: this file was changed while the translations were looked at."
    ]
    assert room.content() == now


def test_one_import_at_a_time(room: Room, ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit, "_WAIT", 0.0)
    room.workspace.state.mkdir()
    with locked(room.workspace.state), pytest.raises(ProblemsFound) as refused:
        room.back(ready)
    assert refused.value.problems[0].what.startswith(
        "Nothing was imported: another import is at work"
    )


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(
    room: Room, ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic.stage_file
    calls = []

    def full(path: Path, data: bytes) -> Path:
        calls.append(path)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return real(path, data)

    before = room.content()
    monkeypatch.setattr(atomic, "stage_file", full)
    with pytest.raises(OSError, match="No space left"):
        room.back(ready)
    assert room.content() == before
