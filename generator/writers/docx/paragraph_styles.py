"""The paragraph styles: one row each, sizes in half-points, distances in twips.

Headings, lists, captions and notes are the built-in styles of Word, so that its
navigation pane, table of contents and notes know them.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.writers.docx.looks import Looks

ARABIC_LARGER = 2  # half-points: Arabic letters look smaller at the same size
ARABIC_LOOSER = 1.06  # its marks above and below the line need more room
BODY_SIZE = 20
BODY_SPACE = (0, 80, 252)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style.

    space   distance before and after, and between lines in 240ths of a line (0 = as the
            style below).
    block   paragraph properties that stand before ``w:bidi`` in the schema.
    """

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    size: int = 0
    bold: bool = False
    colour: str = ""
    space: tuple[int, int, int] | None = None
    indent: int = 0
    block: str = ""
    outline: int | None = None
    priority: int = 99
    quick: bool = False
    custom: bool = True


def rule(side: str, colour: str, size: int, space: int = 0) -> str:
    """A border; ``size`` in eighths of a point, ``space`` in points."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def size(half_points: int) -> str:
    """Font size of Latin letters, and of complex scripts beside them."""
    if not half_points:
        return ""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points + ARABIC_LARGER}"/>'


def spacing(space: tuple[int, int, int] | None, looks: Looks) -> str:
    """``w:spacing``, with looser lines in a right-to-left document."""
    if space is None:
        return ""
    before, after, line = space
    if looks.direction == "rtl":
        line = round(line * ARABIC_LOOSER)
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def paragraph_style(style: ParagraphStyle, looks: Looks) -> str:
    """The XML of one style."""
    custom = ' w:customStyle="1"' if style.custom else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    quick = "<w:qFormat/>" if style.quick else ""
    indent = f'<w:ind w:left="{style.indent}"/>' if style.indent else ""
    level = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    block = f"{style.block}{spacing(style.space, looks)}{indent}{level}"
    weight = "<w:b/><w:bCs/>" if style.bold else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    run = f"{weight}{colour}{size(style.size)}"
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based}"/>{following}'
        f'<w:uiPriority w:val="{style.priority}"/>{quick}'
        + (f"<w:pPr>{block}</w:pPr>" if block else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


_KEEP = "<w:keepNext/><w:keepLines/>"


def paragraph_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    """All paragraph styles but Normal."""
    return (
        *_title_styles(looks),
        *_heading_styles(looks),
        *_text_styles(looks),
        *_table_styles(looks),
        *_contents_styles(looks),
        *_furniture_styles(looks),
    )


def _title_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    border = f"<w:pBdr>{rule('bottom', looks.accent, 12, 6)}</w:pBdr>"
    title = ParagraphStyle(
        "Title", "Title", next="Subtitle", size=40, bold=True, colour=looks.accent,
        block=_KEEP, space=(0, 40, 240), priority=10, quick=True, custom=False,
    )  # fmt: skip
    subtitle = ParagraphStyle(
        "Subtitle", "Subtitle", next="Normal", size=22, colour=looks.muted,
        block=f"<w:keepLines/>{border}", space=(0, 120, 246), priority=11, quick=True,
        custom=False,
    )  # fmt: skip
    # Where no subtitle follows, the rule that closes the title block stands under the title.
    alone = ParagraphStyle(
        "TitleAlone", "Title Alone", based="Title", next="Normal", block=border,
        space=(0, 120, 240),
    )  # fmt: skip
    masthead = ParagraphStyle(
        "Masthead", "Masthead", size=20, block="<w:keepNext/>", space=(0, 20, 240)
    )
    return masthead, title, subtitle, alone


def _heading_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    rows = ((26, 200, 70), (22, 140, 40), (20, 120, 40), (20, 100, 30))
    return tuple(
        ParagraphStyle(
            f"Heading{level}", f"heading {level}", next="Normal", size=points, bold=True,
            colour=looks.accent if level < 4 else looks.muted, block=_KEEP,
            space=(before, after, 240), outline=level - 1, priority=9, quick=True, custom=False,
        )
        for level, (points, before, after) in enumerate(rows, 1)
    )  # fmt: skip


def _text_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    return (
        ParagraphStyle("Lead", "Lead", size=21),
        ParagraphStyle(
            "SmallPrint", "Small Print", size=18, colour=looks.muted, space=(0, 70, 0)
        ),
        ParagraphStyle("EmptySection", "Empty Section", colour=looks.muted),
        ParagraphStyle("DraftText", "Draft Text", bold=True, colour=looks.warning),
        ParagraphStyle("Gap", "Gap", size=8, space=(0, 0, 240)),
        *(
            ParagraphStyle(
                name.replace(" ", ""), name, space=(0, 40, 0), priority=36, quick=True,
                custom=False,
            )
            for name in ("List Bullet", "List Number", "List Continue")
        ),
    )  # fmt: skip


def _table_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    accent, muted = looks.accent, looks.muted
    return (
        ParagraphStyle(
            "Caption", "caption", next="Normal", size=20, bold=True, colour=accent,
            block=_KEEP, space=(110, 50, 240), priority=35, quick=True, custom=False,
        ),
        ParagraphStyle("TableText", "Table Text", size=19, space=(10, 10, 240)),
        ParagraphStyle(
            "TableHead", "Table Head", "TableText", bold=True, colour=accent, block=_KEEP
        ),
        ParagraphStyle("TableRowHead", "Table Row Head", "TableText"),
        ParagraphStyle("TableTopic", "Table Topic", "TableText", bold=True),
        ParagraphStyle("SnapshotLabel", "Snapshot Label", "TableText", colour=muted),
        ParagraphStyle(
            "BoxTitle", "Box Title", size=22, bold=True, colour=accent, block=_KEEP,
            space=(40, 30, 240),
        ),
        ParagraphStyle("WarningTitle", "Warning Title", "BoxTitle", colour=looks.warning),
    )  # fmt: skip


def _contents_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    heading = ParagraphStyle(
        "TOCHeading", "TOC Heading", next="Normal", size=24, bold=True, colour=looks.accent,
        block=_KEEP, space=(140, 60, 240), priority=39, quick=True, custom=False,
    )  # fmt: skip
    entries = tuple(
        ParagraphStyle(
            f"TOC{level}", f"toc {level}", next="Normal", size=20, space=(0, 20, 245),
            indent=260 * (level - 1), priority=39, custom=False,
        )
        for level in (1, 2, 3)
    )  # fmt: skip
    return (heading, *entries)


def _furniture_styles(looks: Looks) -> tuple[ParagraphStyle, ...]:
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{looks.width // 2}"/>'
        f'<w:tab w:val="right" w:pos="{looks.width}"/></w:tabs>'
    )
    far = f'<w:tabs><w:tab w:val="right" w:pos="{looks.width}"/></w:tabs>'
    above = f"<w:pBdr>{rule('top', looks.rule, 4, 5)}</w:pBdr>"
    muted, tight = looks.muted, (0, 0, 240)
    return (
        ParagraphStyle(
            "Header", "header", size=18, colour=muted, block=tabs, space=tight, custom=False
        ),
        ParagraphStyle(
            "Footer", "footer", size=15, colour=muted, block=far, space=tight, custom=False
        ),
        ParagraphStyle("FooterFirst", "Footer First", "Footer", block=f"{above}{far}"),
        ParagraphStyle("FootnoteText", "footnote text", size=16, space=(0, 20, 240), custom=False),
        ParagraphStyle("NotesTitle", "Notes Title", "TOCHeading"),
        ParagraphStyle("EndnoteText", "endnote text", size=16, space=(0, 20, 240), custom=False),
    )
