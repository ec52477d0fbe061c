"""A PDF as a whole: language, title, claims, direction, scripts, attachments, fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from tests.rules.finding import Finding
from tests.rules.pdf_file import PdfFile, pairs
from tests.rules.word_direction import PRESENTATION

TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
CLAIMS: Final = {"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"}
LONG: Final = 3
"""Pages from which on a document needs bookmarks."""


def syntax(file: PdfFile) -> Iterator[Finding]:
    """The file can be read without repair, and is not locked."""
    for problem in file.pdf.check_pdf_syntax():
        yield Finding("syntax", "file", str(problem))
    if file.pdf.is_encrypted:
        yield Finding("locked", "file", "is encrypted")


def catalogue(file: PdfFile) -> Iterator[Finding]:
    """Language, direction, the title in the window, the mark of a tagged file."""
    language = str(file.root.get("/Lang", ""))
    if not TAG.fullmatch(language) or language.split("-")[0] != file.language.split("-")[0]:
        yield Finding("language", "catalogue", f"{language!r}, not {file.language}")
    wishes = file.root.get("/ViewerPreferences", pikepdf.Dictionary())
    if wishes.get("/DisplayDocTitle") is not True:
        yield Finding("title-shown", "catalogue", "the window shows the file's name")
    if (wishes.get("/Direction") == pikepdf.Name.R2L) != file.rtl:
        yield Finding("direction", "catalogue", f"Direction is {wishes.get('/Direction')}")
    marks = file.root.get("/MarkInfo", pikepdf.Dictionary())
    if marks.get("/Marked") is not True or marks.get("/Suspects") is True:
        yield Finding("marked", "catalogue", "is not marked as tagged")
    with file.pdf.open_outline() as outline:
        if len(file.pdf.pages) > LONG and not outline.root:
            yield Finding("bookmarks", "catalogue", "no bookmarks")
    if "/PageLabels" not in file.root:
        yield Finding("page-labels", "catalogue", "pages have no labels")


def scripts(file: PdfFile) -> Iterator[Finding]:
    """Nothing in the file runs."""
    names = file.root.get("/Names", pikepdf.Dictionary())
    opens = file.root.get("/OpenAction")
    runs = isinstance(opens, pikepdf.Dictionary) and opens.get("/S") in ("/JavaScript", "/Launch")
    if runs or "/JavaScript" in names or "/AA" in file.root:
        yield Finding("script", "catalogue", "holds a script")


def metadata(file: PdfFile) -> Iterator[Finding]:
    """One title in both places, the claims of both standards, the same fixed dates."""
    if "/Metadata" not in file.root:
        yield Finding("metadata", "catalogue", "no metadata")
        return
    found: Any = file.pdf.open_metadata()
    title = str(found.get("dc:title", "")).strip()
    info = file.pdf.docinfo
    if not title or title != str(info.get("/Title", "")).strip():
        yield Finding("title", "metadata", f"{title!r} and {info.get('/Title')!r}")
    if re.search(r"\.(html?|docx?|pdf)$|^untitled$", title, re.IGNORECASE):
        yield Finding("title", "metadata", f"{title!r} is a file's name")
    for name, value in CLAIMS.items():
        if str(found.get(name, "")) != value:
            yield Finding("claim", "metadata", f"{name} is {found.get(name)}")
    if info.get("/CreationDate") != info.get("/ModDate") or "/CreationDate" not in info:
        yield Finding("dates", "metadata", f"{info.get('/CreationDate')}, {info.get('/ModDate')}")


def attachments(file: PdfFile) -> Iterator[Finding]:
    """What travels in the file says what it is to the document."""
    names = file.root.get("/Names", pikepdf.Dictionary())
    listed = [each.objgen for each in file.root.get("/AF", [])]
    for _, each in pairs(names.get("/EmbeddedFiles"), "/Names"):
        if "/AFRelationship" not in each or each.objgen not in listed:
            yield Finding("attachment", str(each.get("/UF")), "is not tied to the document")


def fonts(file: PdfFile) -> Iterator[Finding]:
    """Fonts are in the file and say which letters their glyphs stand for."""
    for font in file.pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font":
            continue
        if str(font.get("/Subtype")) in ("/CIDFontType0", "/CIDFontType2"):
            continue
        name = str(font.get("/BaseFont", "/"))[1:]
        inner: Any = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        about = inner.get("/FontDescriptor", pikepdf.Dictionary())
        if not any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield Finding("font-embedded", name, "is not in the file")
        if "/ToUnicode" not in font:
            yield Finding("font-letters", name, "does not say its letters")
            continue
        table = font.ToUnicode.read_bytes().decode("latin-1")
        pieces = re.findall(r"beginbf(?:char|range)(.*?)endbf", table, re.DOTALL)
        for code in re.findall(r"<([0-9A-Fa-f]*)>\s*?\n", "\n".join(pieces)):
            letters = bytes.fromhex(code).decode("utf-16-be", "replace")
            if not letters or re.search("[\0\ufffd\ufffe\uffff]", letters):
                yield Finding("font-letters", name, f"a glyph stands for {letters!r}")
            if PRESENTATION.search(letters):
                yield Finding("presentation", name, f"a glyph stands for {letters!r}")


RULES: Final = (syntax, catalogue, scripts, metadata, attachments, fonts)
