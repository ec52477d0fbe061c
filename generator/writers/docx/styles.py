"""``styles.xml`` and ``fontTable.xml``: our own, not those of a library's template.

Every style that sets a size or weight sets it for complex scripts too, because Word
keeps the two apart and the first has no effect on Arabic letters.
"""

from __future__ import annotations

from functools import lru_cache

from generator.writers.docx.looks import Looks
from generator.writers.docx.paragraph_styles import (
    BODY_SIZE,
    BODY_SPACE,
    paragraph_style,
    paragraph_styles,
    size,
    spacing,
)
from generator.writers.docx.table_styles import table_styles
from generator.writers.docx.xml import DECLARATION, NAMESPACES, quoted

# Metric-compatible free fonts, for machines that do not have the named ones.
_STAND_INS = {
    "Arial": "Liberation Sans",
    "Calibri": "Carlito",
    "Cambria": "Caladea",
    "Times New Roman": "Liberation Serif",
}
_NO_LIST = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0"'
    ' w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
)


@lru_cache(maxsize=16)
def styles_part(looks: Looks) -> str:
    """``styles.xml`` for documents of these looks."""
    paragraphs = "".join(paragraph_style(style, looks) for style in paragraph_styles(looks))
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{_defaults(looks)}{_LATENT}{_normal(looks)}"
        f"{paragraphs}{_characters(looks)}{table_styles(looks)}{_NO_LIST}</w:styles>"
    )


@lru_cache(maxsize=16)
def font_table_part(looks: Looks) -> str:
    """``fontTable.xml``: the families, and what may stand in where they are missing."""
    fonts = []
    for name in dict.fromkeys((looks.latin, looks.complex, looks.east_asian)):
        stand_in = f'<w:altName w:val="{_STAND_INS[name]}"/>' if name in _STAND_INS else ""
        fonts.append(
            f'<w:font w:name={quoted(name)}>{stand_in}<w:charset w:val="00"/>'
            '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{''.join(fonts)}</w:fonts>"


def _defaults(looks: Looks) -> str:
    latin, east_asian = quoted(looks.latin), quoted(looks.east_asian)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={east_asian}"
        f" w:cs={quoted(looks.complex)}/>"
        f"{size(BODY_SIZE)}"
        f"<w:lang w:val={quoted(looks.own_lang)} w:eastAsia={quoted(looks.east_asian_lang)}"
        f" w:bidi={quoted(looks.rtl_lang)}/></w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{spacing(BODY_SPACE, looks)}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
    )


def _normal(looks: Looks) -> str:
    bidi = "<w:bidi/>" if looks.direction == "rtl" else ""
    # The defaults name the document's language; Latin words of a Chinese text are English.
    other = looks.ltr_lang != looks.own_lang
    latin = f"<w:lang w:val={quoted(looks.ltr_lang)}/>" if other else ""
    # Not among the defaults: LibreOffice gives a colour from there to every run in a table,
    # over that of its character style.
    colour = f'<w:color w:val="{looks.text}"/>'
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr><w:widowControl/>{bidi}</w:pPr><w:rPr>{colour}{latin}</w:rPr></w:style>"
    )


def _characters(looks: Looks) -> str:
    plain = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
    )
    weight = "<w:b/><w:bCs/>"
    added = f"{weight}{_colour(looks.text)}{size(looks.marking_size)}"
    ground = ""
    if looks.marking_ground:
        ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{looks.marking_ground}"/>'
    marking = f"{weight}{_colour(looks.marking)}{size(looks.marking_size)}{ground}"
    warning = f'{weight}<w:color w:val="{looks.warning}"/>'
    return plain + "".join(
        (
            _character("Hyperlink", "Hyperlink", f'{_colour(looks.accent)}<w:u w:val="single"/>'),
            _character("FootnoteReference", "footnote reference", _RAISED),
            _character("EndnoteReference", "endnote reference", _RAISED),
            _character("Muted", "Muted", _colour(looks.muted), custom=True),
            _character("Marking", "Marking", marking, custom=True),
            _character("Handling", "Handling", added, custom=True),
            _character("DraftMark", "Draft Mark", warning, custom=True),
            _character("DraftWord", "Draft Word", f"{warning}{size(22)}", custom=True),
        )
    )


_RAISED = '<w:vertAlign w:val="superscript"/>'


def _colour(digits: str) -> str:
    return f'<w:color w:val="{digits}"/>'


def _character(id: str, name: str, run: str, custom: bool = False) -> str:
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="character"{own} w:styleId="{id}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )
