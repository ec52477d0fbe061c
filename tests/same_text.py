"""The text of one document in its three formats, in a form in which they must be equal.

Each format is compared with its document before an edition is published; here they are
compared with each other, without the document.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from lxml import html

from generator.proof.pdf_text import read_pdf
from generator.proof.word_text import CALL, read_word

_UNSEEN: Final = re.compile(rf"[\s{CALL}\u00ad\u200b-\u200f\u061c\u2060\u2066-\u2069]")
_ONE_GLYPH: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "•": "·"})
_DRAFT: Final = "//header[@class='title-block']//p[@class='draft']"
_ADDED: Final = ("for-listeners", "back", "note-number")
"""Classes of what only the page has: summaries for those who listen, ways back to the text."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says: its body from title to end, and its notes in order."""

    body: str
    notes: tuple[str, ...]


def bare(text: str) -> str:
    """Without spaces, marks and capitals, which are the looks' own; figures as 0-9.

    Word counts its notes in 0-9, whatever the digits of its document.
    """
    text = re.sub(r"[^\D0-9]", lambda found: str(unicodedata.decimal(found.group())), text)
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_ONE_GLYPH)
    return plain.replace("İ", "i").replace("ı", "i").casefold()


def of_word(content: bytes) -> Said:
    """What a Word file says."""
    read = read_word(content)
    return Said(bare("".join(read.body)), tuple(map(bare, read.notes)))


def of_pdf(content: bytes, draft: str) -> Said:
    """What a PDF says; ``draft`` is the word that lies across its pages, or ""."""
    read = read_pdf(content)
    notes = (re.sub(r"^\s*\d+\.", "", note) for note in read.notes)
    return Said(bare("".join(read.body)).removeprefix(bare(draft)), tuple(map(bare, notes)))


def of_page(content: bytes) -> Said:
    """What an HTML page says between its header and its footer."""
    root: Any = html.document_fromstring(content, html.HTMLParser(encoding="utf-8"))
    (main,) = root.iter("main")
    for element in main.xpath(_DRAFT):
        element.drop_tree()
    for element in list(main.iter()):
        # The words of a drawing are for listeners too; Word and PDF have them as properties.
        if element.tag == "svg" or set((element.get("class") or "").split()) & set(_ADDED):
            element.drop_tree()
    notes = [str(note.text_content()) for note in main.iter("li") if _is_note(note)]
    for section in main.xpath(".//section[@role='doc-endnotes']"):
        section.drop_tree()
    return Said(bare(str(main.text_content())), tuple(map(bare, notes)))


def _is_note(item: Any) -> bool:
    return any(e.get("role") == "doc-endnotes" for e in item.iterancestors("section"))


def draft_word(content: bytes) -> str:
    """The word that an HTML page says a draft by, or ""."""
    root: Any = html.document_fromstring(content, html.HTMLParser(encoding="utf-8"))
    return "".join(str(element.text_content()) for element in root.xpath(_DRAFT))
