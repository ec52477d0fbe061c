"""What one source gave, as bytes: a head, and blocks of facts by the area they are about."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Final

from generator.facts import parcel, rows
from generator.facts.contents import Contents
from generator.facts.entities import Record
from generator.facts.model import Fact

STATEMENTS: Final = ""
"""The part that holds what people entered: no values of tables."""
POOL: Final = "="
"""The part that holds what the facts of all others share."""
_FAR: Final = 8
"""Where records stand so far apart, by their number, they are sorted."""


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
    blocks[POOL] = parcel.pack((tuple(pool.values), pool.commons, named))
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
    found_facts = [rows.opened(data, pool) for part, data in parts.items() if part != POOL]
    if len(others) + sum(len(facts) for _, facts in found_facts) != count:
        raise parcel.NotAParcelError("records are missing")
    contents.records = _in_place([*found_facts, ([n for n, _ in others], [r for _, r in others])])
    return contents


@dataclass(frozen=True, slots=True)
class SharedByAll:
    """What the facts of a source share, and where the facts are that name a second area.

    beside  by area: the parts of other areas that hold facts about it too.
    """

    values: rows.Values
    beside: Mapping[str, Sequence[str]]


def pool_of(parts: Mapping[str, bytes]) -> SharedByAll:
    """What stands beside the parts of a source."""
    found = parcel.unpack_plain(parts.get(POOL, b""))
    if not isinstance(found, tuple) or len(found) != 3:
        raise parcel.NotAParcelError("a pool of another form")
    values, commons, beside = found
    return SharedByAll(rows.Values(values, commons), beside)


def facts_of(blocks: Iterable[bytes], pool: rows.Values) -> list[Fact]:
    """The facts of some blocks of a source, in its order."""
    return _in_place([rows.opened(data, pool) for data in blocks])


def _in_place(found: Sequence[tuple[Sequence[int], list[Any]]]) -> list[Any]:
    """Records from several blocks in the order of their numbers; those of one block have it.

    Each of a million is put straight to its place: pairs to be sorted would take more memory
    than what is shared saves.
    """
    some = [one for one in found if one[1]]
    if len(some) < 2:
        return some[0][1] if some else []
    count, last = sum(len(records) for _, records in some), max(max(ns) for ns, _ in some)
    if last > _FAR * count:
        pairs = [pair for numbers, records in some for pair in zip(numbers, records, strict=True)]
        return [record for _, record in sorted(pairs, key=itemgetter(0))]
    places: list[Any] = [None] * (last + 1)
    for numbers, records in some:
        for number, record in zip(numbers, records, strict=True):
            places[number] = record
    return [record for record in places if record is not None]
