"""What has come so far of a refresh, kept so that nothing is asked for twice.

``received/.partial/`` holds the answers and nothing else, so that they can be read as a state is.
``received/.journal.json`` is written anew after each of them: a kill loses at most the answer
that was on its way.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import shutil
from pathlib import Path
from typing import Final

from generator.editions import atomic
from generator.refresh.records import (
    FileRecord,
    is_as_received,
    read_journal,
    written_journal,
)

FOLDER: Final = ".partial"
_JOURNAL: Final = ".journal.json"


class Partial:
    """The answers of one refresh that is under way or was interrupted."""

    def __init__(self, received: Path, digest: str, now: dt.datetime, hours: int) -> None:
        self.folder = received / FOLDER
        self.digest = digest
        self.begun = stamp(now)
        self.files: dict[str, FileRecord] = {}
        self._go_on(now, hours)
        self.resumed = len(self.files)
        atomic.make_folder(self.folder)
        atomic.sweep(self.folder)

    def _go_on(self, now: dt.datetime, hours: int) -> None:
        """Take over what is sound and not too old; begin anew otherwise."""
        found = read_journal(self.folder.parent / _JOURNAL)
        if found is not None and found[0] == self.digest and _is_young(found[1], now, hours):
            self.begun = found[1]
            sound = (one for one in found[2] if is_as_received(self.folder / one.file, one))
            self.files = {one.file: one for one in sound}
        elif self.folder.exists():
            self.discard()

    def content(self, file: str, asked: str) -> bytes | None:
        """The answer that is there already; None when it must be asked for."""
        known = self.files.get(file)
        if known is None or known.asked != asked:
            return None
        with contextlib.suppress(OSError):
            data = atomic.read_regular(self.folder / file)
            if hashlib.sha256(data).hexdigest() == known.sha256:
                return data
        return None

    def keep(self, record: FileRecord, content: bytes) -> None:
        """Put an answer on disk, then say so in the journal."""
        atomic.write_file(self.folder / record.file, content)
        self.files[record.file] = record
        self._note()

    def forget(self, files: list[str]) -> None:
        """Take answers out that must be asked for anew."""
        for file in files:
            self.files.pop(file, None)
        self._note()

    def discard(self) -> None:
        """Remove everything."""
        with contextlib.suppress(OSError):
            (self.folder.parent / _JOURNAL).unlink()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _note(self) -> None:
        data = written_journal(self.digest, self.begun, self.files.values())
        atomic.write_file(self.folder.parent / _JOURNAL, data)


def stamp(moment: dt.datetime) -> str:
    """A moment as the name of a state: ``20261129T191331Z``."""
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _is_young(begun: str, now: dt.datetime, hours: int) -> bool:
    with contextlib.suppress(ValueError):
        since = dt.datetime.strptime(begun, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        return dt.timedelta(0) <= now - since <= dt.timedelta(hours=hours)
    return False
