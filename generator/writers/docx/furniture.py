"""Headers and footers: marking, organisation, draft word, number, dates, page of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.document.tree import Document, Furniture, Inline, Span, Text
from generator.localisation.figures import in_figures
from generator.writers.docx.fields import counter, field
from generator.writers.docx.paragraphs import properties
from generator.writers.docx.runs import Look, Story
from generator.writers.docx.xml import DECLARATION, NAMESPACES

_SLOT = re.compile(r"(\{page\}|\{pages\})")
_CODES = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def header_part(story: Story, document: Document) -> str:
    """A header: organisation at the start, as on the PDF's pages, and the marking."""
    furniture = document.furniture
    named = (Text(furniture.organisation),)
    name = story.runs(named)
    draft = story.text(furniture.draft, look=Look(style="DraftWord")) if furniture.draft else ""
    if furniture.position == "top-right":
        lines = [_at_the_right(story, name, draft, _marking(story, furniture))]
    else:
        lines = [_line(story, "Header", _marking(story, furniture), centred=True)]
        lines.append(_line(story, "Header", f"{name}{_tab(story)}{_tab(story)}{draft}"))
    return _part("hdr", lines)


def footer_part(story: Story, document: Document) -> str:
    """The footer: number, dates and page on one line."""
    furniture = document.furniture
    parts: list[Inline] = []
    for part in filter(None, (furniture.number, furniture.issued, furniture.as_of)):
        parts += (*((Text(" · "),) if parts else ()), *part)
    page = page_runs(story, furniture)
    lines = [_line(story, "FooterFirst", f"{story.runs(parts)}{_tab(story)}{page}")]
    if furniture.position == "top-bottom-center":
        lines.append(_line(story, "Footer", _marking(story, furniture), centred=True))
    return _part("ftr", lines)


def _at_the_right(story: Story, name: str, draft: str, marking: str) -> str:
    """Name, draft word and marking on one line, the marking always on the physical right."""
    tab = _tab(story)
    ordered = (marking, draft, name) if story.script.direction == "rtl" else (name, draft, marking)
    return _line(story, "Header", tab.join(ordered))


def _marking(story: Story, furniture: Furniture) -> str:
    span = Span((Text(furniture.marking),), lang=furniture.marking_lang or None)
    return story.runs((span,), look=Look(style="Marking"))


def page_runs(story: Story, furniture: Furniture) -> str:
    """The page pattern; its numbers are Latin only where the document's digits are."""
    rtl = story.script.direction == "rtl" and furniture.digits != "latn"
    look = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""
    parts = []
    for piece in _SLOT.split(furniture.page):
        if piece in _CODES:
            code = f"{_CODES[piece]}{_switch(furniture.digits)}"
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


def _line(story: Story, style: str, content: str, *, centred: bool = False) -> str:
    jc = "center" if centred else ""
    return f"<w:p>{properties(style, story.script.direction, jc=jc)}{content}</w:p>"


def _part(kind: str, lines: Sequence[str]) -> str:
    return f"{DECLARATION}<w:{kind} {NAMESPACES}>{''.join(lines)}</w:{kind}>"
