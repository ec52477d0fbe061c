"""What the Word file takes from the house style: fonts, colours, paper and languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.document.tree import Direction, Document
from generator.house.families import LATIN, by_use
from generator.house.letterhead.model import Letterhead, Page
from generator.house.model import HouseStyle
from generator.writers.docx.runs import RTL_LANGUAGES, Script
from generator.writers.hyphens import divides
from generator.writers.scripts import east_asian_language, script_of

# Twips (1/1440 inch): width, height.
PAPERS = {"letter": (12240, 15840), "a4": (11906, 16838)}
SIDE, TOP, BOTTOM, EDGE = 1134, 1247, 1134, 567
TWIPS = 20  # in a point
OUR_WIDTH = PAPERS["a4"][0] - 2 * SIDE
"""Of the text of our own pages, in twips: what room there is for words is measured in it."""
MARKING_SIZE = 24
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

    Colours are six hex digits without "#". page is the letterhead's, or None without one.
    marking_ground is "" where a marking has none;
    marking_size is in half-points. divided: words are divided at the ends of lines. mixed: the
    file has text of the other direction too, which paragraphs say themselves.
    """

    direction: Direction
    lang: str
    ltr_lang: str
    rtl_lang: str
    east_asian_lang: str
    latin: str
    complex: str
    east_asian: str
    accent: str
    rule: str
    box: str
    warning: str
    text: str
    muted: str
    paper: Literal["letter", "a4"]
    page: Page | None = None
    marking: str = ""
    marking_ground: str = ""
    marking_size: int = MARKING_SIZE
    watermark: str = ""
    divided: bool = False
    column: int = 0
    mixed: bool = False

    @property
    def script(self) -> Script:
        """Direction and languages, for writing runs."""
        east_asian = script_of(self.lang).slot == "east-asian"
        return Script(self.direction, self.ltr_lang, self.rtl_lang, east_asian, self.divided)

    @property
    def own_lang(self) -> str:
        """The language for text that is not right to left: of a Chinese document, Chinese."""
        return self.east_asian_lang if self.script.east_asian else self.ltr_lang

    @property
    def width(self) -> int:
        """Width of the text in twips: of a column, or of the page's."""
        if self.column:
            return self.column
        if self.page is not None:
            return self.page.text_width
        return PAPERS[self.paper][0] - 2 * SIDE

    @property
    def height(self) -> int:
        """Height of the text of a page in twips."""
        if self.page is not None:
            return self.page.height - abs(self.page.top) - abs(self.page.bottom)
        return PAPERS[self.paper][1] - TOP - BOTTOM


def looks(document: Document, house: HouseStyle) -> Looks:
    """The looks of ``document`` in ``house``."""
    language = document.lang.split("-")[0]
    own = script_of(document.lang)
    own_is_rtl = language in RTL_LANGUAGES
    colours = {use: _hex(house.colours.get(use, ""), plain) for use, plain in _COLOURS.items()}
    letterhead = letterhead_of(house, document.direction)
    page = None
    if letterhead is not None:
        from generator.house.letterhead.read import taken_apart

        page = taken_apart(letterhead).page
    english = house.spelling.get("en", "en-CA")
    level = house.marking.level(document.properties.marking)
    return Looks(
        direction=document.direction,
        lang=document.lang,
        ltr_lang=english if own_is_rtl or own.slot == "east-asian" else document.lang,
        rtl_lang=document.lang if own_is_rtl else house.spelling.get("ar", "ar-SA"),
        east_asian_lang=east_asian_language(document.lang) or "en-US",
        latin=house.word_family(LATIN),
        complex=house.word_family(own if own.slot == "complex" else by_use("arabic")),
        east_asian=house.word_family(own if own.slot == "east-asian" else LATIN),
        paper=document.paper,
        page=page,
        marking=_hex(level.colour, colours["text"]),
        marking_ground=_hex(level.background, ""),
        watermark=_hex(house.watermark, ""),
        marking_size=max(MARKING_SIZE, round(2 * house.marking.size)),
        divided=divides(house, document.lang),
        column=0,
        mixed=False,
        **colours,
    )


def letterhead_of(house: HouseStyle, direction: Direction) -> Letterhead | None:
    """The letterhead of a house for one direction: the twin for right to left, if there is one."""
    if direction == "rtl" and house.letterhead_rtl is not None:
        return house.letterhead_rtl
    return house.letterhead


def _hex(colour: str, otherwise: str) -> str:
    digits = colour.removeprefix("#").upper()
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return digits if len(digits) == 6 else otherwise
