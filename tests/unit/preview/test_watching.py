"""Files that a document is made from are followed; what builds write is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.workspace import Workspace
from generator.preview.watching import follow, watched_folders


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for name in ("sources/a", "templates/note", "briefings/iraq/0001"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "templates/note/brief.j2").write_text("a", "utf-8")
    return Workspace(tmp_path)


class Following:
    def __init__(self, workspace: Workspace) -> None:
        self.heard = threading.Semaphore(0)
        self.stop = threading.Event()
        self.thread = threading.Thread(
            target=follow, args=(workspace, self.heard.release, self.stop)
        )
        self.thread.start()

    def heard_within(self, seconds: float) -> bool:
        return self.heard.acquire(timeout=seconds)


@pytest.fixture
def following(workspace: Workspace) -> Iterator[Following]:
    made = Following(workspace)
    # The first change after the start is heard once the watching has begun.
    probe = workspace.root / "templates/note/begun.j2"
    for turn in range(200):
        probe.write_text(str(turn), "utf-8")
        if made.heard_within(0.3):
            break
    while made.heard_within(0.8):
        pass
    yield made
    made.stop.set()
    made.thread.join(20)
    assert not made.thread.is_alive()


@pytest.mark.parametrize(
    "name",
    [
        "templates/note/brief.j2",
        "templates/note/words.toml",
        "sources/a/x.yaml",
        "briefings/b.toml",
    ],
)
def test_a_written_file_is_heard(workspace: Workspace, following: Following, name: str) -> None:
    (workspace.root / name).write_text("b", "utf-8")
    assert following.heard_within(20)


def test_editions_and_files_of_editors_are_not_heard(
    workspace: Workspace, following: Following
) -> None:
    (workspace.root / "briefings/iraq/0001/manifest.toml").write_text("b", "utf-8")
    (workspace.root / "templates/note/.brief.j2.swp").write_text("b", "utf-8")
    (workspace.root / "templates/note/.hidden.j2").write_text("b", "utf-8")
    assert not following.heard_within(1.5)


def test_folders_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    assert tmp_path / "templates" not in watched_folders(Workspace(tmp_path))
    assert tmp_path / "sources" in watched_folders(Workspace(tmp_path))
