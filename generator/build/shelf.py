"""Where read sources are kept between runs: one SQLite database, for its owner alone.

It may be deleted at any time. Every entry stands with the SHA-256 of its key and of all its
bytes; one that does not agree, that another person could have written, or that another
program version wrote is passed over, and the source is read again. A database that is
damaged is replaced; one that somebody else is writing is waited for only for a moment.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.build import memory
from generator.build.digests import digest_of, program_digest
from generator.build.stamps import SOURCES, is_private, stamped
from generator.build.workspace import Workspace
from generator.facts.folderkey import Digester
from generator.facts.kept import Entry

FILE: Final = "sources.sqlite"
STAMPS: Final = "stamps.json"
MOST_BYTES: Final = 512 * 1024 * 1024
"""What may lie in the database; the oldest entries make room."""
_MOST: Final = 2
"""Entries of one source for the same areas: the newest, and the one before it."""
PATIENCE: Final = 1.0
"""Seconds to wait for somebody else who writes."""
_VERSION: Final = 1
_TABLES: Final = (
    "CREATE TABLE entries (id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL,"
    " line TEXT NOT NULL, program TEXT NOT NULL, size INTEGER NOT NULL, head BLOB NOT NULL,"
    " digest BLOB NOT NULL, UNIQUE (name, key))",
    "CREATE TABLE parts (entry INTEGER NOT NULL, part TEXT NOT NULL, data BLOB NOT NULL,"
    " PRIMARY KEY (entry, part))",
)


class FolderShelf:
    """A shelf in a folder of the workspace's state.

    writes  False for who may only look: nothing is written then.
    """

    __slots__ = ("_gave_up", "folder", "writes")

    def __init__(self, folder: Path, *, writes: bool = True) -> None:
        self.folder = folder
        self.writes = writes
        self._gave_up = False

    @property
    def path(self) -> Path:
        """The database."""
        return self.folder / FILE

    def take(self, wanted: Sequence[tuple[str, str]]) -> Sequence[Entry | None]:
        """What was put there under each name with its key; None when there is no such thing."""
        nothing: list[Entry | None] = [None for _ in wanted]
        if not self._is_ours():
            return nothing
        try:
            with _opened(self.path, "ro") as database:
                database.execute("BEGIN")  # one state of it for all that is asked
                return [_taken(database, name, _full(key)) for name, key in wanted]
        except (sqlite3.Error, OSError, UnicodeError):
            return nothing

    def put(self, name: str, key: str, entry: Entry, line: str) -> None:
        """Keep an entry; where that is not possible, the next build is only slower."""
        if not self.writes or self._gave_up:
            return
        row = _Row(name, _full(key), digest_of(line), entry)
        for _ in range(2):
            try:
                self._prepare()
                with _opened(self.path, "rw") as database:
                    _put(database, row)
                return
            except sqlite3.OperationalError:
                break  # it is in use, the disk is full, or it may not be written
            except sqlite3.DatabaseError:
                self._remove()  # no database, or a damaged one
            except OSError:
                break
        self._gave_up = True

    def digests(self) -> AbstractContextManager[Digester]:
        """What tells digests of files; those that did not change are not read."""
        return stamped(self.folder / STAMPS, writes=self.writes)

    def _is_ours(self) -> bool:
        return is_private(self.folder, folder=True) and is_private(self.path)

    def _prepare(self) -> None:
        """See that there is a database that only we may write; make one where there is none."""
        for folder in (self.folder.parent, self.folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        if self._is_ours():
            return
        if not is_private(self.folder, folder=True):
            raise OSError("others may write there")
        self._remove()
        for old in self.folder.glob("*.kept"):  # as they were kept before there was a database
            old.unlink(missing_ok=True)
        os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, memory.PRIVATE))

    def _remove(self) -> None:
        """Take the database away, its journal first: a new one must not meet an old journal."""
        for path in (self.path.with_name(f"{FILE}-journal"), self.path):
            path.unlink(missing_ok=True)


def shelf_of(workspace: Workspace, *, writes: bool = True) -> FolderShelf:
    """The shelf of a workspace."""
    return FolderShelf(workspace.state / SOURCES, writes=writes)


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry on its way into the database."""

    name: str
    key: str
    line: str
    entry: Entry

    @property
    def size(self) -> int:
        return len(self.entry.head) + sum(map(len, self.entry.parts.values()))


