"""The files that documents are made from, and which of them have changed since."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from generator.build.digests import PACKAGE
from generator.build.fontfiles import FOLDER
from generator.build.workspace import Workspace

PROGRAM: Final = "program"
_DEEP: Final = 24
_OF_PROGRAM: Final = frozenset({".py", ".mo", ".toml", ".css", ".json", ".csv", ".ttf", ".otf"})
_PASSED_OVER: Final = frozenset({"__pycache__", "node_modules", "4913", "thumbs.db", "desktop.ini"})
_ENDINGS: Final = ("~", ".tmp", ".temp", ".swp", ".swo", ".swx", ".part", ".partial", ".crdownload",
    ".bak", ".orig", ".rej", ".lock", ".pyc")  # fmt: skip
_BEGINNINGS: Final = (".", "~$", "#", "~wr")


class Seen(NamedTuple):
    """What a file looked like. Times in nanoseconds; ``changed``: of its name or rights, too."""

    size: int
    written: int
    changed: int
    number: int


Snapshot = Mapping[str, Seen]
"""Files by path."""


def counts(name: str) -> bool:
    """Whether a file or folder of that name is an author's, and no editor's or copier's own."""
    small = name.casefold()
    return not (small in _PASSED_OVER or small.startswith(_BEGINNINGS) or small.endswith(_ENDINGS))


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files of a workspace are.

    program  the folder of the program itself, with its catalogues.
    """

    workspace: Workspace
    program: Path = PACKAGE

    def folders(self) -> tuple[Path, ...]:
        """The folders to be watched, those that are there."""
        place = self.workspace
        own = (*place.template_roots, place.sources, place.briefings, place.root / FOLDER)
        found = dict.fromkeys(path.resolve() for path in own if path.is_dir())
        return (*found, *((self.program,) if self.program.is_dir() else ()))

    def look(self) -> dict[str, Seen]:
        """Every file that counts, as it is now. What goes away meanwhile is not there."""
        found: dict[str, Seen] = {}
        orders = self.workspace.briefings.resolve()
        for folder in self.folders():
            if folder == self.program:
                _walk(folder, found, _DEEP, _OF_PROGRAM)
            elif folder == orders:
                self._orders(folder, found)
            else:
                _walk(folder, found, _DEEP, None)
        return found

    def _orders(self, folder: Path, found: dict[str, Seen]) -> None:
        """Orders and the texts beside them; editions are written by builds."""
        for entry in _entries(folder):
            if not counts(entry.name):
                continue
            if entry.name.endswith(".toml"):
                _note(entry, found)
            elif entry.name.endswith(".text") and entry.is_dir():
                _walk(Path(entry.path), found, _DEEP, None)

    def is_of_program(self, path: str) -> bool:
        """Whether a file is one of the program's."""
        return Path(path).is_relative_to(self.program) and not any(
            Path(path).is_relative_to(folder) for folder in self.folders() if folder != self.program
        )

    def is_of_order(self, path: str) -> bool:
        """Whether a file is an order, or a text beside one."""
        return Path(path).is_relative_to(self.workspace.briefings.resolve())

    def is_of_interest(self, path: str) -> bool:
        """Whether a change of that file may matter: asked for every event."""
        where = Path(path)
        if not counts(where.name):
            return False
        orders = self.workspace.briefings.resolve()
        if where.is_relative_to(orders):
            parts = where.relative_to(orders).parts
            return len(parts) == 1 or (len(parts) > 1 and parts[0].endswith(".text"))
        return True

    def shown(self, path: str) -> str:
        """A path as a person would type it."""
        if self.is_of_program(path):
            return f"{PROGRAM}/{Path(path).relative_to(self.program).as_posix()}"
        root = self.workspace.root.resolve()
        where = Path(path)
        return where.relative_to(root).as_posix() if where.is_relative_to(root) else path


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return


def _walk(folder: Path, found: dict[str, Seen], deep: int, endings: frozenset[str] | None) -> None:
    if deep == 0:
        return
    for entry in _entries(folder):
        if not counts(entry.name) or (endings is not None and entry.name == "packaged"):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError:
            continue
        if is_folder:
            _walk(Path(entry.path), found, deep - 1, endings)
        elif endings is None or Path(entry.name).suffix in endings:
            _note(entry, found)


def _note(entry: os.DirEntry[str], found: dict[str, Seen]) -> None:
    try:
        status = entry.stat()
    except OSError:
        return
    found[entry.path] = Seen(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
