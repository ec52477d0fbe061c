"""What was written for the readers of a locale reads back as the same value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.dates import parse_edtf
from generator.facts.model import Period, Quantity
from generator.localisation import Localiser
from generator.localisation.calendars import Dating
from generator.localisation.cldr import store
from generator.localisation.locale import Locale
from generator.localisation.reading import Reader
from generator.localisation.reading.reader import UNSURE

TAGS = (
    "ar-IQ",
    "en-CA",
    "es-ES",
    "fr-CA",
    "ru-RU",
    "zh-Hans",
    "fa-IR",
    "ur-PK",
    "he-IL",
    "pt-BR",
    "de-DE",
    "tr-TR",
)
BOTH = {tag: (Localiser(tag), Reader(tag)) for tag in TAGS}
OTHERS = sorted(tag for tag in store.known() if tag.split("-")[0] not in UNSURE)

tags = st.sampled_from(TAGS)
numbers = st.decimals(
    min_value=-(10**13), max_value=10**13, allow_nan=False, allow_infinity=False, places=2
)
days = st.dates(min_value=dt.date(1930, 1, 1), max_value=dt.date(2070, 12, 31))
precisions = st.sampled_from(["day", "month", "quarter", "year"])


def edtf(day: dt.date, precision: str) -> str:
    return {
        "day": day.isoformat(),
        "month": day.isoformat()[:7],
        "quarter": f"{day.year}-{32 + (day.month + 2) // 3}",
        "year": str(day.year),
    }[precision]


def texts_of(to: Localiser, number: Decimal) -> dict[str, str]:
    return {
        "number": to.number(number),
        "compact": to.compact(number),
        "percent": to.percent(number / 100, max_fraction=2),
        "money": to.currency(number, "CAD"),
        "money by code": to.currency(number, "CAD", display="code"),
        "money in words": to.compact_currency(number, "CAD"),
        "measure": to.unit(number, "square-kilometer"),
    }


@settings(deadline=None)
@given(tags, numbers)
def test_numbers_read_back_within_what_is_shown(tag: str, number: Decimal) -> None:
    to, reader = BOTH[tag]
    for kind, text in texts_of(to, number).items():
        assert reader.agrees(text, f"{number:f}"), (kind, text)


@settings(deadline=None)
@given(tags, numbers, st.integers(1, 9), st.integers(0, 30))
def test_a_number_with_one_other_digit_does_not_agree(
    tag: str, number: Decimal, step: int, place: int
) -> None:
    to, reader = BOTH[tag]
    text = to.number(number)
    figures = [at for at, char in enumerate(text) if char.isdecimal()]
    at = figures[place % len(figures)]
    zero = ord(text[at]) - int(text[at])
    wrong = f"{text[:at]}{chr(zero + (int(text[at]) + step) % 10)}{text[at + 1 :]}"
    assert not reader.agrees(wrong, f"{number:f}"), wrong


@settings(deadline=None)
@given(tags, days, precisions)
def test_dates_of_every_precision_read_back(tag: str, day: dt.date, precision: str) -> None:
    to, reader = BOTH[tag]
    exact = edtf(day, precision)
    for style in ("full", "long", "medium", "short"):
        text = to.date(parse_edtf(exact), style=style)
        assert reader.agrees(text, exact, time=True), text
    for mark in "?~":
        text = to.date(parse_edtf(exact + mark))
        assert reader.agrees(text, exact + mark, time=True), text


@settings(deadline=None)
@given(tags, days, days, precisions)
def test_another_date_does_not_agree(
    tag: str, day: dt.date, other: dt.date, precision: str
) -> None:
    to, reader = BOTH[tag]
    exact, wrong = edtf(day, precision), edtf(other, precision)
    if exact != wrong:
        text = to.date(parse_edtf(wrong))
        assert not reader.agrees(text, exact, time=True), text


@settings(deadline=None)
@given(tags, days, st.integers(1, 4000), precisions)
def test_spans_read_back_and_not_when_their_ends_are_changed_over(
    tag: str, day: dt.date, length: int, precision: str
) -> None:
    to, reader = BOTH[tag]
    ends = edtf(day, precision), edtf(day + dt.timedelta(length), precision)
    text = to.period(Period(parse_edtf(ends[0]), parse_edtf(ends[1])))
    assert reader.agrees(text, "/".join(ends), time=True), text
    if ends[0] != ends[1]:
        assert not reader.agrees(text, "/".join(ends[::-1]), time=True), text
    opened = to.period(Period(parse_edtf(ends[0]), None))
    assert reader.agrees(opened, f"{ends[0]}/..", time=True), opened


@settings(deadline=None)
@given(tags, days)
def test_dates_in_two_calendars_read_back_in_both(tag: str, day: dt.date) -> None:
    to, reader = BOTH[tag]
    for calendar in ("islamic-umalqura", "persian", "buddhist"):
        text = to.dual_date(day, calendar)
        assert reader.agrees(text, day.isoformat(), time=True), text
        bracket = "（" if "（" in text else " ("
        first, _, second = text.partition(bracket)
        other = to.dual_date(day + dt.timedelta(1), calendar)
        mixed = f"{first}{bracket}{other.partition(bracket)[2]}"
        assert not reader.agrees(mixed, day.isoformat(), time=True), mixed
        assert second


@settings(deadline=None)
@given(st.sampled_from(OTHERS), numbers, days)
def test_other_locales_read_back(tag: str, number: Decimal, day: dt.date) -> None:
    to, reader = Localiser(tag), Reader(tag)
    for kind, text in texts_of(to, number).items():
        assert reader.agrees(text, f"{number:f}"), (kind, text)
    for precision in ("day", "month", "year"):
        exact = edtf(day, precision)
        text = to.date(parse_edtf(exact))
        assert reader.agrees(text, exact, time=True), text


@settings(deadline=None)
@given(tags, st.integers(3, 400), st.integers(1, 500))
def test_bounds_read_back_in_their_order(tag: str, low: int, more: int) -> None:
    to, reader = BOTH[tag]
    quantity = Quantity(None, "percent", Decimal(low), Decimal(low + more))
    text = to.quantity(quantity)
    assert reader.agrees(text, f"{low}/{low + more}"), text
    assert not reader.agrees(text, f"{low + more}/{low}"), text


@pytest.mark.parametrize(
    ("tag", "text", "exact"),
    [
        ("fr-CA", "1er janvier 2022", "2022-01-01"),
        ("fr-CA", "1er–3 février 2022", "2022-02-01/2022-02-03"),
        ("ar-IQ", "كانون الثاني/يناير 2024", "2024-01"),
        ("ar-IQ", "١٢ آذار/مارس ٢٠٢٥", "2025-03-12"),
        ("en-CA", "fiscal years 2016–17 to 2021–22", "2016/2022"),
        ("en-CA", "about 2017 (uncertain)", "2017~"),
        ("zh-Hans", "2022年2月9日至12日", "2022-02-09/2022-02-12"),
        ("fa-IR", "۱۲ مارس ۲۰۲۶ (۲۱ اسفند ۱۴۰۴)", "2026-03-12"),
        ("de-DE", "12.03.2026", "2026-03-12"),
    ],
)
def test_dates_of_print(tag: str, text: str, exact: str) -> None:
    assert Reader(tag).agrees(text, exact, time=True)


@pytest.mark.parametrize(
    ("tag", "text", "exact"),
    [
        ("fr-CA", "1er février 2022", "2022-01-01"),
        ("fr-CA", "2 janvier 2022", "2022-01-01"),
        ("ar-IQ", "كانون الثاني/فبراير 2024", "2024-01"),
        ("ar-IQ", "كانون الأول 2024", "2024-01"),
        ("en-CA", "fiscal years 2016–17 to 2020–21", "2016/2022"),
        ("en-CA", "June 2016", "2016-06-20"),
        ("en-CA", "June 20, 2016", "2016-06"),
        ("zh-Hans", "2024年10月12日", "2024-12-10"),
        ("de-DE", "03.12.2026", "2026-03-12"),
        ("fa-IR", "۱۲ مارس ۲۰۲۶ (۲۲ اسفند ۱۴۰۴)", "2026-03-12"),
        ("en-CA", "unknown", "2016"),
    ],
)
def test_dates_that_say_something_else(tag: str, text: str, exact: str) -> None:
    assert not Reader(tag).agrees(text, exact, time=True)


@pytest.mark.parametrize(
    ("tag", "text", "exact", "right"),
    [
        ("ar-IQ", "سنتان", "2", True),
        ("ar-IQ", "سنتان", "3", False),
        ("ar-IQ", "المرتبة الخامسة عالميًا", "5", True),
        ("ar-IQ", "المرتبة الخامسة عالميًا", "6", False),
        ("en-CA", "hundreds of thousands of people", "300000", True),
        ("en-CA", "hundreds of thousands of people", "300000000", False),
        ("fr-CA", "4,1 milliards de dollars canadiens", "4123456789", True),
        ("fr-CA", "4,2 milliards de dollars canadiens", "4123456789", False),
        ("fr-CA", "4,1 millions de dollars canadiens", "4123456789", False),
        ("en-CA", "+3.1%", "0.031", True),
        ("en-CA", "13 months", "P400D", True),
        ("en-CA", "14 months", "P400D", False),
        ("en-CA", "\u22123.4%", "3.4", False),
    ],
)
def test_numbers_with_words(tag: str, text: str, exact: str, right: bool) -> None:
    assert Reader(tag).agrees(text, exact) is right


def test_languages_say_the_same_in_a_running_text() -> None:
    said = {
        "en-CA": "On June 20 and 21, 2016, 122 people (about 4.1 billion dollars).",
        "fr-CA": "Les 20 et 21 juin 2016, 122 personnes (environ 4,1 milliards de dollars).",
        "ar-IQ": "في ٢٠ و٢١ حزيران/يونيو ٢٠١٦ نحو ١٢٢ شخصاً (٤٫١ مليار دولار).",
        "zh-Hans": "2016年6月20日和21日，122人（约41亿元）。",
        "ru-RU": "20 и 21 июня 2016 г. 122 человека (около 4,1 миллиарда долларов).",
        "de-DE": "Am 20. und 21. Juni 2016 122 Menschen (etwa 4,1 Milliarden Dollar).",
    }
    for tag, text in said.items():
        assert set(Reader(tag).said(text).firm) == {"20", "21", "M6", "2016", "122", "4100000000"}


@pytest.mark.parametrize(
    ("tag", "text", "firm"),
    [
        ("zh-CN", "最低−7.4%（2020年）", {"-7.4", "2020"}),
        ("ja-JP", "最低は−7.4%", {"-7.4"}),
        ("ar-IQ", "ما بين −5% و−7%", {"-5", "-7"}),
        ("zh-CN", "歼-20和神舟-13", {"20", "13"}),
        ("he-IL", "ב-2024", {"2024"}),
        ("zh-CN", "2019年-2020年", {"2019", "2020"}),
    ],
)
def test_a_minus_counts_where_no_space_stands_before_it_and_a_hyphen_does_not(
    tag: str, text: str, firm: set[str]
) -> None:
    assert set(Reader(tag).said(text).firm) == firm


def test_codes_ordinals_and_times_are_set_apart() -> None:
    said = Reader("en-CA").said(
        "The 7th C-130J flew at 14:30 with petition 441-00155 in the 1990s."
    )
    assert said.firm == {}
    assert said.quiet == {
        "ordinal": ("7",),
        "code": ("130", "441-00155"),
        "time": ("2:30",),
        "decade": ("1990",),
    }


def test_every_locale_has_a_reader() -> None:
    for tag in store.known():
        assert Reader(Locale.parse(tag).tag).tag == tag


@settings(deadline=None)
@given(tags, days, st.sampled_from(("islamic-umalqura", "persian")))
def test_a_running_text_says_one_day_whatever_its_calendars(
    tag: str, day: dt.date, calendar: str
) -> None:
    to, reader = BOTH[tag]
    wanted = reader.said(to.date(day))
    alone = () if tag == "zh-Hans" else (calendar,)  # months in figures: which calendar's?
    for kind in (*alone, f"gregorian+{calendar}"):
        other = Localiser(to.locale, dating=Dating.of(kind))
        said = reader.said(f"— {other.date(day)}.")
        assert said.days in (wanted.days, (day.isoformat(),)), other.date(day)
        assert said.firm == wanted.firm, other.date(day)
