"""The answer of a database as a file: what was asked, columns, rows, all as text.

One row stands on each line, so that two answers can be compared by eye. Numbers are kept
as the database gave them, exactly; what is missing is null.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from generator.facts.readers.json_values import json_values
from generator.facts.refused import RefusedError

FORM: Final = "query-result-1"


@dataclass(frozen=True, slots=True)
class QueryResult:
    """An answer. asked: the query, or "table …"; rows: texts, "" where there is no value."""

    asked: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def text_of(value: object) -> str | None:
    """One value of a database as text; None for no value.

    >>> text_of(Decimal("1.50")), text_of(0.1), text_of(None)
    ('1.50', '0.1', None)

    Raises ``RefusedError`` for what is neither a number, a text nor a date.
    """
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool):
        raise RefusedError("sql-type", type="true or false")
    if isinstance(value, (int, Decimal)):
        return str(value)
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    raise RefusedError("sql-type", type=type(value).__name__)


def written_result(
    asked: str, columns: Sequence[str], rows: Iterable[Sequence[str | None]]
) -> bytes:
    """The bytes of an answer; equal answers give equal bytes."""
    head = json.dumps({"form": FORM, "asked": asked}, ensure_ascii=False)[:-1]
    names = json.dumps(list(columns), ensure_ascii=False)
    lines = ",\n".join(json.dumps(list(row), ensure_ascii=False) for row in rows)
    return f'{head}, "columns": {names}, "rows": [\n{lines}\n]}}\n'.encode()


def read_result(content: bytes) -> QueryResult:
    """The answer in a file. Raises ``RefusedError`` when it is none."""
    try:
        found = json_values(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02X}"
        raise RefusedError("not-utf8", encoding="UTF-8", byte=byte) from error
    if not _has_form(found):
        raise RefusedError("sql-form")
    width = len(found["columns"])
    for number, row in enumerate(found["rows"]):
        if not isinstance(row, list) or len(row) != width or not all(map(_is_cell, row)):
            raise RefusedError("sql-row", number=number + 1)
    rows = tuple(tuple("" if cell is None else cell for cell in row) for row in found["rows"])
    return QueryResult(found["asked"], tuple(found["columns"]), rows)


def _has_form(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.get("form") == FORM
        and isinstance(found.get("asked"), str)
        and isinstance(found.get("rows"), list)
        and isinstance(found.get("columns"), list)
        and all(type(name) is str for name in found["columns"])
    )


def _is_cell(value: object) -> bool:
    return value is None or type(value) is str  # a number would be a ``Written``
