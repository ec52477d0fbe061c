"""Facts as columns: every field comes back with its value and its type."""

from __future__ import annotations

import dataclasses
import datetime as dt
import zlib
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts import parcel, rows
from generator.facts.dates import parse_edtf
from generator.facts.model import (
    Confidence,
    Fact,
    Kind,
    LocalText,
    Moment,
    Origin,
    Period,
    Qualifier,
    Quantity,
    Staleness,
    Validity,
)
from generator.facts.openly import maker
from generator.records import COMMON

TEXTS = st.text(max_size=6)
NUMBERS = st.one_of(
    st.none(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [Decimal("1"), Decimal("1.0"), Decimal("1.00"), Decimal("-0"), Decimal("1E+3")]
    ),
)
DATES = st.one_of(st.none(), st.sampled_from(["2016", "2016-06", "2016-06-01", "2016~"]))
NAMES = st.dictionaries(st.sampled_from(["en", "fr", "ar"]), TEXTS).map(MappingProxyType)
ORIGINS = st.builds(Origin, TEXTS, TEXTS, NAMES, url=st.one_of(st.none(), TEXTS))
QUANTITIES = st.builds(
    Quantity,
    NUMBERS,
    st.sampled_from(["percent", "persons"]),
    minimum=NUMBERS,
    maximum=NUMBERS,
    qualifier=st.sampled_from(Qualifier),
    decimals=st.one_of(st.none(), st.integers(0, 3)),
)
LOCAL = st.dictionaries(
    st.sampled_from(["en", "fr"]),
    st.builds(LocalText, NAMES, past=st.one_of(st.none(), NAMES)),
).map(MappingProxyType)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    day = draw(DATES)
    date = parse_edtf(day) if day else None
    period = Period(date, None, draw(st.booleans())) if date else None
    return Fact(
        id=draw(st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)),
        kind=draw(st.sampled_from(Kind)),
        countries=tuple(draw(st.lists(st.sampled_from(["IRQ", "CAN"]), max_size=2))),
        text=draw(LOCAL),
        origin=draw(ORIGINS),
        marking=draw(st.sampled_from(["OPEN", "SECRET"])),
        locator=draw(st.one_of(st.none(), TEXTS)),
        name=draw(NAMES),
        quantity=draw(st.one_of(st.none(), QUANTITIES)),
        moment=Moment(date=date) if draw(st.booleans()) else Moment(period=period),
        validity=Validity(period) if period else Validity(),
        as_of=date,
        confidence=draw(st.sampled_from(Confidence)),
        disclosable=draw(st.booleans()),
        staleness=draw(st.one_of(st.none(), st.sampled_from(Staleness))),
        review_by=draw(st.one_of(st.none(), st.just(dt.date(2026, 1, 2)))),
        note=draw(st.one_of(st.none(), TEXTS)),
        tags=tuple(draw(st.lists(TEXTS, max_size=2))),
        file=draw(TEXTS),
        line=draw(st.integers(0, 9)),
        cell=draw(st.text(max_size=4)),
        version=draw(st.sampled_from(["", "ab" * 32, "AB" * 32, "0" * 64, "zz" * 32])),
    )


def fields(value: Any) -> list[tuple[str, type, Any]]:
    """Every field with its type; numbers as they are written."""
    return [
        (one.name, type(getattr(value, one.name)), repr(getattr(value, one.name)))
        for one in dataclasses.fields(value)
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(facts(), min_size=1, max_size=6))
def test_facts_come_back_in_every_field(found: list[Fact]) -> None:
    numbered = [(7 * place, one) for place, one in enumerate(found)]
    pool = rows.Pool()
    first, second = rows.packed(numbered, pool), rows.packed(numbered[:1], pool)
    shared = rows.Values(*parcel.unpack_plain(parcel.pack((tuple(pool.values), pool.commons))))
    for data, wanted in ((first, numbered), (second, numbered[:1])):
        numbers, back = rows.opened(data, shared)
        assert [*numbers] == [number for number, _ in wanted]
        for one, (_, other) in zip(back, wanted, strict=True):
            assert type(one) is Fact
            assert fields(one) == fields(other)
            assert one == other


