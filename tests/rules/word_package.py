"""The package of a Word file: entries, content types, relationships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tests.rules.finding import Finding
from tests.rules.word_file import REL, TYPES, R, WordFile, local, q, source_of

CONTENT_TYPES: Final = "[Content_Types].xml"
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FIXED: Final = (1980, 1, 1, 0, 0, 0)
INSIDE: Final = frozenset({"image", "attachedTemplate", "frame", "subDocument", "oleObject"})


def entries(file: WordFile) -> Iterator[Finding]:
    """Each entry once, whole, of the fixed time, the content types first."""
    for name, count in Counter(entry.filename for entry in file.entries).items():
        if count > 1:
            yield Finding("entry-twice", name, f"{count} entries")
    if file.entries[0].filename != CONTENT_TYPES:
        yield Finding("entry-order", file.entries[0].filename, "is the first entry")
    for entry in file.entries:
        if entry.date_time != FIXED:
            yield Finding("entry-time", entry.filename, str(entry.date_time))
    for name in file.unreadable:
        yield Finding("part-unreadable", name, "is not well-formed")
    for name in file.data:
        if "vbaProject" in name or "/activeX" in name:
            yield Finding("part-active", name, "is a program")


def types(file: WordFile) -> Iterator[Finding]:
    """Every part has a content type, every type a part; the main part's is a document's."""
    root = file.xml[CONTENT_TYPES]
    by_end = {
        e.get("Extension").lower(): e.get("ContentType") for e in root.iter(q("Default", TYPES))
    }
    by_name = {e.get("PartName")[1:]: e.get("ContentType") for e in root.iter(q("Override", TYPES))}
    for name in file.data:
        if name != CONTENT_TYPES and name not in by_name and _end(name) not in by_end:
            yield Finding("type-missing", name, "has no content type")
    for name in by_name:
        if name not in file.data:
            yield Finding("type-without-part", name, "is not in the package")
    if by_name.get(file.main) != MAIN:
        yield Finding("type-of-main", file.main, f"is {by_name.get(file.main)}")


def _end(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


def relationships(file: WordFile) -> Iterator[Finding]:
    """Ids once, targets there and inside where they must be, every part led to and referred to."""
    reached = set()
    for name in file.xml:
        if not name.endswith(".rels"):
            continue
        if source_of(name) and source_of(name) not in file.data:
            yield Finding("relationships-of-nothing", name, "its part is missing")
        ids = Counter(e.get("Id") for e in file.xml[name].iter(q("Relationship", REL)))
        for id, count in ids.items():
            if count > 1:
                yield Finding("relationship-twice", name, f"{id} {count} times")
        for id, link in file.links_in(name):
            reached.add(link.target)
            if not link.outside and link.target not in file.data:
                yield Finding("relationship-lost", name, f"{id} leads to {link.target}")
            if link.outside and link.kind in INSIDE:
                yield Finding("relationship-outside", name, f"{link.kind} at {link.target}")
    for name in file.data:
        if name != CONTENT_TYPES and not name.endswith(".rels") and name not in reached:
            yield Finding("part-unreached", name, "no relationship leads to it")


def references(file: WordFile) -> Iterator[Finding]:
    """Every id of a relationship that a part names is one of its own."""
    for name, root in file.xml.items():
        known = file.links.get(name, {})
        for element in root.iter(etree.Element):
            for key, id in element.attrib.items():
                if key.startswith(f"{{{R}}}") and id not in known:
                    yield Finding("relationship-unknown", name, f"{local(element)} names {id}")


RULES: Final = (entries, types, relationships, references)
