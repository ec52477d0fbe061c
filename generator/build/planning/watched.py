"""The files that a plan depends on: whether they are still what they were, by asking the system.

Each is known by size, times and number of its entry. Equal signs mean an equal file, but for one
that was written within the grain of the clock before it was looked at: such a file is read
again, as git does. Contents are kept by SHA-256, so that a file that was only touched is no news.
Standard library only: this runs before anything else is known.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from generator.build.digests import PACKAGE, library_versions
from generator.facts.folderkey import digest_of_file
from generator.packaged import packaged_root

Sign: TypeAlias = tuple[int, int, int, int]
"""Size, time of the content, time of the entry (both in ns), number of the entry."""

Seen: TypeAlias = dict[str, Sign]
"""Signs by name: the group of the file, then its path there."""

GRAIN: Final = 2_000_000_000
"""ns. No file system in use tells times apart less finely."""

PROGRAM: Final = "program"
PACKAGED: Final = "packaged"
RECORDS: Final = "state/plan/orders/"
_SKIPPED: Final = frozenset({"__pycache__", "packaged"})
_ORDER_TEXTS: Final = ".text"


class Places(NamedTuple):
    """Where the groups of files lie: the workspace, and the program's own."""

    root: Path
    briefings: Path
    program: Path = PACKAGE
    packaged: Path = packaged_root()

    def inputs(self) -> Seen:
        """Everything that a document may be made from."""
        found: Seen = {}
        _walk(os.fspath(self.program), f"{PROGRAM}/", found)
        for name in ("sources", "templates", "fonts"):
            _walk(os.fspath(self.root / name), f"{name}/", found)
        if self.packaged != self.root:
            _walk(os.fspath(self.packaged / "templates"), f"{PACKAGED}/templates/", found)
        self._orders(found)
        return found

    def _orders(self, found: Seen) -> None:
        for entry in _entries(self.briefings):
            name = f"briefings/{entry.name}"
            if entry.name.endswith(".toml"):
                _note(entry, name, found)
            elif entry.name.endswith(_ORDER_TEXTS) and entry.is_dir():
                _walk(entry.path, f"{name}/", found)

    def made(self, order: str, number: int) -> Seen:
        """The folder of an order, and all files of one of its editions. 0: of none."""
        folder = f"{os.fspath(self.briefings)}/{order}"
        found: Seen = {made_name(order): _sign_of(folder)}
        if number:
            _walk(f"{folder}/{number:04d}", made_name(order, number), found)
        return found

    def below(self, prefix: str) -> Seen:
        """The files of one folder of the workspace, such as "sources/reference/"."""
        found: Seen = {}
        _walk(os.fspath(self.root / prefix), prefix, found)
        return found

    def path(self, name: str) -> str:
        """Where a file of that name lies; as text, since there are thousands."""
        group, _, rest = name.partition("/")
        if group == PROGRAM:
            return f"{self.program}/{rest}"
        if group == PACKAGED:
            return f"{self.packaged}/{rest}"
        return f"{self.briefings}/{rest}" if group == "briefings" else f"{self.root}/{name}"


class Sight:
    """The files as they were seen in one look, each at most once.

    looked  the time before, by the clock of the file system, in ns.
    """

    def __init__(self, places: Places, looked: int) -> None:
        self.looked = looked
        self.places = places
        self._records = _sign_of(places.root / RECORDS)
        self._inputs = places.inputs()
        self._made: dict[tuple[str, int], Seen] = {}

    def seen(self, editions: Mapping[str, int]) -> Seen:
        """All inputs, and for each order its folder and its edition of that number.

        With them the folder of the records of orders: a build that found them up to date
        leaves no other trace.
        """
        found: Seen = {**self._inputs, RECORDS: self._records}
        for order in editions.items():
            made = self._made.get(order)
            if made is None:
                made = self._made[order] = self.places.made(*order)
            found |= made
        return found

    def look_at_records(self) -> None:
        """Look again at the folder of records, into which this process has written."""
        self._records = _sign_of(self.places.root / RECORDS)


def made_name(order: str, number: int = 0) -> str:
    """The name of an order's folder, or what the names of files of an edition begin with."""
    return f"briefings/{order}/{number:04d}/" if number else f"briefings/{order}/"


def signature(seen: Seen | Mapping[str, Sign]) -> str:
    """One SHA-256 over the names and signs of files: the same for the same files, as seen.

    Thousands are hashed each time somebody asks what is due, so nothing is written out for it.
    """
    names = sorted(seen)
    total = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass"))
    for part in zip(*map(seen.__getitem__, names), strict=True):
        total.update(_packed(part))
    return total.hexdigest()


