"""What the doctor says of fonts by script."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from generator.build import fontfiles
from generator.build.doctor import fonts
from generator.build.doctor.fonts import font_findings, how_to_bring_here
from generator.build.workspace import Workspace
from generator.house.families import SCRIPTS, by_use
from tests.made_fonts import make_font

CHINESE = by_use("chinese-simplified")
THAI = by_use("thai")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without packages and system fonts of its own."""
    monkeypatch.setattr(fontfiles, "package_files", lambda script: ())
    monkeypatch.setattr(fonts, "_SYSTEM", tmp_path / "no-fonts")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: None)


def said(work: Path) -> dict[str, tuple[str, str, str]]:
    return {
        name: (state, found, remedy)
        for name, state, found, remedy in font_findings(Workspace(work))
    }


def order(work: Path, languages: str, formats: str = '["pdf"]') -> None:
    text = (work / "briefings" / "iraq.toml").read_text()
    kept = [line for line in text.splitlines() if not line.startswith(("languages", "formats"))]
    added = [f"languages = {languages}", f"formats = {formats}"]
    (work / "briefings" / "iraq.toml").write_text("\n".join([*added, *kept]))


def test_shipped_scripts_are_named_also_without_a_workspace() -> None:
    (only,) = font_findings(None)
    assert only == (
        "fonts by script", "ok", "shipped: Latin, Greek and Cyrillic, Arabic, Hebrew", ""
    )  # fmt: skip


def test_chinese_is_explained_before_anyone_orders_it(work: Path) -> None:
    state, found, remedy = said(work)["font for Chinese (Simplified)"]
    assert (state, remedy) == ("ok", "")
    assert found == (
        "none here; needed only for PDF in it. Type: pip install pylopdf-fonts-zh-cn. Or put a"
        " font file of “Noto Sans SC”, such as NotoSansSC-Regular.otf, into the folder fonts/"
        " of the workspace."
    )
    state, found, _ = said(work)["scripts without a font"]
    assert state == "ok"
    assert all(s.title in found for s in SCRIPTS if not s.shipped and "Chinese" not in s.title)


def test_a_font_that_an_order_needs_is_missing_with_the_step_for_it(work: Path) -> None:
    order(work, '["en-CA", "zh-CN", "th-TH"]')
    state, found, remedy = said(work)["font for Chinese (Simplified)"]
    assert (state, found) == ("missing", "none here; an order asks for PDF in it")
    assert remedy.startswith("Type: pip install pylopdf-fonts-zh-cn.")
    assert said(work)["font for Thai"][0] == "missing"


def test_word_and_html_need_no_font_here(work: Path) -> None:
    order(work, '["zh-CN"]', '["docx", "html"]')
    assert said(work)["font for Chinese (Simplified)"][0] == "ok"


def test_a_font_in_the_workspace_is_found_and_named(work: Path) -> None:
    order(work, '["zh-CN"]')
    make_font(work / "fonts" / "my.ttf", "Noto Sans CJK SC", "伊拉克")
    assert said(work)["font for Chinese (Simplified)"] == ("ok", "fonts/my.ttf", "")


def test_a_file_that_cannot_be_used_is_named(work: Path) -> None:
    make_font(work / "fonts" / "closed.ttf", "Closed", "x", licence_bits=2)
    (work / "fonts" / "broken.otf").write_bytes(b"OTTO")
    found = said(work)
    assert found["font file fonts/closed.ttf"][:2] == (
        "missing",
        "its licence forbids putting it into documents",
    )
    assert found["font file fonts/broken.otf"][:2] == ("missing", "cannot be read")


@pytest.mark.parametrize(
    ("use", "folder", "files"),
    [
        (
            "chinese-simplified",
            "opentype/noto",
            ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
        ),
        ("thai", "truetype/noto", ("NotoSansThai-Regular.ttf",)),
    ],
)
def test_a_font_that_the_system_has_is_only_to_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, use: str, folder: str, files: tuple[str, ...]
) -> None:
    monkeypatch.setattr(fonts, "_SYSTEM", tmp_path)
    (tmp_path / folder).mkdir(parents=True)
    for file in files:
        (tmp_path / folder / file).write_bytes(b"")
    listed = " ".join(f"{(tmp_path / folder / file).as_posix()}" for file in files)
    assert how_to_bring_here(by_use(use)) == f"Type: mkdir -p fonts && cp {listed} fonts/"


def test_debian_brings_other_scripts_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(fonts, "_SYSTEM", Path("/usr/share/fonts"))
    tamil = by_use("tamil")
    if not fonts._of_system(tamil):
        assert how_to_bring_here(tamil) == (
            "Type: sudo apt-get install fonts-noto-core && mkdir -p fonts && "
            "cp /usr/share/fonts/truetype/noto/NotoSansTamil-*.ttf fonts/"
        )


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_take_the_folder(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert how_to_bring_here(by_use("tamil")) == (
        "Put a font file of “Noto Sans Tamil”, such as NotoSansTamil-Regular.ttf, into the folder"
        " fonts/ of the workspace (Debian has it in the package fonts-noto-core)."
    )
    assert how_to_bring_here(THAI).startswith("Type: pip install pylopdf-fonts-th.")
    assert how_to_bring_here(CHINESE).startswith("Type: pip install pylopdf-fonts-zh-cn.")
