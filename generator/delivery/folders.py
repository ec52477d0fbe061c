"""Copies editions into a folder, also one of another machine: whole, and over nobody's work."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.delivery.model import FolderChannel
from generator.delivery.planning import Parcel
from generator.delivery.trouble import DeliveryError
from generator.editions import atomic
from generator.editions.lock import HeldError, locked
from generator.editions.trouble import writing_problem

RECORD: Final = "delivered.json"
"""Beside the files of the newest edition: what was put there, by name and SHA-256."""


def copy_into(parcel: Parcel, channel: FolderChannel) -> str:
    """Copy the files of a parcel; says where they are. Doing it twice does it once.

    Raises ``DeliveryError``.
    """
    target = channel.path / parcel.recipient.folder / parcel.order.name
    if not channel.path.is_dir():
        # A share that is not there must not be made anew as a folder of this machine.
        raise DeliveryError("delivery-folder-gone", again=True, folder=channel.path.as_posix())
    files = {one.file: _sound(parcel, one.file, one.sha256) for one in parcel.files}
    try:
        atomic.make_folder(target)
        with locked(target, wait=10.0):
            atomic.sweep(target)
            if channel.layout == "editions":
                return _as_edition(target, f"{parcel.edition.number:04d}", files)
            return _as_latest(target, parcel.edition.number, files)
    except HeldError as error:
        raise DeliveryError(
            "delivery-folder-held", again=True, folder=target.as_posix(), holder=error.holder
        ) from error
    except OSError as error:
        problem = writing_problem(error, target.as_posix())
        raise DeliveryError(problem.code, again=True, values=problem.values) from error


def _sound(parcel: Parcel, name: str, sha256: str) -> bytes:
    try:
        content = atomic.read_regular(parcel.edition.folder / name)
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DeliveryError("delivery-file-changed", edition=parcel.edition.number, file=name)
    return content


def _as_edition(target: Path, name: str, files: Mapping[str, bytes]) -> str:
    """A folder of its own; one that is there already must hold the very same."""
    folder = target / name
    if folder.is_dir():
        there = {path.name for path in folder.iterdir()}
        changed = sorted(one for one in files if _digest(folder / one) != _sha256(files[one]))
        if changed or not set(files) <= there:
            raise DeliveryError(
                "delivery-folder-changed", folder=folder.as_posix(), files=", ".join(changed)
            )
        return folder.as_posix()
    atomic.publish_folder(target, name, files, max(files))
    return folder.as_posix()


def _as_latest(target: Path, edition: int, files: Mapping[str, bytes]) -> str:
    """The newest edition in place of the one before, unless somebody has changed that."""
    ours = _record(target)
    told = {name: [_sha256(content)] for name, content in files.items()}
    # What may stand there: what was put there before, and what is put there now.
    known = {name: [*ours.get(name, ()), *told.get(name, ())] for name in {*ours, *told}}
    changed = [
        name
        for name in sorted(known)
        if (there := _digest(target / name)) is not None and there not in known[name]
    ]
    if changed:
        raise DeliveryError(
            "delivery-folder-changed", folder=target.as_posix(), files=", ".join(changed)
        )
    # Both are written down first: a copy that is cut off can then go on.
    _write_record(target, edition, known)
    for name, content in files.items():
        if _digest(target / name) not in told[name]:
            atomic.write_file(target / name, content)
    for name in sorted(ours.keys() - told.keys()):
        (target / name).unlink(missing_ok=True)
    _write_record(target, edition, told)
    return target.as_posix()


def _record(target: Path) -> dict[str, list[str]]:
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        read = json.loads(atomic.read_regular(target / RECORD))
        return {str(name): [str(one) for one in some] for name, some in read["files"].items()}
    return {}


def _write_record(target: Path, edition: int, files: Mapping[str, list[str]]) -> None:
    plain = {"edition": edition, "files": {name: sorted(set(some)) for name, some in files.items()}}
    text = json.dumps(plain, indent=1, sort_keys=True)
    atomic.write_file(target / RECORD, f"{text}\n".encode())


def _digest(path: Path) -> str | None:
    """SHA-256 of a file; None when nothing is there, "" when it is no regular file."""
    if not path.exists() and not path.is_symlink():
        return None
    try:
        return _sha256(atomic.read_regular(path))
    except OSError:
        return ""


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
