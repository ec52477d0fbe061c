"""Files are whole or not there: also on a full disk and after a kill."""

from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from generator.editions import atomic
from generator.editions.atomic import (
    SymlinkError,
    create_file,
    publish_folder,
    read_regular,
    sweep,
    sweep_old,
    write_file,
)


def load_faults(shared: Path) -> Any:
    """The shared fault helpers."""
    spec = util.spec_from_file_location("faults", shared / "hostile" / "tools" / "faults.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def small_files() -> Iterator[None]:
    """Files of this process may not grow over 1000 bytes: writing fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_in_one_step_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "latest"
    write_file(path, b"0001\n")
    write_file(path, b"0002\n")
    assert path.read_bytes() == b"0002\n"
    assert names(tmp_path) == ["latest"]


def test_a_file_gets_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a", b"")
        write_file(tmp_path / "private", b"", mode=0o600)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o600


@pytest.mark.usefixtures("small_files")
def test_a_failed_write_leaves_the_old_file_and_nothing_new(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_file(path, b"old")
    with pytest.raises(OSError, match="large") as failed:
        write_file(path, b"x" * 5000)
    assert failed.value.errno == errno.EFBIG
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@pytest.mark.usefixtures("small_files")
def test_a_failed_publication_leaves_no_folder(tmp_path: Path) -> None:
    files = {"a": b"small", "b": b"x" * 5000, "last": b""}
    with pytest.raises(OSError, match="large"):
        publish_folder(tmp_path, "0001", files, "last")
    assert names(tmp_path) == []


def test_a_full_disk_leaves_what_was_there(shared: Path) -> None:
    faults = load_faults(shared)
    try:
        with faults.small_disk(1) as disk:
            folder = Path(disk)
            write_file(folder / "a", b"old")
            with pytest.raises(OSError, match="space") as failed:
                publish_folder(folder, "0001", {"b": b"x" * 3_000_000, "c": b""}, "c")
            assert failed.value.errno == errno.ENOSPC
            with pytest.raises(OSError, match="space"):
                write_file(folder / "a", b"x" * 3_000_000)
            assert names(folder) == ["a"]
            assert (folder / "a").read_bytes() == b"old"
    except faults.Unavailable as reason:
        pytest.skip(f"no small disk can be made here: {reason}")


def test_a_symbolic_link_is_never_written_through(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"mine")
    (tmp_path / "link").symlink_to(secret)
    with pytest.raises(SymlinkError):
        write_file(tmp_path / "link", b"theirs")
    assert secret.read_bytes() == b"mine"
    assert (tmp_path / "link").is_symlink()


def test_links_and_pipes_are_not_read_as_files(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(OSError):  # noqa: PT011 - each system words it in its own way
            read_regular(tmp_path / name)


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    create_file(tmp_path / "a.toml", b"mine")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "a.toml", b"theirs")
    assert (tmp_path / "a.toml").read_bytes() == b"mine"
    assert names(tmp_path) == ["a.toml"]


def test_a_folder_never_takes_the_place_of_another(tmp_path: Path) -> None:
    publish_folder(tmp_path, "0001", {"a": b"1", "last": b""}, "last")
    (tmp_path / "0002").mkdir()  # empty: a bare rename would take it
    for taken in ("0001", "0002"):
        with pytest.raises(FileExistsError):
            publish_folder(tmp_path, taken, {"a": b"2", "last": b""}, "last")
    assert (tmp_path / "0001" / "a").read_bytes() == b"1"
    assert names(tmp_path) == ["0001", "0002"]


def test_the_file_that_vouches_for_the_others_is_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    real = atomic._write_new

    def spy(path: Path, data: bytes, mode: int) -> None:
        written.append(path.name)
        real(path, data, mode)

    monkeypatch.setattr(atomic, "_write_new", spy)
    publish_folder(tmp_path, "0001", {"b": b"", "a": b"", "z": b""}, "a")
    assert written == ["b", "z", "a"]


def test_leavings_are_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".tmp-abc").mkdir()
    (tmp_path / ".tmp-abc" / "a.pdf").write_bytes(b"half")
    (tmp_path / ".tmp-def").write_bytes(b"half")
    (tmp_path / ".tmp-link").symlink_to(tmp_path / "0001")
    (tmp_path / "0001").mkdir()
    (tmp_path / "0001" / "keep").write_bytes(b"")
    assert sweep(tmp_path) == (".tmp-abc", ".tmp-def", ".tmp-link")
    assert names(tmp_path) == ["0001"]
    assert names(tmp_path / "0001") == ["keep"]


def test_a_file_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    """A writer is killed while it replaces one file over and over."""
    path = tmp_path / "a"
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from generator.editions.atomic import write_file
        path, count = Path(sys.argv[1]), 0
        write_file(path, b"0" * 200_000)
        print("ready", flush=True)
        while True:
            count += 1
            write_file(path, str(count % 10).encode() * 200_000)
        """
    )
    for pause in (0.0, 0.003, 0.007, 0.011, 0.017):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, cwd=Path.cwd()
        )
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            process.kill()
        process.stdout.close()
        process.wait()
        content = path.read_bytes()
        assert len(content) == 200_000
        assert len(set(content)) == 1


def test_what_was_left_long_ago_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in (".tmp-old", ".tmp-young", "kept.json"))
    for path in (old, young, other):
        path.write_text("half")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    sweep_old(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".tmp-young", "kept.json"]
