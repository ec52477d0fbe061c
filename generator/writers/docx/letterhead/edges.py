"""Our words in the letterhead's headers and footers: in its slots, or in lines of their own.

The letterhead's header stays on top and its footer at the bottom. What it has no slot for,
marking, draft word, number, dates and page, stands in our lines below the one and above the other.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.document.tree import Direction, Document, Text
from generator.document.walk import plain
from generator.house.letterhead.edges import SLOT
from generator.house.letterhead.model import SLOTS, Edge, Kind, Opened, Place
from generator.house.letterhead.stylesheet import complex_twins
from generator.house.letterhead.xml import (
    R_ORDER,
    WP,
    A,
    Element,
    W,
    children,
    drop,
    everywhere,
    in_order,
    made,
    on,
    parsed,
    part_of,
    serialized,
    val,
    w,
)
from generator.writers.docx.furniture import (
    footer_lines,
    footer_part,
    header_lines,
    header_part,
    marking_runs,
    page_runs,
)
from generator.writers.docx.letterhead.styles import LINES, Merged, rename
from generator.writers.docx.letterhead.turning import turned
from generator.writers.docx.looks import Looks
from generator.writers.docx.runs import Look, Script, Story
from generator.writers.docx.watermark import NAMESPACES as VML
from generator.writers.docx.xml import DECLARATION, NAMESPACES

_DECORATIVE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_DECORATIVE_URI: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_FIRST_DRAWING: Final = 900_001
_DRAWINGS: Final = 1000  # that a header or footer has numbers for
_KINDS: Final = 6  # of headers and footers
_SHOWN: Final = (w("t"), w("drawing"), w("pict"), w("sym"), w("fldChar"), w("fldSimple"), w(SLOT))
_PAGE_FIELDS: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES")


@dataclass(frozen=True, slots=True)
class Frame:
    """Headers and footers made ready for documents of one look.

    slots  which of our words each header and footer has a place for.
    """

    edges: Mapping[tuple[Place, Kind], Edge]
    slots: Mapping[tuple[Place, Kind], frozenset[str]]

    def served(self, place: Place, kind: Kind, *, twice: bool) -> frozenset[str]:
        """Words that have a place on a kind of page; a marking that stands twice, in both."""
        here = self.slots.get((place, kind), frozenset())
        other = self.slots.get(("footer" if place == "header" else "header", kind), frozenset())
        return here | (other - {"marking"} if twice else other)


def frame_of(opened: Opened, merged: Merged, looks: Looks, *, rtl_letterhead: bool) -> Frame:
    """The letterhead's headers and footers with our styles' ids, in the document's direction."""
    known = {val(style, "styleId") for style in merged.root.iterfind(w("style"))}
    edges: dict[tuple[Place, Kind], Edge] = {}
    slots: dict[tuple[Place, Kind], frozenset[str]] = {}
    for place, edge in opened.edges.items():
        root = copy.deepcopy(edge.root)
        rename(root, merged.ids)
        for name in ("pStyle", "rStyle", "tblStyle"):
            for reference in everywhere(root, name):
                if val(reference) not in known:
                    drop(reference)
        for list_mark in everywhere(root, "numPr"):
            drop(list_mark)
        if not _says_something(root):
            continue
        _tidy(root, _FIRST_DRAWING + _DRAWINGS * len(edges))
        turned(root, looks.direction, rtl_letterhead=rtl_letterhead, page=opened.page)
        complex_twins(root)
        edges[place] = Edge(root, edge.media, edge.links)
        slots[place] = frozenset(_slots(root))
    return Frame(edges, slots)


def _says_something(root: Element) -> bool:
    return any(each.tag in _SHOWN and (each.tag != w("t") or (each.text or "").strip())
               for each in root.iter())  # fmt: skip


def _slots(root: Element) -> set[str]:
    found = {val(slot) for slot in root.iter(w(SLOT))}
    codes = [each.text or "" for each in root.iter(w("instrText"))]
    codes += [val(each, "instr") for each in root.iter(w("fldSimple"))]
    if any(code.split()[:1] == ["PAGE"] for code in codes):
        found.add("page")
    return found


