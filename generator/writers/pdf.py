"""PDF: PDF/A-3a and PDF/UA-1 at once, the same bytes every time.

The tree becomes HTML elements (``pdf_sheet``), WeasyPrint lays them out under our own terms
(``pdf_engine``), the result is looked over (``pdf_layout``) and finished (``pdf_tags``).
The facts that it prints travel in the file as data (``pdf_attachments``). Dates in the
file are the document's date of issue; nothing depends on the clock, the machine's fonts
or its language.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import Final
from xml.etree.ElementTree import Element

from generator.document.tree import Document
from generator.document.walk import tables
from generator.house import HouseStyle
from generator.problems import Problem, ProblemsFound, Where
from generator.writers.checks import check
from generator.writers.fonts.choice import choose, glyph_missing
from generator.writers.hyphens import hyphens_css
from generator.writers.markings import is_set_off, marking_css
from generator.writers.pdf_attachments import attachments
from generator.writers.pdf_engine import (
    COLLECTOR,
    Sheet,
    colour_profile,
    counters_of,
    font_configuration,
    in_one_frame,
    listening,
    stylesheet,
)
from generator.writers.pdf_layout import Pages
from generator.writers.pdf_moves import TRIES, move_on
from generator.writers.pdf_pictures import pictures
from generator.writers.pdf_sheet import page_css, sheet
from generator.writers.pdf_structure import Plan
from generator.writers.pdf_tags import Finisher
from generator.writers.scripts import script_css
from generator.writers.styles import house_css, own_css

ONE_AT_A_TIME: Final = Lock()  # the engine's log and fonts are one for the process
VARIANT: Final = "pdf/a-3a"
INTENT: Final = "srgb"  # the engine's name; the profile is the one given with it
KEPT_INTENT: Final = "as laid out"  # any other name keeps the profile given before
MISSING_GLYPH: Final = re.compile(r"\.notdef glyph.*\(U\+([0-9A-F]+)\)\Z", re.DOTALL)


def write_pdf(document: Document, house: HouseStyle) -> bytes:
    """The document as PDF.

    Raises ``ProblemsFound`` when the tree cannot be written as it stands, when a character
    is in none of the fonts, when text leaves its column or page, or when a source note does
    not stand on the page where it is called.
    """
    check(document, house)
    fonts = choose(document, house)
    if fonts.problems:
        raise ProblemsFound(fonts.problems)
    with ONE_AT_A_TIME, COLLECTOR.paused():
        return in_one_frame(_written, document, house, fonts.files)


def _written(document: Document, house: HouseStyle, files: tuple[str, ...]) -> bytes:
    sheets = [stylesheet(text) for text in sheets_of(document, house)]
    root = sheet(document, set_off=is_set_off(document, house))
    with listening() as messages:
        for _ in range(TRIES):
            laid_out = Sheet(root).render(
                font_config=font_configuration(files),
                counter_style=counters_of(sheets),
                stylesheets=sheets,
                color_profiles={INTENT: colour_profile()},
                pdf_variant=VARIANT,
                cache=pictures(document),
            )
            pages = Pages(laid_out)
            astray = pages.calls_astray()
            if not astray or not move_on(root, astray):
                break
        problems = pages.problems()
        pages.mend_links()
        laid_out.plan = Plan(document.lang, document.direction, _summaries(root, document))
        content: bytes = laid_out.write_pdf(
            finisher=Finisher(
                document.direction, document.properties.marking, document.properties.handling
            ),
            pdf_variant=VARIANT,
            pdf_identifier=True,
            output_intent=KEPT_INTENT,
            attachments=attachments(document),
        )
    problems += [_problem(message, document) for message in dict.fromkeys(messages)]
    if problems:
        where = Where(record=f"{document.properties.number} ({document.lang})")
        raise ProblemsFound(
            problem if problem.where != Where() else _placed(problem, where) for problem in problems
        )
    return content


def sheets_of(document: Document, house: HouseStyle) -> list[str]:
    """The style sheets of a document's pages, in the order in which they count."""
    own, scripts = own_css("sheet"), script_css(document, house)
    looks = (house_css(house), hyphens_css(document, house), marking_css(document, house))
    css = (own, scripts, page_css(document), *looks)
    return [text for text in css if text]


def _summaries(root: Element, document: Document) -> dict[Element, str]:
    """The summary of each table, by its element."""
    pairs = zip(tables(document), root.iter("table"), strict=True)
    return {element: table.summary for table, element in pairs if table.summary}


def _placed(problem: Problem, where: Where) -> Problem:
    return Problem(problem.code, where, problem.values, problem.severity)


def _problem(message: str, document: Document) -> Problem:
    found = MISSING_GLYPH.search(message)
    if not found:
        return Problem("layout-warning", values={"message": message[:300]})
    return glyph_missing(document, chr(int(found.group(1), 16)))
