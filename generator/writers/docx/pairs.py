"""Word files in two languages: side by side in a table without lines, or one half behind the other.

Each language is written by a body of its own, in its own direction and language; both share
one package, its styles, its lists and one record of both. Notes are a list at the end of each
language. The letterhead is that of the first language: what it has places for is said there, and
the second language says the same in lines of its own, or on the pages of its half.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from generator.document.aligning import Aligned, aligned
from generator.document.bilingual import PREFIX
from generator.document.tree import Block, Box, Direction, Document, Section
from generator.document.walk import plain
from generator.document.wordrecord import NOTE
from generator.house.model import HouseStyle
from generator.writers.checks import check
from generator.writers.docx import writer
from generator.writers.docx.body import Body
from generator.writers.docx.bookmarks import FIRST, OF_OTHER, bookmarks, numbers
from generator.writers.docx.controls import Controls
from generator.writers.docx.embedding import embed
from generator.writers.docx.letterhead.ground import ground_of
from generator.writers.docx.looks import Looks, letterhead_of, looks
from generator.writers.docx.notes import ENDNOTES, NoteCalls
from generator.writers.docx.package import WordPackage
from generator.writers.docx.pair_rows import is_heading, laid, turns_titles
from generator.writers.docx.paragraphs import paragraph, properties
from generator.writers.docx.pictures import Pictures
from generator.writers.docx.record import Texts, properties_part, record_part
from generator.writers.docx.runs import Script, Story
from generator.writers.docx.table_styles import BOX_BY_ROLE, KEY_BOX
from generator.writers.docx.xml import DECLARATION, NAMESPACES, quoted
from generator.writers.docx.zones import Zones

_GUTTER: Final = 360  # twips between the columns
_INNER: Final = tuple(  # half of it at the inner edge of either cell
    f'<w:tcMar><w:{side} w:w="{_GUTTER // 2}" w:type="dxa"/></w:tcMar>'
    for side in ("right", "left")
)
_BOX_ROOM: Final = 140
_OTHER_BOOKMARK: Final = 30_000
_OTHER_NOTES: Final = 60_000


@dataclass(slots=True)
class _Sides:
    """Both bodies, and the looks of a column and of the whole line."""

    one: Body
    other: Body
    column: tuple[Looks, Looks]
    line: tuple[Looks, Looks]

    def set(self, look: tuple[Looks, Looks]) -> None:
        """Write columns or whole lines from here on."""
        self.one.looks, self.other.looks = look
        self.one.pictures.width = self.other.pictures.width = look[0].width


def written_twice(document: Document, house: HouseStyle) -> bytes:
    """A Word file of a document with another language beside it."""
    check(document, house)
    beside = document.beside
    if beside is None:
        raise ValueError("the document has one language")
    other = beside.document
    house = replace(house, letterhead=letterhead_of(house, document.direction), letterhead_rtl=None)
    look = _for_both(looks(document, house), other, house)
    options = replace(house.word, notes="footnotes")
    package = WordPackage()
    one, two = _bodies(document, other, package, look, house)
    # Each paragraph says its direction, so the styles say none.
    styled = replace(look, direction="ltr")
    ground = ground_of(document, house, look)
    if beside.in_halves:
        first = writer.section_of(package, document, look, options, ground, half=1)
        second = ground_of(other, house, two.looks)
        section = writer.section_of(package, other, two.looks, options, second, half=2)
        text = f"{one.written()}<w:p><w:pPr>{first}</w:pPr></w:p>{two.written()}"
    else:
        half = (look.width - _GUTTER) // 2
        line = (look, two.looks)
        column = (replace(look, column=half), replace(two.looks, column=half))
        text = "".join(_rows(_Sides(one, two, column, line), document))
        section = writer.section_of(
            package, document, look, options, ground, second=(two.story, other)
        )
    package.main.write(
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{text}{section}</w:body></w:document>"
    )
    writer.related(package, styled, options, one, ground_of(document, house, styled))
    if options.embed_fonts:
        embed(package)
    if (controls := one.story.controls) is not None and one.story.texts is not None:
        record = record_part(document, controls, one.story.texts, None, package.edges())
        package.data(record, properties_part(controls.store))
    writer.properties_of(package, document)
    return package.bytes()


def _for_both(look: Looks, other: Document, house: HouseStyle) -> Looks:
    """The looks of the styles, which know the second language where its script is another."""
    own = looks(other, house)
    if other.direction == look.direction:
        return look
    look = replace(look, mixed=True)
    if other.direction == "rtl":
        return replace(look, rtl_lang=other.lang, complex=own.complex)
    return replace(look, ltr_lang=other.lang)


def _bodies(
    document: Document, other: Document, package: WordPackage, look: Looks, house: HouseStyle
) -> tuple[Body, Body]:
    """What writes each language; both share lists, zones, pictures, charts and one record."""
    options = house.word
    zones, ordered = Zones(options.protection == "zones"), list[int]()
    first = replace(look, direction=document.direction)
    second = replace(looks(other, house), ltr_lang=look.ltr_lang, rtl_lang=look.rtl_lang)
    charts = writer.charts_of(package, first, house) if options.charts == "native" else None
    pictures = Pictures(package, look.width, rtl=first.direction == "rtl", charts=charts)
    charts = writer.charts_of(package, second, house, charts) if charts else None
    pictures_of_other = pictures.beside(rtl=second.direction == "rtl", charts=charts)
    controls = Controls(document) if options.facts == "live" else None
    texts = Texts(controls) if controls else None
    one = _body(document, package, look, pictures, zones, ordered)
    two = _body(other, package, look, pictures_of_other, zones, ordered, second=True)
    if controls and texts:
        one.story = replace(one.story, controls=controls, texts=texts)
        beside = Controls(other, controls)
        two.story = replace(two.story, controls=beside, texts=Texts(beside, texts))
    return one, two


def _body(
    document: Document,
    package: WordPackage,
    look: Looks,
    pictures: Pictures,
    zones: Zones,
    ordered: list[int],
    *,
    second: bool = False,
) -> Body:
    first = OF_OTHER if second else FIRST
    headings, anchors = bookmarks(document, first)
    rtl = document.direction == "rtl"
    calls = NoteCalls(
        {note.id: note for note in document.notes},
        rtl=rtl,
        digits=document.furniture.digits,
        kind=ENDNOTES,
        bookmark=_OTHER_NOTES if second else 1000,
        listed=True,
        name=f"{NOTE}Other" if second else NOTE,
    )
    script = Script(
        document.direction,
        look.ltr_lang,
        look.rtl_lang,
        look.script.east_asian,
        beside=second and look.direction == "ltr",
    )
    story = Story(
        script,
        package.main.link,
        anchors,
        numbers(document, first),
        calls.call,
        calls.kind.mark,
        lang=document.lang,
        changed=document.changed,
    )
    own = replace(look, direction=document.direction)
    body = Body(document, own, story, calls, headings, pictures, zones, ordered, second)
    return body.starting_at(_OTHER_BOOKMARK) if second else body


# ---------------------------------------------------------------- side by side


def _rows(sides: _Sides, document: Document) -> Iterator[str]:
    """The rows of both languages: tables of two columns, and what is too wide for one."""
    parts = _Parts(sides)
    sides.set(sides.column)
    titles = sides.one.title(), sides.other.title()
    if document.direction == "ltr" and turns_titles(document, sides.other.document):
        parts.over_the_line(*titles)
    else:
        parts.row(*map(_Cell, titles))
    for row in laid(aligned(document, sides.other.document, PREFIX), document.direction):
        if row.new_page:
            parts.new_page()
        if row.stacked:
            parts.stacked(row)
            continue
        headed = is_heading(row) and len(row.blocks) > 1
        parts.row(*(parts.cell(*one) for one in _both(sides, row)), headed=headed)
    if document.notes or sides.other.document.notes:
        parts.over_the_line(sides.one.notes(), sides.other.notes())
    yield from parts.finished()


def _both(sides: _Sides, row: Aligned) -> tuple[tuple[Body, Block | None], ...]:
    return (sides.one, row.one), (sides.other, row.other)


@dataclass(slots=True)
class _Parts:
    """Collects rows into tables, and what stands between them."""

    sides: _Sides
    _done: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _headed: bool = False

    def block(self, body: Body, block: Block | None) -> Iterator[str]:
        """A block in its cell; the row starts the page, where it does."""
        if isinstance(block, Section):
            block = replace(block, new_page=False)
        if block is not None:
            yield from body.block(block)
            body.settled()

    def cell(self, body: Body, block: Block | None) -> _Cell:
        """What stands in a cell. The cell of a box is the box: a table in it helps no reader."""
        if not isinstance(block, Box):
            return _Cell(self.block(body, block))
        table = self.sides.one.story.script.direction
        return _Cell(self._boxed(body, block), _ground_of(block, body.looks, table))

    def _boxed(self, body: Body, box: Box) -> Iterator[str]:
        look = BOX_BY_ROLE.get(box.role, KEY_BOX)
        if plain(box.title).strip():
            yield paragraph(body.story, look.title, box.title)
        for block in box.blocks:
            yield from self.block(body, block)

    def row(self, one: _Cell, other: _Cell, *, headed: bool = False) -> None:
        """Add a row of two finished cells.

        headed  it is the heading of what follows: the header of a table that holds it. Other
                rows are tables of their own, as a table without a header has but one row.
        """
        if headed or not self._headed:
            self._close()
            self._headed = headed
        column = self.sides.column
        half = (column[0].width + column[1].width + _GUTTER) // 2
        cells = (
            f'<w:tc><w:tcPr><w:tcW w:w="{half}" w:type="dxa"/>{cell.ground or room}</w:tcPr>'
            f"{cell.content()}</w:tc>"
            for cell, room in zip((one, other), _INNER, strict=True)
        )
        header = "<w:tblHeader/>" if headed else ""
        whole = f"<w:trPr><w:cantSplit/>{header}</w:trPr>"
        self._open.append(f"<w:tr>{whole}{''.join(cells)}</w:tr>")

    def stacked(self, row: Aligned) -> None:
        """Add both blocks one under the other, over the whole line."""
        self.over_the_line(*(self.block(body, block) for body, block in _both(self.sides, row)))

    def over_the_line(self, *both: Iterable[str]) -> None:
        """Add what is written when it is asked for, over the whole line."""
        self._close()
        self.sides.set(self.sides.line)
        for pieces in both:
            for piece in pieces:
                self._add(piece)
        self.sides.set(self.sides.column)

    def new_page(self) -> None:
        """Start a page."""
        self._close()
        direction = self.sides.one.story.script.direction
        self._done.append(f"<w:p>{properties('Gap', direction, '<w:pageBreakBefore/>')}</w:p>")

    def finished(self) -> Sequence[str]:
        """All that was collected; a paragraph ends it, as every Word text."""
        self._close()
        return [*self._done, self._gap()]

    def _close(self) -> None:
        self._headed = False
        if not self._open:
            return
        column, rtl = self.sides.column, self.sides.one.story.script.direction == "rtl"
        widths = ((column[0].width + column[1].width + _GUTTER) // 2,) * 2
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self._add(
            f"<w:tbl><w:tblPr>{'<w:bidiVisual/>' if rtl else ''}"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
            '</w:tblCellMar><w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0"'
            ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoted(self._named())}/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(self._open)}</w:tbl>"
        )
        self._open = []

    def _add(self, piece: str) -> None:
        """Word makes one table of two that follow each other."""
        if piece.startswith("<w:tbl>") and self._done and self._done[-1].endswith("</w:tbl>"):
            self._done.append(self._gap())
        self._done.append(piece)

    def _named(self) -> str:
        one, other = self.sides.one.document, self.sides.other.document
        return f"{one.lang} | {other.lang}"

    def _gap(self) -> str:
        return f"<w:p>{properties('Gap', self.sides.one.story.script.direction)}</w:p>"


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell holds, and how it is set off."""

    pieces: Iterable[str]
    ground: str = ""

    def content(self) -> str:
        """The XML of the cell; it ends with a paragraph, as Word asks."""
        written = "".join(self.pieces)
        ended = written.endswith("</w:p>")
        return written if ended else f"{written}<w:p>{properties('Gap', 'ltr')}</w:p>"


def _ground_of(box: Box, looks: Looks, table: Direction) -> str:
    """Bar, frame and ground of a box as those of its cell.

    table  the direction of the table: left is its start, as Word has it, and the bar stands
           at the start of the cell's own direction.
    """
    look = BOX_BY_ROLE.get(box.role, KEY_BOX)
    colours = {"accent": looks.accent, "rule": looks.rule, "warning": looks.warning}
    sides = []
    if look.framed:
        sides = [("top", 4), ("left", 4), ("bottom", 4), ("right", 4)]
    if look.bar:
        start = "left" if looks.direction == table else "right"
        sides = [*(side for side in sides if side[0] != start), (start, 18)]
    colour = colours.get(look.bar, looks.rule)
    order = ("top", "left", "bottom", "right")
    edges = "".join(
        f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for name, size in sorted(sides, key=lambda side: order.index(side[0]))
    )
    borders = f"<w:tcBorders>{edges}</w:tcBorders>" if edges else ""
    fill = looks.box if look.filled else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    room = "".join(f'<w:{name} w:w="{_BOX_ROOM}" w:type="dxa"/>' for name in ("left", "right"))
    return f"{borders}{shade}<w:tcMar>{room}</w:tcMar>"
