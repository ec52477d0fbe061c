"""The files that workers open by path: templates and fonts. They travel by content.

All else that makes a document is in the parcel of its task. A machine lays the files down in
a private folder, in the same order and under the same names, so that what is chosen by
order and what is said of a file stay the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from generator.build.digests import file_digest
from generator.build.fontfiles import font_files, package_files
from generator.build.workspace import Workspace
from generator.compose.loader import NAME
from generator.house.families import SCRIPTS


class DamagedError(ValueError):
    """What arrived is not what was sent."""


@dataclass(frozen=True, slots=True)
class Luggage:
    """folders: names of templates and SHA-256 by root; fonts: SHA-256 by path.

    templates  their content by SHA-256; files: where fonts lie, which may be large.
    """

    folders: Mapping[str, Mapping[str, str]]
    fonts: Mapping[str, str]
    templates: Mapping[str, bytes]
    files: Mapping[str, Path]

    @classmethod
    def of(cls, workspace: Workspace) -> Luggage:
        """Of a workspace, as its files are now."""
        templates: dict[str, bytes] = {}

        def kept(path: Path) -> str:
            data = path.read_bytes()
            sha256 = hashlib.sha256(data).hexdigest()
            templates[sha256] = data
            return sha256

        folders = {
            root.as_posix(): {name: kept(path) for name, path in _templates(root)}
            for root in workspace.template_roots
        }
        fonts = {path: file_digest(path) for path in font_files(workspace)}
        files = {sha256: Path(path) for path, sha256 in fonts.items()}
        return cls(folders, fonts, templates, files)

    def content(self, sha256: str) -> bytes:
        """The content of one file."""
        found = self.templates.get(sha256)
        return self.files[sha256].read_bytes() if found is None else found

    def told(self) -> dict[str, Any]:
        """What a machine must know to lay the files down, as plain values."""
        return {"folders": self.folders, "fonts": self.fonts}


def _templates(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file that the loader of templates would open; links it refuses."""
    for path in sorted(root.rglob("*.j2")):
        name = path.relative_to(root).as_posix()
        if NAME.fullmatch(name) and path.is_file() and path.resolve() == root.resolve() / name:
            yield name, path


def own_fonts() -> dict[str, Path]:
    """The files of this machine's font packages by SHA-256: they need not travel."""
    paths = (path for script in SCRIPTS for path in package_files(script))
    return {file_digest(path.as_posix()): path for path in paths}


def lay_down(folder: Path, told: Mapping[str, Any], content: Mapping[str, bytes]) -> dict[str, str]:
    """Write the files into an empty folder; gives the new place of each root and font.

    Raises ``DamagedError`` when a file is not there or not what its SHA-256 says.
    """
    places: dict[str, str] = {}
    for number, (root, files) in enumerate(told["folders"].items()):
        new = folder / f"templates-{number}" / PurePath(root).name
        new.mkdir(parents=True)
        for name, sha256 in files.items():
            if not NAME.fullmatch(name):
                raise DamagedError(name)
            _write(new / name, content, sha256)
        places[root] = new.as_posix()
    for number, font in enumerate(sorted(told["fonts"])):
        # Fonts are chosen in the order of their paths: numbers keep it.
        new = folder / f"font-{number:04}" / PurePath(font).name
        _write(new, content, told["fonts"][font])
        places[font] = new.as_posix()
    return places


def _write(path: Path, content: Mapping[str, bytes], sha256: str) -> None:
    data = content.get(sha256, b"")
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedError(path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def wanted(told: Mapping[str, Any]) -> Iterable[str]:
    """The SHA-256 of every file that is to be laid down."""
    files = {sha for folder in told["folders"].values() for sha in folder.values()}
    return files | set(told["fonts"].values())
