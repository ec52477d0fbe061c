"""The structure of a PDF: roles and their order, headings, tables, lists, figures, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pikepdf

from tests.rules.finding import NO_DESCRIPTION, Finding
from tests.rules.pdf_document import TAG
from tests.rules.pdf_file import Node, PdfFile, pairs

PARTS_OF_TABLES: Final = ("TR", "TD", "TH", "THead", "TBody", "TFoot")
BLOCKS: Final = ("P", "H1", "H2", "H3", "H4", "Table", "L")
MAY_HOLD: Final = {
    "L": ("LI", "Caption", "Artifact"),
    "LI": ("Lbl", "LBody", "Artifact"),
    "TR": ("TH", "TD", "Artifact"),
    "THead": ("TR", "Artifact"),
    "TBody": ("TR", "Artifact"),
    "Table": ("TR", "THead", "TBody", "TFoot", "Caption", "Artifact"),
}


def tree(file: PdfFile) -> Iterator[Finding]:
    """One document at the top, known roles, every element once, content on pages."""
    if [node.kind for node in file.top.kids] != ["Document"]:
        yield Finding("tree-top", "structure", str([node.kind for node in file.top.kids]))
    for role in file.unknown:
        yield Finding("role", "structure", f"{role} is no role")
    for role in file.twice:
        yield Finding("element-twice", "structure", f"{role} stands at two places")
    for words in file.strays:
        yield Finding("content-page", "structure", f"{words} is on no page")
    places = Counter(place for node in file.nodes for place in node.places)
    for (page, number), count in places.items():
        if count > 1:
            yield Finding("content-twice", f"page {page}", f"{number} has {count} elements")


def nesting(file: PdfFile) -> Iterator[Finding]:
    """Rows in tables, items in lists, no paragraph in a paragraph."""
    for node in file.nodes:
        allowed = MAY_HOLD.get(node.kind)
        for kid in node.kids:
            if allowed is not None and kid.kind not in allowed:
                yield Finding("nesting", node.place, f"{kid.kind} directly in {node.kind}")
        parent = "" if node.parent is None else node.parent.kind
        if node.kind in PARTS_OF_TABLES and node.inside("Table") is None:
            yield Finding("nesting", node.place, f"{node.kind} outside of a table")
        if (node.kind == "LI" and parent != "L") or (node.kind == "LBody" and parent != "LI"):
            yield Finding("nesting", node.place, f"{node.kind} in {parent}")
        if node.kind == "P" and node.inside("P") is not None:
            yield Finding("nesting", node.place, "a paragraph in a paragraph")
        language = node.thing.get("/Lang")
        if language is not None and not TAG.fullmatch(str(language)):
            yield Finding("language", node.place, f"{language!r}")


def pages(file: PdfFile) -> Iterator[Finding]:
    """The order of reading never goes back to an earlier page."""
    last = 0
    for node in file.of(*BLOCKS):
        first = min((page for each in node.walk() for page, _ in each.places), default=last)
        if first < last:
            yield Finding(
                "reading-order", f"page {first}", f"{node.kind} is read after page {last}"
            )
        last = max(last, first)


def headings(file: PdfFile) -> Iterator[Finding]:
    """There are headings, with words, and no level is left out on the way down."""
    last = 0
    for node in file.nodes:
        if not re.fullmatch("H[1-6]", node.kind):
            continue
        level = int(node.kind[1])
        if not node.drawn:
            yield Finding("heading-empty", node.place, node.kind)
        if level > last + 1:
            yield Finding("heading-level", node.place, f"{node.kind} after level {last}")
        last = level
    if not last:
        yield Finding("heading-none", "structure", "no headings")


def figures(file: PdfFile) -> Iterator[Finding]:
    """Figures say what they show and show something."""
    for node in file.of("Figure", "Formula"):
        words = str(node.thing.get("/Alt", node.thing.get("/ActualText", ""))).strip()
        if NO_DESCRIPTION.fullmatch(words):
            yield Finding("figure-description", node.place, repr(words))
        if not node.drawn:
            yield Finding("figure-empty", node.place, "shows nothing")


def tables(file: PdfFile) -> Iterator[Finding]:
    """Rows of one width, header cells with their scope, a head."""
    known = {bytes(key) for key, _ in pairs(file.top.thing.get("/IDTree"), "/Names")}
    for table in file.of("Table"):
        rows = [n for n in table.walk() if n.kind == "TR" and n.inside("Table") is table]
        if not rows:
            yield Finding("table-empty", table.place, "no rows")
            continue
        widths = _widths(rows)
        if len(set(widths)) > 1:
            yield Finding("table-width", table.place, f"rows of {sorted(set(widths))} columns")
        heads = [cell for row in rows for cell in row.kids if cell.kind == "TH"]
        if not heads:
            yield Finding("table-heads", table.place, "no header cells")
        if len(rows) > 2 and widths[0] > 1 and not any(n.kind == "THead" for n in table.kids):
            yield Finding("table-head-group", table.place, "no head")
        for cell in heads:
            if not cell.drawn:
                yield Finding("table-head-empty", table.place, "an empty header cell")
            if cell.attribute("Table", "Scope") is None:
                yield Finding("table-scope", table.place, "a header cell without scope")
            id = cell.thing.get("/ID")
            if id is not None and bytes(id) not in known:
                yield Finding("table-ids", table.place, "a header cell that is not in the index")


def _widths(rows: list[Node]) -> list[int]:
    """Columns of each row; a cell over several rows counts in each."""
    below: Counter[int] = Counter()
    widths = []
    for place, row in enumerate(rows):
        width = below[place]
        for cell in row.kids:
            if cell.kind in ("TH", "TD"):
                span = int(cell.attribute("Table", "ColSpan") or 1)
                width += span
                for deeper in range(1, int(cell.attribute("Table", "RowSpan") or 1)):
                    below[place + deeper] += span
        widths.append(width)
    return widths


def links(file: PdfFile) -> Iterator[Finding]:
    """Each link area is in a link element, has a description, an aim and a size."""
    names = file.root.get("/Names", pikepdf.Dictionary())
    aims = {bytes(key) for key, _ in pairs(names.get("/Dests"), "/Names")}
    held = {thing.objgen for node in file.of("Link", "Reference") for thing in node.objects}
    for number, page in enumerate(file.pdf.pages, 1):
        areas = [area for area in page.get("/Annots", []) if area.get("/Subtype") == "/Link"]
        at = f"page {number}"
        if areas and page.get("/Tabs") != "/S":
            yield Finding("tab-order", at, "does not follow the structure")
        for area in areas:
            if area.objgen not in held:
                yield Finding("link-element", at, "a link area without an element")
            if not str(area.get("/Contents", "")).strip():
                yield Finding("link-description", at, "a link without a description")
            left, low, right, high = (float(edge) for edge in area.Rect)
            if abs(right - left) < 1 or abs(high - low) < 1:
                yield Finding("link-area", at, "a link without an area")
            address = str(area.get("/A", pikepdf.Dictionary()).get("/URI", ""))
            if address and not re.match("(?:https?|mailto|tel):", address):
                yield Finding("link-address", at, address)
            aim = area.get("/Dest")
            if isinstance(aim, pikepdf.String) and bytes(aim) not in aims:
                yield Finding("link-lost", at, str(aim))
    for node in file.of("Link"):
        if not node.objects:
            yield Finding("link-element", node.place, "an element without a link area")
        if not any(each.places for each in node.walk()):
            yield Finding("link-empty", node.place, "a link without words")


RULES: Final = (tree, nesting, pages, headings, figures, tables, links)
