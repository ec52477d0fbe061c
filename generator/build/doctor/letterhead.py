"""The doctor of letterheads: what a Word file gives, what it lacks, and what then happens.

Nothing is made and nothing changed. Everything is said in words for who keeps the letterhead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.build.doctor.letterhead_layout import direction, left_out, paper, places
from generator.build.doctor.letterhead_words import (
    CHARACTER,
    COMMON,
    HEADING_WORDS,
    OFFICE_FONTS,
    TABLE,
    USES,
    Told,
)
from generator.house.letterhead.model import Letterhead, Opened
from generator.house.letterhead.read import read_file, taken_apart
from generator.house.letterhead.stylesheet import named
from generator.house.letterhead.xml import A, Element, val, w
from generator.house.model import HouseStyle
from generator.problems import Findings, Problem


@dataclass(frozen=True, slots=True)
class Examined:
    """What was said of one letterhead. name: house style or file; file: as a person types it."""

    name: str
    file: str
    told: tuple[Told, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing has to be mended."""
        return all(one.state != "mend" for one in self.told)


def examine_house(house: HouseStyle, shown: str) -> tuple[Examined, ...]:
    """The letterheads of a house style, each with what is to be said of it."""
    if house.letterhead is None:
        told = Told(
            "note",
            "file",
            "The house style has no letterhead.",
            "Word files have the program's own styles, in the colours and fonts of house.toml."
            " Put a reference.docx or reference.dotx into the folder to change that.",
        )
        return (Examined(house.name, shown, (told,)),)
    found = [_examined(house.name, f"{shown}/{house.letterhead.name}", house.letterhead, house)]
    if house.letterhead_rtl is not None:
        twin = house.letterhead_rtl
        found.append(_examined(house.name, f"{shown}/{twin.name}", twin, house, twin=True))
    return tuple(found)


def examine_file(path: Path, house: HouseStyle | None) -> Examined:
    """A Word file that might become a letterhead, seen beside a house style when one is given."""
    findings = Findings()
    letterhead = read_file(path, path.name, findings)
    if letterhead is None:
        return Examined(path.name, path.name, tuple(map(_refused, findings.errors)))
    return _examined(path.name, path.name, letterhead, house, alone=True)


def _refused(problem: Problem) -> Told:
    place = f" ({problem.where.field})" if problem.where.field else ""
    return Told("mend", "file", f"{problem.what}{place}", problem.remedy)


def _examined(
    name: str,
    shown: str,
    letterhead: Letterhead,
    house: HouseStyle | None,
    *,
    twin: bool = False,
    alone: bool = False,
) -> Examined:
    opened = taken_apart(letterhead)
    told = [
        Told("ok", "file", "The file is sound: it can be opened and taken over."),
        *_styles(opened, house),
        *_fonts(opened, house),
        *direction(opened, house, twin=twin, alone=alone),
        *paper(opened, house),
        *places(opened),
        *left_out(opened),
    ]
    return Examined(name, shown, tuple(told))


# ---------------------------------------------------------------- styles


def _styles(opened: Opened, house: HouseStyle | None) -> Iterator[Told]:
    if opened.styles is None:
        return  # told among what was repaired
    index = named(opened.styles)
    chosen = {} if house is None else house.letterhead_styles
    there: list[str] = []
    missing: list[str] = []
    for name in sorted(USES):
        (there if _found(index, chosen.get(name, name), name) is not None else missing).append(name)
    if there:
        yield Told("ok", "styles", f"Its own look is taken for: {', '.join(there)}.")
    for name in (each for each in COMMON if each in missing):
        meant = _meant(index, name)
        hint = ""
        if meant:
            hint = f" If “{meant}” is meant, write under [letterhead.styles] of house.toml: "
            hint += f'"{name}" = "{meant}".'
        yield Told(
            "note",
            "styles",
            f"There is no style “{name}” ({USES[name]}).",
            f"The program's own is used, in the colours of the house.{hint}",
        )
    ours = [name for name in missing if name not in COMMON]
    if ours:
        words = ", ".join(f"{name} ({USES[name]})" for name in ours)
        yield Told(
            "note",
            "styles",
            f"These styles of the program are not in it: {words}.",
            "They are added. To change one, make a style of that name in Word.",
        )
    for name, other in sorted(chosen.items()):
        if _found(index, other, "") is None:
            yield Told(
                "mend",
                "styles",
                f"house.toml says that “{name}” is “{other}” here, and there is no such style.",
                "Correct the name under [letterhead.styles].",
            )


