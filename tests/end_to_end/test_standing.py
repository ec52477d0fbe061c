"""What is kept of orders that stand: a build with it and one without it say the same."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import workspace as places
from generator.build.plan import plan_of, planned
from generator.build.report import BuildReport, Outcome, Progress, Settings, Stage
from generator.build.run import build
from generator.build.standing import Standings
from generator.build.warm import Means
from tests.end_to_end.workspaces import Workspace

pytestmark = pytest.mark.usefixtures("warm_workers")
TODAY = dt.date(2024, 12, 2)
KEPT = "state/plan/reports.json"


def make(work: Workspace, *names: str, day: dt.date = TODAY) -> BuildReport:
    return build(places.Workspace(work.root), names, Settings(today=day, clock=day, jobs=1))


def said(report: BuildReport, root: Path) -> str:
    """All that a report says, with paths as they are in the workspace, and no times."""
    orders = [replace(one, seconds=0.0, problems=()) for one in report.orders]
    told = [[problem.as_json() for problem in one.problems] for one in report.orders]
    every = sorted(str(problem.as_json()) for problem in report.all_problems)
    return "\n".join(map(str, [*orders, *told, *every])).replace(root.as_posix(), "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three orders made a moment ago, one as of today, one for two audiences; a source warns."""
    work = Workspace(tmp_path_factory.mktemp("standing"))
    work.facts({"kenya-calm": "Kenya is calm."})
    work.write("sources/calm/facts/notes.doc", "no facts")
    work.order("kenya", formats='["html"]')
    work.order("daily", formats='["html"]', as_of='"today"')
    path = work.order("readers", formats='["html"]')
    path.write_text(
        path.read_text()
        + '[audiences.all]\nceiling = "UNCLASSIFIED"\n[audiences.some]\nceiling = "SECRET"\n'
    )
    assert {one.outcome for one in make(work).orders} == {Outcome.PUBLISHED}
    return work.root


