"""``numbering.xml``: bullets and numbers for lists, the same for both directions.

Indents count from the side on which a paragraph starts, so a right-to-left list needs
nothing of its own; ``w:lvlJc`` must say "left" in both. Bullets are ordinary characters
of the text's font, so no symbol font is needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.writers.docx.fields import list_format
from generator.writers.docx.xml import DECLARATION, NAMESPACES

BULLETS = 1
FIRST_ORDERED = 2
LEVELS = 9
STEP = 280  # twips from one level to the next
INSET = 140  # twips; LibreOffice hangs the marks of right-to-left lists by their own width

_MARKS = "•–▪"


def numbering_part(ordered: Sequence[int], digits: str = "latn") -> str:
    """The part for a document; ``ordered`` has the level of each numbered list, in order.

    Lists of one definition go on counting from one to the next unless each says at its
    own level where it starts.
    """
    instances = [_instance(BULLETS, 0)]
    instances += [_instance(FIRST_ORDERED + n, 1, level) for n, level in enumerate(ordered)]
    kinds = _abstract(0, "bullet") + _abstract(1, list_format(digits))
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{kinds}{''.join(instances)}</w:numbering>"


def number(instance: int, level: int) -> str:
    """``w:numPr`` of a list paragraph; ``level`` from 0."""
    level = min(level, LEVELS - 1)
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


def indent(level: int) -> str:
    """``w:ind`` of a paragraph that continues an item of ``level``."""
    return f'<w:ind w:left="{_left(min(level, LEVELS - 1))}"/>'


def _left(level: int) -> int:
    return INSET + STEP * (level + 1)


def _abstract(id: int, kind: str) -> str:
    levels = "".join(_level(level, kind) for level in range(LEVELS))
    token = f"{0x4B1D0000 + id:08X}"
    return (
        f'<w:abstractNum w:abstractNumId="{id}"><w:nsid w:val="{token}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{token}"/>{levels}</w:abstractNum>'
    )


def _level(level: int, kind: str) -> str:
    text = _MARKS[level % len(_MARKS)] if kind == "bullet" else f"%{level + 1}."
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_left(level)}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
    )


def _instance(id: int, abstract: int, level: int | None = None) -> str:
    override = ""
    if level is not None:
        start = '<w:startOverride w:val="1"/>'
        level = min(level, LEVELS - 1)
        override = f'<w:lvlOverride w:ilvl="{level}">{start}</w:lvlOverride>'
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