def _tidy(root: Element, first: int) -> None:
    """What a screen reader stumbles over: heaps of empty paragraphs, pictures without a word.

    first  the number of the first picture: each of a file has its own.
    """
    for paragraph in everywhere(root, "p"):
        before = paragraph.getprevious()
        heaped = before is not None and before.tag == w("p") and _empty(before)
        if heaped and _empty(paragraph) and not paragraph.findall(f"{w('pPr')}/{w('framePr')}"):
            drop(paragraph)
    for place, properties in enumerate(root.iter(f"{{{WP}}}docPr")):
        properties.set("id", str(first + place))
        _quiet(properties)
    for name in list(root.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr")):
        name.attrib.pop("descr", None)


def _empty(paragraph: Element) -> bool:
    return not any(each.tag in _SHOWN for each in paragraph.iter())


def _quiet(properties: Element) -> None:
    """A logo is decoration: the organisation is named in the text and in the properties."""
    properties.set("descr", "")
    properties.attrib.pop("title", None)
    list_name = f"{{{A}}}extLst"
    extensions = properties.find(list_name)
    if extensions is not None:
        drop(extensions)
    extensions = properties.makeelement(list_name, {}, None)
    extension = extensions.makeelement(f"{{{A}}}ext", {"uri": _DECORATIVE_URI}, None)
    mark = f"{{{_DECORATIVE}}}decorative"
    extension.append(extension.makeelement(mark, {"val": "1"}, {"adec": _DECORATIVE}))
    extensions.append(extension)
    properties.append(extensions)


# ---------------------------------------------------------------- one document


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the pages of one section.

    room    points of a line between the margins, where letters are of our own size.
    second  a second language, whose words stand in lines of their own below the first's.
    half    of a file of two halves, which one it is: each counts its own pages.
    """

    document: Document
    room: float
    second: Document | None = None
    second_script: Script | None = None
    half: int = 0

    @property
    def total(self) -> str:
        """The field that counts pages: of the file, or of a section of it."""
        return "SECTIONPAGES" if self.half else "NUMPAGES"

    def lines_of_other(self, place: Place, link: Callable[[str], str]) -> list[str]:
        """The lines of the second language; a marking that both say alike stands once."""
        other, script = self.second, self.second_script
        if other is None or script is None:
            return []
        if plain(other.furniture.banner) == plain(self.document.furniture.banner):
            bare = replace(other.furniture, marking="", handling=())
            other = replace(other, furniture=bare)
        story = Story(script, link, lang=other.lang)
        lines = header_lines if place == "header" else footer_lines
        return lines(story, other, self.room)


def filled(
    frame: Frame, place: Place, kind: Kind, story: Story, page: Page, across: str = ""
) -> str:
    """The XML of a header or footer of one section; across draws a word behind its page."""
    document = page.document
    edge = frame.edges.get((place, kind))
    twice = document.furniture.position.startswith("top-bottom")
    slots = frame.served(place, kind, twice=twice)
    rest = _without(document, slots, named=("header", kind) in frame.edges)
    bare = edge is None and not slots and ("header", kind) not in frame.edges
    more = page.lines_of_other(place, story.link)
    if place == "header":
        written = header_part(story, rest, page.room, across if bare else "", more)
    else:
        written = footer_part(story, rest, page.room, more, page.total)
    if bare:
        return _restyled(written)
    root = (
        copy.deepcopy(edge.root)
        if edge is not None
        else made("hdr" if place == "header" else "ftr")
    )
    root.tag = w("hdr" if place == "header" else "ftr")
    for table in everywhere(root, "tbl"):
        _described(table, document.furniture.organisation)
    for shape in root.iter(f"{_VML}shape"):
        if not shape.get("alt"):
            shape.set("alt", document.furniture.organisation)
    for slot in everywhere(root, SLOT):
        _fill(slot, story, page)
    _of_half(root, page)
    lines = [
        line for line in children(parsed(_restyled(written).encode())) if _says_something(line)
    ]
    if place == "header":
        root.extend(lines)
    else:
        root[0:0] = lines
    last = root[-1] if len(root) else None
    if last is None or last.tag == w("tbl"):
        root.append(made("p"))
    if across:
        # In a paragraph that is there: a line of its own would push the text down.
        inside = [each for each in root if each.tag == w("p")]
        host = inside[0] if inside else next(root.iter(w("p")))
        host.extend(parsed(f"<w:p {NAMESPACES} {VML}>{across}</w:p>".encode()))
    return DECLARATION + serialized(root)


def _of_half(root: Element, page: Page) -> None:
    """The letterhead counts the pages of its half; its pictures have numbers of their own."""
    if not page.half:
        return
    for code in root.iter(w("instrText")):
        code.text = (code.text or "").replace("NUMPAGES", page.total)
    for simple in root.iter(w("fldSimple")):
        simple.set(w("instr"), val(simple, "instr").replace("NUMPAGES", page.total))
    for properties in root.iter(f"{{{WP}}}docPr"):
        shift = _DRAWINGS * _KINDS * (page.half - 1)
        properties.set("id", str(int(properties.get("id", "0")) + shift))


def _restyled(xml: str) -> str:
    for ours, line in LINES.items():
        xml = xml.replace(f'<w:pStyle w:val="{ours}"/>', f'<w:pStyle w:val="{line}"/>')
    return xml


def _without(document: Document, slots: frozenset[str], *, named: bool) -> Document:
    """The document with only those words of its furniture that have no slot."""
    furniture = document.furniture
    gone: dict[str, object] = {}
    for name in SLOTS:
        if name in slots:
            gone[name] = () if name in {"number", "issued", "as_of"} else ""
    if named:
        gone["organisation"] = ""
    return replace(document, furniture=replace(furniture, **gone))  # type: ignore[arg-type]


def _fill(slot: Element, story: Story, page: Page) -> None:
    """The words of a slot, in the look of the run that asked for them."""
    run = slot.getparent()
    paragraph = next(run.iterancestors(w("p")))
    rtl = on(paragraph.find(f"{w('pPr')}/{w('bidi')}"))
    words = _words(val(slot), story, page, rtl=rtl)
    look = run.find(w("rPr"))
    new = list(parsed(f"<w:p {NAMESPACES}>{words}</w:p>".encode())) if words else []
    for each in new:
        _dress(each, look)
    parent, at = run.getparent(), run.getparent().index(run)
    before, behind = _parted(run, slot, look)
    parent[at : at + 1] = [*before, *new, *behind]


def _parted(
    run: Element, slot: Element, look: Element | None
) -> tuple[list[Element], list[Element]]:
    place = run.index(slot)
    halves: list[list[Element]] = []
    for content in (run[:place], run[place + 1 :]):
        kept = [each for each in content if each is not look]
        if not kept:
            halves.append([])
            continue
        half = made("r")
        if look is not None:
            half.append(copy.deepcopy(look))
        half.extend(kept)
        halves.append([half])
    return halves[0], halves[1]


def _words(name: str, story: Story, page: Page, *, rtl: bool) -> str:
    base: Direction = "rtl" if rtl else "ltr"
    furniture = page.document.furniture
    match name:
        case "marking":
            return marking_runs(story, furniture, base)
        case "draft":
            return (
                story.text(furniture.draft, base, Look(style="DraftWord"))
                if furniture.draft
                else ""
            )
        case "organisation":
            return story.runs((Text(furniture.organisation),), base)
        case "page":
            return page_runs(story, furniture, page.total)
        case _:
            return story.runs(getattr(furniture, name), base)


def _dress(run: Element, look: Element | None) -> None:
    """The look of the slot's run where ours says nothing else; our direction and language stay."""
    if look is None:
        return
    for each in [run] if run.tag == w("r") else everywhere(run, "r"):
        own = part_of(each, "rPr", ("rPr",))
        if each[0] is not own:
            each.insert(0, own)
        marked = own.find(w("rStyle")) is not None
        for property in look:
            name = str(property.tag).rsplit("}", 1)[-1]
            if name in {"rtl", "lang", "rStyle"} and own.find(property.tag) is not None:
                continue
            if name == "rtl" or (marked and name not in {"rFonts"}):
                continue  # a marking looks as its scheme says
            if own.find(property.tag) is None and str(property.tag).startswith(f"{{{W}}}"):
                in_order(own, copy.deepcopy(property), R_ORDER)


def _described(table: Element, name: str) -> None:
    """A table that only places things is named for those who cannot see it."""
    properties = part_of(table, "tblPr", ("tblPr",))
    for row in table.findall(w("tr")):
        row_properties = row.find(w("trPr"))
        if row_properties is None:
            row_properties = made("trPr")
            at = 1 if row.find(w("tblPrEx")) is not None else 0
            row.insert(at, row_properties)
        if row_properties.find(w("cantSplit")) is None:
            row_properties.insert(0, made("cantSplit"))
    rows = table.findall(w("tr"))
    if len(rows) > 1 and rows[0].find(f"{w('trPr')}/{w('tblHeader')}") is None:
        cut = rows[0].find(f"{w('trPr')}/{w('cantSplit')}")
        cut.addnext(made("tblHeader"))
    if properties.find(w("tblDescription")) is None and name:
        properties.append(made("tblDescription", val=name))