@pytest.fixture(scope="module")
def made(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it after a build that had nothing to do."""
    shutil.copytree(
        built, folder := tmp_path_factory.mktemp("made") / "work", copy_function=shutil.copy2
    )
    work = Workspace.at(folder)
    report = make(work)
    assert {one.outcome for one in report.orders} == {Outcome.UNCHANGED}
    assert [one.code for one in report.problems] == ["facts-suffix"]
    assert (work.root / KEPT).is_file()
    return work.root


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Workspace:
    """A copy of it in which all has been looked at once."""
    shutil.copytree(made, tmp_path / "work", copy_function=shutil.copy2)
    found = Workspace.at(tmp_path / "work")
    make(found)
    return found


def standing(work: Workspace) -> set[str]:
    """The orders of which no file need be opened."""
    place = places.Workspace(work.root)
    plan, look = planned(place, TODAY)
    return {*Standings(place.state, place.briefings, TODAY, look).recall(plan)}


ALL = {"kenya", "daily", "readers-all", "readers-some", "uganda"}


def test_after_a_build_with_nothing_to_do_no_order_is_opened_again(work: Workspace) -> None:
    assert standing(work) == ALL
    assert {one.order for one in make(work).orders} == ALL


def nothing(work: Workspace) -> None:
    """Leave all as it is."""


def statement(work: Workspace) -> None:
    work.facts({"kenya-calm": "Kenya is very calm."})


def elsewhere(work: Workspace) -> None:
    work.source("news")
    work.facts({"fresh": "Fresh."}, source="news", area="NOR")


def warning_mended(work: Workspace) -> None:
    (work.root / "sources/calm/facts/notes.doc").unlink()


def mistake(work: Workspace) -> None:
    work.write("sources/calm/facts/more.json", "[{")


def by_hand(work: Workspace) -> None:
    page = next(work.edition("kenya").glob("*.html"))
    page.write_bytes(page.read_bytes() + b" ")


def one_of_two_by_hand(work: Workspace) -> None:
    page = next(work.edition("readers-all").glob("*.html"))
    page.write_bytes(page.read_bytes() + b" ")


def newer_and_damaged(work: Workspace) -> None:
    shutil.copytree(work.edition("kenya"), work.edition("kenya", 2))


def twin(work: Workspace) -> None:
    work.order("another", formats='["html"]', number='"DAILY"')


def order_gone(work: Workspace) -> None:
    (work.root / "briefings/kenya.toml").unlink()


def unsound_order(work: Workspace) -> None:
    work.write("briefings/kenya.toml", 'template = "plain"\nsubjet = "KEN"\n')


def reader_gone(work: Workspace) -> None:
    path = work.root / "briefings/readers.toml"
    path.write_text(path.read_text().partition("[audiences.some]")[0])


def template(work: Workspace) -> None:
    path = work.root / "templates/plain/brief.j2"
    path.write_text(path.read_text() + "\n")


def checks_gone(work: Workspace) -> None:
    shutil.rmtree(work.root / "state/checks")


CHANGES = (
    nothing, statement, elsewhere, warning_mended, mistake, by_hand, one_of_two_by_hand,
    newer_and_damaged, twin, order_gone, unsound_order, reader_gone, template, checks_gone,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("names", [(), ("kenya", "readers")])
def test_a_build_says_the_same_with_what_is_kept_and_without(
    work: Workspace, tmp_path: Path, change: Callable[[Workspace], None], names: tuple[str, ...]
) -> None:
    change(work)
    shutil.copytree(work.root, tmp_path / "without", copy_function=shutil.copy2)
    without = Workspace.at(tmp_path / "without")
    (without.root / KEPT).unlink()
    for _ in range(2):  # the second build finds what the first kept
        first = said(make(work, *names), work.root)
        assert first == said(make(without, *names), without.root)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("names", [(), ("kenya", "readers")])
def test_so_does_the_first_build_after_all_orders_were_made(
    built: Path, tmp_path: Path, change: Callable[[Workspace], None], names: tuple[str, ...]
) -> None:
    def copied(one: str, other: str) -> None:
        """What is remembered of orders is known by its entry on the disk; others replace it."""
        (os.link if "/state/checks/" in one else shutil.copy2)(one, other)

    shutil.copytree(built, tmp_path / "work", copy_function=copied)
    found = Workspace.at(tmp_path / "work")
    assert standing(found) == ALL
    test_a_build_says_the_same_with_what_is_kept_and_without(found, tmp_path, change, names)


def test_an_order_made_among_others_that_stand_is_not_opened_again(work: Workspace) -> None:
    statement(work)
    made = {one.order for one in make(work).orders if one.outcome is Outcome.PUBLISHED}
    assert made
    assert standing(work) == ALL


def test_no_order_of_a_file_is_lost_from_sight_after_one_was_mended(work: Workspace) -> None:
    one_of_two_by_hand(work)
    assert [o.order for o in make(work).orders if o.outcome is Outcome.PUBLISHED] == ["readers-all"]
    for _ in range(2):
        assert standing(work) == ALL
        assert {one.order for one in make(work).orders} == ALL


def test_a_file_of_which_one_order_waits_is_opened_when_its_time_comes(work: Workspace) -> None:
    work.facts({"kenya-calm": "Kenya is calm.", "kenya-secret": "Kenya waits."})
    path = work.root / "sources/page/facts/facts.json"
    records = json.loads(path.read_bytes())
    path.write_text(json.dumps([records[0], {**records[1], "marking": "SECRET"}]))
    place, settings = places.Workspace(work.root), Settings(today=TODAY, jobs=1)
    (work.root / KEPT).unlink()
    assert plan_of(place, TODAY).due == ("readers-some",)
    waiting = build(place, (), settings, means=Means(makes=False))
    assert {one.order for one in waiting.orders} == ALL - {"readers-some"}
    assert standing(work) == ALL - {"readers-all", "readers-some"}
    report = build(place, ("readers-some",), settings)
    assert [(o.order, o.outcome) for o in report.orders] == [("readers-some", Outcome.PUBLISHED)]


@pytest.mark.parametrize("damage", ["cut", "garbage", "empty", "other form", "strange"])
def test_what_is_damaged_is_not_believed(work: Workspace, damage: str) -> None:
    right = said(make(work), work.root)
    data = (work.root / KEPT).read_bytes()
    plain = json.loads(data[64:])
    plain[1]["standing"]["kenya"]["edition"] = 7
    (work.root / KEPT).write_bytes(
        {
            "cut": data[: len(data) // 2],
            "garbage": data[:80] + b"\xff\x00" + data[80:],
            "empty": b"",
            "other form": json.dumps([0, {}]).encode(),
            "strange": data[:64] + json.dumps(plain).encode(),
        }[damage]
    )
    assert said(make(work), work.root) == right
    assert standing(work) == ALL


def test_a_build_of_all_orders_by_their_names_keeps_what_stands(work: Workspace) -> None:
    for names, found in (({"kenya"}, set()), (ALL - {"readers-some"}, set()), (ALL, ALL)):
        (work.root / KEPT).unlink(missing_ok=True)
        make(work, *sorted(names))
        assert standing(work) == found


def test_another_day_is_looked_at_for_an_order_as_of_today(work: Workspace) -> None:
    day = dt.date(2024, 12, 3)
    assert {one.outcome for one in make(work, day=day).orders} == {Outcome.UNCHANGED}
    place = places.Workspace(work.root)
    plan, look = planned(place, day)
    assert {*Standings(place.state, place.briefings, day, look).recall(plan)} == ALL
    later = dt.date(2024, 12, 4)
    assert {*Standings(place.state, place.briefings, later, look).recall(plan)} == ALL - {"daily"}


def test_what_is_due_is_made_before_others_are_looked_at(work: Workspace) -> None:
    (work.root / KEPT).unlink()
    work.facts({"calm": "All is very calm."}, source="calm", area="UGA")
    steps: list[Progress] = []
    found = places.Workspace(work.root)
    report = build(found, (), Settings(today=TODAY, jobs=1), steps.append)
    assert {step.order for step in steps if step.stage is Stage.SELECT} == {"uganda"}
    assert [one.order for one in report.orders] == sorted(ALL)
