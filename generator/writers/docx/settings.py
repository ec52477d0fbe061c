"""``settings.xml``: how Word treats the document, with nothing it would have to ask about."""

from __future__ import annotations

from functools import lru_cache

from generator.house.word import WordOptions
from generator.writers.docx.looks import Looks
from generator.writers.docx.xml import DECLARATION, NAMESPACES, quoted

# Word numbers endnotes i, ii, iii unless it is told; they have the numbers of the PDF.
ENDNOTE_NUMBERS = '<w:pos w:val="docEnd"/><w:numFmt w:val="decimal"/>'
_OFFICE = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
)
_HYPHENS = (
    '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="425"/>'
    "<w:doNotHyphenateCaps/>"
)
_PROTECTION = {
    "none": "",
    "tracked": '<w:trackRevisions/><w:documentProtection w:edit="trackedChanges"'
    ' w:enforcement="1"/>',
    "zones": '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
}


@lru_cache(maxsize=16)
def settings_part(looks: Looks, options: WordOptions, *, notes: bool) -> str:
    """The part; ``notes`` says whether the document has footnotes or endnotes."""
    separators = _separators(options) if notes else ""
    fonts = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if options.embed_fonts else ""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_OFFICE}" w:val="{value}"/>'
        for name, value in _COMPATIBILITY
    )
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        f"{fonts}{_PROTECTION[options.protection]}"
        f'<w:defaultTabStop w:val="720"/>{_HYPHENS if looks.divided else ""}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{separators}<w:compat>{compatibility}</w:compat>"
        f"<w:themeFontLang w:val={quoted(looks.ltr_lang)}"
        f" w:eastAsia={quoted(looks.east_asian_lang)} w:bidi={quoted(looks.rtl_lang)}/>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _separators(options: WordOptions) -> str:
    """The two notes that hold the lines above the others."""
    if options.notes == "endnotes":
        lines = '<w:endnote w:id="-1"/><w:endnote w:id="0"/>'
        return f"<w:endnotePr>{ENDNOTE_NUMBERS}{lines}</w:endnotePr>"
    return '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
