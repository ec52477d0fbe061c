"""Number formats of charts that Word draws: what the document says, made by Word itself."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.drawing.ticks import ticks
from generator.localisation.localiser import Localiser
from generator.writers.docx.charts.formats import GENERAL, axis_code, code_of, form_of, lcid
from tests.format_codes import shown

LANGUAGES = (
    "ar-EG", "ar-MA", "de-DE", "en-CA", "es-ES", "fa-IR", "fr-CA", "he-IL", "pt-BR", "ru-RU",
    "tr-TR", "ur-PK", "zh-Hans-CN",
)  # fmt: skip


def same(text: str) -> str:
    """Without what a reader's own system decides: the decimal mark and the marks of groups."""
    found = "".join(char for char in text if char not in ".,\u066b\u066c\u202f'")
    return re.sub(r"(?<=\d)\s(?=\d)", "", found)


@pytest.mark.parametrize(
    ("exact", "text", "language", "code"),
    [
        ("7.0", "7.0%", "en-CA", '[$-1009]0.0"%"'),
        ("-2.4", "−2,4\xa0%", "fr-CA", '[$-C0C]"−"0.0"\xa0%";[$-C0C]"−"0.0"\xa0%"'),
        ("34500000", "34.5 million people", "en-CA", '[$-1009]0.0,," million people"'),
        ("46042015", "46,042,015", "en-CA", "[$-1009]#,##0"),
        ("1234", "1,234", "en-CA", "[$-1009]#,##0"),
        ("1.234", "1.234", "en-CA", "[$-1009]0.000"),
        ("7.0", "٧٫٠٪", "ar-EG", '[$-2000C01]0.0"٪"'),
        ("7.0", "۷٫۰٪", "fa-IR", '[$-3000429]0.0"٪"'),
        ("7.0", "7.0%", "ar-IQ", '[$-1000409]0.0"%"'),
        ("7.0", "7,0%", "ar-MA", '[$-100040C]0.0"%"'),
        ("0.5", "about 0.5%", "en-CA", '[$-1009]"about "0.0"%"'),
        ("34000000", "3.4 کروڑ", "ur-PK", '[$-1000409]0"."0,," کروڑ"'),
        ("166000000000", "1660亿", "zh-CN", None),
        ("12345", "1.2万", "zh-CN", '[$-804]0"."0,"万"'),
        ("12000", "1.2万", "zh-CN", '[$-804]0"."0,"万"'),
        ("5", "five", "en-CA", None),
        ("5", "3 to 7", "en-CA", None),
        ("7", "8%", "en-CA", None),
    ],
)
def test_a_number_has_the_format_that_writes_it_so(
    exact: str, text: str, language: str, code: str | None
) -> None:
    assert code_of(exact, text, language) == code
    if code is not None:
        assert same(shown(code, exact)) == same(text)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.decimals(-(10**12), 10**12, places=1, allow_nan=False))
def test_what_a_format_writes_is_what_the_document_says(language: str, number: Decimal) -> None:
    localiser = Localiser(language)
    for text in (localiser.compact(number, max_fraction=2), localiser.number(number)):
        code = code_of(f"{number:f}", text, language)
        if code is not None:
            assert same(shown(code, f"{number:f}")) == same(text)


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    st.lists(st.decimals(-(10**9), 10**9, places=2, allow_nan=False), min_size=1, max_size=9),
    st.booleans(),
)
def test_an_axis_never_says_another_number_than_it_stands_at(
    language: str, values: list[Decimal], zero: bool
) -> None:
    """Whatever words an axis has, its digits are those of the number, in its power of ten."""
    localiser = Localiser(language)
    named = [
        (f"{tick:f}", localiser.compact(tick, max_fraction=2)) for tick in ticks(values, zero=zero)
    ]
    code = axis_code(named, language)
    for exact, text in named:
        form, said = form_of(exact, text), shown(code, exact)
        number = re.search(r"\d+(\.\d+)?", said)
        assert number is not None
        if code != GENERAL and form is not None and said[number.end() :] == form.after:
            assert Decimal(number[0]).scaleb(form.power) == abs(Decimal(exact))


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ([("-5", "−5%"), ("0", "0%"), ("5", "5%")], ["−5%", "0%", "5%"]),
        ([("-10", "−10%"), ("-5", "−5%")], ["−10%", "−5%"]),
        ([("0", "0"), ("500000", "500 000"), ("1000000", "1 million")],
         ["0", "500000", "1 million"]),
        ([("0", "0 %"), ("2.5", "2,5 %"), ("5", "5 %")], ["0.0 %", "2.5 %", "5.0 %"]),
        (
            [(f"{n}000000", f"{n} {'миллиона' if n % 10 in (2, 3, 4) else 'миллионов'}")
             for n in (34, 36, 38, 40, 42)],
            ["34 миллиона", "36 миллионов", "38 миллионов", "40 миллионов", "42 миллиона"],
        ),
    ],
    ids=["both sides", "below zero", "two powers", "decimals", "plurals"],
)  # fmt: skip
def test_an_axis_has_one_format_for_its_numbers(
    named: list[tuple[str, str]], said: list[str]
) -> None:
    code = axis_code(named, "en-CA")
    assert [shown(code, exact) for exact, _ in named] == said


def test_an_axis_that_is_not_written_in_digits_has_none() -> None:
    assert axis_code([("0", "none"), ("5", "five")], "en-CA") == GENERAL


def test_languages_have_the_numbers_that_word_knows_them_by() -> None:
    numbers = [lcid(tag) for tag in ("fr-CA", "zh-Hans-CN", "pt-AO", "xx-XX")]
    assert numbers == [0xC0C, 0x804, 0x416, None]
