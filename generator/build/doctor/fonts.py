"""What the doctor says of fonts: for each script, shipped, found where, or how to bring one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from generator.build.fontfiles import FOLDER, font_files, own_files
from generator.build.orders.order import read_order
from generator.build.workspace import Workspace
from generator.house.families import SCRIPTS, Script, how_to_bring
from generator.problems import Findings

if TYPE_CHECKING:
    from generator.house.model import HouseStyle
    from generator.writers.fonts.faces import FontFile

Finding = tuple[str, Literal["ok", "warning", "missing"], str, str]
"""Name, state, what was found, remedy; see ``doctor.Check``."""

_SYSTEM: Final = Path("/usr/share/fonts")
_CJK: Final = ("opentype/noto", "google-noto-sans-cjk-fonts", "noto-cjk", "noto")
_OFFERED: Final = ("chinese-simplified", "chinese-traditional")
"""Scripts that are spoken of even when no order asks for them."""


def font_findings(workspace: Workspace | None) -> Iterator[Finding]:
    """The state of the fonts of each script; without a workspace, of the shipped ones alone."""
    shipped = ", ".join(script.title for script in SCRIPTS if script.shipped)
    yield "fonts by script", "ok", f"shipped: {shipped}", ""
    if workspace is None:
        return
    yield from _own(workspace)
    wanted = _wanted(workspace)
    without: list[str] = []
    for script in SCRIPTS:
        if script.shipped:
            continue
        houses = wanted.get(script.use, ())
        found = _found(script, workspace, houses)
        name = f"font for {script.title}"
        if found is not None:
            yield name, "ok", found, ""
        elif houses:
            told = "none here; an order asks for PDF in it"
            yield name, "missing", told, how_to_bring_here(script)
        elif script.use in _OFFERED:
            told = f"none here; needed only for PDF in it. {how_to_bring_here(script)}"
            yield name, "ok", told, ""
        else:
            without.append(script.title)
    if without:
        told = f"{', '.join(without)}; each needs a file in the folder {FOLDER}/ of the workspace"
        yield "scripts without a font", "ok", told, ""


def _own(workspace: Workspace) -> Iterator[Finding]:
    """Files in the workspace's folder that cannot be used."""
    from generator.writers.fonts.faces import UnreadableFont, read

    for path in own_files(workspace):
        name = f"font file {FOLDER}/{path.name}"
        try:
            file = read(path.as_posix())
        except UnreadableFont:
            remedy = "Copy it again from where it came, or take it out of the folder."
            yield name, "missing", "cannot be read", remedy
            continue
        if not file.embeddable:
            remedy = "Take another font; those of the Noto project may be embedded."
            yield name, "missing", "its licence forbids putting it into documents", remedy


def _wanted(workspace: Workspace) -> dict[str, tuple[HouseStyle | None, ...]]:
    """The scripts that orders ask for as pages, with the house styles that set them."""
    from generator.house.read import read_house
    from generator.writers.scripts import script_of

    found: dict[str, tuple[HouseStyle | None, ...]] = {}
    for path in workspace.order_files():
        order = read_order(path, Findings())
        if order is None or "pdf" not in order.formats:
            continue
        folder = workspace.house_folder(order.house)
        house = read_house(folder, Findings()) if folder else None
        for tag in order.languages:
            use = script_of(tag).use
            found[use] = (*found.get(use, ()), house)
    return found


def _found(
    script: Script, workspace: Workspace, houses: tuple[HouseStyle | None, ...]
) -> str | None:
    """Which fonts serve a script, and where they are; None when one of its houses has none."""
    from generator.writers.fonts.choice import of_script
    from generator.writers.fonts.faces import UnreadableFont, read

    readable: list[FontFile] = []
    for path in font_files(workspace):
        try:
            readable.append(read(path))
        except UnreadableFont:
            continue
    there = []
    for house in houses or (None,):
        files = of_script(script, house.fonts if house else {}, readable)
        if not files:
            return None
        there += files
    return ", ".join(dict.fromkeys(_shown(workspace, Path(file.path)) for file in there))


def _shown(workspace: Workspace, path: Path) -> str:
    """A file of the workspace by its path, one of a package by the package's name."""
    if path.is_relative_to(workspace.root.absolute()) or path.is_relative_to(workspace.root):
        return workspace.shown(path)
    return f"{path.name} of {path.parent.name.replace('_', '-')}"


def how_to_bring_here(script: Script) -> str:
    """The exact step on this system: a copy of what it has, else what to install."""
    if files := _of_system(script):
        listed = " ".join(file.as_posix() for file in files)
        return f"Type: mkdir -p {FOLDER} && cp {listed} {FOLDER}/"
    if script.package or sys.platform != "linux" or not shutil.which("apt-get"):
        return how_to_bring(script)
    file = _SYSTEM / "truetype" / "noto" / script.file
    return (
        f"Type: sudo apt-get install fonts-noto-core && mkdir -p {FOLDER} && "
        f"cp {file.as_posix().replace('-Regular', '-*')} {FOLDER}/"
    )


def _of_system(script: Script) -> tuple[Path, ...]:
    """Files of the Noto fonts that Debian and its kin install, regular and bold."""
    if script.slot == "east-asian":
        names = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")
        folders = [_SYSTEM / part for part in _CJK]
    else:
        names = (script.file, script.file.replace("-Regular", "-Bold"))
        folders = [_SYSTEM / "truetype" / "noto", _SYSTEM / "noto"]
    for folder in folders:
        if (folder / names[0]).is_file():
            return tuple(folder / name for name in names if (folder / name).is_file())
    return ()
