"""Orders of change notes that the program writes: for an officer, and for a trial."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.build.orders.order import read_order
from generator.build.setup import new_order
from generator.build.trial import checked
from generator.build.workspace import Workspace
from generator.problems import Findings, ProblemsFound, Severity

ROOT = Path(__file__).resolve().parents[3]
DAY = dt.date(2026, 11, 22)


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "briefings").mkdir()
    return Workspace(tmp_path)


def test_a_note_follows_the_first_order_about_the_country(work: Workspace) -> None:
    brief = new_order(work, "IRQ", today=DAY)
    path = new_order(work, "IRQ", today=DAY, template="change-note")
    findings = Findings()
    order = read_order(path, findings)
    assert list(findings) == []
    assert order is not None
    assert order.changes is not None
    assert (order.changes.of, order.subject) == (brief.stem, "IRQ")


def test_without_an_order_to_follow_an_officer_is_told_which_to_write(work: Workspace) -> None:
    with pytest.raises(ProblemsFound) as refused:
        new_order(work, "IRQ", today=DAY, template="change-note")
    (problem,) = refused.value.problems
    assert problem.what == "A change note follows another order, and there is none about IRQ yet."
    assert "briefing new IRQ" in problem.remedy
    assert not list(work.briefings.iterdir())


def test_a_trial_makes_up_an_order_to_follow(work: Workspace) -> None:
    found = checked(work, "change-note", today=DAY)
    assert [p.what for p in found if p.severity is Severity.ERROR] == []
