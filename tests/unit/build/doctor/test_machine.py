"""What the machine provides."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from generator.build.digests import FONTS
from generator.build.doctor import machine, pictures
from generator.build.doctor.machine import Check, examine
from generator.build.workspace import Workspace


def by_name(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.name: check for check in checks}


def test_every_shipped_font_is_in_the_list_of_sums() -> None:
    """After a change of fonts: cd generator/writers/fonts && sha256sum *.ttf > SHA256SUMS."""
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")
    }
    lines = (FONTS / machine.SUMS).read_text().splitlines()
    assert {name: sha256 for sha256, name in (line.split() for line in lines)} == found


def test_this_machine_can_build(work: Path) -> None:
    checks = by_name(examine(Workspace(work)))
    assert {check.name for check in checks.values() if check.state == "missing"} == set()
    assert checks["fonts"].found.endswith("all sound")
    assert "CLDR" in checks["locale data"].found
    assert checks["write access to briefings/"].state == "ok"
    assert not list(work.rglob(".tmp-*"))


def test_boundaries_and_flags_are_read_whole() -> None:
    checks = by_name(examine(None))
    assert checks["boundaries of maps"].state == checks["flags"].state == "ok"
    said = checks["boundaries of maps"].found
    assert "natural-earth (236 countries; de facto control" in said
    assert "visionscarto (237 countries; close to the United Nations’ view" in said
    assert checks["flags"].found.startswith("127 drawings for 125 countries")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("visionscarto.topojson.gz", "boundaries of maps"),
        ("disputed.csv", "boundaries of maps"),
        ("drawings.gz", "flags"),
    ],
)
def test_damaged_boundaries_and_flags_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, name: str
) -> None:
    parts = []
    for part, folder, told in pictures.PARTS:
        shutil.copytree(folder, tmp_path / part)
        if (tmp_path / part / file).exists():
            (tmp_path / part / file).write_bytes((folder / file).read_bytes()[:100])
        parts.append((part, tmp_path / part, told))
    monkeypatch.setattr(pictures, "PARTS", tuple(parts))
    (wrong,) = (check for check in examine(None) if check.state == "missing")
    assert (wrong.name, wrong.found) == (name, f"missing or damaged: {file}")
    assert wrong.remedy == "Install the program again."


def test_every_file_of_boundaries_and_flags_is_in_a_list_of_sums() -> None:
    """After a change: cd generator/maps/data && sha256sum *.csv *.gz > SHA256SUMS."""
    for _, folder, _ in pictures.PARTS:
        found = {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.iterdir()
            if path.suffix in (".csv", ".gz")
        }
        lines = (folder / machine.SUMS).read_text().splitlines()
        assert {name: sha256 for sha256, name in (line.split() for line in lines)} == found


def test_without_a_workspace_the_program_alone_is_looked_at() -> None:
    assert by_name(examine(None))["workspace"].state == "warning"


def test_a_damaged_font_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FONTS, tmp_path / "fonts")
    (tmp_path / "fonts/NotoSans-Bold.ttf").write_bytes(b"not a font")
    (tmp_path / "fonts/NotoSans-Regular.ttf").unlink()
    monkeypatch.setattr(machine, "FONTS", tmp_path / "fonts")
    check = machine._fonts()
    assert check.state == "missing"
    assert check.found == "missing or damaged: NotoSans-Bold.ttf, NotoSans-Regular.ttf"


@pytest.mark.parametrize(
    ("platform", "tool", "words"),
    [("linux", "apt-get", "sudo apt-get install"), ("darwin", None, "brew install pango")],
)
def test_a_missing_library_comes_with_the_words_to_install_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, tool: str | None, words: str
) -> None:
    monkeypatch.setattr(machine, "_loads", lambda files: False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda name: name if name == tool else None)
    checks = list(machine._system_libraries())
    assert [check.state for check in checks] == ["missing"] * 4 + ["warning"]
    assert all(words in check.remedy for check in checks)


def test_a_broken_module_is_told_by_its_own_words() -> None:
    assert "no_such_module" in machine._import_error("no_such_module")
    assert machine._import_error("json") == ""


@pytest.mark.parametrize(
    ("version", "state"), [((3, 10, 1), "missing"), ((3, 11, 0), "ok"), ((3, 14, 0), "warning")]
)
def test_the_version_of_python_is_judged(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], state: str
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert machine._python().state == state


def test_little_room_is_said(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    for free, state in ((10**7, "missing"), (10**8, "warning"), (10**10, "ok")):
        monkeypatch.setattr(shutil, "disk_usage", lambda path, free=free: usage(0, 0, free))
        checks = by_name(tuple(machine._workspace(Workspace(work))))
        assert checks["room on the disk"].state == state


def test_a_folder_that_cannot_be_written_is_said(work: Path) -> None:
    shutil.rmtree(work / "briefings")
    (work / "briefings").symlink_to("/proc")
    check = by_name(tuple(machine._workspace(Workspace(work))))["write access to briefings/"]
    assert check.state == "missing"
    assert check.remedy
