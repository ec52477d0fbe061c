"""Full disks, locks, kills, damaged files: what was published stays."""

from __future__ import annotations

import contextlib
import dataclasses
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.build import memory
from generator.build.report import BuildReport, Outcome
from generator.build.run import check
from generator.build.workers.launcher import ForkLauncher
from generator.build.workspace import Workspace
from generator.editions.lock import locked
from generator.editions.store import EditionStore
from tests.bounds import PATIENCE, until
from tests.unit.build import fake_parts
from tests.unit.build.fake_parts import write_order
from tests.unit.build.running import SETTINGS, TODAY, codes, editions, facts, make, only
from tests.unit.editions.test_atomic import load_faults
from tests.unit.editions.test_store import content

# ---------------------------------------------------------------- disks, locks, kills


def test_an_order_that_another_build_has_is_refused_with_its_name(work: Path) -> None:
    write_order(work, "syria", subject='"SYR"')
    (work / "briefings/iraq").mkdir()
    program = "import sys; from pathlib import Path; from generator.editions.lock import locked\n"
    program += "with locked(Path(sys.argv[1])):\n print(1, flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", program, str(work / "briefings/iraq")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        report = make(work)
        other.kill()
    iraq, syria = report.orders
    assert codes(iraq) == ["order-in-use"]
    assert f"process {other.pid} on" in iraq.problems[0].what
    assert syria.outcome is Outcome.PUBLISHED


def test_a_build_waits_for_another_of_the_same_order(work: Path) -> None:
    (work / "briefings/iraq").mkdir()
    with locked(work / "briefings/iraq"):
        patient = dataclasses.replace(SETTINGS, wait=PATIENCE)
        reports: list[BuildReport] = []
        thread = threading.Thread(target=lambda: reports.append(make(work, settings=patient)))
        thread.start()
        time.sleep(0.5)
        assert not reports
    thread.join(PATIENCE)
    assert only(reports[0]).outcome is Outcome.PUBLISHED


def test_parallel_starts_make_one_edition(work: Path, shared: Path) -> None:
    program = textwrap.dedent(
        """
        import datetime, sys
        from pathlib import Path
        from generator.build.report import Settings
        from generator.build.run import build, check
        from generator.build.workspace import Workspace
        from tests.unit.build import fake_parts
        report = build(Workspace(Path(sys.argv[1])), (), Settings(datetime.date(2025, 1, 15)),
                       stages=fake_parts.stages())
        sys.exit(report.exit_status)
        """
    )
    command = [sys.executable, "-c", program, str(work)]
    assert load_faults(shared).together([command] * 4) == [0, 0, 0, 0]
    assert editions(work) == [1]


