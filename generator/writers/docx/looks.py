"""What the Word file takes from the house style: fonts, colours, paper and languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.document.tree import Direction, Document
from generator.house.model import HouseStyle
from generator.writers.docx.runs import RTL_LANGUAGES, Script

# Twips (1/1440 inch): width, height.
PAPERS = {"letter": (12240, 15840), "a4": (11906, 16838)}
SIDE, TOP, BOTTOM, EDGE = 1134, 1247, 1134, 567
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_COLOURS = {
    "accent": "26374A",
    "rule": "5F6B77",
    "box": "F0F3F6",
    "warning": "8A2B0D",
    "text": "1A1A1A",
    "muted": "4F5A65",
}


@dataclass(frozen=True, slots=True)
class Looks:
    """All that the styles depend on; documents with equal looks share their styles.

    Colours are six hex digits without "#".
    """

    direction: Direction
    lang: str
    ltr_lang: str
    rtl_lang: str
    east_asian_lang: str
    latin: str
    arabic: str
    accent: str
    rule: str
    box: str
    warning: str
    text: str
    muted: str
    paper: Literal["letter", "a4"]

    @property
    def script(self) -> Script:
        """Direction and languages, for writing runs."""
        return Script(self.direction, self.ltr_lang, self.rtl_lang)

    @property
    def width(self) -> int:
        """Width of the text in twips."""
        return PAPERS[self.paper][0] - 2 * SIDE


def looks(document: Document, house: HouseStyle) -> Looks:
    """The looks of ``document`` in ``house``."""
    language = document.lang.split("-")[0]
    own_is_rtl = language in RTL_LANGUAGES
    colours = {use: _hex(house.colours.get(use, ""), plain) for use, plain in _COLOURS.items()}
    return Looks(
        direction=document.direction,
        lang=document.lang,
        ltr_lang=house.spelling.get("en", "en-CA") if own_is_rtl else document.lang,
        rtl_lang=document.lang if own_is_rtl else house.spelling.get("ar", "ar-SA"),
        east_asian_lang=document.lang if language in _EAST_ASIAN else "en-US",
        latin=house.fonts.get("word-latin", "Calibri"),
        arabic=house.fonts.get("word-arabic", "Arial"),
        paper=document.paper,
        **colours,
    )


def _hex(colour: str, otherwise: str) -> str:
    digits = colour.removeprefix("#").upper()
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return digits if len(digits) == 6 else otherwise
