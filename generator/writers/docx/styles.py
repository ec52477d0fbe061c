"""``styles.xml`` and ``fontTable.xml``: our own, not those of a library's template.

Every style that sets a size, weight or slant sets it for complex scripts too, because
Word keeps the two apart. Headings are the built-in ones, so that the navigation pane
and the table of contents know them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.writers.docx.looks import Looks
from generator.writers.docx.xml import DECLARATION, NAMESPACES, quoted

ARABIC_LARGER = 2  # half-points: Arabic letters look smaller at the same size


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style. Sizes in half-points, spacing in twips.

    before_bidi, after_bidi  paragraph properties around ``w:bidi`` in schema order;
    after_bidi takes what stands after ``w:spacing`` and ``w:ind``.
    """

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    size: int = 0
    bold: bool | None = None
    colour: str = ""
    before_bidi: str = ""
    spacing: str = ""
    after_bidi: str = ""
    priority: int = 99
    quick: bool = False
    custom: bool = False


@dataclass(frozen=True, slots=True)
class BoxLook:
    """How a kind of box looks. bar names the colour of the bar at its start; "" = none."""

    style: str
    name: str
    bar: str = "accent"
    filled: bool = False
    framed: bool = False
    title: str = "BoxTitle"


KEY_BOX = BoxLook("BriefBox", "Brief Box", filled=True)
SAY_BOX = BoxLook("SayBox", "Say Box")
BACKGROUND_BOX = BoxLook("BackgroundBox", "Background Box", "rule", filled=True)
MEETING_BOX = BoxLook("MeetingBox", "Meeting Box", "")
WARNING_BOX = BoxLook("WarningBox", "Warning Box", "warning", framed=True, title="WarningTitle")
BOXES = (KEY_BOX, SAY_BOX, BACKGROUND_BOX, MEETING_BOX, WARNING_BOX)
BOX_BY_ROLE = {
    "to-say": SAY_BOX,
    "background": BACKGROUND_BOX,
    "meeting": MEETING_BOX,
    "warning": WARNING_BOX,
    "conflict": WARNING_BOX,
    "staleness": WARNING_BOX,
}


@lru_cache(maxsize=16)
def styles_part(looks: Looks) -> str:
    """``styles.xml`` for documents of these looks."""
    paragraphs = "".join(_paragraph(style) for style in _paragraph_styles(looks))
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{_defaults(looks)}{_LATENT}{_normal(looks)}"
        f"{paragraphs}{_characters(looks)}{_tables(looks)}{_NO_LIST}</w:styles>"
    )


@lru_cache(maxsize=16)
def font_table_part(looks: Looks) -> str:
    """``fontTable.xml``: the two families, and what may stand in where they are missing."""
    stand_ins = {"Calibri": "Carlito", "Arial": "Liberation Sans"}
    fonts = "".join(
        f"<w:font w:name={quoted(name)}>"
        + (f'<w:altName w:val="{stand_ins[name]}"/>' if name in stand_ins else "")
        + '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        for name in dict.fromkeys((looks.latin, looks.arabic))
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _size(half_points: int) -> str:
    if not half_points:
        return ""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points + ARABIC_LARGER}"/>'


def _spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _defaults(looks: Looks) -> str:
    latin, arabic = quoted(looks.latin), quoted(looks.arabic)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={latin} w:cs={arabic}/>"
        f'<w:color w:val="{looks.text}"/>{_size(21)}'
        f"<w:lang w:val={quoted(looks.ltr_lang)} w:eastAsia={quoted(looks.east_asian_lang)}"
        f" w:bidi={quoted(looks.rtl_lang)}/></w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_spacing(0, 120, 264)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _normal(looks: Looks) -> str:
    bidi = "<w:bidi/>" if looks.direction == "rtl" else ""
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr><w:widowControl/>{bidi}</w:pPr></w:style>"
    )


