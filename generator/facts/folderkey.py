"""The digest of all that reading a source depends on, and how digests of files are found."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

Digester = Callable[[str], bytes]
"""Gives the SHA-256 of a file. Raises ``OSError`` where it cannot be read."""


_PIECE: Final = 1 << 16


class _LinkError(OSError):
    """A link in a folder: what it leads to may change without the folder changing."""


def digest_of_file(path: str) -> bytes:
    """SHA-256 of a file, from its content.

    Thousands of small files are read: a path as text, no buffer and no large piece of memory for
    each take a third of the time away.
    """
    total = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - see above
        while piece := file.read(_PIECE):
            total.update(piece)
    return total.digest()


def folder_key(
    folder: Path, scope: Iterable[str] = (), digest: Digester = digest_of_file
) -> str | None:
    """SHA-256 over all that reading a folder depends on; None when it cannot be told."""
    total = hashlib.sha256()
    for part in scope:
        total.update(part.encode("utf-8", "surrogatepass") + b"\0")
    try:
        for name, path in _below(os.fspath(folder), ""):
            total.update(name.encode("utf-8", "surrogatepass") + b"\0")
            if path is not None:
                total.update(digest(path))
    except OSError:
        return None
    return total.hexdigest()


def _below(folder: str, prefix: str) -> Iterator[tuple[str, str | None]]:
    """Every file and folder below, by name, that reading may look at."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or _is_old(folder, entry.name, prefix):
            continue
        if entry.is_symlink():
            raise _LinkError(entry.path)
        if entry.is_dir():
            yield f"{prefix}{entry.name}/", None
            yield from _below(entry.path, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name, entry.path
        else:
            raise _LinkError(entry.path)


def _is_old(folder: str, name: str, prefix: str) -> bool:
    """True for data as received that are not in use: they are kept and never read."""
    from generator.facts import received  # takes time that a plan does not have

    if prefix != f"{received.FOLDER}/" or not received.STATE_NAME.fullmatch(name):
        return False
    in_use = received.latest(Path(folder).parent)
    return in_use is None or in_use.name != name
