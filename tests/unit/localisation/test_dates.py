"""Dates and spans at their own precision, in the months, digits and calendar asked for."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.facts.dates import parse_edtf
from generator.facts.model import Period
from generator.localisation import Localiser, zones
from generator.localisation.calendars import CalendarUnavailable, convert

NB, THIN = "\u00a0", "\u2009"
FIRST = dt.date(2024, 1, 1)


def period(start: str | None, end: str | None, fiscal: bool = False) -> Period:
    return Period(parse_edtf(start) if start else None, parse_edtf(end) if end else None, fiscal)


@pytest.mark.parametrize(
    ("tag", "edtf", "text"),
    [
        ("en-CA", "2016", "2016"),
        ("en-CA", "2016-06", "June 2016"),
        ("en-CA", "2016-06-09", f"June{NB}9, 2016"),
        ("fr-CA", "2016-06-09", f"9{NB}juin 2016"),
        ("fr-CA", "2016-06-01", f"1er{NB}juin 2016"),
        ("fr-CA", "2016-06", "juin 2016"),
        ("ar-IQ", "2016-06", "حزيران ٢٠١٦"),
        ("ru", "2016-06", "июнь 2016\u202fг."),
    ],
)
def test_a_date_is_as_exact_as_its_source(tag: str, edtf: str, text: str) -> None:
    assert Localiser(tag).date(parse_edtf(edtf)) == text


def test_quarters_are_named() -> None:
    assert Localiser("fr-CA").date(parse_edtf("2016-34")) == "2e trimestre 2016"


def test_about_is_said_with_the_word_that_fits_the_precision() -> None:
    assert Localiser("en-CA").date(parse_edtf("2016~")) == "about 2016"
    assert Localiser("fr-CA").date(parse_edtf("2016-06-09~")) == f"vers le 9{NB}juin 2016"
    assert Localiser("ar-IQ").date(parse_edtf("2016~")) == "نحو عام ٢٠١٦"


def test_a_doubtful_date_says_so() -> None:
    assert Localiser("en-CA").date(parse_edtf("2016?")) == "2016 (uncertain)"


def test_arabic_months_follow_the_country_or_the_house() -> None:
    def name(tag: str, months: str) -> str:
        return Localiser(tag, "latn", months).date(FIRST)  # type: ignore[arg-type]

    assert name("ar-IQ", "default") == f"1{NB}كانون الثاني 2024"
    assert name("ar-DZ", "default") == f"1{NB}جانفي 2024"
    assert name("ar-SA", "default") == f"1{NB}يناير 2024"
    assert name("ar-SA", "levant") == f"1{NB}كانون الثاني 2024"
    assert name("ar-IQ", "gulf") == f"1{NB}يناير 2024"
    assert name("ar-IQ", "dual") == f"1{NB}كانون الثاني/يناير 2024"


def test_other_languages_have_no_choice_of_months() -> None:
    assert Localiser("fr-CA", months="dual").date(dt.date(2024, 1, 2)) == f"2{NB}janvier 2024"


@pytest.mark.parametrize(
    ("tag", "start", "end", "text"),
    [
        ("en-CA", "2011", "2014", "2011–2014"),
        ("fr-CA", "2016-06-01", "2016-06-03", f"1er–3{NB}juin 2016"),
        ("fr-CA", "2016-06-28", "2016-07-01", f"28{NB}juin{THIN}–{THIN}1er{NB}juillet 2016"),
        ("ar-IQ", "2016-06", "2016-09", "حزيران – أيلول ٢٠١٦"),
        ("en-CA", "2016-06", "2016-06", "June 2016"),
        ("en-CA", "2016-06", "2019-03-31", f"June 2016 – March{NB}31, 2019"),
    ],
)
def test_a_span_shares_what_its_ends_share(tag: str, start: str, end: str, text: str) -> None:
    assert Localiser(tag).period(period(start, end)) == text


@pytest.mark.parametrize(
    ("tag", "start", "end", "text"),
    [
        ("en-CA", "2016", None, "from 2016"),
        ("fr-CA", "2016-08-01", None, f"à partir du 1er{NB}août 2016"),
        ("fr-CA", "2016-08", None, "à partir d’août 2016"),
        ("fr-CA", "2016-06", None, "à partir de juin 2016"),
        ("fr-CA", None, "2016", "jusqu’en 2016"),
        ("ar-IQ", None, "2016", "حتى عام ٢٠١٦"),
    ],
)
def test_an_open_end_is_said_in_words(
    tag: str, start: str | None, end: str | None, text: str
) -> None:
    assert Localiser(tag).period(period(start, end)) == text


def test_a_span_without_ends_says_nothing() -> None:
    assert Localiser("en-CA").period(Period()) == ""


def test_fiscal_years_are_named_as_such() -> None:
    assert Localiser("en-CA").period(period("2016", "2017", True)) == "fiscal year 2016–17"
    assert Localiser("en-CA").period(period("2023", "2028", True)) == (
        "fiscal years 2023–24 to 2027–28"
    )
    assert Localiser("fr-CA").period(period("2016", "2017", True)) == "exercice 2016-2017"
    assert Localiser("ar-IQ").period(period("2016", "2017", True)) == "السنة المالية ٢٠١٦/٢٠١٧"
    assert Localiser("en-CA").period(period("1999", "2000", True)) == "fiscal year 1999–00"


def test_dual_dates_name_no_era() -> None:
    day = dt.date(2026, 3, 12)
    assert Localiser("en-GB").dual_date(day, "islamic-umalqura") == (
        f"12{NB}March 2026 (23{NB}Ramadan 1447)"
    )
    assert Localiser("fa-IR").dual_date(day, "persian") == f"۱۲{NB}مارس ۲۰۲۶ (۲۱{NB}اسفند ۱۴۰۴)"


def test_a_calendar_is_not_guessed_outside_its_range() -> None:
    with pytest.raises(CalendarUnavailable):
        convert(dt.date(1900, 1, 1), "islamic-umalqura")
    with pytest.raises(CalendarUnavailable):
        convert(dt.date(2100, 1, 1), "islamic-umalqura")


def test_times_are_of_the_zone_asked_for() -> None:
    at = dt.datetime(2024, 12, 1, 14, 5, tzinfo=dt.UTC)
    assert Localiser("fr-CA").time(at, zone="Asia/Baghdad") == "17 h 05"
    assert Localiser("en-CA").datetime(at, zone="Asia/Baghdad") == (
        f"December{NB}1, 2024 at 5:05\u202fp.m."
    )


@pytest.mark.parametrize(
    ("zone", "french", "arabic"),
    [
        ("Asia/Kolkata", "Calcutta", "كالكتا"),
        ("Asia/Calcutta", "Calcutta", "كالكتا"),
        ("Europe/Kyiv", "Kiev", "كييف"),
        ("Asia/Ho_Chi_Minh", "Hô-Chi-Minh-Ville", "مدينة هو تشي منة"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "بوينوس أيرس"),
        ("Asia/Baghdad", "Bagdad", "بغداد"),
    ],
)
def test_a_zone_has_the_city_of_its_older_name(zone: str, french: str, arabic: str) -> None:
    """CLDR keeps a zone under the first name that it ever had."""
    at = dt.datetime(2026, 7, 8, tzinfo=dt.UTC)
    for tag, city in (("fr", french), ("ar", arabic)):
        assert zones.zone_name(Localiser(tag).numbers, zone, at, "city") == city


def test_a_zone_is_called_the_same_under_each_of_its_names() -> None:
    at = dt.datetime(2026, 7, 8, tzinfo=dt.UTC)
    for new, old in (("Asia/Kolkata", "Asia/Calcutta"), ("Europe/Kyiv", "Europe/Kiev")):
        for style in ("long", "generic", "location", "city"):
            names = {
                zones.zone_name(Localiser("fr").numbers, zone, at, style) for zone in (new, old)
            }
            assert len(names) == 1


def test_the_weekday_stands_alone() -> None:
    assert Localiser("ru").weekday(FIRST) == "понедельник"
    assert Localiser("ar-IQ").weekday(FIRST) == "الاثنين"


def test_relative_words_where_a_language_has_them() -> None:
    assert Localiser("fr-CA").relative(-1, "day") == "hier"
    assert Localiser("fr-CA").relative(-1, "day", words=False) == "il y a 1 jour"
    assert Localiser("ar-IQ").relative(-3, "day") == "قبل ٣ أيام"


def test_an_age_is_told_in_a_fitting_unit() -> None:
    english, arabic = Localiser("en-CA"), Localiser("ar-IQ", "latn")
    assert [english.age(days) for days in (1, 59, 60, 400, 729, 730)] == [
        f"1{NB}day",
        f"59{NB}days",
        f"2{NB}months",
        f"13{NB}months",
        f"24{NB}months",
        f"2{NB}years",
    ]
    assert arabic.age(400) == f"13{NB}شهرًا"
    assert arabic.age(730) == "سنتان"
