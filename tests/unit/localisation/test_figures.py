"""Literal figures in texts: in the document's digits, codes as they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.house.manners import DIGITS
from generator.localisation.cldr import store
from generator.localisation.figures import figures, in_digits_of, in_figures, strange, watched
from generator.localisation.numbers import system

ARABIC, LATIN = system("ar-IQ", "arab"), system("ar-AE", "latn")
PERSIAN, HINDI = system("fa-IR", "arabext"), system("hi-IN", "deva")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("في 2016", "في ٢٠١٦"),
        ("بنسبة 3.5%", "بنسبة ٣٫٥٪\u061c"),
        ("1,234,567 شخص", "١٬٢٣٤٬٥٦٧ شخص"),
        ("(2) 2011-2014", "(٢) ٢٠١١-٢٠١٤"),
        ("2024-12-01", "٢٠٢٤-١٢-٠١"),
        ("05/03/2024 10:30", "٠٥/٠٣/٢٠٢٤ ١٠:٣٠"),
        ("۱۲ و 12", "١٢ و ١٢"),
        ("12.5.2024", "١٢.٥.٢٠٢٤"),
    ],
)
def test_figures_are_written_in_the_documents_digits(text: str, written: str) -> None:
    assert in_digits_of(ARABIC, text) == written


@pytest.mark.parametrize(
    "code",
    [
        "https://example.org/2016/5",
        "www.example.org/7",
        "office5@example.org",
        "+964 770 123 4567",
        "+1 (613) 555-0199",
        "F-16",
        "S/RES/2170",
        "COVID-19",
        "G7",
        "Boeing 737",
        "IRQ-CTY-2024-0001",
        "2024-0001",
        "441-00155",
        "007",
    ],
)
def test_codes_addresses_and_telephone_numbers_keep_theirs(code: str) -> None:
    text = f"هنا {code} ثم 5"
    assert in_digits_of(ARABIC, text) == f"هنا {code} ثم ٥"
    assert strange(f"هنا {code}", "arab") == ""
    assert strange(text, "arab") == "5"


def test_latin_digits_take_the_marks_of_the_locale() -> None:
    assert in_digits_of(LATIN, "٣٫٥ و ١٬٢٣٤ و ۱۲") == "3.5 و 1,234 و 12"
    assert in_digits_of(system("ar-DZ", "latn"), "٣٫٥") == "3,5"
    assert in_digits_of(PERSIAN, "٣ و 12.5%") == "۳ و ۱۲٫۵٪"
    assert in_digits_of(HINDI, "2016 में 12.5") == "२०१६ में १२.५"


def test_digits_of_words_in_another_script_stay() -> None:
    for tag in ("en-CA", "fr-CA", "ru", "zh-Hans-CN"):
        latin = system(tag, "latn")
        text = "GDP 5.2% / ٥٫٢٪ (२०१६) 2016"
        assert in_digits_of(latin, text) == text
        assert strange(text, "latn", watched(tag, "latn")) == ""
    assert in_digits_of(LATIN, "२०१६ ٢٠١٦ ۲۰۱۶") == "२०१६ 2016 2016"


def test_a_group_and_a_decimal_mark_are_not_taken_for_one_another() -> None:
    assert in_digits_of(ARABIC, "1.234") == "١٫٢٣٤"
    assert in_digits_of(ARABIC, "1,23") == "١,٢٣"
    assert in_digits_of(system("ar-DZ", "arab"), "1.234.567,8") == "١٬٢٣٤٬٥٦٧٫٨"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_text_keeps_a_figure_in_other_digits(text: str) -> None:
    for found in (ARABIC, LATIN, PERSIAN, HINDI):
        once = in_digits_of(found, text)
        assert strange(once, found.name, watched(found.locale, found.name)) == ""
        assert in_digits_of(found, once) == once


@given(st.text("0123456789 .-/ABفي،", max_size=40))
def test_no_digit_is_lost_or_changed(text: str) -> None:
    def value(some: str) -> list[int]:
        return [unicodedata.decimal(letter) for letter in some if letter.isdecimal()]

    assert value(in_digits_of(ARABIC, text)) == value(text)


def test_the_digits_a_house_may_name_are_those_of_cldr() -> None:
    known = store.common()["digits"]
    assert set(known) >= DIGITS
    left_out = {name for name in known if name not in DIGITS}
    assert all(name.startswith(("math", "segment", "outlined")) for name in left_out)
    for name in DIGITS:
        assert len(set(figures(name))) == 10
        assert in_figures(10, name) == figures(name)[1] + figures(name)[0]
