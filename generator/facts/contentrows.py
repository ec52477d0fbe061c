"""What one source gave, as bytes: a head, and blocks of facts by the area they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from generator.facts import parcel, rows
from generator.facts.contents import Contents
from generator.facts.entities import Record
from generator.facts.model import Fact

STATEMENTS: Final = ""
"""The part that holds what people entered: no values of tables."""
POOL: Final = "="
"""The part that holds what the facts of all others share."""


def packed(contents: Contents) -> tuple[bytes, dict[str, bytes]]:
    """A source as a head and its parts."""
    parts: dict[str, list[rows.Numbered]] = defaultdict(list)
    others: list[tuple[int, Record]] = []
    for number, record in enumerate(contents.records):
        if not isinstance(record, Fact):
            others.append((number, record))
        elif number < contents.tabled or not record.countries:
            parts[STATEMENTS].append((number, record))
        else:
            parts[record.countries[0]].append((number, record))
    pool = rows.Pool()
    blocks = {subject: rows.packed(facts, pool) for subject, facts in sorted(parts.items())}
    blocks[POOL] = parcel.pack(tuple(pool.values))
    head = (replace(contents, records=[]), others, len(contents.records))
    return parcel.pack(head), blocks


def opened(head: bytes, parts: Mapping[str, bytes]) -> Contents:
    """The source again, its records in their order.

    Raises ``NotAParcelError`` for what ``packed`` did not make.
    """
    found = parcel.unpack_plain(head)
    if not isinstance(found, tuple) or len(found) != 3 or not isinstance(found[0], Contents):
        raise parcel.NotAParcelError("a head of another form")
    contents: Contents = found[0]
    others, count = found[1:]
    pool = pool_of(parts)
    records: dict[int, Fact | Record] = dict(others)
    for subject, data in parts.items():
        if subject != POOL:
            records.update(rows.opened(data, pool))
    if len(records) != count:
        raise parcel.NotAParcelError("records are missing")
    contents.records = [records[number] for number in sorted(records)]
    return contents


def pool_of(parts: Mapping[str, bytes]) -> Sequence[Any]:
    """What the facts of a source share."""
    if POOL not in parts:
        raise parcel.NotAParcelError("the pool is missing")
    found: Sequence[Any] = parcel.unpack_plain(parts[POOL])
    return found


def facts_of(blocks: Iterable[bytes], pool: Sequence[Any]) -> Iterator[Fact]:
    """The facts of some blocks of a source, in its order."""
    found = [one for data in blocks for one in rows.opened(data, pool)]
    found.sort(key=_number)
    return (fact for _, fact in found)


def _number(one: rows.Numbered) -> int:
    return one[0]
