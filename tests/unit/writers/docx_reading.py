"""Reading Word files back in tests: parts, texts, and the rules every file must keep."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from generator.document.tree import (
    Block,
    Box,
    Contents,
    Document,
    Figure,
    ListBlock,
    Paragraph,
    Section,
    Table,
)
from generator.document.walk import blocks, plain
from generator.house import HouseStyle, Level, MarkingScheme
from generator.writers.docx.writer import write_docx
from tests.rules import word as rules
from tests.rules import word_direction, word_fields, word_package, word_structure
from tests.rules.finding import Finding
from tests.rules.word_file import WordFile
from tests.sample_tree import sample

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
DC = "http://purl.org/dc/elements/1.1/"
# Found parts of a tree may be missing; a test that follows a missing one fails by itself.
Element: TypeAlias = Any
MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
NOTE_MARKS = ("FootnoteReference", "EndnoteReference")
RTL_LETTER = re.compile("[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]")
LTR_LETTER = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u052f]")

HOUSE = HouseStyle(
    name="canada",
    title={"en": "Canada"},
    organisation={"en": "Global Affairs Canada"},
    paper="letter",
    marking=MarkingScheme(
        (
            Level(
                "UNCLASSIFIED",
                {"en": "UNCLASSIFIED", "fr": "NON CLASSIFIÉ", "ar": "غير مصنف"},
            ),
        )
    ),
    spelling={"en": "en-CA", "fr": "fr-CA", "ar": "ar-001"},
    colours={"accent": "#26374a", "warning": "#8a2b0d"},
    fonts={"word-latin": "Calibri", "word-arabic": "Arial"},
)
PPR_ORDER = re.findall(
    r"\w+",
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment outlineLvl rPr",
)
RPR_ORDER = re.findall(
    r"\w+",
    "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs "
    "highlight u effect bdr shd vertAlign rtl cs em lang",
)


def q(name: str, space: str = W) -> str:
    return f"{{{space}}}{name}"


@dataclass(frozen=True)
class Word:
    """A Word file in memory."""

    data: bytes

    @cached_property
    def names(self) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.namelist()

    def raw(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name)

    def xml(self, name: str) -> Element:
        return etree.fromstring(self.raw(name))

    @cached_property
    def body(self) -> Element:
        return self.xml("word/document.xml")

    @cached_property
    def styles(self) -> Element:
        return self.xml("word/styles.xml")

    @cached_property
    def stories(self) -> dict[str, Element]:
        """Every part with text of its own."""
        parts = [
            name
            for name in self.names
            if re.fullmatch(r"word/(document|footnotes|endnotes|header\w*|footer\w*)\.xml", name)
        ]
        return {name: self.xml(name) for name in parts}

    def links(self, name: str = "word/document.xml") -> dict[str, tuple[str, str]]:
        """Target and mode of each relationship of a part, by id."""
        folder, base = name.rsplit("/", 1)
        rels = f"{folder}/_rels/{base}.rels"
        if rels not in self.names:
            return {}
        return {
            rel.get("Id", ""): (rel.get("Target", ""), rel.get("TargetMode", ""))
            for rel in self.xml(rels).iter(q("Relationship", REL))
        }


def written(language: str = "en", **changes: object) -> Word:
    """The sample in ``language``, with some fields of the document changed."""
    document = sample(language, draft=True, details=2)
    return word(replace(document, **changes) if changes else document)  # type: ignore[arg-type]


def word(document: Document, house: HouseStyle = HOUSE) -> Word:
    return Word(write_docx(document, house))


def with_blocks(*blocks: Block, language: str = "en") -> Document:
    """The sample without its body and notes, with ``blocks`` instead."""
    return replace(sample(language), blocks=blocks, notes=())


# ---------------------------------------------------------------- texts


def run_text(run: Element) -> str:
    shapes = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
    parts = []
    for child in run:
        name = etree.QName(child).localname
        parts.append(child.text or "" if name == "t" else shapes.get(name, ""))
    return "".join(parts)


def paragraph_text(paragraph: Element, *, notes: bool = False) -> str:
    """Text of a paragraph; ``notes`` keeps the stored numbers of repeated note calls."""
    runs = paragraph.iter(q("r"))
    return "".join(run_text(run) for run in runs if notes or not is_note_mark(run))


def is_note_mark(run: Element) -> bool:
    style = run.find(f"{q('rPr')}/{q('rStyle')}")
    return style is not None and style.get(q("val")) in NOTE_MARKS


def style_of(paragraph: Element) -> str:
    style = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return "" if style is None else str(style.get(q("val")))


def texts(file: Word) -> list[str]:
    """Texts of the body's paragraphs in order, without the entries of the contents."""
    found = (
        (style_of(paragraph), paragraph_text(paragraph)) for paragraph in file.body.iter(q("p"))
    )
    return [text for style, text in found if not re.fullmatch(r"TOC\d", style)]


