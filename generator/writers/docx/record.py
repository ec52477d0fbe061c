"""The record of a Word file: its values and facts as data, and its texts as generated.

Nothing stands in it that the document itself does not print, but the exact form of a
printed value, and what says where a printed fact is from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from lxml import etree

from generator.document import wordrecord as names
from generator.document.facts import told_facts
from generator.document.tree import (
    Citation,
    Document,
    Inline,
    LineBreak,
    Span,
    Text,
    Value,
)
from generator.document.walk import plain
from generator.document.wordboxes import paragraphs
from generator.writers.docx.controls import Controls, Said
from generator.writers.docx.xml import DECLARATION, W, escape, quoted

_W: Final = f"{{{W}}}"
_TEXT, _TAB, _FIELD = f"{_W}t", f"{_W}tab", f"{_W}fldChar"
_SAID: Final = (_TEXT, _TAB, _FIELD)
_DATA_STORE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


class Texts:
    """The texts of one part of the file, as they are written one after the other."""

    def __init__(self, controls: Controls, first: Texts | None = None) -> None:
        """Begin with nothing, or go on with what the ``first`` language of the file writes."""
        self.written: list[str] = [] if first is None else first.written
        self._controls = controls

    def add(self, inlines: Sequence[Inline], said: str = "") -> None:
        """Add the text of a paragraph; ``said`` stands before its inlines."""
        parts = [escape(said)] if said else []
        self._walk(inlines, parts)
        if text := "".join(parts):
            self.written.append(f"<{names.TEXT}>{text}</{names.TEXT}>")

    def _walk(self, inlines: Sequence[Inline], parts: list[str]) -> None:
        for inline in inlines:
            if isinstance(inline, Text):
                parts.append(escape(inline.text))
            elif isinstance(inline, Value):
                text = escape(inline.text)
                if inline.fact:
                    place = self._controls.entry(inline).place
                    text = f'<{names.PRINTED} n="{place}">{text}</{names.PRINTED}>'
                parts.append(text)
            elif isinstance(inline, Span) and inline.fact:
                parts.append(f"<{names.STATEMENT} fact={quoted(inline.fact)}>")
                self._walk(inline.children, parts)
                parts.append(f"</{names.STATEMENT}>")
            elif isinstance(inline, Span) and inline.slot:
                parts.append(f"<{names.OFFICER} slot={quoted(inline.slot)}>")
                self._walk(inline.children, parts)
                parts.append(f"</{names.OFFICER}>")
            elif isinstance(inline, LineBreak):
                parts.append(" ")
            elif not isinstance(inline, Citation):
                self._walk(inline.children, parts)


def record_part(
    document: Document,
    controls: Controls,
    body: Texts,
    notes: Texts | None,
    edges: Iterable[bytes],
    facts: Iterable[dict[str, Any]] | None = None,
) -> str:
    """``customXml/item1.xml``; ``edges`` are the finished headers and footers.

    facts  those of the document, where they are known.
    """
    under = notes or Texts(controls)
    own = document.properties
    about = {
        "number": own.number,
        "edition": own.edition,
        "lang": document.lang,
        "title": own.title or plain(document.title),
        "marking": own.marking,
        "issued": own.issued,
        "as-of": own.as_of,
        "known-on": own.known_on,
        "data-hash": own.data_hash,
    }
    if document.beside is not None:
        other = document.beside.document
        about["beside"] = other.lang
        about["title-beside"] = other.properties.title or plain(other.title)
    groups = (
        (names.SHOWN, _shown(controls)),
        (names.AGAIN, [_said(said) for _, said in controls.again]),
        (names.VALUES, _values(controls, document)),
        (names.FACTS, _facts(document, told_facts(document) if facts is None else facts)),
        (names.BODY, body.written),
        (names.NOTES, under.written),
        (names.EDGES, _edges(edges)),
    )
    inside = "".join(
        f"<{name}>{written}</{name}>"
        for name, parts in groups
        if (written := "".join(parts)) or name != names.AGAIN
    )
    opening = f'{names.DOCUMENT} xmlns="{names.NAMESPACE}"{_attributes(about)}'
    return f"{DECLARATION}<{opening}>{inside}</{names.DOCUMENT}>"


def properties_part(store: str) -> str:
    """``customXml/itemProps1.xml``: the GUID by which controls find the record."""
    return (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{store}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{names.NAMESPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    )


def _shown(controls: Controls) -> Iterator[str]:
    """What controls are bound to: Word writes here what is typed into them.

    These elements hold nothing else. LibreOffice makes each anew when it saves the file.
    """
    for (_, _, _, printed), entry in controls.entries.items():
        yield _said(entry.said or ((printed, False),))


def _said(said: Said) -> str:
    """A value as its controls show it; the parts are of one that has several."""
    if len(said) == 1:
        return f"<{names.VALUE}>{escape(said[0][0])}</{names.VALUE}>"
    part = names.PART
    inside = "".join(
        f"<{part}>{escape(text)}</{part}>" if tied else escape(text) for text, tied in said
    )
    return f"<{names.VALUE}>{inside}</{names.VALUE}>"


def _values(controls: Controls, document: Document) -> Iterator[str]:
    """The same values as they were printed, in the same order, each with its fact."""
    for lang, fact, exact, printed in controls.entries:
        told = {"fact": fact, "exact": exact, "printed": printed}
        if document.beside is not None:
            told["lang"] = lang
        yield f"<{names.VALUE}{_attributes(told)}/>"


def _facts(document: Document, own: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The printed facts with what is known of each, as in the data of every format.

    Of two languages each says where a fact is from; the first tells the rest.
    """
    other = None if document.beside is None else document.beside.document
    facts = {fact["id"]: fact for fact in own}
    if other is not None:
        facts = {fact["id"]: fact for fact in told_facts(other)} | facts
    for fact in facts.values():
        tag = names.tag_of(fact["id"])
        told = {name: value for name, value in fact.items() if isinstance(value, str)}
        told["tag"] = "" if tag == f"{names.TAG}{fact['id']}" else tag
        told["from"] = document.sources.get(fact["id"], "")
        if other is not None:
            told["from-beside"] = other.sources.get(fact["id"], "")
        origin = fact.get("origin", {})
        inside = f"<{names.ORIGIN}{_attributes(origin)}/>" if origin else ""
        yield f"<{names.FACT}{_attributes(told)}>{inside}</{names.FACT}>"


def _edges(parts: Iterable[bytes]) -> Iterator[str]:
    """What headers and footers say, a letterhead's words too; results of fields are left out."""
    said: dict[str, None] = {}
    for part in dict.fromkeys(parts):  # those of the first page may say the same
        simple = b"fldSimple" in part
        for _, nodes in paragraphs(etree.fromstring(part)):
            words = "".join(_unfielded(nodes, simple=simple))
            said.update(dict.fromkeys(words.split("\t")))
    for text in said:
        if text.strip():
            yield f"<{names.TEXT}>{escape(text)}</{names.TEXT}>"


def _unfielded(nodes: Iterable[Any], *, simple: bool) -> Iterator[str]:
    """The texts and tabs outside of fields; simple: whether some may be of the simple kind."""
    depth = 0
    for node in nodes:
        tag = node.tag
        if tag not in _SAID:
            continue
        if tag == _FIELD:
            depth += {"begin": 1, "end": -1}.get(node.get(f"{_W}fldCharType"), 0)
        elif not depth and not (simple and any(True for _ in node.iterancestors(f"{_W}fldSimple"))):
            yield "\t" if tag == _TAB else node.text or ""


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {name}={quoted(value)}" for name, value in values.items() if value)
