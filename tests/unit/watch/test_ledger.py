"""What was run for is never run for again: over kills, sleep and clocks that are set."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build.workspace import Workspace
from generator.schedule.whole import Due, Schedule
from generator.schedule.words import read_rule
from generator.watch.ledger import TRIES, Asked, Last, Ledger, asked_of, written

START = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
DAILY = Schedule((read_rule("daily 06:00", "America/Toronto"),))
HOURLY = Schedule((read_rule("15 * * * *", "America/Toronto"),))
HOUR = dt.timedelta(hours=1)


def begun(folder: Path, schedule: Schedule = DAILY, now: dt.datetime = START) -> Ledger:
    ledger = Ledger(folder, now)
    ledger.adopt({"kenya": schedule}, now)
    return ledger


def run(ledger: Ledger, due: Due | None, now: dt.datetime, outcome: str = "published") -> None:
    ledger.begin({"kenya": ("it is time", due)}, now)
    ledger.end({"kenya": Last(written(now), outcome)})


def test_times_before_the_order_was_known_do_not_count(tmp_path: Path) -> None:
    ledger = begun(tmp_path)
    assert ledger.due("kenya", DAILY, START) is None
    assert ledger.due("kenya", DAILY, START + 12 * HOUR) is None
    due = ledger.due("kenya", DAILY, START + 24 * HOUR)
    assert due is not None
    assert written(due.when) == "2026-03-07T11:00:00Z"


def test_missed_times_are_one_run(tmp_path: Path) -> None:
    ledger = begun(tmp_path)
    now = START + dt.timedelta(days=10)
    due = ledger.due("kenya", DAILY, now)
    assert due is not None
    assert written(due.when) == "2026-03-16T10:00:00Z"
    run(ledger, due, now)
    assert ledger.due("kenya", DAILY, now) is None
    later = Ledger(tmp_path, now + HOUR)  # another process
    later.adopt({"kenya": DAILY}, now + HOUR)
    assert later.due("kenya", DAILY, now + HOUR) is None


def test_a_changed_schedule_counts_from_the_change_and_another_change_of_the_order_does_not(
    tmp_path: Path,
) -> None:
    ledger = begun(tmp_path)
    now = START + 24 * HOUR
    ledger.adopt({"kenya": DAILY}, now)
    assert ledger.due("kenya", DAILY, now) is not None
    ledger.adopt({"kenya": HOURLY}, now)
    assert ledger.due("kenya", HOURLY, now) is None


def test_a_run_that_did_not_end_is_known_after_a_kill_with_its_time(tmp_path: Path) -> None:
    ledger = begun(tmp_path)
    now = START + 24 * HOUR
    due = ledger.due("kenya", DAILY, now)
    assert due is not None
    ledger.begin({"kenya": ("it is time", due)}, now)
    for tries in range(1, TRIES + 1):
        ledger = Ledger(tmp_path, now)  # as after kill -9
        assert ledger.unfinished()["kenya"].tries == tries
        assert ledger.unfinished()["kenya"].due == written(due.when)
        ledger.begin({"kenya": ("again", None)}, now)
    ledger.end({"kenya": Last(written(now), "unchanged")})
    assert Ledger(tmp_path, now).unfinished() == {}
    assert ledger.due("kenya", DAILY, now) is None


def test_runs_put_off_because_the_watcher_ends_are_no_tries(tmp_path: Path) -> None:
    ledger = begun(tmp_path)
    for _ in range(5):
        ledger.begin({"kenya": ("changed", None)}, START)
        ledger.put_off(["kenya"])
    assert ledger.unfinished()["kenya"].tries == 0


def test_a_clock_that_goes_back_runs_nothing_twice(tmp_path: Path) -> None:
    ledger = begun(tmp_path, HOURLY)
    now = START + 20 * dt.timedelta(minutes=1)
    ledger.tell_time(now)
    due = ledger.due("kenya", HOURLY, now)
    run(ledger, due, now)
    back = START + 10 * dt.timedelta(minutes=1)
    assert ledger.tell_time(back) == now - back
    assert ledger.due("kenya", HOURLY, back) is None
    assert ledger.due("kenya", HOURLY, now) is None  # 12:15 again
    later = ledger.due("kenya", HOURLY, now + HOUR)
    assert later is not None
    assert written(later.when) == "2026-03-06T13:15:00Z"


def test_a_clock_that_was_years_ahead_does_not_silence_the_watcher(tmp_path: Path) -> None:
    ledger = begun(tmp_path)
    wrong = START + dt.timedelta(days=4000)
    ledger.tell_time(wrong)
    run(ledger, ledger.due("kenya", DAILY, wrong), wrong)
    assert ledger.due("kenya", DAILY, wrong) is None
    now = START + HOUR
    again = Ledger(tmp_path, now)
    assert again.tell_time(now) > dt.timedelta(days=3999)
    again.adopt({"kenya": DAILY}, now)
    tomorrow = again.due("kenya", DAILY, now + 24 * HOUR)
    assert tomorrow is not None
    assert written(tomorrow.when) == "2026-03-07T11:00:00Z"


steps = st.lists(
    st.tuples(
        st.one_of(st.integers(1, 90), st.integers(-2000, 4000)),  # minutes that the clock moves
        st.sampled_from(["", "", "", "before", "during"]),  # a kill, and when
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=40)
@given(steps, st.sampled_from([DAILY, HOURLY]))
def test_no_time_is_ever_run_for_twice(moves: list[tuple[int, str]], schedule: Schedule) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder, now = Path(place), START
        ledger = begun(folder, schedule)
        ended: Counter[str] = Counter()
        for minutes, kill in moves:
            now += dt.timedelta(minutes=minutes)
            if kill == "before":
                ledger = Ledger(folder, now)
            ledger.tell_time(now)
            ledger.adopt({"kenya": schedule}, now)
            due = ledger.due("kenya", schedule, now)
            if due is None:
                continue
            assert due.when <= now
            ledger.begin({"kenya": ("it is time", due)}, now)
            if kill == "during":
                ledger = Ledger(folder, now)
                (left,) = ledger.unfinished().values()
                assert left.due == written(due.when)
                ledger.begin({"kenya": ("unfinished", None)}, now)
            ledger.end({"kenya": Last(written(now), "published")})
            ended[written(due.when)] += 1
            assert ledger.due("kenya", schedule, now) is None
        assert all(count == 1 for count in ended.values())


@settings(max_examples=40)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=25), st.sampled_from([DAILY, HOURLY]))
def test_when_clocks_go_forward_the_last_time_is_always_run_for(
    moves: list[int], schedule: Schedule
) -> None:
    with tempfile.TemporaryDirectory() as place:
        now, ledger = START, begun(Path(place), schedule)
        done = []
        for minutes in moves:
            now += dt.timedelta(minutes=minutes)
            ledger.tell_time(now)
            if due := ledger.due("kenya", schedule, now):
                run(ledger, due, now)
                done.append(due.when)
        last = schedule.latest(START, now)
        assert (done[-1] if done else None) == (last.when if last else None)
        assert done == sorted(set(done))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"seen": "yesterday"}', b'{"seen": "2026-03-06T12:00:00Z", "orders": 3}',
     b"\xff\xfe\x00", b'{"seen": "2026-03-06T12:00:00Z", "orders": {"kenya": {"since": "x"}}}',
     b"[" * 100_000],
)  # fmt: skip
def test_a_damaged_ledger_is_put_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.json").write_bytes(content)
    ledger = begun(tmp_path)
    assert ledger.damaged
    assert (tmp_path / "ledger.damaged").read_bytes() == content
    assert ledger.due("kenya", DAILY, START + 24 * HOUR) is not None
    assert not Ledger(tmp_path, START).damaged


def test_orders_that_are_gone_are_forgotten_and_how_sources_were_asked_is_kept(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "state" / "watch"
    (tmp_path / "state").mkdir()
    ledger = Ledger(folder, START)
    ledger.adopt({"kenya": DAILY, "uganda": None}, START)
    ledger.asked("stats", Asked(written(START), "new"))
    ledger.adopt({"uganda": None}, START)
    assert list(Ledger(folder, START).book.orders) == ["uganda"]
    assert asked_of(Workspace(tmp_path))["stats"].outcome == "new"
