"""XML of Word files from elsewhere: read without entities, without the network, without depth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lxml import etree

Element: TypeAlias = Any

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_DEPTH: Final = 120  # of elements; text boxes in tables in shapes reach 60


class DamagedError(Exception):
    """A part that cannot be read as XML; says why."""


def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def val(element: Element, name: str = "val") -> str:
    """An attribute of WordprocessingML, or "" where element or attribute is missing."""
    return "" if element is None else str(element.get(w(name), ""))


def on(element: Element) -> bool:
    """Whether a switch such as ``w:b`` is there and on."""
    return element is not None and val(element) not in {"0", "false", "off"}


def parsed(data: bytes) -> Element:
    """The root of a part. Raises ``DamagedError``."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise DamagedError("it declares a document type, which no Word file needs")
    if _STRICT in data:
        raise DamagedError("it is in the strict form of the standard; save it as an ordinary .docx")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedError(f"it is no sound XML ({str(error)[:120]})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedError("it declares a document type, which no Word file needs")
    if _deeper(root):
        raise DamagedError(f"it is nested deeper than {_DEPTH} levels")
    return root


def _deeper(root: Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEPTH:
            return True
    return False


def serialized(root: Element) -> str:
    """An element as text, with the namespaces that it uses."""
    return str(etree.tostring(root, encoding="unicode", with_tail=False))


def everywhere(root: Element, *names: str) -> list[Element]:
    """All elements of these local names of WordprocessingML; a list, so that they may go."""
    return list(root.iter(*(w(name) for name in names)))


def drop(element: Element) -> None:
    """Take an element out, with what is in it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def unwrap(element: Element, inner: Element | None = None) -> None:
    """Put what is in an element (or in ``inner``, within it) in its place."""
    parent = element.getparent()
    at = parent.index(element)
    for child in list(element if inner is None else inner):
        parent.insert(at, child)
        at += 1
    parent.remove(element)


def children(root: Element) -> Iterator[Element]:
    """The children that are elements."""
    return (child for child in root if isinstance(child.tag, str))


def in_order(parent: Element, child: Element, order: tuple[str, ...]) -> None:
    """Put ``child`` among the children where the schema's ``order`` of names wants it."""
    rank = {w(name): place for place, name in enumerate(order)}
    own = rank[child.tag]
    for present in list(parent):
        if present.tag == child.tag:
            parent.remove(present)
    for at, present in enumerate(parent):
        if rank.get(present.tag, -1) > own:
            parent.insert(at, child)
            return
    parent.append(child)


P_ORDER: Final = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip
R_ORDER: Final = (
    "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps",
    "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof",
    "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs",
    "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip
LEVEL_ORDER: Final = (
    "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId",
    "legacy", "lvlJc", "pPr", "rPr",
)  # fmt: skip
STYLE_ORDER: Final = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority",
    "semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose",
    "personalReply", "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr",
)  # fmt: skip


def made(name: str, **attributes: str) -> Element:
    """An element of WordprocessingML with attributes of it."""
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()}, {"w": W})


def part_of(parent: Element, name: str, order: tuple[str, ...]) -> Element:
    """The child of that name, made in its place where it is missing."""
    found = parent.find(w(name))
    if found is None:
        found = made(name)
        in_order(parent, found, order)
    return found
