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
    shared = parcel.unpack_plain(parcel.pack(tuple(pool.values)))
    for data, wanted in ((first, numbered), (second, numbered[:1])):
        back = rows.opened(data, shared)
        assert [number for number, _ in back] == [number for number, _ in wanted]
        for (_, one), (_, other) in zip(back, wanted, strict=True):
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
    back = rows.opened(data, pool.values)
    assert all(fact.origin is origin for _, fact in back)
    assert {hash(fact.id) for _, fact in back} == {hash(f"f-{n}") for n in range(50)}


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
        "worded",
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
        block(worded=[]),
        block(said=([0], 1, [["x"], 0, [None], [None]])),
        block(said=([0, 0], 0, [[], 0, [], [], 0])),
        block(q=([], [("x", None)] * 3, 0)),
    ],
)
def test_a_block_that_is_wrong_is_refused(data: bytes) -> None:
    with pytest.raises(parcel.NotAParcelError):
        rows.opened(data, [None] * 5)


def test_an_open_twin_gives_facts_that_cannot_be_changed() -> None:
    ((_, fact),) = rows.opened(block(), [None] * 99)
    with pytest.raises(dataclasses.FrozenInstanceError):
        fact.id = "other"  # type: ignore[misc]
    assert dataclasses.replace(fact, id="other").id == "other"
