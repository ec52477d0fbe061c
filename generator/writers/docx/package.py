"""The package: parts, their relationships, and the list of what kind each part is.

Relationships are numbered in the order in which they are made. What documents share is
marked so, and compressed once for all of them.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Final, NamedTuple

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import NAMESPACE as NS
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.problems import Problem, ProblemsFound, Where
from generator.writers.docx.xml import FORBIDDEN, quoted
from generator.writers.docx.zipping import Packed, shared, zipped

_NEAR = 200
_EDGE = re.compile(r"/word/(header|footer)\w*\.xml\Z")
_TAG = re.compile("<[^>]*>?|^[^<]*>")
_DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_HARMLESS: Final = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F)))
_SMALL: Final = 1 << 18  # bytes of a letterhead's picture up to which it is kept compressed


class Relation(NamedTuple):
    """What a part is to another: a relationship's type, and its target.

    target  a part, or the text of an outside address.
    """

    type: str
    target: Part | str


class Part:
    """One part of the package.

    relations  what it is related to, by the ids of the relationships.
    common     whether other documents hold the same bytes.
    """

    def __init__(
        self, name: str, content_type: str, blob: bytes = b"", *, common: bool = False
    ) -> None:
        self.name = name
        self.content_type = content_type
        self.blob = blob
        self.common = common
        self.relations: dict[str, Relation] = {}
        self._ids: dict[Relation, str] = {}

    def relate(self, type: str, target: Part | str) -> str:
        """The id of the relationship to ``target``, a new one where there is none."""
        known = self._ids.get(Relation(type, target))
        if known is not None:
            return known
        number = 1
        while (id := f"rId{number}") in self.relations:
            number += 1
        self.related(type, target, id)
        return id

    def related(self, type: str, target: Part | str, id: str) -> None:
        """Add a relationship whose ``id`` is already in the XML of the part."""
        relation = Relation(type, target)
        self.relations[id] = relation
        self._ids.setdefault(relation, id)


class TextPart(Part):
    """A part whose XML is set as text, after its relationships are known."""

    def write(self, xml: str, *, common: bool = False) -> None:
        """Set the XML of the part; ``common`` says that other documents hold the same.

        Raises ``ProblemsFound`` for a character that no Word file may carry.
        """
        self.blob = _common(self.name, xml) if common else _encoded(self.name, xml)
        self.common = common

    def link(self, address: str) -> str:
        """Relationship id of an outside address."""
        return self.relate(RT.HYPERLINK, address)


class WordPackage:
    """A Word file being made: the main part, and what is related to it."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._root = Part("/", "")
        self.main = self._part("/word/document.xml", CT.WML_DOCUMENT_MAIN)
        self._root.relate(RT.OFFICE_DOCUMENT, self.main)

    def part(self, name: str, content_type: str, relation: str) -> tuple[TextPart, str]:
        """A new part below ``/word`` and its relationship id in the main part."""
        part = self._part(f"/word/{name}", content_type)
        return part, self.main.relate(relation, part)

    def picture(self, name: str, content_type: str, content: bytes) -> str:
        """A picture below ``/word/media`` and its relationship id in the main part."""
        part = Part(f"/word/media/{name}", content_type, content)
        self._parts.append(part)
        return self.main.relate(RT.IMAGE, part)

    def attach(
        self,
        part: TextPart,
        name: str,
        content_type: str,
        relation: str,
        id: str,
        data: bytes,
        *,
        common: bool = True,
    ) -> None:
        """A part of bytes, such as a picture, that ``part`` knows by the relationship ``id``.

        common  whether other documents may hold the same bytes.
        """
        attached = Part(name, content_type, data, common=common and len(data) <= _SMALL)
        self._parts.append(attached)
        part.related(relation, attached, id)

    def data(self, xml: str, properties: str) -> None:
        """The custom XML part that controls are bound to, and the part that names it."""
        item = self._part("/customXml/item1.xml", CT.XML)
        item.write(xml)
        about = self._part("/customXml/itemProps1.xml", CT.OFC_CUSTOM_XML_PROPERTIES)
        about.write(properties)
        item.relate(RT.CUSTOM_XML_PROPS, about)
        self.main.relate(RT.CUSTOM_XML, item)

    def named(self, name: str) -> TextPart:
        """The part of that name, which must be there."""
        (part,) = (each for each in self._parts if each.name == name)
        if not isinstance(part, TextPart):
            raise KeyError(name)
        return part

    def edges(self) -> list[bytes]:
        """The headers and footers, in the order of their names."""
        parts = {part.name: part.blob for part in self._parts}
        return [parts[name] for name in sorted(parts) if _EDGE.match(name)]

    def properties(
        self, name: str, content_type: str, relation: str, xml: str, *, common: bool = False
    ) -> None:
        """A part of document properties."""
        part = self._part(f"/docProps/{name}", content_type)
        part.write(xml, common=common)
        self._root.relate(relation, part)

    def bytes(self) -> bytes:
        """The zip file: the list of content types first, then the root's relationships."""
        parts = sorted(self._parts, key=lambda part: part.name)
        entries: dict[str, bytes | Packed] = {}
        for part in parts:
            entries[part.name[1:]] = shared(part.blob) if part.common else part.blob
            if part.relations:
                entries[_relations_name(part.name)] = _relations(part)
        first = {
            "[Content_Types].xml": shared(_types(parts)),
            _relations_name("/"): _relations(self._root),
        }
        return zipped({**first, **dict(sorted(entries.items()))})

    def _part(self, name: str, content_type: str) -> TextPart:
        part = TextPart(name, content_type)
        self._parts.append(part)
        return part


