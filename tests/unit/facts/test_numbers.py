from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.numbers import NumberForm, decimals_of, parse_number
from generator.facts.refused import RefusedError
from generator.limits import Limits

ENGLISH = NumberForm(".", ",")
FRENCH = NumberForm(",", " ")
UNSTATED = NumberForm(None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        (" 12 ", "12"),
        ("0.10", "0.10"),
        ("9007199254740993", "9007199254740993"),
        ("4.7e9", "4.7E+9"),
        ("010", "10"),
    ],
)
def test_a_plain_number_is_read_exactly(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)
    assert decimals_of(parse_number("0.10")) == 2


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("1,234.5", ENGLISH, "1234.5"),
        ("55,100,586", ENGLISH, "55100586"),
        ("1 234,5", FRENCH, "1234.5"),
        ("1\u202f234,5", FRENCH, "1234.5"),
        ("1\u00a0234", FRENCH, "1234"),
        ("1,234", FRENCH, "1.234"),
        ("١٬٢٣٤٫٥", NumberForm(".", ",", "arab"), "1234.5"),
        ("۱۲۳", NumberForm(digits="arabext"), "123"),
        ("1.5", UNSTATED, "1.5"),
    ],
)
def test_a_stated_form_is_followed(text: str, form: NumberForm, value: str) -> None:
    assert parse_number(text, form) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "form", "code"),
    [
        ("1,234", NumberForm(), "number-ambiguous"),
        ("1,234", UNSTATED, "number-ambiguous"),
        ("1.234", UNSTATED, "number-ambiguous"),
        ("1.5", NumberForm(","), "number-ambiguous"),
        ("n.d.", NumberForm(",", " "), "number-form"),
        ("s.o.", NumberForm(","), "number-form"),
        ("1.234", FRENCH, "number-ambiguous"),
        ("55.100.586", NumberForm(), "number-form"),
        ("1 234.5", NumberForm(), "number-groups"),
        ("12\u202f345\u202f678", NumberForm(), "number-groups"),
        ("1'234.5", NumberForm(), "number-groups"),
        ("1 234,5", NumberForm(decimal=","), "number-groups"),
        ("1 23", NumberForm(), "number-form"),
        ("1 234", ENGLISH, "number-form"),
        ("1,2,3", ENGLISH, "number-form"),
        ("12,34", ENGLISH, "number-form"),
        ("nan", NumberForm(), "number-form"),
        ("Infinity", NumberForm(), "number-form"),
        (".inf", NumberForm(), "number-form"),
        ("1e400", NumberForm(), "number-large"),
        ("1_000", NumberForm(), "number-form"),
        ("²", NumberForm(), "number-form"),
        ("١٢٣", NumberForm(), "number-form"),
        ("true", NumberForm(), "number-form"),
        ("12:30:45", NumberForm(), "number-form"),
        ("0x1F", NumberForm(), "number-form"),
        ("9" * 5000, NumberForm(), "number-long"),
        ("0.1234567890123", NumberForm(), "number-decimals"),
    ],
)
def test_what_is_no_number_is_refused(text: str, form: NumberForm, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse_number(text, form)
    assert caught.value.code == code


def test_the_limit_of_decimals_may_be_wider_for_a_source() -> None:
    value = parse_number("0.12345678901234567", limits=Limits(number_decimals=18))
    assert value == Decimal("0.12345678901234567")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15
    )
)
def test_every_decimal_reads_back_as_itself(value: Decimal) -> None:
    assert parse_number(format(value, "f")) == value


@given(st.integers(-(10**18), 10**18))
def test_grouping_changes_nothing(value: int) -> None:
    assert parse_number(f"{value:,}", ENGLISH) == value
    assert parse_number(f"{value:,}".replace(",", "\u202f"), FRENCH) == value


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        value = parse_number(text)
    except RefusedError:
        return
    assert value.is_finite()
    assert abs(value) < 10**24


def test_the_hostile_numbers_are_read_rightly_or_refused(shared: Path) -> None:
    forms = {"en": ENGLISH, "fr": FRENCH, "ar": NumberForm(digits="arab")}
    rows = (shared / "hostile/values/numbers.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, rows):
        if row["expect"] == "missing":  # the reader of tables takes stated words as missing
            continue
        try:
            value = parse_number(row["text"], forms[row["locale"]])
        except RefusedError:
            assert row["expect"] in ("reject", "ambiguous"), row
        else:
            assert value == Decimal(row["expect"]), row
