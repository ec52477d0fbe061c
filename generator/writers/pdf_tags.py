"""The last step of a PDF: what the engine leaves open for PDF/UA and right-to-left text.

It works on the engine's own objects, before they are written, so nothing is parsed again:

- text of page furniture becomes an artifact (it belongs to no structure element),
- header cells get their scope, elements with an ID an index, notes their role,
- right-to-left text gets its letters in reading order as ``ActualText`` on the structure
  element (never on the marked content: readers then return it reversed), and text in
  another language its ``Lang``,
- the catalogue says the reading direction and that page labels are page numbers,
- the metadata claim PDF/UA-1 beside PDF/A-3a.

The engine forgets which box a piece of marked content was drawn for; ``remember`` keeps
that, and is the one place that reaches into the engine's internals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf

from generator.writers.pdf_cff import number_glyphs_by_place
from generator.writers.pdf_engine import engine_pdf
from generator.writers.pdf_mirrors import BRACKETS, restore_brackets
from generator.writers.pdf_sheet import JOINER

RTL_LETTER: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
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
NOTE_ROLES: Final = {"footnote-call": "/Link", "footnote-marker": "/Lbl"}


@dataclass
class Marks:
    """What was drawn on each page: the box behind each piece of marked content, by number."""

    streams: list[Any] = field(default_factory=list)
    boxes: list[dict[int, Any]] = field(default_factory=list)


_engine_add_tags = engine_pdf.add_tags


def remember(pdf: Any, document: Any, version: Any, streams: list[Any]) -> None:
    """Stand before the engine's own ``add_tags`` and keep what it is about to forget."""
    boxes = [{mark["mcid"]: box for box, mark in stream._tags.items()} for stream in streams]
    document.marks = Marks(streams, boxes)
    _engine_add_tags(pdf, document, version, streams)


engine_pdf.add_tags = remember


@dataclass(frozen=True)
class Finisher:
    """Given to the engine as ``finisher``: called with its document and unwritten PDF.

    language, direction  the document's.
    summaries  of tables, by every element that stands in one.
    """

    language: str
    direction: str
    summaries: Mapping[Any, str]

    def __call__(self, document: Any, pdf: Any) -> None:
        """Finish ``pdf``, which ``document`` was drawn into."""
        tree = Tree(pdf)
        for page, (stream, boxes) in enumerate(
            zip(document.marks.streams, document.marks.boxes, strict=True)
        ):
            self._page(tree, page, stream, boxes)
        if self.direction == "ltr" and _has_rtl(document.marks):
            restore_brackets(document, pdf, tree.object)
        number_glyphs_by_place(pdf)
        _describe_links(document)
        tree.finish_cells()
        tree.index_ids()
        preferences = pdf.catalog["ViewerPreferences"]
        if self.direction == "rtl":
            preferences["Direction"] = "/R2L"
        labels = pydyf.Dictionary({"S": "/D"})
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, labels])})
        _claim_ua(pdf, tree)
        if "AF" in pdf.catalog:  # the engine names each attached file twice
            pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))

    def _page(self, tree: Tree, page: int, stream: Any, boxes: Mapping[int, Any]) -> None:
        slots = tree.slots(page)
        artifacts = set()
        for mcid, box in boxes.items():
            element = tree.object(slots[mcid])
            if not tree.holds(element):
                artifacts.add(mcid)
                slots[mcid] = "null"
                continue
            if (box.element_tag or "").startswith("a::"):
                element["S"] = "/Span"  # the page number of a contents line, inside its link
            element = tree.own_span(element, mcid, slots)
            self._text(tree, element, box)
            if summary := self.summaries.get(box.element):
                tree.summarise(element, summary)
        _make_artifacts(stream, artifacts)

    def _text(self, tree: Tree, element: Any, box: Any) -> None:
        text = getattr(box, "text", None)
        if text is None:
            return
        spoken = box.style["lang"]
        if spoken and spoken != self.language:
            element["Lang"] = pydyf.String(spoken)
        reads_backwards = RTL_LETTER.search(text) or _mirrored(text, box)
        if reads_backwards or (self.direction == "rtl" and not BRACKETS.isdisjoint(text)):
            element["ActualText"] = pydyf.String(text.replace(JOINER, ""))
        _, _, pseudo = (box.element_tag or "").partition("::")
        if role := NOTE_ROLES.get(pseudo):
            tree.note(element, role, box.element)


