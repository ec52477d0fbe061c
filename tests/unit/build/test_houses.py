"""House styles and templates that did not change are taken as they were read; a change is seen."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.build.houses import read_house, read_template
from generator.build.inputs import Inputs
from generator.build.shelf import FolderShelf, shelf_of
from generator.build.workspace import Workspace
from generator.compose import template as templates
from generator.compose.model import Template
from generator.house import read as reading
from generator.house.model import HouseStyle
from generator.problems import Findings, Problem

ROOT = Path(__file__).resolve().parents[3]


class Houses:
    """A workspace with one house style, and how often it was read."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root)
        self.folder = root / "templates" / "house" / "canada"
        shutil.copytree(ROOT / "templates" / "house" / "canada", self.folder)
        shutil.copytree(ROOT / "templates" / "marking", root / "templates" / "marking")
        self.count = 0

    def read(
        self, shelf: FolderShelf | None = None
    ) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
        """The house style, as a run reads it."""
        place = shelf or shelf_of(self.workspace)
        return read_house(self._read, self.folder, Inputs(self.workspace), place)

    def _read(self, folder: Path, findings: Findings) -> HouseStyle | None:
        self.count += 1
        return reading.read_house(folder, findings)


@pytest.fixture
def houses(tmp_path: Path) -> Houses:
    return Houses(tmp_path)


def test_it_is_read_once_and_the_same(houses: Houses) -> None:
    plain = reading.read_house(houses.folder, Findings())
    assert plain is not None
    for _ in range(3):
        assert houses.read() == (plain, ())
    assert houses.count == 1


@pytest.mark.parametrize("file", ["house.toml", "style.css", "new.txt"])
def test_a_change_of_a_file_is_read(houses: Houses, file: str) -> None:
    houses.read()
    path = houses.folder / file
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n", "utf-8")
    houses.read()
    assert houses.count == 2


def test_a_change_of_the_marking_scheme_is_read(houses: Houses) -> None:
    houses.read()
    house = reading.read_house(houses.folder, Findings())
    assert house is not None
    schemes = sorted((houses.workspace.root / "templates" / "marking").glob("*.toml"))
    assert house.marking.name in {path.stem for path in schemes}
    for path in schemes:
        path.write_text(path.read_text("utf-8") + "\n# another line\n", "utf-8")
    houses.read()
    assert houses.count == 2


def test_a_mistake_is_told_each_time(houses: Houses) -> None:
    (houses.folder / "house.toml").write_text("nonsense", "utf-8")
    first, second = houses.read(), houses.read()
    assert first == second
    assert first[0] is None
    assert [problem.code for problem in first[1]] == ["toml-syntax"]
    assert houses.count == 2


def test_one_that_moved_is_read(houses: Houses, tmp_path: Path) -> None:
    """It holds the places of its pictures."""
    houses.read()
    moved = tmp_path / "templates" / "house" / "moved"
    houses.folder.rename(moved)
    houses.folder = moved
    assert houses.read()[0] == reading.read_house(moved, Findings())
    assert houses.count == 2


def test_who_may_only_look_writes_nothing(houses: Houses) -> None:
    houses.read(shelf_of(houses.workspace, writes=False))
    assert not houses.workspace.state.exists()


def test_a_folder_that_is_not_there_has_no_problems(houses: Houses) -> None:
    inputs, shelf = Inputs(houses.workspace), shelf_of(houses.workspace)
    assert read_house(reading.read_house, None, inputs, shelf) == (None, ())


class Templates:
    """A workspace with one template, others behind it, and how often it was read."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root / "own")
        self.folder = root / "own" / "templates" / "fact-sheet"
        self.behind = root / "behind" / "templates"
        shutil.copytree(ROOT / "templates" / "fact-sheet", self.folder)
        for place in (self.folder.parent, self.behind):
            shutil.copytree(ROOT / "templates" / "shared", place / "shared")
        self.count = 0

    def read(self) -> tuple[Template | None, tuple[Problem, ...]]:
        """The template, as a run reads it."""
        place, inputs = shelf_of(self.workspace), Inputs(self.workspace)
        return read_template(self._read, self.folder, [self.behind], inputs, place)

    def _read(self, folder: Path, findings: Findings, behind: Sequence[Path]) -> Template | None:
        self.count += 1
        return templates.read_template(folder, findings, behind=behind)


@pytest.fixture
def kept(tmp_path: Path) -> Templates:
    return Templates(tmp_path)


def test_a_template_is_read_once_and_the_same(kept: Templates) -> None:
    plain = templates.read_template(kept.folder, Findings(), behind=[kept.behind])
    assert plain is not None
    for _ in range(3):
        assert kept.read() == (plain, ())
    assert kept.count == 1


@pytest.mark.parametrize(
    "file",
    [
        "own/templates/fact-sheet/template.toml",
        "own/templates/fact-sheet/brief.j2",
        "own/templates/fact-sheet/words.toml",
        "own/templates/shared/tables.j2",
        "behind/templates/shared/tables.j2",
    ],
)
def test_a_change_of_what_a_template_uses_is_read(
    kept: Templates, tmp_path: Path, file: str
) -> None:
    before = kept.read()[0]
    path = tmp_path / file
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n", "utf-8")
    after = kept.read()[0]
    assert kept.count == 2
    assert before is not None
    assert after is not None
    assert before.digest != after.digest


def test_a_mistake_in_a_template_is_told_each_time(kept: Templates) -> None:
    (kept.folder / "template.toml").write_text("nonsense", "utf-8")
    first, second = kept.read(), kept.read()
    assert first == second
    assert first[0] is None
    assert [problem.code for problem in first[1]] == ["toml-syntax"]
    assert kept.count == 2


def test_a_template_that_moved_is_read(kept: Templates) -> None:
    """It holds the places of its files."""
    kept.read()
    moved = kept.folder.with_name("other-sheet")
    kept.folder.rename(moved)
    kept.folder = moved
    found, _ = kept.read()
    assert found == templates.read_template(moved, Findings(), behind=[kept.behind])
    assert kept.count == 2


def test_a_template_that_is_not_there_has_no_problems(kept: Templates) -> None:
    inputs, shelf = Inputs(kept.workspace), shelf_of(kept.workspace)
    assert read_template(kept._read, None, (), inputs, shelf) == (None, ())
