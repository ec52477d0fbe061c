"""Work on other machines, which see nothing of the workspace; one is lost in the middle."""

from __future__ import annotations

import datetime as dt
import signal
from pathlib import Path

from generator.build.report import Outcome, Progress, Settings, Stage
from generator.build.run import build
from generator.build.workspace import Workspace as Folder
from tests.bounds import PATIENCE
from tests.cluster import cluster
from tests.end_to_end.command import ROOT, content
from tests.end_to_end.watching import watching
from tests.end_to_end.workspaces import Workspace
from tests.made_fonts import make_font

NOON = dt.date(2024, 12, 2)
BLIND = """\
import os, sys
HIDDEN = os.environ["HIDDEN"]
def look(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and arguments:
        place = arguments[0]
        if isinstance(place, (str, bytes, os.PathLike)) and os.fsdecode(place).startswith(HIDDEN):
            raise PermissionError(place)
sys.addaudithook(look)
"""


def test_machines_without_the_workspace_make_it_and_the_work_of_a_lost_one_is_redone(
    tmp_path: Path,
) -> None:
    root = tmp_path / "briefs"
    made = Workspace(root)
    made.facts({"name": "In Chinese it is called 伊拉克."})
    make_font(root / "fonts/Own.ttf", "Noto Sans SC", "伊拉克")
    for number in range(4):
        made.order(f"kenya-{number}", number=f'"KEN-{number}"')
    with cluster(tmp_path / "cluster") as machines:
        blind = tmp_path / "blind"
        blind.mkdir()
        (blind / "sitecustomize.py").write_text(BLIND)
        env = {"PYTHONPATH": f"{blind}:{ROOT}", "HIDDEN": str(root)}
        for name in ("one", "two"):
            machines.work(name, "--no-nanny", env=env)
        machines.wait("one", "two")

        def watch(step: Progress) -> None:
            if step.stage is Stage.COMPOSE and step.done >= 2:
                machines.kill("one")

        settings = Settings(NOON, output=tmp_path / "away", cluster=machines.address)
        report = build(Folder(root), (), settings, watch)
        assert [p.what for order in report.orders for p in order.errors] == []
        assert machines.processes["one"].wait(timeout=PATIENCE) == -signal.SIGKILL
    assert [order.outcome for order in report.orders] == [Outcome.PUBLISHED] * 5
    here = build(Folder(root), (), Settings(NOON, output=tmp_path / "here", jobs=2))
    assert here.exit_status == 0
    made_here, made_away = content(tmp_path / "here"), content(tmp_path / "away")
    # What editions were made from is kept under the digest of its values.
    assert set(made_here) == set(made_away)
    documents = {name for name in made_here if not name.startswith(".editions/")}
    assert len(documents) == 4 * 4 + 2 + 5
    assert all(made_here[name] == made_away[name] for name in documents)


def test_a_watcher_gives_its_work_to_a_cluster_and_waits_for_one_that_is_lost(
    tmp_path: Path,
) -> None:
    made = Workspace(tmp_path / "briefs")
    made.facts({"one": "A statement."})
    made.order("kenya", formats='["html"]')
    with cluster(tmp_path / "cluster", "one") as machines:
        given = {"BRIEFING_CLUSTER": machines.address}  # as --cluster
        with watching(made, env=given) as watcher:
            watcher.until("edition", order="kenya")
            watcher.until("edition", order="uganda")
            made.facts({"one": "Another statement."})
            watcher.until("edition", 2, order="kenya")
            page = next(made.edition("kenya", 2).glob("*.html")).read_text("utf-8")
            assert "Another statement." in page
            for name in ("one", "scheduler"):
                machines.kill(name)
                machines.processes[name].wait(PATIENCE)
            made.facts({"one": "A third statement."})
            refused = watcher.until("refused", order="kenya")
            assert refused["words"] == "kenya: not made. Edition 2 stands."
            told = watcher.until("problem", order="kenya")
            assert told["code"] == "cluster-unreachable"
            assert f"No Dask scheduler answers at {machines.address}" in told["words"]
            assert watcher.end() == 0
    assert made.editions("kenya") == ["0001", "0002"]
    assert made.leavings() == []
    with watching(made) as watcher:  # here again: what was not made is
        watcher.until("edition", order="kenya", edition=3)
        assert watcher.end() == 0
