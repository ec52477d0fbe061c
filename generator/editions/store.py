"""The editions of a workspace, in folders: ``<root>/<order>/<NNNN>/``.

An edition is a folder with documents and a manifest whose hashes match. Anything else is
passed over and reported. Numbers are never used twice; nothing published is changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.editions import atomic
from generator.editions.archive import FOLDER, Archive
from generator.editions.lock import locked
from generator.editions.manifest import (
    MANIFEST_FILE,
    DamagedManifestError,
    Manifest,
    read_manifest,
    write_manifest,
)
from generator.editions.names import ORDER_NAME, file_name_trouble, twins
from generator.editions.objects import Objects
from generator.problems import Problem, Severity, Where
from generator.records import dataclass

LATEST_FILE: Final = "latest"
_NUMBER: Final = re.compile(r"[0-9]{4,9}")


@dataclass(frozen=True, slots=True)
class Edition:
    """One sound edition."""

    order: str
    number: int
    folder: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Shelf:
    """All editions of one order, oldest first, and what is damaged."""

    editions: tuple[Edition, ...]
    damaged: tuple[Problem, ...]

    @property
    def latest(self) -> Edition | None:
        """The newest edition that is exactly what the order asks for."""
        whole = [e for e in self.editions if e.manifest.order.as_ordered]
        return whole[-1] if whole else None


@dataclass(frozen=True, slots=True)
class Found:
    """An edition that was searched for, and damaged ones that are newer than it."""

    edition: Edition | None
    damaged: tuple[Problem, ...]


class BadEditionError(Exception):
    """A folder that is not a sound edition; the message says why."""


@dataclass(frozen=True, slots=True)
class EditionStore:
    """The editions under ``root``, mostly the workspace's ``briefings/``."""

    root: Path

    @property
    def objects(self) -> Objects:
        """What the editions were made from."""
        return Objects(self.root / FOLDER / "objects")

    @property
    def archive(self) -> Archive:
        """Copies of manifests, holds, records of removals."""
        return Archive(self.root)

    def orders(self) -> tuple[str, ...]:
        """Names of the orders that have a folder here."""
        if not self.root.is_dir():
            return ()
        return tuple(
            sorted(
                folder.name
                for folder in self.root.iterdir()
                if ORDER_NAME.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink()
            )
        )

    def folder(self, order: str) -> Path:
        """Where the editions of ``order`` are. ``ValueError`` for a name that is no id."""
        if not ORDER_NAME.fullmatch(order):
            raise ValueError(f"{order!r} is not the name of an order")
        return self.root / order

    def list(self, order: str) -> Shelf:
        """All editions of an order by their manifests and the sizes of their documents.

        Reads no document: use ``latest``, ``search`` or ``verify`` where the content matters.
        """
        return _shelf(self._newest_first(order, _sizes_match))

    def recorded(self, order: str) -> Iterator[Edition]:
        """All editions with a sound manifest, whatever became of their documents; newest first.

        Each manifest is read when it is asked for.
        """
        found = self._newest_first(order, lambda _: None)
        return (one for one in found if isinstance(one, Edition))

    def verified(self, order: str) -> Shelf:
        """All editions of an order, every document compared with its hash."""
        return _shelf(self._newest_first(order, _hashes_match))

    def latest(self, order: str) -> Edition | None:
        """The newest edition as ordered, its documents compared with their hashes."""
        return self.search(order, lambda edition: edition.manifest.order.as_ordered).edition

    def newest(self, order: str) -> Edition | None:
        """The newest edition of any kind, by its manifest and the sizes of its documents."""
        found = self._newest_first(order, _sizes_match)
        return next((one for one in found if isinstance(one, Edition)), None)

    def search(self, order: str, wanted: Callable[[Edition], bool]) -> Found:
        """The newest sound edition that is ``wanted``, and what was passed over on the way.

        Editions before it are not looked at.
        """
        damaged = []
        for one in self._newest_first(order, _sizes_match):
            if isinstance(one, Problem):
                damaged.append(one)
            elif wanted(one):
                problem = self.verify(one)
                if problem is None:
                    return Found(one, tuple(damaged))
                damaged.append(problem)
        return Found(None, tuple(damaged))

    def verify(self, edition: Edition) -> Problem | None:
        """None when every document is what was published; else what is wrong."""
        try:
            _hashes_match(edition)
        except BadEditionError as error:
            return self._damage(edition.order, edition.folder, str(error))
        return None

    def next_number(self, order: str) -> int:
        """The number of the next edition: above every number used, damaged ones too."""
        folder = self.folder(order)
        used = [int(path.name) for path in _numbered(folder)]
        with contextlib.suppress(OSError, ValueError):
            used.append(int(atomic.read_regular(folder / LATEST_FILE).decode("ascii")))
        return max((*used, *self.archive.numbers(order)), default=0) + 1

    @contextlib.contextmanager
    def writing(self, order: str, *, wait: float = 0.0) -> Iterator[tuple[str, ...]]:
        """Hold the order's folder for writing; gives the names of leavings swept away.

        Raises ``lock.HeldError`` when another build keeps it longer than ``wait`` seconds, and
        ``OSError`` when the folder cannot be made or written.
        """
        folder = self.folder(order)
        atomic.make_folder(self.root)
        atomic.make_folder(folder)
        with locked(folder, wait=wait):
            swept = atomic.sweep(folder)
            self.archive.sweep(order)
            self.repair_latest(order)
            self._repair_copy(order)
            yield swept

    def publish(self, order: str, files: Mapping[str, bytes], manifest: Manifest) -> Path:
        """Publish an edition: all files or none. The caller holds ``writing(order)``.

        The manifest's documents name exactly ``files``, with their sizes and hashes.
        Gives the edition's folder. Raises ``OSError``; what stood before stands then.
        """
        _refuse_names(files)
        _refuse_mismatch(files, manifest)
        folder = self.folder(order)
        written = write_manifest(manifest)
        everything = {**files, MANIFEST_FILE: written}
        name = f"{manifest.edition:04d}"
        made = atomic.publish_folder(folder, name, everything, MANIFEST_FILE)
        with contextlib.suppress(OSError):  # the next build makes up for it
            self.archive.keep_manifest(order, manifest.edition, written)
        if manifest.order.as_ordered:
            # The edition stands already; the next build sets the pointer right if this fails.
            with contextlib.suppress(OSError):
                atomic.write_file(folder / LATEST_FILE, f"{name}\n".encode())
        return made

    def _newest_first(
        self, order: str, check: Callable[[Edition], None]
    ) -> Iterator[Edition | Problem]:
        for folder in reversed(_numbered(self.folder(order))):
            try:
                edition = Edition(order, int(folder.name), folder, _manifest(order, folder))
                check(edition)
            except BadEditionError as error:
                yield self._damage(order, folder, str(error))
            else:
                yield edition

    def repair_latest(self, order: str) -> None:
        """Point ``latest`` at the newest whole edition, after a kill between two renames."""
        found = self._newest_first(order, _sizes_match)
        whole = (e for e in found if isinstance(e, Edition) and e.manifest.order.as_ordered)
        latest = next(whole, None)
        if latest is None:
            return
        path = self.folder(order) / LATEST_FILE
        right = f"{latest.number:04d}\n".encode()
        with contextlib.suppress(OSError):
            if path.is_symlink() or not path.is_file() or path.read_bytes() != right:
                path.unlink(missing_ok=True)
                atomic.write_file(path, right)

    def _repair_copy(self, order: str) -> None:
        """Keep the manifest of the newest edition, after a kill before it was kept."""
        newest = self.newest(order)
        if newest is None or newest.number in self.archive.copies(order):
            return
        with contextlib.suppress(OSError):
            content = atomic.read_regular(newest.folder / MANIFEST_FILE)
            self.archive.keep_manifest(order, newest.number, content)

    def _damage(self, order: str, folder: Path, reason: str) -> Problem:
        where = Where(file=f"{self.root.name}/{order}/{folder.name}", record=order)
        values = {"order": order, "edition": folder.name, "reason": reason}
        return Problem("edition-damaged", where, values, Severity.WARNING)


