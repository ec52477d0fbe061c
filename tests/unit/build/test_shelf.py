from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import shelf as shelves
from generator.build.shelf import FolderShelf
from generator.facts.kept import Entry

ENTRY = Entry(b"head" * 100, {"": b"statements" * 100, "IRQ": b"figures" * 100, "=": b""})
LINE = "all"


@pytest.fixture
def shelf(tmp_path: Path) -> FolderShelf:
    return FolderShelf(tmp_path / "state" / "sources")


def put(shelf: FolderShelf, key: str = "k", name: str = "page", line: str = LINE) -> None:
    shelf.put(name, key, ENTRY, line)


def take(shelf: FolderShelf, key: str = "k", name: str = "page") -> Entry | None:
    (found,) = shelf.take([(name, key)])
    return found


def sql(shelf: FolderShelf, statement: str, *values: object) -> list[tuple[object, ...]]:
    database = sqlite3.connect(shelf.path)
    with database:
        found = database.execute(statement, values).fetchall()
    database.close()
    return found


def test_what_was_put_is_taken_by_name_and_key(shelf: FolderShelf) -> None:
    assert take(shelf) is None
    put(shelf)
    assert take(shelf) == ENTRY
    assert take(shelf, "other") is None
    assert take(shelf, name="pag") is None
    found = shelf.take([("page", "other"), ("page", "k")])
    assert list(found) == [None, ENTRY]


def test_putting_again_replaces(shelf: FolderShelf) -> None:
    put(shelf)
    other = Entry(b"new", {"FRA": b"x"})
    shelf.put("page", "k", other, LINE)
    assert take(shelf) == other
    assert sql(shelf, "SELECT part FROM parts") == [("FRA",)]


def test_only_its_owner_may_read_it(shelf: FolderShelf) -> None:
    old = os.umask(0)
    try:
        put(shelf)
    finally:
        os.umask(old)
    assert stat.S_IMODE(shelf.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    assert [path.name for path in shelf.folder.iterdir()] == [shelves.FILE]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def scrambled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[2000::512] = b"?" * len(content[2000::512])
    path.write_bytes(bytes(content))


def other_file(path: Path) -> None:
    path.write_bytes(b"this is no database at all " * 100)


def other_layout(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    with database:
        database.execute("CREATE TABLE entries (id INTEGER, name TEXT, key TEXT)")
        database.execute("PRAGMA user_version = 1")
    database.close()
    path.chmod(0o600)


@pytest.mark.parametrize("damage", [cut, emptied, scrambled, other_file, other_layout])
def test_a_damaged_database_is_passed_over_and_replaced(
    shelf: FolderShelf, damage: Callable[[Path], None]
) -> None:
    for number in range(10):
        put(shelf, str(number), line=str(number))
    damage(shelf.path)
    found = [take(shelf, str(number)) for number in range(10)]
    assert None in found  # what was not hit is as it was
    assert all(one is None or one == ENTRY for one in found)
    put(shelf, "new")
    assert take(shelf, "new") == ENTRY


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET head = x'00'",
        "UPDATE entries SET head = 'text'",
        "UPDATE parts SET data = x'00' WHERE part = 'IRQ'",
        "UPDATE parts SET part = 'FRA' WHERE part = 'IRQ'",
        "UPDATE parts SET data = NULL WHERE 0",
        "DELETE FROM parts WHERE part = 'IRQ'",
        "INSERT INTO parts SELECT entry, 'FRA', data FROM parts WHERE part = 'IRQ'",
        "UPDATE entries SET digest = zeroblob(32)",
    ],
)
def test_an_entry_whose_hash_does_not_agree_is_passed_over(shelf: FolderShelf, change: str) -> None:
    put(shelf)
    sql(shelf, change)
    assert (take(shelf) == ENTRY) is ("WHERE 0" in change)


