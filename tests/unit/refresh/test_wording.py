"""A reader's eye on two texts: another value, another date, other words, other dress."""

from __future__ import annotations

import html
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.refresh.noise import is_same_number, without_noise
from generator.refresh.wording import Kind, classify, plain


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("0.94% (2023 est.)", "0.94% (2023 est.)", Kind.SAME),
        # value
        ("0.94% (2023 est.)", "1.1% (2023 est.)", Kind.VALUE),
        ("0.94% (2023 est.)", "1.1% (2024 est.)", Kind.VALUE),
        ("-0.5%", "0.5%", Kind.VALUE),
        ("1.5", "15", Kind.VALUE),
        ("$3 million", "$3 billion", Kind.VALUE),
        ("$3 million", "€3 million", Kind.VALUE),
        ("12 km", "12 mi", Kind.VALUE),
        ("12%", "12", Kind.VALUE),
        ("10-20%", "10-25%", Kind.VALUE),
        ("presidential republic", "parliamentary republic", Kind.VALUE),
        ("President Bashar al-ASAD", "President Ahmad al-SHARA", Kind.VALUE),
        ("NA", "none", Kind.VALUE),
        (
            "the economy relies on exports of oil, gas, phosphates and textiles to Europe",
            "the economy relies on exports of oil, gas, phosphates and textiles to China",
            Kind.VALUE,
        ),
        (
            "the country has ratified the treaty that was signed some years ago in the capital",
            "the country has not ratified the treaty that was signed some years ago in the capital",
            Kind.VALUE,
        ),
        (
            "real wages were increasing slowly over most of the last years in the whole country",
            "real wages were decreasing slowly over most of the last years in the whole country",
            Kind.VALUE,
        ),
        (
            "small services economy with strong banking, tourism and trade ties",
            "small services economy with strong banking, tourism and trade ties; deep crisis,"
            " wide poverty, failing public services and a currency that lost most of its worth",
            Kind.VALUE,
        ),
        # date only
        ("15 (2024)", "15 (2025)", Kind.DATE),
        ("12% (31 December 2023)", "12% (31 December 2024)", Kind.DATE),
        ("12% (FY2023/24 est.)", "12% (FY2024/25 est.)", Kind.DATE),
        ("3.4% (2022 est.)", "3.4% (2022)", Kind.DATE),
        ("urban: 99.9%", "urban: 99.9% (2022 est.)", Kind.DATE),
        ("5 ports as of 2023", "5 ports as of 2024", Kind.DATE),
        # wording
        (
            "judges selected by a committee, followed by their recommendations to the minister,"
            " and appointed by the monarch; justices serve for life",
            "judges selected by a committee, then with their recommendations to the minister,"
            " and appointed by the monarch; justices serve for life",
            Kind.WORDING,
        ),
        # markup only
        ("<b>note:</b> coal&nbsp;only", "<strong>note</strong>: coal only", Kind.MARKUP),
        ("5&nbsp;km<sup>2</sup>", "5 km2", Kind.MARKUP),
        ("dust storms; floods", "dust storms, floods", Kind.MARKUP),
        ("a <br><br>b", "<p>a</p><p>b</p>", Kind.MARKUP),
        ("1,500 million", "1.5 billion", Kind.MARKUP),
        ("5 percent", "5%", Kind.MARKUP),
        ("the \u201cHome Islands\u201d \u2013 four", 'the "Home Islands" -- four', Kind.MARKUP),
    ],
)
def test_what_changed(old: str, new: str, kind: Kind) -> None:
    assert classify(old, new) is kind


def test_only_the_first_four_are_real() -> None:
    real = [kind for kind in Kind if kind.is_real]
    assert real == [Kind.ADDED, Kind.REMOVED, Kind.VALUE, Kind.DATE]


WORDS = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzéàüاب", min_size=1, max_size=9),
    min_size=1,
    max_size=30,
)
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)


@given(WORDS)
def test_dress_is_never_more_than_dress(words: list[str]) -> None:
    bare = " ".join(words)
    dressed = "<p><b>" + "&nbsp;".join(html.escape(word) for word in words) + "</b></p>"
    assert classify(bare, dressed) is Kind.MARKUP
    assert plain(dressed) == plain(bare)


@given(WORDS, NUMBERS, NUMBERS)
def test_another_number_is_always_another_value(
    words: list[str], one: Decimal, other: Decimal
) -> None:
    old, new = (f"{' '.join(words)}: {number:f} (2024 est.)" for number in (one, other))
    kind = classify(old, new)
    assert (kind is Kind.VALUE) == (one != other)


@given(WORDS, st.integers(1990, 2030), st.integers(1990, 2030))
def test_another_year_alone_is_another_date(words: list[str], one: int, other: int) -> None:
    old, new = (f"{' '.join(words)} 3.5% ({year} est.)" for year in (one, other))
    assert classify(old, new) is (Kind.SAME if one == other else Kind.DATE)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_order_of_two_texts_does_not_matter(one: str, other: str) -> None:
    assert classify(one, other) is classify(other, one)


def test_the_last_digits_of_a_computed_number_are_noise() -> None:
    assert is_same_number(Decimal("4.35835351089586"), Decimal("4.35835351089595"))
    assert is_same_number(Decimal("1.50"), Decimal("1.5"))
    assert not is_same_number(Decimal("4.358353"), Decimal("4.358354"))
    assert not is_same_number(Decimal("268881051643"), Decimal("268881051644"))
    assert is_same_number(Decimal(0), Decimal("0.00"))
    assert not is_same_number(Decimal(0), Decimal("1E-20"))


@given(NUMBERS)
def test_taking_noise_away_twice_is_taking_it_away_once(number: Decimal) -> None:
    assert without_noise(without_noise(number)) == without_noise(number)
