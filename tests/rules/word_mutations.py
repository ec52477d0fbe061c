# ruff: noqa: E501 (a change is read on one line)
"""Ways to spoil a good Word file, each with the rule that must find it.

A change is a pattern and its replacement in one part of the Arabic or English sample; it
must be found by its rule, and a rule without a change would prove nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

BODY: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
NOTES: Final = "word/footnotes.xml"
NUMBERING: Final = "word/numbering.xml"
SETTINGS: Final = "word/settings.xml"
TYPES: Final = "[Content_Types].xml"
LINKS: Final = "word/_rels/document.xml.rels"
CORE: Final = "docProps/core.xml"
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


@dataclass(frozen=True, slots=True)
class Change:
    """One way to spoil a file. old is a regular expression, replaced once in the part."""

    rule: str
    part: str
    old: str
    new: str
    language: str = "ar"


def _picture(words: str, id: str = "7") -> str:
    return f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}"><wp:docPr id="{id}" name="p" descr="{words}"/></wp:inline></w:drawing></w:r>'


FIRST_RUN: Final = r"(<w:p>(?:<w:pPr>.*?</w:pPr>)?)(?=<w:r>)"
"""Before the first run of a part."""
RTL_RUN: Final = r"<w:r><w:rPr><w:rtl/></w:rPr><w:t"

CHANGES: Final = (
    # the package
    Change("part-unreadable", STYLES, "</w:styles>", ""),
    Change("type-missing", TYPES, '<Default Extension="xml"[^>]*/>(.*)<Override PartName="/word/styles.xml"[^>]*/>', r"\1"),
    Change("type-without-part", TYPES, "</Types>", '<Override PartName="/word/gone.xml" ContentType="a/b"/></Types>'),
    Change("type-of-main", TYPES, "document.main", "template.main"),
    Change("relationship-twice", LINKS, 'Id="rId2"', 'Id="rId1"'),
    Change("relationship-lost", LINKS, 'Target="header.xml"', 'Target="other.xml"'),
    Change("relationship-outside", LINKS, "</Relationships>", f'<Relationship Id="x" Type="{_REL}/image" Target="https://a.example/p.png" TargetMode="External"/></Relationships>'),
    Change("relationship-unknown", BODY, 'r:id="rId3"', 'r:id="rId99"'),
    Change("part-unreached", LINKS, '<Relationship Id="rId9"[^>]*/>', ""),
    # order and damage
    Change("order", STYLES, "<w:b/><w:bCs/>", "<w:bCs/><w:b/>"),
    Change("order", BODY, r'(<w:keepNext/>)(<w:numPr>.*?</w:numPr>)', r"\2\1"),
    Change("order", BODY, "<w:bidiVisual/>(<w:tblW [^>]*/>)", r"\1<w:bidiVisual/>"),
    Change("order", BODY, "(<w:tcW [^>]*/>)(<w:shd [^>]*/>)", r"\2\1"),
    Change("order", BODY, "(<w:cols [^>]*/>)(<w:titlePg/>)<w:bidi/>", r"\1<w:bidi/>\2"),
    Change("order", STYLES, '(<w:name w:val="Hyperlink"/>)(<w:basedOn[^>]*/>)', r"\2\1"),
    Change("order", NUMBERING, "(<w:numFmt [^>]*/>)(<w:lvlText [^>]*/>)", r"\2\1"),
    Change("list-side", NUMBERING, '<w:lvlJc w:val="[a-z]+"/>', '<w:lvlJc w:val="start"/>'),
    Change("end-paragraph", BODY, r"(<w:tc><w:tcPr>[^/]*/></w:tcPr>)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>"),
    Change("end-paragraph", NOTES, r'(<w:footnote w:id="1">).*?(</w:footnote>)', r"\1\2"),
    Change("table-end", BODY, r"</w:tbl><w:p>.*?</w:p>(?=<w:tbl>)", "</w:tbl>"),
    Change("table-nested", BODY, r"</w:tc>", "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p/></w:tc>"),
    # ids and references
    Change("bookmark-pair", BODY, r"<w:bookmarkEnd [^>]*/>", ""),
    Change("bookmark-twice", BODY, 'w:name="_Note1"', 'w:name="_Note2"'),
    Change("bookmark-name", BODY, 'w:name="_Note1"', 'w:name="1 Note"'),
    Change("note-lost", NOTES, '<w:footnote w:id="2">', '<w:footnote w:id="22">'),
    Change("note-uncalled", NOTES, "</w:footnotes>", '<w:footnote w:id="9"><w:p><w:r><w:footnoteRef/></w:r></w:p></w:footnote></w:footnotes>'),
    Change("note-twice", BODY, '<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="1"/>'),
    Change("note-order", NOTES, r'(<w:footnote w:id="1">.*?</w:footnote>)(<w:footnote w:id="2">.*?</w:footnote>)', r"\2\1"),
    Change("note-empty", NOTES, r'(<w:footnote w:id="1">.*?<w:footnoteRef/></w:r>).*?</w:footnote>', r"\1</w:p></w:footnote>"),
    Change("note-mark", NOTES, "<w:footnoteRef/>", ""),
    Change("note-separator", NOTES, 'w:type="separator"', ""),
    Change("comment-lost", BODY, FIRST_RUN, r'\1<w:r><w:commentReference w:id="4"/></w:r>'),
    Change("style-lost", BODY, 'w:val="Subtitle"', 'w:val="Undertitle"'),
    Change("style-lost", BODY, '<w:pStyle w:val="Subtitle"/>', '<w:pStyle w:val="Muted"/>'),
    Change("style-lost", STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Abnormal"/>'),
    Change("list-lost", BODY, '<w:numId w:val="1"/>', '<w:numId w:val="777"/>'),
    Change("list-lost", NUMBERING, '<w:abstractNumId w:val="[0-9]+"/>', '<w:abstractNumId w:val="777"/>'),
    Change("link-lost", BODY, r'<w:hyperlink w:anchor="[^"]*"', '<w:hyperlink w:anchor="nowhere"'),
    Change("link-empty", BODY, r"(<w:hyperlink [^>]*>).*?</w:hyperlink>", r"\1</w:hyperlink>"),
    Change("drawing-twice", BODY, FIRST_RUN, rf"\1{_picture('A map')}{_picture('A map')}"),
    Change("control-twice", BODY, FIRST_RUN, r'\1<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr></w:sdt><w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr></w:sdt>'),
    Change("control-lost", BODY, FIRST_RUN, r'\1<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent/></w:sdt>'),
    # fields
    Change("field-asks", SETTINGS, "<w:compat>", "<w:updateFields/><w:compat>"),
    Change("field-asks", BODY, '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="begin" w:dirty="true"/>'),
    Change("field-pair", BODY, '<w:fldChar w:fldCharType="end"/>', ""),
    Change("field-pair", BODY, '<w:fldChar w:fldCharType="begin"/>', ""),
    Change("field-empty", BODY, '<w:fldChar w:fldCharType="separate"/>', ""),
    Change("field-empty", "word/footer.xml", "PAGE", ""),
    Change("field-target", BODY, "NOTEREF _Note1", "NOTEREF _Note77"),
    Change("contents-differ", BODY, r'(<w:pStyle w:val="Heading1"/>.*?<w:t[^>]*>)[^<]*', r"\1عنوان آخر"),
    # access
    Change("title", CORE, "(<dc:title>).*?<", r"\1<"),
    Change("language", CORE, "ar-IQ", "en-CA"),
    Change("language", STYLES, 'w:bidi="ar-IQ"', 'w:bidi="he-IL"'),
    Change("heading-empty", BODY, r'(<w:pStyle w:val="Heading1"/>.*?</w:pPr>).*?</w:p>', r"\1</w:p>"),
    Change("heading-level", BODY, 'w:val="Heading1"', 'w:val="Heading2"'),
    Change("heading-none", STYLES, "<w:outlineLvl [^>]*/>", "", "en"),
    Change("table-empty", BODY, r"(</w:tblGrid>).*?</w:tbl>", r"\1</w:tbl>"),
    Change("table-header", BODY, "<w:tblHeader/>", ""),
    Change("table-header", BODY, r"(</w:tr><w:tr><w:trPr><w:cantSplit/>)(?=</w:trPr>.*?</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>)", r"\1<w:tblHeader w:val='0'/></w:trPr></w:tr><w:tr><w:trPr><w:tblHeader/>"),
    Change("table-header-empty", BODY, r"(<w:tblHeader/></w:trPr><w:tc><w:tcPr>.*?</w:tcPr><w:p>.*?<w:t[^>]*>)[^<]*", r"\1"),
    Change("table-row-breaks", BODY, "<w:cantSplit/>", ""),
    Change("table-description", BODY, "<w:tblCaption [^>]*/><w:tblDescription [^>]*/>", ""),
    Change("table-columns", BODY, "<w:tblGrid>", '<w:tblGrid><w:gridCol w:w="9"/>'),
    Change("picture-description", BODY, FIRST_RUN, rf"\1{_picture('')}"),
    Change("picture-description", BODY, FIRST_RUN, rf"\1{_picture('map.png')}"),
    Change("paragraphs-empty", BODY, "<w:sectPr>", '<w:p><w:pPr><w:bidi/></w:pPr></w:p><w:p><w:pPr><w:bidi/></w:pPr></w:p><w:sectPr>'),
    Change("list-typed", BODY, "<w:sectPr>", "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t>• x</w:t></w:r></w:p><w:sectPr>"),
    Change("left-over", BODY, r"(<w:t[^>]*>)", r"\1{{ area }}"),
    # direction
    Change("section-bidi", BODY, "<w:bidi/></w:sectPr>", "</w:sectPr>"),
    Change("theme-language", SETTINGS, ' w:bidi="ar-IQ"', ""),
    Change("complex-font", STYLES, r' w:cs="[^"]*"', ""),
    Change("complex-twin", STYLES, "<w:b/><w:bCs/>", "<w:b/>"),
    Change("complex-twin", STYLES, r'<w:szCs [^>]*/>', ""),
    Change("complex-twin", BODY, RTL_RUN, '<w:r><w:rPr><w:sz w:val="30"/><w:rtl/></w:rPr><w:t'),
    Change("complex-twin", BODY, RTL_RUN, '<w:r><w:rPr><w:b/><w:bCs w:val="0"/><w:rtl/></w:rPr><w:t'),
    Change("paragraph-bidi", BODY, "<w:bidi/>", '<w:bidi w:val="0"/>'),
    Change("paragraph-bidi", "word/footer.xml", "<w:bidi/>", '<w:bidi w:val="0"/>'),
    Change("paragraph-left", BODY, r'(<w:pStyle w:val="Subtitle"/>)', r"\1<w:bidi/>", "en"),
    Change("side", BODY, r"(<w:bidi/>)(?=<w:rPr><w:rtl/></w:rPr></w:pPr>)", r'\1<w:jc w:val="right"/>'),
    Change("justified", BODY, r"(<w:bidi/>)(?=<w:rPr><w:rtl/></w:rPr></w:pPr>)", r'\1<w:jc w:val="both"/>'),
    Change("bidi-unsaid", BODY, r"<w:bidi/>(?=<w:rPr><w:rtl/></w:rPr></w:pPr>)", ""),
    Change("chart-bidi", BODY, FIRST_RUN, r'\1<w:r><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:r>'),
    Change("table-visual", BODY, "<w:bidiVisual/>", ""),
    Change("table-visual", BODY, "(<w:tblStyle [^>]*/>)", r"\1<w:bidiVisual/>", "en"),
    Change("embedding", BODY, r"(<w:t[^>]*>)", "\\1\u202b"),
    Change("isolate", BODY, r"(<w:t[^>]*>)", "\\1\u2067"),
    Change("presentation", BODY, r"(<w:t[^>]*>)", "\\1\ufee1"),
    Change("run-rtl", BODY, RTL_RUN, "<w:r><w:t"),
    Change("run-mixed", BODY, rf"({RTL_RUN}[^>]*>)", r"\1Canada"),
    Change("run-latin", BODY, rf"({RTL_RUN}[^>]*>)[^<]*", r"\1Canada"),
    Change("run-digits", BODY, rf"({RTL_RUN}[^>]*>)[^<]*", r"\g<1>2024"),
    Change("run-marks", BODY, "\u200e(\\+964[^<]*)\u200e", r"\1"),
    Change("run-language", STYLES, r'(<w:lang )w:val="[^"]*"', r"\1", "en"),
    Change("complex-language", BODY, RTL_RUN, '<w:r><w:rPr><w:rtl/><w:lang w:bidi="en-CA"/></w:rPr><w:t'),
    Change("letter-spacing", BODY, RTL_RUN, '<w:r><w:rPr><w:spacing w:val="20"/><w:rtl/></w:rPr><w:t'),
    Change("italics", BODY, RTL_RUN, "<w:r><w:rPr><w:i/><w:iCs/><w:rtl/></w:rPr><w:t"),
    Change("digits-mixed", BODY, rf"({RTL_RUN}[^>]*>)([^<]*)(.*?)({RTL_RUN}[^>]*>)", r"\g<1>٢٠٢٤ \2\3\g<4>2024 "),
)  # fmt: skip
"""By their rules; those of the package's entries are made by ``tests`` of their own."""
OF_ENTRIES: Final = frozenset(
    {
        "package",
        "entry-twice",
        "entry-order",
        "entry-time",
        "part-active",
        "relationships-of-nothing",
        "control-differs",
    }
)


def spoilt(content: bytes, change: Change) -> bytes:
    """The file with the change made; the change must find its place."""
    parts = read(content)
    text = parts[change.part].decode("utf-8")
    pattern = re.compile(change.old, re.DOTALL)
    everywhere = change.rule in ("heading-none", "complex-font", "run-language")
    new, count = pattern.subn(change.new, text, count=0 if everywhere else 1)
    assert count, change
    assert new != text, change
    parts[change.part] = new.encode("utf-8")
    return packed(parts)


def read(content: bytes) -> dict[str, bytes]:
    """The parts of a file in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], time: tuple[int, int, int, int, int, int] = _FIXED) -> bytes:
    """A package of parts."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, time), data)
    return result.getvalue()
