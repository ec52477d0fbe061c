"""Half-written files are waited for; a file put in place in one step is not for long."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.workspace import Workspace
from generator.watch.files import Files, Seen, counts
from generator.watch.settling import AT_ONCE, SLOW, Settling


def seen(size: int, number: int = 1, written: int = 0) -> Seen:
    return Seen(size, written or size, size, number)


def test_a_file_counts_as_whole_when_it_was_still_for_long_enough() -> None:
    settling = Settling({"a": seen(10)}, quiet=1.0)
    settling.look({"a": seen(20)}, 5.0)
    assert not settling.ready(5.9)
    settling.look({"a": seen(30)}, 5.9)  # the second half comes
    assert not settling.ready(6.8)
    assert settling.wait(6.8) == pytest.approx(0.1)
    assert settling.ready(6.91)
    assert settling.take() == {"a"}
    assert settling.waiting == ()
    assert not settling.ready(99.0)


def test_what_is_as_it_was_when_it_is_still_has_not_changed() -> None:
    settling = Settling({"a": seen(10)})
    settling.look({"a": seen(20)}, 1.0)
    settling.look({"a": seen(10)}, 1.5)
    assert settling.ready(2.6)
    assert settling.take() == frozenset()


def test_new_and_removed_files_are_told_once_all_is_still() -> None:
    settling = Settling({"a": seen(10), "b": seen(1)})
    settling.look({"a": seen(10), "c": seen(2)}, 1.0)
    assert settling.waiting == ("b", "c")
    assert settling.ready(2.0)
    assert settling.take() == {"b", "c"}


def test_a_file_put_in_place_in_one_step_is_taken_soon() -> None:
    settling = Settling({"a": seen(10)})
    settling.look({"a": seen(20, number=2)}, 1.0)
    assert settling.ready(1.0 + AT_ONCE)


def test_another_file_that_is_written_into_is_waited_for() -> None:
    settling = Settling({"a": seen(10)})
    settling.look({"a": seen(20, number=2)}, 1.0)
    settling.told({"a"})
    assert not settling.ready(1.0 + AT_ONCE)
    assert settling.ready(2.0)


def test_an_empty_file_in_the_place_of_another_is_waited_for() -> None:
    settling = Settling({"a": seen(10)})
    settling.look({"a": seen(0, number=2)}, 1.0)
    assert not settling.ready(1.5)


def test_a_file_has_been_still_since_it_was_written_and_not_since_it_was_noticed() -> None:
    settling = Settling({"a": seen(10)})
    settling.look({"a": seen(20, written=int(99.8e9))}, 5.0, wall=100.0)
    assert settling.wait(5.0) == pytest.approx(0.8)
    far = Settling({"a": seen(10)})  # a clock of another machine proves nothing
    far.look({"a": seen(20, written=int(40e9))}, 5.0, wall=100.0)
    assert far.wait(5.0) == pytest.approx(1.0)


def test_files_of_the_program_are_waited_for_longer() -> None:
    settling = Settling({}, 1.0, lambda path: path.startswith("program"))
    settling.look({"program/a.py": seen(10)}, 1.0)
    assert not settling.ready(2.5)
    assert settling.ready(1.0 + SLOW)


@pytest.mark.parametrize(
    "name",
    [".facts.yaml.swp", "facts.yaml~", ".#facts.yaml", "#facts.yaml#", "~$plan.docx", "4913",
     ".tmp-1a2b", "x.tmp", "data.csv.part", "data.crdownload", ".DS_Store", "Thumbs.db",
     "__pycache__", "a.pyc", ".lock"],
)  # fmt: skip
def test_files_of_editors_and_copiers_do_not_count(name: str) -> None:
    assert not counts(name)


@pytest.mark.parametrize("name", ["facts.yaml", "brief.j2", "latest", "README.md", "été.toml"])
def test_files_of_authors_count(name: str) -> None:
    assert counts(name)


def test_editions_and_state_are_not_looked_at_and_orders_and_their_texts_are(
    tmp_path: Path,
) -> None:
    there = [
        "sources/page/facts/one.yaml", "sources/page/facts/.one.yaml.swp",
        "templates/plain/brief.j2", "templates/house/own/house.toml", "fonts/own.ttf",
        "briefings/kenya.toml", "briefings/kenya.text/scenario.en.md",
        "briefings/kenya/0001/kenya.html", "briefings/kenya/latest", "state/checks/kenya.json",
    ]  # fmt: skip
    for name in there:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    files = Files(Workspace(tmp_path), tmp_path / "no-program")
    own = {files.shown(path) for path in files.look()}
    assert {name for name in own if not name.startswith("/")} == {
        "sources/page/facts/one.yaml",
        "templates/plain/brief.j2",
        "templates/house/own/house.toml",
        "fonts/own.ttf",
        "briefings/kenya.toml",
        "briefings/kenya.text/scenario.en.md",
    }
    told = {name for name in there if files.is_of_interest(str(tmp_path.resolve() / name))}
    assert "briefings/kenya/0001/kenya.html" not in told
    assert "briefings/kenya/latest" not in told
    assert "sources/page/facts/.one.yaml.swp" not in told
    assert {"briefings/kenya.toml", "briefings/kenya.text/scenario.en.md"} <= told


def test_catalogues_of_the_program_are_looked_at(tmp_path: Path) -> None:
    files = Files(Workspace(tmp_path))
    found = [path for path in files.look() if files.is_of_program(path)]
    names = {files.shown(path) for path in found}
    assert "program/localisation/languages/fr/messages.mo" in names
    assert not any("__pycache__" in name for name in names)
