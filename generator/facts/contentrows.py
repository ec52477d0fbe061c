"""What one source gave, as bytes: a head, and blocks of facts by the area they are about."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    records = contents.records
    parts: dict[str, array[int]] = defaultdict(lambda: array("Q"))  # a list of a million is large
    others: list[tuple[int, Record]] = []
    for number, record in enumerate(records):
        if not isinstance(record, Fact):
            others.append((number, record))
        elif number < contents.tabled or not record.countries:
            parts[STATEMENTS].append(number)
        else:
            parts[record.countries[0]].append(number)
    pool, blocks = rows.Pool(), {}
    beside: dict[str, set[str]] = defaultdict(set)
    for subject, numbers in sorted(parts.items()):
        facts = [(number, fact) for number in numbers if isinstance(fact := records[number], Fact)]
        blocks[subject] = rows.packed(facts, pool)
        if subject != STATEMENTS:
            for _, fact in facts:
                for area in fact.countries[1:]:
                    beside[area].add(subject)
    named = {area: sorted(subjects) for area, subjects in sorted(beside.items())}
    blocks[POOL] = parcel.pack((tuple(pool.values), named))
    head = (replace(contents, records=[]), others, len(records))
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
    pool = pool_of(parts).values
    records: dict[int, Fact | Record] = dict(others)
    for subject, data in parts.items():
        if subject != POOL:
            records.update(rows.opened(data, pool))
    if len(records) != count:
        raise parcel.NotAParcelError("records are missing")
    contents.records = [records[number] for number in sorted(records)]
    return contents


@dataclass(frozen=True, slots=True)
class SharedByAll:
    """What the facts of a source share, and where the facts are that name a second area.

    beside  by area: the parts of other areas that hold facts about it too.
    """

    values: Sequence[Any]
    beside: Mapping[str, Sequence[str]]


def pool_of(parts: Mapping[str, bytes]) -> SharedByAll:
    """What stands beside the parts of a source."""
    found = parcel.unpack_plain(parts.get(POOL, b""))
    if not isinstance(found, tuple) or len(found) != 2:
        raise parcel.NotAParcelError("a pool of another form")
    return SharedByAll(*found)


def facts_of(blocks: Iterable[bytes], pool: Sequence[Any]) -> Iterator[Fact]:
    """The facts of some blocks of a source, in its order."""
    found = [one for data in blocks for one in rows.opened(data, pool)]
    found.sort(key=_number)
    return (fact for _, fact in found)


def _number(one: rows.Numbered) -> int:
    return one[0]
