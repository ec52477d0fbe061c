"""The letterhead of a shipped house: its style sheet said in Word's styles, with a specimen.

``python -m generator.writers.docx.letterhead.specimen templates/house/neutral`` writes
``reference.docx`` into the folder, the same bytes every time. A ministry opens it in Word and
makes it its own; the text in it explains how, and is left out of documents.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Final

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.document.tree import Document, Furniture, Labels, Properties
from generator.house.letterhead.model import STYLE_NAMES
from generator.house.letterhead.xml import (
    P_ORDER,
    R_ORDER,
    STYLE_ORDER,
    Element,
    drop,
    in_order,
    made,
    parsed,
    part_of,
    serialized,
    val,
    w,
)
from generator.house.model import HouseStyle
from generator.house.read import read_house
from generator.problems import Findings
from generator.writers.docx.looks import PAPERS, looks
from generator.writers.docx.numbering import BULLETS, FIRST_ORDERED, number, numbering_part
from generator.writers.docx.properties import core_part
from generator.writers.docx.styles import font_table_part, styles_part
from generator.writers.docx.xml import DECLARATION, NAMESPACES, escape
from generator.writers.docx.zipping import zipped
from generator.writers.sheet_values import Rule, SheetValues
from generator.writers.styles import house_css

NAME: Final = "reference.docx"
BODY: Final = 20  # half-points of running text in Word
# Height of a line of these fonts by the size of their letters, as the fonts themselves say.
_NATURAL: Final = {"Calibri": 1.22, "Arial": 1.15, "Times New Roman": 1.15, "Cambria": 1.17}
_HEADINGS: Final = {"Title": "h1", "Heading1": "h2", "Heading2": "h3", "Heading3": "h4",
                    "Heading4": "h5"}  # fmt: skip
_BOXES: Final = {
    "BriefBox": (".box", ".key-messages"),
    "SayBox": (".box", ".to-say"),
    "BackgroundBox": (".box", ".background"),
    "MeetingBox": (".box", ".meeting"),
    "WarningBox": (".box", ".warning"),
}
_SIDES: Final = ("top", "left", "bottom", "right")
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_PARTS: Final = {"document": "document.main", "styles": "styles", "numbering": "numbering",
                 "fontTable": "fontTable", "settings": "settings"}  # fmt: skip


def specimen(house: HouseStyle) -> bytes:
    """``reference.docx`` of a house, made from its style sheet, colours and fonts."""
    house = replace(house, letterhead=None, letterhead_rtl=None)
    look = looks(_document(house), house)
    sheet = SheetValues(house_css(house))
    styles = parsed(styles_part(look).encode())
    _only_givable(styles)
    _text(styles, sheet, look.latin)
    _headings(styles, sheet, house)
    _title(styles, sheet)
    _tables(styles, sheet)
    parts = {
        "document": _main(house, sheet),
        "styles": DECLARATION + serialized(styles),
        "numbering": numbering_part([0]),
        "fontTable": font_table_part(look),
        "settings": f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/'
        'word" w:val="15"/></w:compat></w:settings>',
    }
    core = core_part(_document(house)).encode()
    package = {**_package(), "docProps/core.xml": core}
    return zipped({**package, **{f"word/{n}.xml": xml.encode() for n, xml in parts.items()}})


def _document(house: HouseStyle) -> Document:
    """An empty document, which has the look of all English ones."""
    title = f"{house.title.get('en', house.name)}: letterhead"
    level = house.marking.levels[0].name
    return Document(
        lang=house.spelling.get("en", "en-CA"),
        direction="ltr",
        paper=house.paper,
        title=(),
        subtitle=(),
        furniture=Furniture("", "en", "top-right", "", "latn", (), (), ()),
        labels=Labels("", "", "", ""),
        properties=Properties(title, "", "", (), "", "", "", level, "", "", ""),
        blocks=(),
        notes=(),
    )


# ---------------------------------------------------------------- styles


def _style(styles: Element, id: str) -> Element:
    return next(each for each in styles.iterfind(w("style")) if val(each, "styleId") == id)


def _only_givable(styles: Element) -> None:
    """Without styles that are never taken from a letterhead."""
    for style in styles.findall(w("style")):
        name = val(style.find(w("name"))).casefold()
        box = name.endswith(" box")
        if val(style, "default") != "1" and name not in STYLE_NAMES and not box:
            drop(style)


def _text(styles: Element, sheet: SheetValues, font: str) -> None:
    size = sheet.points("font-size", "html") or BODY / 2
    height = size * sheet.ratio("line-height", "html")
    line = round(240 * height / (_NATURAL.get(font, 1.2) * BODY / 2))
    spacing = styles.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}/{w('spacing')}")
    spacing.set(w("line"), str(line))
    spacing.set(w("after"), _twips(sheet.margin("bottom", "p")))


def _headings(styles: Element, sheet: SheetValues, house: HouseStyle) -> None:
    font = house.fonts.get("word-latin-heading", "")
    for id, selector in _HEADINGS.items():
        style = _style(styles, id)
        run = part_of(style, "rPr", STYLE_ORDER)
        size = round(BODY * sheet.ratio("font-size", selector))
        in_order(run, made("color", val=sheet.value("color", selector)[1:].upper()), R_ORDER)
        in_order(run, made("sz", val=str(size)), R_ORDER)
        in_order(run, made("szCs", val=str(size + 2)), R_ORDER)
        if font and sheet.value("font-family", selector):
            in_order(run, made("rFonts", ascii=font, hAnsi=font), R_ORDER)
        block = part_of(style, "pPr", STYLE_ORDER)
        space = block.find(w("spacing"))
        if id != "Title":
            space.set(w("before"), _twips(sheet.margin("top", selector)))
            space.set(w("after"), _twips(sheet.margin("bottom", selector)))
            _border(block, "bottom", sheet.rule("bottom", selector), 2)


def _title(styles: Element, sheet: SheetValues) -> None:
    """The rules of the title block, or of the title, stand above and under its two lines."""
    block = ".title-block"
    title, subtitle = (
        part_of(_style(styles, id), "pPr", STYLE_ORDER) for id in ("Title", "Subtitle")
    )
    for borders in (title.find(w("pBdr")), subtitle.find(w("pBdr"))):
        if borders is not None:
            drop(borders)
    above = block if sheet.rule("top", block).width else "h1"
    _border(title, "top", sheet.rule("top", above), round(sheet.points("padding-top", above)))
    _border(
        subtitle,
        "bottom",
        sheet.rule("bottom", block),
        round(sheet.points("padding-bottom", block)),
    )
    subtitle.find(w("spacing")).set(w("after"), _twips(sheet.margin("bottom", block)))


def _border(block: Element, side: str, rule: Rule, space: int) -> None:
    if rule.width:
        borders = part_of(block, "pBdr", P_ORDER)
        borders.append(_line(side, rule, space))


def _line(side: str, rule: Rule, space: int = 0) -> Element:
    if not rule.width:
        return made(side, val="nil")
    width = str(max(round(rule.width * 8), 2))
    return made(side, val="single", sz=width, space=str(space), color=rule.colour[1:].upper())


def _tables(styles: Element, sheet: SheetValues) -> None:
    for id, selectors in _BOXES.items():
        borders = _style(styles, id).find(f"{w('tblPr')}/{w('tblBorders')}")
        borders[:] = [_line(side, sheet.rule(side, *selectors)) for side in _SIDES]
        margins = _style(styles, id).find(f"{w('tblPr')}/{w('tblCellMar')}")
        for side in ("left", "right"):
            width = _twips(sheet.points(f"padding-{side}", *selectors))
            margins.find(w(side)).set(w("w"), width)
    brief = _style(styles, "BriefTable")
    row, head = sheet.rule("bottom", "th", "td"), sheet.rule("bottom", "table thead th")
    borders = brief.find(f"{w('tblPr')}/{w('tblBorders')}")
    borders[:] = [_line(side, row) for side in ("bottom", "insideH")]
    under = brief.find(f"{w('tblStylePr')}/{w('tcPr')}/{w('tcBorders')}")
    under[:] = [_line("bottom", head)]
    colours = {"TableHead": "table thead th", "Caption": "caption", "BoxTitle": ".box-title"}
    for id, selector in colours.items():
        run = part_of(_style(styles, id), "rPr", STYLE_ORDER)
        in_order(run, made("color", val=sheet.value("color", selector)[1:].upper()), R_ORDER)


def _twips(points: float) -> str:
    return str(round(points * 20))


# ---------------------------------------------------------------- the text and the package


def _main(house: HouseStyle, sheet: SheetValues) -> str:
    text = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["text"]
    lists = {"ListBullet": number(BULLETS, 0), "ListNumber": number(FIRST_ORDERED, 0)}
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{lists.get(style, "")}</w:pPr><w:r><w:t'
        f' xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
        for style, words in text
    )
    width, height = PAPERS[house.paper]
    margins = "".join(
        f' w:{side}="{_twips(sheet.margin(side, "@page"))}"'
        for side in ("top", "right", "bottom", "left")
    )
    section = (
        f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar{margins} w:header="567"'
        ' w:footer="567" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>"


def _package() -> dict[str, bytes]:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        f' ContentType="application/xml"/>{overrides}<Override PartName="/docProps/core.xml"'
        f' ContentType="{CT.OPC_CORE_PROPERTIES}"/></Types>'
    )
    top = _related(
        {
            "document": (f"{_OFFICE}/officeDocument", "word/document.xml"),
            "core": (RT.CORE_PROPERTIES, "docProps/core.xml"),
        }
    )
    main = _related({n: (f"{_OFFICE}/{n}", f"{n}.xml") for n in _PARTS if n != "document"})
    return {
        "[Content_Types].xml": f"{DECLARATION}{types}".encode(),
        "_rels/.rels": top,
        "word/_rels/document.xml.rels": main,
    }


def _related(targets: dict[str, tuple[str, str]]) -> bytes:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.values(), 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'.encode()


def main(folders: list[str]) -> int:
    """Write the letterhead of each folder; the status for the shell."""
    for name in folders:
        findings = Findings()
        house = read_house(Path(name), findings)
        for problem in findings.errors:
            sys.stderr.write(f"{problem.where}: {problem.what} {problem.remedy}\n")
        if house is None:
            return 1
        Path(name, NAME).write_bytes(specimen(house))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
