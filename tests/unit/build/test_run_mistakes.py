"""Mistakes in a build: each brief is refused or made by itself."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from generator.build.report import Outcome
from generator.build.run import check
from generator.build.workspace import Workspace
from generator.limits import MEGABYTE, Limits
from tests.bounds import PATIENCE
from tests.unit.build import fake_parts
from tests.unit.build.fake_parts import write_order
from tests.unit.build.running import SETTINGS, TODAY, codes, facts, make, only
from tests.unit.editions.test_store import content

# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ("!die", "stage-crash", 1),
        ("!fault", "program-fault", 3),
        ("!deep", "stage-nesting", 1),
        ("!refuse", "file-empty", 1),
        ("!hang", "stage-time", 1),
        ("!eat", "stage-memory", 1),
        ("!write-die", "stage-crash", 1),
        ("!apart-die", "stage-crash", 1),
        ("!apart-fault", "program-fault", 3),
    ],
)
def test_one_brief_that_fails_is_refused_and_the_others_are_made(
    work: Path, words: str, code: str, status: int
) -> None:
    write_order(work, "syria", subject='"SYR"')
    make(work)
    before = content(work / "briefings" / "syria")
    facts(work, f"one IRQ second\ntwo SYR {words}\n")
    wall = 2.0 if words == "!hang" else PATIENCE
    limits = Limits(worker_wall_seconds=wall, worker_memory=600 * MEGABYTE)
    report = make(work, settings=dataclasses.replace(SETTINGS, limits=limits))
    iraq, syria = report.orders
    assert iraq.outcome is Outcome.PUBLISHED
    assert syria.outcome is Outcome.REFUSED
    assert set(codes(syria)) == {code}
    assert syria.last_good == 1
    assert report.exit_status == status
    assert content(work / "briefings" / "syria") == before
    assert all(problem.what for problem in syria.problems)


def test_a_fault_of_ours_leaves_a_private_report(work: Path) -> None:
    facts(work, "one IRQ !fault\n")
    (problem,) = only(make(work)).errors
    report = work / "state/faults/iraq-compose-fr-CA.txt"
    assert "state/faults/iraq-compose-fr-CA.txt" in problem.remedy
    assert "ValueError: a fault of ours" in report.read_text()
    assert report.stat().st_mode & 0o077 == 0


def test_what_is_kept_of_an_edition_is_named_where_it_fails(work: Path) -> None:
    facts(work, "one IRQ !apart-fault\n")
    (problem,) = only(make(work)).errors
    assert problem.what == (
        "A fault of the program itself stopped the making of the record of what the edition is made"
        " from (ValueError: a fault of ours)."
    )
    assert (work / "state/faults/iraq-take-apart-en-CA.txt").is_file()


def test_a_mistake_in_a_source_refuses_the_briefs_it_may_touch(work: Path) -> None:
    write_order(work, "kazakhstan", subject='"KAZ"')
    make(work)
    (work / "sources/nato").mkdir()
    (work / "sources/nato/facts.txt").write_text("n1 IRQ fine\nbroken\n")
    facts(work, "one IRQ first\nthree KAZ fine\n")
    report = make(work)
    iraq, kazakhstan = report.orders
    assert iraq.outcome is Outcome.REFUSED
    assert codes(iraq) == ["source-refuses"]
    assert kazakhstan.outcome is Outcome.PUBLISHED
    assert [(p.where.file, p.where.line) for p in report.problems] == [
        ("sources/nato/facts.txt", 2)
    ]
    assert report.exit_status == 1


def test_a_mistake_is_said_again_until_it_is_mended(work: Path) -> None:
    write_order(work, "kazakhstan", subject='"KAZ"')
    (work / "sources/nato").mkdir()
    (work / "sources/nato/facts.txt").write_text("n1 SYR fine\nbroken\n")
    for _ in range(2):
        report = make(work)
        assert [p.code for p in report.problems] == ["file-empty"]
        assert report.exit_status == 1
    assert {order.outcome for order in report.orders} == {Outcome.UNCHANGED}


def test_a_file_that_gives_nothing_refuses_every_brief(work: Path) -> None:
    (work / "sources/nato").mkdir()
    (work / "sources/nato/facts.txt").write_text("broken\n")
    assert only(make(work)).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("template", '"country-breif"', "order-template-unknown"),
        ("house", '"canda"', "order-house-unknown"),
        ("subject", '"IRN"', "order-subject-unknown"),
        ("ceiling", '"SECRETT"', "order-ceiling-unknown"),
        ("handling", '["CANADIAN EYES"]', "order-handling-none"),
        ("languages", '["en-CA", "fr-XX"]', "order-language-country"),
        ("languages", '["en-CA", "tet"]', "order-language-unknown"),
        ("meeting", '{participants = ["nobody"]}', "order-person-unknown"),
    ],
)
def test_what_an_order_names_must_exist(work: Path, field: str, value: str, code: str) -> None:
    write_order(work, "iraq", **{field: value})
    report = make(work)
    assert codes(only(report)) == [code]
    assert only(report).problems[0].where.file == "briefings/iraq.toml"
    assert report.exit_status == 1


def test_an_unsound_order_is_refused_and_the_others_are_made(work: Path) -> None:
    (work / "briefings/broken.toml").write_text('template = "x\n')
    (work / "briefings/Bad Name.toml").write_text("")
    report = make(work)
    assert {o.order: o.outcome for o in report.orders} == {
        "Bad Name": Outcome.REFUSED,
        "broken": Outcome.REFUSED,
        "iraq": Outcome.PUBLISHED,
    }
    assert report.exit_status == 1


def test_a_name_that_no_order_has_is_a_mistake_of_the_run(work: Path) -> None:
    report = make(work, "irak", "iraq")
    assert [problem.code for problem in report.problems] == ["order-unknown"]
    assert only(report).outcome is Outcome.PUBLISHED
    assert report.exit_status == 1


def test_checking_tells_what_a_build_would_refuse_and_makes_nothing(work: Path) -> None:
    write_order(work, "syria", subject='"IRN"', house='"canda"')
    (work / "sources/nato").mkdir()
    (work / "sources/nato/facts.txt").write_text("n1 KAZ fine\nbroken\n")
    findings = check(Workspace(work), today=TODAY, stages=fake_parts.stages())
    assert {problem.code for problem in findings} == {
        "file-empty",
        "order-subject-unknown",
        "order-house-unknown",
    }
    assert sorted(path.name for path in (work / "briefings").iterdir()) == [
        "iraq.toml",
        "syria.toml",
    ]
