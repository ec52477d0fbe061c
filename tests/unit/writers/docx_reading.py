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
from tests.sample_tree import sample

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
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


def broken_rules(file: Word) -> list[str]:
    """Structural rules of Word that ``file`` breaks; empty when it keeps them all."""
    return [
        *_order(file),
        *_bookmarks(file),
        *_references(file),
        *_tables(file),
        *_notes(file),
        *_fields(file),
    ]


def _order(file: Word) -> Iterator[str]:
    for name, root in {**file.stories, "word/styles.xml": file.styles}.items():
        for tag, order in (("pPr", PPR_ORDER), ("rPr", RPR_ORDER)):
            for properties in root.iter(q(tag)):
                children = [etree.QName(child).localname for child in properties]
                places = [order.index(child) for child in children]
                if places != sorted(set(places)):
                    yield f"{name}: order of {tag}: {children}"


def _bookmarks(file: Word) -> Iterator[str]:
    starts = [b.get(q("id")) for b in file.body.iter(q("bookmarkStart"))]
    ends = [b.get(q("id")) for b in file.body.iter(q("bookmarkEnd"))]
    names = [b.get(q("name")) or "" for b in file.body.iter(q("bookmarkStart"))]
    if sorted(starts) != sorted(ends) or len(set(starts)) != len(starts):
        yield "bookmarks are not paired"
    if len(set(names)) != len(names):
        yield "two bookmarks have one name"
    for name in names:
        if len(name) > 40 or not re.match(r"[^\W\d]\w*$", name):
            yield f"bookmark {name!r}"


def _references(file: Word) -> Iterator[str]:
    known = {style.get(q("styleId")) for style in file.styles.iter(q("style"))}
    numbers = {n.get(q("numId")) for n in file.xml("word/numbering.xml").iter(q("num"))}
    anchors = {b.get(q("name")) for b in file.body.iter(q("bookmarkStart"))}
    for name, root in file.stories.items():
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for element in root.iter(q(tag)):
                if element.get(q("val")) not in known:
                    yield f"{name}: style {element.get(q('val'))} is missing"
        for element in root.iter(q("numId")):
            if element.get(q("val")) not in numbers:
                yield f"{name}: list {element.get(q('val'))} is missing"
        for link in root.iter(q("hyperlink")):
            anchor, id = link.get(q("anchor")), link.get(q("id", R))
            if anchor is not None and anchor not in anchors:
                yield f"{name}: link to the missing {anchor}"
            if anchor is None and id not in file.links(name):
                yield f"{name}: link without a target"
            if not "".join(run_text(run) for run in link.iter(q("r"))).strip():
                yield f"{name}: link without text"


def _tables(file: Word) -> Iterator[str]:
    for table in file.body.iter(q("tbl")):
        columns = len(table.findall(f"{q('tblGrid')}/{q('gridCol')}"))
        if table.getparent().tag == q("tc"):
            yield "a table in a table"
        following = table.getnext()
        if following is None or following.tag != q("p"):
            yield "a table without a paragraph after it"
        heads = []
        for row in table.iter(q("tr")):
            heads.append(row.find(f"{q('trPr')}/{q('tblHeader')}") is not None)
            if row.find(f"{q('trPr')}/{q('cantSplit')}") is None:
                yield "a row that may break over pages"
            spans = [cell.find(f"{q('tcPr')}/{q('gridSpan')}") for cell in row.iter(q("tc"))]
            wide = sum(1 if span is None else int(span.get(q("val"))) for span in spans)
            if wide != columns:
                yield f"a row of {wide} columns in a table of {columns}"
            if any(cell[-1].tag != q("p") for cell in row.iter(q("tc"))):
                yield "a cell that does not end with a paragraph"
        if heads != sorted(heads, reverse=True):
            yield "a header row after a body row"


def _notes(file: Word) -> Iterator[str]:
    called = [n.get(q("id")) for n in file.body.iter(q("footnoteReference"))]
    if len(set(called)) != len(called):
        yield "a note is referred to twice"
    have = []
    if "word/footnotes.xml" in file.names:
        notes = file.stories["word/footnotes.xml"].findall(q("footnote"))
        have = [n.get(q("id")) for n in notes if n.get(q("type")) is None]
    if have != called:
        yield f"notes {have} are not those that are called, {called}"


