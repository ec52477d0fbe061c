"""Digests of files that did not change: quick, and never those of another content."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import stamps
from generator.build.digests import folder_digest
from generator.build.inputs import Inputs
from generator.build.stamps import stamped
from generator.build.workspace import Workspace
from generator.facts import folderkey
from tests.bounds import until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="every file is read there")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "state" / "sources"
    folder.mkdir(parents=True, mode=0o700)
    return folder / "stamps.json"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were really read."""
    names: list[str] = []

    def counting(path: str) -> bytes:
        names.append(Path(path).name)
        return folderkey.digest_of_file(path)

    monkeypatch.setattr(stamps, "digest_of_file", counting)
    return names


def settle(monkeypatch: pytest.MonkeyPatch, seconds: float = 60) -> None:
    """Let time pass."""
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + int(seconds * 1e9))


def changed_later(file: Path, text: str) -> None:
    """Write a file so that its times tell so, however coarse the times of its disk are."""
    before = file.stat()

    def is_later() -> bool:
        file.write_text(text)
        now = file.stat()
        return now.st_mtime_ns > before.st_mtime_ns and now.st_ctime_ns > before.st_ctime_ns

    assert until(is_later)


def digest(kept: Path, path: Path, *, writes: bool = True) -> str:
    with stamped(kept, writes=writes) as known:
        return known(str(path)).hex()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_did_not_change_is_read_once(
    kept: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("one")
    settle(monkeypatch)
    for _ in range(3):
        assert digest(kept, file) == sha256(file)
    assert read == ["facts.yaml"]


def test_a_file_that_changed_a_moment_ago_is_not_stamped(
    kept: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("one")
    a_moment_later = file.stat().st_ctime_ns + 10**9
    monkeypatch.setattr(time, "time_ns", lambda: a_moment_later)
    for _ in range(2):
        assert digest(kept, file) == sha256(file)
    assert read == ["facts.yaml", "facts.yaml"]
    assert not kept.exists()


def test_a_change_of_the_same_size_with_the_time_set_back_is_seen(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("one")
    before = file.stat()
    settle(monkeypatch)
    digest(kept, file)
    changed_later(file, "two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert digest(kept, file) == sha256(file)


def test_a_file_put_in_place_of_another_is_seen(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "facts.yaml", tmp_path / "other"
    file.write_text("one")
    other.write_text("two")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    settle(monkeypatch)
    digest(kept, file)
    other.replace(file)
    assert digest(kept, file) == sha256(file)


def test_a_file_that_changes_while_it_is_read_is_not_stamped(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("one")

    def changing(path: str) -> bytes:
        found = folderkey.digest_of_file(path)
        file.write_text("longer than before")
        return found

    settle(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(stamps, "digest_of_file", changing)
        digest(kept, file)
    assert digest(kept, file) == sha256(file)


def test_who_may_only_look_writes_nothing(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("one")
    settle(monkeypatch)
    digest(kept, file, writes=False)
    assert not kept.exists()


@pytest.mark.parametrize("damage", ["cut", "form", "list", "public", "link", "digest"])
def test_stamps_that_are_damaged_or_not_ours_are_passed_over(
    kept: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("one")
    settle(monkeypatch)
    digest(kept, file)
    found = json.loads(kept.read_text())
    wrong = {
        "cut": kept.read_bytes()[:-2],
        "form": json.dumps(dict.fromkeys(found, 7)).encode(),
        "list": b"[]",
        "digest": json.dumps({name: ["zz", *one[1:]] for name, one in found.items()}).encode(),
    }
    kept.write_bytes(wrong.get(damage, kept.read_bytes()))
    if damage == "public":
        kept.chmod(0o666)
    if damage == "link":
        kept.rename(tmp_path / "elsewhere")
        kept.symlink_to(tmp_path / "elsewhere")
    assert digest(kept, file) == sha256(file)
    assert read == ["facts.yaml", "facts.yaml"]


def test_a_file_that_is_gone_is_an_error_of_reading(kept: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        digest(kept, tmp_path / "nowhere")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=3)), max_size=8))
def test_whatever_is_written_the_digest_is_that_of_the_content(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, bytes]]
) -> None:
    root = tmp_path_factory.mktemp("stamps")
    (root / "state").mkdir(mode=0o700)
    for name, content in edits:
        path = root / name
        path.write_bytes(content)
        with stamped(root / "state" / "stamps.json") as known:
            for file in root.glob("?"):
                assert known(str(file)).hex() == sha256(file)


def test_inputs_read_unchanged_sources_once_and_tell_the_same(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path)
    file = workspace.sources / "page" / "facts" / "a.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("one")
    settle(monkeypatch)
    plain = folder_digest(workspace.sources)
    assert [Inputs(workspace).folder(workspace.sources) for _ in range(3)] == [plain] * 3
    assert read == ["a.yaml"]
    changed_later(file, "two")
    assert Inputs(workspace).folder(workspace.sources) == folder_digest(workspace.sources) != plain
