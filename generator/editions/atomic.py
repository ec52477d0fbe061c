"""The one place that writes files. What stands there is whole, or is not there.

A file is written beside its target under a name that begins with ``.tmp-``, flushed to
the disk, and renamed over the target. A folder is made the same way: all its files, the
one that vouches for the others last, then one rename. A power cut, a full disk or
``kill -9`` leaves at most a ``.tmp-`` that nobody reads and the next writer sweeps away.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

TEMPORARY: Final = ".tmp-"
_LONG_AGO: Final = 60.0
"""Seconds after which a file that is being written is one that was left."""
_NOFOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | _NOFOLLOW | _BINARY


class SymlinkError(OSError):
    """A path that must be a real file or folder is a symbolic link."""


def write_file(
    path: Path,
    data: bytes,
    *,
    mode: int = 0o666,
    through: Path | None = None,
    lasting: bool = True,
) -> None:
    """Write ``data`` to ``path``, replacing what stands there in one step.

    mode  permissions before the umask; 0o600 for what only its owner may read.
    through  folder on the same disk in which it is written first; None: that of ``path``.
    lasting  wait until it is on the disk. Without it a power cut may lose or cut it, which whoever
             reads it must be able to tell.

    Raises ``OSError``; ``path`` is then as it was.
    """
    refuse_symlink(path)
    temporary = _beside(through or path.parent)
    try:
        _write_new(temporary, data, mode, lasting=lasting)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    if lasting:
        sync_folder(path.parent)


def create_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write a new file; ``FileExistsError`` when the name is taken, also by a race.

    mode  as for ``write_file``.
    """
    temporary = _beside(path.parent)
    try:
        _write_new(temporary, data, mode)
        if os.name == "nt":  # pragma: no cover - a rename refuses a taken name there
            temporary.rename(path)
        else:
            os.link(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def stage_file(path: Path, data: bytes) -> Path:
    """Write ``data`` beside ``path`` under a name nobody reads, to be renamed over it later.

    The file gets the permissions of the one it will replace. Raises ``OSError``.
    """
    refuse_symlink(path)
    temporary = _beside(path.parent)
    try:
        _write_new(temporary, data, 0o666)
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def publish_folder(parent: Path, name: str, files: Mapping[str, bytes], last: str) -> Path:
    """Make the folder ``parent/name`` with ``files``, the file ``last`` written last.

    Raises ``FileExistsError`` when the name is taken, ``OSError`` for all else; nothing
    new stands in ``parent`` then. The caller holds the lock of ``parent``.
    """
    target = parent / name
    if os.path.lexists(target):
        raise FileExistsError(f"{target} is there already")
    temporary = _beside(parent)
    temporary.mkdir()
    try:
        for file_name in sorted(files, key=lambda n: (n == last, n)):
            _write_new(temporary / file_name, files[file_name], 0o666)
        sync_folder(temporary)
        temporary.rename(target)
    except BaseException:
        _remove(temporary)
        raise
    sync_folder(parent)
    return target


def sweep(folder: Path) -> tuple[str, ...]:
    """Remove what killed writers left in ``folder``; gives the names.

    The caller holds the folder's lock, so that nobody is still writing there.
    """
    swept = []
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(TEMPORARY):
            continue
        if path.is_dir() and not path.is_symlink():
            _remove(path)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
        swept.append(path.name)
    return tuple(swept)


def sweep_old(folder: Path) -> None:
    """Remove what killed writers left in ``folder``, where no lock says that nobody is writing.

    Nobody takes so long to write what is begun now. Raises ``OSError`` without the folder.
    """
    with os.scandir(folder) as entries:
        left = [entry for entry in entries if entry.name.startswith(TEMPORARY)]
    for entry in left:
        with contextlib.suppress(OSError):
            if time.time() - entry.stat(follow_symlinks=False).st_mtime > _LONG_AGO:
                Path(entry.path).unlink()


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it is there; a symbolic link is refused."""
    refuse_symlink(path)
    path.mkdir(parents=True, exist_ok=True)


def refuse_symlink(path: Path) -> None:
    """Raise ``SymlinkError`` when ``path`` is a symbolic link."""
    if path.is_symlink():
        raise SymlinkError(0, "is a symbolic link", str(path))


def read_regular(path: Path) -> bytes:
    """The content of a regular file; a link, pipe or device is refused with ``OSError``."""
    handle = os.open(
        path, os.O_RDONLY | os.O_CLOEXEC | _NOFOLLOW | _BINARY | getattr(os, "O_NONBLOCK", 0)
    )
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "is not a regular file", str(path))
        return file.read()


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power cut, where the system can."""
    if os.name == "nt":  # pragma: no cover - folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(folder: Path) -> None:
    import shutil  # loads what packs and unpacks archives

    shutil.rmtree(folder, ignore_errors=True)


def _beside(folder: Path) -> Path:
    return folder / f"{TEMPORARY}{os.urandom(8).hex()}"


def _write_new(path: Path, data: bytes, mode: int, *, lasting: bool = True) -> None:
    handle = os.open(path, _NEW, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if lasting:
            os.fsync(handle)
