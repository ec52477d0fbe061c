"""``check`` looks inside templates and at what they ask for, without making anything."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.build.run import check
from generator.build.workspace import Workspace
from generator.facts import sources
from generator.facts.sourcefile import read_source_file
from generator.problems import Problem

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def workspace(tmp_path: Path, root: Path) -> Workspace:
    """A copy of the shipped workspace with few sources, so that checking all is quick."""
    shutil.copytree(root / "templates", tmp_path / "templates")
    for name in ("reference", "gac-middle-east-engagement"):
        shutil.copytree(root / "sources" / name, tmp_path / "sources" / name)
    (tmp_path / "briefings").mkdir()
    return Workspace(tmp_path)


def problems(workspace: Workspace, code: str) -> list[Problem]:
    return [p for p in check(workspace, today=TODAY) if p.code == code]


def test_a_misspelt_need_in_a_template_is_told_with_its_line(workspace: Workspace) -> None:
    entry = workspace.root / "templates" / "country-brief" / "brief.j2"
    text = entry.read_text("utf-8")
    assert "facts.political" in text
    entry.write_text(text.replace("facts.political", "facts.politcal", 1), "utf-8")
    (problem,) = problems(workspace, "template-entry-missing")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "facts.political" in row)
    assert problem.where.line == line
    assert "politcal" in problem.what
    assert "political" in problem.what + problem.remedy


def test_what_no_fact_can_answer_is_told(workspace: Workspace) -> None:
    path = workspace.root / "templates" / "country-brief" / "template.toml"
    path.write_text(
        path.read_text("utf-8") + '\n[needs.odd]\nkinds = ["event"]\ntags = ["gendr"]\n', "utf-8"
    )
    (problem,) = [p for p in problems(workspace, "need-code-unused") if p.where.record == "odd"]
    assert "gendr" in problem.what
    assert "gender" in problem.what + problem.remedy


def test_a_body_of_the_house_that_nobody_describes_is_told(workspace: Workspace) -> None:
    path = workspace.root / "templates" / "house" / "canada" / "house.toml"
    path.write_text(path.read_text("utf-8").replace('"gov-canada", ', '"gov-kanada", '), "utf-8")
    (problem,) = problems(workspace, "house-body-unknown")
    assert "gov-kanada" in problem.what


def test_names_of_the_house_that_nobody_describes_are_told(workspace: Workspace) -> None:
    path = workspace.root / "templates" / "house" / "canada" / "house.toml"
    more = '\n[terms.daech]\nfr = "Daech"\n\n[areas.TRU]\nen = "Türkiye"\n'
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    (term,) = problems(workspace, "house-term-unknown")
    assert term.what == (
        "The house style chooses a form of “daech”, and the sources know no such term. "
        "Did you mean “daesh”?"
    )
    (area,) = problems(workspace, "house-area-unknown")
    assert area.what.startswith(
        "The house style names the country “TRU”, and the sources know no such code."
    )


def test_a_form_that_no_source_knows_is_told(workspace: Workspace) -> None:
    path = workspace.root / "templates" / "house" / "canada" / "house.toml"
    path.write_text(
        path.read_text("utf-8").replace('en = "Daesh"', 'en = "the militants"'), "utf-8"
    )
    (problem,) = problems(workspace, "house-term-form")
    assert problem.what == (
        "The house style writes “the militants” for the term “daesh” (en), "
        "which is no form of it that the sources know."
    )


def test_a_form_with_an_apostrophe_is_the_form_without(workspace: Workspace) -> None:
    path = workspace.root / "templates" / "house" / "canada" / "house.toml"
    path.write_text(path.read_text("utf-8").replace('en = "Daesh"', 'en = "Da’esh"'), "utf-8")
    assert not problems(workspace, "house-term-form")


def test_a_check_keeps_nothing_unless_it_is_told_to(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = [*check(workspace, today=TODAY)]
    assert not workspace.state.exists()
    kept = [*check(workspace, today=TODAY, keep=True)]
    assert workspace.state.exists()
    read: list[str] = []

    def counting(folder: Path, *others: object) -> object:
        read.append(folder.name)
        return read_source_file(folder, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(sources, "read_source_file", counting)
    before = {path: path.stat().st_mtime_ns for path in workspace.state.rglob("*")}
    assert [*check(workspace, today=TODAY)] == kept == plain
    assert read == []
    assert {path: path.stat().st_mtime_ns for path in workspace.state.rglob("*")} == before
    (workspace.sources / "reference" / "notes.md").write_text("new", "utf-8")
    assert [*check(workspace, today=TODAY)] == plain
    assert read == ["reference"]


def test_a_check_keeps_nothing_also_of_files_that_lie_still(
    workspace: Workspace, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.build.stamps._SETTLED", 0)
    order = root / "briefings" / "iraq-country-brief.toml"
    shutil.copy(order, workspace.briefings / order.name)
    check(workspace, today=TODAY)
    assert not workspace.state.exists()
    check(workspace, today=TODAY, keep=True)
    assert (workspace.state / "sources" / "inputs.json").is_file()
