"""Turns of the watcher at times that the test chooses: real orders, real builds."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.build.report import Settings
from generator.build.run import build
from generator.build.warm import Means
from generator.build.workspace import Workspace as Place
from generator.watch.log import Log
from generator.watch.watcher import CALM, LOOK, Clocks, Watcher, Wish
from tests.end_to_end.workspaces import Workspace

START = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)  # a Friday, 07:00 in Toronto
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


class Time:
    """Two clocks that a test sets: they go together unless it says otherwise."""

    def __init__(self) -> None:
        self.wall = START
        self.steady = 1000.0

    def go(self, span: dt.timedelta) -> None:
        """Let time pass."""
        self.wall += span
        self.steady += span.total_seconds()


class Desk:
    """A workspace with one order at 06:00 on weekdays, and its watcher."""

    def __init__(self, root: Path) -> None:
        self.time = Time()
        self.work = Workspace(root)
        self.work.facts({"one": "A statement."})
        times = '{times = ["weekdays 06:00"], zone = "America/Toronto", on_change = false}'
        self.work.order("kenya", formats='["html"]', schedule=times, as_of="")
        self.out = io.StringIO()
        self.watcher = self.another("kenya")

    def another(self, *names: str) -> Watcher:
        """A watcher that begins now, as after a kill of the one before."""
        if hasattr(self, "watcher"):
            self.watcher.close()
        clocks = Clocks(lambda: self.time.wall, lambda: self.time.steady)
        log = Log(self.out, clocks.wall, as_json=True)
        self.watcher = Watcher(Place(self.work.root), Wish(names, jobs=1), log, clocks)
        self.watcher.begin()
        return self.watcher

    def turn(self, span: dt.timedelta = dt.timedelta()) -> list[str]:
        """Let time pass, take a turn, and give what happened."""
        before = len(self.events)
        self.time.go(span)
        self.watcher.turn()
        return [event["event"] for event in self.events[before:]]

    @property
    def events(self) -> list[dict[str, Any]]:
        """All that was told."""
        return [json.loads(line) for line in self.out.getvalue().splitlines()]

    @property
    def status(self) -> Any:
        """What was written for others."""
        return json.loads((self.work.root / "state/watch/status.json").read_text("utf-8"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    # The process of these tests holds what all tests before them have read.
    monkeypatch.setattr("generator.watch.watcher.LARGE", 1 << 50)
    found = Desk(tmp_path)
    yield found
    found.watcher.close()


def test_an_order_is_made_at_its_times_and_once_for_several_that_were_missed(desk: Desk) -> None:
    assert desk.turn() == []  # nothing is due yet, and changes do not count for it
    made = desk.turn(3 * DAY)  # asleep over the week-end, until Monday 08:00 in Toronto
    assert made == ["due", "first-file", "edition"]
    due = next(event for event in desk.events if event["event"] == "due")
    assert due["due"] == "2026-03-09T10:00:00Z"  # 06:00, after the clocks went forward
    assert due["words"] == "kenya: made up for, 2 h late (weekdays 06:00)."
    assert desk.turn(MINUTE) == []
    (next_, *_) = desk.status["next"]
    assert (next_["local"], next_["order"]) == ("2026-03-10T06:00:00-04:00", "kenya")
    assert desk.status["orders"]["kenya"]["outcome"] == "published"


def test_sleep_and_a_clock_that_is_put_back_are_noticed_and_nothing_is_made_twice(
    desk: Desk,
) -> None:
    desk.turn()
    desk.time.wall += 3 * DAY  # seconds that only go on stood still: the machine slept
    assert desk.turn()[:2] == ["clock", "due"]
    desk.time.wall -= dt.timedelta(hours=3)  # 05:00 on Monday again
    assert desk.turn() == ["clock"]
    assert desk.turn(dt.timedelta(hours=1, minutes=5)) == []  # 06:05
    assert desk.turn(DAY)[0] == "due"
    assert desk.work.editions("kenya") == ["0001"]


def test_a_run_that_was_killed_is_made_up_for_once(desk: Desk) -> None:
    desk.time.go(3 * DAY)
    now = desk.time.wall
    due = desk.watcher.ledger.due("kenya", desk.watcher.wants.orders["kenya"].schedule, now)  # type: ignore[arg-type]
    desk.watcher.ledger.begin({"kenya": ("weekdays 06:00", due)}, now)
    # It never ended.
    desk.another("kenya")
    made = desk.turn()
    assert "edition" in made
    assert "unfinished" in [event["event"] for event in desk.events]
    desk.another("kenya")
    assert desk.turn() == []
    assert desk.work.editions("kenya") == ["0001"]


def test_an_order_that_speaks_for_today_is_looked_at_on_a_new_day(desk: Desk) -> None:
    desk.work.order("kenya", formats='["html"]', as_of="")
    desk.another("kenya")
    assert "edition" in desk.turn()
    assert desk.turn(MINUTE) == []
    assert desk.turn(DAY) == ["unchanged"]
    assert desk.watcher.ledger.book.orders["kenya"].last is not None


def put_off(desk: Desk) -> bool:
    """Whether a build would have to read what sources say of orders that stand."""
    settings, means = Settings(desk.time.wall.date()), Means(looks_again=False, makes=False)
    return build(Place(desk.work.root), (), settings, means=means).put_off


def test_what_concerns_no_order_is_read_when_nobody_waits_for_another_change(desk: Desk) -> None:
    desk.work.order("kenya", formats='["html"]')
    watcher = desk.another()
    assert desk.turn().count("edition") == 2
    assert not put_off(desk)
    desk.work.facts({"one": "Another statement."})
    assert desk.turn(dt.timedelta(seconds=LOOK)) == []  # it may still be written
    assert desk.turn(dt.timedelta(seconds=2)) == ["changed", "first-file", "edition", "unchanged"]
    assert watcher.is_done
    assert put_off(desk)
    assert desk.turn(dt.timedelta(seconds=CALM - 3)) == []
    assert put_off(desk)
    assert desk.turn(dt.timedelta(seconds=4)) == []
    assert not put_off(desk)
    assert desk.turn(dt.timedelta(seconds=CALM)) == []
    assert desk.work.editions("uganda") == ["0001"]


def test_nothing_is_made_because_it_is_calm_that_waits_for_its_time(desk: Desk) -> None:
    times = '{ times = ["daily 06:00"], zone = "Africa/Nairobi", on_change = false }'
    desk.work.order("kenya", formats='["html"]', schedule=times)
    desk.another()
    assert desk.turn().count("edition") == 1
    desk.work.facts({"one": "Another statement."})
    desk.turn(dt.timedelta(seconds=LOOK))
    assert "changed" in desk.turn(dt.timedelta(seconds=2))
    assert put_off(desk)
    for _ in range(3):
        assert desk.turn(dt.timedelta(seconds=CALM)) == []
    assert not put_off(desk)
    assert desk.work.editions("kenya") == []


def test_what_is_refused_is_not_tried_again_and_again(desk: Desk) -> None:
    desk.work.write("templates/plain/brief.j2", "{{ nothing.at.all }}")
    watcher = desk.another()
    assert "refused" in desk.turn()
    for _ in range(3):
        assert desk.turn(dt.timedelta(seconds=CALM)) == []
        assert watcher.turn() > 1.0  # seconds to the next turn


def test_a_fault_of_the_program_is_saved_and_told_and_lived_through(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **named: object) -> None:
        raise RuntimeError("CANARY")

    with monkeypatch.context() as patched:
        patched.setattr("generator.watch.building.build", broken)
        assert desk.turn(3 * DAY)[-1] == "fault"
    assert "CANARY" not in desk.out.getvalue()
    (report,) = (desk.work.root / "state/faults").iterdir()
    assert "CANARY" in report.read_text("utf-8")
    assert desk.status["orders"]["kenya"]["outcome"] == "fault"
    assert "edition" in desk.turn(DAY)
    assert desk.status["orders"]["kenya"]["failures"] == 0


def test_nothing_is_made_without_a_source_that_is_gone_until_somebody_asked(desk: Desk) -> None:
    work = desk.work
    work.order("kenya", formats='["html"]')
    work.source("news")
    work.facts({"fresh": "A statement of the news."}, source="news")
    desk.another()
    assert desk.turn().count("edition") == 2
    shutil.rmtree(work.root / "sources" / "news")
    desk.turn(dt.timedelta(seconds=LOOK))
    assert "refused" in desk.turn(dt.timedelta(seconds=2))
    assert work.editions("kenya") == ["0001"]
    (told,) = {e["words"] for e in desk.events if e.get("code") == "source-gone-alone"}
    assert told.startswith("The folder sources/news is there no more; edition 1 of “kenya” printed")
    assert "1 of its facts" in told
    report = build(Place(work.root), ("kenya",), Settings(desk.time.wall.date()))
    (problem,) = [one for one in report.all_problems if one.code == "source-gone"]
    assert problem.remedy == "If that is not meant, bring the folder back and build again."
    assert work.editions("kenya") == ["0001", "0002"]
    assert "refused" not in desk.turn(MINUTE)
    assert work.editions("kenya") == ["0001", "0002"]
