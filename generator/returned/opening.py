"""Opens a Word file that may be anything: within limits, and with a reason when it is refused."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lxml import etree

from generator.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from generator.problems import Problem, ProblemsFound, Where

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN: Final = "word/document.xml"
_MAIN_KIND: Final = "/officeDocument"


def refused(code: str, file: str, **values: object) -> ProblemsFound:
    """A refusal of a file, as a problem with its words."""
    texts = {name: str(value) for name, value in values.items()}
    return ProblemsFound([Problem(code, Where(file), texts)])


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file. file is its name as a person would type it."""

    file: str
    parts: dict[str, bytes]
    main: str
    _roots: dict[str, Any] = field(default_factory=dict)

    def xml(self, name: str) -> Any:
        """The root of an XML part; each is read once. Raises ``ProblemsFound``."""
        if name not in self._roots:
            self._roots[name] = _root(self.parts[name], name, self.file)
        return self._roots[name]

    def named(self, start: str) -> list[str]:
        """Names of the XML parts that begin so, in order."""
        return sorted(n for n in self.parts if n.startswith(start) and n.endswith(".xml"))


def opened(path: Path, shown: str, limits: Limits = DEFAULT_LIMITS) -> Package:
    """The Word file at ``path``. Raises ``ProblemsFound`` with the reason when it is none."""
    content = _content(path, shown, limits)
    if content.startswith(_OLE):
        raise refused("word-file-encrypted", shown)
    if not content.startswith(_ZIP):
        raise refused("word-file-not-word", shown)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive, shown, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise refused("word-file-damaged", shown) from error
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise refused("word-file-macros", shown)
    package = Package(shown, parts, _main(parts, shown))
    if package.main not in parts:
        raise refused("word-file-not-word", shown)
    return package


def _content(path: Path, shown: str, limits: Limits) -> bytes:
    try:
        if not path.is_file():
            raise refused("word-file-missing", shown)
        size = path.stat().st_size
        if size > limits.word_file:
            told = {"size": size // MEGABYTE, "limit": limits.word_file // MEGABYTE}
            raise refused("word-file-large", shown, **told)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "no access"
        raise refused("word-file-unreadable", shown, reason=reason) from error


def _parts(archive: zipfile.ZipFile, shown: str, limits: Limits) -> dict[str, bytes]:
    """Every part, unpacked by counting bytes: what an archive says of its sizes may be untrue."""
    entries = archive.infolist()
    if len(entries) > limits.word_parts:
        raise refused("word-file-bomb", shown, limit=limits.word_unpacked // MEGABYTE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused("word-file-encrypted", shown)
    room = limits.word_unpacked
    found: dict[str, bytes] = {}
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels", ".bin")):
            continue  # pictures and fonts say nothing that is read here
        with archive.open(entry) as stream:
            data = stream.read(room + 1)
        room -= len(data)
        if room < 0:
            raise refused("word-file-bomb", shown, limit=limits.word_unpacked // MEGABYTE)
        found[entry.filename.lstrip("/")] = data
    return found


def _main(parts: dict[str, bytes], shown: str) -> str:
    """The part that holds the text, which other programs may name as they like."""
    if _MAIN in parts or "_rels/.rels" not in parts:
        return _MAIN
    for relation in _root(parts["_rels/.rels"], "_rels/.rels", shown).iter(_RELATIONS):
        if str(relation.get("Type", "")).endswith(_MAIN_KIND):
            return posixpath.normpath(str(relation.get("Target", ""))).lstrip("/")
    return _MAIN


def _root(data: bytes, name: str, shown: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise refused("word-file-damaged", shown) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refused("word-file-declares", shown, part=name)
    return root