def _encoded(name: str, xml: str) -> bytes:
    """The XML of a part in UTF-8."""
    data = xml.encode("utf-8", "surrogatepass")
    # Most of it is ASCII, which can be left out in one go: there is less to search.
    rest = data.translate(None, _HARMLESS)
    if rest and FORBIDDEN.search(rest.decode("utf-8", "surrogatepass")):
        _refuse(name, xml)
    return data


@lru_cache(maxsize=256)
def _common(name: str, xml: str) -> bytes:
    return _encoded(name, xml)


def _refuse(name: str, xml: str) -> None:
    found = FORBIDDEN.search(xml)
    if found is None:
        raise ValueError(name)
    near = _TAG.sub("", xml[max(found.start() - _NEAR, 0) : found.start()])[-20:]
    values = {"character": f"U+{ord(found[0]):04X}", "near": near}
    raise ProblemsFound([Problem("word-character-refused", Where(field=name), values)])


def _relations_name(name: str) -> str:
    folder, file = posixpath.split(name)
    return f"{folder.lstrip('/')}/_rels/{file}.rels".lstrip("/")


def _relations(part: Part) -> bytes | Packed:
    """The relationships of a part; compressed once where they lead to no outside address."""
    folder = posixpath.dirname(part.name)
    outside = False
    rows = []
    for id, (type, target) in part.relations.items():
        if isinstance(target, str):
            outside = True
            end = f' Target={quoted(target)} TargetMode="External"'
        else:
            end = f" Target={quoted(_way(target.name, folder))}"
        rows.append(f'<Relationship Id="{id}" Type="{type}"{end}/>')
    inside = "".join(rows)
    namespace = NS.OPC_RELATIONSHIPS
    xml = f'{_DECLARATION}<Relationships xmlns="{namespace}">{inside}</Relationships>'
    data = _encoded(_relations_name(part.name), xml)
    return data if outside else shared(data)


@lru_cache(maxsize=256)
def _way(name: str, folder: str) -> str:
    return posixpath.relpath(name, folder)


def _types(parts: list[Part]) -> bytes:
    """``[Content_Types].xml``."""
    named = "".join(
        f'<Override PartName={quoted(part.name)} ContentType="{part.content_type}"/>'
        for part in parts
    )
    return (
        f'{_DECLARATION}<Types xmlns="{NS.OPC_CONTENT_TYPES}">'
        f'<Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{CT.XML}"/>{named}</Types>'
    ).encode()