def _fields(file: Word) -> Iterator[str]:
    names = {b.get(q("name")) for b in file.body.iter(q("bookmarkStart"))}
    for name, root in file.stories.items():
        states: list[str] = []
        for element in root.iter(q("fldChar"), q("instrText")):
            if element.tag == q("instrText"):
                words = (element.text or "").split()
                if words[0] in {"NOTEREF", "PAGEREF"} and words[1] not in names:
                    yield f"{name}: {words[0]} to the missing {words[1]}"
                continue
            kind = element.get(q("fldCharType"))
            if kind == "begin":
                states.append("begin")
            elif not states:
                yield f"{name}: field {kind} without a begin"
            elif kind == "separate":
                states[-1] = "separate"
            elif states.pop() != "separate":
                yield f"{name}: a field without a stored result"
        if states:
            yield f"{name}: a field without an end"


def broken_rtl_rules(file: Word) -> list[str]:
    """Rules of a right-to-left file that ``file`` breaks."""
    return [*_rtl_document(file), *_rtl_paragraphs(file), *_rtl_runs(file)]


def _rtl_document(file: Word) -> Iterator[str]:
    for section in file.body.iter(q("sectPr")):
        if section.find(q("bidi")) is None:
            yield "a section without bidi"
    for table in file.body.iter(q("tbl")):
        if table.find(f"{q('tblPr')}/{q('bidiVisual')}") is None:
            yield "a table without bidiVisual"
    for style in file.styles.iter(q("style"), q("rPrDefault")):
        properties = style.find(q("rPr"))
        for plain_name, complex_name in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
            if properties is None or properties.find(q(plain_name)) is None:
                continue
            if properties.find(q(complex_name)) is None:
                yield f"style {style.get(q('styleId'))}: {plain_name} without {complex_name}"


def _rtl_paragraphs(file: Word) -> Iterator[str]:
    for name, root in file.stories.items():
        for paragraph in root.iter(q("p")):
            if paragraph.find(f"{q('pPr')}/{q('bidi')}") is None:
                yield f"{name}: a paragraph without bidi"
        for justified in root.iter(q("jc")):
            if _left_to_right(justified.getparent().getparent()):
                continue
            if justified.get(q("val")) in {"left", "right", "both"}:
                yield f"{name}: jc {justified.get(q('val'))}"


def _left_to_right(paragraph: Element) -> bool:
    """A line of Latin words in a header, which a letterhead may have and which says so."""
    bidi = paragraph.find(f"{q('pPr')}/{q('bidi')}")
    text = "".join(run_text(run) for run in paragraph.iter(q("r")))
    return bidi is not None and bidi.get(q("val")) == "0" and not RTL_LETTER.search(text)


def _with_marks_around(run: Element) -> str:
    """Text of a run; where a control holds it alone, with the marks that stand around that."""
    text = run_text(run)
    content = run.getparent()
    if content.tag != q("sdtContent") or len(content) > 1:
        return text
    before, after = (
        "" if each is None or each.tag != q("r") else run_text(each)
        for each in (content.getparent().getprevious(), content.getparent().getnext())
    )
    marks = f"{before[-1:]}{after[:1]}"
    return f"\u200e{text}\u200e" if marks == "\u200e\u200e" else text


def _rtl_runs(file: Word) -> Iterator[str]:
    for name, root in file.stories.items():
        for run in root.iter(q("r")):
            if _left_to_right(next(run.iterancestors(q("p")))):
                continue
            text = run_text(run)
            rtl = run.find(f"{q('rPr')}/{q('rtl')}") is not None
            if RTL_LETTER.search(text) and not rtl:
                yield f"{name}: Arabic letters without rtl: {text!r}"
            if rtl and LTR_LETTER.search(text):
                yield f"{name}: Latin letters with rtl: {text!r}"
            if rtl and re.search("[0-9]", text) and not (is_note_mark(run) or _in_field(run)):
                yield f"{name}: digits with rtl: {text!r}"
            if not rtl and run.find(q("t")) is not None and not _in_field(run):
                whole = _with_marks_around(run).strip("\n\t")
                if whole and not (whole[0] == "\u200e" and whole[-1] == "\u200e"):
                    yield f"{name}: no marks around {text!r}"
            if run.find(f"{q('rPr')}/{q('i')}") is not None and rtl:
                yield f"{name}: italics on Arabic letters: {text!r}"


def _in_field(run: Element) -> bool:
    previous = run.getprevious()
    return previous is not None and previous.find(q("fldChar")) is not None
