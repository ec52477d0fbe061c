"""Digests of files that did not change, without reading them again.

A file's stamp is its place on the disk, its size and the times of its last change. Whoever
writes to a file changes the last of them, which no ordinary program can set back. A file that
changed a moment ago is not stamped: it may change again within the same tick of the clock.
Standard library only, and light: ``Inputs`` asks here before any stage is loaded.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from generator.facts.folderkey import Digester, digest_of_file

SOURCES: Final = "sources"
"""The folder of the state that holds what is known of sources."""
_SETTLED: Final = 3 * 10**9
"""Nanoseconds after which no later change can carry the same time, on any file system."""
_TELLS: Final = os.name != "nt"
"""On Windows the last of the times is that of making the file: there every file is read."""

Stamp = tuple[int, int, int, int, int]


@contextmanager
def stamped(file: Path, *, writes: bool = True) -> Iterator[Digester]:
    """A way to digests of files that is quick for those that did not change since last time.

    file    where the stamps are kept; losing it costs time and nothing else.
    writes  False for who may only look.
    """
    known = _read(file)
    met: dict[str, tuple[Stamp, str]] = {}

    def digest(path: str) -> bytes:
        before = _stamp(path)
        entry = known.get(path)
        if entry is not None and entry[0] == before:
            met[path] = entry
            return bytes.fromhex(entry[1])
        began = time.time_ns()
        found = digest_of_file(path)
        if _TELLS and _stamp(path) == before and max(before[3:]) + _SETTLED < began:
            met[path] = (before, found.hex())
        return found

    yield digest
    if writes and met != known:
        _write(file, met)


def is_private(path: Path, *, folder: bool = False) -> bool:
    """True for what only its owner, who runs this program, may write, and is no link."""
    try:
        status = path.lstat()
    except OSError:
        return False
    is_kind = stat.S_ISDIR if folder else stat.S_ISREG
    if not is_kind(status.st_mode):
        return False
    if os.name == "nt":  # pragma: no cover - folders of a person are their own there
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _stamp(path: str) -> Stamp:
    found = os.stat(path)  # noqa: PTH116 - thousands of files: a path as text is quicker
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _read(file: Path) -> dict[str, tuple[Stamp, str]]:
    if not _TELLS or not is_private(file.parent, folder=True) or not is_private(file):
        return {}
    known: dict[str, tuple[Stamp, str]] = {}
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
        for name, (digest, *stamp) in json.loads(file.read_bytes()).items():
            if len(stamp) == 5 and len(bytes.fromhex(digest)) == hashlib.sha256().digest_size:
                known[name] = (tuple(stamp), digest)
        return known
    return {}


def _write(file: Path, met: dict[str, tuple[Stamp, str]]) -> None:
    from generator.build.memory import write_private

    plain = {name: [digest, *stamp] for name, (stamp, digest) in met.items()}
    # A name that is no text stands there as what Python makes of it, and comes back the same.
    write_private(file, json.dumps(plain, sort_keys=True).encode())
