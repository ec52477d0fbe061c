"""``briefing watch`` as it runs for weeks: saves, half-written files, kills, other processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.watch.settling import QUIET
from generator.watch.status import read_status
from tests.bounds import until
from tests.end_to_end.command import ROOT, briefing
from tests.end_to_end.test_faults import sound
from tests.end_to_end.test_refreshed_briefs import FIGURES, INDICATORS, SOURCE
from tests.end_to_end.watching import Watching, watching
from tests.end_to_end.workspaces import Workspace
from tests.loopback import Asked, Reply, Server, serving

REAL = {"SOURCE_DATE_EPOCH": ""}
"""The clock as it is."""

PAGE = "sources/page/facts/facts.json"


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    """Two briefs, of which only that on Kenya prints what the tests change."""
    made = Workspace(tmp_path / "work")
    made.facts({"one": "A statement."})
    made.order("kenya", formats='["html"]')
    return made


def text_of(work: Workspace, order: str = "kenya") -> str:
    folder = work.root / "briefings" / order / sound(work, order)[-1]
    return next(folder.glob("*.html")).read_text("utf-8")


def begun(work: Workspace, order: str = "kenya") -> object:
    """The run of an order that has begun and not ended, as it is on the disk."""
    ledger = json.loads((work.root / "state/watch/ledger.json").read_text("utf-8"))
    return ledger["orders"][order]["begun"]


def _is_well(work: Workspace, edition: int) -> bool:
    """Whether the watcher has written down that nothing fails, and this edition of kenya."""
    found = read_status(work.root / "state")
    return not found.failing and found.plain["orders"]["kenya"]["edition"] == edition


def test_saves_make_editions_half_files_and_mistakes_make_none_and_the_watcher_lives(
    work: Workspace,
) -> None:
    page = work.root / PAGE
    with watching(work) as watcher:
        watcher.until("edition", order="kenya")
        watcher.until("edition", order="uganda")
        whole = page.read_text("utf-8").replace("A statement.", "In two halves.")
        with page.open("w", encoding="utf-8") as file:
            begin = time.monotonic()
            file.write(whole[: len(whole) // 2])
            file.flush()
            time.sleep(0.6)
            file.write(whole[len(whole) // 2 :])
        took = time.monotonic() - begin
        watcher.until("edition", 2, order="kenya")
        assert "In two halves." in text_of(work)
        beside = page.with_name(".facts.tmp")
        beside.write_text(whole.replace("In two halves.", "At once."), "utf-8")
        beside.replace(page)
        watcher.until("edition", 3, order="kenya")
        assert "At once." in text_of(work)
        # On a busy machine half a file may stand longer than whole ones are waited for.
        assert took > QUIET - 0.1 or not watcher.told("problem")

        cut, before = (len(watcher.told(*e)) for e in (("problem",), ("refused",)))
        page.write_text(whole[:-30], "utf-8")
        watcher.until("problem", cut + 1)
        assert watcher.told("problem")[cut]["code"] == "json-cut"
        refused = watcher.until("refused", before + 1)
        assert refused["words"] == "kenya: not made. Edition 3 stands."
        work.facts({"one": "Mended."})
        watcher.until("edition", 4, order="kenya")
        assert "Mended." in text_of(work)
        assert until(lambda: _is_well(work, 4))  # what is told is written down after that
        running = briefing(work.root, "status", "--json").json
        assert (running["running"], running["failing"]) == (True, [])
        assert running["orders"]["kenya"]["edition"] == 4
        assert watcher.end() == 0
    assert sound(work, "uganda") == ["0001"]  # it prints nothing of this
    ended = briefing(work.root, "status", status=4)
    assert "No watcher runs" in ended.words
    said = [event["event"] for event in watcher.events]
    assert (said[0], said[-1]) == ("begin", "end")


def test_what_changed_while_no_watcher_ran_is_made_when_one_begins(work: Workspace) -> None:
    briefing(work.root, "build", "--quiet")
    work.facts({"one": "Changed at night."})
    said = briefing(work.root, "watch", "--once")
    assert "kenya: edition 2 made" in said.out
    assert "Changed at night." in text_of(work)
    again = briefing(work.root, "watch", "--once")
    assert "edition" not in again.out.replace("editions", "")
    work.write(PAGE, "[")
    briefing(work.root, "watch", "--once", status=1)
    assert sound(work) == ["0001", "0002"]


def _stop_in_a_run(work: Workspace, watcher: Watching, editions: int) -> None:
    """Hold the watcher when a run has begun, or when it has just made that many editions."""
    assert until(
        lambda: begun(work) or len(watcher.told("edition", order="kenya")) >= editions, every=0.002
    )
    watcher.stop()


def test_a_kill_in_the_middle_of_a_run_is_made_up_for_and_nothing_is_made_twice(
    work: Workspace,
) -> None:
    with watching(work) as watcher:
        watcher.until("edition", order="kenya")
        watcher.until("edition", order="uganda")
        assert until(lambda: begun(work) is None)  # editions are told before their run is over
        editions = 1
        while begun(work) is None:  # a run that is over before it is stopped is no use
            watcher.process.send_signal(signal.SIGCONT)
            editions = len(watcher.told("edition", order="kenya")) + 1
            work.facts({"one": f"Before the kill, {editions}."})
            _stop_in_a_run(work, watcher, editions)
        watcher.end(signal.SIGKILL)
    assert begun(work) is not None
    with watching(work) as watcher:
        watcher.until("unfinished", order="kenya")
        assert until(lambda: len(sound(work)) == editions)
        assert watcher.end() == 0
    assert sound(work) == [f"{number:04}" for number in range(1, editions + 1)]
    assert f"Before the kill, {editions}." in text_of(work)
    for left in work.leavings():  # what is left in the state goes when it has lain for a minute
        assert work.root / "state" in left.parents
        os.utime(left, (0, 0))
    work.facts({"one": "After the kill."})
    briefing(work.root, "build", "--quiet")
    assert work.leavings() == []


def test_times_that_were_missed_are_made_up_for_once(work: Workspace) -> None:
    times = '{times = ["daily 06:00"], zone = "America/Toronto", on_change = false}'
    work.order("kenya", formats='["html"]', schedule=times)
    first = briefing(work.root, "watch", "--once", "--log", "json")
    assert '"order": "kenya"' not in first.out  # none of its times has come since it is known
    book = work.root / "state/watch/ledger.json"
    ledger = json.loads(book.read_text("utf-8"))
    ledger["orders"]["kenya"]["since"] = "2026-01-01T00:00:00Z"
    book.write_text(json.dumps(ledger), "utf-8")
    late = briefing(work.root, "watch", "--once")
    assert "kenya: made up for" in late.out
    assert late.out.count("kenya: edition 1 made") == 1
    assert "kenya" not in briefing(work.root, "watch", "--once").out
    coming = briefing(work.root, "schedule", "--next", "30h").out
    assert "daily 06:00" in coming


def test_one_watcher_works_in_a_workspace_and_builds_beside_it_make_nothing_twice(
    work: Workspace,
) -> None:
    with watching(work) as watcher:
        watcher.until("edition", order="uganda")
        refused = briefing(work.root, "watch", status=1)
        assert "A watcher works in this workspace already (process" in refused.words
        assert "A watcher works" in briefing(work.root, "watch", "--once").words
        watcher.until("edition", order="kenya")
        work.facts({"one": "By two at once."})
        watcher.until("changed")
        briefing(work.root, "build", "--quiet")
        assert until(
            lambda: watcher.told("edition", order="kenya", edition=2) or watcher.told("unchanged")
        )
        assert watcher.end(signal.SIGINT) == 0
    assert sound(work) == ["0001", "0002"]


def test_a_signal_ends_it_after_the_briefs_that_were_begun(work: Workspace) -> None:
    for number in range(6):
        work.order(f"more-{number:02d}", formats='["html", "docx", "pdf"]', number=f'"M-{number}"')
    for turn in range(1, 6):
        work.facts({"one": f"Statement {turn}."})
        work.facts({"calm": f"All is calm, {turn}."}, source="calm", area="UGA")
        with watching(work) as watcher:
            watcher.until("first-file")
            assert watcher.end() == 0
            made = {event["order"] for event in watcher.told("edition")}
        if len(made) < 8:
            break  # else the signal came when all was made already
    assert 0 < len(made) < 8
    there = {
        path.parent.parent.name
        for path in work.root.glob("briefings/*/*/manifest.json")
        if path.parent.name == f"{turn:04d}"
    }
    assert there == made
    assert not list(work.root.rglob(".tmp-*"))
    briefing(work.root, "watch", "--once")
    every = [f"{number:04d}" for number in range(1, turn + 1)]
    assert all(sound(work, f"more-{number:02d}") == every for number in range(6))


@pytest.fixture
def service() -> Iterator[Server]:
    with serving(lambda asked: Reply()) as server:
        yield server


def test_a_source_is_asked_at_its_pace_and_what_is_new_is_printed(
    work: Workspace, service: Server
) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(b"code,year,value\nKEN,2023,7.5\nUGA,2023,2.5\n", media="text/csv")

    service.answering = answer
    work.template("figures", FIGURES, 'indicators = ["RATE"]\n')
    paced = SOURCE.replace("enabled = true", 'enabled = true\nevery = "6 hours"')
    work.write("sources/stats/source.toml", paced.format(address=service.address))
    work.write("sources/stats/indicators.csv", INDICATORS)
    work.order("kenya", formats='["html"]', template='"figures"')
    with watching(work, "kenya") as watcher:
        asked = watcher.until("refresh", source="stats")
        assert asked["outcome"] == "new"
        watcher.until("edition", order="kenya", edition=1)
        assert until(lambda: "7.5" in text_of(work))
        time.sleep(1)
        assert len(watcher.told("asking")) == 1
        assert watcher.end() == 0
    said = briefing(work.root, "schedule", "--next", "7h", "--json", env=REAL).json
    assert [c["source"] for c in said["coming"] if "source" in c] == ["stats"]


def test_nothing_above_the_ceiling_is_in_log_status_ledger_or_metrics(work: Workspace) -> None:
    secret = {"marking": "SECRET", "note": "CANARY-NOTE"}
    work.facts({"one": "CANARY-TEXT {nothing}"}, **secret)
    work.facts({"two": "CANARY-TEXT of the number 1,5."}, source="calm", **secret)
    with watching(work) as watcher:
        watcher.until("begin")
        assert until(lambda: watcher.told("problem") or watcher.told("edition"))
        work.facts({"one": "CANARY-TEXT is changed."}, **secret)
        watcher.until("edition", order="kenya")
        watcher.end()
    kept = [
        watcher.log,
        *(work.root / "state").rglob("*.json"),
        work.root / "state/watch/metrics.prom",
    ]
    for path in kept:
        assert "CANARY" not in path.read_text("utf-8"), path


def test_a_changed_catalogue_makes_the_watcher_begin_anew_as_the_same_process(
    work: Workspace, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    for name in ("generator", "templates", "sources"):
        left_out = shutil.ignore_patterns("__pycache__", "received")
        shutil.copytree(ROOT / name, program / name, ignore=left_out)
    catalogue = program / "generator/localisation/languages/en/messages.po"
    with watching(work, "--quiet-seconds", "0.2", env={"PYTHONPATH": str(program)}) as watcher:
        watcher.until("edition", order="kenya")
        with catalogue.open("a", encoding="utf-8") as file:
            file.write("# A translator was here.\n")
        time.sleep(0.3)
        catalogue.with_suffix(".mo").write_bytes(catalogue.with_suffix(".mo").read_bytes() + b"\0")
        renewed = watcher.until("renew")
        assert renewed["words"] == "The program or a catalogue has changed: beginning anew."
        watcher.until("begin", 2)
        work.facts({"one": "After the renewal."})
        watcher.until("edition", 2, order="kenya")
        assert "After the renewal." in text_of(work)
        assert (
            briefing(work.root, "watch", status=1).words.count(f"process {watcher.process.pid} ")
            == 1
        )
        assert watcher.end() == 0
