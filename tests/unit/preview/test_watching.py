"""Files that a document is made from are followed; what builds write is not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from generator.build.workspace import Workspace
from generator.preview import watching
from generator.preview.watching import follow, watched_folders
from tests.bounds import PATIENCE, until


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for name in ("sources/a", "templates/note", "briefings/iraq/0001"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "templates/note/brief.j2").write_text("a", "utf-8")
    return Workspace(tmp_path)


class Following:
    """A thread that follows. noticed: what the system told; changed: what of it counts."""

    def __init__(self, workspace: Workspace) -> None:
        self.noticed: set[str] = set()
        self.changed: list[set[str]] = []
        self.heard: list[None] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(
            target=follow, args=(workspace, lambda: self.heard.append(None), self.stop)
        )

    def watch(self, *folders: Path, watch_filter: Any, **options: Any) -> Iterator[Any]:
        """The real watching, whose events a test can wait for."""

        def counts(change: watchfiles.Change, path: str) -> bool:
            counted: bool = watch_filter(change, path)
            self.noticed.add(path)
            return counted

        for changes in watchfiles.watch(*folders, watch_filter=counts, **options):
            self.changed.append({path for _, path in changes})
            yield changes

    def hears_of(self, path: Path) -> bool:
        """Whether a change of a file is told; all that came before it has been told then."""

        def told() -> bool:
            here = [number for number, paths in enumerate(self.changed) if str(path) in paths]
            return bool(here) and len(self.heard) > here[0]

        return until(told)


@pytest.fixture
def following(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Following]:
    made = Following(workspace)
    monkeypatch.setattr(watching, "watch", made.watch)
    made.thread.start()
    # The first change after the start is heard once the watching has begun.
    probe, turns = workspace.root / "templates/note/begun.j2", iter(range(10**6))

    def begun() -> bool:
        probe.write_text(str(next(turns)), "utf-8")
        return bool(made.heard)

    assert until(begun, every=0.4)
    yield made
    made.stop.set()
    made.thread.join(PATIENCE)
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
    assert following.hears_of(workspace.root / name)


def test_editions_and_files_of_editors_are_not_heard(
    workspace: Workspace, following: Following
) -> None:
    names = (
        "briefings/iraq/0001/manifest.toml",
        "templates/note/.brief.j2.swp",
        "templates/note/.hidden.j2",
    )
    unheard = {str(workspace.root / name) for name in names}
    for path in sorted(unheard):
        Path(path).write_text("b", "utf-8")
    assert until(lambda: unheard <= following.noticed)
    last = workspace.root / "templates/note/last.j2"
    last.write_text("b", "utf-8")
    assert following.hears_of(last)
    assert not unheard & set().union(*following.changed)


def test_folders_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    assert tmp_path / "templates" not in watched_folders(Workspace(tmp_path))
    assert tmp_path / "sources" in watched_folders(Workspace(tmp_path))
