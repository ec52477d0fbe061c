"""Headers and footers of a letterhead: cleaned, and with slots where they ask for our words.

What stays is what a reader sees: text, pictures, shapes, tables, page numbers. What goes is
what acts, follows a clock, belongs to an editor, or leads out of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from generator.house.letterhead.media import Pictures
from generator.house.letterhead.model import SLOTS, Edge, Opened
from generator.house.letterhead.package import Package
from generator.house.letterhead.stylesheet import complex_twins, plain_properties
from generator.house.letterhead.xml import (
    MC,
    WP,
    A,
    Element,
    R,
    W,
    drop,
    everywhere,
    made,
    on,
    unwrap,
    val,
    w,
)

SLOT: Final = "slot"  # local name of our element in a run; its val is the name of the slot
_NAMED: Final = re.compile(rf"\{{({'|'.join(SLOTS)})\}}")
_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SHOWN_FIELDS: Final = frozenset({"HYPERLINK"})  # their result stays as text
_DANGEROUS: Final = frozenset(
    {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "INCLUDE", "MACROBUTTON",
     "EMBED", "DATABASE", "AUTOTEXT", "AUTOTEXTLIST", "ASK", "FILLIN"}
)  # fmt: skip
_EDITING: Final = (
    "commentRangeStart", "commentRangeEnd", "commentReference", "del", "moveFrom", "proofErr",
    "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "moveFromRangeStart",
    "moveToRangeStart",
    "moveFromRangeEnd", "moveToRangeEnd", "lastRenderedPageBreak", "footnoteReference",
    "endnoteReference", "annotationRef", "pPrChange", "rPrChange", "tblPrChange", "trPrChange",
    "tcPrChange", "sectPrChange", "numberingChange", "tblGridChange", "tblPrExChange", "cellIns",
    "cellDel", "cellMerge", "sectPr", "customXmlInsRangeStart", "customXmlInsRangeEnd",
    "customXmlDelRangeStart", "customXmlDelRangeEnd",
)  # fmt: skip
_TRACKED: Final = frozenset({"del", "ins", "moveFrom", "moveTo"})
_ACTIVE: Final = ("object", "control", "altChunk", "subDoc")
_TRANSPARENT: Final = ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")
_TEXT: Final = (w("t"), w("tab"), w("noBreakHyphen"))
_GRAPHIC: Final = (f"{{{A}}}chart", "dgm", "/chart", "/diagram")


def edge(package: Package, part: str, opened: Opened) -> Edge:
    """One header or footer, cleaned."""
    root = package.xml(part)
    if root.tag not in (w("hdr"), w("ftr")):
        opened.remark("letterhead-edge-strange", part)
        root = made("hdr")
    _fields(root, part, opened)
    _acting(root, part, opened)
    _editing(root, part, opened)
    _controls(root)
    pictures = Pictures(package, part, opened)
    links = _links(root, package, part, opened)
    media = pictures.kept(root)
    _numbers(root)
    plain_properties(root, part, opened)
    complex_twins(root)
    for paragraph in everywhere(root, "p"):
        _slots(paragraph)
    if root.find(w("p")) is None and root.find(w("tbl")) is None:
        root.append(made("p"))
    return Edge(root, media, links)


# ---------------------------------------------------------------- what acts


def _acting(root: Element, part: str, opened: Opened) -> None:
    for element in everywhere(root, *_ACTIVE):
        opened.remark("letterhead-object", part, danger=True)
        drop(element)
    office = "{urn:schemas-microsoft-com:office:office}OLEObject"
    for element in list(root.iter(office)):
        opened.remark("letterhead-object", part, danger=True)
        drop(element)


def _fields(root: Element, part: str, opened: Opened) -> None:
    """Page numbers stay. Others go, since they would read files, clocks or other programs."""
    for element in everywhere(root, "fldSimple"):
        word = _word(val(element, "instr"))
        if word in _FIELDS:
            continue
        _told(word, part, opened)
        if word in _SHOWN_FIELDS:
            unwrap(element)
        else:
            drop(element)
    for paragraph in everywhere(root, "p"):
        for runs, code in _complex(paragraph):
            word = _word(code)
            if word in _FIELDS:
                continue
            _told(word, part, opened)
            for run in runs:
                if word not in _SHOWN_FIELDS or not _shows(run):
                    drop(run)
    _unfinished(root)


def _told(word: str, part: str, opened: Opened) -> None:
    if word in _DANGEROUS:
        opened.remark("letterhead-field-danger", part, word, danger=True)
    elif word not in _SHOWN_FIELDS:
        opened.remark("letterhead-field", part, word or "?")


def _word(code: str) -> str:
    return (code.split() or [""])[0].upper().lstrip("\\")


def _shows(run: Element) -> bool:
    return any(child.tag in _TEXT for child in run) and run.find(w("fldChar")) is None


def _complex(paragraph: Element) -> Iterator[tuple[list[Element], str]]:
    """Every outermost field of a paragraph: its runs, and its code with that of inner fields."""
    depth, runs, code = 0, [], []
    found: list[tuple[list[Element], str]] = []
    for run in list(paragraph.iter(w("r"))):
        kinds = [val(mark, "fldCharType") for mark in run.findall(w("fldChar"))]
        depth += kinds.count("begin")
        if depth:
            runs.append(run)
            code += [text.text or "" for text in run.findall(w("instrText"))]
        depth -= kinds.count("end")
        if depth <= 0 and runs:
            found.append((runs, "".join(code)))
            depth, runs, code = 0, [], []
    yield from found


def _unfinished(root: Element) -> None:
    """A field that is begun and not ended, or runs over paragraphs, is no field."""
    for paragraph in everywhere(root, "p"):
        marks = [val(mark, "fldCharType") for mark in paragraph.iter(w("fldChar"))]
        if marks.count("begin") != marks.count("end"):
            for name in ("fldChar", "instrText"):
                for element in everywhere(paragraph, name):
                    drop(element)


# ---------------------------------------------------------------- what belongs to an editor


def _editing(root: Element, part: str, opened: Opened) -> None:
    for element in everywhere(root, *_EDITING):
        name = element.tag.rsplit("}", 1)[-1]
        if name in _TRACKED:
            opened.remark("letterhead-tracked", part)
        elif name.startswith("comment"):
            opened.remark("letterhead-comments", part)
        drop(element)
    for element in everywhere(root, *_TRANSPARENT):
        if element.tag in (w("ins"), w("moveTo")):
            opened.remark("letterhead-tracked", part)
        if element.getparent().tag == w("rPr"):
            drop(element)
        else:
            unwrap(element)
    for run in everywhere(root, "r"):
        properties = run.find(w("rPr"))
        if properties is not None and on(properties.find(w("vanish"))):
            opened.remark("letterhead-hidden", part)
            drop(run)
    for element in root.iter():
        for name in list(element.attrib):
            if "}rsid" in name or name.endswith(("}paraId", "}textId")):
                del element.attrib[name]


def _controls(root: Element) -> None:
    """Content controls go, what they hold stays; one named as a slot becomes the slot."""
    for control in everywhere(root, "sdt"):
        content = control.find(w("sdtContent"))
        properties = control.find(w("sdtPr"))
        name = ""
        if properties is not None:
            names = (val(properties.find(w(each))).strip().lower() for each in ("tag", "alias"))
            name = next((each for each in names if each in SLOTS), "")
        if content is None:
            drop(control)
            continue
        if name:
            _as_slot(content, name)
        unwrap(control, content)


def _as_slot(content: Element, name: str) -> None:
    texts = everywhere(content, "t")
    if not texts:
        holder = next(iter(everywhere(content, "r")), None)
        if holder is None:
            paragraph = next(iter(everywhere(content, "p")), None)
            holder = made("r")
            (content if paragraph is None else paragraph).append(holder)
        texts = [made("t")]
        holder.append(texts[0])
    texts[0].text = f"{{{name}}}"
    for other in texts[1:]:
        other.text = ""


# ---------------------------------------------------------------- what leads out


def _links(root: Element, package: Package, part: str, opened: Opened) -> dict[str, str]:
    """Hyperlinks to pages and addresses stay; others become plain text."""
    known = {each.id: each for each in package.relations(part)}
    found: dict[str, str] = {}
    for link in everywhere(root, "hyperlink"):
        id = link.get(f"{{{R}}}id", "")
        relation = known.get(id)
        if relation is not None and relation.outside and _web(relation.target):
            found[id] = relation.target
            link.attrib.pop(w("anchor"), None)
            continue
        if relation is not None:
            opened.remark("letterhead-outside", part, relation.target, danger=True)
        unwrap(link)
    for click in [*root.iter(f"{{{A}}}hlinkClick"), *root.iter(f"{{{A}}}hlinkHover")]:
        drop(click)
    for element in root.iter():
        if str(element.tag).startswith("{urn:schemas-microsoft-com:vml}"):
            element.attrib.pop("href", None)
    return found


def _web(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


# ---------------------------------------------------------------- slots and numbers


def _numbers(root: Element) -> None:
    """Ids of drawings are given anew when a document is made; extensions that repeat ids go."""
    for place, properties in enumerate(root.iter(f"{{{WP}}}docPr"), 1):
        properties.set("id", str(place))
    for choice in root.iter(f"{{{MC}}}Choice"):
        choice.attrib.pop(f"{{{W}}}rsidR", None)


def _slots(paragraph: Element) -> None:
    """Cut ``{marking}`` and the like out of the text, over as many runs as it has been split."""
    while True:
        texts = [text for run in _own_runs(paragraph) for text in run.findall(w("t"))]
        whole = "".join(text.text or "" for text in texts)
        found = _NAMED.search(whole)
        if found is None:
            return
        _cut(texts, found.start(), found.end(), found.group(1))


def _own_runs(paragraph: Element) -> list[Element]:
    """The runs of a paragraph, without those of text boxes in it."""
    return [run for run in paragraph.iter(w("r")) if next(run.iterancestors(w("p"))) is paragraph]


def _cut(texts: list[Element], start: int, end: int, name: str) -> None:
    at = 0
    placed = False
    for text in texts:
        content = text.text or ""
        low, high = max(start - at, 0), min(end - at, len(content))
        at += len(content)
        if low >= high:
            continue
        if placed:
            text.text = content[high:]
            continue
        placed = True
        _placed(text, content[:low], name, content[high:])


def _placed(text: Element, before: str, name: str, behind: str) -> None:
    """The run of ``text`` with a slot where the name stood."""
    space = "{http://www.w3.org/XML/1998/namespace}space"
    run = text.getparent()
    at = run.index(text)
    pieces = [made(SLOT, val=name)]
    for words, place in ((behind, 1), (before, 0)):
        if words:
            piece = made("t")
            piece.text = words
            piece.set(space, "preserve")
            pieces.insert(place, piece)
    run[at : at + 1] = pieces
