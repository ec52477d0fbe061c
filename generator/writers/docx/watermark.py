"""The word of a draft across each page of a Word file.

It is the shape that Word itself makes for a watermark: lettering in the header, behind the
text, which Word shapes and LibreOffice draws. It is no text of the page, so it takes no room and
is not read among the lines; its words stand in its description.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.document.tree import Document
from generator.localisation.direction import needs_left_to_right
from generator.writers.docx.looks import TWIPS, Looks
from generator.writers.docx.xml import quoted

NAMESPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPE: Final = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)
_HEIGHT: Final = 72.0  # points: of the capitals on the pages of the PDF
_WIDEST: Final = 440.0
_LATIN, _COMPLEX, _SQUARE = 0.95, 0.75, 1.0  # of the height: the width of a letter


_BESIDE: Final = 100  # behind the number of a shape: that of the word of another language
_MIDDLES: Final = (0.28, 0.72)  # of two words: where their middles are, in the height of the text


def watermarks(document: Document, beside: Document | None, looks: Looks, number: int) -> str:
    """The runs that draw the word of a draft across the page, "" for no word.

    beside  another language on the same pages: its word stands below, where it is another.
    number  tells the shapes of a file apart.
    """
    word = document.furniture.across
    other = "" if beside is None else beside.furniture.across
    if beside is None or not other or other == word:
        return _across(word, looks, number)
    if not word:
        return _across(other, _of(beside, looks), number)
    above, below = _MIDDLES
    second = _across(other, _of(beside, looks), number + _BESIDE, below)
    return _across(word, looks, number, above) + second


def _of(document: Document, looks: Looks) -> Looks:
    """The same looks for words of another language."""
    return replace(looks, direction=document.direction, lang=document.lang)


def _across(word: str, looks: Looks, number: int, middle: float | None = None) -> str:
    """The run of one word; middle: where its middle is in the height of the text, if not there."""
    if not word:
        return ""
    width = _HEIGHT * _letter(word, looks) * len(word)
    height = _HEIGHT * min(1.0, _WIDEST / width)
    width = min(width, _WIDEST)
    font = looks.latin
    if looks.direction == "rtl":
        font = looks.complex
    elif looks.script.east_asian:
        font = looks.east_asian
    top = 0.0 if middle is None else looks.height / TWIPS * middle - height / 2
    centred = "mso-position-vertical:center;" if middle is None else ""
    place = (
        f"position:absolute;margin-left:0;margin-top:{top:.0f}pt;"
        f"width:{width:.0f}pt;height:{height:.0f}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        f"mso-position-horizontal-relative:margin;{centred}"
        "mso-position-vertical-relative:margin"
    )
    letters = f'font-family:"{font}";font-size:1pt;font-weight:bold'
    return (
        f"<w:r><w:pict>{_TYPE}"
        f'<v:shape id="Watermark{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136"'
        f' alt={quoted(word)} style="{place}" o:allowincell="f" fillcolor="#{looks.watermark}"'
        f' stroked="f"><v:textpath style={quoted(letters)} string={quoted(word)}/></v:shape>'
        "</w:pict></w:r>"
    )


def _letter(word: str, looks: Looks) -> float:
    if looks.script.east_asian and not needs_left_to_right(word):
        return _SQUARE
    return _COMPLEX if looks.direction == "rtl" else _LATIN