def _shelf(found: Iterator[Edition | Problem]) -> Shelf:
    oldest_first = list(found)[::-1]
    return Shelf(
        tuple(one for one in oldest_first if isinstance(one, Edition)),
        tuple(one for one in oldest_first if isinstance(one, Problem)),
    )


def _numbered(folder: Path) -> tuple[Path, ...]:
    if folder.is_symlink() or not folder.is_dir():
        return ()
    return tuple(
        sorted(
            (p for p in folder.iterdir() if _NUMBER.fullmatch(p.name)), key=lambda p: int(p.name)
        )
    )


def _manifest(order: str, folder: Path) -> Manifest:
    if folder.is_symlink() or not folder.is_dir():
        raise BadEditionError("it is not a folder")
    try:
        manifest = read_manifest(atomic.read_regular(folder / MANIFEST_FILE))
    except OSError as error:
        raise BadEditionError(f"{MANIFEST_FILE} cannot be read") from error
    except DamagedManifestError as error:
        raise BadEditionError(f"{MANIFEST_FILE}: {error}") from error
    if manifest.order.name != order or manifest.edition != int(folder.name):
        raise BadEditionError(
            f"its manifest is of edition {manifest.edition} of {manifest.order.name}"
        )
    return manifest


def _sizes_match(edition: Edition) -> None:
    for made in edition.manifest.files:
        path = edition.folder / made.file
        if file_name_trouble(made.file) or path.is_symlink() or not path.is_file():
            raise BadEditionError(f"{made.file} is missing")
        if path.stat().st_size != made.size:
            raise BadEditionError(f"{made.file} has another size than when it was published")


def _hashes_match(edition: Edition) -> None:
    _sizes_match(edition)
    for made in edition.manifest.files:
        try:
            data = atomic.read_regular(edition.folder / made.file)
        except OSError as error:
            raise BadEditionError(f"{made.file} cannot be read") from error
        if hashlib.sha256(data).hexdigest() != made.sha256:
            raise BadEditionError(f"{made.file} was changed after it was published")


def _refuse_names(files: Mapping[str, bytes]) -> None:
    for name in files:
        if trouble := file_name_trouble(name):
            raise ValueError(f"the file name {name!r} cannot be used: {trouble}")
    if pair := twins([*files, MANIFEST_FILE]):
        raise ValueError(f"{pair[0]} and {pair[1]} are one file on some systems")


def _refuse_mismatch(files: Mapping[str, bytes], manifest: Manifest) -> None:
    stated = {d.file: (d.size, d.sha256) for d in manifest.files}
    found = {n: (len(d), hashlib.sha256(d).hexdigest()) for n, d in files.items()}
    if stated != found:
        raise ValueError("the manifest does not describe the files")
