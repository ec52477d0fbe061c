"""What holds for every number, date and locale."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.localisation import Localiser
from generator.localisation.cldr import store
from generator.localisation.locale import Locale
from generator.localisation.numbers import system
from generator.localisation.plurals import CATEGORIES, category
from generator.localisation.punctuation import punctuate

TAGS = (
    "en-CA",
    "fr-CA",
    "fr-CH",
    "ar-IQ",
    "ar-AE",
    "fa-IR",
    "fa-AF",
    "he",
    "hi",
    "de-CH",
    "es",
    "ru",
    "bn",
    "ps",
    "ckb",
)
EDITIONS = tuple(Localiser(tag) for tag in TAGS)

numbers = st.decimals(
    min_value=Decimal(-(10**24)),
    max_value=Decimal(10**24),
    allow_nan=False,
    allow_infinity=False,
    places=6,
)
days = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31))
editions = st.sampled_from(EDITIONS)


def digit_systems(text: str) -> set[int]:
    """The numbering systems whose digits occur in a text, by the code of their zero."""
    return {
        ord(character) - unicodedata.decimal(character)
        for character in text
        if unicodedata.category(character) == "Nd"
    }


@given(editions, numbers, days)
def test_digits_are_never_mixed(edition: Localiser, number: Decimal, day: dt.date) -> None:
    text = " ".join(
        (
            edition.number(number),
            edition.percent(number, max_fraction=2),
            edition.currency(number, "CAD"),
            edition.compact(number),
            edition.compact_currency(number, "CAD"),
            edition.unit(number, "square-kilometer"),
            edition.date(day),
            edition.date(day, style="short"),
            edition.relative(day.day, "month"),
        )
    )
    assert len(digit_systems(text.replace("²", ""))) == 1


@given(editions, numbers)
def test_a_written_number_can_be_read_back(edition: Localiser, number: Decimal) -> None:
    found = system(edition.locale.data, edition.digits)
    text = edition.number(number).replace(found.group, "").replace(found.decimal, ".")
    text = text.replace(found.data["signs"]["minus"], "-")
    if found.native:
        text = text.translate({ord(own): chr(figure) for figure, own in found.native.items()})
    assert Decimal(text) == number


@given(st.sampled_from(sorted(store.known())), numbers)
def test_every_locale_writes_every_number(tag: str, number: Decimal) -> None:
    edition = Localiser(tag)
    assert edition.number(number, max_fraction=2)
    assert edition.compact_currency(number, "IQD")


@given(st.sampled_from(sorted(store.known())), days)
def test_every_locale_writes_every_date(tag: str, day: dt.date) -> None:
    edition = Localiser(tag)
    assert edition.date(day, style="full")
    assert edition.weekday(day)


@given(st.sampled_from(sorted(store.known())), numbers)
def test_every_number_has_a_plural_category(tag: str, number: Decimal) -> None:
    assert category(Locale.parse(tag), number) in CATEGORIES


@given(st.sampled_from(TAGS), st.text(max_size=60))
def test_spacing_settles_at_once_and_loses_no_letter(tag: str, text: str) -> None:
    locale = Locale.parse(tag)
    once = punctuate(locale, text)
    assert punctuate(locale, once) == once
    letters = [c for c in text if unicodedata.category(c)[0] in "LN"]
    assert [c for c in once if unicodedata.category(c)[0] in "LN"] == letters


@given(editions, st.lists(st.text(max_size=12), max_size=6))
def test_sorting_keeps_every_name(edition: Localiser, names: list[str]) -> None:
    ordered = edition.sort(names)
    assert sorted(ordered) == sorted(names)
    assert edition.sort(reversed(ordered)) == ordered


@given(editions, st.text(max_size=40))
def test_isolation_is_for_right_to_left_documents_alone(edition: Localiser, text: str) -> None:
    if edition.direction == "ltr":
        assert not edition.isolates(text)


@pytest.mark.parametrize("tag", TAGS)
def test_calendars_agree_with_themselves(tag: str) -> None:
    edition = Localiser(tag)
    assert edition.dual_date(dt.date(2024, 12, 1), "persian")
