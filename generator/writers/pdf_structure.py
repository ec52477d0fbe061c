"""The structure tree of a PDF, built from the laid-out boxes: one element for one part.

It takes the place of the engine's own, which makes a new table, paragraph or list item on
each page that the part goes on to, an element for each line, and none for page furniture.
Here what goes on keeps its element; table heads that a page repeats, and page furniture,
are artifacts; text is a piece of its paragraph, with a Span of its own only where it is in
another language or is drawn from right to left. Then its letters stand in the structure in
reading order as ``ActualText`` (on the marked content readers would return it reversed).
Rule: ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf

from generator.writers.hyphens import DIVIDED
from generator.writers.line_ends import INVISIBLE
from generator.writers.pdf_bytes import Part
from generator.writers.pdf_engine import AbsolutePlaceholder, boxes, engine_pdf
from generator.writers.pdf_mirrors import BRACKETS
from generator.writers.pdf_notes import PLACE

RTL_LETTER: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
ROLES: Final[Mapping[str, str]] = {
    "p": "P",
    "div": "Div",
    "header": "Div",
    "nav": "Div",
    "figure": "Div",
    "section": "Sect",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
}
"""What elements are in the structure. All others pass what they hold to what holds them."""
UNSPOKEN: Final = {**INVISIBLE, ord(DIVIDED): None}
"""Signs for the layout alone, and the one that divides a word: they are no letters of a text."""
POINTS: Final = 0.75  # of a CSS pixel


@dataclass(frozen=True, slots=True)
class Plan:
    """What the structure needs to know of its document.

    language, direction  the document's.
    summaries  of tables, by their elements.
    reading    the places of pages in the order in which they are read; () as they lie.
    """

    language: str
    direction: str
    summaries: Mapping[Any, str]
    reading: tuple[int, ...] = ()


@dataclass(slots=True)
class Node:
    """A structure element that is being built.

    name    its reference; page: that of its first page.
    body    of a list item: what holds all but its label.
    pieces  where the parent tree names it for the pieces that it holds itself.
    mixed   whether it holds elements; then its own text stands in spans, of which ``run``
            is open: readers that list pieces before elements still get the right order.
    """

    object: Any
    name: str
    kids: list[Any]
    page: str | None
    body: Node | None = None
    pieces: list[tuple[list[Any], int]] = field(default_factory=list)
    mixed: bool = False
    run: Node | None = None


_engine_add_tags = engine_pdf.add_tags


def add_tags(pdf: Any, document: Any, version: Any, streams: list[Any]) -> None:
    """Stand in for the engine's function of that name where a document has a plan."""
    plan = getattr(document, "plan", None)
    if plan is None:
        _engine_add_tags(pdf, document, version, streams)
    else:
        Structure(pdf, plan).build(document, streams)


engine_pdf.add_tags = add_tags