def _program() -> str:
    return digest_of(program_digest(), sys.version)


def _full(key: str) -> str:
    """The key with all that decides how files are read: program and Python."""
    return digest_of(key, _program())


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    database = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        yield database
    finally:
        database.close()


def _taken(database: sqlite3.Connection, name: str, key: str) -> Entry | None:
    """An entry with all its parts, when every byte of it is as it was put there."""
    found = database.execute(
        "SELECT id, head, digest FROM entries WHERE name = ? AND key = ?", (name, key)
    ).fetchone()
    if found is None:
        return None
    number, head, digest = found
    rows = database.execute(
        "SELECT part, data FROM parts WHERE entry = ? ORDER BY part", (number,)
    ).fetchall()
    if not isinstance(head, bytes) or not all(isinstance(data, bytes) for _, data in rows):
        return None
    entry = Entry(head, dict(rows))
    return entry if digest == _digest(name, key, entry) else None


def _digest(name: str, key: str, entry: Entry) -> bytes:
    total = hashlib.sha256()
    pieces = [name.encode(), key.encode(), entry.head]
    for part, data in sorted(entry.parts.items()):
        pieces += [part.encode(), data]
    for piece in pieces:
        total.update(len(piece).to_bytes(8, "big"))
        total.update(piece)
    return total.digest()


def _put(database: sqlite3.Connection, row: _Row) -> None:
    # A power cut may damage what lies there: it is then passed over. A killed process may not.
    database.execute("PRAGMA synchronous = OFF")
    _lay_out(database)
    database.execute("BEGIN IMMEDIATE")
    try:
        _insert(database, row)
        _make_room(database, row)
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise
    database.execute("PRAGMA incremental_vacuum").fetchall()


def _lay_out(database: sqlite3.Connection) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    tables = database.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    if version == _VERSION and sorted(sql for (sql,) in tables) == sorted(_TABLES):
        return
    if tables or version:
        raise sqlite3.DatabaseError("a database of another layout")
    database.execute("PRAGMA auto_vacuum = INCREMENTAL")
    database.execute("BEGIN IMMEDIATE")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version != _VERSION:  # another process may have been quicker
        for statement in _TABLES:
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {_VERSION}")
    database.execute("COMMIT")


def _insert(database: sqlite3.Connection, row: _Row) -> None:
    _delete(database, "name = ? AND key = ?", row.name, row.key)
    made = database.execute(
        "INSERT INTO entries (name, key, line, program, size, head, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row.name, row.key, row.line, _program(), row.size, row.entry.head,
         _digest(row.name, row.key, row.entry)),
    )  # fmt: skip
    parts = ((made.lastrowid, part, data) for part, data in sorted(row.entry.parts.items()))
    database.executemany("INSERT INTO parts (entry, part, data) VALUES (?, ?, ?)", parts)


def _make_room(database: sqlite3.Connection, row: _Row) -> None:
    """Take out what another program put there, what is out of date, and what is too much."""
    _delete(database, "program != ?", _program())
    newest = "SELECT id FROM entries WHERE name = ? AND line = ? ORDER BY id DESC LIMIT ?"
    _delete(
        database,
        f"name = ? AND line = ? AND id NOT IN ({newest})",
        *(row.name, row.line, row.name, row.line, _MOST),
    )
    (size,) = database.execute("SELECT sum(size) FROM entries").fetchone()
    for number, own in database.execute("SELECT id, size FROM entries ORDER BY id").fetchall():
        if size <= MOST_BYTES:
            return
        _delete(database, "id = ?", number)
        size -= own


def _delete(database: sqlite3.Connection, where: str, *values: object) -> None:
    chosen = f"SELECT id FROM entries WHERE {where}"  # noqa: S608 - words of this module alone
    database.execute(f"DELETE FROM parts WHERE entry IN ({chosen})", values)  # noqa: S608
    database.execute(f"DELETE FROM entries WHERE {where}", values)  # noqa: S608
