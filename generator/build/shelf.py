"""Where read sources are kept between runs: one file per source and scope, for its owner alone.

The files may be deleted at any time. Each begins with the key it was put under and the
SHA-256 of what follows; one that does not agree, that another person could have written, or
that another program version wrote is passed over, and the source is read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.build import memory
from generator.build.digests import digest_of, program_digest
from generator.build.workspace import Workspace
from generator.editions.atomic import sweep

SUFFIX: Final = ".kept"
_MOST: Final = 8
"""Files per source: each set of countries that is asked for together has one."""
_DIGEST: Final = 64


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """A shelf in a folder of the workspace's state."""

    folder: Path

    def take(self, name: str, key: str) -> bytes | None:
        """What was put there under that name with that key; None when there is no such thing."""
        full = self._full(key)
        path = self._path(name, full)
        try:
            if not _is_ours(path.lstat()):
                return None
            content = path.read_bytes()
        except OSError:
            return None
        head, data = content[: 2 * _DIGEST], content[2 * _DIGEST :]
        if head != (full + hashlib.sha256(data).hexdigest()).encode():
            return None
        return data

    def put(self, name: str, key: str, data: bytes) -> None:
        """Keep bytes; where that is not possible, the next build is only slower."""
        full = self._full(key)
        head = (full + hashlib.sha256(data).hexdigest()).encode()
        if memory.write_private(self._path(name, full), head + data):
            self._make_room(name)

    @staticmethod
    def _full(key: str) -> str:
        """The key with all that decides how files are read: program and Python."""
        return digest_of(key, program_digest(), sys.version)

    def _path(self, name: str, full: str) -> Path:
        return self.folder / f"{name}.{full[:16]}{SUFFIX}"

    def _make_room(self, name: str) -> None:
        with contextlib.suppress(OSError):
            # What somebody writes here at this moment may go too: it is written another time.
            sweep(self.folder)
            files = sorted(
                self.folder.glob(f"{name}.*{SUFFIX}"),
                key=lambda path: path.stat().st_mtime_ns,
                reverse=True,
            )
            for path in files[_MOST:]:
                path.unlink(missing_ok=True)


def shelf_of(workspace: Workspace) -> FolderShelf:
    """The shelf of a workspace."""
    return FolderShelf(workspace.state / memory.SOURCES)


def _is_ours(status: os.stat_result) -> bool:
    """True for a plain file that only its owner, who runs this program, may write."""
    if not stat.S_ISREG(status.st_mode):
        return False
    if os.name == "nt":  # pragma: no cover - folders of a person are their own there
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022
