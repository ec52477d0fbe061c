"""Builds with tiny stages, for the tests of a build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.build.report import BuildReport, OrderReport, Settings
from generator.build.run import build
from generator.build.workspace import Workspace
from generator.editions.store import EditionStore
from tests.unit.build import fake_parts

TODAY = dt.date(2025, 1, 15)
SETTINGS = Settings(today=TODAY, jobs=2, wait=0.3)


def make(root: Path, *names: str, settings: Settings = SETTINGS) -> BuildReport:
    """Build orders of a workspace made by ``fake_parts.workspace``."""
    return build(Workspace(root), names, settings, stages=fake_parts.stages())


def only(report: BuildReport) -> OrderReport:
    """The report of the one order there is."""
    (order,) = report.orders
    return order


def facts(root: Path, text: str) -> None:
    """Replace what the workspace's source says."""
    (root / "sources" / "wire" / "facts.txt").write_text(text)


def codes(order: OrderReport) -> list[str]:
    """Codes of an order's problems."""
    return [problem.code for problem in order.problems]


def editions(root: Path, order: str = "iraq") -> list[int]:
    """Numbers of the sound editions of an order."""
    return [e.number for e in EditionStore(root / "briefings").verified(order).editions]
