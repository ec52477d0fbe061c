"""Hostile orders beside sound ones: each refused with its place, the others built."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import Said, briefing, content
from tests.end_to_end.workspaces import Workspace

GOOD = "ok"
TIMETABLE = 5  # the line of the table that orders do not have


@dataclass(frozen=True)
class Run:
    """Every hostile order in one workspace, built at once."""

    work: Workspace
    said: Said
    shown: Said
    before: dict[str, bytes]

    def problems(self, name: str) -> list[dict[str, Any]]:
        """What is wrong with an order."""
        (order,) = [o for o in self.said.json["orders"] if o["order"] == name]
        assert order["outcome"] == "refused", name
        found: list[dict[str, Any]] = [p for p in order["problems"] if p["severity"] == "error"]
        return found


@pytest.fixture(scope="module")
def listed(shared: Path) -> dict[str, dict[str, Any]]:
    """What is expected of each hostile order, by its name here."""
    lines = (shared / "hostile/manifest.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["file"].startswith("toml/")]
    return {Path(row["file"]).stem.replace("_", "-"): row for row in rows}


@pytest.fixture(scope="module")
def run(
    shared: Path, listed: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Run:
    work = Workspace(tmp_path_factory.mktemp("orders"))
    work.facts({"one": "A statement."})
    briefing(work.root, "build", "--quiet")
    before = content(work.root / "briefings" / "uganda")
    for name, row in listed.items():
        text = (shared / "hostile" / row["file"]).read_bytes()
        # A meeting is a table here.
        text = text.replace(b"meeting = 2026-02-30", b"as_of = 2026-02-30")
        work.write(f"briefings/{name}.toml", text.replace(b'"country-brief"', b'"plain"'))
    shown = briefing(work.root, "build", status=1)
    return Run(work, briefing(work.root, "build", "--json", status=1), shown, before)


def test_every_wrong_order_is_refused_with_file_and_line(
    run: Run, listed: dict[str, dict[str, Any]]
) -> None:
    for name, row in listed.items():
        if name == GOOD:
            continue
        problems = run.problems(name)
        assert {p["file"] for p in problems} == {f"briefings/{name}.toml"}, name
        assert all(p["remedy"] for p in problems)
        if row.get("line"):
            told = {p["line"] for p in problems}
            assert told & {row["line"], TIMETABLE}, (name, problems)


def test_a_misspelt_field_is_answered_with_the_right_one(run: Run) -> None:
    (problem,) = run.problems("unknown-key")
    assert "Did you mean “languages”?" in problem["what"] + problem["remedy"]


@pytest.mark.parametrize("name", ["subject-path", "template-path"])
def test_a_path_in_an_order_opens_nothing(run: Run, name: str) -> None:
    said = json.dumps(run.problems(name), ensure_ascii=False)
    assert "root:" not in said
    assert ".." in said


def test_the_sound_orders_are_built_and_the_last_edition_stands(run: Run) -> None:
    outcomes = {o["order"]: o["outcome"] for o in run.said.json["orders"]}
    assert outcomes.pop(GOOD) == "unchanged"
    assert outcomes.pop("uganda") == "unchanged"
    assert set(outcomes.values()) == {"refused"}
    assert run.work.editions(GOOD) == ["0001"]
    assert len(list(run.work.edition(GOOD).iterdir())) == 3 * 2 + 1
    assert content(run.work.root / "briefings" / "uganda") == run.before
    folders = {path.name for path in (run.work.root / "briefings").iterdir() if path.is_dir()}
    assert folders == {GOOD, "uganda", ".editions"}
    assert run.work.leavings() == []


def test_people_read_what_is_wrong_where_and_what_is_safe(
    run: Run, listed: dict[str, dict[str, Any]]
) -> None:
    for name in listed.keys() - {GOOD}:
        assert f"The briefing {name} was not made." in run.shown.err
        assert f"Where: briefings/{name}.toml" in run.shown.err
    assert "There was no earlier edition; nothing was lost." in run.shown.err


def test_check_tells_the_same_and_makes_nothing(
    run: Run, listed: dict[str, dict[str, Any]]
) -> None:
    before = content(run.work.root)
    found = briefing(run.work.root, "check", "--json", status=1).json["problems"]
    wrong = {p["file"] for p in found if p["severity"] == "error"}
    assert wrong == {f"briefings/{name}.toml" for name in listed.keys() - {GOOD}}
    assert content(run.work.root) == before


MANY = """\
template = "plain"
subject = "KEM"
languages = ["fr_CA", "tlh"]
house = "canda"
as_of = "2024-13-01"
colour = "red"
[text.objektives]
en = "x"
"""


def test_a_mistake_in_the_form_hides_no_other(tmp_path: Path) -> None:
    work = Workspace(tmp_path)
    work.write("briefings/many.toml", MANY)
    work.write("briefings/form.toml", MANY.replace("KEM", "KEN").replace("canda", "canada"))
    work.order("followed", subject="KEN")
    work.write(
        "briefings/note.toml",
        'template = "change-note"\nlanguages = "en"\n[changes]\nof = "followed"\n',
    )
    said = briefing(work.root, "build", "many", "form", "note", "--json", status=1).json
    found = {
        one["order"]: {(p["code"], p["field"]) for p in one["problems"]} for one in said["orders"]
    }
    form = {
        ("order-language-form", "languages"),
        ("order-as-of", "as_of"),
        ("order-unknown-field", "colour"),
        ("order-language-unknown", "languages"),
        ("order-text-slot", "text.objektives"),
    }
    assert found["form"] == form
    assert found["many"] == form | {
        ("order-subject-unknown", "subject"),
        ("order-house-unknown", "house"),
    }
    assert "subject" not in {field for _, field in found["note"]}
    checked = briefing(work.root, "check", "many", "--json", status=1).json["problems"]
    assert {(p["code"], p["field"]) for p in checked if p["severity"] == "error"} >= found["many"]


def test_hostile_names_of_orders_never_become_paths(shared: Path, tmp_path: Path) -> None:
    work = Workspace(tmp_path / "work")
    lines = (shared / "hostile/ids/ids.jsonl").read_text("utf-8").splitlines()
    ids = [row["id"] if isinstance(row, dict) else row for row in map(json.loads, lines)]
    names = [name for name in ids if name and "\x00" not in name and len(name) < 200]
    said = briefing(work.root, "build", "--json", "--", *names, status=1)
    assert said.json["orders"] == []
    assert {p["code"] for p in said.json["problems"]} == {"order-unknown"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["work"]
