"""Values to JSON and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editions.plain import (
    NotPlainError,
    canonical,
    digest,
    from_plain,
    plain_but,
    readable,
    to_plain,
)


@dataclass(frozen=True)
class Inner:
    name: str
    count: int = 1


@dataclass(frozen=True)
class Outer:
    day: dt.date
    inners: tuple[Inner, ...]
    words: Mapping[str, str]
    maybe: int | None = None


outers = st.builds(
    Outer,
    st.dates(),
    st.lists(st.builds(Inner, st.text(), st.integers())).map(tuple),
    st.dictionaries(st.text(), st.text()),
    st.none() | st.integers(),
)


@given(outers)
def test_a_value_comes_back_from_json_as_it_was(value: Outer) -> None:
    plain = json.loads(canonical(to_plain(value)))
    assert from_plain(Outer, plain) == value


@given(outers, outers)
def test_digests_are_equal_exactly_for_equal_values(one: Outer, other: Outer) -> None:
    assert (digest(to_plain(one)) == digest(to_plain(other))) == (one == other)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"day": "2024-02-30"}, "day"),
        ({"day": 5}, "day"),
        ({"inners": {}}, "inners"),
        ({"inners": [{"name": 5}]}, r"inners\[0\].name"),
        ({"inners": [{}]}, r"inners\[0\] has no name"),
        ({"words": {"a": None}}, "words.a"),
        ({"maybe": True}, "maybe"),
        ({"maybe": "1"}, "maybe"),
    ],
)
def test_a_value_of_another_shape_is_refused_with_its_place(
    change: dict[str, object], place: str
) -> None:
    plain = to_plain(Outer(dt.date(2024, 1, 1), (), {})) | change
    with pytest.raises(NotPlainError, match=place):
        from_plain(Outer, plain)


def test_a_field_of_a_newer_program_is_passed_over() -> None:
    assert from_plain(Inner, {"name": "a", "later": 1}) == Inner("a")


def test_a_float_has_no_plain_form() -> None:
    with pytest.raises(NotPlainError, match="float"):
        to_plain({"a": 1.5})


plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(plain_values)
def test_the_text_for_people_is_that_of_the_library(plain: object) -> None:
    assert readable(plain) == json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True)


def test_other_values_stand_in_some_fields_of_a_record() -> None:
    made = Inner("one", 2)
    assert plain_but(made) == to_plain(made)
    assert plain_but(made, name=None) == {**to_plain(made), "name": None}
    with pytest.raises(TypeError, match="Inner has no nmae"):
        plain_but(made, nmae=None)
