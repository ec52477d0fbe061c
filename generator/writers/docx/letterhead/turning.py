"""Headers and footers of a letterhead for the direction of one document.

A part that has words in a right-to-left script is laid out for both directions already and
stays as it is; any other is mirrored whole in a right-to-left document: paragraphs, tables and
the place of pictures. What stands at a fixed place by other means is left where it is.
"""

from __future__ import annotations

import copy
from typing import Final

from generator.document.tree import Direction
from generator.house.letterhead.edges import SLOT
from generator.house.letterhead.model import Page
from generator.house.letterhead.xml import (
    P_ORDER,
    R_ORDER,
    WP,
    Element,
    drop,
    everywhere,
    in_order,
    made,
    on,
    part_of,
    val,
    w,
)
from generator.writers.docx.direction import mostly_rtl, split
from generator.writers.phrases import LTR_LETTER, RTL_LETTER

_EMU: Final = 635  # of a twip
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TABLE_ORDER: Final = (
    "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize",
    "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd",
    "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription", "tblPrChange",
)  # fmt: skip


def turned(root: Element, direction: Direction, *, rtl_letterhead: bool, page: Page) -> None:
    """Bring one part into the direction of the document, in place."""
    words = "".join(text.text or "" for text in root.iter(w("t")))
    own_words = bool(RTL_LETTER.search(words))
    mirror = not own_words and rtl_letterhead is not (direction == "rtl")
    for table in everywhere(root, "tbl"):
        _table(table, direction, mirror=mirror)
    for paragraph in everywhere(root, "p"):
        _paragraph(paragraph, direction, mirror=mirror)
    if direction == "rtl":
        for paragraph in everywhere(root, "p"):
            _pictures_apart(paragraph)
    if mirror:
        for anchor in list(root.iter(f"{{{WP}}}anchor")):
            _anchor(anchor, page)


# ---------------------------------------------------------------- paragraphs and runs


def _paragraph(paragraph: Element, direction: Direction, *, mirror: bool) -> None:
    properties = part_of(paragraph, "pPr", ("pPr",))
    if paragraph[0] is not properties:
        paragraph.insert(0, properties)
    text = "".join(each.text or "" for each in paragraph.iter(w("t")))
    was = on(properties.find(w("bidi")))
    wanted = _wanted(paragraph, text, was=was, direction=direction)
    _aligned(properties, was=was, wanted=wanted, mirror=mirror)
    if wanted:
        in_order(properties, made("bidi"), P_ORDER)
    elif properties.find(w("bidi")) is not None:
        drop(properties.find(w("bidi")))
    if not wanted and direction == "rtl":
        in_order(properties, made("bidi", val="0"), P_ORDER)
    base: Direction = "rtl" if wanted else "ltr"
    for run in [each for each in paragraph.iter(w("r")) if _holder(each) is paragraph]:
        _run(run, base)


def _wanted(paragraph: Element, text: str, *, was: bool, direction: Direction) -> bool:
    """Whether a paragraph goes from right to left in the document.

    A line of Latin words stays as it is and only changes its side: its numbers and signs would
    be laid out the wrong way round. So does one that holds pictures, whose places are counted
    from the left of the page.
    """
    if mostly_rtl(text):
        return True
    if direction == "ltr":
        return was and bool(RTL_LETTER.search(text))
    movable = not paragraph.findall(f"{w('r')}/{w('tab')}") and not everywhere(paragraph, SLOT)
    fixed = bool(LTR_LETTER.search(text)) or bool(everywhere(paragraph, "drawing", "pict"))
    return not (movable and fixed and not RTL_LETTER.search(text))


def _aligned(properties: Element, *, was: bool, wanted: bool, mirror: bool) -> None:
    """Put a paragraph on the same side of the page, or, mirrored, on the other."""
    jc = properties.find(w("jc"))
    side = val(jc)
    if jc is not None:
        drop(jc)
    if side in {"center", "mediumKashida", "lowKashida", "highKashida", "thaiDistribute"}:
        in_order(properties, made("jc", val="center" if side == "center" else "both"), P_ORDER)
        return
    left = (side != "right") is not was  # "left" is the start of a paragraph
    if mirror:
        left = not left
    if mirror is not (was is not wanted):
        _indents(properties)
    if wanted and left:
        in_order(properties, made("jc", val="end"), P_ORDER)
    elif not wanted and side in {"both", "distribute"} and left:
        in_order(properties, made("jc", val=side), P_ORDER)
    elif not wanted and (not left or side or mirror):
        in_order(properties, made("jc", val="left" if left else "right"), P_ORDER)


def _indents(properties: Element) -> None:
    """Indents are counted from the start: where that changes sides, they change too."""
    indent = properties.find(w("ind"))
    if indent is None:
        return
    for one, other in (("left", "right"), ("start", "end")):
        first, second = indent.attrib.pop(w(one), None), indent.attrib.pop(w(other), None)
        for name, value in ((other, first), (one, second)):
            if value is not None:
                indent.set(w(name), value)


