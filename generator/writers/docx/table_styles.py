"""Table styles: the brief's tables, and one for each kind of box."""

from __future__ import annotations

from dataclasses import dataclass

from generator.writers.docx.looks import Looks
from generator.writers.docx.paragraph_styles import rule


@dataclass(frozen=True, slots=True)
class BoxLook:
    """How a kind of box looks.

    bar     which colour of the house the bar at its start has; "" = no bar, a rule below.
    framed  a thin frame in the warning colour.
    title   paragraph style of its title.
    margin  twips between its sides and its text.
    """

    style: str
    name: str
    bar: str = "accent"
    filled: bool = False
    framed: bool = False
    title: str = "BoxTitle"
    margin: int = 160


KEY_BOX = BoxLook("BriefBox", "Brief Box", filled=True)
SAY_BOX = BoxLook("SayBox", "Say Box")
BACKGROUND_BOX = BoxLook("BackgroundBox", "Background Box", "rule", filled=True)
MEETING_BOX = BoxLook("MeetingBox", "Meeting Box", "", margin=0)
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


def table_styles(looks: Looks) -> str:
    """The XML of all table styles."""
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_margins(0, 108)}'
        "</w:tblPr></w:style>"
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
        f"{rule('bottom', looks.accent, 8)}</w:tcBorders></w:tcPr></w:tblStylePr>"
    )
    thin = rule("bottom", looks.rule, 4) + rule("insideH", looks.rule, 4)
    rules = rule("top", looks.accent, 8) + thin
    brief = _table("BriefTable", "Brief Table", rules, _margins(28, 80), head)
    boxes = (
        _table(box.style, box.name, _box_rules(box, looks), _margins(20, box.margin))
        for box in BOXES
    )
    return f"{plain}{brief}{''.join(boxes)}"


def _margins(height: int, side: int) -> str:
    sides = (("top", height), ("left", side), ("bottom", height), ("right", side))
    each = "".join(f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in sides)
    return f"<w:tblCellMar>{each}</w:tblCellMar>"


def _box_rules(box: BoxLook, looks: Looks) -> str:
    """Rules of a box; "left" is its start, because a table is mirrored whole."""
    if box.framed:
        colour = looks.warning
        top, bottom, right = (rule(side, colour, 4) for side in ("top", "bottom", "right"))
    else:
        top, bottom, right = _none("top"), _none("bottom"), _none("right")
    if not box.bar:
        return top + _none("left") + rule("bottom", looks.rule, 4) + right
    return top + rule("left", getattr(looks, box.bar), 24) + bottom + right


def _none(side: str) -> str:
    return f'<w:{side} w:val="nil"/>'


def _table(id: str, name: str, borders: str, margins: str, conditions: str = "") -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>{conditions}</w:style>"
    )
