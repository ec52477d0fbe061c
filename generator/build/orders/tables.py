"""How many rows of a table an order has printed."""

from __future__ import annotations

from generator.build.orders.fields import Fields
from generator.facts.readers.tree import Scalar, Style
from generator.house.manners import TABLE_ROWS as FIELD
from generator.limits import DEFAULT_LIMITS


def read_table_rows(fields: Fields) -> int | None:
    """The field ``table_rows``: a whole number, no more than can be laid out."""
    node = fields.node(FIELD)
    if node is None:
        return None
    if isinstance(node, Scalar) and node.style is Style.NUMBER and node.text.isdecimal():
        rows, limit = int(node.text[:10]), DEFAULT_LIMITS.table_rows
        if 1 <= rows <= limit:
            return rows
        fields.note("table-rows-limit", FIELD, node.line, value=rows, limit=limit)
        return None
    fields.wrong_shape(FIELD, node, "a whole number, without quotes")
    return None
