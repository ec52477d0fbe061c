"""Letterheads for tests: Word files of different origin, made or spoilt part by part."""

# ruff: noqa: E501 - lines of XML as Word writes them

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import docx
from docx.shared import Cm, Pt

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NS = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{A}" xmlns:wp="{WP}" xmlns:pic="{PIC}"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT, TEMPLATE = f"{_WORD}.document.main+xml", f"{_WORD}.template.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_KINDS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "header": "header",
          "footer": "footer", "theme": "theme", "fontTable": "fontTable", "comments": "comments"}  # fmt: skip
RECORDED = Path(__file__).parent / "recorded"


def part(kind: str, inner: str) -> str:
    """A part of WordprocessingML with the usual namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{kind} {NS}>{inner}</w:{kind}>'


def paragraph(text: str, style: str = "", more: str = "") -> str:
    """One paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:p><w:pPr>{named}{more}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def style(id: str, name: str, run: str = "", more: str = "", kind: str = "paragraph") -> str:
    """One style; ``more`` stands behind its name."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{more}'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def rels(entries: Mapping[str, tuple[str, str, bool]]) -> str:
    """A relationships part: type or its last word, target, and whether it is outside, by id."""
    inner = ""
    for id, (kind, target, outside) in entries.items():
        mode = ' TargetMode="External"' if outside else ""
        full = kind if "://" in kind else f"{R}/{kind}"
        inner += f'<Relationship Id="{id}" Type="{full}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{_RELS}">{inner}</Relationships>'


def word_file(
    parts: Mapping[str, str | bytes],
    *,
    section: str = "",
    body: str = "",
    main: str = DOCUMENT,
    outside: Mapping[str, tuple[str, str, bool]] | None = None,
) -> bytes:
    """A Word file of these parts (names below ``word/``); the main part is made round them.

    section  inside of the last ``w:sectPr``; parts are related as rId1, rId2 … in their order.
    """
    entries: dict[str, tuple[str, str, bool]] = {}
    overrides = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    for number, name in enumerate(parts, 1):
        stem = name.rsplit("/", 1)[-1].rstrip("0123456789.xml")
        kind = next((k for k in _KINDS if name.split("/")[-1].startswith(k)), "")
        if not kind or "_rels" in name:
            continue
        entries[f"rId{number}"] = (_KINDS[kind], name, False)
        content = f"{_WORD}.{stem if stem in _KINDS else kind}+xml"
        if kind == "theme":
            content = "application/vnd.openxmlformats-officedocument.theme+xml"
        overrides += f'<Override PartName="/word/{name}" ContentType="{content}"/>'
    document = part("document", f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>")
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        ' ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.'
        f'oleObject"/>{overrides}</Types>',
        "_rels/.rels": rels({"rId1": ("officeDocument", "word/document.xml", False)}),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": rels({**entries, **(outside or {})}),
        **{f"word/{name}": content for name, content in parts.items()},
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The entries of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def png(width: int = 120, height: int = 40, colour: bytes = b"\x00\x5f\x8e") -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + colour * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def picture(id: str = "rId1", name: str = "logo.png", place: str = "") -> str:
    """A run with a picture; with ``place`` (XML of positionH) it floats, else it stands in line."""
    graphic = (
        f'<wp:docPr id="1" name="{name}"/><a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip'
        f' r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="1080000" cy="360000"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    extent = '<wp:extent cx="1080000" cy="360000"/>'
    if not place:
        return f"<w:r><w:drawing><wp:inline>{extent}{graphic}</wp:inline></w:drawing></w:r>"
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        ' relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{place}<wp:positionV relativeFrom="page"><wp:posOffset>360000'
        f"</wp:posOffset></wp:positionV>{extent}<wp:wrapNone/>{graphic}</wp:anchor></w:drawing></w:r>"
    )


def page_field(code: str = "PAGE") -> str:
    """A page number as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1'
        '</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# ---------------------------------------------------------------- four of different origin


