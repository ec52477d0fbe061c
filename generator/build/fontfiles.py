"""The font files beside the shipped ones: of the workspace, and of packages that bring fonts."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

from generator.build.workspace import Workspace
from generator.house.families import SCRIPTS, Script

FOLDER: Final = "fonts"
SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc", ".otc"})


def font_files(workspace: Workspace) -> tuple[str, ...]:
    """Every font file that pages may use: the workspace's own first, then the packages'."""
    found = [path.as_posix() for path in own_files(workspace)]
    for script in SCRIPTS:
        found += (path.as_posix() for path in package_files(script))
    return tuple(dict.fromkeys(found))


def own_files(workspace: Workspace) -> tuple[Path, ...]:
    """The files in the workspace's folder ``fonts/``, by name."""
    return _fonts_in(workspace.root / FOLDER)


def package_files(script: Script) -> tuple[Path, ...]:
    """The files of the package that brings a font for the script, when it is installed."""
    folder = _package_folder(script.module) if script.package else None
    return () if folder is None else _fonts_in(folder)


@cache
def _package_folder(module: str) -> Path | None:
    found = importlib.util.find_spec(module)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations)))


def _fonts_in(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.startswith(".")
    )
