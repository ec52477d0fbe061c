"""Direction of a Word file: paragraphs, runs, tables and styles of right-to-left text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from tests.rules.finding import Finding, near, right_to_left
from tests.rules.word_file import (
    CHART,
    Element,
    WordFile,
    is_on,
    paragraphs,
    q,
    run_text,
    runs,
    text_of,
    val,
)

RIGHT: Final = re.compile(
    "[\u05d0-\u05ea\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u08c9]"
)
LEFT: Final = re.compile("[A-Za-z\u00aa\u00b5\u00c0-\u02b8\u0370-\u052f]")
EMBEDDING: Final = re.compile("[\u202a-\u202e]")
ISOLATE: Final = re.compile("[\u2066-\u2069]")
PRESENTATION: Final = re.compile("[\ufb50-\ufd3d\ufd40-\ufdfb\ufe70-\ufefc]")
MARKS: Final = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
FRAGILE: Final = re.compile(r"^[+\-−±~<>$€£#.@]|[%+\-−°)\]./]$|[0-9]\s*[-‐-―−/:]\s*[0-9]")
"""Left-to-right pieces whose signs or order move when right-to-left text surrounds them."""
TWINS: Final = (("b", "bCs"), ("i", "iCs"), ("sz", "szCs"))


def document(file: WordFile) -> Iterator[Finding]:
    """Sections, settings, default fonts and every style of a right-to-left document."""
    if not file.rtl:
        return
    for section in file.body.iter(q("sectPr")):
        if not is_on(section.find(q("bidi"))):
            yield Finding("section-bidi", file.main, "a section without bidi")
    if not val(file.part("settings").find(q("themeFontLang")), "bidi"):
        yield Finding("theme-language", "settings", "themeFontLang names no bidi language")
    defaults = file.cascade.defaults["rPr"]
    fonts = None if defaults is None else defaults.find(q("rFonts"))
    if not (val(fonts, "cs") or val(fonts, "cstheme")):
        yield Finding("complex-font", "styles", "the defaults name no complex font")
    for style in file.part("styles").iter(q("style"), q("rPrDefault")):
        own = style.find(q("rPr"))
        for plain, twin in TWINS:
            if own is not None and own.find(q(plain)) is not None and own.find(q(twin)) is None:
                yield Finding("complex-twin", "styles", f"{val(style, 'styleId')}: no {twin}")


def directions(file: WordFile) -> Iterator[Finding]:
    """Each paragraph runs its way, and names sides by start and end."""
    for name, root in file.stories.items():
        for paragraph in paragraphs(root):
            text = text_of(paragraph)
            bidi = is_on(file.cascade.of_paragraph(paragraph, "bidi"))
            if not bidi and _is_right(text, file.rtl):
                yield Finding("paragraph-bidi", name, f"no bidi{near(text)}")
            if bidi and not file.rtl and LEFT.search(text) and not RIGHT.search(text):
                yield Finding("paragraph-left", name, f"bidi{near(text)}")
            side = val(file.cascade.of_paragraph(paragraph, "jc"))
            if bidi and side in ("left", "right"):
                yield Finding("side", name, f"{side} means the other side here{near(text)}")
            if bidi and side == "both":
                yield Finding("justified", name, f"letters are stretched{near(text)}")
            if bidi and paragraph.find(f"{q('pPr')}/{q('bidi')}") is None:
                yield Finding("bidi-unsaid", name, f"bidi by its style alone{near(text)}")
            if bidi and next(paragraph.iter(q("chart", CHART)), None) is not None:
                yield Finding("chart-bidi", name, "a chart in a bidi paragraph")


def _is_right(text: str, document: bool) -> bool:
    """Whether a paragraph is right-to-left by its letters, or by its document without any."""
    right, left = _letters(text)
    if not right and not left:
        return document and bool(text.strip())
    first = re.search(f"{RIGHT.pattern}|{LEFT.pattern}", text)
    starts = first is not None and RIGHT.match(first[0]) is not None
    return right > left or (document and right > 0 and starts)


def _letters(text: str) -> tuple[int, int]:
    """How many letters run from right to left, and how many from left to right."""
    left = sum(unicodedata.bidirectional(letter) == "L" for letter in text)
    return len(RIGHT.findall(text)), left


def tables(file: WordFile) -> Iterator[Finding]:
    """The first column of a right-to-left table is the rightmost one."""
    for name, root in file.stories.items():
        for table in root.iter(q("tbl")):
            text = " ".join(map(text_of, paragraphs(table)))
            visual = is_on(table.find(f"{q('tblPr')}/{q('bidiVisual')}"))
            right, left = _letters(text)
            whole = file.rtl and name == file.main  # all tables of its text, whatever they say
            needed = whole or (right > 0 if file.rtl else right > left)
            if (needed and not visual) or (visual and left and not right and not file.rtl):
                yield Finding("table-visual", name, f"bidiVisual is {visual}{near(text)}")


def letters(file: WordFile) -> Iterator[Finding]:
    """No control of embedding or isolation, no shapes of letters in place of letters."""
    for name, root in file.stories.items():
        for text in map(run_text, root.iter(q("r"))):
            for rule, wrong in (
                ("embedding", EMBEDDING), ("isolate", ISOLATE), ("presentation", PRESENTATION)
            ):  # fmt: skip
                if wrong.search(text):
                    yield Finding(rule, name, near(text).strip())


def each_run(file: WordFile) -> Iterator[Finding]:
    """Every run is of one direction, marked as such, and carries what its script needs."""
    for name, root in file.stories.items():
        depth = 0
        for paragraph in paragraphs(root):
            bidi = is_on(file.cascade.of_paragraph(paragraph, "bidi"))
            for run in runs(paragraph):
                for char in run.iter(q("fldChar")):
                    depth += {"begin": 1, "end": -1}.get(val(char, "fldCharType") or "", 0)
                text = run_text(run)
                if text.strip():
                    one = _Run(file, paragraph, run, text)
                    found = one.right(bidi) if RIGHT.search(text) else one.left(bidi, depth > 0)
                    for rule in found:
                        yield Finding(rule, name, near(text).strip())


class _Run:
    """A run with its text, asked for the rules that it breaks."""

    def __init__(self, file: WordFile, paragraph: Element, run: Element, text: str) -> None:
        self.file, self.paragraph, self.run, self.text = file, paragraph, run, text
        self.levels = file.cascade.of_run(run, paragraph)
        self.rtl = is_on(self.near("rtl"))

    def near(self, name: str) -> Element:
        """The nearest property of a name."""
        return next((level[name][0] for level in self.levels if name in level), None)

    def attribute(self, name: str, *attributes: str) -> str:
        """The nearest of some attributes of a property."""
        said = (each for level in self.levels for each in level.get(name, ()))
        found = (val(each, attribute) for each in said for attribute in attributes)
        return next((value for value in found if value), "")

    def right(self, bidi: bool) -> Iterator[str]:
        """The rules for letters that run from right to left."""
        if not self.rtl:
            yield "run-rtl"
        if LEFT.search(self.text):
            yield "run-mixed"
        if not self.attribute("rFonts", "cs", "cstheme"):
            yield "complex-font"
        if not right_to_left(self.attribute("lang", "bidi")):
            yield "complex-language"
        for plain, twin in TWINS[:2]:
            if is_on(self.near(plain)) and not is_on(self.near(twin)):
                yield "complex-twin"
        own = self.run.find(q("rPr"))
        if own is not None and own.find(q("sz")) is not None and own.find(q("szCs")) is None:
            yield "complex-twin"
        if val(self.near("spacing")) not in (None, "0"):
            yield "letter-spacing"
        if is_on(self.near("iCs")):
            yield "italics"

    def left(self, bidi: bool, in_field: bool) -> Iterator[str]:
        """The rules for Latin letters, numbers and signs."""
        if self.rtl and LEFT.search(self.text):
            yield "run-latin"
        if self.rtl and re.search("[0-9]", self.text) and not in_field:
            yield "run-digits"
        core = self.text.strip()
        bare = not (core[0] in MARKS and core[-1] in MARKS) and not in_field
        if bidi and not self.rtl and bare and FRAGILE.search(core.strip(MARKS)):
            yield "run-marks"
        if not self.rtl and LEFT.search(self.text) and not self.attribute("lang", "val"):
            yield "run-language"


def digits(file: WordFile) -> Iterator[Finding]:
    """Right-to-left text in the document's language has one set of digits."""
    sets: dict[str, str] = {}
    spoken = file.language
    for root in file.stories.values():
        for paragraph in paragraphs(root):
            for run in runs(paragraph):
                text = run_text(run)
                figures = re.findall(r"\d", text) if RIGHT.search(text) else []
                if figures and _Run(file, paragraph, run, text).attribute("lang", "bidi") == spoken:
                    for digit in figures:
                        sets[unicodedata.name(digit).partition("DIGIT")[0]] = text
    if len(sets) > 1:
        yield Finding("digits-mixed", file.main, " ".join(map(near, sets.values())))


RULES: Final = (document, directions, tables, letters, each_run, digits)
