"""Tables: every row as wide as the columns, widths that sum to 100, a caption always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, cast

from generator.compose.mistakes import Mistake
from generator.compose.opened import Open, inlines, named
from generator.document.tree import Align, Cell, Rest, Row, Table
from generator.document.walk import plain
from generator.limits import Limits

Place = Callable[[Mistake, str], Mistake]


def table_from(done: Open, limits: Limits, place: Place) -> Table | None:
    """The table, or None when it has no rows; raises ``Mistake`` with the place of the row.

    Rows beyond those that can be printed are its rest.
    """
    head = [row for part in _parts(done, "thead") for row in _rows(part)]
    body = [row for part in _parts(done, "tbody") for row in _rows(part)]
    if not body:
        return None
    caption = named(done, "caption")
    if not caption:
        raise place(Mistake("template-table-no-caption"), done.at)
    widths = _widths(done, _columns(body[0][1]), place)
    if len(widths) > limits.table_columns:
        mistake = Mistake(
            "template-table-too-wide", columns=len(widths), limit=limits.table_columns
        )
        raise place(mistake, done.at)
    for at, row in (*head, *body):
        if _columns(row) != len(widths):
            mistake = Mistake("template-row-width", cells=_columns(row), columns=len(widths))
            raise place(mistake, at)
    rows = tuple(row for _, row in body)
    first, others = rows[: limits.table_rows], rows[limits.table_rows :]
    return Table(
        caption=caption,
        widths=widths,
        head=tuple(row for _, row in head),
        rows=first,
        rest=Rest(others) if others else None,
        summary=plain(named(done, "summary")),
        role=done.attributes.get("class", ""),
        id=done.attributes.get("id", ""),
    )


class RowCounter:
    """Counts the rows of the table that is being read, to know which will not be printed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows = 0

    @property
    def past(self) -> bool:
        """Whether the row that is being read is beyond those that are printed."""
        return self._rows > self._limits.table_rows

    def opened(self, name: str, stack: Sequence[Open]) -> None:
        """Note that an element opens inside those of ``stack``."""
        if name == "table":
            self._rows = 0
        elif name in ("td", "th") and stack[-2].name == "tbody" and not stack[-1].content:
            self._rows += 1
            if self._rows > self._limits.table_all_rows:
                raise Mistake("template-table-too-long", limit=self._limits.table_all_rows)

    def closed(self, name: str) -> None:
        """Note that an element was closed."""
        if name == "table":
            self._rows = 0


def _parts(done: Open, name: str) -> list[Open]:
    return [part for part in done.content if isinstance(part, Open) and part.name == name]


def _rows(part: Open) -> list[tuple[str, Row]]:
    rows = [row for row in _parts(part, "tr") if row.content]
    return [(row.at, Row(tuple(_cells(row, part.name)))) for row in rows]


def _cells(row: Open, part: str) -> list[Cell]:
    return [_cell(cell, part) for cell in row.content if isinstance(cell, Open)]


def _cell(cell: Open, part: str) -> Cell:
    scope = None
    if cell.name == "th":
        scope = cell.attributes.get("scope") or ("col" if part == "thead" else "row")
    return Cell(
        children=inlines(cell.content),
        header=cast("Literal['col', 'row'] | None", scope),
        align=cast("Align", cell.attributes.get("class", "start")),
        colspan=int(cell.attributes.get("colspan", "1")),
    )


def _columns(row: Row) -> int:
    return sum(cell.colspan for cell in row.cells)


def _widths(done: Open, columns: int, place: Place) -> tuple[float, ...]:
    given = [col for group in _parts(done, "colgroup") for col in _parts(group, "col")]
    if not given:
        return equal_widths(columns)
    widths = tuple(float(col.attributes["width"]) for col in given)
    if abs(sum(widths) - 100) > 0.1:
        raise place(Mistake("template-widths", total=f"{sum(widths):g}"), given[0].at)
    return widths


def equal_widths(columns: int) -> tuple[float, ...]:
    """Shares of equal columns that sum to exactly 100.

    >>> equal_widths(3)
    (33.33, 33.33, 33.34)
    """
    share = round(100 / columns, 2)
    return (*[share] * (columns - 1), round(100 - share * (columns - 1), 2))
