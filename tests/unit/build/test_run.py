"""A build from the first look to the last rename: made, and not made again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest

from generator.build import failures
from generator.build.report import Outcome, Progress, Stage
from generator.build.run import build
from generator.build.workspace import Workspace
from generator.editions.store import EditionStore
from generator.problems import codes as known_codes
from tests.unit.build import fake_parts
from tests.unit.build.fake_parts import write_order
from tests.unit.build.running import SETTINGS, codes, editions, facts, make, only
from tests.unit.editions.test_atomic import load_faults
from tests.unit.editions.test_store import content

pytestmark = pytest.mark.usefixtures("warm_workers")

# ---------------------------------------------------------------- made, and not made again


def test_a_build_makes_every_document_and_a_manifest(work: Path) -> None:
    report = make(work)
    order = only(report)
    assert report.exit_status == 0
    assert order.outcome is Outcome.PUBLISHED
    assert [file.path.name for file in order.files] == [
        "IRAQ_UNCLASSIFIED_en-CA.html",
        "IRAQ_UNCLASSIFIED_en-CA.pdf",
        "IRAQ_UNCLASSIFIED_fr-CA.html",
        "IRAQ_UNCLASSIFIED_fr-CA.pdf",
    ]
    assert order.files[0].path.read_text() == "html en-CA 1 2025-01-15 ['first']"
    assert order.made_from is not None
    assert (order.made_from.facts, order.made_from.sources) == (1, ("wire",))
    assert [reason.what for reason in order.reasons] == ["first"]


def test_a_build_with_nothing_changed_makes_nothing_and_says_so(work: Path) -> None:
    first = only(make(work))
    before = content(work / "briefings")
    again = only(make(work))
    assert again.outcome is Outcome.UNCHANGED
    assert (again.edition, again.files) == (1, first.files)
    assert content(work / "briefings") == before


def test_nothing_heavy_is_imported_when_nothing_has_changed(work: Path) -> None:
    make(work)
    program = textwrap.dedent(
        """
        import datetime, sys
        from pathlib import Path
        from generator.build.report import Settings
        from generator.build.run import build
        from generator.build.workspace import Workspace
        report = build(Workspace(Path(sys.argv[1])), (), Settings(today=datetime.date(2025, 1, 15)))
        assert report.orders[0].outcome.value == "unchanged", report
        heavy = ("babel", "jinja2", "weasyprint", "docx", "lxml", "yaml", "multiprocessing",
                 "generator.compose", "generator.facts.sources", "generator.localisation")
        print([name for name in heavy if name in sys.modules])
        """
    )
    command = [sys.executable, "-c", program, str(work)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == "[]\n"


def test_without_its_memory_the_build_composes_and_finds_the_same(work: Path) -> None:
    make(work)
    shutil.rmtree(work / "state")
    assert only(make(work)).outcome is Outcome.UNCHANGED
    assert editions(work) == [1]


def test_a_changed_fact_makes_a_new_edition_and_is_named(work: Path) -> None:
    make(work)
    before = content(work / "briefings" / "iraq" / "0001")
    facts(work, "one IRQ second\ntwo IRQ more\n")
    order = only(make(work))
    assert order.edition == 2
    assert {(r.what, r.items) for r in order.reasons} == {
        ("facts-changed", ("one",)),
        ("facts-added", ("two",)),
    }
    assert content(work / "briefings" / "iraq" / "0001") == before


def test_a_fact_that_is_not_printed_makes_no_new_edition(work: Path) -> None:
    make(work)
    facts(work, "one IRQ first\nother SYR elsewhere\n")
    assert only(make(work)).outcome is Outcome.UNCHANGED
    assert editions(work) == [1]


@pytest.mark.parametrize("mtime", ["kept", "new"])
def test_a_change_is_seen_by_content_and_not_by_time(work: Path, shared: Path, mtime: str) -> None:
    make(work)
    path = work / "sources" / "wire" / "facts.txt"
    if mtime == "kept":
        load_faults(shared).edit_same_mtime(path, b"one IRQ fir5t\n")
        assert only(make(work)).outcome is Outcome.PUBLISHED
    else:
        os.utime(path, (1, 1))
        assert only(make(work)).outcome is Outcome.UNCHANGED


def test_a_new_day_alone_makes_no_new_edition_of_an_order_for_today(work: Path) -> None:
    write_order(work, "iraq", as_of='"today"')
    make(work)
    later = dataclasses.replace(SETTINGS, today=dt.date(2025, 2, 1))
    assert only(make(work, settings=later)).outcome is Outcome.UNCHANGED
    assert editions(work) == [1]


def test_another_day_in_the_order_makes_a_new_edition(work: Path) -> None:
    make(work)
    write_order(work, "iraq", as_of='"2024-12-02"')
    order = only(make(work))
    assert order.outcome is Outcome.PUBLISHED
    assert {reason.what for reason in order.reasons} == {"order", "as-of"}


def test_a_comment_in_the_order_makes_no_new_edition(work: Path) -> None:
    make(work)
    path = work / "briefings" / "iraq.toml"
    path.write_text(path.read_text() + "# looked at\n")
    assert only(make(work)).outcome is Outcome.UNCHANGED


def test_a_changed_house_style_makes_a_new_edition(work: Path) -> None:
    make(work)
    (work / "templates/house/canada/style.css").write_text("p { color: black }")
    order = only(make(work))
    assert [reason.what for reason in order.reasons] == ["house"]


def test_another_choice_for_word_files_makes_a_new_edition_where_there_are_some(
    work: Path,
) -> None:
    endnotes = '{notes = "endnotes"}'
    make(work)
    write_order(work, "iraq", word=endnotes)
    assert only(make(work)).outcome is Outcome.UNCHANGED
    write_order(work, "iraq", formats='["html", "docx"]')
    assert only(make(work)).edition == 2
    write_order(work, "iraq", formats='["html", "docx"]', word=endnotes)
    order = only(make(work))
    assert (order.outcome, order.edition) == (Outcome.PUBLISHED, 3)
    assert [reason.what for reason in order.reasons] == ["order"]
    assert only(make(work)).outcome is Outcome.UNCHANGED


def test_two_builds_in_two_folders_on_one_day_give_the_same_bytes(tmp_path: Path) -> None:
    folders = []
    for place in ("here", "there/deeper"):
        work = fake_parts.workspace(tmp_path / place, "iraq", facts="one IRQ a\ntwo IRQ b\n")
        make(work)
        folders.append(content(work / "briefings"))
    assert folders[0] == folders[1]
    assert any(name.endswith("manifest.json") for name in folders[0])


def test_neither_times_nor_places_stand_in_a_manifest(work: Path) -> None:
    make(work)
    text = (work / "briefings/iraq/0001/manifest.json").read_text()
    assert str(work) not in text
    assert str(os.getpid()) not in json.loads(text)["program"].values()
    assert "2025-01-15T" not in text


def test_what_an_officer_should_look_at_is_said_again_when_nothing_changed(work: Path) -> None:
    facts(work, "one IRQ stale\n")
    assert codes(only(make(work))) == ["file-empty"]
    assert codes(only(make(work))) == ["file-empty"]


# ---------------------------------------------------------------- a part of an order


def test_a_part_is_an_edition_that_never_counts_as_the_latest(work: Path) -> None:
    make(work)
    facts(work, "one IRQ second\n")
    part = dataclasses.replace(SETTINGS, languages=("fr-CA",), formats=("pdf",))
    order = only(make(work, settings=part))
    assert [file.path.name for file in order.files] == ["IRAQ_UNCLASSIFIED_fr-CA.pdf"]
    assert not order.as_ordered
    assert "partial-edition" in codes(order)
    assert (work / "briefings/iraq/latest").read_text() == "0001\n"
    latest = EditionStore(work / "briefings").latest("iraq")
    assert latest is not None
    assert latest.number == 1
    manifest = json.loads((work / "briefings/iraq/0002/manifest.json").read_text())
    assert manifest["order"]["overrides"] == {"languages": "fr-CA", "formats": "pdf"}
    assert manifest["order"]["asked_languages"] == ["en-CA", "fr-CA"]


def test_after_a_part_the_whole_is_still_made(work: Path) -> None:
    part = dataclasses.replace(SETTINGS, languages=("fr-CA",))
    make(work, settings=part)
    assert only(make(work)).edition == 2
    assert only(make(work)).outcome is Outcome.UNCHANGED


def test_a_part_that_is_there_already_is_not_made_again(work: Path) -> None:
    make(work)
    part = dataclasses.replace(SETTINGS, languages=("fr-CA",))
    order = only(make(work, settings=part))
    assert (order.outcome, order.edition) == (Outcome.UNCHANGED, 1)


def test_another_day_on_the_command_is_not_the_order(work: Path) -> None:
    make(work)
    earlier = dataclasses.replace(SETTINGS, as_of=dt.date(2017, 6, 1))
    order = only(make(work, settings=earlier))
    assert (order.outcome, order.edition, order.as_ordered) == (Outcome.PUBLISHED, 2, False)
    assert only(make(work, settings=earlier)).outcome is Outcome.UNCHANGED
    assert (work / "briefings/iraq/latest").read_text() == "0001\n"
    assert only(make(work)).edition == 1


def test_the_day_of_the_order_said_again_is_the_order(work: Path) -> None:
    same = dataclasses.replace(SETTINGS, as_of=dt.date(2024, 12, 1))
    assert only(make(work, settings=same)).as_ordered


def test_what_is_not_ordered_is_refused_with_what_is(work: Path) -> None:
    part = dataclasses.replace(SETTINGS, languages=("fr-CA", "ar-IQ"), formats=("odt",))
    report = make(work, settings=part)
    assert codes(only(report)) == ["not-in-order", "not-in-order"]
    assert report.exit_status == 1
    assert not (work / "briefings/iraq").exists()


def test_another_folder_has_editions_of_its_own(work: Path, tmp_path: Path) -> None:
    elsewhere = dataclasses.replace(SETTINGS, output=tmp_path / "desk")
    order = only(make(work, settings=elsewhere))
    assert order.folder == tmp_path / "desk" / "iraq" / "0001"
    assert not (work / "briefings/iraq").exists()
    assert only(make(work, settings=elsewhere)).outcome is Outcome.UNCHANGED
    assert only(make(work)).outcome is Outcome.PUBLISHED


# ---------------------------------------------------------------- what is told


def test_steps_are_told_to_the_end(work: Path) -> None:
    steps: list[Progress] = []
    build(Workspace(work), (), SETTINGS, steps.append, stages=fake_parts.stages())
    assert steps[0].stage is Stage.READ
    last = steps[-1]
    assert (last.stage, last.done, last.total) == (Stage.DONE, 7, 7)
    assert [s.stage for s in steps].count(Stage.WRITE) == 4
    assert all(a.done <= b.done for a, b in pairwise(steps))


def test_steps_end_also_when_nothing_is_written(work: Path) -> None:
    make(work)
    shutil.rmtree(work / "state")
    steps: list[Progress] = []
    build(Workspace(work), (), SETTINGS, steps.append, stages=fake_parts.stages())
    assert (steps[-1].done, steps[-1].total) == (3, 3)


def test_many_orders_share_the_workers(work: Path) -> None:
    for number in range(8):
        write_order(work, f"order-{number}")
    report = make(work)
    assert [order.order for order in report.orders] == sorted(o.order for o in report.orders)
    assert {order.outcome for order in report.orders} == {Outcome.PUBLISHED}


def test_a_build_of_nothing_is_done(tmp_path: Path) -> None:
    report = make(fake_parts.workspace(tmp_path))
    assert (report.orders, report.problems, report.exit_status) == ((), (), 0)


def test_every_code_that_a_build_can_give_has_words() -> None:
    assert set(failures._CODES.values()) <= known_codes()