def _found(index: dict[tuple[str, str], Element], name: str, ours: str) -> Element | None:
    kinds: tuple[str, ...] = ("paragraph", "character", "table")
    if ours:
        kinds = (
            ("character",) if ours in CHARACTER else ("table",) if ours in TABLE else ("paragraph",)
        )
    folded = " ".join(name.split()).casefold()
    for kind in kinds:
        if (kind, folded) in index:
            return index[kind, folded]
    if ours == "normal":
        for style in index.values():
            if val(style, "type") == "paragraph" and val(style, "default") in {"1", "true", "on"}:
                return style
    return None


def _meant(index: dict[tuple[str, str], Element], name: str) -> str:
    """A style of the letterhead that may be what Word calls ``name``."""
    level = name.removeprefix("heading ")
    for (kind, folded), style in sorted(index.items()):
        if kind != "paragraph" or folded.startswith(("toc ", "heading ")):
            continue
        own = val(style.find(w("name")))
        outline = val(style.find(f"{w('pPr')}/{w('outlineLvl')}"))
        if level.isdigit() and name.startswith("heading"):
            if outline == str(int(level) - 1):
                return own
            if any(folded == f"{word} {level}" for word in HEADING_WORDS):
                return own
        elif name == "title" and folded in HEADING_WORDS:
            return own
    return ""


# ---------------------------------------------------------------- fonts


def _fonts(opened: Opened, house: HouseStyle | None) -> Iterator[Told]:
    latin = "" if house is None else house.fonts.get("word-latin", "")
    arabic = "the house's font (word-arabic in house.toml)"
    if house is not None and house.fonts.get("word-arabic"):
        arabic = f"“{house.fonts['word-arabic']}” (word-arabic in house.toml)"
    names = _font_names(opened)
    embedded = _embedded(opened)
    rare = sorted(n for n in names if n.casefold() not in OFFICE_FONTS and n not in embedded)
    if rare:
        yield Told(
            "note",
            "fonts",
            f"It names fonts that neither it nor Word brings: {', '.join(rare)}.",
            "A reader's machine that lacks one shows another. Embed it in Word (Options, Save), or"
            " choose a font that all readers have. PDF files are set in the fonts of house.toml.",
        )
    if names and not rare:
        yield Told(
            "ok",
            "fonts",
            f"Its fonts are those that machines with Word have: {', '.join(sorted(names))}.",
        )
    if latin and names and latin not in names:
        yield Told(
            "note",
            "fonts",
            f"house.toml names “{latin}” for Word, and the letterhead does not use it.",
            "The letterhead's font is used where it names one.",
        )
    if not _complex_font(opened):
        yield Told(
            "note",
            "fonts",
            "It names no font for Arabic and other complex scripts.",
            f"Arabic documents are set in {arabic}.",
        )


def _runs(opened: Opened) -> Iterator[Element]:
    roots = [edge.root for edge in opened.edges.values()]
    roots += [opened.styles] if opened.styles is not None else []
    for root in roots:
        yield from root.iter(w("rFonts"))


def _font_names(opened: Opened) -> set[str]:
    found: set[str] = set()
    themed = False
    for fonts in _runs(opened):
        found.update(val(fonts, each) for each in ("ascii", "hAnsi"))
        themed = themed or bool(val(fonts, "asciiTheme") or val(fonts, "hAnsiTheme"))
    if themed and opened.theme is not None:
        for font in opened.theme.root.iter(f"{{{A}}}latin"):
            if font.getparent().tag in (f"{{{A}}}majorFont", f"{{{A}}}minorFont"):
                found.add(font.get("typeface", ""))
    return {name for name in found if name and not name.startswith("+")}


def _embedded(opened: Opened) -> set[str]:
    if opened.fonts is None:
        return set()
    return {val(font, "name") for font in opened.fonts.root if len(font.findall(w("embedRegular")))}


def _complex_font(opened: Opened) -> bool:
    if opened.styles is None:
        return False
    return bool(val(opened.styles.find(f"{w('docDefaults')}//{w('rFonts')}"), "cs"))