def test_what_is_shared_stands_once() -> None:
    origin = Origin("s", "d", MappingProxyType({"en": "A"}))
    many = [
        (n, Fact(f"f-{n}", Kind.FIGURE, ("IRQ",), MappingProxyType({}), origin, "OPEN"))
        for n in range(50)
    ]
    pool = rows.Pool()
    data = rows.packed(many, pool)
    assert sum(isinstance(value, Origin) for value in pool.values) == 1
    _, back = rows.opened(data, rows.Values(pool.values, pool.commons))
    assert all(fact.origin is origin for fact in back)
    assert {hash(fact.id) for fact in back} == {hash(f"f-{n}") for n in range(50)}


def test_what_facts_have_in_common_is_one_for_all_blocks() -> None:
    origin, make = Origin("s", "d", MappingProxyType({"en": "A"})), maker(Fact)
    name, text = MappingProxyType({"en": "People"}), MappingProxyType[str, LocalText]({})
    first, second = (
        [(n, make(f"f-{n}", Kind.FIGURE, (area,), text, origin, "OPEN", name=name))]
        for n, area in enumerate(("IRQ", "CAN"))
    )
    pool = rows.Pool()
    blocks = [rows.packed(first, pool), rows.packed(second, pool)]
    values = rows.Values(*parcel.unpack_plain(parcel.pack((tuple(pool.values), pool.commons))))
    ((one,), (other,)) = (rows.opened(data, values)[1] for data in blocks)
    assert [one, other] == [first[0][1], second[0][1]]
    assert getattr(one, COMMON) is getattr(other, COMMON)


@pytest.mark.parametrize("lines", [[0, 2**32 - 1], [0, 2**32], [-1, 0]])
def test_lines_may_be_of_any_length(lines: list[int]) -> None:
    origin = Origin("s", "d", MappingProxyType({"en": "A"}))
    text: MappingProxyType[str, LocalText] = MappingProxyType({})
    many = [
        (n, Fact(f"f-{n}", Kind.FIGURE, ("IRQ",), text, origin, "OPEN", line=line))
        for n, line in enumerate(lines)
    ]
    pool = rows.Pool()
    _, back = rows.opened(rows.packed(many, pool), rows.Values(pool.values, pool.commons))
    assert [fact.line for fact in back] == lines


def block(**changed: Any) -> bytes:
    fact = Fact("a", Kind.FIGURE, ("IRQ",), MappingProxyType({}), Origin("s", "d", {}), "OPEN")
    pool = rows.Pool()
    names = [
        "count",
        "numbers",
        "ids",
        "versions",
        "lines",
        "cells",
        "shared",
        "common",
        "notes",
        "said",
        "q",
    ]
    found = parcel.unpack_plain(zlib.decompress(rows.packed([(0, fact)], pool)))
    parts = {**dict(zip(names, found, strict=True)), **changed}
    return zlib.compress(parcel.pack(tuple(parts.values())))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no parcel"),
        zlib.compress(parcel.pack((1, 2))),
        block(count=2),
        block(ids="a\nb"),
        block(lines=[]),
        block(numbers=[1, 2]),
        block(shared=[99] * 3),
        block(shared=None),
        block(notes=[]),
        block(numbers=b""),
        block(numbers=b"123"),
        block(common=0),
        block(common=98),
        block(said=([0], 1, [["x"], 0, [None], [None]])),
        block(said=([0, 0], 0, [[], 0, [], [], 0])),
        block(q=([], [("x", None)] * 3, 0)),
    ],
)
def test_a_block_that_is_wrong_is_refused(data: bytes) -> None:
    with pytest.raises(parcel.NotAParcelError):
        rows.opened(data, rows.Values([None] * 5))


def test_facts_with_too_little_in_common_are_refused() -> None:
    values = rows.Values([None] * 99, b"\0" * 8)
    with pytest.raises(parcel.NotAParcelError, match="nothing in common"):
        rows.opened(block(common=0), values)


def test_an_open_twin_gives_facts_that_cannot_be_changed() -> None:
    fact = Fact("a", Kind.FIGURE, ("IRQ",), MappingProxyType({}), Origin("s", "d", {}), "OPEN")
    pool = rows.Pool()
    data = rows.packed([(0, fact)], pool)
    (fact,) = rows.opened(data, rows.Values(pool.values, pool.commons))[1]
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.id = "other"  # type: ignore[misc]
    assert dataclasses.replace(fact, id="other").id == "other"
