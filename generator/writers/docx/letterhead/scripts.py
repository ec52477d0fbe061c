"""The letterhead's styles for the script and direction of one document."""

from __future__ import annotations

from typing import Final

from generator.house.letterhead.stylesheet import by_id, chain
from generator.house.letterhead.xml import (
    P_ORDER,
    R_ORDER,
    STYLE_ORDER,
    Element,
    drop,
    everywhere,
    in_order,
    made,
    part_of,
    val,
    w,
)
from generator.writers.docx.looks import Looks
from generator.writers.docx.paragraph_styles import ARABIC_LOOSER
from generator.writers.scripts import script_of

_ARABIC_OR_HEBREW: Final = frozenset({"arabic", "hebrew"})
_SIDES: Final = {"left": "start", "right": "end", "both": "start", "distribute": "start"}


def suit_scripts(root: Element, looks: Looks, *, mirrored: bool) -> None:
    """Languages, fonts of the script, and the direction of ordinary paragraphs."""
    runs = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    _language(runs, looks)
    _fonts(root, runs, looks)
    if looks.direction == "rtl":
        _right_to_left(root, mirrored=mirrored)
    else:
        for bidi in everywhere(root, "bidi"):
            drop(bidi)
        if looks.mixed:
            _sides(root)
            _joined(root)


def _language(runs: Element, looks: Looks) -> None:
    for language in everywhere(runs.getroottree().getroot(), "lang"):
        drop(language)  # a style is for every language
    languages = made(
        "lang", val=looks.own_lang, eastAsia=looks.east_asian_lang, bidi=looks.rtl_lang
    )
    in_order(runs, languages, R_ORDER)
    if looks.ltr_lang != looks.own_lang:  # Latin words of a Chinese text are English
        normal = by_id(runs.getroottree().getroot())["Normal"]
        in_order(part_of(normal, "rPr", STYLE_ORDER), made("lang", val=looks.ltr_lang), R_ORDER)


def _fonts(root: Element, runs: Element, looks: Looks) -> None:
    """The letterhead's fonts, with the house's where it names none for the document's script."""
    own = script_of(looks.lang)
    defaults = part_of(runs, "rFonts", R_ORDER)
    if own.slot == "complex" and own.use not in _ARABIC_OR_HEBREW:
        for fonts in everywhere(root, "rFonts"):  # a font for Arabic has no letter of these
            _without(fonts, "cs", "cstheme")
    if own.slot == "east-asian":
        for fonts in everywhere(root, "rFonts"):  # mostly a Latin font that Word wrote there
            _without(fonts, "eastAsia", "eastAsiaTheme")
        defaults.set(w("eastAsia"), looks.east_asian)
    if not val(defaults, "cs") or own.slot == "complex":
        # The theme's font for complex scripts is rarely one that was chosen.
        kept = val(defaults, "cs") if own.use in _ARABIC_OR_HEBREW else ""
        _without(defaults, "cstheme")
        defaults.set(w("cs"), kept or looks.complex)


def _without(fonts: Element, *names: str) -> None:
    for name in names:
        fonts.attrib.pop(w(name), None)


def _right_to_left(root: Element, *, mirrored: bool) -> None:
    normal = next(style for style in root.iterfind(w("style")) if val(style, "styleId") == "Normal")
    for bidi in everywhere(root, "bidi"):
        drop(bidi)  # what is based on Normal goes its way
    in_order(part_of(normal, "pPr", STYLE_ORDER), made("bidi"), P_ORDER)
    _sides(root)
    _joined(root)
    if mirrored:
        _looser(root)


def _joined(root: Element) -> None:
    """Runs that Arabic letters may stand in."""
    for run in everywhere(root, "rPr"):
        for name in ("spacing", "w", "fitText"):
            if (found := run.find(w(name))) is not None:
                drop(found)  # letters that are joined cannot be spaced
        for name in ("i", "iCs"):  # Arabic has no italics
            if run.find(w(name)) is not None:
                in_order(run, made(name, val="0"), R_ORDER)


def _sides(root: Element) -> None:
    """ "Left" and "right" of a letterhead as start and end; stretched Arabic is hard to read."""
    known = by_id(root)
    defaults = root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}/{w('jc')}")
    for jc in [each for each in everywhere(root, "jc") if each.getparent().tag == w("pPr")]:
        side = _SIDES.get(val(jc))
        if side is None:
            continue
        style = next(jc.iterancestors(w("style")), None)
        below = [] if style is None else chain(style, known)[1:]
        set_below = defaults is not None or any(
            each.find(f".//{w('jc')}") is not None for each in below
        )
        if side == "start" and not (style is not None and set_below):
            drop(jc)  # where a paragraph starts needs no word
        else:
            jc.set(w("val"), side)


def _looser(root: Element) -> None:
    """Arabic has marks above and below its line."""
    for spacing in everywhere(root, "spacing"):
        line = val(spacing, "line")
        if line.isdigit() and val(spacing, "lineRule") in {"", "auto"}:
            spacing.set(w("line"), str(round(int(line) * ARABIC_LOOSER)))
