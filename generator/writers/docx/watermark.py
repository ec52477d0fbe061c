"""The word of a draft across each page of a Word file.

It is the shape that Word itself makes for a watermark: lettering in the header, behind the
text, which Word shapes and LibreOffice draws. It is no text of the page, so it takes no room and
is not read among the lines; its words stand in its description.
"""

from __future__ import annotations

from typing import Final

from generator.localisation.direction import needs_left_to_right
from generator.writers.docx.looks import Looks
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


def watermark(word: str, looks: Looks, number: int) -> str:
    """The run that draws ``word`` across the page, "" for no word.

    number  tells the shapes of a file apart.
    """
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
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;height:{height:.0f}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
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
