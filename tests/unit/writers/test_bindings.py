"""What must stay on one line: a date, and a year with the word before it."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator.document.tree import Text, Value
from generator.writers.bindings import bound, without_line_ends


def date(text: str) -> Value:
    return Value(text, "f", "2024", "time")


def test_a_short_date_holds_together() -> None:
    assert [*bound((date("December 10, 2024"),))] == [date("December\u00a010,\u00a02024")]


def test_a_long_period_may_break() -> None:
    long = date("from 12 December 2023 to 4 January 2024")
    assert [*bound((long,))] == [long]


def test_a_year_goes_with_the_word_before_it() -> None:
    assert [*bound((Text("in 2017, of 850 and "), date("2024")))] == [
        Text("in\u00a02017, of 850 and\u00a0"),
        date("2024"),
    ]


def test_numbers_are_left_alone() -> None:
    number = Value("4 billion", "f", "4000000000", "data")
    assert [*bound((Text("some "), number))] == [Text("some "), number]


def test_hyphens_in_units_do_not_end_a_line_in_word() -> None:
    amount = Value("279,6\u00a0milliards de dollars des États-Unis", "f", "279600000000", "data")
    assert without_line_ends(amount).text.endswith("États\u2011Unis")
    for other in ("441-00155", "Jean-Pierre", "2016-2025", "4-5 billion"):
        value = Value(other, "f", "1", "data")
        assert without_line_ends(value) == value


@given(st.lists(st.builds(Text, st.text()) | st.builds(date, st.text())))
def test_nothing_but_spaces_changes(inlines: list[Text | Value]) -> None:
    def plain(parts: list[Text | Value]) -> str:
        return "|".join(unicodedata.normalize("NFKC", part.text) for part in parts)

    after = [part for part in bound(inlines) if isinstance(part, Text | Value)]
    assert plain(after) == plain(inlines)
