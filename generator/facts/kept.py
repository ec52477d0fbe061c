"""Keeps what reading sources gave, so that it is read again only when a file has changed.

What is kept is found by the content of every file of a source. Sources with a mistake are
read anew; warnings are kept and told again. Sources that hold anything above the lowest
marking are never kept, so that nothing of them lies about. When every source is kept, so is
what comparing them gave (``wholes``), and a run with unchanged sources compares nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from generator.facts import codes, contentrows, parcel, wholes
from generator.facts.contents import Contents
from generator.facts.folderkey import Digester, folder_key
from generator.facts.model import FactBase
from generator.facts.rowgroups import SoundTables, sound_tables
from generator.problems import Findings

WHOLE = ""
"""Name under which the comparison of all sources is kept: no source is called so."""
_SOURCE_FILE = "source.toml"
_INDICATORS = "indicators.csv"
_ANY_AREAS = "-"
_SOUND = "/sound"
"""Ends the name under which the sound files of a source are kept: no source has a “/”."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept under one name and key: a head, and parts by the area they are about."""

    head: bytes
    parts: Mapping[str, bytes] = field(default_factory=dict)


class Shelf(Protocol):
    """A place where bytes are kept between runs. Losing them costs time and nothing else."""

    def take(self, wanted: Sequence[tuple[str, str]]) -> Sequence[Entry | None]:
        """What was put there under each name with its key, or None.

        An entry comes back with every byte as it was put there, or not at all: its facts may
        be opened long after.
        """

    def put(self, name: str, key: str, entry: Entry, line: str) -> None:
        """Keep an entry. Never raises: what cannot be kept is made anew.

        line  of what it is the newest: older entries of that name and line make room.
        """

    def digests(self) -> AbstractContextManager[Digester]:
        """What tells digests of files; it may know those of files that did not change."""


