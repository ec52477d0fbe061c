"""Columns give way to words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.tree import Cell, Row, Table, Text
from generator.writers.columns import fitted, needed, room


def table(widths: tuple[float, ...], head: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    def row(words: tuple[str, ...]) -> Row:
        return Row(tuple(Cell((Text(word),)) for word in words))

    return Table((), widths, (row(head),), tuple(row(words) for words in rows))


def test_widths_stay_when_every_word_fits() -> None:
    sound = table((50, 25, 25), ("Indicator", "Value", "Year"))
    assert fitted(sound, "latin") == (50, 25, 25)


def test_a_narrow_column_borrows_from_the_one_with_room() -> None:
    narrow = table((50, 42, 8), ("المصدر", "التاريخ", "المستخدم"))
    widths = fitted(narrow, "arabic")
    assert widths[2] >= needed(narrow, "arabic")[2]
    assert room(widths[2], "arabic") >= len("المستخدم")
    assert sum(widths) == pytest.approx(100)


def test_a_word_too_long_for_any_column_takes_less_than_half() -> None:
    widths = fitted(table((50, 50), ("x" * 500, "short")), "latin")
    assert widths == (50, 50)
    assert needed(table((50, 50), ("x" * 500, "short")), "latin")[0] == 45


def test_a_spanned_cell_asks_for_nothing() -> None:
    spanned = Table((), (90, 10), (), (Row((Cell((Text("x" * 60),), colspan=2),)),))
    assert fitted(spanned, "latin") == (90, 10)


words = st.text("abc ", max_size=40)


@given(st.lists(st.tuples(st.integers(1, 20), words), min_size=1, max_size=6))
def test_widths_keep_their_sum_and_stay_positive(columns: list[tuple[int, str]]) -> None:
    whole = sum(share for share, _ in columns)
    shares = tuple(100 * share / whole for share, _ in columns)
    widths = fitted(table(shares, tuple(word for _, word in columns)), "latin")
    assert sum(widths) == pytest.approx(100)
    assert all(width > 0 for width in widths)
