"""Bytes to text: UTF-8 or an encoding that was stated; nothing is guessed."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from generator.problems import Findings, Where

BYTE_ORDER_MARKS = frozenset({codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE})
"""Of UTF-16, which is read when it has one."""


def read_bytes(path: Path, name: str, findings: Findings, limit: int) -> bytes | None:
    """The bytes of a file no larger than ``limit``; None with a problem otherwise."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            findings.add("file-unreadable", Where(name), reason="it is not an ordinary file")
            return None
        size = status.st_size
        if size <= limit:
            with path.open("rb") as file:
                content = file.read(limit + 1)
            size = len(content)
        if size > limit:
            findings.add("file-large", Where(name), size=size, limit=limit)
            return None
    except OSError as error:
        findings.add("file-unreadable", Where(name), reason=error.strerror or type(error).__name__)
        return None
    return content


def decode(content: bytes, name: str, findings: Findings, encoding: str = "utf-8") -> str | None:
    """The text of ``content``; None with a problem that names the first bad line.

    A byte order mark is taken off; UTF-16 is read when it has one.
    """
    if content[:2] in BYTE_ORDER_MARKS:
        encoding = "utf-16"
    elif encoding == "utf-8":
        content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02X}"
        findings.add("not-utf8", Where(name, line=line), encoding=encoding.upper(), byte=byte)
        return None


def text_form(content: bytes, encoding: str = "utf-8") -> tuple[str, bytes]:
    """The encoding in which ``decode`` reads the content, and the byte order mark it takes off."""
    if content.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le", codecs.BOM_UTF16_LE
    if content.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be", codecs.BOM_UTF16_BE
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return encoding, mark if encoding == "utf-8" else b""


def read_text(
    path: Path, name: str, findings: Findings, limit: int, encoding: str = "utf-8"
) -> str | None:
    """``read_bytes`` and ``decode`` in one step."""
    content = read_bytes(path, name, findings, limit)
    return None if content is None else decode(content, name, findings, encoding)
