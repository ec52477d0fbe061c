"""Editions go to the disk beside everything else, and each is told once what became of it."""

from __future__ import annotations

import dataclasses
import errno
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.build.edition_maker import EditionMaker
from generator.build.publisher import Publisher
from generator.build.report import OrderReport, Outcome
from generator.build.workers.launcher import WorkersGoneError
from generator.build.workers.pool import Pool, Result
from generator.editions.store import EditionStore
from tests.bounds import PATIENCE
from tests.unit.build.fake_parts import write_order
from tests.unit.build.running import SETTINGS, codes, editions, facts, make

ALONE = dataclasses.replace(SETTINGS, jobs=1)


class SlowDisk:
    """A disk on which the first edition is not written before somebody lets it be.

    first  the order of that edition: the one worker may end either order first.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.first = ""
        self.writing = threading.Event()
        self.free = threading.Event()
        self.before: Callable[[], object] = bool
        self.in_time = True
        publish = EditionStore.publish

        def slowly(store: EditionStore, name: str, *arguments: Any) -> Path:
            if not self.first:
                self.first = name
                self.writing.set()
                self.in_time = self.free.wait(PATIENCE)
                self.before()
            return publish(store, name, *arguments)

        monkeypatch.setattr(EditionStore, "publish", slowly)

    @property
    def other(self) -> str:
        """The order that is not the first, of two."""
        return {"iraq": "syria", "syria": "iraq"}[self.first]


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    return SlowDisk(monkeypatch)


@pytest.fixture
def two(work: Path) -> Path:
    """Orders "iraq" and "syria"."""
    write_order(work, "syria", subject='"SYR"')
    facts(work, "one IRQ first\ntwo SYR first\n")
    return work


def _when_begun(
    monkeypatch: pytest.MonkeyPatch, number: int, done: Callable[[Publisher], object]
) -> None:
    """Do something when so many editions were given to the publisher."""
    begin, begun = Publisher.begin, []

    def noted(publisher: Publisher, maker: EditionMaker) -> None:
        begin(publisher, maker)
        begun.append(maker)
        if len(begun) == number:
            done(publisher)

    monkeypatch.setattr(Publisher, "begin", noted)


def _by_name(reports: tuple[OrderReport, ...]) -> dict[str, OrderReport]:
    return {one.order: one for one in reports}


def test_workers_go_on_while_an_edition_is_written(
    two: Path, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _when_begun(monkeypatch, 2, lambda _: slow_disk.free.set())
    report = make(two, settings=ALONE)
    assert slow_disk.in_time
    assert [one.outcome for one in report.orders] == [Outcome.PUBLISHED] * 2
    assert editions(two, "iraq") == editions(two, "syria") == [1]


def test_an_edition_that_cannot_be_written_is_refused_alone(
    two: Path, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    slow_disk.before = full
    slow_disk.free.set()
    reports = _by_name(make(two, settings=ALONE).orders)
    assert codes(reports[slow_disk.first]) == ["disk-full"]
    assert reports[slow_disk.other].outcome is Outcome.PUBLISHED
    assert editions(two, slow_disk.first) == []


def test_what_is_on_its_way_to_the_disk_needs_no_workers(
    two: Path, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    results, begun = Pool.results, threading.Event()

    def until_they_are_gone(pool: Pool) -> Iterator[Result]:
        for result in results(pool):
            yield result
            if begun.is_set():
                slow_disk.free.set()
                raise WorkersGoneError("")

    _when_begun(monkeypatch, 1, lambda _: begun.set())
    monkeypatch.setattr(Pool, "results", until_they_are_gone)
    reports = _by_name(make(two, settings=ALONE).orders)
    assert slow_disk.in_time
    assert reports[slow_disk.first].outcome is Outcome.PUBLISHED
    assert codes(reports[slow_disk.other]) == ["workers-gone"]


def test_who_breaks_off_waits_for_the_edition_that_is_being_written(
    two: Path, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(publisher: Publisher) -> None:
        assert slow_disk.writing.wait(PATIENCE)
        *_, waiting = publisher._makers
        waiting.add_done_callback(lambda _: slow_disk.free.set())  # that is: when called off
        raise KeyboardInterrupt

    slow_disk.before = lambda: time.sleep(0.3)  # so that who does not wait is found out
    _when_begun(monkeypatch, 2, break_off)
    with pytest.raises(KeyboardInterrupt):
        make(two, settings=ALONE)
    assert slow_disk.in_time
    first, other = slow_disk.first, slow_disk.other
    assert editions(two, first) == [1]
    assert editions(two, other) == []
    assert not list((two / "briefings" / first).glob(".tmp-*"))
    monkeypatch.undo()
    found = {name: one.outcome for name, one in _by_name(make(two).orders).items()}
    assert found == {first: Outcome.UNCHANGED, other: Outcome.PUBLISHED}


def test_no_ever_longer_row_waits_for_a_slow_disk(
    work: Path, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        write_order(work, f"late-{number}")
    ended, rows = Publisher.ended, []

    def watched(publisher: Publisher, *, await_one: bool) -> Iterator[EditionMaker]:
        rows.append(len(publisher))
        if await_one:
            slow_disk.free.set()
        return ended(publisher, await_one=await_one)

    monkeypatch.setattr(Publisher, "ended", watched)
    report = make(work, settings=ALONE)
    assert slow_disk.in_time
    assert {one.outcome for one in report.orders} == {Outcome.PUBLISHED}
    assert max(rows) == 3  # one more than orders are made at the same time
