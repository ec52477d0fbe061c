"""Takes a Word file apart into what a letterhead gives: styles, lists, theme, headers, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.house.letterhead.edges import edge
from generator.house.letterhead.model import KINDS, Edge, Media, Opened, Page
from generator.house.letterhead.package import Package, RefusedError, opened
from generator.house.letterhead.stylesheet import complex_twins, plain_properties, repair
from generator.house.letterhead.xml import Element, R, children, drop, everywhere, on, val, w
from generator.limits import DEFAULT_LIMITS

SMALLEST_TEXT: Final = 2_880  # twips: two inches, in which a table can still be read
LARGEST_PAGE: Final = 31_680  # twips that Word gives a page at most
_LETTER: Final = {"w": 12_240, "h": 15_840}
_MARGINS: Final = {
    "top": 1440, "right": 1440, "bottom": 1440, "left": 1440, "header": 720, "footer": 720,
    "gutter": 0,
}  # fmt: skip
_WHOLE: Final = re.compile(r"-?\d{1,7}\Z")
_BODY_TAGS: Final = ("object", "control", "altChunk", "subDoc")
_OBFUSCATED: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT: Final = DEFAULT_LIMITS.letterhead_font


def open_letterhead(content: bytes) -> Opened:
    """A letterhead taken apart, cleaned and repaired. Raises ``RefusedError``."""
    package = opened(content)
    document = package.xml(package.main)
    body = document.find(w("body"))
    if document.tag != w("document") or body is None:
        raise RefusedError("letterhead-part-damaged", package.main, why="it is no Word document")
    sections = everywhere(body, "sectPr")
    found = Opened(_page(sections[-1] if sections else None, package.main))
    _outside(package, found)
    _body(body, package, found)
    _sheets(package, found)
    _edges(package, sections, found)
    _section(package, sections, found)
    return found


# ---------------------------------------------------------------- paper and section


def _page(section: Element | None, part: str) -> Page:
    """Paper and margins of the last section. Raises ``RefusedError`` for what cannot be set."""
    size = None if section is None else section.find(w("pgSz"))
    margins = None if section is None else section.find(w("pgMar"))
    width, height = (_number(size, name, usual) for name, usual in _LETTER.items())
    sides = {name: _number(margins, name, usual) for name, usual in _MARGINS.items()}
    page = Page(width, height, **sides)
    room = height - abs(page.top) - abs(page.bottom)
    sound = max(width, height) <= LARGEST_PAGE and min(page.left, page.right, page.gutter) >= 0
    if not sound or page.text_width < SMALLEST_TEXT or room < SMALLEST_TEXT:
        raise RefusedError(
            "letterhead-page", part, width=_inches(width), height=_inches(height),
            text=_inches(page.text_width), room=_inches(room),
        )  # fmt: skip
    return page


def _number(element: Element | None, name: str, usual: int) -> int:
    text = val(element, name)
    return int(text) if _WHOLE.match(text) else usual


def _inches(twips: int) -> str:
    return f"{twips / 1440:.1f}"


def _section(package: Package, sections: list[Element], found: Opened) -> None:
    if sections:
        last = sections[-1]
        found.title_page = on(last.find(w("titlePg")))
        kept = (last.find(w(name)) for name in ("paperSrc", "pgBorders"))
        found.around = tuple(each for each in kept if each is not None and not _related(each))
        if len(sections) > 1:
            found.remark("letterhead-sections", package.main)
        columns = last.find(w("cols"))
        if val(columns, "num") not in {"", "0", "1"}:
            found.remark("letterhead-columns", package.main, val(columns, "num"))
    settings = package.related(package.main, "settings")
    if settings:
        root = package.xml(settings)
        found.even = on(root.find(w("evenAndOddHeaders")))
        found.mirrored = on(root.find(w("mirrorMargins")))


def _related(element: Element) -> bool:
    return any(key.startswith(f"{{{R}}}") for each in element.iter() for key in each.attrib)


def _edges(package: Package, sections: list[Element], found: Opened) -> None:
    """The headers and footers of the last section; what it has none of it takes from before."""
    known = {each.id: each for each in package.relations(package.main)}
    parts: dict[tuple[str, str], str] = {}
    for section in sections:
        for place in ("header", "footer"):
            for reference in section.findall(w(f"{place}Reference")):
                relation = known.get(reference.get(f"{{{R}}}id"))
                kind = val(reference, "type") or "default"
                if relation is None or relation.kind != place or relation.outside:
                    found.remark("letterhead-edge-lost", package.main, f"{place} {kind}")
                elif kind in KINDS:
                    parts[place, kind] = relation.target
    for (place, kind), part in sorted(parts.items()):
        found.edges[place, kind] = edge(package, part, found)  # type: ignore[index]


# ---------------------------------------------------------------- styles, lists, fonts, theme


def _sheets(package: Package, found: Opened) -> None:
    styles = package.related(package.main, "styles")
    if styles:
        root = package.xml(styles)
        if root.tag != w("styles"):
            raise RefusedError("letterhead-part-damaged", styles, why="it holds no styles")
        repair(root, styles, found)
        found.styles = root
    else:
        found.remark("letterhead-no-styles", package.main)
    _lists(package, found)
    fonts = package.related(package.main, "fontTable")
    if fonts:
        found.fonts = _fonts(package, fonts, found)
    theme = package.related(package.main, "theme")
    if theme:
        root = package.xml(theme)
        if _related(root):
            found.remark("letterhead-theme", theme)
        else:
            found.theme = Edge(root)


def _lists(package: Package, found: Opened) -> None:
    part = package.related(package.main, "numbering")
    if not part:
        return
    root = package.xml(part)
    for element in everywhere(root, "numPicBullet", "lvlPicBulletId"):
        drop(element)
    plain_properties(root, part, found)
    complex_twins(root)
    kinds = {val(each, "abstractNumId") for each in root.findall(w("abstractNum"))}
    for instance in root.findall(w("num")):
        if val(instance.find(w("abstractNumId"))) not in kinds:
            found.remark("letterhead-list", part, val(instance, "numId"))
            drop(instance)
    found.numbering = root


def _fonts(package: Package, part: str, found: Opened) -> Edge:
    """The table of fonts, with those that the file embeds."""
    root = package.xml(part)
    relations = {each.id: each for each in package.relations(part)}
    media: list[Media] = []
    for font in children(root):
        for embedded in [each for each in children(font) if each.get(f"{{{R}}}id") is not None]:
            relation = relations.get(embedded.get(f"{{{R}}}id"))
            data = b"" if relation is None else package.parts.get(relation.target, b"")
            if relation is None or relation.outside or not 32 < len(data) <= _FONT:
                found.remark("letterhead-font", part, val(font, "name"))
                drop(embedded)
            else:
                media.append(Media(relation.id, "font", "odttf", _OBFUSCATED, data))
    once = {each.relation: each for each in media}
    return Edge(root, tuple(once[id] for id in sorted(once)))


# ---------------------------------------------------------------- what is left behind


def _outside(package: Package, found: Opened) -> None:
    """Name everything in the file that leads out of it; none of it is followed or taken over."""
    for name in sorted(package.parts):
        if not name.endswith(".rels"):
            continue
        folder, base = name.rsplit("/", 1) if "/" in name else ("", name)
        source = f"{folder.removesuffix('_rels')}{base.removesuffix('.rels')}"
        for relation in package.relations(source):
            web = relation.kind == "hyperlink" and relation.target.lower().startswith(_WEB)
            if relation.outside and not web:
                found.remark("letterhead-outside", source, relation.target, danger=True)
            elif relation.kind in _ACTIVE:
                found.remark("letterhead-object", source, danger=True)


_ACTIVE: Final = frozenset({"oleObject", "control", "activeXControlBinary", "aFChunk", "package"})
_WEB: Final = ("http://", "https://", "mailto:")


def _body(body: Element, package: Package, found: Opened) -> None:
    """The body is left out; what acts in it is named all the same."""
    for paragraph in _paragraphs(body):
        if any((text.text or "").strip() for text in paragraph.iter(w("t"))):
            found.body = True
            break
    if everywhere(body, *_BODY_TAGS):
        found.remark("letterhead-object", package.main, danger=True)
    for code in [*body.iter(w("instrText")), *body.iter(w("fldSimple"))]:
        words = (code.text or val(code, "instr")).split()
        if words and words[0].upper() in {
            "DDE",
            "DDEAUTO",
            "INCLUDETEXT",
            "INCLUDEPICTURE",
            "LINK",
        }:
            found.remark("letterhead-field-danger", package.main, words[0].upper(), danger=True)
    if everywhere(body, "ins", "del", "moveFrom", "moveTo"):
        found.remark("letterhead-tracked", package.main)
    if package.related(package.main, "comments"):
        found.remark("letterhead-comments", package.main)


def _paragraphs(body: Element) -> Iterator[Element]:
    return iter(body.iter(w("p")))
