"""How many rows of a table are printed: a house, a template or an order may lower the limit."""

from __future__ import annotations

from generator.facts.schema import Fields
from generator.house.manners import TABLE_ROWS as FIELD
from generator.limits import DEFAULT_LIMITS, Limits


def table_rows(fields: Fields, limits: Limits = DEFAULT_LIMITS) -> int | None:
    """The field of a house style or a template; a number that cannot be is noted."""
    rows = fields.integer(FIELD)
    if rows is not None and not 1 <= rows <= limits.table_rows:
        fields.refuse("table-rows-limit", FIELD, value=rows, limit=limits.table_rows)
        return None
    return rows