def expected_texts(document: Document) -> list[str]:
    """What ``texts`` must give for ``document``, number of tables included."""
    tables = Numbers(iter(range(1, 10_000)), iter(range(1, 10_000)))
    return [
        plain(document.title),
        plain(document.subtitle),
        *(text for block in document.blocks for text in _block_texts(block, document, tables)),
    ]


class Numbers(NamedTuple):
    """The numbers of tables and of figures."""

    tables: Iterator[int]
    figures: Iterator[int]


def _block_texts(block: Block, document: Document, tables: Numbers) -> Iterator[str]:
    match block:
        case Paragraph():
            yield plain(block.children)
        case ListBlock():
            for item in block.items:
                for inner in item.blocks:
                    yield from _block_texts(inner, document, tables)
        case Section():
            yield plain(block.heading.children)
            for inner in block.blocks:
                yield from _block_texts(inner, document, tables)
        case Box():
            yield plain(block.title)
            for inner in block.blocks:
                yield from _block_texts(inner, document, tables)
        case Contents():
            has_entries = any(heading_blocks(document))
            yield plain(block.title) if has_entries else ""
        case Table():
            caption = plain(block.caption)
            number = f"{document.labels.table}\u00a0{next(tables.tables)}"
            yield f"{number} – {caption}" if caption.strip() else number
            for row in (*block.head, *block.rows):
                yield from (plain(cell.children) for cell in row.cells)
        case Figure():
            caption = plain(block.caption)
            if caption.strip():
                yield f"{document.labels.figure}\u00a0{next(tables.figures)} – {caption}"


def heading_blocks(document: Document) -> Iterator[Section]:
    """Sections whose heading stands in the table of contents."""
    for block in blocks(document):
        if not isinstance(block, Section) or block.heading.level > 2:
            continue
        if plain(block.heading.children).strip():
            yield block


def squeezed(parts: list[str]) -> str:
    """Texts without marks, isolates and spaces, to be compared as a whole."""
    return re.sub(r"\s", "", MARKS.sub("", "".join(parts)))


# ---------------------------------------------------------------- rules


OF_CONTENT = frozenset(
    {"heading-none", "heading-level", "paragraphs-empty", "list-typed", "left-over"}
)
"""Rules about what a document says, which a tree made for one test need not keep."""

OF_DIRECTION = frozenset(
    {"section-bidi", "complex-twin", "bidi-unsaid", "side", "justified", "table-visual"}
    | {"run-rtl", "run-mixed", "run-latin", "run-digits", "italics"}
)
"""Rules of right-to-left files that hold whatever letters, of however many scripts, they say."""


def broken_rules(file: Word) -> list[Finding]:
    """What the rules of ``tests.rules`` find in ``file``; empty when it keeps them all."""
    found = rules.broken(file.data, _language(file))
    return [finding for finding in found if finding.rule not in OF_CONTENT]


def broken_structure(file: Word) -> list[Finding]:
    """What the rules find that every file keeps, however senseless its document is."""
    read = WordFile(file.data, _language(file))
    always = (*word_package.RULES, *word_structure.RULES, word_fields.fields)
    found = [finding for rule in always for finding in rule(read)]
    if read.rtl:
        guessed = (finding for rule in word_direction.RULES for finding in rule(read))
        found += [finding for finding in guessed if finding.rule in OF_DIRECTION]
    return found


def _language(file: Word) -> str:
    """The language that the file's properties name."""
    return (
        file.xml("docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}language") or ""
    )
