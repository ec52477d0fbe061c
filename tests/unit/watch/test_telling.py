"""What the watcher tells: lines, files for others, and how long a source is left alone."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest

from generator.facts.refreshfile import Pace
from generator.problems import Problem, Where
from generator.watch.agenda import Coming
from generator.watch.ledger import Account, Asked, Book, Last, Ledger, written
from generator.watch.log import Log
from generator.watch.refreshing import next_time
from generator.watch.status import Status, metrics, read_status, write_status

NOW = dt.datetime(2026, 3, 6, 12, 0, 5, 250_000, tzinfo=dt.UTC)


def test_an_event_is_one_line_whatever_it_holds() -> None:
    out = io.StringIO()
    Log(out, lambda: NOW).say("edition", "a\nb\x1b[31m\u202ec\u2028d")
    assert out.getvalue().count("\n") == 1
    assert out.getvalue().rstrip("\n").endswith("a b[31mc d")


def test_an_event_as_json_has_its_moment_kind_words_and_values() -> None:
    out = io.StringIO()
    log = Log(out, lambda: NOW, as_json=True)
    log.problem(Problem("json-cut", Where("sources/a.json", 3)), order="kenya")
    told = json.loads(out.getvalue())
    assert told["at"] == "2026-03-06T12:00:05.250Z"
    assert (told["event"], told["order"], told["code"]) == ("problem", "kenya", "json-cut")
    assert told["words"].endswith("Where: sources/a.json, line 3. [json-cut]")


def test_a_reader_of_the_log_who_went_away_ends_nothing() -> None:
    out = io.StringIO()
    out.close()
    Log(out, lambda: NOW).say("edition", "a")


BOOK = Book(
    written(NOW),
    {
        "kenya": Account(written(NOW), last=Last(written(NOW), "refused", "a change"), failures=2),
        "uganda": Account(written(NOW)),
    },
    {"stats": Asked(written(NOW), "new")},
)


def test_the_status_is_read_back_and_tells_that_nobody_lives(tmp_path: Path) -> None:
    Ledger(tmp_path / "watch", NOW)
    status = Status(NOW, counts={"published": 3})
    coming = [Coming(NOW, "America/Toronto", "order", "kenya", ("daily 06:00",))]
    write_status(tmp_path, status.as_json(BOOK, coming, NOW))
    found = read_status(tmp_path)
    assert not found.lives
    assert found.failing == ("kenya",)
    assert found.plain["next"][0]["local"] == "2026-03-06T07:00:05.250000-05:00"
    assert set(found.plain["orders"]) == {"kenya"}  # of the other nothing is to be told yet
    for name in ("status.json", "metrics.prom"):
        assert (tmp_path / "watch" / name).stat().st_mode & 0o077 == 0


def test_the_metrics_are_in_the_form_of_prometheus() -> None:
    text = metrics(Status(NOW, counts={"published": 3}).as_json(BOOK, [], NOW))
    form = re.compile(r'(# TYPE \w+ (gauge|counter)|\w+(\{\w+="[^"]*"\})? \d+)')
    assert all(form.fullmatch(line) for line in text.splitlines())
    assert 'briefing_watch_order_failures{order="kenya"} 2' in text
    assert 'briefing_watch_events_total{event="published"} 3' in text
    assert f"briefing_watch_beat_seconds {int(NOW.timestamp())}" in text


HOUR = dt.timedelta(hours=1)
DAILY = Pace("1 day", 24 * HOUR)


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        (None, dt.timedelta()),
        (Asked(written(NOW), "new"), 24 * HOUR),
        (Asked(written(NOW), "failed", 1), dt.timedelta(minutes=10)),
        (Asked(written(NOW), "failed", 3), dt.timedelta(minutes=40)),
        (Asked(written(NOW), "failed", 99), 24 * HOUR),
        (Asked(written(NOW + 1000 * HOUR), "new"), 24 * HOUR),  # a clock that was ahead
    ],
)
def test_a_source_is_asked_at_its_pace_and_sooner_after_a_failure(
    asked: Asked | None, wait: dt.timedelta
) -> None:
    found = next_time(DAILY, asked, NOW)
    assert abs(found - NOW - wait) <= dt.timedelta(seconds=1)
