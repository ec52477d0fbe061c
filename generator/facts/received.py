"""Data as received: ``received/<time>/`` of a source, and which of them is in use.

Each state is a folder that is never changed: the answers as they came, and ``received.json``
that says from where, when and with which hash. ``received/latest`` names the one that the
source's tables are read from: ``files = "received/latest/*.json"``.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Final

FOLDER: Final = "received"
LATEST: Final = "latest"
RECORD: Final = "received.json"
STATE_NAME: Final = re.compile(r"[0-9][0-9A-Za-z-]{3,39}")
_PREFIX: Final = f"{FOLDER}/{LATEST}/"


def latest(folder: Path) -> Path | None:
    """The state of a source that is in use; None when nothing was received yet."""
    pointer = folder / FOLDER / LATEST
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if pointer.is_symlink():
            return None
        name = pointer.read_text("ascii").strip()
        if STATE_NAME.fullmatch(name) and _is_state(pointer.parent / name):
            return pointer.parent / name
    return None


def states(folder: Path) -> tuple[Path, ...]:
    """Every state of a source, oldest first."""
    try:
        with os.scandir(folder / FOLDER) as found:
            names = sorted(one.name for one in found if STATE_NAME.fullmatch(one.name))
    except OSError:
        return ()
    return tuple(path for name in names if _is_state(path := folder / FOLDER / name))


def state_files(pattern: str) -> str | None:
    """The part of a pattern of files that counts within a state; None for files elsewhere."""
    return pattern.removeprefix(_PREFIX) if pattern.startswith(_PREFIX) else None


def _is_state(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
