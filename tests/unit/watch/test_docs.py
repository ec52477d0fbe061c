"""The page on the watcher names every event and every metric."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.watch.ledger import Account, Asked, Book, Last, written
from generator.watch.status import Status, metrics
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "watch.md").read_text("utf-8")
CODE = [
    path.read_text("utf-8")
    for path in (
        *(ROOT / "generator" / "watch").glob("*.py"),
        ROOT / "generator/cli/watch_command.py",
    )
]
EVENTS = sorted({name for text in CODE for name in re.findall(r'\.say\(\s*"([a-z-]+)"', text)})


def test_events_are_found_in_the_code() -> None:
    assert {"edition", "refused", "clock", "delivery", "end"} <= set(EVENTS)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_is_on_the_page(event: str) -> None:
    table = PAGE[PAGE.index("| event | told when |") :]
    assert f"`{event}`" in table[: table.index("\n\n")]


def test_every_metric_is_on_the_page() -> None:
    now = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)
    kenya = Account(written(now), last=Last(written(now), "published"))
    book = Book(written(now), {"kenya": kenya}, {"stats": Asked(written(now))})
    text = metrics(Status(now, counts={"published": 1}).as_json(book, [], now))
    for name in re.findall(r"# TYPE briefing_watch(\w+) ", text):
        assert f"{name}{{" in PAGE or f"{name}`" in PAGE, name


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_takes_the_unit_as_it_is_printed(tmp_path: Path) -> None:
    [printed] = re.findall(r"```ini\n(\[Unit\].*?)```", PAGE, re.DOTALL)
    unit = tmp_path / "briefing-watch.service"
    # The program is elsewhere on this machine; all else is as on the page.
    here = printed.replace("/opt/briefing/bin/briefing", sys.executable)
    assert here != printed
    unit.write_text(here)
    command = ["systemd-analyze", "verify", "--man=no", str(unit)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    about = [line for line in found.stderr.splitlines() if unit.name in line]
    assert about == []
    unit.write_text(here.replace("WatchdogSec=10min", "WatchdogSecs=10min"))
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "WatchdogSecs" in found.stderr