@dataclass(slots=True)
class Keeper:
    """Reads the sources of a folder, or takes them from a shelf.

    levels  marking levels of the house; only what carries the lowest is kept.
    scope   all that decides what is read beside the files: limits, levels, areas. A source
            without tables says the same whichever areas are asked for: it is kept once.
    lazy    open the facts of a whole only when somebody asks for them.
    past    sources that are read as they were on another day: neither taken nor kept.
    """

    shelf: Shelf | None
    folder: Path
    levels: tuple[str, ...]
    scope: tuple[str, ...]
    lazy: bool = False
    past: frozenset[str] = frozenset()
    _keys: dict[str, str] = field(default_factory=dict)
    _taken: dict[str, Entry] = field(default_factory=dict)
    _whole: str | None = None
    _sound: set[str] = field(default_factory=set)

    def whole(self, findings: Findings, today: dt.date | None) -> FactBase | None:
        """The base as it was when all sources were the same; None when it must be made."""
        entry = self.take()
        if self.past or entry is None or self._taken.keys() != self._keys.keys():
            return None
        try:
            parts = [self._taken[name] for name in self._keys]
            found = wholes.opened(entry.head, [(p.head, p.parts) for p in parts], lazy=self.lazy)
        except parcel.NotAParcelError:
            return None
        if not found.holds_on(today):
            return None
        findings.extend(found.warnings)
        return found.base

    def take(self) -> Entry | None:
        """Take what is kept of every source; gives what is kept of the whole."""
        if self.shelf is None:
            return None
        with self.shelf.digests() as digest:
            self._look(digest)
        wanted = [*self._keys.items()]
        if self._whole is not None:
            wanted.append((WHOLE, self._whole))
        taken = self.shelf.take(wanted)
        pairs = zip(wanted, taken, strict=True)
        self._taken = {name: entry for (name, _), entry in pairs if entry is not None}
        return self._taken.pop(WHOLE, None)

    def contents(
        self, folder: Path, read: Callable[[Findings], Contents | None], findings: Findings
    ) -> Contents | None:
        """What the folder holds, as ``read`` gives it or gave it when its files were the same."""
        contents = self._opened(folder)
        if contents is not None:
            self._sound.add(folder.name)
            findings.extend(contents.warnings)
            return contents
        found = Findings()
        contents = read(found)
        findings.extend(found)
        if contents is not None and not found.errors:
            contents.warnings = tuple(found)
            self._put(folder, contents)
        return contents

    def keep(self, base: FactBase, changed: wholes.Changed, findings: Findings) -> None:
        """Keep what comparing gave, when all sources are kept and nothing was wrong.

        changed  the facts that comparing made otherwise.
        """
        if self.shelf is None or self._whole is None or findings.errors or self.past:
            return
        if self._sound != self._keys.keys() or self._whole != self._whole_key():
            return
        head = wholes.packed(base, changed, tuple(findings))
        self.shelf.put(WHOLE, self._whole, Entry(head), self._line)

    @property
    def _line(self) -> str:
        return "\n".join(self.scope)

    def _look(self, digest: Digester) -> None:
        """Find the keys of all sources, and that of the whole when each has one."""
        try:
            folders = sorted(one for one in self.folder.iterdir() if one.is_dir())
        except OSError:
            return
        for one in folders:
            if not codes.ID.fullmatch(one.name):
                continue  # no source: it is told, or it is hidden
            key = folder_key(one, self._scope_of(one), digest)
            if key is not None:
                self._keys[one.name] = key
        self._whole = self._whole_key()

    def _whole_key(self) -> str | None:
        """Digest of all keys; None when something there has none."""
        total = hashlib.sha256(self._line.encode("utf-8", "surrogatepass") + b"\0")
        try:
            for one in sorted(self.folder.iterdir()):
                if one.name.startswith("."):
                    continue
                if one.is_dir() and one.name not in self._keys:
                    return None
                key = self._keys.get(one.name, "")
                text = f"{one.name}/{key}" if one.is_dir() else one.name
                total.update(text.encode("utf-8", "surrogatepass") + b"\0")
        except OSError:
            return None
        return total.hexdigest()

    def sound(self, folder: Path) -> SoundTables:
        """The simple tables of a source in which nothing was wrong or to be noticed.

        They were read for whichever areas, by the same settings. What such a table says of
        others than those asked for need not be looked at again.
        """
        if self.shelf is None or folder.name in self.past:
            return SoundTables()
        [entry] = self.shelf.take([(folder.name + _SOUND, self._sound_key(folder))])
        return SoundTables() if entry is None else sound_tables(entry.head)

    def _put_sound(self, folder: Path, contents: Contents) -> None:
        """Keep which files were sound: those that are there, not those that were."""
        if self.shelf is None:
            return
        noticed = {problem.where.file for problem in contents.warnings}
        prefix = f"{self.folder.name}/{folder.name}/"
        found = ((n, groups) for n, groups in contents.simple.items() if prefix + n not in noticed)
        sound = SoundTables({contents.digests[name]: groups for name, groups in found})
        entry = Entry(sound.packed())
        self.shelf.put(folder.name + _SOUND, self._sound_key(folder), entry, self._line)

    def _sound_key(self, folder: Path) -> str:
        """Digest of all that decides how the files of a source are read, whatever they hold."""
        total = hashlib.sha256("\0".join(self.scope[:-1]).encode("utf-8", "surrogatepass"))
        for name in (_SOURCE_FILE, _INDICATORS):
            try:
                total.update(hashlib.sha256((folder / name).read_bytes()).digest())
            except OSError:
                total.update(b"-")
        return total.hexdigest()

    def _scope_of(self, folder: Path) -> tuple[str, ...]:
        """The scope of one source: areas are no part of it where there are no tables."""
        if not self.scope or _may_have_tables(folder):
            return self.scope
        return (*self.scope[:-1], _ANY_AREAS)

    def _opened(self, folder: Path) -> Contents | None:
        entry = self._taken.pop(folder.name, None)
        if entry is None or folder.name in self.past:
            return None
        try:
            found = contentrows.opened(entry.head, entry.parts)
        except parcel.NotAParcelError:
            return None
        found.source = replace(found.source, folder=folder)
        return found

    def _put(self, folder: Path, contents: Contents) -> None:
        """Keep what is whole and open, unless a file changed while it was read."""
        key = self._keys.get(folder.name)
        if folder.name in self.past:
            return
        if self.shelf is None or key is None or not contents.is_open(self.levels):
            return
        if contents.refused or contents.unread:
            return
        if key == folder_key(folder, self._scope_of(folder)):
            bare = replace(contents, source=replace(contents.source, folder=Path()), simple={})
            head, parts = contentrows.packed(bare)
            line = "\n".join(self._scope_of(folder))
            self.shelf.put(folder.name, key, Entry(head, parts), line)
            self._sound.add(folder.name)
            if self._scope_of(folder) is self.scope:
                self._put_sound(folder, contents)


def _may_have_tables(folder: Path) -> bool:
    """Whether a source may have statistics: where it cannot be told, it may."""
    try:
        content = (folder / _SOURCE_FILE).read_bytes()
    except OSError:
        return True
    return b"tables" in content or b"\\" in content  # a key may be written with escapes
