"""``received.json``: from where each file of a state came, when, and what it was."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.editions.atomic import read_regular
from generator.facts.received import RECORD


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One answer as it was received.

    asked     the address as asked; answered: the one that answered, after redirects.
    received  when, UTC; status 304: the service said that it is still what it was then.
    sha256    of the file, which is the answer unpacked; sent: bytes on the way.
    """

    file: str
    asked: str
    answered: str
    received: str
    status: int
    sha256: str
    size: int
    sent: int
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    content_encoding: str = ""


@dataclass(frozen=True, slots=True)
class StateRecord:
    """A state as a whole: when it was made, from what, under which licence.

    before  name of the state that was in use until then, or "".
    """

    made: str
    source: str
    licence: str
    program: str
    files: tuple[FileRecord, ...]
    before: str = ""

    def written(self) -> bytes:
        """As the file ``received.json``."""
        return _json(dataclasses.asdict(self))


def read_record(state: Path) -> StateRecord | None:
    """The record of a state; None when it has none or the record is damaged."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(read_regular(state / RECORD))
        files = tuple(FileRecord(**one) for one in found.pop("files"))
        return StateRecord(files=files, **found)
    return None


def damaged_files(state: Path, record: StateRecord) -> tuple[str, ...]:
    """Files of a state that are not what was received."""
    return tuple(one.file for one in record.files if not is_as_received(state / one.file, one))


def is_as_received(path: Path, record: FileRecord) -> bool:
    """True when a file is there and has the hash it had when it came."""
    with contextlib.suppress(OSError):
        return hashlib.sha256(read_regular(path)).hexdigest() == record.sha256
    return False


def written_journal(digest: str, begun: str, files: Iterable[FileRecord]) -> bytes:
    """What an interrupted refresh leaves for the next one."""
    found = {"plan": digest, "begun": begun, "files": [dataclasses.asdict(one) for one in files]}
    return _json(found)


def read_journal(path: Path) -> tuple[str, str, tuple[FileRecord, ...]] | None:
    """Plan, time of beginning and files of an interrupted refresh."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(read_regular(path))
        files = tuple(FileRecord(**one) for one in found["files"])
        return str(found["plan"]), str(found["begun"]), files
    return None


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
