"""``write_docx``: a document tree as the bytes of a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from generator.document.facts import told_facts
from generator.document.tree import Document
from generator.house.colours import series_colours
from generator.house.model import HouseStyle
from generator.house.word import WordOptions
from generator.writers.checks import check
from generator.writers.docx.body import Body
from generator.writers.docx.bookmarks import bookmarks, numbers
from generator.writers.docx.controls import Controls
from generator.writers.docx.edges import Edges
from generator.writers.docx.embedding import embed
from generator.writers.docx.letterhead.ground import Ground, ground_of
from generator.writers.docx.looks import BOTTOM, EDGE, PAPERS, SIDE, TOP, Looks, looks
from generator.writers.docx.notes import ENDNOTES, FOOTNOTES, NoteCalls, notes_part
from generator.writers.docx.numbering import numbering_part
from generator.writers.docx.package import TextPart, WordPackage
from generator.writers.docx.pictures import Pictures
from generator.writers.docx.properties import core_part, custom_part, extended_part
from generator.writers.docx.record import Texts, properties_part, record_part
from generator.writers.docx.runs import Story
from generator.writers.docx.settings import ENDNOTE_NUMBERS, settings_part
from generator.writers.docx.styles import font_table_part, styles_part
from generator.writers.docx.xml import DECLARATION, NAMESPACES
from generator.writers.docx.zones import Zones

if TYPE_CHECKING:
    from generator.writers.docx.charts.native import NativeCharts

_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def write_docx(document: Document, house: HouseStyle) -> bytes:
    """A Word file of ``document`` in the style of ``house``.

    The same document and style give the same bytes. Raises ``ProblemsFound`` with
    all that keeps the document from being written as it stands.
    """
    read = check(document, house)
    if document.beside is not None:
        from generator.writers.docx.pairs import written_twice

        return written_twice(document, house)
    look = looks(document, house)
    package = WordPackage()
    headings, anchors = bookmarks(document)
    options = house.word
    calls = _calls(document, look, options)
    controls = Controls(document) if options.facts == "live" else None
    story = Story(
        look.script,
        package.main.link,
        anchors,
        numbers(document, inlines=read.inlines),
        calls.call,
        calls.kind.mark,
        controls,
        Texts(controls) if controls else None,
        changed=document.changed,
    )
    charts = charts_of(package, look, house) if options.charts == "native" else None
    pictures = Pictures(package, look.width, rtl=look.direction == "rtl", charts=charts)
    zones = Zones(options.protection == "zones")
    body = Body(document, look, story, calls, headings, pictures, zones)
    text = body.written()
    ground = ground_of(document, house, look)
    section = section_of(package, document, look, options, ground)
    package.main.write(
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{text}{section}</w:body></w:document>"
    )
    related(package, look, options, body, ground)
    if options.embed_fonts:
        embed(package)
    notes = _notes(package, body)
    if controls and story.texts:
        facts = told_facts(document, read.inlines)
        record = record_part(document, controls, story.texts, notes, package.edges(), facts)
        package.data(record, properties_part(controls.store))
    properties_of(package, document)
    return package.bytes()


def _calls(document: Document, look: Looks, options: WordOptions) -> NoteCalls:
    notes = {note.id: note for note in document.notes}
    kind = ENDNOTES if options.notes == "endnotes" else FOOTNOTES
    rtl = look.direction == "rtl"
    listed = bool(document.notes_under)
    return NoteCalls(notes, rtl=rtl, digits=document.furniture.digits, kind=kind, listed=listed)


def charts_of(
    package: WordPackage, look: Looks, house: HouseStyle, first: NativeCharts | None = None
) -> NativeCharts:
    """What writes charts that Word draws; it is loaded where it is asked for.

    first  what writes those of the first language of the file.
    """
    from generator.writers.docx.charts.look import native_look
    from generator.writers.docx.charts.native import NativeCharts

    own = native_look(look, series_colours(house.colours))
    return NativeCharts(package, own) if first is None else first.beside(own)


def related(
    package: WordPackage,
    look: Looks,
    options: WordOptions,
    body: Body,
    ground: Ground | None,
) -> None:
    """Styles, settings, fonts and lists."""
    settings = settings_part(look, options, notes=bool(body.calls.called))
    digits = body.document.furniture.digits
    if ground is None:
        _add(package, "styles.xml", CT.WML_STYLES, RT.STYLES, styles_part(look))
        _add(package, "fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, font_table_part(look))
        lists = numbering_part(body.ordered, digits)
    else:
        ground.sheets(package)
        settings = ground.settings(settings)
        lists = ground.numbering(body.ordered, digits)
    _add(package, "settings.xml", CT.WML_SETTINGS, RT.SETTINGS, settings)
    _add(package, "numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, lists)


def _notes(package: WordPackage, body: Body) -> Texts | None:
    """The part of the notes that were called; gives the record of their texts."""
    calls, story = body.calls, body.story
    kind = calls.kind
    texts = Texts(story.controls) if story.controls else None
    if calls.called:
        title = body.document.labels.notes if kind is ENDNOTES else ""
        part, _ = package.part(f"{kind.word}s.xml", kind.content_type, kind.relation)
        own = Story(story.script, part.link, controls=story.controls, texts=texts)
        part.write(notes_part(own, calls, title))
    return texts


def section_of(
    package: WordPackage,
    document: Document,
    look: Looks,
    options: WordOptions,
    ground: Ground | None,
    *,
    second: tuple[Story, Document] | None = None,
    half: int = 0,
) -> str:
    """``w:sectPr`` with its headers and footers, those of the first page apart.

    second  a second language, of which headers and footers say the same below.
    half    of a file of two halves, which one it is: each counts its own pages.
    """
    ends = options.notes == "endnotes"
    numbers = f"<w:endnotePr>{ENDNOTE_NUMBERS}</w:endnotePr>" if ends else ""
    if ground is not None:
        return ground.section(package, document, numbers, second=second, half=half)
    edges = Edges(package, document, look, second, half)
    references = edges.references()
    width, height = PAPERS[document.paper]
    bidi = "<w:bidi/>" if document.direction == "rtl" else ""
    start = '<w:pgNumType w:start="1"/>' if half else ""
    return (
        f'<w:sectPr>{references}{numbers}<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{SIDE}" w:bottom="{BOTTOM}" w:left="{SIDE}"'
        f' w:header="{EDGE}" w:footer="{EDGE}" w:gutter="0"/>{start}<w:cols w:space="708"/>'
        f"<w:titlePg/>{bidi}</w:sectPr>"
    )


def properties_of(package: WordPackage, document: Document) -> None:
    """The parts of document properties."""
    package.properties("core.xml", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core_part(document))
    program = extended_part(document)
    kind = CT.OFC_EXTENDED_PROPERTIES
    package.properties("app.xml", kind, RT.EXTENDED_PROPERTIES, program, common=True)
    package.properties("custom.xml", _CUSTOM, RT.CUSTOM_PROPERTIES, custom_part(document))


def _add(package: WordPackage, name: str, content_type: str, relation: str, xml: str) -> None:
    part: TextPart
    part, _ = package.part(name, content_type, relation)
    part.write(xml, common=True)
