"""Makes a state of what was received, and lets it be the one in use."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.editions import atomic
from generator.facts.received import LATEST, RECORD
from generator.refresh.partial import FOLDER as PARTIAL
from generator.refresh.partial import stamp
from generator.refresh.records import StateRecord

REFUSED: Final = ".refused"
CHECKED: Final = ".checked.json"


def keep_state(
    received: Path, record: StateRecord, moment: dt.datetime, beside: Mapping[str, bytes]
) -> Path:
    """Make a new state of the answers in ``.partial``; it is not in use yet.

    beside  files of ours that belong to the state.
    """
    name = _free_name(received, stamp(moment))
    files = _Files(received / PARTIAL, [one.file for one in record.files], record, beside)
    return atomic.publish_folder(received, name, files, RECORD)


def use_state(received: Path, state: Path) -> None:
    """Let a state be the one that is read. The last step: everything else is on disk."""
    atomic.write_file(received / LATEST, f"{state.name}\n".encode())


def refuse_partial(received: Path) -> None:
    """Put answers that are not sound aside, where an administrator can look at them."""
    shutil.rmtree(received / REFUSED, ignore_errors=True)
    with contextlib.suppress(OSError):
        (received / PARTIAL).replace(received / REFUSED)


def note_checked(received: Path, moment: dt.datetime, state: str) -> None:
    """Say when the service was last asked and had nothing new."""
    found = {"checked": stamp(moment), "state": state}
    atomic.write_file(received / CHECKED, (json.dumps(found) + "\n").encode())


class _Files(Mapping[str, bytes]):
    """The files of a state, each read only when it is written."""

    def __init__(
        self, folder: Path, names: list[str], record: StateRecord, beside: Mapping[str, bytes]
    ) -> None:
        self._folder = folder
        self._names = names
        self._own = {**beside, RECORD: record.written()}

    def __getitem__(self, name: str) -> bytes:
        if name in self._own:
            return self._own[name]
        if name not in self._names:
            raise KeyError(name)
        return atomic.read_regular(self._folder / name)

    def __iter__(self) -> Iterator[str]:
        yield from self._names
        yield from self._own

    def __len__(self) -> int:
        return len(self._names) + len(self._own)


def _free_name(received: Path, name: str) -> str:
    free, number = name, 1
    while os.path.lexists(received / free):
        number += 1
        free = f"{name}-{number}"
    return free
