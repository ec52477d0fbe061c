"""The page on the watcher names every event and every metric."""

from __future__ import annotations

import datetime as dt
import re

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
