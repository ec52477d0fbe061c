"""Words of the doctor of letterheads: what each style is for, and which others may be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

State = Literal["ok", "note", "mend"]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the doctor says.

    state  "ok"; "note": works, with what then happens; "mend": to be put right in the file.
    topic  "file", "styles", "fonts", "direction", "paper", "places" or "left out".
    then   what the program does instead, or what to do.
    """

    state: State
    topic: str
    what: str
    then: str = ""


USES: Final = {
    "normal": "ordinary text",
    "masthead": "symbol, date and original language above the title",
    "title": "the title of the document",
    "subtitle": "the line under the title",
    "heading 1": "headings of sections",
    "heading 2": "headings inside sections",
    "heading 3": "headings of the third level",
    "heading 4": "headings of the fourth level",
    "lead": "opening paragraphs",
    "small print": "remarks in small letters",
    "empty section": "the words that nothing is known",
    "draft text": "the word on drafts above the text",
    "list bullet": "lists with dots",
    "list number": "numbered lists",
    "list continue": "further paragraphs of a list item",
    "caption": "captions of tables",
    "table text": "cells of tables",
    "table head": "header rows of tables",
    "table row head": "first cells of rows",
    "table topic": "first cells of chronologies",
    "snapshot label": "first cells of the snapshot",
    "box title": "titles of boxes",
    "warning title": "titles of warnings",
    "toc heading": "the heading of the table of contents",
    "toc 1": "entries of the table of contents",
    "toc 2": "entries of the second level",
    "toc 3": "entries of the third level",
    "header": "headers",
    "footer": "footers",
    "footer first": "the line with number, dates and page",
    "footnote text": "source notes at the foot",
    "endnote text": "source notes at the end",
    "notes title": "the heading over notes at the end",
    "footnote reference": "the numbers of notes",
    "endnote reference": "the numbers of notes at the end",
    "hyperlink": "links",
    "muted": "dates of sources and attributions",
    "draft mark": "the mark of unreviewed translations",
    "draft word": "the word on drafts in the header",
    "brief table": "rules and margins of tables",
}
"""Every style that a letterhead may give, with what it is for."""

COMMON: Final = (
    "normal", "title", "subtitle", "heading 1", "heading 2", "heading 3", "heading 4",
    "list bullet", "list number", "caption", "toc heading", "toc 1", "toc 2", "header", "footer",
    "footnote text", "footnote reference", "hyperlink",
)  # fmt: skip
"""Styles of Word itself, which a letterhead is expected to set; the others are ours."""

CHARACTER: Final = frozenset(
    {"footnote reference", "endnote reference", "hyperlink", "muted", "draft mark", "draft word"}
)
TABLE: Final = frozenset({"brief table"})

HEADING_WORDS: Final = (
    "heading", "titre", "überschrift", "título", "titulo", "intertítulo", "заголовок", "عنوان",
    "başlık", "标题", "標題", "כותרת", "سرخی", "kop", "titolo", "rubrik",
)  # fmt: skip
"""How programs in other languages call a heading; a number stands behind."""

OFFICE_FONTS: Final = frozenset(
    {
        "arial", "arial narrow", "aptos", "aptos display", "bahnschrift", "book antiqua",
        "bookman old style", "calibri", "calibri light", "cambria", "candara", "century",
        "century gothic", "consolas", "constantia", "corbel", "courier new", "garamond",
        "georgia", "gill sans mt", "microsoft yahei", "palatino linotype", "segoe ui", "simsun",
        "symbol", "tahoma", "times new roman", "traditional arabic", "trebuchet ms", "verdana",
        "wingdings", "sakkal majalla", "simplified arabic", "arabic typesetting", "david",
        "ms gothic", "ms mincho", "microsoft jhenghei", "malgun gothic", "yu gothic",
    }
)  # fmt: skip
"""Fonts that machines with Word have."""