def _paragraph(style: ParagraphStyle) -> str:
    custom = ' w:customStyle="1"' if style.custom else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    quick = "<w:qFormat/>" if style.quick else ""
    weight = {None: "", True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>'}
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    run = f"{weight[style.bold]}{colour}{_size(style.size)}"
    block = f"{style.before_bidi}{style.spacing}{style.after_bidi}"
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based}"/>{following}'
        f'<w:uiPriority w:val="{style.priority}"/>{quick}'
        + (f"<w:pPr>{block}</w:pPr>" if block else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


_KEEP = "<w:keepNext/><w:keepLines/>"


def _rule(side: str, colour: str, size: int, space: int = 1) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _paragraph_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    return (
        *_title_styles(looks),
        *_heading_styles(looks),
        *_text_styles(looks),
        *_list_styles(),
        *_table_styles(looks),
        *_contents_styles(looks),
        *_furniture_styles(looks),
    )


def _title_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    border = f"<w:pBdr>{_rule('bottom', looks.accent, 12, 6)}</w:pBdr>"
    title = ParagraphStyle(
        "Title", "Title", next="Subtitle", size=40, bold=True, colour=looks.accent,
        before_bidi=_KEEP, spacing=_spacing(0, 40, 240), priority=10, quick=True,
    )  # fmt: skip
    subtitle = ParagraphStyle(
        "Subtitle", "Subtitle", next="Normal", size=22, colour=looks.muted,
        before_bidi=f"<w:keepLines/>{border}", spacing=_spacing(0, 200, 252), priority=11,
        quick=True,
    )  # fmt: skip
    return title, subtitle


def _heading_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    sizes = ((27, 300, 100), (23, 220, 60), (21, 180, 60), (21, 160, 40))
    return tuple(
        ParagraphStyle(
            f"Heading{level}",
            f"heading {level}",
            next="Normal",
            size=size,
            bold=True,
            colour=looks.accent if level < 4 else looks.muted,
            before_bidi=_KEEP,
            spacing=_spacing(before, after, 240),
            after_bidi=f'<w:outlineLvl w:val="{level - 1}"/>',
            priority=9,
            quick=True,
        )
        for level, (size, before, after) in enumerate(sizes, 1)
    )


def _text_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    return (
        ParagraphStyle("Lead", "Lead", size=22, spacing=_spacing(0, 120), custom=True),
        ParagraphStyle(
            "SmallPrint", "Small Print", size=18, colour=looks.muted, custom=True,
            spacing=_spacing(0, 100),
        ),
        ParagraphStyle(
            "EmptySection", "Empty Section", colour=looks.muted, custom=True,
            spacing=_spacing(0, 120),
        ),
        ParagraphStyle(
            "DraftText", "Draft Text", bold=True, colour=looks.warning, custom=True,
            spacing=_spacing(0, 120),
        ),
        ParagraphStyle("Gap", "Gap", size=8, spacing=_spacing(0, 0, 240), custom=True),
    )  # fmt: skip


def _list_styles() -> tuple[ParagraphStyle, ...]:
    gap = _spacing(0, 70)
    return tuple(
        ParagraphStyle(name.replace(" ", ""), name, spacing=gap, priority=36, quick=True)
        for name in ("List Bullet", "List Number", "List Continue")
    )


def _table_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    return (
        ParagraphStyle(
            "Caption", "caption", next="Normal", size=20, bold=True, colour=looks.accent,
            before_bidi=_KEEP, spacing=_spacing(180, 70, 240), priority=35, quick=True,
        ),
        ParagraphStyle(
            "TableText", "Table Text", size=19, spacing=_spacing(20, 20, 245), custom=True
        ),
        ParagraphStyle(
            "TableHead", "Table Head", "TableText", bold=True, colour=looks.accent,
            before_bidi=_KEEP, custom=True,
        ),
        ParagraphStyle("TableRowHead", "Table Row Head", "TableText", custom=True),
        ParagraphStyle("TableTopic", "Table Topic", "TableText", bold=True, custom=True),
        ParagraphStyle(
            "SnapshotLabel", "Snapshot Label", "TableText", colour=looks.muted, custom=True
        ),
        ParagraphStyle(
            "BoxTitle", "Box Title", size=22, bold=True, colour=looks.accent,
            before_bidi=_KEEP, spacing=_spacing(60, 40, 245), custom=True,
        ),
        ParagraphStyle(
            "WarningTitle", "Warning Title", "BoxTitle", colour=looks.warning, custom=True
        ),
    )  # fmt: skip


def _contents_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    heading = ParagraphStyle(
        "TOCHeading", "TOC Heading", next="Normal", size=24, bold=True, colour=looks.accent,
        before_bidi=_KEEP, spacing=_spacing(200, 80, 240), priority=39, quick=True,
    )  # fmt: skip
    entries = tuple(
        ParagraphStyle(
            f"TOC{level}",
            f"toc {level}",
            next="Normal",
            size=20,
            spacing=f'{_spacing(0, 20, 245)}<w:ind w:left="{260 * (level - 1)}"/>',
            priority=39,
        )
        for level in (1, 2, 3)
    )
    return (heading, *entries)


def _furniture_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    middle, edge = looks.width // 2, looks.width
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{middle}"/>'
        f'<w:tab w:val="right" w:pos="{edge}"/></w:tabs>'
    )
    above = f"<w:pBdr>{_rule('top', looks.rule, 4, 5)}</w:pBdr>"
    return (
        ParagraphStyle(
            "Header", "header", size=18, colour=looks.muted, before_bidi=tabs,
            spacing=_spacing(0, 0, 240),
        ),
        ParagraphStyle(
            "Footer", "footer", size=17, colour=looks.muted, before_bidi=tabs,
            spacing=_spacing(0, 0, 240),
        ),
        ParagraphStyle(
            "FooterFirst", "Footer First", "Footer", before_bidi=f"{above}{tabs}", custom=True
        ),
        ParagraphStyle(
            "FootnoteText", "footnote text", size=17, spacing=_spacing(0, 30, 240),
        ),
    )  # fmt: skip


