"""The meeting and the persons of an order: what is read, and every mistake with its place."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from pathlib import Path

import pytest

from generator.build.materials import meeting_of
from generator.build.orders.meeting import _is_zone
from generator.build.orders.order import Order, read_order
from generator.problems import Findings

HEAD = 'template = "meeting-note"\nsubject = "IRQ"\nlanguages = ["en-CA"]\n'
FULL = """\
people = ["evan-jabro"]
[meeting]
date = 2024-12-10
time = 10:30:00
zone = "Asia/Baghdad"
minutes = 45
language = "ar-IQ"
interpretation = "consecutive"
participants = ["evan-jabro"]
delegation = ["kathy-bunka"]
[[meeting.agenda]]
title.en = "Returns"
topics = ["idps", "posts"]
[[meeting.agenda]]
title = {en = "Presence", fr = "Présence"}
"""


def read(tmp_path: Path, text: str) -> tuple[Order | None, list[str]]:
    path = tmp_path / "iraq.toml"
    path.write_text(HEAD + text, "utf-8")
    findings = Findings()
    order = read_order(path, findings, shown_as="briefings/iraq.toml")
    return order, [f"{p.code}: {p.where.line} {p.where.field}" for p in findings]


def test_everything_is_read(tmp_path: Path) -> None:
    order, told = read(tmp_path, FULL)
    assert told == []
    assert order is not None
    assert order.people == ("evan-jabro",)
    meeting = order.meeting
    assert meeting is not None
    assert (meeting.time, meeting.minutes) == (dt.time(10, 30), 45)
    assert (meeting.participants, meeting.delegation) == (("evan-jabro",), ("kathy-bunka",))
    assert [(item.title["en"], item.topics) for item in meeting.agenda] == [
        ("Returns", ("idps", "posts")),
        ("Presence", ()),
    ]
    assert order.where("meeting.delegation").line == 13
    begins = meeting_of(meeting).begins
    assert begins is not None
    assert begins.astimezone(dt.UTC) == dt.datetime(2024, 12, 10, 7, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('time = "24:10"\ndate = "2024-12-10"\nzone = "Asia/Baghdad"', ["order-meeting-time: 5"]),
        ('time = "10:30"\nzone = "Asia/Baghdad"', ["order-meeting-time-alone: 5"]),
        (
            'date = "2024-12"\ntime = "10:30"\nzone = "Asia/Baghdad"',
            ["order-meeting-time-alone: 6"],
        ),
        ('date = "2024-12-10"\ntime = "10:30"', ["order-meeting-no-zone: 6"]),
        ('zone = "Asia/Bagdad"', ["order-meeting-zone: 5"]),
        ('zone = "UTC+3"', ["order-meeting-zone: 5"]),
        ("minutes = 0", ["order-choice: 5"]),
        ('minutes = "45"', ["order-field-shape: 5"]),
        ('interpretation = "consecutiv"', ["order-choice: 5"]),
        ('agenda = "x"', ["order-field-shape: 5"]),
        ('[[meeting.agenda]]\ntopics = ["idps"]', ["order-field-missing: 5"]),
        ('[[meeting.agenda]]\ntitle.en = "x"\ntopics = ["Human Rights"]', ["order-topic-form: 7"]),
        ('[[meeting.agenda]]\ntitle.en = "x"\ntopic = ["idps"]', ["order-unknown-field: 7"]),
        ('delegation = ["Kathy Bunka"]', ["order-identifier: 5"]),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    order, told = read(tmp_path, f"[meeting]\n{text}\n")
    assert order is None
    assert [one.rsplit(" ", 1)[0] for one in told] == expected


def test_a_zone_is_one_where_the_database_lists_it_and_not_otherwise() -> None:
    listed = {name for name in zoneinfo.available_timezones() if "/" in name}
    assert len(listed) > 300
    assert all(map(_is_zone, listed))
    strange = ("posix/America/Toronto", "right/UTC", "america/toronto", "America", "UTC", "x/y")
    for text in (*strange, "../etc/passwd", "/etc/passwd", "America/", "/", "America/\0"):
        assert not _is_zone(text)


def test_a_zone_is_suggested_by_its_city(tmp_path: Path) -> None:
    findings = Findings()
    path = tmp_path / "iraq.toml"
    path.write_text(f'{HEAD}[meeting]\nzone = "Baghdad"\n', "utf-8")
    read_order(path, findings)
    (problem,) = findings
    assert problem.values["hint"] == " Did you mean “Asia/Baghdad”?"
