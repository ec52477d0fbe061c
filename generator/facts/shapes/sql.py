"""The result of a query of a database, as it was received.

No database is opened while facts are read: ``briefing refresh`` asks it and keeps the
answer as a file (``facts.queryresult``), which is read here like every other table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.facts import codes
from generator.facts.grid import GridReader
from generator.facts.gridlayout import GridLayout, columns_of, grid_layout
from generator.facts.numbers import PLAIN
from generator.facts.observations import Locator, Observation
from generator.facts.queryresult import QueryResult, read_result
from generator.facts.readers.json_values import span_of
from generator.facts.refused import RefusedError
from generator.facts.schema import Fields
from generator.facts.tablefile import TableFile

_MOST_ROWS: Final = 1_000_000
_MOST_SECONDS: Final = 600
_FILE: Final = re.compile(r"received/latest/[a-z0-9][a-z0-9._-]{0,79}\.json")


@dataclass(frozen=True, slots=True)
class SqlLayout:
    """What to ask a database, and what the columns of its answer mean.

    connection  name of the environment variable with the address of the database; the
                address itself, with its password, stands in no file.
    statement   one SELECT; or a table, which is asked for all of its rows.
    key         columns that tell the rows apart and give them their order.
    most_rows, seconds  where the answer is refused for its length, or for its time.
    """

    grid: GridLayout
    connection: str
    statement: str = ""
    table: str = ""
    key: tuple[str, ...] = ()
    most_rows: int = 100_000
    seconds: int = 30


def layout(fields: Fields) -> SqlLayout:
    """The settings of the shape."""
    files = fields.text("files")
    if files is not None and not _FILE.fullmatch(files):
        fields.refuse("sql-file", "files", value=codes.shortened(files))
    statement, table = fields.text("query"), fields.code("table", codes.SQL_NAME, "sql-name")
    if (statement is None) == (table is None):
        fields.refuse("sql-what", "query")
    return SqlLayout(
        grid=grid_layout(fields),
        connection=fields.code("connection", codes.VARIABLE, "variable", required=True) or "",
        statement=statement or "",
        table=table or "",
        key=fields.codes("key", codes.SQL_NAME, "sql-name", required=True),
        most_rows=_within(fields, "most_rows", 100_000, _MOST_ROWS),
        seconds=_within(fields, "seconds", 30, _MOST_SECONDS),
    )


def _within(fields: Fields, name: str, default: int, most: int) -> int:
    found = fields.integer(name)
    if found is None:
        return default
    if not 1 <= found <= most:
        fields.refuse("sql-limit", name, value=found, limit=most)
    return found


def observations(file: TableFile) -> Iterator[Observation]:
    """One observation for each row, or for each of its cells that hold values."""
    settings: SqlLayout = file.setup.layout
    try:
        result = read_result(file.content)
    except RefusedError as error:
        file.refuse(error.code, None, **error.values)
        return
    if result.asked != asked(settings):
        file.refuse("sql-other-query")
        return
    columns = columns_of(settings.grid, result.columns, 1, file)
    numbers = _key(settings, result, file)
    if columns is None or numbers is None:
        return
    names = _Names(result, numbers)
    reader = GridReader(file, _typed(settings.grid), columns, names.name)
    yield from reader.observations(lambda to: _rows(result, to))


def asked(settings: SqlLayout) -> str:
    """What the database is asked, as it is kept with the answer."""
    return settings.statement or f"table {settings.table}"


def _typed(grid: GridLayout) -> GridLayout:
    """Numbers of a database have a point before decimals, whatever a text may have."""
    if grid.form.decimal is not None:
        return grid
    return replace(grid, form=PLAIN)


def _key(settings: SqlLayout, result: QueryResult, file: TableFile) -> tuple[int, ...] | None:
    places = {name.casefold(): number for number, name in enumerate(result.columns)}
    missing = [name for name in settings.key if name.casefold() not in places]
    if missing:
        known = ", ".join(result.columns)
        file.refuse("table-no-column", None, header=missing[0], known=known)
        return None
    return tuple(places[name.casefold()] for name in settings.key)


def _rows(result: QueryResult, file: TableFile) -> Iterator[tuple[Sequence[str], int]]:
    for number, row in enumerate(result.rows):
        file.records += 1
        yield row, number + 1


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of cells: the key of the row and the column, ``id=7/value``."""

    result: QueryResult
    key: tuple[int, ...]

    def name(self, line: int, column: int) -> str:
        row = self.result.rows[line - 1]
        key = ",".join(f"{self.result.columns[n]}={row[n]}" for n in self.key)
        return f"{key}/{self.result.columns[column]}"


def locate(file: TableFile, line: int, cell: str) -> Locator | None:
    """The bytes of a value in the answer that was kept."""
    settings: SqlLayout = file.setup.layout
    try:
        result = read_result(file.content)
    except RefusedError:
        return None
    numbers = _key(settings, result, file)
    if numbers is None or not 1 <= line <= len(result.rows):
        return None
    names = _Names(result, numbers)
    for column in range(len(result.columns)):
        if names.name(line, column) == cell:
            text: Any = file.content.decode("utf-8")
            span = span_of(text, f"/rows/{line - 1}/{column}")
            return None if span is None else Locator(line, cell, *file.bytes_of(text, *span))
    return None
