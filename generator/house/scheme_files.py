"""Where marking schemes stand: the workspace's own before those that come with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.packaged import packaged_root

FOLDER: Final = "marking"


def scheme_file(house: Path, name: str) -> Path | None:
    """The file of a scheme for the house style in the folder ``house``: its workspace's, else ours.

    None when there is none of that name.
    """
    for folder in scheme_folders(house):
        if (file := folder / f"{name}.toml").is_file():
            return file
    return None


def scheme_names(house: Path) -> tuple[str, ...]:
    """Every scheme that the house style in a folder can name."""
    found = {file.stem for folder in scheme_folders(house) for file in folder.glob("*.toml")}
    return tuple(sorted(found))


def scheme_folders(house: Path) -> tuple[Path, ...]:
    """Where the schemes stand that the house style in a folder can name, the first first."""
    own, packaged = house.parent.parent / FOLDER, packaged_root() / "templates" / FOLDER
    return tuple(dict.fromkeys((own, packaged)))
