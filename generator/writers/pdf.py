"""PDF: PDF/A-3a and PDF/UA-1 at once, the same bytes every time.

The tree becomes HTML elements (``pdf_sheet``), WeasyPrint lays them out under our own terms
(``pdf_engine``), the result is looked over (``pdf_layout``) and finished (``pdf_tags``).
The facts that it prints travel in the file as data (``pdf_attachments``). Dates in the
file are the document's date of issue; nothing depends on the clock, the machine's fonts
or its language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Final
from xml.etree.ElementTree import Element

from generator.collector import paused
from generator.document.bilingual import rows_of
from generator.document.tree import Document
from generator.document.walk import tables
from generator.house import HouseStyle
from generator.problems import Problem, ProblemsFound, Where
from generator.writers.checks import check
from generator.writers.fonts.choice import choose, glyph_missing
from generator.writers.hyphens import hyphens_css
from generator.writers.markings import is_set_off, marking_css
from generator.writers.pairing import for_sides, other_of
from generator.writers.pdf_attachments import attachments
from generator.writers.pdf_closer import closer, held_together
from generator.writers.pdf_engine import (
    Sheet,
    colour_profile,
    counters_of,
    font_configuration,
    in_one_frame,
    listening,
    stylesheet,
)
from generator.writers.pdf_layout import Pages
from generator.writers.pdf_margins import wider_margins
from generator.writers.pdf_moves import TRIES, move_on
from generator.writers.pdf_pictures import pictures
from generator.writers.pdf_sheet import UNSTYLED, page_css, sheet
from generator.writers.pdf_structure import Plan
from generator.writers.pdf_tags import Finisher, Order
from generator.writers.pdf_tight import STEPS, keep_heads, loosen
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
    files = fonts_of(document, house)
    with ONE_AT_A_TIME, paused():
        return in_one_frame(_written, document, house, files)


def fonts_of(document: Document, house: HouseStyle) -> tuple[str, ...]:
    """The files of fonts that the document needs beside the shipped ones, in all languages."""
    languages = [document] if document.beside is None else [document, document.beside.document]
    chosen = [choose(one, house) for one in languages]
    problems = [problem for one in chosen for problem in one.problems]
    if problems:
        raise ProblemsFound(problems)
    return tuple(sorted({file for one in chosen for file in one.files}))


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document as the engine has laid it out; pages: the engine's document."""

    pages: Any
    summaries: Mapping[Any, str]
    problems: tuple[Problem, ...]


def _written(document: Document, house: HouseStyle, files: tuple[str, ...]) -> bytes:
    with listening() as messages:
        if document.beside is not None and document.beside.in_halves:
            from generator.writers.pdf_tumble import tumbled

            laid_out, order = tumbled(document, house, files)
        else:
            laid_out, order = laid_out_pages(document, house, files), Order()
        pages = laid_out.pages
        pages.plan = Plan(document.lang, document.direction, laid_out.summaries, order.reading)
        properties = document.properties
        content: bytes = pages.write_pdf(
            finisher=Finisher(
                document.direction, properties.marking, properties.handling, order.halves
            ),
            pdf_variant=VARIANT,
            pdf_identifier=True,
            output_intent=KEPT_INTENT,
            attachments=attachments(document),
        )
    problems = [*laid_out.problems]
    problems += [_problem(message, document) for message in dict.fromkeys(messages)]
    if problems:
        where = Where(record=f"{properties.number} ({document.lang})")
        raise ProblemsFound(
            problem if problem.where != Where() else _placed(problem, where) for problem in problems
        )
    return content


def laid_out_pages(
    document: Document, house: HouseStyle, files: tuple[str, ...], side: str = ""
) -> LaidOut:
    """The pages of a document; ``side`` tells its ids from those of another in the file."""
    texts = sheets_of(document, house)
    sheets = [stylesheet(text) for text in texts]
    styled = frozenset(role for role in UNSTYLED if any(f".{role}" in text for text in texts))
    root = sheet(document, set_off=is_set_off(document, house), side=side, styled=styled)
    laid_out, pages = _looked_over(root, sheets, files, document)
    if rules := closer(laid_out):
        tried, found = _looked_over(root, [*sheets, stylesheet(rules)], files, document)
        if len(tried.pages) < len(laid_out.pages) and not found.problems():
            laid_out, pages = tried, found
    if held_together(laid_out):
        tried, found = _looked_over(root, sheets, files, document)
        if len(tried.pages) == len(laid_out.pages) and not found.problems():
            laid_out, pages = tried, found
    problems = tuple(pages.problems())
    pages.mend_links()
    return LaidOut(laid_out, _summaries(root, document), problems)


def _looked_over(
    root: Element, sheets: list[Any], files: tuple[str, ...], document: Document
) -> tuple[Any, Pages]:
    """A sheet laid out and, where that did not come out right, changed and laid out anew."""
    for _ in range(TRIES + STEPS):
        laid_out = render(root, sheets, files, pictures(document))
        if wider := wider_margins(laid_out):
            sheets = [*sheets, stylesheet(wider)]
            laid_out = render(root, sheets, files, pictures(document))
        pages = Pages(laid_out)
        if not _mended(root, pages):
            break
    return laid_out, pages


def _mended(root: Element, pages: Pages) -> bool:
    """Change the sheet where its layout did not come out right; whether it was changed."""
    astray = pages.calls_astray()
    moved = bool(astray) and move_on(root, astray)
    kept = keep_heads(pages.headless)
    return loosen(root, pages.outside, pages.below) or moved or kept


def render(root: Element, sheets: list[Any], files: tuple[str, ...], cache: dict[str, Any]) -> Any:
    """A sheet laid out by the engine."""
    return Sheet(root).render(
        font_config=font_configuration(files),
        counter_style=counters_of(sheets),
        stylesheets=sheets,
        color_profiles={INTENT: colour_profile()},
        pdf_variant=VARIANT,
        cache=cache,
    )


def sheets_of(document: Document, house: HouseStyle) -> list[str]:
    """The style sheets of a document's pages, in the order in which they count."""
    own, scripts = own_css("sheet"), script_css(document, house)
    common = [own, scripts, page_css(document), house_css(house), hyphens_css(document, house)]
    if is_paired(document):
        looks = house_css(house, "pairs", "pairs-sheet")
        common = [own, scripts, script_css(other_of(document), house), page_css(document), looks]
        common = [*map(for_sides, common)]
    return [text for text in (*common, marking_css(document, house)) if text]


def is_paired(document: Document) -> bool:
    """Whether two languages stand side by side."""
    return document.beside is not None and not document.beside.in_halves


def _summaries(root: Element, document: Document) -> dict[Element, str]:
    """The summary of each table, by its element."""
    there = [*tables(document)]
    if is_paired(document):
        rows = (replace(one, blocks=(block,)) for one, block in rows_of(document))
        there = [table for one in rows for table in tables(one)]
    pairs = zip(there, root.iter("table"), strict=True)
    return {element: table.summary for table, element in pairs if table.summary}


def _placed(problem: Problem, where: Where) -> Problem:
    return Problem(problem.code, where, problem.values, problem.severity)


def _problem(message: str, document: Document) -> Problem:
    found = MISSING_GLYPH.search(message)
    if not found:
        return Problem("layout-warning", values={"message": message[:300]})
    return glyph_missing(document, chr(int(found.group(1), 16)))
