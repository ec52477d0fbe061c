"""``briefing schedule``: what will happen when, on the clocks of the order's zone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace


def at(text: str) -> dict[str, str]:
    """The surroundings of a run at that moment."""
    when = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
    return {"SOURCE_DATE_EPOCH": str(int(when.timestamp()))}


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path)
    schedule = '{times = ["weekdays 06:00"], zone = "America/Toronto", before_meeting = ["1 day"]}'
    meeting = '{date = "2026-03-11", time = "10:00", zone = "Asia/Baghdad"}'
    found.order("kenya", schedule=schedule, meeting=meeting)
    return found


def test_the_coming_days_are_shown_on_the_clocks_of_the_zone(place: Workspace) -> None:
    said = briefing(place.root, "schedule", "--next", "4d", env=at("2026-03-06 18:00"))
    assert said.out == (
        "when                    zone             in        what   because\n"
        "Mon 9 Mar 2026, 06:00   America/Toronto  2 d 16 h  kenya  weekdays 06:00\n"
        "Tue 10 Mar 2026, 10:00  Asia/Baghdad     3 d 13 h  kenya  1 day before the meeting\n"
        "Tue 10 Mar 2026, 06:00  America/Toronto  3 d 16 h  kenya  weekdays 06:00\n"
        "Without times, made when something they print changes: uganda\n"
    )


def test_where_clocks_are_moved_it_is_said(place: Workspace) -> None:
    zone = 'zone = "America/Toronto"'
    place.order("kenya", schedule=f'{{times = ["daily 02:30", "daily 01:30"], {zone}}}')
    spring = briefing(place.root, "schedule", "--next", "24h", "--json", env=at("2026-03-07 12:00"))
    assert [(c["local"], c["remarks"]) for c in spring.json["coming"]] == [
        ("2026-03-08T01:30:00-05:00", []),
        (
            "2026-03-08T03:00:00-04:00",
            ["clocks pass over 02:30 that day: at the first moment after it"],
        ),
    ]
    autumn = briefing(place.root, "schedule", "--next", "1 day", env=at("2026-10-31 12:00"))
    assert "daily 01:30 (01:30 comes twice that day: at the first)" in autumn.words
    assert autumn.out.count("daily 01:30") == 1


def test_mistakes_are_told_and_sound_orders_are_listed(place: Workspace) -> None:
    place.order("broken", schedule='{times = ["wekdays 06:00"], zone = "UTC"}')
    over = '{date = "2024-03-11", time = "10:00", zone = "Asia/Baghdad"}'
    place.order("past", schedule='{before_meeting = ["1 day"]}', meeting=over)
    said = briefing(place.root, "schedule", status=1, env=at("2026-03-06 18:00"))
    assert "“wekdays” is not understood. Did you mean “weekdays”?" in said.words
    assert "the last was on 2024-03-10 (1 day before the meeting)" in said.words
    assert "Mon 9 Mar 2026, 06:00" in said.out


def test_a_span_that_is_none_is_a_mistake_of_the_command_line(place: Workspace) -> None:
    said = briefing(place.root, "schedule", "--next", "soon", status=2)
    assert "“soon” is no span of time" in said.words
