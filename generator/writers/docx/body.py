"""Blocks as paragraphs and tables: the main text of the Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.document.tree import (
    Block,
    Box,
    Citation,
    Contents,
    Document,
    Emphasis,
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
from generator.writers.docx import numbering, tables
from generator.writers.docx.fields import begin, end
from generator.writers.docx.looks import Looks
from generator.writers.docx.notes import NoteCalls
from generator.writers.docx.paragraphs import paragraph, properties
from generator.writers.docx.runs import Story, plain

CONTENTS_LEVELS = 2
FIRST_BOOKMARK = 100001
_STYLES = {
    "": "Normal",
    "lead": "Lead",
    "note": "SmallPrint",
    "empty-section": "EmptySection",
    "draft": "DraftText",
}
_WARNINGS = frozenset({"warning", "conflict", "staleness"})
_ROOM_AFTER_TABLE = '<w:spacing w:before="160"/>'


@dataclass(slots=True)
class Body:
    """Writes the blocks of one document.

    headings  every heading of the document with its bookmark, in order.
    """

    document: Document
    looks: Looks
    story: Story
    calls: NoteCalls
    headings: Sequence[tuple[Heading, str]]
    ordered: list[int] = field(default_factory=list)
    _next_bookmark: int = 1
    _after_table: bool = False
    _heading_at: int = 0

    def written(self) -> str:
        """The XML of the body up to its section properties."""
        parts = list(self._title())
        for block in self.document.blocks:
            parts.extend(self.block(block))
        for note in self.calls.uncalled():
            lead = self.story.text(f"{note.label} ")
            parts.append(paragraph(self.story, "FootnoteText", note.children, lead=lead))
            self._after_table = False
        if self._after_table:
            parts.append(self._gap())
        return "".join(parts)

    def block(self, block: Block) -> Iterator[str]:
        """The XML of one block, in pieces."""
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case ListBlock():
                yield from self._list(block, 0)
            case Table():
                yield from self._table(block)
            case Box():
                yield from self._box(block)
            case Section():
                yield self._heading(block)
                for inner in block.blocks:
                    yield from self.block(inner)
            case Contents():
                yield from self._contents(block)

    # ------------------------------------------------------------ text

    def _title(self) -> Iterator[str]:
        if plain(self.document.title).strip():
            yield paragraph(self.story, "Title", self.document.title)
        if plain(self.document.subtitle).strip():
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
        return paragraph(
            self.story,
            f"Heading{level}",
            heading.children,
            before="<w:pageBreakBefore/>" if section.new_page else "",
            lead=opening,
            tail=closing,
        )

    def _paragraph(self, block: Paragraph) -> str:
        return paragraph(
            self.story, _STYLES.get(block.role, "Normal"), block.children, spacing=self._room()
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
        instance = numbering.BULLETS
        if block.ordered:
            instance = numbering.FIRST_ORDERED + len(self.ordered)
            self.ordered.append(level)
        for item in block.items:
            yield from self._item(item, level, instance, "Number" if block.ordered else "Bullet")

    def _item(self, item: Item, level: int, instance: int, kind: str) -> Iterator[str]:
        marked = False
        for block in item.blocks:
            match block:
                case Paragraph() if not marked:
                    marked = True
                    number = numbering.number(instance, level)
                    yield paragraph(
                        self.story, f"List{kind}", block.children, before=number,
                        spacing=self._room(),
                    )  # fmt: skip
                case Paragraph():
                    yield paragraph(
                        self.story, "ListContinue", block.children,
                        spacing=self._room() + numbering.indent(level),
                    )  # fmt: skip
                case ListBlock():
                    yield from self._list(block, level + 1)
                case _:
                    yield from self.block(block)

    # ------------------------------------------------------------ tables

    def _table(self, block: Table) -> Iterator[str]:
        has_caption = bool(plain(block.caption).strip())
        if not (block.head or block.rows):
            if has_caption:
                yield self._caption(block)
            return
        caption_row = has_caption and not block.head
        if has_caption and not caption_row:
            yield self._caption(block)
        elif self._after_table:
            yield self._gap()
        marks = self._table_bookmark(block) if caption_row else ("", "")
        width = self.looks.width
        yield tables.table(self.story, block, width, caption_row=caption_row, marks=marks)
        self._after_table = True

    def _caption(self, block: Table) -> str:
        self._after_table = False
        lead, tail = self._table_bookmark(block)
        return paragraph(self.story, "Caption", block.caption, lead=lead, tail=tail)

    def _table_bookmark(self, block: Table) -> tuple[str, str]:
        name = self.story.anchors.get(block.id) if block.id else None
        return self._bookmark(name) if name else ("", "")

    def _box(self, box: Box) -> Iterator[str]:
        rows: list[str] = []
        title = plain(box.title).strip()
        warning = box.role in _WARNINGS
        if title:
            style = "WarningTitle" if warning else "BoxTitle"
            rows.append(self._box_row(paragraph(self.story, style, box.title), head=True))
        opening = tables.start(
            self.story,
            "WarningBox" if warning else "BriefBox",
            (self.looks.width,),
            title,
            title,
            head=bool(title),
            side=False,
        )
        for block in box.blocks:
            if _stands_alone(block):
                yield from self._box_part(opening, rows)
                rows = []
                yield from self.block(block)
                continue
            after, self._after_table = self._after_table, False
            content = "".join(self.block(block))
            self._after_table = after
            if content:
                rows.append(self._box_row(content))
        yield from self._box_part(opening, rows)

    def _box_row(self, content: str, *, head: bool = False) -> str:
        return tables.box_row(content, self.looks.width, self.looks.box, head=head)

    def _box_part(self, opening: str, rows: Sequence[str]) -> Iterator[str]:
        if not rows:
            return
        if self._after_table:
            yield self._gap()
        yield f"{opening}{''.join(rows)}</w:tbl>"
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
        first = begin(f'TOC \\o "1-{CONTENTS_LEVELS}" \\n \\h \\z')
        for at, (heading, bookmark) in enumerate(entries, 1):
            yield paragraph(
                self.story,
                f"TOC{max(heading.level, 1)}",
                _quiet(heading.children),
                lead=f'{first}<w:hyperlink w:anchor="{bookmark}" w:history="1">',
                tail=f"</w:hyperlink>{end() if at == len(entries) else ''}",
            )
            first = ""


def bookmarks(document: Document) -> tuple[list[tuple[Heading, str]], dict[str, str]]:
    """Every heading with its bookmark in reading order, and bookmark names by id.

    Tables have a bookmark where their caption stands.
    """
    headings: list[tuple[Heading, str]] = []
    anchors: dict[str, str] = {}
    tables_seen = 0
    for block in _walk(document.blocks):
        if isinstance(block, Section):
            name = f"_Toc{FIRST_BOOKMARK + len(headings)}"
            headings.append((block.heading, name))
            if plain(block.heading.children).strip():
                anchors.setdefault(block.heading.id, name)
        elif isinstance(block, Table) and block.id and plain(block.caption).strip():
            tables_seen += 1
            anchors.setdefault(block.id, f"_Tab{FIRST_BOOKMARK + tables_seen}")
    return headings, anchors


def _walk(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case Section() | Box():
                yield from _walk(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from _walk(item.blocks)
            case _:
                pass


def _stands_alone(block: Block) -> bool:
    """Whether ``block`` cannot stand in a cell: a table in a table helps no reader."""
    return any(isinstance(inner, Table | Box | Section | Contents) for inner in _walk((block,)))


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
