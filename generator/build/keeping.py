"""The editions of a workspace for good: found by name, verified, restored."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from generator.build.orders.fields import near, shown
from generator.build.remaking import (
    NotMadeError,
    Remade,
    other_makers,
    remade,
    same_bytes,
    same_text,
)
from generator.build.snapshot import Snapshot, read_snapshot
from generator.build.stages import Stages
from generator.build.workspace import Workspace
from generator.editions import atomic
from generator.editions.archive import Hold
from generator.editions.manifest import (
    MANIFEST_FILE,
    DamagedManifestError,
    DocumentMade,
    Manifest,
    TableMade,
    read_manifest,
)
from generator.editions.names import ORDER_NAME
from generator.editions.objects import LostError
from generator.editions.store import EditionStore
from generator.problems import Findings, Problem, ProblemsFound, Where

FileState: TypeAlias = Literal["whole", "altered", "missing"]
Standing: TypeAlias = Literal["whole", "damaged", "missing"]
Again: TypeAlias = Literal["same", "same-text", "differs", "failed", "not-made"]

_NAMED: Final = re.compile(r"([a-z0-9][a-z0-9-]{0,63})(?:/0*([1-9]\d{0,8}))?")


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition by its manifest: that in its folder, or the copy that was kept.

    standing  "whole", "damaged" (a file, or its manifest), or "missing" with its folder.
    files     the state of each file.
    """

    order: str
    number: int
    folder: Path
    manifest: Manifest
    standing: Standing
    files: tuple[tuple[DocumentMade | TableMade, FileState], ...]
    hold: Hold | None
    own_manifest: bool

    @property
    def name(self) -> str:
        """As a person names it: "iraq/3"."""
        return f"{self.order}/{self.number}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying an edition has found.

    lost   what of that it was made from is missing or damaged; kept: whether anything is.
    others in what this program is not the one that made it.
    again  each file made again, beside what was published; why: of one that failed.
    """

    edition: KeptEdition
    kept: bool
    lost: tuple[str, ...]
    others: tuple[str, ...]
    again: tuple[tuple[str, Again], ...]
    why: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether every file is whole, and all that was made again is the same."""
        made = all(one in ("same", "same-text", "not-made") for _, one in self.again)
        return self.edition.standing == "whole" and not self.lost and made


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring an edition did: files brought back, and where altered ones are now."""

    edition: KeptEdition
    files: tuple[str, ...]
    aside: tuple[Path, ...]
    failed: tuple[tuple[str, str], ...]


class Keeping:
    """The editions of a workspace. Raises ``ProblemsFound`` for what is not there."""

    def __init__(self, workspace: Workspace, root: Path | None = None) -> None:
        self.workspace = workspace
        self.store = EditionStore(root or workspace.briefings)

    # ------------------------------------------------------------ finding

    def named(self, texts: Sequence[str]) -> tuple[KeptEdition, ...]:
        """The editions that are named, as "iraq/3" or "iraq" for the newest; all by default."""
        findings = Findings()
        found: list[KeptEdition] = []
        for text in texts:
            found.extend(self._named(text, findings))
        findings.stop_on_errors()
        return tuple(found) if texts else tuple(self.all())

    def all(self, orders: Sequence[str] = ()) -> Iterator[KeptEdition]:
        """Every edition of some orders, or of all, by order and number."""
        names = sorted({*self.store.orders(), *self.store.archive.orders()})
        for order in orders or names:
            for number in self._numbers(order):
                found = self._edition(order, number)
                if found is not None:
                    yield found

    def known_order(self, name: str) -> None:
        """Refuse an order that has no editions. Raises ``ProblemsFound``."""
        names = sorted({*self.store.orders(), *self.store.archive.orders()})
        if name not in names:
            values = {"order": shown(name), "hint": near(name, names)}
            raise ProblemsFound([Problem("edition-no-order", values=values)])

    def _named(self, text: str, findings: Findings) -> Iterator[KeptEdition]:
        match = _NAMED.fullmatch(self._as_name(text))
        if match is None:
            findings.add("edition-name", value=shown(text))
            return
        order, number = match[1], int(match[2]) if match[2] else None
        numbers = self._numbers(order)
        if not numbers:
            names = self.store.orders()
            findings.add("edition-no-order", order=order, hint=near(order, names))
            return
        for one in [number] if number else numbers[-1:]:
            found = self._edition(order, one) if one in numbers else None
            if found is None:
                choices = ", ".join(map(str, numbers[-20:]))
                findings.add("edition-unknown", order=order, value=one, choices=choices)
            else:
                yield found

    def _as_name(self, text: str) -> str:
        """A folder of an edition as its name; any other text as it is."""
        path = Path(text)
        for place in (path, self.workspace.root / path):
            inside = place.absolute()
            if inside.is_dir() and inside.is_relative_to(self.store.root.absolute()):
                return inside.relative_to(self.store.root.absolute()).as_posix()
        return text

    def _numbers(self, order: str) -> list[int]:
        if not ORDER_NAME.fullmatch(order):
            return []
        folder = self.store.folder(order)
        found = set(self.store.archive.copies(order))
        if folder.is_dir():
            names = (path.name for path in folder.iterdir())
            found |= {int(name) for name in names if re.fullmatch(r"[0-9]{4,9}", name)}
        return sorted(found)

    def _edition(self, order: str, number: int) -> KeptEdition | None:
        """The edition of that number; None when nothing vouches for it any more."""
        folder = self.store.folder(order) / f"{number:04d}"
        manifest, own = _manifest(folder, order, number), True
        if manifest is None:
            manifest, own = self.store.archive.manifest(order, number), False
        if manifest is None:
            return None
        files = tuple((one, _state(folder / one.file, one.sha256)) for one in manifest.files)
        whole = own and all(state == "whole" for _, state in files)
        standing: Standing = "whole" if whole else "damaged" if folder.is_dir() else "missing"
        hold = self.store.archive.held(order, number)
        return KeptEdition(order, number, folder, manifest, standing, files, hold, own)

    # ------------------------------------------------------------ verifying

    def verify(self, edition: KeptEdition, *, again: bool = True) -> Verified:
        """See whether an edition is what was published, and make it again to compare.

        again  False: only its files and what it was made from are looked at.
        """
        snapshot, lost = self._snapshot(edition)
        others = other_makers(edition.manifest)
        files = edition.manifest.files
        found: tuple[tuple[str, Again], ...] = tuple((one.file, "not-made") for one in files)
        if snapshot is None or lost or not again:
            return Verified(edition, bool(edition.manifest.snapshot), lost, others, found)
        try:
            made = remade(edition.manifest, snapshot, Stages())
        except NotMadeError as error:
            return Verified(edition, True, (str(error),) if not others else (), others, found)
        compared = tuple((one.file, _again(edition, one, made, bool(others))) for one in files)
        why = tuple(f"{file}: {reason}" for file, reason in made.failed.items())
        return Verified(edition, True, (), others, compared, why)

    def _snapshot(self, edition: KeptEdition) -> tuple[Snapshot | None, tuple[str, ...]]:
        """What an edition was made from, and what of it is lost."""
        name = edition.manifest.snapshot
        if not name:
            return None, ()
        try:
            snapshot = read_snapshot(self.store.objects, name)
        except LostError as error:
            return None, (str(error),)
        return snapshot, snapshot.lost()

    # ------------------------------------------------------------ restoring

    def restore(self, edition: KeptEdition) -> Restored:
        """Bring back the files of an edition that are missing or altered.

        What stands in their place is set aside first, never overwritten. Raises
        ``ProblemsFound`` when the edition cannot be made again, ``HeldError``, ``OSError``.
        """
        wrong = [one for one, state in edition.files if state != "whole"]
        if not wrong and edition.own_manifest:
            return Restored(edition, (), (), ())
        contents, failed = self._contents(edition, wrong) if wrong else ({}, [])
        with self.store.writing(edition.order, wait=30.0):
            edition = self._edition(edition.order, edition.number) or edition
            if edition.standing == "missing":
                return self._restore_folder(edition, contents, failed)
            return self._restore_files(edition, contents, failed)

    def _contents(
        self, edition: KeptEdition, wrong: Sequence[DocumentMade | TableMade]
    ) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
        """The bytes as published of some files, and why of those that cannot be made."""
        snapshot, lost = self._snapshot(edition)
        if snapshot is None or lost:
            code = "edition-parts-lost" if lost else "edition-not-kept"
            raise _refused(code, edition, lost="; ".join(lost))
        others = other_makers(edition.manifest)
        try:
            made = remade(edition.manifest, snapshot, Stages())
        except NotMadeError as error:
            raise _refused(
                "edition-not-made", edition, reason=str(error), others=_listed(others)
            ) from error
        contents, failed = {}, []
        for one in wrong:
            data = made.files.get(one.file)
            if data is not None and same_bytes(data, one.sha256):
                contents[one.file] = data
            else:
                failed.append((one.file, made.failed.get(one.file, _listed(others))))
        if not contents:
            raise _refused("edition-other-program", edition, others=_listed(others))
        return contents, failed

    def _restore_folder(
        self, edition: KeptEdition, contents: dict[str, bytes], failed: list[tuple[str, str]]
    ) -> Restored:
        if failed:
            told = "; ".join(file for file, _ in failed)
            raise _refused("edition-in-part", edition, files=told)
        manifest = self.store.archive.manifest_bytes(edition.order, edition.number)
        if manifest is None:
            raise _refused("edition-not-kept", edition)
        everything = {**contents, MANIFEST_FILE: manifest}
        parent = self.store.folder(edition.order)
        atomic.publish_folder(parent, edition.folder.name, everything, MANIFEST_FILE)
        self.store.repair_latest(edition.order)
        return Restored(edition, tuple(sorted(everything)), (), ())

    def _restore_files(
        self, edition: KeptEdition, contents: dict[str, bytes], failed: list[tuple[str, str]]
    ) -> Restored:
        archive = self.store.archive
        back, aside = [], []
        if not edition.own_manifest:
            manifest = archive.manifest_bytes(edition.order, edition.number)
            if manifest is not None:
                contents = {**contents, MANIFEST_FILE: manifest}
        for name in sorted(contents, key=lambda one: (one == MANIFEST_FILE, one)):
            path = edition.folder / name
            if path.is_symlink() or path.exists():
                aside.append(archive.set_aside(edition.order, edition.number, path))
            atomic.write_file(path, contents[name])
            back.append(name)
        self.store.repair_latest(edition.order)
        return Restored(edition, tuple(back), tuple(aside), tuple(failed))


def _refused(code: str, edition: KeptEdition, **values: str) -> ProblemsFound:
    where = Where(file=edition.folder.as_posix(), record=edition.order)
    return ProblemsFound([Problem(code, where, {"edition": edition.name, **values})])


def _listed(others: Sequence[str]) -> str:
    return "; ".join(others) or "the same program"


def _manifest(folder: Path, order: str, number: int) -> Manifest | None:
    with contextlib.suppress(OSError, DamagedManifestError):
        found = read_manifest(atomic.read_regular(folder / MANIFEST_FILE))
        if (found.order.name, found.edition) == (order, number):
            return found
    return None


def _state(path: Path, sha256: str) -> FileState:
    try:
        return "whole" if same_bytes(atomic.read_regular(path), sha256) else "altered"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "altered"


def _again(edition: KeptEdition, one: DocumentMade | TableMade, made: Remade, other: bool) -> Again:
    """How a file that was made again compares with what was published."""
    data = made.files.get(one.file)
    if data is None:
        return "failed"
    if same_bytes(data, one.sha256):
        return "same"
    states = {each.file: state for each, state in edition.files}
    if not other or states[one.file] != "whole":
        return "differs"
    published = atomic.read_regular(edition.folder / one.file)
    format_name = one.format if isinstance(one, DocumentMade) else "csv"
    return "same-text" if same_text(format_name, data, published) else "differs"
