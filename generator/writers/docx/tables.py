"""Tables and boxes.

A box is a table of one column: its title is the header row, every block a row of its
own. So it reads as what it is (a headed list), keeps its title over a page break, and
its bar stands at the start in both directions, because a table is mirrored whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.document.tree import Cell, Row, Table
from generator.document.walk import plain
from generator.writers.columns import fitted
from generator.writers.docx.direction import mostly_rtl
from generator.writers.docx.looks import OUR_WIDTH
from generator.writers.docx.paragraphs import paragraph
from generator.writers.docx.runs import Story
from generator.writers.docx.xml import quoted
from generator.writers.phrases import RTL_LETTER

KEEP_WHOLE = 9  # a table of up to so many rows is kept on one page
_CAREFUL = 1.06  # where lines are short, what an estimate is wrong by counts for more
_UNSHOWN = re.compile("<w:instrText[^>]*>[^<]*|<[^>]+>")
_UNBOUND = re.compile(r"<w:pStyle [^>]*/>(?!<w:keepNext/>)")
_KEEP_NEXT = "<w:keepNext/>"
_TITLE_LENGTH = 255  # of a table's title in Word
_ROW_HEADS = {
    "snapshot": "SnapshotLabel",
    "chronology": "TableTopic",
    "if-raised": "TableTopic",
}


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a table's caption: a bookmark, and its number before it.

    said  what ``lead`` prints.
    """

    lead: str = ""
    tail: str = ""
    said: str = ""


@dataclass(slots=True)
class TableRows:
    """Writes one table with its rows; the caption only where it has to be a row."""

    story: Story
    source: Table
    width: int
    caption_row: Caption | None = None

    def written(self) -> str:
        """The XML of the table."""
        source = self.source
        shares = source.widths
        if len(shares) == columns(source):
            rtl = self.story.script.direction == "rtl"
            narrower = OUR_WIDTH / self.width
            narrower = narrower * _CAREFUL if narrower > 1 else 1.0
            shares = fitted(source, "arabic" if rtl else "latin", narrower)
        widths = grid(shares, columns(source), self.width)
        whole = len(source.head) + len(source.rows) <= KEEP_WHOLE
        rows = [self._caption(len(widths), self.caption_row)] if self.caption_row else []
        rows += [self._row(row, widths, head=True, keep=True) for row in source.head]
        rows += [
            self._row(row, widths, head=False, keep=whole and at < len(source.rows))
            for at, row in enumerate(source.rows, 1)
        ]
        frame = Frame(
            "BriefTable",
            widths,
            plain(source.caption),
            source.summary,
            head=bool(source.head or self.caption_row),
            side=any(cell.header == "row" for row in source.rows for cell in row.cells),
        )
        return whole_table(self.story, frame, rows)

    def _caption(self, count: int, around: Caption) -> str:
        content = paragraph(
            self.story,
            "TableHead",
            self.source.caption,
            lead=around.lead,
            tail=around.tail,
            said=around.said,
        )
        return _as_row(_as_cell(content, self.width, count), head=True)

    def _row(self, row: Row, widths: Sequence[int], *, head: bool, keep: bool) -> str:
        cells = []
        column = 0
        for cell in _filled(row, len(widths)):
            span = max(cell.colspan, 1)
            content = self._content(cell, head=head, keep=keep)
            cells.append(_as_cell(content, sum(widths[column : column + span]), span))
            column += span
        return _as_row("".join(cells), head=head)

    def _content(self, cell: Cell, *, head: bool, keep: bool) -> str:
        style = "TableText"
        if head or cell.header == "col":
            style = "TableHead"
        elif cell.header == "row":
            style = _ROW_HEADS.get(self.source.role, "TableRowHead")
        before = _KEEP_NEXT if keep and style != "TableHead" else ""
        return paragraph(self.story, style, cell.children, before=before, align=cell.align)


def columns(table: Table) -> int:
    """Columns of the widest row, or as many as have a width."""
    rows = (*table.head, *table.rows)
    widest = max((_span(row) for row in rows), default=0)
    return max(widest, len(table.widths), 1)


def grid(shares: Sequence[float], count: int, width: int) -> tuple[int, ...]:
    """Column widths in twips that sum to ``width`` exactly.

    >>> grid((30.0, 70.0), 2, 9972)
    (2992, 6980)
    """
    usable = [max(share, 0.0) for share in shares[:count]]
    if len(usable) < count or not sum(usable):
        usable = [1.0] * count
    total = sum(usable)
    edges = [round(width * sum(usable[:n]) / total) for n in range(count + 1)]
    return tuple(right - left for left, right in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a table is besides its rows: style, columns, words for who cannot see it.

    head  whether its first row is a header row; side, whether its first column names rows.
    """

    style: str
    widths: Sequence[int]
    title: str
    summary: str = ""
    head: bool = False
    side: bool = False


def whole_table(story: Story, frame: Frame, rows: Sequence[str]) -> str:
    """A table of finished ``rows``, mirrored where its text reads from right to left."""
    inside = "".join(rows)
    rtl = story.script.direction == "rtl" or mostly_rtl(_shown(inside))
    look = (
        f'<w:tblLook w:val="{_look(frame.head, frame.side)}" w:firstRow="{int(frame.head)}"'
        f' w:lastRow="0" w:firstColumn="{int(frame.side)}" w:lastColumn="0" w:noHBand="1"'
        ' w:noVBand="1"/>'
    )
    words = ""
    if frame.title.strip():
        words = f"<w:tblCaption w:val={quoted(_short(frame.title))}/>"
    if said := frame.summary.strip() or frame.title.strip():
        words += f"<w:tblDescription w:val={quoted(said)}/>"
    cells = "".join(f'<w:gridCol w:w="{each}"/>' for each in frame.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{frame.style}"/>{"<w:bidiVisual/>" if rtl else ""}'
        f'<w:tblW w:w="{sum(frame.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{look}{words}</w:tblPr><w:tblGrid>{cells}</w:tblGrid>{inside}</w:tbl>"
    )


def _shown(xml: str) -> str:
    """The text of ``xml`` when it holds right-to-left letters, for counting letters."""
    return html.unescape(_UNSHOWN.sub("", xml)) if RTL_LETTER.search(xml) else ""


def kept(rows: Sequence[str]) -> list[str]:
    """The rows of a box, each bound to the next unless there are too many for one page."""
    if sum(row.count("<w:p>") for row in rows) > KEEP_WHOLE:
        return list(rows)
    return [*(_UNBOUND.sub(rf"\g<0>{_KEEP_NEXT}", row) for row in rows[:-1]), *rows[-1:]]


def box_row(content: str, width: int, fill: str = "", *, head: bool = False) -> str:
    """One row of a box; ``content`` ends with a paragraph."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return _as_row(_as_cell(content, width, shade=shade), head=head)


def _as_row(cells: str, *, head: bool) -> str:
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"


def _as_cell(content: str, width: int, span: int = 1, shade: str = "") -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{merged}{shade}</w:tcPr>{content}</w:tc>"


def _look(head: bool, side: bool) -> str:
    return f"{0x0600 | 0x0020 * head | 0x0080 * side:04X}"


def _short(text: str) -> str:
    return text if len(text) <= _TITLE_LENGTH else f"{text[: _TITLE_LENGTH - 1]}…"


def _span(row: Row) -> int:
    return sum(max(cell.colspan, 1) for cell in row.cells)


def _filled(row: Row, count: int) -> Iterable[Cell]:
    """The cells of a row, with empty ones where it is shorter than the table."""
    missing = count - _span(row)
    return (*row.cells, *(Cell(()) for _ in range(missing)))
