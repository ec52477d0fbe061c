"""Editions go to the disk beside everything else, and each is told once what became of it."""

from __future__ import annotations

import dataclasses
import errno
import threading
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
    """A disk on which an order's edition is not written before somebody lets it be."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
        self.free = threading.Event()
        self.writing = threading.Event()
        self.before: Callable[[], object] = bool
        self.in_time = True
        publish = EditionStore.publish

        def slowly(store: EditionStore, name: str, *arguments: Any) -> Path:
            if name == order:
                self.writing.set()
                self.before()
                self.in_time = self.in_time and self.free.wait(PATIENCE)
            return publish(store, name, *arguments)

        monkeypatch.setattr(EditionStore, "publish", slowly)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    return SlowDisk(monkeypatch, "iraq")


@pytest.fixture
def two(work: Path) -> Path:
    """Orders "iraq" and "syria", made in this order."""
    write_order(work, "syria", subject='"SYR"')
    facts(work, "one IRQ first\ntwo SYR first\n")
    return work


def _after_a_result_of(
    monkeypatch: pytest.MonkeyPatch, order: str, done: Callable[[], object]
) -> None:
    take = EditionMaker.take

    def taken(maker: EditionMaker, result: Any) -> Any:
        tasks = take(maker, result)
        if maker.order.name == order and result.task.key[1] == "write":
            done()
        return tasks

    monkeypatch.setattr(EditionMaker, "take", taken)


def _by_name(reports: tuple[OrderReport, ...]) -> dict[str, OrderReport]:
    return {one.order: one for one in reports}


def test_workers_go_on_while_an_edition_is_written(
    two: Path, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _after_a_result_of(monkeypatch, "syria", slow_disk.free.set)
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
    reports = _by_name(make(two, settings=ALONE).orders)
    assert codes(reports["iraq"]) == ["disk-full"]
    assert reports["syria"].outcome is Outcome.PUBLISHED
    assert editions(two, "iraq") == []


def test_what_is_on_its_way_to_the_disk_needs_no_workers(
    two: Path, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    results, begin, begun = Pool.results, Publisher.begin, threading.Event()

    def noted(publisher: Publisher, maker: EditionMaker) -> None:
        begin(publisher, maker)
        begun.set()

    def until_they_are_gone(pool: Pool) -> Iterator[Result]:
        for result in results(pool):
            yield result
            if begun.is_set():
                slow_disk.free.set()
                raise WorkersGoneError("")

    monkeypatch.setattr(Publisher, "begin", noted)
    monkeypatch.setattr(Pool, "results", until_they_are_gone)
    reports = _by_name(make(two, settings=ALONE).orders)
    assert slow_disk.in_time
    assert reports["iraq"].outcome is Outcome.PUBLISHED
    assert codes(reports["syria"]) == ["workers-gone"]


def test_who_breaks_off_waits_for_the_edition_that_is_being_written(
    two: Path, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off() -> None:
        assert slow_disk.writing.wait(PATIENCE)
        slow_disk.free.set()
        raise KeyboardInterrupt

    _after_a_result_of(monkeypatch, "syria", break_off)
    with pytest.raises(KeyboardInterrupt):
        make(two, settings=ALONE)
    assert slow_disk.in_time
    assert editions(two, "iraq") == [1]
    assert editions(two, "syria") == []
    assert not list((two / "briefings/iraq").glob(".tmp-*"))
    monkeypatch.undo()
    assert [one.outcome for one in make(two).orders] == [Outcome.UNCHANGED, Outcome.PUBLISHED]


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
