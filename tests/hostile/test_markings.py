"""Facts of several markings with canaries: above its ceiling a brief leaves nothing anywhere."""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import Said, briefing, content
from tests.end_to_end.workspaces import SOURCE, Workspace
from tests.hostile.canaries import CANARY, NUMBER, found_in, found_in_text
from tests.unit.facts.test_hostile_markings import BAD, mapped

LEVELS = {
    "UNCLASSIFIED": "U",
    "PROTECTED A": "PA",
    "PROTECTED B": "PB",
    "CONFIDENTIAL": "C",
    "SECRET": "S",
}
CABLE = """\
title.en = "CANARY-S-31"
languages = ["en"]
licence = "CANARY-S-32"
marking = "SECRET"
producer_name.en = "CANARY-S-33"

[documents.page]
kind = "report"
language = "en"
title.en = "CANARY-S-34"
url = "https://example.org/CANARY-S-35"
as_of = "2024-08"
"""
OPEN = """\
- id: open-size
  kind: figure
  countries: [KEN]
  subject: size
  text: {en: "The force has {value}."}
  value: 5000
  unit: persons
"""
CABLED = """\
- id: secret-size
  kind: figure
  countries: [KEN]
  subject: size
  text: {en: "The force has {value}, says CANARY-S-36."}
  value: 777000111
  unit: persons
  conflicts_with: [open-size]
  locator: "CANARY-S-37"
  note: "CANARY-S-38"
- id: secret-note
  kind: context
  countries: [KEN]
  text: {en: "All is calm, says CANARY-S-39."}
  supersedes: [population]
  derived: "CANARY-S-40"
"""


def canada(text: str) -> str:
    """The generic levels as the Canadian house style writes them."""
    for level in LEVELS:
        text = text.replace(f"marking: {level.title()}\n", f"marking: {level}\n")
    return text


@dataclass(frozen=True)
class Run:
    """An order with each level as its ceiling, built at once."""

    work: Workspace
    shown: Said
    said: Said

    def left(self, level: str) -> list[Path]:
        """Everything that an order leaves behind."""
        name = name_of(level)
        return [
            self.work.root / "briefings" / name,
            self.work.root / "state" / "checks" / f"{name}.json",
        ]


def name_of(level: str) -> str:
    return f"kenya-{LEVELS[level].lower()}"


