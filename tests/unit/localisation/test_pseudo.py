"""Pseudo-locales: made from the messages, longer, in brackets, with every value in its place."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.dates import parse_edtf
from generator.facts.model import Quantity
from generator.localisation import Localiser, pseudo
from generator.localisation.catalogues import extracted
from generator.localisation.locale import Locale
from generator.localisation.messages import placeholders
from generator.localisation.pseudo_localiser import PseudoLocaliser

TAGS = ("en-XA", "ar-XB")
LATIN = re.compile("[A-Za-z]")


@pytest.fixture(scope="module")
def messages() -> list[str]:
    """Every message of code and templates, each form of those that count."""
    return [
        text
        for message in extracted()
        for text in ((message.id,) if isinstance(message.id, str) else message.id)
        if text
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_every_message_keeps_its_placeholders_and_loses_its_plain_letters(
    tag: str, messages: list[str]
) -> None:
    assert len(messages) > 300
    for text in messages:
        made = pseudo.message(tag, text)
        assert placeholders(made) == placeholders(text), text
        rest = re.sub(r"\{\w+\}", "", made)
        assert not LATIN.search(rest), text
        letters = len(LATIN.findall(re.sub(r"\{\w+\}", "", text)))
        assert made.startswith("[") == bool(letters), text
        if letters:
            assert len(made) - len(text) - 2 == round(letters * 0.35), text


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_pseudo_text_turns_no_text_around(text: str) -> None:
    for tag in TAGS:
        made = pseudo.message(tag, text)
        for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
            assert made.count(mark) == text.count(mark)


def test_what_a_person_sees() -> None:
    assert pseudo.message("en-XA", "Key messages") == "[Ķééý ɱééššååĝééš]"
    assert pseudo.message("ar-XB", "Key messages") == "[كههي مههسسااجههس]"
    assert pseudo.message("en-XA", "{names} ({since})") == "{names} ({since})"
    assert pseudo.message("ar-XB", "{one}, {two}") == "{one}، {two}"


def test_directions_and_the_texts_of_facts() -> None:
    accented, mirrored = map(Locale.parse, TAGS)
    assert (accented.direction, accented.writing, accented.pseudo) == ("ltr", "en", True)
    assert (mirrored.direction, mirrored.writing, mirrored.pseudo) == ("rtl", "ar", True)
    assert Locale.parse("EN_xa") is accented
    assert not Locale.parse("ar-IQ").pseudo


def test_words_of_values_are_made_strange_and_numbers_are_not() -> None:
    accented = PseudoLocaliser("en-XA")
    assert accented.date(dt.date(2024, 6, 9)) == "Ĵûñé\u00a09, 2024"
    assert accented.date(parse_edtf("2024-06")) == "Ĵûñé 2024"
    assert accented.quantity(Quantity(Decimal(3), "years")) == "[3\u00a0ýééååŕš]"
    assert accented.compact_currency(Decimal(4_000_000_000), "CAD") == (
        "4\u00a0ƀîļļîöñ Çåñåðîåñ ðöļļåŕš"
    )
    assert accented.number(Decimal("1234.5")) == "1,234.5"
    mirrored = PseudoLocaliser("ar-XB")
    assert mirrored.date(dt.date(2024, 6, 9)) == "جونه\u00a09، 2024"


def test_what_is_joined_keeps_its_own_letters() -> None:
    assert PseudoLocaliser("en-XA").list(["Iraq", "Oman", "Qatar"]) == "Iraq, Oman, åñð Qatar"


def test_a_real_language_is_not_touched() -> None:
    assert Localiser("en-GB").message("Key messages") == "Key messages"
