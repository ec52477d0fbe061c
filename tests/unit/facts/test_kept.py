"""What is kept of sources between runs: nothing that changed, is wrong or is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts import sources
from generator.facts.kept import folder_key
from generator.facts.model import FactBase
from generator.facts.schema import Place
from generator.facts.sourcefile import SourceFile, read_source_file
from tests.unit.facts.builder import Workspace, fact


class Shelf:
    """A shelf in memory that counts."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], bytes] = {}
        self.taken: list[str] = []

    def take(self, name: str, key: str) -> bytes | None:
        """What was put there."""
        found = self.held.get((name, key))
        if found is not None:
            self.taken.append(name)
        return found

    def put(self, name: str, key: str, data: bytes) -> None:
        """Keep bytes."""
        self.held[name, key] = data

    @property
    def names(self) -> set[str]:
        """The sources of which something is kept."""
        return {name for name, _ in self.held}


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def read(workspace: Workspace, shelf: Shelf, **options: object) -> FactBase:
    """Read with the shelf; it says afresh what was taken from it."""
    shelf.taken = []
    return workspace.read(shelf=shelf, **options)


def test_what_did_not_change_is_taken_from_the_shelf_and_is_the_same(
    workspace: Workspace, shelf: Shelf
) -> None:
    workspace.facts(fact())
    plain = workspace.read()
    first = read(workspace, shelf)
    assert (shelf.taken, shelf.names) == ([], {"page", "reference"})
    second = read(workspace, shelf)
    assert shelf.taken == ["page", "reference"]
    assert plain == first == second
    assert plain.digest == second.digest
    assert [f.version for f in plain.facts.values()] == [f.version for f in second.facts.values()]


def test_a_changed_added_or_removed_file_is_read(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact())
    read(workspace, shelf)
    workspace.facts(fact(en="Another sentence."))
    base = read(workspace, shelf)
    assert shelf.taken == ["reference"]
    assert base.facts["one"].text["en"].forms["other"] == "Another sentence."
    workspace.facts(fact(id="two"), "more.yaml")
    assert set(read(workspace, shelf).facts) == {"one", "two"}
    (workspace.root / "sources/page/facts/more.yaml").unlink()
    assert set(read(workspace, shelf).facts) == {"one"}


def test_other_areas_levels_or_limits_are_read_for_themselves(
    workspace: Workspace, shelf: Shelf
) -> None:
    workspace.facts(fact())
    read(workspace, shelf, areas=("IRQ",))
    read(workspace, shelf, areas=("IRQ", "JOR"))
    assert shelf.taken == []
    read(workspace, shelf, areas=("JOR", "IRQ"))
    assert shelf.taken == ["page", "reference"]


def test_a_source_with_a_mistake_is_read_and_told_each_time(
    workspace: Workspace, shelf: Shelf
) -> None:
    workspace.facts(fact() + "- id: two\n  kind: nonsense\n")
    read(workspace, shelf)
    told = workspace.told()
    assert told
    read(workspace, shelf)
    assert (shelf.taken, workspace.told()) == (["reference"], told)


def test_warnings_are_told_again(workspace: Workspace, shelf: Shelf) -> None:
    record = (
        "- id: one\n  kind: context\n  countries: [IRQ]\n  text:\n    en: A sentence.\n"
        "    fr: {text: Une phrase., made_from: 000000000000}\n"
    )
    workspace.facts(record)
    read(workspace, shelf)
    told = workspace.told()
    read(workspace, shelf)
    assert shelf.taken == ["page", "reference"]
    assert workspace.told() == told
    assert workspace.codes == ["translation-stale"]


@pytest.mark.parametrize("level", ["SECRET", "SECRTE"])
def test_nothing_above_the_lowest_marking_is_kept(
    workspace: Workspace, shelf: Shelf, level: str
) -> None:
    workspace.facts(fact() + fact(f"marking: {level}", id="two"))
    read(workspace, shelf)
    assert shelf.names == {"reference"}


def test_bytes_that_are_no_parcel_are_passed_over(workspace: Workspace, shelf: Shelf) -> None:
    workspace.facts(fact())
    plain = read(workspace, shelf)
    for place in shelf.held:
        shelf.held[place] = b"\x80\x05cos\nsystem\n(S'false'\ntR."
    assert read(workspace, shelf) == plain


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    workspace: Workspace, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.facts(fact())

    def changing(folder: Path, name: str, place: Place) -> SourceFile | None:
        found = read_source_file(folder, name, place)
        if folder.name == "page":
            workspace.facts(fact(en="Changed meanwhile."))
        return found

    monkeypatch.setattr(sources, "read_source_file", changing)
    read(workspace, shelf)
    assert shelf.names == {"reference"}


def test_a_folder_with_a_link_has_no_key(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("[]")
    key = folder_key(tmp_path)
    (tmp_path / "empty").mkdir()
    assert folder_key(tmp_path) not in (key, None)
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert folder_key(tmp_path) is None
    assert folder_key(tmp_path / "nowhere") is None


def test_ids_that_stand_twice_are_told_for_a_hundred_and_then_counted(
    workspace: Workspace, shelf: Shelf
) -> None:
    records = "".join(fact(id=f"f-{number}") for number in range(150))
    workspace.facts(records)
    workspace.facts(records, "more.yaml")
    for _ in range(2):
        read(workspace, shelf)
        assert workspace.codes.count("id-twice") == 100
        assert workspace.codes.count("ids-twice-many") == 1
