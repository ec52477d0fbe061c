"""The package: parts, relationships and a zip file that is the same every time.

python-docx keeps parts and relationships; its own writer stamps the clock on every
entry, so the zip is written here: fixed dates, fixed order, content types first.
"""

from __future__ import annotations

import io
import re
import zipfile

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part

from generator.problems import Problem, ProblemsFound, Where
from generator.writers.docx.xml import FORBIDDEN

EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6
_NEAR = 200
_EDGE = re.compile(r"/word/(header|footer)\w*\.xml\Z")
_TAG = re.compile("<[^>]*>?|^[^<]*>")
_OWNER_ONLY = 0o600 << 16


class TextPart(Part):
    """A part whose XML is set as text, after its relationships are known."""

    def write(self, xml: str) -> None:
        """Set the XML of the part.

        Raises ``ProblemsFound`` for a character that no Word file may carry.
        """
        if found := FORBIDDEN.search(xml):
            near = _TAG.sub("", xml[max(found.start() - _NEAR, 0) : found.start()])[-20:]
            values = {"character": f"U+{ord(found[0]):04X}", "near": near}
            where = Where(field=str(self.partname))
            raise ProblemsFound([Problem("word-character-refused", where, values)])
        self._blob = xml.encode("utf-8")

    def link(self, address: str) -> str:
        """Relationship id of an outside address."""
        return str(self.relate_to(address, RT.HYPERLINK, is_external=True))


class WordPackage:
    """A Word file being made: the main part, and what is related to it."""

    def __init__(self) -> None:
        self._package = OpcPackage()
        self.main = self._part("/word/document.xml", CT.WML_DOCUMENT_MAIN)
        self._package.relate_to(self.main, RT.OFFICE_DOCUMENT)

    def part(self, name: str, content_type: str, relation: str) -> tuple[TextPart, str]:
        """A new part below ``/word`` and its relationship id in the main part."""
        part = self._part(f"/word/{name}", content_type)
        return part, str(self.main.relate_to(part, relation))

    def picture(self, name: str, content_type: str, content: bytes) -> str:
        """A picture below ``/word/media`` and its relationship id in the main part."""
        part = Part(PackURI(f"/word/media/{name}"), content_type, content)
        return str(self.main.relate_to(part, RT.IMAGE))

    def attach(
        self, part: TextPart, name: str, content_type: str, relation: str, id: str, data: bytes
    ) -> None:
        """A part of bytes, such as a picture, that ``part`` knows by the relationship ``id``."""
        part.load_rel(relation, Part(PackURI(name), content_type, data), id)

    def data(self, xml: str, properties: str) -> None:
        """The custom XML part that controls are bound to, and the part that names it."""
        item = self._part("/customXml/item1.xml", CT.XML)
        item.write(xml)
        about = self._part("/customXml/itemProps1.xml", CT.OFC_CUSTOM_XML_PROPERTIES)
        about.write(properties)
        item.relate_to(about, RT.CUSTOM_XML_PROPS)
        self.main.relate_to(item, RT.CUSTOM_XML)

    def named(self, name: str) -> TextPart:
        """The part of that name, which must be there."""
        (part,) = (each for each in self._package.iter_parts() if str(each.partname) == name)
        if not isinstance(part, TextPart):
            raise KeyError(name)
        return part

    def edges(self) -> list[bytes]:
        """The headers and footers, in the order of their names."""
        parts = {str(part.partname): part.blob for part in self._package.iter_parts()}
        return [parts[name] for name in sorted(parts) if _EDGE.match(name)]

    def properties(self, name: str, content_type: str, relation: str, xml: str) -> None:
        """A part of document properties."""
        part = self._part(f"/docProps/{name}", content_type)
        part.write(xml)
        self._package.relate_to(part, relation)

    def bytes(self) -> bytes:
        """The zip file."""
        entries = {PACKAGE_URI.rels_uri.membername: _bytes(self._package.rels.xml)}
        types = CT_Types.new()  # type: ignore[no-untyped-call]
        types.add_default("rels", CT.OPC_RELATIONSHIPS)
        types.add_default("xml", CT.XML)
        for part in sorted(self._package.iter_parts(), key=lambda part: str(part.partname)):
            entries[part.partname.membername] = part.blob
            types.add_override(part.partname, part.content_type)
            if len(part.rels):
                entries[part.partname.rels_uri.membername] = _bytes(part.rels.xml)
        first = {CONTENT_TYPES_URI.membername: serialize_part_xml(types)}
        return zipped({**first, **dict(sorted(entries.items(), key=_rank))})

    def _part(self, name: str, content_type: str) -> TextPart:
        return TextPart(PackURI(name), content_type)


def zipped(entries: dict[str, bytes]) -> bytes:
    """A zip file of ``entries`` in their order, with fixed dates and rights."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on every operating system
            info.external_attr = _OWNER_ONLY
            archive.writestr(info, data)
    return stream.getvalue()


def _rank(entry: tuple[str, bytes]) -> tuple[bool, str]:
    name, _ = entry
    return name != "_rels/.rels", name


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode("utf-8") if isinstance(xml, str) else xml