def _holder(run: Element) -> Element:
    return next(run.iterancestors(w("p")))


def _run(run: Element, base: Direction) -> None:
    """Cut a run by direction, so that no phrase is laid out the wrong way round."""
    properties = run.find(w("rPr"))
    text = "".join(each.text or "" for each in run.iter(w("t")))
    if base == "ltr" and not RTL_LETTER.search(text):
        if properties is not None and (rtl := properties.find(w("rtl"))) is not None:
            drop(rtl)
        return
    groups: list[tuple[bool, list[Element]]] = []
    for child in [each for each in run if each is not properties]:
        for rtl, element in _pieces(child, base):
            if groups and groups[-1][0] is rtl:
                groups[-1][1].append(element)
            else:
                groups.append((rtl, [element]))
    parent, at = run.getparent(), run.getparent().index(run)
    parent.remove(run)
    for place, (rtl, elements) in enumerate(groups):
        piece = made("r")
        look = copy.deepcopy(properties) if properties is not None else made("rPr")
        for old in everywhere(look, "rtl"):
            drop(old)
        if rtl:
            in_order(look, made("rtl"), R_ORDER)
        if len(look):
            piece.append(look)
        piece.extend(elements)
        parent.insert(at + place, piece)


def _pieces(child: Element, base: Direction) -> list[tuple[bool, Element]]:
    if child.tag != w("t"):
        return [(base == "rtl", child)]
    found = []
    for piece in split(child.text or "", base, base):
        text = made("t")
        text.text = piece.text
        text.set(_SPACE, "preserve")
        found.append((piece.rtl, text))
    return found


# ---------------------------------------------------------------- tables and pictures


def _table(table: Element, direction: Direction, *, mirror: bool) -> None:
    properties = part_of(table, "tblPr", ("tblPr",))
    if table[0] is not properties:
        table.insert(0, properties)
    visual = properties.find(w("bidiVisual"))
    text = "".join(each.text or "" for each in table.iter(w("t")))
    if mirror and direction == "rtl":
        in_order(properties, made("bidiVisual"), _TABLE_ORDER)
    elif mirror and visual is not None:
        drop(visual)
    elif not on(visual) and (mostly_rtl(text) or (direction == "rtl" and RTL_LETTER.search(text))):
        in_order(properties, made("bidiVisual"), _TABLE_ORDER)
        _reversed(table)  # so that each cell stays where it stood


def _reversed(table: Element) -> None:
    for row in table.findall(w("tr")):
        cells = row.findall(w("tc"))
        at = row.index(cells[0]) if cells else 0
        row[at:] = [each for each in row[at:] if each not in cells]
        for cell in cells:
            row.insert(at, cell)
    grid = table.find(w("tblGrid"))
    if grid is not None:
        grid[:] = list(reversed(grid.findall(w("gridCol"))))


def _anchor(anchor: Element, page: Page) -> None:
    """A picture at a place of the page stands at the same distance from the other side."""
    position = anchor.find(f"{{{WP}}}positionH")
    extent = anchor.find(f"{{{WP}}}extent")
    if position is None or extent is None:
        return
    aligned, offset = position.find(f"{{{WP}}}align"), position.find(f"{{{WP}}}posOffset")
    area = position.get("relativeFrom", "")
    other = {"leftMargin": "rightMargin", "rightMargin": "leftMargin"}.get(area, area)
    position.set("relativeFrom", other)
    if aligned is not None:
        sides = {"left": "right", "right": "left"}
        aligned.text = sides.get(aligned.text or "", aligned.text)
        return
    widths = {
        "page": page.width, "margin": page.text_width, "column": page.text_width,
        "leftMargin": page.left, "rightMargin": page.right,
    }  # fmt: skip
    if offset is not None and area in widths and _whole(offset.text):
        offset.text = str(widths[area] * _EMU - int(offset.text) - int(extent.get("cx", "0")))


def _pictures_apart(paragraph: Element) -> None:
    """Give pictures at a place of the page a paragraph of their own, as low as can be.

    Their places are counted from the left of the page; programs count them from the right in
    a paragraph from right to left.
    """
    if not on(paragraph.find(f"{w('pPr')}/{w('bidi')}")):
        return
    runs = [run for run in paragraph.findall(w("r")) if run.find(f".//{{{WP}}}anchor") is not None]
    runs = [run for run in runs if not everywhere(run, "t", "tab", SLOT)]
    if not runs:
        return
    holder = made("p")
    properties = made("pPr")
    for one in (
        made("bidi", val="0"),
        made("spacing", before="0", after="0", line="20", lineRule="exact"),
    ):
        in_order(properties, one, P_ORDER)
    holder.append(properties)
    holder.extend(runs)
    paragraph.addprevious(holder)


def _whole(text: str | None) -> bool:
    return bool(text) and (text or "").strip().lstrip("-").isdigit()
