"""The schedule of an order: what is read, and every mistake with its place and its words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.build.orders.order import Order, read_order
from generator.build.orders.schedule import over
from generator.problems import Findings, Problem, Severity

HEAD = 'template = "meeting-note"\nsubject = "IRQ"\nlanguages = ["en-CA"]\n'
MEETING = '[meeting]\ndate = "2026-12-10"\ntime = "10:30"\nzone = "Asia/Baghdad"\n'
NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)


def read(tmp_path: Path, text: str) -> tuple[Order | None, list[Problem]]:
    path = tmp_path / "iraq.toml"
    path.write_text(HEAD + text, "utf-8")
    findings = Findings()
    return read_order(path, findings, shown_as="briefings/iraq.toml"), list(findings)


def moments(order: Order | None, count: int = 9) -> list[str]:
    assert order is not None
    assert order.schedule is not None
    found: list[str] = []
    due = order.schedule.next(NOW)
    while due is not None and len(found) < count:
        found.append(f"{due.when:%d %b %H:%M} {' + '.join(due.causes)}")
        due = order.schedule.next(due.when)
    return found


def test_times_by_the_calendar_and_before_the_meeting(tmp_path: Path) -> None:
    text = (
        '[schedule]\ntimes = ["weekdays 06:00", "Monday 14:00 UTC"]\nzone = "America/Toronto"\n'
        'before_meeting = ["7 days", "1 day at 18:00", "2 hours"]\n'
    )
    order, told = read(tmp_path, text + MEETING)
    assert told == []
    assert moments(order) == [
        "30 Nov 11:00 weekdays 06:00",
        "30 Nov 14:00 Monday 14:00 UTC",
        "01 Dec 11:00 weekdays 06:00",
        "02 Dec 11:00 weekdays 06:00",
        "03 Dec 07:30 7 days before the meeting",
        "03 Dec 11:00 weekdays 06:00",
        "04 Dec 11:00 weekdays 06:00",
        "07 Dec 11:00 weekdays 06:00",
        "07 Dec 14:00 Monday 14:00 UTC",
    ]
    assert order is not None
    assert order.schedule is not None
    assert (order.schedule.zone, order.schedule.on_change) == ("America/Toronto", True)
    last = order.schedule.latest(NOW, dt.datetime(2026, 12, 10, 9, tzinfo=dt.UTC))
    assert last is not None
    assert (
        f"{last.when:%d %b %H:%M} {last.causes}" == "10 Dec 05:30 ('2 hours before the meeting',)"
    )


def test_two_times_at_one_moment_are_one(tmp_path: Path) -> None:
    text = '[schedule]\ntimes = ["daily 06:00 UTC", "0 6 * * *", "1 6 * * *"]\nzone = "UTC"\n'
    order, told = read(tmp_path, text)
    assert told == []
    assert moments(order, 2) == [
        "30 Nov 06:00 daily 06:00 UTC + 0 6 * * *",
        "30 Nov 06:01 1 6 * * *",
    ]


def test_an_order_without_a_schedule_has_none(tmp_path: Path) -> None:
    order, told = read(tmp_path, "")
    assert told == []
    assert order is not None
    assert order.schedule is None


def test_days_before_a_meeting_whose_hour_is_not_known(tmp_path: Path) -> None:
    text = '[schedule]\nzone = "Asia/Baghdad"\nbefore_meeting = ["1 day"]\n'
    order, told = read(tmp_path, text + '[meeting]\ndate = "2026-12-10"\n')
    assert told == []
    assert moments(order) == ["08 Dec 21:00 1 day before the meeting"]


ZONE = 'zone = "America/Toronto"\n'


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            'times = ["daily 06:00"]\nzone = "America/Torono"\n',
            "6 schedule.zone",
            "“America/Torono” is not the name of a time zone. Did you mean “America/Toronto”?",
        ),
        (
            'times = ["daily 06:00"]\n',
            "5 schedule.times",
            "The schedule has times, and it is not said whose clocks show them.",
        ),
        (
            ZONE + 'times = ["daily 06:00", "wekdays 07:00"]\n',
            "6 schedule.times",
            "“wekdays 07:00” cannot be kept as a time: “wekdays” is not understood."
            " Did you mean “weekdays”?",
        ),
        (
            ZONE + 'times = ["0 0 30 2 *"]\n',
            "6 schedule.times",
            "“0 0 30 2 *” never comes: no calendar has such a day.",
        ),
        (
            ZONE + 'times = ["daily 06:00", "Daily  06:00"]\n',
            "6 schedule.times",
            "schedule.times names Daily  06:00 twice.",
        ),
        (
            ZONE,
            "4 schedule.times",
            "The schedule names no time: nothing would ever be made by it.",
        ),
        (
            "on_change = false\n",
            "5 schedule.on_change",
            "The schedule names no time: nothing would ever be made by it.",
        ),
        (
            ZONE + "times = []\n",
            "6 schedule.times",
            "The schedule names no time: nothing would ever be made by it.",
        ),
        (
            ZONE + 'before_meeting = ["1 day"]\n',
            "6 schedule.before_meeting",
            "The schedule counts back from the meeting, and the order has no meeting.",
        ),
        (
            ZONE + 'before_meeting = ["1 day"]\n[meeting]\ndate = "2026-12"\n',
            "6 schedule.before_meeting",
            "The schedule counts back from the meeting, and its day is not known.",
        ),
        (
            ZONE + 'before_meeting = ["2 hours"]\n[meeting]\ndate = "2026-12-10"\n',
            "6 schedule.before_meeting",
            "“2 hours” counts back from the hour of the meeting, which is not known.",
        ),
        (
            ZONE + 'before_meeting = ["2 hrs"]\n' + MEETING,
            "6 schedule.before_meeting",
            "“2 hrs” is no span of time before a meeting: “hrs” is not minutes, hours, days or"
            " weeks. Did you mean “hours”?",
        ),
        (
            'before_meeting = ["1 day"]\n[meeting]\ndate = "2026-12-10"\n',
            "5 schedule.before_meeting",
            "The schedule has times, and it is not said whose clocks show them.",
        ),
        (
            ZONE + 'time = ["daily 06:00"]\non_change = true\n',
            "6 schedule.time",
            "An order has no field “schedule.time”. Did you mean “times”?",
        ),
    ],
)
def test_every_mistake_is_told_with_its_place(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    order, told = read(tmp_path, f"[schedule]\n{text}")
    assert order is None
    assert [f"{p.where.line} {p.where.field}: {p.what}" for p in told] == [f"{place}: {words}"]


def test_all_mistakes_of_a_schedule_are_told_together(tmp_path: Path) -> None:
    text = '[schedule]\nzone = "Toronto"\ntimes = ["dayly 06:00", "daily 6 am"]\n'
    _, told = read(tmp_path, text)
    assert [p.code for p in told] == ["schedule-zone", "schedule-time", "schedule-time"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'before_meeting = ["1 day", "2 hours"]\n' + MEETING.replace("2026", "2024"),
            "All times of the schedule are over; the last was on 2024-12-10 (2 hours before the"
            " meeting). Nothing more will be made by it.",
        ),
        (
            'times = ["2026-11-28 06:00 UTC"]\n',
            "All times of the schedule are over; the last was on 2026-11-28 (2026-11-28 06:00"
            " UTC). Nothing more will be made by it.",
        ),
        ('times = ["2026-11-30 06:00 UTC"]\n', ""),
        ('times = ["daily 06:00 UTC"]\n', ""),
    ],
)
def test_a_schedule_that_is_over_is_told_and_refuses_nothing(
    tmp_path: Path, text: str, words: str
) -> None:
    order, told = read(tmp_path, f"[schedule]\n{text}")
    assert told == []
    assert order is not None
    found = list(over(order, NOW))
    assert [p.what for p in found] == ([words] if words else [])
    assert all(p.severity is Severity.WARNING for p in found)