@dataclass
class Structure:
    """Builds the tree of one document."""

    pdf: Any
    plan: Plan
    _nodes: dict[tuple[int, str], Node] = field(default_factory=dict)
    _heads: dict[int, int] = field(default_factory=dict)
    _ids: list[tuple[str, Node]] = field(default_factory=list)
    _notes: dict[int, str] = field(default_factory=dict)
    _annotations: list[tuple[Any, Any]] = field(default_factory=list)
    rtl_drawn: bool = False

    def build(self, document: Any, streams: list[Any]) -> None:
        """Make the tree, and turn into artifacts what has no place in it."""
        root = self._object({"Type": "/StructTreeRoot"})
        pages = [reference.decode() for reference in self.pdf.page_references]
        top = self._new("Document", Node(root, root.reference.decode(), [], pages[0]), pages[0])
        slots: dict[int, Any] = {}
        for number in self.plan.reading or range(len(streams)):
            page, stream = document.pages[number], streams[number]
            self._page, self._number = pages[number], number
            self._height = page.height
            self._tags = {box: mark["mcid"] for box, mark in stream._tags.items()}
            self._slots: list[Any] = pydyf.Array(["null"] * len(self._tags))
            self._again: set[int] = set()
            self._walk(page._page_box, top)
            _make_artifacts(stream, set(self._tags.values()), self._again)
            slots[number] = self._slots
        numbers = pydyf.Array(part for number in sorted(slots) for part in (number, slots[number]))
        for place, (reference, annotation) in enumerate(self._annotations, len(streams)):
            numbers.extend((place, reference))
            annotation["StructParent"] = place
        root["ParentTree"] = self._object({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = len(numbers) // 2
        root["K"] = pydyf.Array([top.name])
        self._finish(root)
        document.rtl_drawn = self.rtl_drawn

    def _finish(self, root: Any) -> None:
        if self._ids:
            names = pydyf.Array()
            for name, node in sorted(self._ids, key=lambda pair: pair[0]):
                names.extend((pydyf.String(name), node.name))
            root["IDTree"] = pydyf.Dictionary({"Names": names})
        catalog = self.pdf.catalog
        catalog["StructTreeRoot"] = root.reference
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    # ------------------------------------------------------------ boxes

    def _walk(self, box: Any, node: Node) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._text(box, node)
            return
        if isinstance(box, boxes.MarginBox):
            return
        if self._is_repeated(box):
            self._again.update(self._tags[one] for one in box.descendants() if one in self._tags)
            return
        tag = box.element_tag
        if tag is not None and box.element is not None and not isinstance(box, boxes.LineBox):
            node = self._node_of(box, tag, node)
            if box.link_annotation:
                self._link(box.link_annotation, node)
        if isinstance(box, boxes.ReplacedBox):
            self._piece(self._tags.pop(box), node)
            return
        for child in getattr(box, "children", ()):
            self._walk(child, node)

    def _is_repeated(self, box: Any) -> bool:
        """Whether the box is the head of a table that began on a page before."""
        if not getattr(box, "is_header", False) or box.element is None:
            return False
        return self._heads.setdefault(id(box.element), self._number) != self._number

    def _node_of(self, box: Any, tag: str, node: Node) -> Node:
        """The node that holds what the box holds: one of its own, or the one around it."""
        name, _, pseudo = tag.partition("::")
        key = (id(box.element), pseudo or name)
        known = self._nodes.get(key)
        if known is None:
            known = self._made(box, name, pseudo, node)
            self._nodes[key] = known
        return known.body or known

    def _made(self, box: Any, name: str, pseudo: str, node: Node) -> Node:
        element = box.element
        if pseudo:
            return self._pseudo(element, pseudo, node)
        if name == "li":
            item = self._new("LI", node)
            item.body = self._new("LBody", item)
            return item
        if name == "span" and element.get("class") == "footnote":
            return self._note(element, node)
        role = ROLES.get(name)
        if role is None:
            return node
        made = self._new(role, node)
        self._describe(made, role, box, element)
        return made

    def _note(self, element: Any, node: Node) -> Node:
        """A note, read in the order of the calls.

        Of cells that go on on the next page, the second may call its note before the first does.
        """
        note = self._new("Note", node)
        note.object["ID"] = pydyf.String(element.get("id"))
        self._ids.append((element.get("id"), note))
        place = int(element.get(PLACE))
        if later := [one for one in self._notes if one > place]:
            kid = node.kids.pop()
            node.kids.insert(node.kids.index(self._notes[min(later)]), kid)
        self._notes[place] = note.name
        return note

    def _pseudo(self, element: Any, pseudo: str, node: Node) -> Node:
        if pseudo == "footnote-call":
            return self._new("Link", node)
        if pseudo == "footnote-marker":
            return self._new("Lbl", node)
        if pseudo == "marker" and (item := self._nodes.get((id(element), "li"))):
            label = self._new("Lbl", item)
            item.kids.insert(0, item.kids.pop())  # the label stands before what it labels
            return label
        return node

    def _describe(self, node: Node, role: str, box: Any, element: Any) -> None:
        """Attributes of tables, cells and pictures."""
        if role == "Table" and (summary := self.plan.summaries.get(element)):
            node.object["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(summary)})
        elif role in ("TH", "TD"):
            attributes: dict[str, Any] = {}
            if role == "TH":
                attributes["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
            attributes |= {
                name: int(element.get(key))
                for name, key in (("ColSpan", "colspan"), ("RowSpan", "rowspan"))
                if element.get(key, "1") != "1"
            }
            if attributes:
                node.object["A"] = pydyf.Dictionary({"O": "/Table", **attributes})
        elif role == "Div" and (spoken := element.get("lang", self.plan.language)):
            if spoken != self.plan.language:  # the side of the other language
                node.object["Lang"] = pydyf.String(spoken)
        elif role == "Figure":
            node.object["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": self._area(box)})
            node.object["Alt"] = pydyf.String(_alternative(element))

    def _area(self, box: Any) -> Any:
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self._height - top - box.height, left + box.width, self._height - top)
        return pydyf.Array([round(edge * POINTS, 2) for edge in edges])

    def _link(self, annotation: Any, node: Node) -> None:
        node.kids.append(
            pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._page})
        )
        self._annotations.append((node.name, annotation))

    # ------------------------------------------------------------ text

    def _text(self, box: Any, node: Node) -> None:
        mcid = self._tags.pop(box, None)
        if mcid is None:
            return
        text, plan = box.text, self.plan
        spoken = box.style["lang"]
        foreign = spoken if spoken and spoken != plan.language else ""
        rtl = not text.isascii() and RTL_LETTER.search(text) is not None
        self.rtl_drawn = self.rtl_drawn or rtl
        turned = rtl or _mirrored(text, box)
        if not BRACKETS.isdisjoint(text):
            turned = turned or "rtl" in (plan.direction, box.style["direction"])
        if not foreign and not turned:
            self._piece(mcid, node)
            return
        span = self._new("Span", node, self._page)
        if foreign:
            span.object["Lang"] = pydyf.String(foreign)
        if turned:
            span.object["ActualText"] = pydyf.String(text.translate(UNSPOKEN))
        self._piece(mcid, span)

    def _piece(self, mcid: int, node: Node) -> None:
        """Put a piece of the page's content into a node."""
        if node.mixed:
            node.run = node.run or self._new("Span", node)
            node = node.run
        if node.page is None:
            node.page = node.object["Pg"] = self._page
        piece: Any = mcid
        if node.page != self._page:
            piece = pydyf.Dictionary({"Type": "/MCR", "Pg": self._page, "MCID": mcid})
        node.kids.append(piece)
        node.pieces.append((self._slots, mcid))
        self._slots[mcid] = node.name

    def _open(self, node: Node) -> None:
        """Make room for an element: the text before it goes into a span of its own."""
        node.run = None
        if node.mixed:
            return
        node.mixed = True
        if not node.pieces:
            return
        own = [kid for kid in node.kids if not isinstance(kid, dict) or "MCID" in kid]
        others = [kid for kid in node.kids if isinstance(kid, dict) and "MCID" not in kid]
        node.kids[:] = others
        span = self._new("Span", node, node.page)
        span.kids.extend(own)
        span.pieces, node.pieces = node.pieces, []
        for slots, mcid in span.pieces:
            slots[mcid] = span.name

    # ------------------------------------------------------------ objects

    def _new(self, role: str, parent: Node, page: str | None = None) -> Node:
        self._open(parent)
        made = Part(role, parent.name)
        self.pdf.add_object(made)
        name = f"{made.number} 0 R"
        if page is not None:
            made["Pg"] = page
        parent.kids.append(name)
        return Node(made, name, made.kids, page)

    def _object(self, values: Mapping[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self.pdf.add_object(made)
        return made


def _alternative(element: Any) -> str:
    """The text that stands for a picture."""
    title = element.find("{http://www.w3.org/2000/svg}title")
    return (title.text if title is not None else element.get("alt")) or ""


def _mirrored(text: str, box: Any) -> bool:
    """Whether signs alone, such as “).”, are drawn from right to left."""
    signs = text.strip()
    return len(signs) > 1 and box.style["direction"] == "rtl" and not signs.isalnum()


def _make_artifacts(stream: Any, artifacts: set[int], again: set[int]) -> None:
    """Turn marked content that belongs to no element into artifacts.

    again  those of them that are the head of a table that goes on.
    """
    if not artifacts:
        return
    content = stream.stream
    for place, item in enumerate(content):
        if isinstance(item, pydyf.Dictionary) and (number := item.get("MCID")) in artifacts:
            kind = "/Layout" if number in again else "/Pagination"
            content[place - 1] = "/Artifact"
            content[place] = pydyf.Dictionary({"Type": kind})
