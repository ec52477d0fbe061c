"""Things kept by their content, each once: what editions were made from.

An object is a file under ``objects/``, packed, that begins with the SHA-256 of what follows
it unpacked. It is written once, whole or not at all, and never changed; its name says what
it is. The folder is for its owner alone: it holds parts of editions of every marking.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import time
import zlib
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Final

from generator.editions import atomic
from generator.editions.lock import HeldError, locked
from generator.records import dataclass

_NAME: Final = re.compile(r"[0-9a-f]{64}")
_HEAD: Final = 64
_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700
_LARGEST: Final = 256 * 1024 * 1024
_LEVEL: Final = 6
_WAIT: Final = 60.0
_YOUNG: Final = 3600.0
"""Seconds for which an object that no edition names may still be waited for."""


class LostError(Exception):
    """An object that is not there, or is not what it was. The text says which and why."""


def packed(data: bytes) -> bytes:
    """The content of the file in which an object is kept."""
    return hashlib.sha256(data).hexdigest().encode() + zlib.compress(data, _LEVEL)


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects under ``root``."""

    root: Path

    def renew(self, name: str) -> bool:
        """Whether there is an object of that name. It is needed again then: see ``sweep``.

        Its content is not looked at.
        """
        path = self._path(name)
        if not path.is_file():
            return False
        os.utime(path)
        return True

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one who puts objects; what killed writers left goes first.

        Raises ``OSError``, also when somebody else has them for longer than a write takes.
        """
        for folder in (self.root.parent, self.root):
            atomic.refuse_symlink(folder)
            folder.mkdir(exist_ok=True, mode=_FOLDER_MODE)
        try:
            with locked(self.root, wait=_WAIT):
                atomic.sweep(self.root)
                yield
        except HeldError as error:
            raise OSError(errno.EBUSY, f"it is in use by {error.holder}") from error

    def put(self, name: str, data: bytes) -> bool:
        """Keep an object under a name, 64 hexadecimal digits; one that is there stays.

        Who puts holds ``writing``. Gives whether it was not there before.

        Raises ``OSError``; there is then no such object.
        """
        return not self.renew(name) and self._write(name, packed(data))

    def put_packed(self, name: str, content: bytes) -> bool:
        """As ``put``, of what was ``packed`` elsewhere."""
        return not self.renew(name) and self._write(name, content)

    def get(self, name: str) -> bytes:
        """The object of that name. Raises ``LostError``."""
        short = name[:12]
        try:
            content = atomic.read_regular(self._path(name))
        except OSError as error:
            raise LostError(f"the part {short} is missing") from error
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(content[_HEAD:], _LARGEST)
        except zlib.error as error:
            raise LostError(f"the part {short} is damaged") from error
        whole = unpacker.eof and not unpacker.unused_data
        if not whole or hashlib.sha256(data).hexdigest().encode() != content[:_HEAD]:
            raise LostError(f"the part {short} is damaged")
        return data

    def size(self, name: str) -> int:
        """How many bytes it takes on disk; 0 when it is not there."""
        with contextlib.suppress(OSError):
            return self._path(name).stat().st_size
        return 0

    def names(self) -> Iterator[str]:
        """Names of all objects."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                if _NAME.fullmatch(folder.name + path.name):
                    yield folder.name + path.name

    def drop(self, name: str) -> None:
        """Take back an object that was put a moment ago, in the same ``writing``."""
        path = self._path(name)
        with contextlib.suppress(OSError):
            path.unlink()
            path.parent.rmdir()  # where nothing else is left in it

    def sweep(self, needed: Container[str]) -> int:
        """Remove what is not ``needed``; gives the bytes freed. Who sweeps holds ``writing``.

        What somebody kept or asked for within the last hour stays: an edition that needs it
        may be on its way.
        """
        freed = 0
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                name = folder.name + path.name
                if name in needed or not _NAME.fullmatch(name):
                    continue
                with contextlib.suppress(OSError):
                    found = path.stat()
                    if time.time() - found.st_mtime > _YOUNG:
                        path.unlink()
                        freed += found.st_size
        return freed

    def _write(self, name: str, content: bytes) -> bool:
        path = self._path(name)
        path.parent.mkdir(exist_ok=True, mode=_FOLDER_MODE)
        atomic.write_file(path, content, mode=_MODE, through=self.root)
        return True

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise LostError(f"{name[:12]!r} is no name of a part")
        return self.root / name[:2] / name[2:]
