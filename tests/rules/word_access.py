"""What makes a Word file accessible: title, language, headings, tables, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tests.rules.finding import LEFT_OVER, NO_DESCRIPTION, Finding, near
from tests.rules.word_file import (
    MC,
    WP,
    Element,
    WordFile,
    is_on,
    local,
    paragraphs,
    q,
    text_of,
    val,
)

DC: Final = "http://purl.org/dc/elements/1.1/"
_VML: Final = "urn:schemas-microsoft-com:vml"
_SHOWS: Final = (
    "drawing", "fldChar", "separator", "continuationSeparator", "sectPr", "object", "br", "pict",
    "footnoteRef", "endnoteRef", "bookmarkStart",
)  # fmt: skip
_TYPED: Final = re.compile(r"\s*(?:[•◦▪·*–—-]|\(?\d{1,2}[.)])\s+\S")


def properties(file: WordFile) -> Iterator[Finding]:
    """A title, and the document's language in the properties and in the defaults."""
    names = file.related("", "core-properties")
    core = file.xml[names[0]] if names else etree.Element("none")
    title = (core.findtext(q("title", DC)) or "").strip()
    if not title or title.lower() in ("document", "untitled", "word document"):
        yield Finding("title", "core", repr(title))
    language = core.findtext(q("language", DC)) or ""
    if not _same(language, file.language):
        yield Finding("language", "core", f"{language!r}, not {file.language}")
    defaults = file.cascade.defaults["rPr"]
    own = None if defaults is None else defaults.find(q("lang"))
    spoken = val(own, "bidi" if file.rtl else "val") or ""
    if not _same(spoken, file.language):
        yield Finding("language", "styles", f"{spoken!r}, not {file.language}")


def _same(one: str, other: str) -> bool:
    return one.split("-")[0].lower() == other.split("-")[0].lower() != ""


def headings(file: WordFile) -> Iterator[Finding]:
    """There are headings, with words, and no level is left out on the way down."""
    last = count = 0
    for paragraph in paragraphs(file.body):
        level = file.cascade.heading_level(paragraph)
        if not level:
            continue
        text = text_of(paragraph)
        if not text.strip() and next(paragraph.iter(q("drawing")), None) is None:
            yield Finding("heading-empty", file.main, f"of level {level}")
            continue
        if level > last + 1:
            yield Finding("heading-level", file.main, f"{level} after {last}{near(text)}")
        last, count = level, count + 1
    if not count:
        yield Finding("heading-none", file.main, "no headings")


def tables(file: WordFile) -> Iterator[Finding]:
    """A header row that is repeated, rows that stay whole and have all columns, a description."""
    for name, root in file.stories.items():
        for table in root.iter(q("tbl")):
            if next(table.iterancestors(q("Fallback", MC)), None) is None:
                yield from _table(name, table)


def _table(name: str, table: Element) -> Iterator[Finding]:
    rows = table.findall(q("tr"))
    at = near(" ".join(map(text_of, paragraphs(table))))
    if not rows:
        yield Finding("table-empty", name, "no rows")
        return
    heads = [is_on(row.find(f"{q('trPr')}/{q('tblHeader')}")) for row in rows]
    if len(rows) > 1 and not heads[0]:
        yield Finding("table-header", name, f"the first row is no header{at}")
    if heads != sorted(heads, reverse=True):
        yield Finding("table-header", name, f"a header after a body row{at}")
    if heads[0] and not all(_words(cell) for cell in rows[0].findall(q("tc"))):
        yield Finding("table-header-empty", name, f"an empty cell in the header{at}")
    if not all(is_on(r.find(f"{q('trPr')}/{q('cantSplit')}")) for r in rows):
        yield Finding("table-row-breaks", name, f"a row may break over pages{at}")
    about = table.find(q("tblPr"))
    if not (val(about.find(q("tblDescription"))) or val(about.find(q("tblCaption")))):
        yield Finding("table-description", name, f"no description{at}")
    columns = len(table.findall(f"{q('tblGrid')}/{q('gridCol')}"))
    for row in rows:
        if _columns(row) != columns:
            yield Finding("table-columns", name, f"{_columns(row)} of {columns}{at}")


def _words(cell: Element) -> str:
    return "".join(map(text_of, paragraphs(cell))).strip()


def _columns(row: Element) -> int:
    own = [cell for cell in row.iter(q("tc")) if next(cell.iterancestors(q("tr"))) is row]
    spans = (val(cell.find(f"{q('tcPr')}/{q('gridSpan')}")) for cell in own)
    sides = (val(row.find(f"{q('trPr')}/{q(side)}")) for side in ("gridBefore", "gridAfter"))
    return sum(int(span or 1) for span in spans) + sum(int(side or 0) for side in sides)


def pictures(file: WordFile) -> Iterator[Finding]:
    """Every picture says what it shows, or that it is decoration."""
    for name, root in file.stories.items():
        for drawing in (*root.iter(q("docPr", WP)), *root.iter(q("shape", _VML))):
            if next(drawing.iterancestors(q("Fallback", MC)), None) is not None:
                continue
            marks = (e for e in drawing.iter(etree.Element) if local(e) == "decorative")
            if any(mark.get("val", "1") not in ("0", "false") for mark in marks):
                continue
            words = (drawing.get("descr") or drawing.get("alt") or "").strip()
            if NO_DESCRIPTION.fullmatch(words):
                yield Finding("picture-description", name, f"{drawing.get('name')}: {words!r}")


def texts(file: WordFile) -> Iterator[Finding]:
    """No lists typed by hand, no empty lines for space, nothing left of a program."""
    for name, root in file.stories.items():
        blank = 0
        for paragraph in paragraphs(root):
            text = text_of(paragraph)
            in_cell = local(paragraph.getparent()) == "tc"
            shows = next(paragraph.iter(*map(q, _SHOWS)), None) is not None
            blank = 0 if text.strip() or shows or in_cell else blank + 1
            if blank == 2:
                yield Finding("paragraphs-empty", name, "two empty paragraphs in a row")
            if name == file.main and not in_cell and _TYPED.match(text) and _free(file, paragraph):
                yield Finding("list-typed", name, f"a list mark typed by hand{near(text)}")
            for found in LEFT_OVER.finditer(text):
                yield Finding("left-over", name, f"{found[0]!r}{near(text)}")


def _free(file: WordFile, paragraph: Element) -> bool:
    """Whether a paragraph is neither a heading nor an item of a list."""
    listed = file.cascade.of_paragraph(paragraph, "numPr") is not None
    return not listed and not file.cascade.heading_level(paragraph)


RULES: Final = (properties, headings, tables, pictures, texts)
