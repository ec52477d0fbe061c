"""One writer at a time: a lock file that the system frees when its holder dies."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from generator.editions.atomic import refuse_symlink

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    import msvcrt

LOCK_FILE: Final = ".lock"
_FAR: Final = 1 << 30  # Windows hides locked bytes from readers: lock one behind the text
_PAUSE: Final = 0.1


class HeldError(Exception):
    """Somebody else holds the lock. ``holder`` is who, in words, as far as it is known."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(f"{folder} is held by {holder}")
        self.folder = folder
        self.holder = holder


@contextlib.contextmanager
def locked(
    folder: Path,
    *,
    wait: float = 0.0,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the lock of ``folder`` while the block runs. ``wait`` is in seconds.

    Raises ``HeldError`` when another process keeps it longer than ``wait``.
    """
    path = folder / LOCK_FILE
    deadline = clock() + wait
    while (handle := _take(path)) is None:
        if clock() >= deadline:
            raise HeldError(folder, _holder(path))
        pause(_PAUSE)
    try:
        _sign(handle)
        yield
    finally:
        os.close(handle)


def _take(path: Path) -> int | None:
    refuse_symlink(path)
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666)
    if _try_lock(handle) and _still_there(handle, path):
        return handle
    os.close(handle)
    return None


def _still_there(handle: int, path: Path) -> bool:
    """False when the lock file was removed between opening and locking it."""
    with contextlib.suppress(OSError):
        return os.path.samestat(path.stat(), os.fstat(handle))
    return False


def _try_lock(handle: int) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _sign(handle: int) -> None:
    """Say who holds it; on a full disk the lock holds without the words."""
    signature = json.dumps({"process": os.getpid(), "machine": platform.node()})
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, signature.encode())


def _holder(path: Path) -> str:
    try:
        signed = json.loads(path.read_text("utf-8"))
        machine = re.sub(r"[^A-Za-z0-9._-]", "?", str(signed["machine"]))[:64]
        return f"process {int(signed['process'])} on {machine}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
