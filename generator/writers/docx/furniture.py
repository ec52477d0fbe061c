"""Headers and footers: marking, organisation, draft word, number, dates, page of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.document.tree import Direction, Document, Furniture, Inline, Text
from generator.document.walk import plain
from generator.localisation.figures import in_figures
from generator.writers.docx.fields import counter, field
from generator.writers.docx.letters import width
from generator.writers.docx.paragraphs import properties
from generator.writers.docx.runs import RTL_LANGUAGES, Look, Story
from generator.writers.docx.watermark import NAMESPACES as VML
from generator.writers.docx.xml import DECLARATION, NAMESPACES

_SLOT = re.compile(r"(\{page\}|\{pages\})")
_SLOTS = ("{page}", "{pages}")
_HEADER, _FOOTER = 9.0, 7.5  # points: the size of their letters
_MARKING = 12.0
_APART = 12.0  # points between two texts on a line


def header_part(
    story: Story, document: Document, room: float, across: str = "", more: Sequence[str] = ()
) -> str:
    """A header: organisation at the start, as on the PDF's pages, and the marking.

    room    points of a line between the margins, where letters are of our own size.
    across  the runs that draw the word of a draft across the page, or "".
    more    lines that follow, such as those of a second language.
    """
    return _part("hdr", [*header_lines(story, document, room, across), *more])


def header_lines(story: Story, document: Document, room: float, across: str = "") -> list[str]:
    """The lines of a header: one more where organisation, draft word and marking would clash."""
    furniture = document.furniture
    named = (Text(furniture.organisation),)
    name = story.runs(named)
    draft = story.text(furniture.draft, look=Look(style="DraftWord")) if furniture.draft else ""
    marking = marking_runs(story, furniture)
    if furniture.position.endswith("right"):
        parts = (name, draft, marking)
        return _at_the_right(story, parts, across, clash=_clash(furniture, room))
    lines = [_line(story, "Header", marking, jc="center")] if marking else []
    # A long name leaves only the stop at the end before it.
    tabs = _tab(story) * (1 if width(furniture.organisation, _HEADER) > room / 2 else 2)
    lines.append(_line(story, "Header", f"{across}{name}{tabs}{draft}"))
    return lines


def footer_part(
    story: Story,
    document: Document,
    room: float,
    more: Sequence[str] = (),
    total: str = "NUMPAGES",
) -> str:
    """The footer: number, dates and page on one line; ``more`` lines follow.

    room   as in a header.
    total  the field that counts pages: of the file, or of a section of it.
    """
    return _part("ftr", [*footer_lines(story, document, room, total), *more])


def footer_lines(
    story: Story, document: Document, room: float, total: str = "NUMPAGES"
) -> list[str]:
    """The lines of a footer: one, or the page on a line of its own where the two would clash."""
    furniture = document.furniture
    parts: list[Inline] = []
    for part in filter(None, (furniture.number, furniture.issued, furniture.as_of)):
        parts += (*((Text(" · "),) if parts else ()), *part)
    page = page_runs(story, furniture, total)
    said = plain(parts) + _SLOT.sub("00", furniture.page)
    if width(said, _FOOTER) + _APART > room:
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


def _clash(furniture: Furniture, room: float) -> bool:
    """Whether name, draft word and marking, each at a stop of its own, have no room on one line."""
    name = width(furniture.organisation, _HEADER)
    marking = width(plain(furniture.banner), _MARKING)
    if not furniture.draft:
        return name + marking + _APART > room
    beside = (room - width(furniture.draft, _HEADER)) / 2 - _APART
    return max(name, marking) > beside


def _at_the_right(
    story: Story, parts: tuple[str, str, str], across: str, *, clash: bool
) -> list[str]:
    """Name, draft word and marking, the marking always on the physical right.

    clash  the name has no room on the line of the others and stands below them.
    """
    tab = _tab(story)
    name, draft, marking = parts
    below = name if clash and name else ""
    ordered = ["" if below else name, draft, marking]
    if story.script.direction == "rtl":
        ordered.reverse()
    lines = [_line(story, "Header", across + tab.join(ordered))]
    if below:
        start = tab * 2 if story.script.direction == "rtl" else ""
        lines.append(_line(story, "Header", f"{start}{below}"))
    return lines


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