def _characters(looks: Looks) -> str:
    def character(id: str, name: str, run: str, priority: int) -> str:
        return (
            f'<w:style w:type="character" w:styleId="{id}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="{priority}"/>'
            f"<w:rPr>{run}</w:rPr></w:style>"
        )

    plain = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
    )
    marking = f'<w:b/><w:bCs/><w:color w:val="{looks.text}"/>{_size(22)}'
    muted = f'<w:color w:val="{looks.muted}"/>'
    draft = f'<w:b/><w:bCs/><w:color w:val="{looks.warning}"/>'
    return (
        plain
        + character("FootnoteReference", "footnote reference", _SUPERSCRIPT, 99)
        + character(
            "Hyperlink", "Hyperlink", f'<w:color w:val="{looks.accent}"/><w:u w:val="single"/>', 99
        )
        + character("Marking", "Marking", marking, 99)
        + character("Muted", "Muted", muted, 99)
        + character("DraftMark", "Draft Mark", draft, 99)
        + character("DraftWord", "Draft Word", f"{draft}{_size(22)}", 99)
    )


_SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


def _tables(looks: Looks) -> str:
    margins = (
        '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:left w:w="{1}" w:type="dxa"/>'
        '<w:bottom w:w="{0}" w:type="dxa"/><w:right w:w="{1}" w:type="dxa"/></w:tblCellMar>'
    )
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins.format(0, 108)}'
        "</w:tblPr></w:style>"
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f"{_rule('bottom', looks.accent, 8, 0)}</w:tcBorders></w:tcPr></w:tblStylePr>"
    )
    within = margins.format(45, 80)
    tables = _table("BriefTable", "Brief Table", _table_rules(looks), within, head)
    within = margins.format(20, 160)
    boxes = (_table(box.style, box.name, _box_rules(box, looks), within, "") for box in BOXES)
    return f"{plain}{tables}{''.join(boxes)}"


def _table_rules(looks: Looks) -> str:
    thin = _rule("bottom", looks.rule, 4, 0) + _rule("insideH", looks.rule, 4, 0)
    return _rule("top", looks.accent, 8, 0) + thin


def _box_rules(box: BoxLook, looks: Looks) -> str:
    """Rules of a box; the bar stands at the start, because a table is mirrored whole."""
    frame = _rule if box.framed else _no_rule
    colour = looks.warning if box.framed else looks.rule
    bar = _rule("left", getattr(looks, box.bar), 24, 0) if box.bar else _no_rule("left")
    foot = _rule("bottom", looks.rule, 4, 0) if not box.bar else frame("bottom", colour, 4, 0)
    return frame("top", colour, 4, 0) + bar + foot + frame("right", colour, 4, 0)


def _no_rule(side: str, *_unused: object) -> str:
    return f'<w:{side} w:val="nil"/>'


def _table(id: str, name: str, borders: str, margins: str, conditions: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>{conditions}</w:style>"
    )


_NO_LIST = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0"'
    ' w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
)
