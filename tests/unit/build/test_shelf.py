from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator.build import shelf as shelves
from generator.build.shelf import FolderShelf


@pytest.fixture
def shelf(tmp_path: Path) -> FolderShelf:
    return FolderShelf(tmp_path / "state" / "sources")


def only_file(shelf: FolderShelf) -> Path:
    (path,) = shelf.folder.iterdir()
    return path


def test_what_was_put_is_taken_by_name_and_key(shelf: FolderShelf) -> None:
    assert shelf.take("page", "k") is None
    shelf.put("page", "k", b"data")
    assert shelf.take("page", "k") == b"data"
    assert shelf.take("page", "other") is None
    assert shelf.take("pag", "k") is None


def test_only_its_owner_may_read_it(shelf: FolderShelf) -> None:
    shelf.put("page", "k", b"data")
    assert stat.S_IMODE(only_file(shelf).stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty"])
def test_a_damaged_file_is_passed_over(shelf: FolderShelf, damage: str) -> None:
    shelf.put("page", "k", b"data of some length")
    path = only_file(shelf)
    content = path.read_bytes()
    broken = {"cut": content[:-1], "flipped": content[:-1] + b"?", "empty": b""}[damage]
    path.write_bytes(broken)
    assert shelf.take("page", "k") is None


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
def test_a_file_that_others_may_write_is_passed_over(shelf: FolderShelf) -> None:
    shelf.put("page", "k", b"data")
    only_file(shelf).chmod(0o666)
    assert shelf.take("page", "k") is None


def test_a_link_is_passed_over(shelf: FolderShelf, tmp_path: Path) -> None:
    shelf.put("page", "k", b"data")
    path = only_file(shelf)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert shelf.take("page", "k") is None


def test_another_program_keeps_its_own(shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.put("page", "k", b"data")
    monkeypatch.setattr(shelves, "program_digest", lambda: "newer")
    assert shelf.take("page", "k") is None


def test_a_shelf_that_cannot_be_written_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    shelf = FolderShelf(tmp_path / "state" / "sources")
    shelf.put("page", "k", b"data")
    assert shelf.take("page", "k") is None


def test_the_oldest_files_make_room(shelf: FolderShelf) -> None:
    for number in range(12):
        shelf.put("page", str(number), b"data")
        newest = max(shelf.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    shelf.put("other", "k", b"data")
    assert len(list(shelf.folder.glob("page.*"))) == 8
    assert shelf.take("page", "11") == b"data"
    assert shelf.take("page", "0") is None
    assert shelf.take("other", "k") == b"data"
