"""What planning keeps between runs under ``state/plan/``: small files that may be lost.

Each begins with the SHA-256 of what follows. One that is damaged, that another person could
have written, or that another form of this program wrote counts as lost, and is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")

FOLDER: Final = "plan"
FORM: Final = 1
_DIGEST: Final = 64


def take(path: Path) -> Any:
    """The plain value that was put there; None when there is none that can be trusted."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or not _is_ours(status):
            return None
        content = path.read_bytes()
        head, data = content[:_DIGEST], content[_DIGEST:]
        if head == hashlib.sha256(data).hexdigest().encode():
            form, value = json.loads(data)
            return value if form == FORM else None
    return None


class Opened(Generic[T]):
    """What was made of kept values, for a process that asks again and again.

    A file that is still the one that was read, or put there by this process, is not read again.
    Nothing that is given may be changed.
    """

    def __init__(self, make: Callable[[Any], T], most: int) -> None:
        self._make = make
        self._most = most
        self._found: dict[Path, tuple[tuple[int, ...], T]] = {}

    def take(self, path: Path) -> T | None:
        """What is made of the value that was put there; None where there is no sound one."""
        sign = _sign(path)
        known = self._found.get(path)
        if known is not None and known[0] == sign:
            return known[1]
        self._found.pop(path, None)
        plain = take(path)
        if plain is None:
            return None
        try:
            found = self._make(plain)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            return None
        self._hold(path, sign, found)
        return found

    def touch(self, path: Path) -> None:
        """Let a file be as new as one that was put there now: it is in use."""
        known = self._found.get(path)
        same = known is not None and known[0] == _sign(path)
        with contextlib.suppress(OSError):
            os.utime(path)
            if known is not None and same:
                self._hold(path, _sign(path), known[1])

    def put(self, path: Path, plain: Any, made: T) -> bool:
        """Keep a value of which ``made`` is made; False where that is not possible."""
        self._found.pop(path, None)
        done = put(path, plain)
        if done:
            self._hold(path, _sign(path), made)
        return done

    def _hold(self, path: Path, sign: tuple[int, ...], made: T) -> None:
        if sign and sign == _sign(path):
            self._found.pop(path, None)
            while len(self._found) >= self._most:
                del self._found[next(iter(self._found))]  # what was taken longest ago
            self._found[path] = (sign, made)


def _sign(path: Path) -> tuple[int, ...]:
    """What tells one file that was put there from another: each is a new entry."""
    try:
        status = path.lstat()
    except OSError:
        return ()
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return (status.st_dev, status.st_ino, status.st_size, status.st_mode, *times)


def put(path: Path, value: Any) -> bool:
    """Keep a plain value; False where that is not possible, and the next run is slower."""
    from generator.editions.atomic import sweep_old, write_file

    data = json.dumps([FORM, value], ensure_ascii=False, separators=(",", ":"))
    content = data.encode("utf-8", "surrogatepass")
    head = hashlib.sha256(content).hexdigest().encode()
    try:
        _make_folders(path)
        write_file(path, head + content, mode=0o600, lasting=False)
        sweep_old(path.parent)
    except OSError:
        return False
    return True


def clock(state: Path) -> int:
    """The time of the file system under ``state``, in ns; 0 when nothing can be written there.

    With 0, nothing that was looked at is ever taken for certain.
    """
    path = state / FOLDER / "clock"
    try:
        _make_folders(path)
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _make_folders(path: Path) -> None:
    for folder in reversed(path.parents[:3]):  # parents=True would open them to everybody
        folder.mkdir(mode=0o700, exist_ok=True)


def _is_ours(status: os.stat_result) -> bool:
    """True for a file that only its owner, who runs this program, may write."""
    if os.name == "nt":  # pragma: no cover - folders of a person are their own there
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022
