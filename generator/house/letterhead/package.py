"""The package of a Word file from elsewhere: what it may be before anything in it is read.

A letterhead comes from a colleague, may be wrong or stolen. It is never unpacked to disk, its
entries are counted and bounded while they are read, and nothing that it points to is fetched.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from generator.house.letterhead.xml import RELATIONS, TYPES, DamagedError, Element, parsed
from generator.limits import DEFAULT_LIMITS, MEGABYTE

FILE: Final = DEFAULT_LIMITS.letterhead_file
ENTRIES: Final = DEFAULT_LIMITS.letterhead_entries
UNPACKED: Final = DEFAULT_LIMITS.letterhead_unpacked
RATIO, RATIO_FROM = DEFAULT_LIMITS.letterhead_ratio, MEGABYTE
XML_PART: Final = DEFAULT_LIMITS.letterhead_part
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN: Final = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")


class RefusedError(Exception):
    """A file that is not used: code of the problem, the part it is about, its values."""

    def __init__(self, code: str, part: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.part, self.values = code, part, values


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; target is the name of a part, or an address when it is outside."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(slots=True)
class Package:
    """The parts of a Word file as bytes, and its main part."""

    parts: dict[str, bytes]
    types: dict[str, str]
    main: str = ""
    _relations: dict[str, tuple[Relation, ...]] = field(default_factory=dict)

    def xml(self, name: str) -> Element:
        """The root of a part. Raises ``RefusedError``."""
        data = self.parts.get(name)
        if data is None:
            raise RefusedError("letterhead-part-missing", name)
        if len(data) > XML_PART:
            raise RefusedError(
                "letterhead-part-large",
                name,
                size=_megabytes(len(data)),
                limit=_megabytes(XML_PART),
            )
        try:
            return parsed(data)
        except DamagedError as error:
            raise RefusedError("letterhead-part-damaged", name, why=str(error)) from error

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relationships of a part; "" is the package itself."""
        if name not in self._relations:
            self._relations[name] = tuple(self._read_relations(name))
        return self._relations[name]

    def related(self, name: str, kind: str) -> str:
        """The part that a part is related to by that kind, or ""."""
        for relation in self.relations(name):
            if relation.kind == kind and not relation.outside and relation.target in self.parts:
                return relation.target
        return ""

    def type_of(self, name: str) -> str:
        """The content type of a part."""
        return self.types.get(f"/{name}") or self.types.get(_ending(name), "")

    def _read_relations(self, name: str) -> Iterator[Relation]:
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed not in self.parts:
            return
        for entry in self.xml(listed).iter(f"{{{RELATIONS}}}Relationship"):
            target, kind = entry.get("Target", ""), entry.get("Type", "").rsplit("/", 1)[-1]
            outside = entry.get("TargetMode") == "External"
            if not outside:
                target = unquote(target)
                joined = posixpath.join(folder, target)
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(joined)
                )
            yield Relation(entry.get("Id", ""), kind, target, outside)


def opened(content: bytes) -> Package:
    """The package of a Word file. Raises ``RefusedError``."""
    if len(content) > FILE:
        raise RefusedError(
            "letterhead-large", size=_megabytes(len(content)), limit=_megabytes(FILE)
        )
    if content.startswith(_OLE):
        raise RefusedError("letterhead-encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = dict(_entries(archive))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OSError,
    ) as e:
        raise RefusedError("letterhead-not-word", why="it is no whole zip package") from e
    except RuntimeError as error:  # what zipfile raises for an entry with a password
        raise RefusedError("letterhead-encrypted") from error
    package = Package(parts, {})
    _find_main(package)
    return package


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    listed = [info for info in archive.infolist() if not info.is_dir()]
    if len(listed) > ENTRIES:
        raise RefusedError("letterhead-entries", count=len(listed), limit=ENTRIES)
    seen: set[str] = set()
    room = UNPACKED
    for info in listed:
        name = info.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name:
            raise RefusedError("letterhead-entry-name", name[:80])
        if name.casefold() in seen:
            raise RefusedError("letterhead-entry-twice", name[:80])
        seen.add(name.casefold())
        data = _bounded(archive, info, room)
        room -= len(data)
        yield name, data


def _bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """One entry; its stated size may lie, so bytes are counted while they come."""
    most = min(room, max(RATIO_FROM, RATIO * max(info.compress_size, 1)))
    with archive.open(info) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        limit = _megabytes(UNPACKED)
        raise RefusedError("letterhead-bomb", info.filename[:80], limit=limit, ratio=RATIO)
    return data


def _find_main(package: Package) -> None:
    if "[Content_Types].xml" not in package.parts:
        raise RefusedError("letterhead-not-word", why="it has no list of content types")
    for entry in package.xml("[Content_Types].xml"):
        if entry.tag == f"{{{TYPES}}}Override":
            package.types[f"/{entry.get('PartName', '').lstrip('/')}"] = entry.get(
                "ContentType", ""
            )
        elif entry.tag == f"{{{TYPES}}}Default":
            package.types[entry.get("Extension", "").lower()] = entry.get("ContentType", "")
    _no_macros(package)
    package.main = package.related("", "officeDocument")
    if not package.main:
        raise RefusedError("letterhead-not-word", why="it has no main document")
    kind = package.type_of(package.main)
    if kind not in _MAIN:
        raise RefusedError("letterhead-not-word", why=f"its main part is “{kind[:90]}”")


def _no_macros(package: Package) -> None:
    """Macros are refused by content type, by part and by relationship, whatever they are named."""
    for name in package.parts:
        named = name.lower().endswith(("vbaproject.bin", "vbadata.xml"))
        if named or _macro(package.type_of(name)):
            raise RefusedError("letterhead-macros", name[:80])


def _macro(kind: str) -> bool:
    low = kind.lower()
    return "macroenabled" in low or "vbaproject" in low or "vbadata" in low


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"
