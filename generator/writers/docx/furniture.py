"""Headers and footers: marking, organisation, draft word, number, dates, page of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.document.tree import Direction, Document, Furniture, Inline, Text
from generator.document.walk import plain
from generator.localisation.figures import in_figures
from generator.writers.docx.fields import counter, field
from generator.writers.docx.paragraphs import properties
from generator.writers.docx.runs import RTL_LANGUAGES, Look, Story
from generator.writers.docx.watermark import NAMESPACES as VML
from generator.writers.docx.xml import DECLARATION, NAMESPACES

_SLOT = re.compile(r"(\{page\}|\{pages\})")
_SLOTS = ("{page}", "{pages}")
_LETTER = 3.7  # points that a letter of a footer takes, in Latin and in Arabic
_LINE = {"letter": 498.0, "a4": 470.0}  # points between the margins


def header_part(
    story: Story, document: Document, across: str = "", more: Sequence[str] = ()
) -> str:
    """A header: organisation at the start, as on the PDF's pages, and the marking.

    across  the run that draws the word of a draft across the page, or "".
    more    lines that follow, such as those of a second language.
    """
    return _part("hdr", [*header_lines(story, document, across), *more])


def header_lines(story: Story, document: Document, across: str = "") -> list[str]:
    """The lines of a header."""
    furniture = document.furniture
    named = (Text(furniture.organisation),)
    name = story.runs(named)
    draft = story.text(furniture.draft, look=Look(style="DraftWord")) if furniture.draft else ""
    marking = marking_runs(story, furniture)
    if furniture.position.endswith("right"):
        return [_at_the_right(story, name, draft, marking, across)]
    lines = [_line(story, "Header", marking, jc="center")] if marking else []
    lines.append(_line(story, "Header", f"{across}{name}{_tab(story)}{_tab(story)}{draft}"))
    return lines


def footer_part(
    story: Story, document: Document, more: Sequence[str] = (), total: str = "NUMPAGES"
) -> str:
    """The footer: number, dates and page on one line; ``more`` lines follow.

    total  the field that counts pages: of the file, or of a section of it.
    """
    return _part("ftr", [*footer_lines(story, document, total), *more])


def footer_lines(story: Story, document: Document, total: str = "NUMPAGES") -> list[str]:
    """The lines of a footer: one, or the page on a line of its own where the two would clash."""
    furniture = document.furniture
    parts: list[Inline] = []
    for part in filter(None, (furniture.number, furniture.issued, furniture.as_of)):
        parts += (*((Text(" · "),) if parts else ()), *part)
    page = page_runs(story, furniture, total)
    letters = len(plain(parts)) + len(_SLOT.sub("00", furniture.page))
    if letters * _LETTER > _LINE.get(document.paper, _LINE["a4"]):
        lines = [_line(story, "FooterFirst", story.runs(parts))]
        lines.append(_line(story, "Footer", f"{_tab(story)}{page}"))
    else:
        lines = [_line(story, "FooterFirst", f"{story.runs(parts)}{_tab(story)}{page}")]
    if furniture.position.startswith("top-bottom") and furniture.marking:
        jc = "center"
        if furniture.position.endswith("right"):
            jc = "end" if story.script.direction == "ltr" else ""  # right on the paper
        lines.append(_line(story, "Footer", marking_runs(story, furniture), jc=jc))
    return lines


def _at_the_right(story: Story, name: str, draft: str, marking: str, across: str) -> str:
    """Name, draft word and marking on one line, the marking always on the physical right."""
    tab = _tab(story)
    ordered = (marking, draft, name) if story.script.direction == "rtl" else (name, draft, marking)
    return _line(story, "Header", across + tab.join(ordered))


def marking_runs(story: Story, furniture: Furniture, base: Direction | None = None) -> str:
    """The marking with what stands behind it, in a paragraph of direction ``base``."""
    if not furniture.marking:
        return ""
    lang = furniture.marking_lang
    direction: Direction = "rtl" if lang.split("-")[0] in RTL_LANGUAGES else "ltr"
    label = Look(style="Marking", lang=lang, direction=direction)
    added = Look(style="Handling", lang=lang, direction=direction)
    level = story.runs((Text(furniture.marking),), base, label)
    return level + (story.runs(furniture.handling, base, added) if furniture.handling else "")


def page_runs(story: Story, furniture: Furniture, total: str = "NUMPAGES") -> str:
    """The page pattern; its numbers are Latin only where the document's digits are."""
    rtl = story.script.direction == "rtl" and furniture.digits != "latn"
    look = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""
    parts = []
    for piece in _SLOT.split(furniture.page):
        if piece in _SLOTS:
            counted = "PAGE" if piece == "{page}" else total
            code = f"{counted}{_switch(furniture.digits)}"
            parts.append(field(code, in_figures(1, furniture.digits), look))
        elif piece:
            parts.append(story.text(piece))
    return "".join(parts)


def _switch(digits: str) -> str:
    found = counter(digits)
    return "" if found == "ARABIC" else f" \\* {found}"


def _tab(story: Story) -> str:
    rtl = "<w:rPr><w:rtl/></w:rPr>" if story.script.direction == "rtl" else ""
    return f"<w:r>{rtl}<w:tab/></w:r>"


def _line(story: Story, style: str, content: str, *, jc: str = "") -> str:
    return f"<w:p>{properties(style, story.script.direction, jc=jc)}{content}</w:p>"


def _part(kind: str, lines: Sequence[str]) -> str:
    return f"{DECLARATION}<w:{kind} {NAMESPACES} {VML}>{''.join(lines)}</w:{kind}>"
