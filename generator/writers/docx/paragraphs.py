"""Paragraphs: their properties in the order that Word's schema wants, and their direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.document.tree import Align, Direction, Inline
from generator.document.walk import plain, tells_of
from generator.writers.docx.direction import mostly_rtl
from generator.writers.docx.runs import PLAIN, Look, Story
from generator.writers.phrases import RTL_LETTER

_WHOLE = re.compile(r"Heading|Title|Subtitle|Masthead|Caption|BoxTitle|WarningTitle|TOC")
"""Styles of headings, whose words stay whole."""

_BAR_ROOM = 120
_WITH_MARKS = re.compile(r"List|SourceNote|FootnoteText|EndnoteText")
"""Styles with something before their text, or an indent on one side."""


@lru_cache(maxsize=512)
def properties(
    style: str, direction: Direction, before: str = "", spacing: str = "", jc: str = ""
) -> str:
    """``w:pPr`` of a paragraph.

    before   properties that stand before ``w:bidi`` in the schema: keepNext, numPr, tabs.
    spacing  ``w:spacing`` and ``w:ind``, which stand after it.
    jc       "start", "end" or "center" relative to the paragraph's direction; "" = start.
    """
    # "left" and "right" mean their opposites in a right-to-left paragraph, and "start" is
    # what is there without saying it.
    justified = f'<w:jc w:val="{jc}"/>' if jc in ("end", "center") else ""
    bidi, mark = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if direction == "rtl" else ("", "")
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = f"{named}{before}{bidi}{spacing}{justified}{mark}"
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def own_direction(inlines: Sequence[Inline], document: Direction) -> Direction:
    """Direction of a paragraph: the document's, but right to left for mostly Arabic text."""
    if document == "rtl":
        return "rtl"
    return "rtl" if mostly_rtl(plain(inlines)) else "ltr"


def _is_latin(style: str, inlines: Sequence[Inline], before: str) -> bool:
    """Whether a paragraph has letters that are read from left to right, and no others.

    Items of lists keep the direction of their list, whose marks stand on its side.
    """
    if "<w:numPr>" in before or _WITH_MARKS.match(style):
        return False
    text = plain(inlines)
    return not RTL_LETTER.search(text) and any(map(str.isalpha, text))


def aligned(align: Align, own: Direction, document: Direction) -> Align:
    """``align`` as the document means it, said in the paragraph's own direction.

    >>> aligned("start", "rtl", "ltr")
    'end'
    """
    if own == document or align == "center":
        return align
    return "end" if align == "start" else "start"


def paragraph(
    story: Story,
    style: str,
    inlines: Sequence[Inline],
    *,
    before: str = "",
    spacing: str = "",
    align: Align | None = None,
    look: Look = PLAIN,
    lead: str = "",
    tail: str = "",
    said: str = "",
) -> str:
    """One paragraph; ``lead`` and ``tail`` are XML around its runs (bookmarks, fields).

    said   text that ``lead`` prints, for the record.
    align  where it stands as the document reads; None = at its own start, so that a
           paragraph of Arabic in an English document begins on the right.
    """
    document = story.script.direction
    own = own_direction(inlines, document)
    if story.script.beside and not said and _is_latin(style, inlines, before):
        # In a file that begins from left to right, programs take such a paragraph for one of
        # its own direction; it stands where those of its language begin.
        own, align = "ltr", align or "start"
    jc = "" if align is None else aligned(align, own, document)
    if story.script.divided and _WHOLE.match(style):
        before += "<w:suppressAutoHyphens/>"
    if tells_of(inlines, story.changed):
        before, spacing = with_bar(before, own), with_room(spacing)
    opening = properties(style, own, before, spacing, jc)
    if story.texts is not None:
        story.texts.add(inlines, said)
    return f"<w:p>{opening}{lead}{story.runs(inlines, own, look)}{tail}</w:p>"


def with_bar(before: str, own: Direction) -> str:
    """The properties before ``w:bidi`` with a bar where lines end, in the schema's order."""
    side = "left" if own == "rtl" else "right"
    bar = f'<w:pBdr><w:{side} w:val="single" w:sz="12" w:space="4" w:color="auto"/></w:pBdr>'
    place = re.search(r"<w:(?:shd|tabs|suppressAutoHyphens)\b", before)
    at = place.start() if place else len(before)
    return f"{before[:at]}{bar}{before[at:]}"


def with_room(spacing: str) -> str:
    """The properties after ``w:bidi`` with room for the bar, without which it may not show."""
    if "<w:ind " not in spacing:
        return f'{spacing}<w:ind w:right="{_BAR_ROOM}"/>'
    if "w:right=" in spacing:
        return spacing
    return spacing.replace("<w:ind ", f'<w:ind w:right="{_BAR_ROOM}" ', 1)


def held(story: Story, style: str, run: str, *, spacing: str = "") -> str:
    """A paragraph for a run that Word and others lay out from left to right: a chart.

    Programs that put a chart into a right-to-left paragraph may turn the digits of its labels.
    It stands where the document's paragraphs begin.
    """
    if story.script.direction == "ltr":
        return f"<w:p>{properties(style, 'ltr', '', spacing)}{run}</w:p>"
    turned = '<w:bidi w:val="0"/>'
    return f"<w:p>{properties(style, 'ltr', turned, spacing, 'end')}{run}</w:p>"