def _packed(numbers: tuple[int, ...]) -> bytes:
    try:
        return array("q", numbers).tobytes()
    except OverflowError:  # some systems number entries with more digits
        return repr(numbers).encode()


def surroundings() -> str:
    """Python and the libraries that take part, as one text."""
    import sys

    versions = [f"{name}={version}" for name, version in library_versions().items()]
    return "\n".join([sys.version, *versions])


class Contents(NamedTuple):
    """What files held when they were looked at.

    signs    of each; sha256: of its content ("" of what cannot be read), or of a folder of
             editions their numbers.
    looked   the time before it was looked at, by the clock of the file system, in ns.
    """

    signs: Mapping[str, Sign]
    sha256: Mapping[str, str]
    looked: int

    @property
    def settled(self) -> bool:
        """Whether no file can have been written again without its sign changing."""
        return not any(True for _ in self.doubtful())

    def doubtful(self, *, folders: bool = False) -> Iterator[str]:
        """Names of files, or of folders, that may have changed again without their sign changing.

        Folders are always looked at once more, and so leave nothing unsettled.
        """
        edge = self.looked - GRAIN if os.name != "nt" else 0  # there all times can be set
        for name, sign in self.signs.items():
            if (sign[1] > edge or sign[2] > edge) and name.endswith("/") == folders:
                yield name

    def below(self, prefix: str) -> dict[str, str]:
        """The files whose names begin with ``prefix``, with their contents' SHA-256."""
        return {name: sha for name, sha in self.sha256.items() if name.startswith(prefix)}

    def within(self, folder: str) -> dict[str, str]:
        """The same of a folder, by the names within it."""
        return {name.removeprefix(folder): sha for name, sha in self.below(folder).items()}


def contents_of(seen: Seen, places: Places, known: Contents | None, looked: int) -> Contents:
    """The contents of files seen; what is surely as it was is not read again."""
    known = known or Contents({}, {}, 0)
    then, kept = known.signs, known.sha256
    sure = {name for name, sign in seen.items() if then.get(name) == sign and kept.get(name)}
    sure.difference_update(known.doubtful(), known.doubtful(folders=True))
    sha256 = {name: kept[name] if name in sure else _held(name, places) for name in seen}
    return Contents(seen, sha256, looked)


def _held(name: str, places: Places) -> str:
    """What a name holds now: the digest of a file, the numbers in a folder of editions."""
    if name == RECORDS:
        return ""
    path = places.path(name)
    return numbers_in(path) if name.endswith("/") else _read(path)


def digest_of(files: Mapping[str, str]) -> str:
    """One SHA-256 over files, by name and content; "" when there are none."""
    if not files:
        return ""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{files[name]}\0".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _read(path: str) -> str:
    try:
        return digest_of_file(path).hex()
    except OSError:
        return ""


def numbers_in(folder: str) -> str:
    """The numbers of the editions in the folder of an order, as its content."""
    return " ".join(sorted(entry.name for entry in _entries(folder) if entry.name.isdigit()))


def _entries(folder: os.PathLike[str] | str) -> Iterable[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return [*found]
    except OSError:
        return ()


def _walk(folder: str, prefix: str, found: Seen) -> None:
    """Note every file below a folder; hidden ones are no part of anything."""
    for entry in _entries(folder):
        name = entry.name
        if name[0] == "." or name in _SKIPPED:
            continue
        if entry.is_dir():
            _walk(entry.path, f"{prefix}{name}/", found)
        else:
            _note(entry, prefix + name, found)


def _note(entry: os.DirEntry[str], name: str, found: Seen) -> None:
    try:
        # An entry does not know everything on every system, and a path object takes too long.
        status = os.stat(entry.path)  # noqa: PTH116
    except OSError:
        found[name] = (-1, 0, 0, 0)
        return
    found[name] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _sign_of(folder: os.PathLike[str] | str) -> Sign:
    try:
        status = os.stat(folder)  # noqa: PTH116 - as above
    except OSError:
        return (-1, 0, 0, 0)
    return (0, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def unmoved(source: str, places: Places, contents: Contents) -> bool:
    """Whether no file of a source changed since it was looked at."""
    prefix = f"sources/{source}/"
    then = {name: sign for name, sign in contents.signs.items() if name.startswith(prefix)}
    return places.below(prefix) == then
