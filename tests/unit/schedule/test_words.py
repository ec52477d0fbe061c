"""Times as officers write them, and as cron does."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.schedule.rule import Rule
from generator.schedule.spans import read_before, read_pace
from generator.schedule.trouble import ScheduleError
from generator.schedule.words import read_rule

START = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)  # a Sunday


def coming(rule: Rule, count: int = 3) -> list[str]:
    """The next moments in UTC."""
    found, when = [], START
    for _ in range(count):
        later = rule.after(when)
        if later is None:
            break
        found.append(later.strftime("%a %d %b %H:%M"))
        when = later
    return found


MON, TUE, WED = "Mon 30 Nov 06:00", "Tue 01 Dec 06:00", "Wed 02 Dec 06:00"
FRI, SAT = "Fri 04 Dec 06:00", "Sat 05 Dec 06:00"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("daily 06:00", [MON, TUE, WED]),
        ("every day at 6:00", [MON, TUE, WED]),
        ("Weekdays 06:00", [MON, TUE, WED]),
        ("weekends 06:00", [SAT, "Sun 06 Dec 06:00", "Sat 12 Dec 06:00"]),
        ("Monday 06:00", [MON, "Mon 07 Dec 06:00", "Mon 14 Dec 06:00"]),
        ("Mondays 06:00", [MON, "Mon 07 Dec 06:00", "Mon 14 Dec 06:00"]),
        ("Mon, Wed and Fri 06:00", [MON, WED, FRI]),
        ("Tuesday-Thursday 06:00", [TUE, WED, "Thu 03 Dec 06:00"]),
        ("Friday to Monday 06:00", [MON, FRI, SAT]),
        ("daily 06:00 and 18:00", ["Sun 29 Nov 18:00", MON, "Mon 30 Nov 18:00"]),
        ("daily 06:00, 18:00", ["Sun 29 Nov 18:00", MON, "Mon 30 Nov 18:00"]),
        ("1st of month 09:00", ["Tue 01 Dec 09:00", "Fri 01 Jan 09:00", "Mon 01 Feb 09:00"]),
        (
            "1st and 15th of the month 09:00",
            ["Tue 01 Dec 09:00", "Tue 15 Dec 09:00", "Fri 01 Jan 09:00"],
        ),
        ("31st of month 09:00", ["Thu 31 Dec 09:00", "Sun 31 Jan 09:00", "Wed 31 Mar 09:00"]),
        ("last day of month 09:00", ["Mon 30 Nov 09:00", "Thu 31 Dec 09:00", "Sun 31 Jan 09:00"]),
        (
            "first Monday of month 09:00",
            ["Mon 07 Dec 09:00", "Mon 04 Jan 09:00", "Mon 01 Feb 09:00"],
        ),
        (
            "2nd Tue of every month 09:00",
            ["Tue 08 Dec 09:00", "Tue 12 Jan 09:00", "Tue 09 Feb 09:00"],
        ),
        (
            "last Friday of month 09:00",
            ["Fri 25 Dec 09:00", "Fri 29 Jan 09:00", "Fri 26 Feb 09:00"],
        ),
        ("2026-12-10 06:00", ["Thu 10 Dec 06:00"]),
        ("2026-11-28 06:00", []),
        ("0 6 * * 1-5", [MON, TUE, WED]),
        ("0 6 * * MON-FRI", [MON, TUE, WED]),
        ("0 6 * * 7", ["Sun 06 Dec 06:00", "Sun 13 Dec 06:00", "Sun 20 Dec 06:00"]),
        ("0 6 * * 0", ["Sun 06 Dec 06:00", "Sun 13 Dec 06:00", "Sun 20 Dec 06:00"]),
        ("*/20 13 * * *", ["Sun 29 Nov 13:00", "Sun 29 Nov 13:20", "Sun 29 Nov 13:40"]),
        # A day of the month or a day of the week, as cron has it.
        ("0 6 13 * fri", [FRI, "Fri 11 Dec 06:00", "Sun 13 Dec 06:00"]),
        ("0 6 29 2 *", ["Tue 29 Feb 06:00", "Sun 29 Feb 06:00", "Fri 29 Feb 06:00"]),
        ("5,35 6 1 jan,jul *", ["Fri 01 Jan 06:05", "Fri 01 Jan 06:35", "Thu 01 Jul 06:05"]),
    ],
)  # fmt: skip
def test_a_time_means_these_moments(text: str, found: list[str]) -> None:
    assert coming(read_rule(text, "UTC")) == found


def test_a_zone_behind_a_time_counts_before_that_of_the_order() -> None:
    assert read_rule("weekdays 06:00 America/Toronto", "Asia/Tokyo").zone == "America/Toronto"
    assert read_rule("0 6 * * 1-5 Asia/Baghdad", None).zone == "Asia/Baghdad"
    assert read_rule("daily 06:00 UTC", None).zone == "UTC"
    assert read_rule("daily 06:00", "Asia/Tokyo").zone == "Asia/Tokyo"


def said(text: str, zone: str | None = "UTC") -> str:
    with pytest.raises(ScheduleError) as caught:
        read_rule(text, zone)
    return f"{caught.value.kind}: {caught.value.reason}.{caught.value.hint}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("weekday", "time: it has no time of the clock. Write “weekdays 06:00”."),
        ("wekdays 06:00", "time: “wekdays” is not understood. Did you mean “weekdays”?"),
        ("Mondai 06:00", "time: “mondai” is not understood. Did you mean “monday”?"),
        ("06:00", "time: it does not say on which days. Write “daily 06:00”."),
        ("weekdays 6:30 pm", "time: “pm” stands behind the time. Write 18:30."),
        ("weekdays 6:30pm", "time: it has no time of the clock. Write 18:30."),
        ("weekdays 6 am", "time: it has no time of the clock. Write 06:00."),
        ("daily noon", "time: it has no time of the clock. Write 12:00."),
        ("daily 24:00", "time: clocks do not show 24:00. Write 00:00 of the next day."),
        (
            "daily 25:10",
            "time: clocks do not show “25:10” (hours 00 to 23, minutes 00 to 59, no seconds).",
        ),
        (
            "weekdays 06:00 Toronto",
            "time: “toronto” stands behind the time. Did you mean “America/Toronto”?",
        ),
        ("weekdays 06:00 America/Torono", "zone: America/Torono. Did you mean “America/Toronto”?"),
        ("of month 06:00", "time: it does not say which day of the month. Write “1st of month”."),
        ("32nd of month 06:00", "never: no month has a day 32."),
        ("2026-02-30 06:00", "never: there is no day 2026-02-30."),
        ("0 0 30 2 *", "never: no calendar has such a day."),
        (
            "0 6 * *",
            "time: cron has five fields: minute, hour, day of the month, month, "
            "day of the week. “0 6 * * 1-5” is 06:00 on weekdays.",
        ),
        ("61 6 * * *", "time: the minute is “61”; it can be 0 to 59."),
        ("0 6 * * fry", "time: the day of the week is “fry”; it can be 0 to 7."),
        ("0 6 * * 5-1", "time: the day of the week “5-1” runs backwards or nowhere."),
        ("0 6 */0 * *", "time: the day of the month “*/0” runs backwards or nowhere."),
        (
            "@daily",
            "time: cron has five fields: minute, hour, day of the month, month, "
            "day of the week. “0 6 * * 1-5” is 06:00 on weekdays.",
        ),
    ],
)  # fmt: skip
def test_a_time_that_is_not_understood_is_told_why(text: str, words: str) -> None:
    assert said(text) == words


def test_a_time_without_a_zone_is_refused() -> None:
    assert said("daily 06:00", None).startswith("no-zone")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30 minutes", dt.timedelta(minutes=30)),
        ("6 hours", dt.timedelta(hours=6)),
        ("1 day", dt.timedelta(days=1)),
        ("one week", dt.timedelta(days=7)),
    ],
)
def test_a_pace(text: str, span: dt.timedelta) -> None:
    assert read_pace(text) == span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("soon", "it is no number with minutes, hours, days or weeks"),
        ("3 dais", "“dais” is not minutes, hours, days or weeks Did you mean “days”?"),
        ("3 months", "“months” is not minutes, hours, days or weeks"),
        ("0 days", "it is no time at all"),
        ("9999 weeks", "it is more than three years"),
        ("2 hours at 06:00", "a time of the clock goes with days and weeks only"),
        ("-1 day", "it is no number with minutes, hours, days or weeks"),
    ],
)
def test_a_span_that_is_not_understood_is_told_why(text: str, words: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        read_before(text)
    assert caught.value.reason + caught.value.hint == words


def test_days_before_a_meeting_keep_its_hour_also_over_a_change_of_clocks() -> None:
    from zoneinfo import ZoneInfo

    toronto, day, ten = ZoneInfo("America/Toronto"), dt.date(2026, 3, 10), dt.time(10)

    def before(text: str, clock: dt.time | None = ten) -> str:
        when = read_before(text).moment(day, clock, toronto)
        return "" if when is None else when.astimezone(toronto).strftime("%d %b %H:%M")

    assert before("7 days") == "03 Mar 10:00"
    assert before("1 week") == "03 Mar 10:00"
    assert before("1 day at 18:00") == "09 Mar 18:00"
    assert before("2 hours") == "10 Mar 08:00"
    assert before("60 hours") == "07 Mar 21:00"  # hours are hours: one was left out on 8 March
    assert before("7 days", None) == "03 Mar 00:00"
    assert before("2 hours", None) == ""
