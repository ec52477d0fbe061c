"""Dates in other calendars: as exact as they are known, and never in one that does not reach."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.dates import parse_edtf
from generator.facts.model import Period
from generator.house.manners import CALENDARS, DATINGS
from generator.localisation import Localiser
from generator.localisation.calendars import GREGORIAN, Dating, convert
from generator.localisation.cldr import store
from tests.unit.localisation.test_laws import digit_systems

NB = "\u00a0"


def localiser(tag: str, dating: str) -> Localiser:
    return Localiser(tag, dating=Dating.of(dating))


def period(start: str | None, end: str | None) -> Period:
    return Period(parse_edtf(start) if start else None, parse_edtf(end) if end else None)


def plain(text: str) -> str:
    return text.replace(NB, " ").replace("\u2009", " ")


@pytest.mark.parametrize(
    ("tag", "dating", "text"),
    [
        ("en-GB", "gregorian", "12 March 2026"),
        ("en-GB", "gregorian+islamic-umalqura", "12 March 2026 (23 Ramadan 1447)"),
        ("fr-FR", "gregorian+islamic-umalqura", "12 mars 2026 (23 ramadan 1447)"),
        ("ar-SA", "islamic-umalqura+gregorian", "٢٣ رمضان ١٤٤٧ (١٢ مارس ٢٠٢٦)"),
        ("ar-SA", "islamic-umalqura", "٢٣ رمضان ١٤٤٧ هـ"),
        ("fa-IR", "persian", "۲۱ اسفند ۱۴۰۴"),
        ("fa-IR", "gregorian+persian", "۱۲ مارس ۲۰۲۶ (۲۱ اسفند ۱۴۰۴)"),
        ("fa-AF", "persian+gregorian", "۲۱ حوت ۱۴۰۴ (۱۲ مارچ ۲۰۲۶)"),
        ("th-TH", "buddhist", "12 มีนาคม 2569"),
        ("en-GB", "buddhist", "12 March 2569 BE"),
        ("zh-CN", "gregorian+islamic-umalqura", "2026年3月12日（伊斯兰历1447年9月23日）"),
    ],
)
def test_a_day_in_the_calendars_of_the_document(tag: str, dating: str, text: str) -> None:
    assert plain(localiser(tag, dating).date(dt.date(2026, 3, 12))) == text


@pytest.mark.parametrize(
    ("dating", "month", "year"),
    [
        ("gregorian", "June 2016", "2016"),
        ("gregorian+persian", "June 2016", "2016"),
        ("persian+gregorian", "June 2016", "2016"),
        ("persian", "June 2016", "AD 2016"),
        ("islamic-umalqura", "June 2016", "AD 2016"),
        ("gregorian+buddhist", "June 2016 (June 2559)", "2016 (2559)"),
        ("buddhist", "June 2559 BE", "BE 2559"),
        ("buddhist+persian", "June 2559 BE", "BE 2559"),
    ],
)
def test_a_month_or_year_is_never_made_more_exact(dating: str, month: str, year: str) -> None:
    edition = localiser("en-GB", dating)
    assert plain(edition.date(parse_edtf("2016-06"))) == month
    assert plain(edition.date(parse_edtf("2016"))) == year
    assert edition.outside == set()


@pytest.mark.parametrize(
    ("tag", "dating", "start", "end", "text"),
    [
        (
            "en-GB",
            "gregorian+islamic-umalqura",
            "2026-03-12",
            "2026-03-14",
            "12–14 March 2026 (23–25 Ramadan 1447)",
        ),
        ("fa-IR", "persian", "2026-03-12", "2026-04-20", "۲۱ اسفند ۱۴۰۴ تا ۳۱ فروردین ۱۴۰۵"),
        ("en-GB", "gregorian+persian", "2011", "2014", "2011–2014"),
        ("en-GB", "persian", "2011", "2014", "AD 2011 – AD 2014"),
        ("th-TH", "buddhist", "2011", "2014", "2554–2557"),
        ("en-GB", "buddhist", "2016-06", "2016-09", "June 2559 BE – September 2559 BE"),
        ("en-GB", "gregorian+persian", "2026-03-12", None, "from 12 March 2026 (21 Esfand 1404)"),
        ("en-GB", "gregorian+persian", None, "2016-06", "until June 2016"),
    ],
)
def test_a_span_is_said_once_in_each_calendar(
    tag: str, dating: str, start: str | None, end: str | None, text: str
) -> None:
    assert plain(localiser(tag, dating).period(period(start, end))) == text


def test_a_day_outside_a_calendar_is_printed_in_the_gregorian_and_kept_for_the_officer() -> None:
    edition = localiser("ar-SA", "gregorian+islamic-umalqura")
    assert plain(edition.date(dt.date(1920, 4, 25))) == "٢٥ أبريل ١٩٢٠"
    assert edition.outside == {("islamic-umalqura", dt.date(1920, 4, 25))}
    alone = localiser("en-GB", "islamic-umalqura")
    assert plain(alone.date(dt.date(1920, 4, 25))) == "25 April 1920"
    spanned = alone.period(period("1920-04-25", "2026-03-01"))
    assert plain(spanned) == "25 April 1920 – 1 March 2026"


@pytest.mark.parametrize("text", ["", "hijri", "Persian", "gregorian+gregorian", "persian+", "+"])
def test_an_unknown_choice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no calendar"):
        Dating.of(text)


def test_every_choice_has_its_calendars() -> None:
    assert {Dating.of(text).first for text in DATINGS} == set(CALENDARS)
    assert len(DATINGS) == len(set(DATINGS)) == 16
    assert Dating.of("gregorian") == GREGORIAN


@given(
    st.sampled_from(("en-GB", "fr-CA", "ar-SA", "ar-IQ", "fa-IR", "ps-AF", "th-TH", "zh-TW", "he")),
    st.sampled_from(DATINGS),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
)
def test_digits_are_one_and_the_fields_of_each_calendar_are_there(
    tag: str, dating: str, day: dt.date
) -> None:
    edition = localiser(tag, dating)
    text = edition.date(day)
    assert len(digit_systems(text)) == 1
    reached = {calendar for calendar, _ in edition.outside}
    wanted = [part for part in dating.split("+") if part not in reached] or ["gregorian"]
    for calendar in wanted:
        year = convert(day, calendar).year  # type: ignore[arg-type]
        assert edition.numbers.in_digits(str(year)) in text


@given(st.dates(dt.date(1924, 8, 1), dt.date(2077, 11, 16)))
def test_the_umm_al_qura_calendar_reaches_all_its_days(day: dt.date) -> None:
    edition = localiser("ar-SA", "islamic-umalqura")
    assert store.topic("ar-SA", "calendars")["islamic"]["era"]["a"] in edition.date(day)
    assert edition.outside == set()
