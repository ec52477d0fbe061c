"""Builds killed two hundred times at any moment: every edition whole, and the plan right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.end_to_end.command import COMMAND, ROOT, SECONDS, briefing, environment
from tests.end_to_end.test_faults import sound, started
from tests.end_to_end.warm import warm
from tests.end_to_end.workspaces import Workspace

KILLS = 100
DUE = 4


@pytest.mark.parametrize("seed", [11, 12])
def test_a_hundred_kills_lose_nothing_and_the_plan_is_right(tmp_path: Path, seed: int) -> None:
    work = Workspace(tmp_path)
    work.facts({"one": "Statement number 0."})
    work.order("kenya", formats='["html", "docx"]')
    began = time.monotonic()
    briefing(work.root, "build", "--quiet", fresh=not warm(ROOT, environment()))
    longest = 1.3 * (time.monotonic() - began)
    moments = random.Random(seed)
    kept: dict[str, bytes] = {}
    made = 0
    for number in range(1, KILLS + 1):
        work.facts({"one": f"Statement number {number}."})
        _build_and_kill(work, moments.uniform(0.0, longest))
        editions = sound(work)
        for name in editions:
            manifest = (work.edition("kenya", int(name)) / "manifest.json").read_bytes()
            assert kept.setdefault(name, manifest) == manifest
        assert set(kept) == set(editions)
        assert (work.root / "briefings/kenya/latest").read_text().strip() in editions
        told = f"Statement number {number}." in _page(work, editions[-1])
        made += told
        # A machine may become busy, or idle: some kills are to come after the end of the build.
        longest *= 0.9 if told else 1.03
        if number % 10 == 0:
            _plan_is_right(work, told=told)
    assert 0 < made < KILLS, "the moments were all too early, or all too late"
    work.facts({"one": "The last statement."})
    for left in work.leavings():
        if work.root / "state" in left.parents:  # goes when it has lain for a minute
            os.utime(left, (0, 0))
    briefing(work.root, "build", "--quiet")
    assert work.leavings() == []
    assert "The last statement." in _page(work, sound(work)[-1])
    assert "up to date" in briefing(work.root, "plan", "kenya").out


def _build_and_kill(work: Workspace, after: float) -> None:
    """A build that is killed after a while; nothing that it started runs on."""
    helper = warm(ROOT, environment())
    if helper is None:
        with started(work, "kenya") as process:
            time.sleep(after)
            process.kill()
        return
    begun = helper.begin(work.root, ["build", "kenya"], environment())
    time.sleep(after)
    begun.kill()
    assert begun.wait() in (0, -signal.SIGKILL)


def _plan_is_right(work: Workspace, *, told: bool) -> None:
    """What does not print the fact is due; what does is not made again."""
    done = subprocess.run(
        [*COMMAND, "plan", "kenya", "--json"],
        cwd=work.root,
        env=environment(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == DUE or (told and done.returncode == 0), done.stdout
    if told:
        before = work.editions("kenya")
        briefing(work.root, "build", "kenya", "--quiet")
        assert work.editions("kenya") == before


def _page(work: Workspace, edition: str) -> str:
    return next(work.edition("kenya", int(edition)).glob("*_en.html")).read_text("utf-8")
