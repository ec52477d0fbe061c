from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.dates import edtf_of, parse_edtf, parse_interval
from generator.facts.model import Precision
from generator.facts.refused import RefusedError


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("2024-02-29", "2024-02-29", "2024-02-29", Precision.DAY),
        ("2024-33", "2024-01-01", "2024-03-31", Precision.QUARTER),
        ("2024-36", "2024-10-01", "2024-12-31", Precision.QUARTER),
        ("0001", "0001-01-01", "0001-12-31", Precision.YEAR),
        ("9999-12-31", "9999-12-31", "9999-12-31", Precision.DAY),
    ],
)
def test_a_date_keeps_its_precision(text: str, first: str, last: str, precision: Precision) -> None:
    date = parse_edtf(text)
    assert (date.first.isoformat(), date.last.isoformat()) == (first, last)
    assert date.precision is precision


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2017", False, False),
        ("2017~", True, False),
        ("2017-06?", False, True),
        ("2017%", True, True),
    ],
)
def test_marks_say_about_and_perhaps(text: str, approximate: bool, uncertain: bool) -> None:
    date = parse_edtf(text)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)
    assert date.text == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023-02-29", "date-day"),
        ("2024-13", "date-month"),
        ("2024-00", "date-month"),
        ("2024-21", "date-season"),
        ("2024-24", "date-season"),
        ("2024-34-01", "date-month"),
        ("0000-04-21", "date-year"),
        ("-0752-04-21", "date-year"),
        ("10000-01-01", "date-year"),
        ("Y170000002", "date-year"),
        ("01/02/2024", "date-ambiguous"),
        ("1.2.2024", "date-ambiguous"),
        ("today", "date-form"),
        ("45292", "date-form"),
        ("12 December 1963", "date-form"),
        ("٢٠٢٤", "date-form"),
        ("2024-01-31T25:00:00Z", "date-time"),
        ("", "date-form"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse_edtf(text)
    assert caught.value.code == code
    assert str(caught.value)


def test_a_time_of_day_gives_the_day_in_its_own_zone() -> None:
    assert parse_edtf("2024-01-31T23:30:00-05:00") == parse_edtf("2024-01-31")


def test_intervals_may_be_open_or_unknown_at_one_end() -> None:
    assert parse_interval("2011/2014").last == dt.date(2014, 12, 31)
    assert parse_interval("2017-02/..").end is None
    assert parse_interval("../2025-03").start is None
    assert parse_interval("/2025-03").last == dt.date(2025, 3, 31)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2014/2011", "period-order"),
        ("../..", "period-empty"),
        ("2011-2014", "period-form"),
        ("2011/2012/2013", "period-form"),
        ("01/02/2024", "date-ambiguous"),
        ("2011/2014-13", "date-month"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse_interval(text)
    assert caught.value.code == code


@given(st.dates())
def test_every_day_reads_back_as_itself(day: dt.date) -> None:
    date = parse_edtf(day.isoformat())
    assert date.first == date.last == day
    assert date == edtf_of(day)


@given(st.dates(), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_coarser_date_holds_the_finer_one(day: dt.date, form: str) -> None:
    text = f"{day.year:04}" + day.strftime(form.removeprefix("%Y"))
    date = parse_edtf(text)
    assert date.first <= day <= date.last


@given(st.dates(), st.dates())
def test_an_interval_is_sound_exactly_when_its_ends_are_in_order(a: dt.date, b: dt.date) -> None:
    text = f"{a.isoformat()}/{b.isoformat()}"
    if a <= b:
        period = parse_interval(text)
        assert (period.first, period.last) == (a, b)
    else:
        with pytest.raises(RefusedError, match="before it starts"):
            parse_interval(text)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        date = parse_edtf(text)
    except RefusedError:
        return
    assert 1 <= date.first.year <= 9999
    assert date.first <= date.last


def test_the_hostile_dates_are_read_rightly_or_refused(shared: Path) -> None:
    rows = (shared / "hostile/values/dates.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, rows):
        text, expected = row["text"], row["expect"]
        try:
            date = parse_edtf(text)
        except RefusedError:
            assert expected not in (text, "month precision"), row
            continue
        if expected == "month precision":
            assert date.precision is Precision.MONTH
        elif expected.startswith("year precision"):
            assert date.precision is Precision.YEAR
        else:
            assert expected.startswith(date.first.isoformat()), row
