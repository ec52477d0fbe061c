"""Tables and boxes.

A box is a table of one column: its title is the header row, every block a row of its
own. So it reads as what it is (a headed list), keeps its title over a page break, and
its rules do not depend on how a program mirrors paragraph borders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.document.tree import Cell, Row, Table
from generator.writers.docx.paragraphs import paragraph
from generator.writers.docx.runs import Story, plain
from generator.writers.docx.xml import quoted

KEEP_WHOLE = 9  # a table of up to so many rows is kept on one page
_KEEP_NEXT = "<w:keepNext/>"
_TITLE_LENGTH = 255


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
    return tuple(right - left for left, right in zip(edges[:-1], edges[1:], strict=True))


def table(
    story: Story,
    source: Table,
    width: int,
    *,
    caption_row: bool = False,
    marks: tuple[str, str] = ("", ""),
) -> str:
    """A table with rows, without its caption paragraph.

    caption_row  the caption stands as a header row over all columns, for tables that
                 have no header row of their own.
    marks        a bookmark's start and end, for the caption in such a row.
    """
    count = columns(source)
    widths = grid(source.widths, count, width)
    whole = len(source.head) + len(source.rows) <= KEEP_WHOLE
    rows = [_caption_row(story, source, width, count, marks)] if caption_row else []
    rows += [_row(story, row, widths, head=True, keep=True) for row in source.head]
    rows += [
        _row(story, row, widths, head=False, keep=whole and at < len(source.rows))
        for at, row in enumerate(source.rows, 1)
    ]
    side = any(cell.header == "row" for row in source.rows for cell in row.cells)
    opening = start(
        story,
        "BriefTable",
        widths,
        plain(source.caption),
        source.summary,
        head=bool(source.head) or caption_row,
        side=side,
    )
    return f"{opening}{''.join(rows)}</w:tbl>"


def start(
    story: Story,
    style: str,
    widths: Sequence[int],
    caption: str,
    summary: str,
    *,
    head: bool,
    side: bool,
) -> str:
    """``w:tbl`` up to its rows: style, direction, fixed grid, text for who cannot see it."""
    rtl = "<w:bidiVisual/>" if story.script.direction == "rtl" else ""
    look = (
        f'<w:tblLook w:val="{_look(head, side)}" w:firstRow="{int(head)}" w:lastRow="0"'
        f' w:firstColumn="{int(side)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    said = f"<w:tblCaption w:val={quoted(_short(caption))}/>" if caption.strip() else ""
    if summary.strip() or caption.strip():
        said += f"<w:tblDescription w:val={quoted(summary or caption)}/>"
    cells = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{rtl}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}{said}'
        f"</w:tblPr><w:tblGrid>{cells}</w:tblGrid>"
    )


def box_row(content: str, width: int, fill: str, *, head: bool = False) -> str:
    """One row of a box; ``content`` ends with a paragraph."""
    header = "<w:tblHeader/>" if head else ""
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr><w:tc><w:tcPr>"
        f'<w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{fill}"/></w:tcPr>{content}</w:tc></w:tr>'
    )


def _caption_row(
    story: Story, source: Table, width: int, count: int, marks: tuple[str, str]
) -> str:
    content = paragraph(story, "TableHead", source.caption, lead=marks[0], tail=marks[1])
    span = f'<w:gridSpan w:val="{count}"/>' if count > 1 else ""
    return (
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr>"
        f'<w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{content}</w:tc></w:tr>'
    )


def _look(head: bool, side: bool) -> str:
    return f"{0x0600 | 0x0020 * head | 0x0080 * side:04X}"


def _short(text: str) -> str:
    return text if len(text) <= _TITLE_LENGTH else f"{text[: _TITLE_LENGTH - 1]}…"


def _span(row: Row) -> int:
    return sum(max(cell.colspan, 1) for cell in row.cells)


def _row(story: Story, row: Row, widths: Sequence[int], *, head: bool, keep: bool) -> str:
    cells = []
    column = 0
    for cell in _filled(row, len(widths)):
        span = max(cell.colspan, 1)
        cells.append(
            _cell(story, cell, sum(widths[column : column + span]), span, head=head, keep=keep)
        )
        column += span
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _filled(row: Row, count: int) -> Iterable[Cell]:
    """The cells of a row, with empty ones where it is shorter than the table."""
    missing = count - _span(row)
    return (*row.cells, *(Cell(()) for _ in range(missing)))


def _cell(story: Story, cell: Cell, width: int, span: int, *, head: bool, keep: bool) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    style = "TableText"
    if head or cell.header == "col":
        style = "TableHead"
    elif cell.header == "row":
        style = "TableRowHead"
    before = _KEEP_NEXT if keep and style != "TableHead" else ""
    content = paragraph(story, style, cell.children, before=before, align=cell.align)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{content}</w:tc>'
