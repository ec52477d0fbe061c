"""Keeps what reading a source gave, so that it is read again only when a file has changed.

What is kept is found by the content of every file of the source, never by times. Sources
with a mistake are read anew; warnings are kept and told again. Sources that hold anything
above the lowest marking are never kept, so that nothing of them lies about.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from generator.facts import parcel, received
from generator.facts.contents import Contents
from generator.problems import Findings


class Shelf(Protocol):
    """A place where bytes are kept between runs. Losing them costs time and nothing else."""

    def take(self, name: str, key: str) -> bytes | None:
        """What was put there under that name with that key; None when there is no such thing."""

    def put(self, name: str, key: str, data: bytes) -> None:
        """Keep bytes. Never raises: what cannot be kept is made anew."""


class _LinkError(OSError):
    """A link in a folder: what it leads to may change without the folder changing."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Reads sources, or takes them from a shelf.

    levels  marking levels of the house; only what carries the lowest is kept.
    scope   all that decides what is read beside the files: limits, levels, areas.
    """

    shelf: Shelf | None
    levels: tuple[str, ...]
    scope: tuple[str, ...]

    def contents(
        self, folder: Path, read: Callable[[Findings], Contents | None], findings: Findings
    ) -> Contents | None:
        """What the folder holds, as ``read`` gives it or gave it when its files were the same."""
        key = folder_key(folder, self.scope) if self.shelf is not None else None
        contents = self._take(folder, key)
        if contents is not None:
            findings.extend(contents.warnings)
            return contents
        found = Findings()
        contents = read(found)
        findings.extend(found)
        if contents is not None and not found.errors:
            contents.warnings = tuple(found)
            self._put(folder, key, contents)
        return contents

    def _take(self, folder: Path, key: str | None) -> Contents | None:
        if self.shelf is None or key is None:
            return None
        data = self.shelf.take(folder.name, key)
        if data is None:
            return None
        try:
            found = parcel.unpack_plain(data)
        except parcel.NotAParcelError:
            return None
        if not isinstance(found, Contents):
            return None
        found.source = replace(found.source, folder=folder)
        return found

    def _put(self, folder: Path, key: str | None, contents: Contents) -> None:
        """Keep what is whole and open, unless a file changed while it was read."""
        if self.shelf is None or key is None or not contents.is_open(self.levels):
            return
        if contents.refused or contents.unread:
            return
        if key == folder_key(folder, self.scope):
            bare = replace(contents, source=replace(contents.source, folder=Path()))
            self.shelf.put(folder.name, key, parcel.pack(bare))


def folder_key(folder: Path, scope: Iterable[str] = ()) -> str | None:
    """SHA-256 over all that reading a folder depends on; None when it cannot be told."""
    total = hashlib.sha256()
    for part in scope:
        total.update(part.encode("utf-8", "surrogatepass") + b"\0")
    try:
        for name, path in _below(folder, ""):
            total.update(name.encode("utf-8", "surrogatepass") + b"\0")
            if path is not None:
                total.update(_file_digest(path))
    except OSError:
        return None
    return total.hexdigest()


def _below(folder: Path, prefix: str) -> Iterator[tuple[str, Path | None]]:
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
            yield from _below(folder / entry.name, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name, folder / entry.name
        else:
            raise _LinkError(entry.path)


def _is_old(folder: Path, name: str, prefix: str) -> bool:
    """True for data as received that are not in use: they are kept and never read."""
    if prefix != f"{received.FOLDER}/" or not received.STATE_NAME.fullmatch(name):
        return False
    in_use = received.latest(folder.parent)
    return in_use is None or in_use.name != name


def _file_digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
