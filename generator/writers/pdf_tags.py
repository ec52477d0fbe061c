"""The last step of a PDF: what the engine leaves open for PDF/UA and right-to-left text.

It works on the engine's own objects, before they are written, so nothing is parsed again:

- links are described by their words, header glyphs and brackets stand for their letters,
- the catalogue says the reading direction and that page labels are page numbers,
- the metadata claim PDF/UA-1 beside PDF/A-3a,
- the file is written in one pass (``pdf_bytes``).

The structure tree itself is made before, in ``pdf_structure``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

import pydyf

from generator.writers.pdf_bytes import File
from generator.writers.pdf_cff import number_glyphs_by_place
from generator.writers.pdf_letters import restore_letters
from generator.writers.pdf_mirrors import restore_brackets, soften_hyphens

UA_CLAIM: Final = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file claims</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
LABEL: Final = (
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
    "<xmp:Label>{}</xmp:Label></rdf:Description>"
)


@dataclass(frozen=True, slots=True)
class HalfPage:
    """A page of a file in two halves: its language, its number there, and whether it is turned.

    number  0 for the empty page between the halves.
    """

    language: str
    number: int
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """How pages lie in a file; () for both where they lie as they are read.

    reading  the places of pages in the order in which they are read.
    halves   every page, of a file in two halves.
    """

    reading: tuple[int, ...] = ()
    halves: tuple[HalfPage, ...] = ()


@dataclass(frozen=True)
class Finisher:
    """Given to the engine as ``finisher``: called with its document and unwritten PDF.

    direction  the document's.
    marking, handling  of the document, for its properties.
    halves  the pages of a file in two halves, as they lie in it.
    """

    direction: str
    marking: str = ""
    handling: str = ""
    halves: tuple[HalfPage, ...] = ()

    def __call__(self, document: Any, pdf: Any) -> None:
        """Finish ``pdf``, which ``document`` was drawn into."""

        def resolve(reference: Any) -> Any:
            return pdf.objects[int(bytes(reference).split()[0])]

        if self.direction == "ltr" and document.rtl_drawn:
            restore_brackets(document, pdf, resolve)
        restore_letters(document, pdf, resolve)
        soften_hyphens(document, pdf, resolve)
        number_glyphs_by_place(pdf)
        _describe_links(document)
        if self.direction == "rtl":
            pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": self._page_labels()})
        for place, page in enumerate(self.halves):
            if page.turned:
                resolve(pdf.page_references[place])["Rotate"] = 180
        if "AF" in pdf.catalog:  # the engine names each attached file twice
            pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
        metadata = resolve(pdf.catalog["Metadata"])
        packet = metadata.stream[0].decode()
        more = self._label(pdf) + UA_CLAIM
        metadata.stream[0] = packet.replace("</rdf:RDF>", f"{more}</rdf:RDF>", 1).encode()
        pdf.write = File(pdf).write

    def _page_labels(self) -> Any:
        """Labels that are page numbers; in two halves each page has that of its half."""
        if not self.halves:
            return pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])
        labels = pydyf.Array()
        for place, page in enumerate(self.halves):
            label = pydyf.Dictionary({"P": pydyf.String(f"{page.language}-")})
            if page.number:
                label["S"], label["St"] = "/D", page.number
            labels.extend((place, label))
        return labels

    def _label(self, pdf: Any) -> str:
        """Name the marking in the properties of the file; gives it for the metadata too.

        ``xmp:Label`` is what XMP has for a word that says which collection a document is of; a
        property of our own would need a schema that no reader knows.
        """
        named = {"Marking": self.marking, "Handling": self.handling}
        given = {name: text for name, text in named.items() if text}
        for name, text in given.items():
            pdf.info[name] = pydyf.String(text)
        return LABEL.format(escape(" – ".join(given.values()))) if given else ""


def _describe_links(document: Any) -> None:
    """A link inside the document is described by its words, not by the name of its target."""
    for page in document.pages:
        for kind, _, _, box in page.links:
            if kind == "internal":
                box.link_annotation["Contents"] = pydyf.String(_words(box))


def _words(box: Any) -> str:
    if hasattr(box, "text"):
        return str(box.text)
    return "".join(_words(child) for child in box.children)
