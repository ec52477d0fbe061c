"""The package of a workbook: what it may be before anything in it is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator.facts.refused import RefusedError
from generator.limits import MEGABYTE, Limits

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be"))
_BLOCK: Final = 1 << 16


class Package:
    """The parts of a workbook, read when they are asked for; their bytes are counted.

    Raises ``RefusedError`` for what is no workbook, or one that would harm whoever opens it.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.limits = limits
        self.unpacked = 0
        self.archive = _opened(content)
        entries = self.archive.infolist()
        if len(entries) > limits.workbook_parts:
            raise RefusedError("xlsx-parts", found=len(entries), limit=limits.workbook_parts)
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            _check_name(entry.filename)
            if entry.filename.lower() in self.entries:
                raise RefusedError("xlsx-damaged", reason=f"the part {entry.filename} is twice")
            self.entries[entry.filename.lower()] = entry
        types = self.part("[Content_Types].xml")
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise RefusedError("xlsx-macros")

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.entries

    def part(self, name: str) -> bytes:
        """The bytes of a part, never more than the limits allow."""
        entry = self.entries.get(name.lower())
        if entry is None:
            raise RefusedError("xlsx-damaged", reason=f"the part {name} is missing")
        limit = self.limits.workbook_unpacked
        out = io.BytesIO()
        try:
            with self.archive.open(entry) as packed:
                while block := packed.read(_BLOCK):
                    out.write(block)
                    self.unpacked += len(block)
                    if self.unpacked > limit:
                        raise RefusedError("xlsx-large", limit=limit // MEGABYTE)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise RefusedError("xlsx-damaged", reason=f"{name}: {error}") from error
        except RuntimeError as error:  # zipfile says so of a part that is encrypted
            raise RefusedError("xlsx-encrypted") from error
        size, packed_size = out.tell(), max(1, entry.compress_size)
        if size > MEGABYTE and size / packed_size > self.limits.workbook_ratio:
            values = {"part": name, "ratio": size // packed_size}
            raise RefusedError("xlsx-bomb", limit=self.limits.workbook_ratio, **values)
        return out.getvalue()

    def elements(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements of those names in a part of XML, each when it is whole, then forgotten."""
        data = self.part(name)
        if any(mark in data for mark in _DOCTYPES):
            raise RefusedError("xlsx-doctype", part=name)
        found = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
        )
        try:
            for _, element in found:
                yield element
                _forget(element)
        except etree.XMLSyntaxError as error:
            raise RefusedError("xlsx-damaged", reason=f"{name}: {error.msg}") from error


def _opened(content: bytes) -> zipfile.ZipFile:
    if content.startswith(_OLE):
        raise RefusedError("xlsx-old")
    if not content.startswith(b"PK"):
        raise RefusedError("xlsx-no-zip")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusedError("xlsx-damaged", reason=str(error)) from error


def _check_name(name: str) -> None:
    parts = re.split(r"[/\\]", name)
    if name.startswith("/") or "\\" in name or ".." in parts or ":" in parts[0]:
        raise RefusedError("xlsx-path", part=name)


def _forget(element: etree._Element) -> None:
    """Free an element and what stands before it: a sheet of a million rows stays small."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def whole(element: etree._Element, name: str, default: int) -> int:
    """An attribute that is a whole number. Raises ``RefusedError`` for anything else."""
    text = element.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise RefusedError("xlsx-damaged", reason=f"“{text[:20]}” is no number")
    return int(text)
