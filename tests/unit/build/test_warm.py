"""One process that builds again and again: what may have changed is read anew, and it can stop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.report import BuildReport, Outcome, Settings
from generator.build.run import build
from generator.build.warm import Means, WarmPool
from generator.build.workspace import Workspace as Place
from tests.end_to_end.workspaces import ALL, Workspace

DAY = dt.date(2026, 3, 6)


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.facts({"one": "A statement."})
    made.order("kenya", formats='["html"]')
    return made


@pytest.fixture
def pool() -> Iterator[WarmPool]:
    made = WarmPool()
    yield made
    made.close()


def made(work: Workspace, means: Means) -> BuildReport:
    settings = Settings(today=DAY, clock=DAY, jobs=1)
    return build(Place(work.root), (), settings, means=means)


def page(work: Workspace, number: int) -> str:
    return next(work.edition("kenya", number).glob("*.html")).read_text("utf-8")


def test_changed_facts_and_templates_are_printed_with_the_same_pool(
    work: Workspace, pool: WarmPool
) -> None:
    means = Means(pool.lend)
    assert [o.outcome for o in made(work, means).orders] == [Outcome.PUBLISHED] * 2
    work.facts({"one": "Another statement."})
    made(work, means)
    assert "Another statement." in page(work, 2)
    work.template("plain", ALL.replace("Chronology", "Sources"))
    made(work, means)
    assert page(work, 3) != page(work, 2)
    assert [o.outcome for o in made(work, means).orders] == [Outcome.UNCHANGED] * 2


def test_a_run_that_is_to_end_begins_no_further_order_and_finishes_what_was_begun(
    work: Workspace, pool: WarmPool
) -> None:
    for number in range(6):
        work.order(f"more-{number}", formats='["html"]', number=f'"M-{number}"')
    asked = 0

    def enough() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    report = made(work, Means(pool.lend, enough))
    assert 0 < len(report.orders) < 8
    assert all(order.outcome is Outcome.PUBLISHED for order in report.orders)
    rest = made(work, Means(pool.lend))
    assert len(rest.orders) == 8
    assert {order.edition for order in rest.orders} == {1}


def test_a_run_that_broke_off_leaves_no_task_for_the_next(work: Workspace, pool: WarmPool) -> None:
    with pytest.raises(KeyboardInterrupt), pool.lend(1):
        raise KeyboardInterrupt
    report = made(work, Means(pool.lend))
    assert {order.outcome for order in report.orders} == {Outcome.PUBLISHED}
