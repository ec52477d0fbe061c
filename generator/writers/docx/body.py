"""Blocks as paragraphs and tables: the main text of the Word file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.document.tree import (
    Block,
    Box,
    Citation,
    Contents,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from generator.document.walk import plain
from generator.localisation.figures import in_figures
from generator.writers.docx import numbering
from generator.writers.docx.bookmarks import walk
from generator.writers.docx.fields import begin, counter, end, field
from generator.writers.docx.looks import Looks
from generator.writers.docx.notes import NoteCalls, listed_notes
from generator.writers.docx.paragraphs import held, paragraph, properties
from generator.writers.docx.pictures import Pictures
from generator.writers.docx.runs import Story
from generator.writers.docx.table_styles import BOX_BY_ROLE, KEY_BOX
from generator.writers.docx.tables import Caption, Frame, TableRows, box_row, kept, whole_table
from generator.writers.docx.zones import Zones
from generator.writers.markup import CHANGES, CONTENTS_DEPTH
from generator.writers.phrases import RLM

CONTENTS_LEVELS = CONTENTS_DEPTH
_STYLES = {
    "": "Normal",
    "lead": "Lead",
    "note": "SmallPrint",
    "empty-section": "EmptySection",
    "draft": "DraftText",
}
_ROOM_AFTER_TABLE = '<w:spacing w:before="110"/>'


@dataclass(slots=True)
class Body:
    """Writes the blocks of one document.

    headings  every heading of the document with its bookmark, in order.
    second    it is the second language of the file: its captions are counted apart.
    """

    document: Document
    looks: Looks
    story: Story
    calls: NoteCalls
    headings: Sequence[tuple[Heading, str]]
    pictures: Pictures
    zones: Zones
    ordered: list[int] = dataclasses.field(default_factory=list)
    second: bool = False
    _next_bookmark: int = 1
    _after_table: bool = False
    _after_list: bool = False
    _heading_at: int = 0
    _tables: int = 0
    _figures: int = 0

    def written(self) -> str:
        """The XML of the body up to its section properties."""
        parts = list(self.title())
        for block in self.document.blocks:
            parts.extend(self.block(block))
        if self._after_table:
            parts.append(self._gap())
        if self.calls.listed:
            parts.extend(self.notes())
        return "".join(parts)

    def starting_at(self, bookmark: int) -> Body:
        """The body, with the numbers of its bookmarks from there on."""
        self._next_bookmark = bookmark
        return self

    def settled(self) -> None:
        """Forget what stood before: what follows stands in another place."""
        self._after_table = self._after_list = False

    def notes(self) -> Iterator[str]:
        """The list of notes, where they are one."""
        mark = numbering.number(numbering.FIRST_ORDERED + len(self.ordered), 0)
        self.ordered.append(0)
        yield from listed_notes(self.story, self.calls, self.document.notes, mark)

    def block(self, block: Block) -> Iterator[str]:
        """The XML of one block, in pieces."""
        below_list, self._after_list = self._after_list, False
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case ListBlock():
                yield from self._list(block, 0)
                self._after_list = True
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)
            case Box():
                # Items stand close to each other, and a table has no space above itself.
                if below_list:
                    yield self._gap()
                yield from self._box(block)
                self._after_list = False
            case Section():
                yield self._heading(block)
                for inner in block.blocks:
                    yield from self.block(inner)
            case Contents():
                yield from self._contents(block)

    # ------------------------------------------------------------ text

    def title(self) -> Iterator[str]:
        """What stands above the text."""
        for line in self.document.masthead:
            yield paragraph(self.story, "Masthead", line, align="end")
        below = plain(self.document.subtitle).strip()
        if plain(self.document.title).strip():
            yield paragraph(self.story, "Title" if below else "TitleAlone", self.document.title)
        if below:
            yield paragraph(self.story, "Subtitle", self.document.subtitle)

    def _heading(self, section: Section) -> str:
        heading = section.heading
        _, bookmark = self.headings[self._heading_at]
        self._heading_at += 1
        if not plain(heading.children).strip():
            return ""
        self._after_table = False
        level = min(max(heading.level, 1), 4)
        opening, closing = self._bookmark(bookmark)
        # A heading of an officer's text is as much the officer's as what stands under it.
        own = any(isinstance(inline, Span) and inline.slot for inline in heading.children)
        free = self.zones.around(heading.children) if own else ("", "")
        return paragraph(
            self.story,
            f"Heading{level}",
            heading.children,
            before="<w:pageBreakBefore/>" if section.new_page else "",
            lead=opening + free[0],
            tail=free[1] + closing,
        )

    def _paragraph(self, block: Paragraph) -> str:
        return self._free(_STYLES.get(block.role, "Normal"), block, spacing=self._room())

    def _free(self, style: str, block: Paragraph, *, before: str = "", spacing: str = "") -> str:
        """A paragraph of running text, which a protected file may leave to the officer."""
        lead, tail = self.zones.around(block.children)
        return paragraph(
            self.story, style, block.children, before=before, spacing=spacing, lead=lead, tail=tail
        )

    def _room(self) -> str:
        """Space above what follows a table, which has none below itself."""
        room = _ROOM_AFTER_TABLE if self._after_table else ""
        self._after_table = False
        return room

    def _gap(self) -> str:
        self._after_table = False
        return f"<w:p>{properties('Gap', self.story.script.direction)}</w:p>"

    def _bookmark(self, name: str) -> tuple[str, str]:
        number = self._next_bookmark
        self._next_bookmark += 1
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    # ------------------------------------------------------------ lists

    def _list(self, block: ListBlock, level: int) -> Iterator[str]:
        """The XML of a list, one piece for each of its items."""
        instance = numbering.BULLETS
        if block.ordered:
            instance = numbering.FIRST_ORDERED + len(self.ordered)
            self.ordered.append(level)
        style = "ListNumber" if block.ordered else "ListBullet"
        for item in block.items:
            yield "".join(self._item(item, level, instance, style))

    def _item(self, item: Item, level: int, instance: int, style: str) -> Iterator[str]:
        mark = numbering.number(instance, level)
        for block in item.blocks:
            match block:
                case Paragraph() if mark:
                    room = self._room()
                    yield self._free(style, block, before=mark, spacing=room)
                    mark = ""
                case Paragraph():
                    shift = f"{self._room()}{numbering.indent(level)}"
                    yield self._free("ListContinue", block, spacing=shift)
                case ListBlock():
                    yield from self._list(block, level + 1)
                case _:
                    yield from self.block(block)

    # ------------------------------------------------------------ tables

    def _table(self, block: Table) -> Iterator[str]:
        caption = self._caption(block)
        # A table without a header row takes its caption as one: Word has no other way to
        # tell a reader who listens where a table starts and what it is.
        in_row = bool(block.rows) and not block.head
        if not in_row:
            yield paragraph(
                self.story,
                "Caption",
                block.caption,
                lead=caption.lead,
                tail=caption.tail,
                said=caption.said,
            )
            self._after_table = False
        elif self._after_table:
            yield self._gap()
        if block.head or block.rows:
            row = caption if in_row else None
            yield TableRows(self.story, block, self.looks.width, row).written()
            self._after_table = True

    def _caption(self, block: Table) -> Caption:
        """The number before a table's caption, and the bookmark around both."""
        self._tables += 1
        return self._counted("Table", self.document.labels.table, self._tables, block)

    def _counted(self, sequence: str, word: str, number: int, block: Table | Figure) -> Caption:
        """A number as a field of a sequence, behind its word; the name stays in English."""
        name = self.story.anchors.get(block.id) if block.id else None
        opening, closing = self._bookmark(name) if name else ("", "")
        furniture = self.document.furniture
        count = in_figures(number, furniture.digits)
        rtl = self.looks.direction == "rtl"
        shaped = "<w:rPr><w:rtl/></w:rPr>" if rtl and furniture.digits != "latn" else ""
        # The mark keeps the number apart from a caption that starts in Latin letters.
        between = f"{RLM if rtl else ''} – " if plain(block.caption).strip() else ""
        label = f"{word}\u00a0"
        named = f"{sequence}Other" if self.second else sequence
        counted = field(f"SEQ {named} \\* {counter(furniture.digits)}", count, shaped)
        start, stop = (
            self._bookmark(self.story.numbers[block.id]) if self._is_named(block) else ("", "")
        )
        numbered = f"{start}{self.story.text(label)}{counted}{stop}"
        lead = f"{opening}{numbered}{self.story.text(between)}"
        return Caption(lead, closing, f"{label}{count}{between}")

    def _is_named(self, block: Table | Figure) -> bool:
        """Whether a reference names the table or figure, so that its number needs a bookmark."""
        return block.id in self.story.numbers

    # ------------------------------------------------------------ figures

    def _figure(self, block: Figure) -> Iterator[str]:
        room = self._room()
        if plain(block.caption).strip():
            self._figures += 1
            around = self._counted("Figure", self.document.labels.figure, self._figures, block)
            yield paragraph(
                self.story,
                "Caption",
                block.caption,
                spacing=room,
                lead=around.lead,
                tail=around.tail,
                said=around.said,
            )
            room = ""
        run = self.pictures.run(block)
        if self.pictures.is_native(block):
            yield held(self.story, "Normal", run, spacing=room)
        else:
            yield paragraph(self.story, "Normal", (), spacing=room, lead=run)

    # ------------------------------------------------------------ boxes

    def _box(self, box: Box) -> Iterator[str]:
        look = BOX_BY_ROLE.get(box.role, KEY_BOX)
        fill = self.looks.box if look.filled else ""
        width = self.looks.width
        title = plain(box.title).strip()
        frame = Frame(look.style, (width,), title, head=bool(title))
        rows: list[str] = []
        if title:
            rows.append(
                box_row(paragraph(self.story, look.title, box.title), width, fill, head=True)
            )
        story = self.story
        if box.role == CHANGES:  # all in it is a change
            self.story = replace(story, changed=())
        for block in box.blocks:
            if _stands_alone(block):
                yield from self._box_part(frame, rows)
                rows = []
                yield from self.block(block)
                continue
            after, self._after_table = self._after_table, False
            rows += [box_row(content, width, fill) for content in self.block(block) if content]
            self._after_table = after
        self.story = story
        yield from self._box_part(frame, rows)

    def _box_part(self, frame: Frame, rows: Sequence[str]) -> Iterator[str]:
        if not rows:
            return
        if self._after_table:
            yield self._gap()
        yield whole_table(self.story, frame, kept(rows))
        self._after_table = True

    # ------------------------------------------------------------ contents

    def _contents(self, block: Contents) -> Iterator[str]:
        entries = [
            (heading, bookmark)
            for heading, bookmark in self.headings
            if heading.level <= CONTENTS_LEVELS and plain(heading.children).strip()
        ]
        if not entries:
            return
        if self._after_table:
            yield self._gap()
        if plain(block.title).strip():
            yield paragraph(self.story, "TOCHeading", block.title)
        # Word makes the entries again from the headings: they are no text of their own. In a
        # file of two languages it would mix them, so there they are links alone.
        quiet = replace(self.story, controls=None, texts=None)
        alone = self.document.beside is None and not self.second
        first = begin(f'TOC \\o "1-{CONTENTS_LEVELS}" \\n \\h \\z') if alone else ""
        last = end() if alone else ""
        for at, (heading, bookmark) in enumerate(entries, 1):
            yield paragraph(
                quiet,
                f"TOC{max(heading.level, 1)}",
                _quiet(heading.children),
                lead=f'{first}<w:hyperlink w:anchor="{bookmark}" w:history="1">',
                tail=f"</w:hyperlink>{last if at == len(entries) else ''}",
            )
            first = ""


def _stands_alone(block: Block) -> bool:
    """Whether ``block`` cannot stand in a cell: a table in a table helps no reader."""
    return any(isinstance(inner, Table | Box | Section | Contents) for inner in walk((block,)))


def _quiet(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """A heading's inlines as an entry of the contents: no note calls, no links."""
    kept: list[Inline] = []
    for inline in inlines:
        match inline:
            case Citation():
                continue
            case LineBreak():
                kept.append(Text(" "))
            case Link():
                kept.extend(_quiet(inline.children))
            case Span() | Strong() | Emphasis():
                kept.append(replace(inline, children=_quiet(inline.children)))
            case _:
                kept.append(inline)
    return tuple(kept)