def test_an_entry_under_another_key_is_passed_over(shelf: FolderShelf) -> None:
    put(shelf, "a")
    put(shelf, "b", line="other")
    heads = sql(shelf, "SELECT key FROM entries ORDER BY id")
    sql(shelf, "DELETE FROM entries WHERE id = 2")
    sql(shelf, "UPDATE entries SET key = ?", *heads[1])
    assert take(shelf, "b") is None


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_others_may_write_is_passed_over(shelf: FolderShelf, which: str) -> None:
    put(shelf)
    (shelf.path if which == "file" else shelf.folder).chmod(0o777)
    assert take(shelf) is None
    put(shelf, "new")
    assert (take(shelf, "new") == ENTRY) is (which == "file")


def test_a_link_is_passed_over_and_what_it_leads_to_is_left_alone(
    shelf: FolderShelf, tmp_path: Path
) -> None:
    put(shelf)
    elsewhere = tmp_path / "elsewhere"
    shelf.path.rename(elsewhere)
    content = elsewhere.read_bytes()
    shelf.path.symlink_to(elsewhere)
    assert take(shelf) is None
    put(shelf, "new")
    assert take(shelf, "new") == ENTRY
    assert elsewhere.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another owner")
def test_a_database_of_somebody_else_is_passed_over(shelf: FolderShelf) -> None:
    put(shelf)
    os.chown(shelf.path, 12345, 12345)
    assert take(shelf) is None
    put(shelf, "new")
    assert take(shelf, "new") == ENTRY


def test_another_program_keeps_its_own(shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    put(shelf)
    monkeypatch.setattr(shelves, "program_digest", lambda: "newer")
    assert take(shelf) is None
    put(shelf, "newer")
    assert sql(shelf, "SELECT count(*) FROM entries") == [(1,)]


def test_a_shelf_that_cannot_be_written_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    shelf = FolderShelf(tmp_path / "state" / "sources")
    put(shelf)
    assert take(shelf) is None


def test_who_may_only_look_writes_nothing(shelf: FolderShelf) -> None:
    reader = FolderShelf(shelf.folder, writes=False)
    put(reader)
    with reader.digests() as digest:
        digest(__file__)
    assert not shelf.folder.exists()
    put(shelf)
    before = {path.name: path.stat().st_mtime_ns for path in shelf.folder.iterdir()}
    assert take(reader) == ENTRY
    assert {path.name: path.stat().st_mtime_ns for path in shelf.folder.iterdir()} == before


def test_the_oldest_of_a_line_make_room(shelf: FolderShelf) -> None:
    for number in range(5):
        put(shelf, str(number))
    put(shelf, "k", "other")
    put(shelf, "k2", line="other areas")
    kept = [key for key in "01234" if take(shelf, key)]
    assert kept == ["3", "4"]
    assert take(shelf, "k", "other") == take(shelf, "k2") == ENTRY
    assert sql(shelf, "SELECT count(DISTINCT entry) FROM parts") == [(4,)]


def test_the_database_does_not_grow_without_end(
    shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "MOST_BYTES", 50_000)
    big = Entry(os.urandom(12_000), {"IRQ": b"x"})
    for number in range(12):
        shelf.put("page", str(number), big, str(number))
    assert [n for n in range(12) if take(shelf, str(n))] == [8, 9, 10, 11]
    assert shelf.path.stat().st_size < 120_000


def test_files_of_the_time_before_are_removed(shelf: FolderShelf) -> None:
    shelf.folder.mkdir(parents=True, mode=0o700)
    (shelf.folder / "page.0123456789abcdef.kept").write_bytes(b"old")
    put(shelf)
    assert [path.name for path in shelf.folder.iterdir()] == [shelves.FILE]


def test_a_database_in_use_is_waited_for_only_for_a_moment(
    shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelves, "PATIENCE", 0.05)
    put(shelf)
    other = sqlite3.connect(shelf.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert take(shelf) is None
    put(shelf, "new")
    other.execute("COMMIT")
    other.close()
    assert take(shelf) == ENTRY
    put(shelf, "new")  # it gave up for this run
    assert take(shelf, "new") is None
    assert FolderShelf(shelf.folder).take([("page", "k")]) == [ENTRY]
