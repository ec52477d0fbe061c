"""The text of a Word file after LibreOffice has opened it and written it as OpenDocument."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from lxml import etree

from generator.proof.word_text import CALL, read_word

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_PICTURES: Final = frozenset({f"{_DRAW}image", f"{_SVG}title", f"{_SVG}desc"})
"""Bytes of pictures, and their words for those who listen: no text of the body."""
_SIGNS: Final = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": " "}
_UNSEEN: Final = re.compile(rf"[\s{CALL}\u200e\u200f\u061c\u00ad\u2060]")
_FIGURE: Final = re.compile(r"[^\D0-9]")


def as_written(content: bytes) -> tuple[list[str], list[str]]:
    """Body and notes of a Word file as this project reads it, in the form that is compared."""
    read = read_word(content)
    return _bare(read.body), _bare(read.notes)


def as_reopened(path: Path) -> tuple[list[str], list[str]]:
    """The same from a flat OpenDocument file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root: Any = etree.parse(path, parser).getroot()
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    notes = ["".join(map(_said, _own(note))) for note in body.iter(f"{_TEXT}note-body")]
    for note in list(body.iter(f"{_TEXT}note-body")):
        note.getparent().remove(note)
    return _bare(map(_said, _own(body))), _bare(notes)


def _own(root: Any) -> Iterator[Any]:
    yield from root.iter(f"{_TEXT}p", f"{_TEXT}h")


def _said(node: Any) -> str:
    """The text of a paragraph or of a part of it, without paragraphs that stand in it."""
    pieces = [_SIGNS.get(node.tag, "") * int(node.get(f"{_TEXT}c", "1")), node.text or ""]
    for child in node.iterchildren(etree.Element):
        inner = child.tag in (f"{_TEXT}p", f"{_TEXT}h") or child.tag in _PICTURES
        pieces += ["" if inner else _said(child), child.tail or ""]
    return "".join(pieces)


def _bare(texts: Iterable[str]) -> list[str]:
    """Without marks of direction, calls' signs and spaces; figures as 0-9; no empty ones."""
    found = (_FIGURE.sub(_plain, _UNSEEN.sub("", text)) for text in texts)
    return [text for text in found if text]


def _plain(figure: re.Match[str]) -> str:
    return str(unicodedata.decimal(figure.group()))