def test_a_full_disk_is_said_and_the_last_edition_stands(work: Path, shared: Path) -> None:
    faults = load_faults(shared)
    try:
        with faults.small_disk(1) as disk:
            small = dataclasses.replace(SETTINGS, output=Path(disk))
            assert only(make(work, settings=small)).outcome is Outcome.PUBLISHED
            before = content(Path(disk))
            filler = Path(disk) / "filler"
            with filler.open("wb", 0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(bytes(4096))
            facts(work, "one IRQ second\n")
            report = make(work, settings=small)
            assert codes(only(report)) == ["disk-full"]
            assert only(report).last_good == 1
            assert report.exit_status == 1
            filler.unlink()
            assert content(Path(disk)) == before
            assert only(make(work, settings=small)).edition == 2
    except faults.Unavailable as reason:
        pytest.skip(f"no small disk can be made here: {reason}")


def test_a_folder_that_may_not_be_written_is_said(work: Path, shared: Path) -> None:
    faults = load_faults(shared)
    try:
        with faults.read_only(str(work)):
            report = make(work)
    except faults.Unavailable as reason:
        pytest.skip(f"no folder can be made read-only here: {reason}")
    assert codes(only(report)) == ["output-not-writable"]
    assert only(report).problems[0].where.file == "briefings/iraq"


def test_a_file_in_the_place_of_the_folder_is_said(work: Path) -> None:
    (work / "briefings/iraq").write_text("in the way")
    report = make(work)
    assert codes(only(report)) == ["output-not-a-folder"]
    assert (work / "briefings/iraq").read_text() == "in the way"


def test_a_link_in_the_place_of_the_folder_is_said(work: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (work / "briefings/iraq").symlink_to(tmp_path / "elsewhere")
    assert codes(only(make(work))) == ["output-symlink"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_state_that_cannot_be_written_only_costs_time(work: Path) -> None:
    (work / "state").write_text("in the way")
    assert only(make(work)).outcome is Outcome.PUBLISHED
    assert only(make(work)).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize("junk", [b"", b"{}", b"\xff", b'{"inputs": 5, "edition": 1}'])
def test_a_damaged_memory_is_not_believed(work: Path, junk: bytes) -> None:
    make(work)
    (work / "state/checks/iraq.json").write_bytes(junk)
    assert memory.recall(work / "state", "iraq") is None
    assert only(make(work)).outcome is Outcome.UNCHANGED


def test_a_damaged_edition_is_reported_and_replaced_by_a_new_one(work: Path) -> None:
    make(work)
    damaged = work / "briefings/iraq/0001/IRAQ_UNCLASSIFIED_fr-CA.pdf"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    before = content(work / "briefings/iraq/0001")
    order = only(make(work))
    assert (order.outcome, order.edition) == (Outcome.PUBLISHED, 2)
    assert "damaged" in {reason.what for reason in order.reasons}
    assert "edition-damaged" in codes(order)
    assert content(work / "briefings/iraq/0001") == before
    again = only(make(work))
    assert (again.outcome, again.edition) == (Outcome.UNCHANGED, 2)
    findings = check(Workspace(work), today=TODAY, stages=fake_parts.stages())
    assert [problem.code for problem in findings] == ["edition-damaged"]


def test_builds_survive_kills_at_any_moment(work: Path) -> None:
    make(work)
    first = content(work / "briefings/iraq/0001")
    program = textwrap.dedent(
        """
        import datetime, sys
        from pathlib import Path
        from generator.build.report import Settings
        from generator.build.run import build, check
        from generator.build.workspace import Workspace
        from tests.unit.build import fake_parts
        work = Path(sys.argv[1])
        print("ready", flush=True)
        build(Workspace(work), (), Settings(datetime.date(2025, 1, 15), jobs=1),
              stages=fake_parts.stages())
        """
    )
    for turn in range(6):
        facts(work, f"one IRQ turn {turn}\n")
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(work)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            process.wait(0.05 + 0.04 * turn)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        assert EditionStore(work / "briefings").verified("iraq").damaged == ()
        assert content(work / "briefings/iraq/0001") == first
    facts(work, "one IRQ at last\n")
    order = only(make(work))
    assert order.outcome is Outcome.PUBLISHED
    assert not list((work / "briefings/iraq").glob(".tmp-*"))


def test_the_end_of_the_process_that_makes_workers_is_said(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_order(work, "syria", subject='"SYR"')
    started = ForkLauncher.__init__

    def start_and_lose(self: ForkLauncher, *arguments: Any, **options: Any) -> None:
        started(self, *arguments, **options)
        self._zygote.kill()
        self._zygote.wait()

    monkeypatch.setattr(ForkLauncher, "__init__", start_and_lose)
    report = make(work)
    assert [codes(order) for order in report.orders] == [["workers-gone"], ["workers-gone"]]
    assert report.exit_status == 1


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks the kernel for children")
def test_a_killed_build_leaves_no_process_behind(work: Path) -> None:
    facts(work, "one IRQ !hang\n")
    program = textwrap.dedent(
        """
        import datetime, sys
        from pathlib import Path
        from generator.build.report import Settings
        from generator.build.run import build
        from generator.build.workspace import Workspace
        from tests.unit.build import fake_parts
        build(Workspace(Path(sys.argv[1])), (), Settings(datetime.date(2025, 1, 15)),
              stages=fake_parts.stages())
        """
    )
    with subprocess.Popen([sys.executable, "-c", program, str(work)]) as process:
        descendants: set[int] = set()

        def at_work() -> bool:
            descendants.clear()
            descendants.update(_descendants(process.pid))
            return len(descendants) >= 2

        assert until(at_work)
        process.kill()
    assert until(lambda: not any(map(_runs, descendants)))


def _descendants(process: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
