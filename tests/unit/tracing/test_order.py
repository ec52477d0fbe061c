"""Where each text of a list stands in a longer text: the same short words stand in many places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.tracing.order import places

WORDS = st.text("ab1", min_size=1, max_size=4)


@given(st.lists(st.tuples(st.text("ab1", max_size=5), WORDS), max_size=12), st.text("ab1"))
def test_every_text_that_is_there_in_order_is_found_in_order(
    pairs: list[tuple[str, str]], rest: str
) -> None:
    texts = [text for _, text in pairs]
    run = "".join(before + text for before, text in pairs) + rest
    found = places(texts, run, frozenset())
    passed = 0
    for text, at in zip(texts, found, strict=True):
        assert at is not None
        assert at >= passed
        assert run.startswith(text, at)
        passed = at + len(text)


@given(st.lists(WORDS, max_size=8), st.text("ab1", max_size=40))
def test_what_is_found_stands_there_and_nothing_stands_twice(texts: list[str], run: str) -> None:
    passed = 0
    for text, at in zip(texts, places(texts, run, frozenset()), strict=True):
        if at is not None:
            assert at >= passed
            assert run.startswith(text, at)
            passed = at + len(text)


def test_a_short_text_leaves_room_for_those_before_and_after_it() -> None:
    run = "3 of 2024. Population 46 million, 2024. Growth 3 per cent, 2024."
    assert places(["46 million", "2024", "3", "2024"], run, frozenset()) == [22, 34, 47, 59]


def test_a_text_that_is_not_there_takes_no_place_from_the_others() -> None:
    assert places(["a", "zz", "b"], "xaxb", frozenset()) == [1, None, 3]


def test_a_cell_of_its_own_goes_before_a_part_of_one() -> None:
    assert places(["7"], "177", frozenset({0, 2, 3})) == [2]
