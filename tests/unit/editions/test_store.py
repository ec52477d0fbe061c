"""Editions: kept, listed, verified, never overwritten."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.editions.manifest import MANIFEST_FILE
from generator.editions.store import LATEST_FILE, EditionStore
from tests.unit.editions.samples import FILES, ORDER, manifest, publish
from tests.unit.editions.test_atomic import load_faults, names


@pytest.fixture
def store(tmp_path: Path) -> EditionStore:
    return EditionStore(tmp_path / "briefings")


def content(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, but the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_an_edition_holds_its_documents_and_manifest(store: EditionStore) -> None:
    publish(store)
    folder = store.folder(ORDER)
    assert names(folder / "0001") == sorted([*FILES, MANIFEST_FILE])
    assert (folder / LATEST_FILE).read_text() == "0001\n"
    latest = store.latest(ORDER)
    assert latest is not None
    assert latest.manifest == manifest()


def test_editions_are_numbered_on_and_the_older_ones_stay(store: EditionStore) -> None:
    publish(store)
    before = content(store.folder(ORDER) / "0001")
    publish(store, {"IRQ-1-en-CA.pdf": b"two"})
    assert [e.number for e in store.list(ORDER).editions] == [1, 2]
    assert content(store.folder(ORDER) / "0001") == before
    assert store.orders() == (ORDER,)


def test_a_part_never_counts_as_the_latest(store: EditionStore) -> None:
    publish(store)
    publish(store, overrides={"languages": "fr-CA"})
    shelf = store.list(ORDER)
    newest = store.newest(ORDER)
    assert newest is not None
    assert newest.number == 2
    assert shelf.latest is not None
    assert shelf.latest.number == 1
    assert (store.folder(ORDER) / LATEST_FILE).read_text() == "0001\n"


@pytest.mark.parametrize("how", ["garbage", "zero_page", "truncate", "empty", "flip"])
@pytest.mark.parametrize("name", ["IRQ-1-en-CA.pdf", MANIFEST_FILE])
def test_a_damaged_edition_is_passed_over_and_reported(
    store: EditionStore, shared: Path, how: str, name: str
) -> None:
    publish(store)
    publish(store)
    damaged = store.folder(ORDER) / "0002"
    load_faults(shared).corrupt(damaged / name, how)
    latest = store.latest(ORDER)
    assert latest is not None
    assert latest.number == 1
    (problem,) = store.verified(ORDER).damaged
    assert problem.code == "edition-damaged"
    assert problem.where.file == "briefings/iraq/0002"
    assert "passed over" in problem.what


def test_a_damaged_edition_is_never_overwritten(store: EditionStore) -> None:
    publish(store)
    (store.folder(ORDER) / "0001" / MANIFEST_FILE).unlink()
    before = content(store.folder(ORDER) / "0001")
    assert publish(store) == 2
    assert content(store.folder(ORDER) / "0001") == before


def test_a_number_is_not_used_again_after_its_folder_is_gone(store: EditionStore) -> None:
    publish(store)
    publish(store)
    shutil.rmtree(store.folder(ORDER) / "0002")
    assert store.next_number(ORDER) == 3


@pytest.mark.parametrize("left", ["0007", "latest-old", "0001x", "abc"])
def test_strange_things_beside_editions_do_no_harm(store: EditionStore, left: str) -> None:
    publish(store)
    (store.folder(ORDER) / left).write_text("not an edition")
    assert publish(store) == (8 if left == "0007" else 2)
    assert len(store.list(ORDER).editions) == 2


def test_an_edition_moved_from_another_order_is_not_taken_for_one(store: EditionStore) -> None:
    publish(store)
    shutil.copytree(store.folder(ORDER) / "0001", store.root / "syria" / "0001")
    assert store.latest("syria") is None
    assert "iraq" in store.list("syria").damaged[0].what


def test_links_are_not_editions(store: EditionStore, tmp_path: Path) -> None:
    publish(store)
    folder = store.folder(ORDER)
    (folder / "0002").symlink_to(folder / "0001")
    target = tmp_path / "elsewhere.pdf"
    shutil.copy(folder / "0001" / "IRQ-1-en-CA.pdf", target)
    assert [e.number for e in store.list(ORDER).editions] == [1]
    (folder / "0001" / "IRQ-1-en-CA.pdf").unlink()
    (folder / "0001" / "IRQ-1-en-CA.pdf").symlink_to(target)
    assert store.list(ORDER).editions == ()


def test_an_order_folder_that_is_a_link_is_refused(store: EditionStore, tmp_path: Path) -> None:
    store.root.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (store.root / ORDER).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        publish(store)
    assert names(tmp_path / "elsewhere") == []


def test_the_pointer_is_set_right_after_a_kill_between_two_renames(store: EditionStore) -> None:
    publish(store)
    publish(store)
    pointer = store.folder(ORDER) / LATEST_FILE
    pointer.write_text("0001\n")
    latest = store.latest(ORDER)
    assert latest is not None
    assert latest.number == 2
    with store.writing(ORDER):
        assert pointer.read_text() == "0002\n"


def test_leavings_of_a_killed_build_are_swept_by_the_next(store: EditionStore) -> None:
    publish(store)
    left = store.folder(ORDER) / ".tmp-0123"
    left.mkdir()
    (left / "half.pdf").write_bytes(b"%PDF")
    with store.writing(ORDER) as swept:
        assert swept == (".tmp-0123",)
    assert not left.exists()


@pytest.mark.parametrize("name", ["../x.pdf", "a/b.pdf", "nul.pdf", "manifest.JSON", ".x"])
def test_a_name_that_could_leave_the_folder_is_refused(store: EditionStore, name: str) -> None:
    with pytest.raises(ValueError, match=r"name|file"):
        publish(store, {name: b"x"})
    assert store.list(ORDER).editions == ()


def test_a_manifest_that_tells_of_other_files_is_refused(store: EditionStore) -> None:
    with store.writing(ORDER), pytest.raises(ValueError, match="does not describe"):
        store.publish(ORDER, {"IRQ-1-en-CA.pdf": b"other"}, manifest())


def test_an_order_name_is_never_a_path(store: EditionStore) -> None:
    for name in ("..", "a/b", "/etc", ""):
        with pytest.raises(ValueError, match="not the name"):
            store.folder(name)


def test_editions_survive_kills_at_any_moment(store: EditionStore) -> None:
    """A publisher is killed again and again: what is there is sound, numbers go on."""
    publish(store)
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from generator.editions.store import EditionStore
        from tests.unit.editions.samples import publish
        store = EditionStore(Path(sys.argv[1]))
        print("ready", flush=True)
        while True:
            publish(store, {f"IRQ-1-en-CA.{n}": bytes(50_000) for n in ("pdf", "docx", "html")})
        """
    )
    killed = 0
    for turn in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(store.root)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            process.wait(0.002 + 0.0037 * turn)
        except subprocess.TimeoutExpired:
            killed += 1
        process.kill()
        process.communicate()
        shelf = store.verified(ORDER)
        assert shelf.damaged == ()
        assert [e.number for e in shelf.editions] == list(range(1, len(shelf.editions) + 1))
    assert killed == 8
    publish(store)
    assert not [name for name in names(store.folder(ORDER)) if name.startswith(".tmp-")]