class Tree:
    """The structure tree of an unwritten PDF."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._root = self.object(pdf.catalog["StructTreeRoot"])
        self._parents = self.object(self._root["ParentTree"])["Nums"]
        self._elements = {id(element): element for element in self._walk(self._root)}
        self._spans: set[tuple[int, int]] = set()

    def object(self, reference: Any) -> Any:
        """The object behind a reference such as ``b"12 0 R"``."""
        return self._pdf.objects[int(bytes(reference).split()[0])]

    def _walk(self, element: Any) -> Iterator[Any]:
        yield element
        for kid in element.get("K", ()):
            if isinstance(kid, bytes):
                inner = self.object(kid)
                if inner.get("Type") == "/StructElem":
                    yield from self._walk(inner)

    def slots(self, page: int) -> Any:
        """The structure elements of a page's marked content, by number."""
        return self._parents[2 * page + 1]

    def holds(self, element: Any) -> bool:
        """True when the element hangs in the tree."""
        return id(element) in self._elements

    def _new(self, role: str, parent: Any, kids: list[Any]) -> Any:
        element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": role,
                "K": pydyf.Array(kids),
                "Pg": parent["Pg"],
                "P": parent.reference,
            }
        )
        self._pdf.add_object(element)
        self._elements[id(element)] = element
        return element

    def own_span(self, element: Any, mcid: int, slots: Any) -> Any:
        """The element that holds this piece alone; links hold theirs together at first."""
        if element["S"] != "/Link":
            return element
        span = self._new("/Span", element, [mcid])
        kids = element["K"]
        kids[kids.index(mcid)] = span.reference
        slots[mcid] = span.reference
        return span

    def note(self, element: Any, role: str, source: Any) -> None:
        """Give the parts of a note their roles; the note itself gets an ID."""
        part = self.object(element["P"])
        part["S"] = role
        if role == "/Lbl":
            note = self.object(part["P"])
            note["S"] = "/Note"
            note["ID"] = pydyf.String(source.get("id"))

    def summarise(self, element: Any, summary: str) -> None:
        """Give the table around ``element`` its summary; a note of it stands outside."""
        while element["S"] not in {"/Table", "/Document"}:
            element = self.object(element["P"])
        if element["S"] == "/Table":
            attributes = {"O": "/Table", "Summary": pydyf.String(summary)}
            element["A"] = pydyf.Dictionary(attributes)

    def finish_cells(self) -> None:
        """Say of each header cell whether it heads its column or its row."""
        for element in self._elements.values():
            if element.get("S") == "/TH":
                row = self.object(element["P"])
                group = self.object(row["P"])
                scope = "/Column" if group["S"] == "/THead" else "/Row"
                element["A"]["Scope"] = scope

    def index_ids(self) -> None:
        """Write the index of all elements with an ID."""
        found = [(e["ID"].data, e) for e in self._elements.values() if "ID" in e]
        names = pydyf.Array()
        for _, element in sorted(found, key=lambda pair: pair[0]):
            names.extend((element["ID"], element.reference))
        if names:
            self._root["IDTree"] = pydyf.Dictionary({"Names": names})


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


def _has_rtl(marks: Marks) -> bool:
    """Whether anything was drawn from right to left."""
    drawn = (box for boxes in marks.boxes for box in boxes.values())
    return any(RTL_LETTER.search(getattr(box, "text", None) or "") for box in drawn)


def _mirrored(text: str, box: Any) -> bool:
    """Whether signs alone, such as “).”, are drawn from right to left."""
    signs = text.strip()
    return len(signs) > 1 and box.style["direction"] == "rtl" and not signs.isalnum()


def _make_artifacts(stream: Any, artifacts: set[int]) -> None:
    """Turn marked content that belongs to no element into page artifacts."""
    content = stream.stream
    for place, item in enumerate(content):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in artifacts:
            content[place - 1] = "/Artifact"
            content[place] = pydyf.Dictionary({"Type": "/Pagination"})


def _claim_ua(pdf: Any, tree: Tree) -> None:
    metadata = tree.object(pdf.catalog["Metadata"])
    packet = metadata.stream[0].decode()
    metadata.stream[0] = packet.replace("</rdf:RDF>", f"{UA_CLAIM}</rdf:RDF>", 1).encode()
