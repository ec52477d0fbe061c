"""What documents of one letterhead and one look share, made once in the life of a process."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.document.tree import Document
from generator.house.letterhead.model import Edge, Kind, Letterhead, Opened, Place
from generator.house.letterhead.read import taken_apart
from generator.house.letterhead.stylesheet import by_id
from generator.house.letterhead.xml import children, on, parsed, serialized, val, w
from generator.house.model import HouseStyle
from generator.writers.docx.letterhead.edges import Frame, Page, filled, frame_of
from generator.writers.docx.letterhead.lists import Lists, lists_of, no_lost_lists
from generator.writers.docx.letterhead.styles import Merged, merged, proportion
from generator.writers.docx.looks import TWIPS, Looks, letterhead_of
from generator.writers.docx.numbering import BULLETS, numbering_part
from generator.writers.docx.package import TextPart, WordPackage
from generator.writers.docx.runs import Story
from generator.writers.docx.styles import font_table_part
from generator.writers.docx.watermark import watermarks
from generator.writers.docx.xml import DECLARATION

_BELOW_TABS: Final = '<w:characterSpacingControl w:val="doNotCompress"/>'
_THEME: Final = "theme/theme1.xml"
_NAMES: Final[Mapping[Kind, str]] = {"default": "", "first": "First", "even": "Even"}


@dataclass(frozen=True)
class Ground:
    """A letterhead made ready for documents of one look."""

    opened: Opened
    looks: Looks
    styles: Merged
    lists: Lists
    frame: Frame

    @cached_property
    def styles_xml(self) -> str:
        """``styles.xml``."""
        return DECLARATION + serialized(self.styles.root)

    @cached_property
    def fonts_xml(self) -> str:
        """``fontTable.xml``: the letterhead's fonts, and ours that it does not name."""
        ours = parsed(font_table_part(self.looks).encode())
        if self.opened.fonts is None:
            return DECLARATION + serialized(ours)
        root = copy.deepcopy(self.opened.fonts.root)
        there = {val(font, "name").casefold() for font in children(root)}
        root.extend([f for f in list(ours) if val(f, "name").casefold() not in there])
        return DECLARATION + serialized(root)

    def numbering(self, ordered: Sequence[int], digits: str) -> str:
        """``numbering.xml``: our lists, in the letterhead's marks where sound, and its own."""
        root = parsed(numbering_part(ordered, digits).encode())
        ours = root.findall(w("num"))
        for instance in ours:
            bullets = val(instance, "numId") == str(BULLETS)
            other = self.lists.bullets if bullets else self.lists.numbers
            if other and (bullets or digits == "latn"):
                instance.find(w("abstractNumId")).set(w("val"), other)
        at = root.index(ours[0]) if ours else len(root)
        root[at:at] = [copy.deepcopy(each) for each in self.lists.kinds]
        root.extend(copy.deepcopy(each) for each in self.lists.instances)
        return DECLARATION + serialized(root)

    def settings(self, xml: str) -> str:
        """``settings.xml`` with what the letterhead needs of it."""
        embedded = self.opened.fonts is not None and bool(self.opened.fonts.media)
        zoom = '<w:zoom w:percent="100"/>'
        fonts = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if embedded else ""
        mirror = "<w:mirrorMargins/>" if self.opened.mirrored else ""
        if fonts and "embedTrueTypeFonts" not in xml:
            xml = xml.replace(zoom, zoom + fonts, 1)
        if mirror:
            anchor = "<w:saveSubsetFonts/>" if "<w:saveSubsetFonts/>" in xml else zoom
            xml = xml.replace(anchor, anchor + mirror, 1)
        if "even" in self.kinds:
            xml = xml.replace(_BELOW_TABS, f"<w:evenAndOddHeaders/>{_BELOW_TABS}", 1)
        return xml

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of page that have headers of their own."""
        first: tuple[Kind, ...] = ("first",) if self.opened.title_page else ()
        even: tuple[Kind, ...] = ("even",) if self.opened.even else ()
        return ("default", *first, *even)

    # ------------------------------------------------------------ into a package

    def sheets(self, package: WordPackage) -> None:
        """Add styles, fonts and theme."""
        _add(package, "styles.xml", CT.WML_STYLES, RT.STYLES, self.styles_xml)
        fonts = _add(package, "fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, self.fonts_xml)
        if self.opened.fonts is not None:
            _media(package, fonts, self.opened.fonts, "font")
        if self.opened.theme is not None:
            xml = DECLARATION + serialized(self.opened.theme.root)
            _add(package, _THEME, CT.OFC_THEME, RT.THEME, xml)

    def section(
        self,
        package: WordPackage,
        document: Document,
        numbers: str = "",
        *,
        second: tuple[Story, Document] | None = None,
        half: int = 0,
    ) -> str:
        """``w:sectPr`` with its headers and footers; ``numbers`` is XML about notes.

        second  a second language, of which headers and footers say the same below.
        half    of a file of two halves, which one it is: each counts its own pages.
        """
        references = []
        room = self.looks.width / TWIPS / proportion(self.styles.root)
        on_page = Page(document, room, half=half)
        if second is not None:
            on_page = Page(document, room, second[1], second[0].script, half)
        for kind in self.kinds:
            for place in ("header", "footer"):
                id = self._edge(package, on_page, place, kind)
                references.append(f'<w:{place}Reference w:type="{kind}" r:id="{id}"/>')
        page = self.opened.page
        turn = ' w:orient="landscape"' if page.width > page.height else ""
        around = {each.tag: serialized(each) for each in self.opened.around}
        title = "<w:titlePg/>" if "first" in self.kinds else ""
        start = '<w:pgNumType w:start="1"/>' if half else ""
        bidi = "<w:bidi/>" if document.direction == "rtl" else ""
        return (
            f"<w:sectPr>{''.join(references)}{numbers}"
            f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turn}/>'
            # Of exact margins, which are negative, a header would lie over the text.
            f'<w:pgMar w:top="{abs(page.top)}" w:right="{page.right}"'
            f' w:bottom="{abs(page.bottom)}"'
            f' w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}"'
            f' w:gutter="{page.gutter}"/>{around.get(w("paperSrc"), "")}'
            f'{around.get(w("pgBorders"), "")}{start}<w:cols w:space="708"/>'
            f"{title}{bidi}</w:sectPr>"
        )

    def _edge(self, package: WordPackage, on_page: Page, place: Place, kind: Kind) -> str:
        half = on_page.half
        types = {"header": (CT.WML_HEADER, RT.HEADER), "footer": (CT.WML_FOOTER, RT.FOOTER)}
        stem = f"{place}{_NAMES[kind]}{half or ''}"
        part, id = package.part(f"{stem}.xml", *types[place])
        if (edge := self.frame.edges.get((place, kind))) is not None:
            _media(package, part, edge, stem)
        document = on_page.document
        script = replace(self.looks.script, direction=document.direction)
        story = Story(script, part.link, lang=document.lang if self.looks.mixed else "")
        across = ""
        if place == "header":
            number = list(_NAMES).index(kind) + 1 + len(_NAMES) * max(half - 1, 0)
            across = watermarks(document, on_page.second, self.looks, number)
        part.write(filled(self.frame, place, kind, story, on_page, across))
        return id


def ground_of(document: Document, house: HouseStyle, looks: Looks) -> Ground | None:
    """The ground of a document; None for a house without a letterhead."""
    letterhead = letterhead_of(house, document.direction)
    if letterhead is None:
        return None
    return _ground(letterhead, looks, tuple(sorted(house.letterhead_styles.items())))


@lru_cache(maxsize=32)
def _ground(letterhead: Letterhead, looks: Looks, names: tuple[tuple[str, str], ...]) -> Ground:
    opened = taken_apart(letterhead)
    rtl = reads_right_to_left(opened)
    mirrored = looks.direction == "rtl" and not rtl
    styles = merged(
        opened, looks, {ours.casefold(): theirs for ours, theirs in names}, mirrored=mirrored
    )
    lists = lists_of(opened.numbering, styles.root, styles.ids)
    no_lost_lists(styles.root, lists)
    frame = frame_of(opened, styles, looks, rtl_letterhead=rtl)
    return Ground(opened, looks, styles, lists, frame)


def reads_right_to_left(opened: Opened) -> bool:
    """Whether the letterhead's ordinary paragraphs go from right to left."""
    if opened.styles is None:
        return False
    for style in by_id(opened.styles).values():
        if val(style, "type") == "paragraph" and val(style, "default") in {"1", "true", "on"}:
            return on(style.find(f"{w('pPr')}/{w('bidi')}"))
    return False


def _add(package: WordPackage, name: str, kind: str, relation: str, xml: str) -> TextPart:
    part, _ = package.part(name, kind, relation)
    part.write(xml, common=True)
    return part


def _media(package: WordPackage, part: TextPart, edge: Edge, stem: str) -> None:
    """Give a part its pictures or fonts, under the ids by which its XML names them."""
    for place, media in enumerate(edge.media, 1):
        folder = "fonts" if media.kind == "font" else "media"
        name = f"/word/{folder}/{stem}{place}.{media.name}"
        relation = RT.FONT if media.kind == "font" else RT.IMAGE
        package.attach(part, name, media.content_type, relation, media.relation, media.data)
    for id, address in sorted(edge.links.items()):
        part.related(RT.HYPERLINK, address, id)