@pytest.fixture(scope="module")
def run(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    work = Workspace(tmp_path_factory.mktemp("markings"))
    valid = (shared / "hostile/marking/valid.yaml").read_text("utf-8")
    work.write("sources/page/facts/valid.yaml", canada(mapped(valid)))
    work.write("sources/page/facts/open.yaml", OPEN)
    work.write("sources/cable/source.toml", CABLE)
    work.write("sources/cable/facts/cable.yaml", CABLED)
    for level in LEVELS:
        work.order(name_of(level), ceiling=f'"{level}"')
    shown = briefing(work.root, "build")
    return Run(work, shown, briefing(work.root, "build", "--json"))


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_above_the_ceiling_is_left_anywhere(run: Run, shared: Path, level: str) -> None:
    found = found_in(shared, run.left(level))
    signs = list(LEVELS.values())
    allowed = set(signs[: signs.index(LEVELS[level]) + 1])
    assert {hit for hit in found - {NUMBER} if hit.split("-")[1] not in allowed} == set()
    assert (NUMBER in found) == (level == "SECRET")
    printed = {hit.split("-")[1] for hit in found - {NUMBER}}
    assert printed | {"U"} == allowed | {"U"}


@pytest.mark.parametrize("level", LEVELS)
def test_what_is_hidden_is_not_even_hinted_at(run: Run, level: str) -> None:
    manifest: dict[str, Any] = json.loads(
        (run.work.edition(name_of(level)) / "manifest.json").read_text("utf-8")
    )
    ids = {fact["id"] for fact in manifest["facts"]}
    highest = level == "SECRET"
    assert ("secret-size" in ids) == highest
    assert ("cable" in {source["id"] for source in manifest["sources"]}) == highest
    told = json.dumps(manifest["notices"])
    assert ("secret" in told) == highest
    assert "facts-above-ceiling" not in told  # said to the officer, not recorded
    assert manifest["marking"] == level
    assert manifest["ceiling"] == level
    # A secret fact takes the place of an open one only where it may be seen.
    assert ("population" in ids) == (not highest)


def test_every_document_bears_the_marking_of_what_it_received(run: Run) -> None:
    for level in LEVELS:
        page = (
            run.work.edition(name_of(level))
            / f"{name_of(level).upper()}_{level.replace(' ', '-')}_en.html"
        ).read_text()
        assert f'<meta name="briefing.marking" content="{level}"/>' in page
        assert page.count(f">{level}</div>") == 2


def test_the_console_names_marked_facts_by_id_alone(run: Run) -> None:
    for said in (
        run.shown,
        run.said,
        briefing(run.work.root, "check"),
        briefing(run.work.root, "check", "--json"),
        briefing(run.work.root, "list"),
        briefing(run.work.root, "facts", "KEN", "--all", "--as-of", "2024-12-01"),
        briefing(run.work.root, "facts", "KEN", "--all", "--json", "--as-of", "2024-12-01"),
    ):
        assert found_in_text(said.all) == set()
    assert "secret-size" in run.shown.out  # sources disagree at the highest ceiling


def test_facts_are_shown_up_to_the_ceiling_that_is_asked_for(run: Run) -> None:
    ask = ("facts", "KEN", "--as-of", "2024-12-01", "--ceiling")
    said = briefing(run.work.root, *ask, "PROTECTED B").out
    assert {hit.split("-")[1] for hit in CANARY.findall(said)} == {"PA", "PB"}
    assert "CANARY-S-36" in briefing(run.work.root, *ask, "SECRET").out
    wrong = briefing(run.work.root, *ask, "Secret", status=1)
    assert found_in_text(wrong.all) == set()
    assert "SECRET" in wrong.err


def test_state_can_be_read_by_its_owner_alone(run: Run) -> None:
    state = run.work.root / "state"
    for path in (state, *state.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


@pytest.fixture(scope="module")
def kenya(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a brief that was built."""
    work = Workspace(tmp_path_factory.mktemp("bad"))
    work.facts({"one": "A statement."})
    work.order("kenya", formats='["html"]')
    briefing(work.root, "build", "--quiet")
    return work


@pytest.mark.parametrize("name", BAD)
def test_a_bad_marking_is_refused_and_its_record_never_quoted(
    kenya: Workspace, shared: Path, name: str
) -> None:
    unmarked = SOURCE.replace('marking = "UNCLASSIFIED"\n', "")
    kenya.write("sources/bad/source.toml", unmarked)
    text = (shared / "hostile/marking" / name).read_text("utf-8")
    kenya.write("sources/bad/facts/bad.yaml", canada(mapped(text)))
    before = content(kenya.root / "briefings")
    said = briefing(kenya.root, "build", status=1)
    assert "Where: sources/bad/facts/bad.yaml, line" in said.err
    assert "Edition 1 of kenya is unchanged." in said.err
    assert found_in_text(said.all) == set()
    assert content(kenya.root / "briefings") == before
    assert found_in(shared, [kenya.root / "state"]) == set()


def test_a_secret_repeated_in_an_open_note_is_told_and_not_printed(
    kenya: Workspace, shared: Path
) -> None:
    text = (shared / "hostile/marking/mixed_note.yaml").read_text("utf-8")
    kenya.write("sources/bad/source.toml", SOURCE)
    kenya.write("sources/bad/facts/bad.yaml", canada(mapped(text)))
    said = briefing(kenya.root, "build", "kenya")
    assert "[marking-repeated]" in said.out
    assert found_in_text(said.all) == set()
    assert found_in(shared, [kenya.root / "briefings", kenya.root / "state"]) == set()


def test_a_secret_that_cannot_be_written_is_not_quoted_either(
    kenya: Workspace, shared: Path
) -> None:
    record = "- id: x\n  kind: context\n  countries: [KEN]\n  marking: SECRET\n  text: {en: "
    kenya.write("sources/bad/source.toml", SOURCE)
    kenya.write("sources/bad/facts/bad.yaml", f'{record}"CANARY-S-41 \\ua000 CANARY-S-42"}}\n')
    kenya.order("secret", ceiling='"SECRET"')
    said = briefing(kenya.root, "build", "secret", status=1)
    assert "U+A000" in said.err
    assert "(withheld)" in said.err
    assert found_in_text(said.all) == set()
    assert found_in(shared, [kenya.root / "state", kenya.root / "briefings"]) == set()
