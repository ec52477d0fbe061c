"""Files from outside, looked at before any library sees them.

XML: UTF-8 (or UTF-16 with its mark), well-formed, without a document type, without
entities, of bounded size, depth and number of elements. PO: UTF-8, a header that says so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from xml.parsers import expat
from xml.parsers.expat import errors

from generator.facts.readers.decode import decode, read_bytes
from generator.limits import MEGABYTE
from generator.problems import Findings, Where

MOST_BYTES: Final = 50 * MEGABYTE
MOST_ELEMENTS: Final = 1_000_000
MOST_DEPTH: Final = 32
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*?\?>")
_ENCODING: Final = re.compile(r"""encoding\s*=\s*["']([^"']*)["']""")
_CHARSET: Final = re.compile(r"charset=([\w.:+-]+)", re.IGNORECASE)
_MESSAGE: Final = re.compile(r"^\s*(?:#~\s*)?msgid\b", re.MULTILINE)
_UTF8: Final = frozenset({"utf-8", "utf8"})
_UTF16: Final = frozenset({"utf-16", "utf16"})


_END: Final = "it ends before everything in it is closed"
_REASONS: Final = {
    errors.XML_ERROR_NO_ELEMENTS: _END,
    errors.XML_ERROR_UNCLOSED_TOKEN: _END,
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _END,
    errors.XML_ERROR_PARTIAL_CHAR: _END,
    errors.XML_ERROR_TAG_MISMATCH: "its elements are not closed in order",
    errors.XML_ERROR_INVALID_TOKEN: "it has a character where XML allows none",
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something stands behind its end",
    errors.XML_ERROR_UNDEFINED_ENTITY: "it uses an entity that XML does not know",
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute stands twice in an element",
    errors.XML_ERROR_UNBOUND_PREFIX: "it uses a prefix that it does not explain",
}
"""What the parser found, in words; what is missing here is told in the parser's own."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that a library may read.

    data     UTF-8 without a mark; for XML without a declaration.
    root     name of the root element of XML, without its namespace; "" for PO.
    version  what the root's attribute of that name says.
    """

    text: str
    root: str = ""
    version: str = ""

    @property
    def data(self) -> bytes:
        """The text as UTF-8."""
        return self.text.encode()


def look(path: Path, name: str, findings: Findings) -> Looked | None:
    """What the file holds; None, with a problem, when no library may read it."""
    content = read_bytes(path, name, findings, MOST_BYTES)
    if content is None:
        return None
    if not content.strip():
        findings.add("translate-empty", Where(name))
        return None
    unread = Findings()
    text = decode(content, name, unread)
    if text is None:
        findings.extend(replace(problem, code="translate-not-utf8") for problem in unread)
        return None
    if text.lstrip().startswith("<"):
        wide = content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        return _xml(text, name, findings, _UTF16 if wide else _UTF8)
    return _po(text, name, findings)


def _po(text: str, name: str, findings: Findings) -> Looked | None:
    if not _MESSAGE.search(text):
        findings.add("translate-not-xliff", Where(name), found="other text")
        return None
    stated = _CHARSET.search(text[:5000])
    if stated and stated[1].casefold() not in _UTF8:
        findings.add("translate-encoding", Where(name), encoding=stated[1][:40])
        return None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        findings.add("translate-unreadable", Where(name, line), reason="it holds a NUL character")
        return None
    return Looked(text.replace("\r\n", "\n"))


def _xml(text: str, name: str, findings: Findings, allowed: frozenset[str]) -> Looked | None:
    declaration = _DECLARATION.match(text)
    stated = _ENCODING.search(declaration[0]) if declaration else None
    if stated and stated[1].casefold() not in allowed:
        findings.add("translate-encoding", Where(name, 1), encoding=stated[1][:40])
        return None
    if declaration:
        # Line numbers stay those of the file: what is taken off leaves its line breaks.
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    watcher = _Watcher()
    try:
        watcher.parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except _RefusedError as refused:
        where = Where(name, watcher.parser.CurrentLineNumber)
        findings.add(refused.code, where, limit=refused.limit)
        return None
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        reason = _REASONS.get(said, said)
        findings.add("translate-malformed", Where(name, error.lineno), reason=reason)
        return None
    return Looked(text.lstrip(" \t\r") if declaration else text, watcher.root, watcher.version)


class _RefusedError(Exception):
    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.limit = limit


@dataclass
class _Watcher:
    """Reads XML without keeping any of it, and stops at what may not be there."""

    root: str = ""
    version: str = ""
    depth: int = 0
    elements: int = 0
    parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate("utf-8"))

    def __post_init__(self) -> None:
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _doctype(self, *_: object) -> None:
        raise _RefusedError("translate-doctype")

    def _entity(self, *_: object) -> None:
        raise _RefusedError("translate-doctype")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.root:
            self.root = tag.rpartition(":")[2]
            self.version = attributes.get("version", "")
        self.depth += 1
        self.elements += 1
        if self.depth > MOST_DEPTH:
            raise _RefusedError("translate-deep", MOST_DEPTH)
        if self.elements > MOST_ELEMENTS:
            raise _RefusedError("translate-elements", MOST_ELEMENTS)

    def _end(self, _: str) -> None:
        self.depth -= 1
