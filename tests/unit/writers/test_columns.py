"""Columns give way to words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.tree import Cell, Row, Table, Text
from generator.writers.columns import IDEOGRAPHS, fitted, needed, room


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


def test_on_a_narrower_line_words_need_more_of_it() -> None:
    three = table((50, 40, 10), ("المصدر", "التاريخ", "للمراجعة"))
    assert needed(three, "arabic", 1.5)[2] == pytest.approx(1.5 * needed(three, "arabic")[2])
    assert fitted(three, "arabic", 1.5)[2] > fitted(three, "arabic")[2]


def test_a_word_too_long_for_any_column_takes_less_than_half() -> None:
    widths = fitted(table((50, 50), ("x" * 500, "short")), "latin")
    assert widths == (50, 50)
    assert needed(table((50, 50), ("x" * 500, "short")), "latin")[0] == 45


def test_a_spanned_cell_asks_for_nothing() -> None:
    spanned = Table((), (90, 10), (), (Row((Cell((Text("x" * 60),), colspan=2),)),))
    assert fitted(spanned, "latin") == (90, 10)


def test_ideographs_never_stand_one_under_the_other() -> None:
    """Each of them may end a line, but a column one of them wide is no text."""
    label, quote = "失业人口占劳动力的比例", "le développement international"
    rows = (label, quote, "15.3%", "16.7%", "11.0%")
    narrow = table((16, 21, 21, 21, 21), ("项目", "伊拉克", "叙利亚", "约旦", "黎巴嫩"), rows)
    widths = fitted(narrow, "chinese-simplified")
    assert room(widths[0], "chinese-simplified") >= IDEOGRAPHS
    assert room(widths[1], "latin") >= len("développement")


def test_a_short_text_in_ideographs_asks_for_its_own_width() -> None:
    least = needed(table((50, 50), ("项目", "失业人口占劳动力的比例")), "chinese-simplified")
    assert least[0] < least[1]
    assert least[1] == needed(table((50, 50), ("", "失业人口占劳")), "chinese-simplified")[1]


def test_a_number_and_the_ideograph_that_counts_it_are_one_word() -> None:
    apart, one = (needed(table((50, 50), (text, "")), "japanese")[0] for text in ("2023", "2023年"))
    assert one > apart


def test_latin_words_are_no_wider_on_east_asian_pages() -> None:
    words = table((50, 50), ("development", ""))
    assert needed(words, "japanese") == needed(words, "latin")


words = st.text("abc ", max_size=40)


@given(st.lists(st.tuples(st.integers(1, 20), words), min_size=1, max_size=6))
def test_widths_keep_their_sum_and_stay_positive(columns: list[tuple[int, str]]) -> None:
    whole = sum(share for share, _ in columns)
    shares = tuple(100 * share / whole for share, _ in columns)
    widths = fitted(table(shares, tuple(word for _, word in columns)), "latin")
    assert sum(widths) == pytest.approx(100)
    assert all(width > 0 for width in widths)


def test_a_column_of_ideographs_keeps_room_for_a_word_beside_long_foreign_ones() -> None:
    mixed = table(
        (20.0,) * 5, *(("伊拉克共和国", "Rechtsschutzversicherungen", "值", "值", "值"),) * 2
    )
    widths = fitted(mixed, "chinese-simplified")
    assert widths[0] >= needed(table((100.0,), ("伊拉克共",)), "chinese-simplified")[0]
    assert widths[1] > 20
    assert sum(widths) == pytest.approx(100)