def python_docx() -> bytes:
    """Made from python-docx's own template, as by a script: header, footer, wide margins."""
    made = docx.Document()
    section = made.sections[0]
    section.left_margin, section.right_margin = Cm(3), Cm(2.5)
    section.header.paragraphs[0].text = "Ministry of Foreign Affairs of Ruritania"
    section.header.paragraphs[0].runs[0].font.size = Pt(14)
    section.header.paragraphs[0].runs[0].font.bold = True
    section.footer.paragraphs[0].text = "12 Castle Square, Strelsau"
    made.add_paragraph("Text of the sample, which is not taken over.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def french() -> bytes:
    """As a French Word saves it: ids in French, names of its own, body text set in a block."""
    styles = part(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Marianne" w:hAnsi="Marianne"'
        ' w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang'
        ' w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/>'
        '<w:ind w:firstLine="567"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="Policepardfaut">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableauNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="Aucuneliste"><w:name w:val="No List"/>'
        "</w:style>"
        + style("Titre1", "heading 1", '<w:b/><w:color w:val="000091"/><w:sz w:val="30"/>',
                '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/>'
                '<w:ind w:firstLine="0"/><w:outlineLvl w:val="0"/></w:pPr>')
        + style("Titre2", "Titre de partie", '<w:b/><w:i/><w:color w:val="E1000F"/>',
                '<w:aliases w:val="partie,heading 2"/><w:basedOn w:val="Normal"/>')
        + style("TitreNote", "Titre de la note", '<w:b/><w:sz w:val="44"/>',
                '<w:basedOn w:val="Normal"/>')
        + style("Entte", "header", '<w:sz w:val="18"/>', '<w:basedOn w:val="Normal"/><w:pPr><w:tabs>'
                '<w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs></w:pPr>')
        + style("Pieddepage", "footer", '<w:sz w:val="16"/>', '<w:basedOn w:val="Normal"/>')
        + style("Heading3", "Encadré", '<w:b/>', '<w:basedOn w:val="Normal"/>')
    )  # fmt: skip
    header = part(
        "hdr",
        paragraph("Ministère de l’Europe et des Affaires étrangères", "Entte")
        + paragraph("Réf. : {nu", "Entte").replace("</w:p>", "<w:r><w:t>mber}</w:t></w:r></w:p>")
        + paragraph("", "Entte"),
    )
    footer = part(
        "ftr",
        '<w:p><w:pPr><w:pStyle w:val="Pieddepage"/><w:jc w:val="right"/></w:pPr><w:r><w:t'
        f' xml:space="preserve">37, quai d’Orsay – Page </w:t></w:r>{page_field()}</w:p>',
    )
    return word_file(
        {"styles.xml": styles, "header1.xml": header, "footer1.xml": footer},
        section='<w:headerReference w:type="default" r:id="rId2"/><w:footerReference'
        ' w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701"'
        ' w:right="1134" w:bottom="1418" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/>',
        body=paragraph("Objet : modèle de note"),
    )


def dotx() -> bytes:
    """A template with a first page of its own, a picture, a watermark and a table in the header."""
    first = part(
        "hdr",
        '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4500"/>'
        f'<w:gridCol w:w="4500"/></w:tblGrid><w:tr><w:tc><w:p>{picture()}</w:p></w:tc><w:tc>'
        + paragraph("{marking}", more='<w:jc w:val="right"/>')
        + "</w:tc></w:tr></w:tbl><w:p>"
        + picture("rId1", "seal.png", '<wp:positionH relativeFrom="page"><wp:posOffset>360000'
                  "</wp:posOffset></wp:positionH>")
        + '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="position:'
        "absolute;margin-left:0;margin-top:0;width:400pt;height:120pt;rotation:315;z-index:-251;"
        'mso-position-horizontal:center;mso-position-horizontal-relative:margin" fillcolor="silver"'
        ' stroked="f"><v:textpath style="font-family:&quot;Calibri&quot;" string="SPECIMEN"/></v:shape>'
        "</w:pict></w:r></w:p>",
    )  # fmt: skip
    rest = part("hdr", paragraph("Foreign Ministry – continued"))
    foot = part(
        "ftr",
        '<w:sdt><w:sdtPr><w:alias w:val="Number"/><w:tag w:val="number"/></w:sdtPr><w:sdtContent>'
        + paragraph("Click here")
        + "</w:sdtContent></w:sdt>"
        + paragraph("As of {as_of}; {page}"),
    )
    styles = part(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"'
        ' w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/><w:sz w:val="24"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
        + style("berschrift1", "Heading 1", '<w:b/><w:sz w:val="32"/>', '<w:basedOn w:val="Standard"/>')
    )  # fmt: skip
    return word_file(
        {
            "styles.xml": styles,
            "header1.xml": first,
            "header2.xml": rest,
            "footer1.xml": foot,
            "theme/theme1.xml": (RECORDED / "theme.xml").read_text("utf-8"),
            "_rels/header1.xml.rels": rels({"rId1": ("image", "media/logo.png", False)}),
            "media/logo.png": png(),
        },
        section='<w:headerReference w:type="first" r:id="rId2"/><w:headerReference w:type="default"'
        ' r:id="rId3"/><w:footerReference w:type="first" r:id="rId4"/><w:footerReference'
        ' w:type="default" r:id="rId4"/><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1800"'
        ' w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>'
        "<w:titlePg/>",
        body=paragraph("Sample"),
        main=TEMPLATE,
    )


def libreoffice() -> bytes:
    """Made by LibreOffice 7.4 from a page of HTML; recorded."""
    return (RECORDED / "libreoffice.docx").read_bytes()


FOUR = {"python-docx": python_docx, "french": french, "dotx": dotx, "libreoffice": libreoffice}


def headed_by(inner: str, place: str = "header") -> bytes:
    """A letterhead with this header or footer on every page."""
    kind = "hdr" if place == "header" else "ftr"
    return word_file(
        {f"{place}1.xml": part(kind, inner)},
        section=f'<w:{place}Reference w:type="default" r:id="rId1"/>',
    )
