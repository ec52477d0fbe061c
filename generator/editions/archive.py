"""What stands beside the editions for good: copies of manifests, holds, records of removals.

All of it lies under ``.editions/`` in the folder of the orders. With the copy of its manifest
and what it was made from, an edition can be made again although its whole folder is gone.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from generator.editions import atomic
from generator.editions.manifest import DamagedManifestError, Manifest, read_manifest
from generator.records import dataclass

FOLDER: Final = ".editions"
_MANIFESTS, _HOLDS, _REMOVED, _ALTERED = "manifests", "holds", "removed", "altered"
_PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Hold:
    """An edition that nobody may remove: why, by whom and since when."""

    why: str
    by: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class Removal:
    """What is still known of an edition that was removed."""

    edition: int
    number: str
    issued: str
    removed: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of the editions under ``root``."""

    root: Path

    # ------------------------------------------------------------ manifests

    def keep_manifest(self, order: str, edition: int, content: bytes) -> None:
        """Keep a copy of a manifest. Raises ``OSError``."""
        self._write(_MANIFESTS, order, edition, content)

    def manifest_bytes(self, order: str, edition: int) -> bytes | None:
        """The copy of a manifest that is sound, or None."""
        with contextlib.suppress(OSError, DamagedManifestError):
            content = atomic.read_regular(self._path(_MANIFESTS, order, edition))
            found = read_manifest(content)
            if (found.order.name, found.edition) == (order, edition):
                return content
        return None

    def manifest(self, order: str, edition: int) -> Manifest | None:
        """The manifest that was kept, or None."""
        content = self.manifest_bytes(order, edition)
        return None if content is None else read_manifest(content)

    def numbers(self, order: str) -> tuple[int, ...]:
        """Numbers of every edition that there ever was, as far as it is known here."""
        found = {*self._numbers(_MANIFESTS, order), *self._numbers(_REMOVED, order)}
        return tuple(sorted(found))

    def copies(self, order: str) -> tuple[int, ...]:
        """Numbers of the editions whose manifests are kept."""
        return tuple(sorted(self._numbers(_MANIFESTS, order)))

    def orders(self) -> tuple[str, ...]:
        """Names of the orders of which something is kept."""
        folder = self.root / FOLDER / _MANIFESTS
        return tuple(sorted(path.name for path in folder.iterdir())) if folder.is_dir() else ()

    # ------------------------------------------------------------ holds

    def hold(self, order: str, edition: int, hold: Hold) -> None:
        """Keep an edition from being removed. Raises ``OSError``."""
        self._write(_HOLDS, order, edition, _json({**asdict(hold), "since": str(hold.since)}))

    def release(self, order: str, edition: int) -> bool:
        """Let an edition go; False when nobody held it. Raises ``OSError``."""
        path = self._path(_HOLDS, order, edition)
        if not path.exists():
            return False
        path.unlink()
        return True

    def held(self, order: str, edition: int) -> Hold | None:
        """Who holds an edition; a record that cannot be read holds it, too."""
        path = self._path(_HOLDS, order, edition)
        if not os.path.lexists(path):
            return None
        try:
            told = json.loads(atomic.read_regular(path))
            return Hold(str(told["why"]), str(told["by"]), dt.date.fromisoformat(told["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Hold("the record of its hold is damaged", "?", dt.date.min)

    # ------------------------------------------------------------ removals

    def note_removed(self, order: str, removal: Removal) -> None:
        """Say that an edition is removed, before it is. Raises ``OSError``."""
        self._write(_REMOVED, order, removal.edition, _json(asdict(removal)))

    def forget(self, order: str, edition: int) -> None:
        """Drop the copy of a manifest. Raises ``OSError``."""
        self._path(_MANIFESTS, order, edition).unlink(missing_ok=True)

    def removed(self, order: str) -> Iterator[Removal]:
        """What was removed of an order, by number."""
        for number in sorted(self._numbers(_REMOVED, order)):
            with contextlib.suppress(OSError, ValueError, TypeError):
                told = json.loads(atomic.read_regular(self._path(_REMOVED, order, number)))
                yield Removal(**told)

    def sweep(self, order: str) -> None:
        """Remove what killed writers left. The caller holds the order."""
        for sort in (_MANIFESTS, _HOLDS, _REMOVED):
            folder = self.root / FOLDER / sort / order
            if folder.is_dir() and not folder.is_symlink():
                atomic.sweep(folder)

    # ------------------------------------------------------------ altered files

    def set_aside(self, order: str, edition: int, path: Path) -> Path:
        """Move a file that is not what was published out of the way; gives where it is now.

        Nothing that was set aside before is overwritten. Raises ``OSError``.
        """
        folder = self._folder(_ALTERED, order) / f"{edition:04d}"
        folder.mkdir(exist_ok=True, mode=0o700)
        count = 1
        while os.path.lexists(target := folder / f"{count}-{path.name}"):
            count += 1
        path.replace(target)
        atomic.sync_folder(folder)
        return target

    # ------------------------------------------------------------ files

    def _folder(self, sort: str, order: str) -> Path:
        folder = self.root / FOLDER
        for path in (folder, folder / sort, folder / sort / order):
            atomic.refuse_symlink(path)
            path.mkdir(exist_ok=True, mode=0o700)
        return path

    def _path(self, sort: str, order: str, edition: int) -> Path:
        return self.root / FOLDER / sort / order / f"{edition:04d}.json"

    def _write(self, sort: str, order: str, edition: int, content: bytes) -> None:
        folder = self._folder(sort, order)
        atomic.write_file(folder / f"{edition:04d}.json", content, mode=_PRIVATE)

    def _numbers(self, sort: str, order: str) -> Iterator[int]:
        folder = self.root / FOLDER / sort / order
        for path in folder.glob("[0-9]*.json") if folder.is_dir() else ():
            if path.stem.isascii() and path.stem.isdigit():
                yield int(path.stem)


def _json(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
