"""Word files as people and other programs send them back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.document.tree import Document
from generator.returned.reading import Returned, read_back
from generator.writers.docx.zipping import zipped
from tests.unit.writers.docx_reading import Word, word

BODY = "word/document.xml"
RECORD = "customXml/item1.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def edited(file: Word, *changes: tuple[str, str], part: str = BODY) -> bytes:
    """The file with texts of one part replaced, each once."""
    text = file.raw(part).decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return with_parts(file, {part: text.encode()})


def with_parts(file: Word, parts: Mapping[str, bytes | None]) -> bytes:
    """The file with parts put in, replaced or, where they are None, taken out."""
    entries: dict[str, bytes | None] = {name: file.raw(name) for name in file.names}
    entries.update(parts)
    return zipped({name: data for name, data in entries.items() if data is not None})


def returned(folder: Path, data: bytes | Document, against: bytes | None = None) -> Returned:
    """What is read of a file."""
    path = folder / "back.docx"
    path.write_bytes(word(data).data if isinstance(data, Document) else data)
    original = None
    if against is not None:
        original = folder / "original.docx"
        original.write_bytes(against)
    return read_back(path, "back.docx", original, "original.docx")


def changes(folder: Path, data: bytes) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Kind, texts and facts of every change in a file."""
    found = returned(folder, data).changes
    return [(c.kind, c.before, c.after, c.facts) for c in found]
