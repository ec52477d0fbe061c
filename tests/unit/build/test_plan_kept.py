"""What planning keeps: taken as it was put, lost when it is damaged, and nothing left about."""

from __future__ import annotations

import json
import os
from pathlib import Path

from generator.build.planning.kept import Opened, put, take


def test_what_was_put_is_taken_and_what_is_damaged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "state/plan/orders/kenya.json"
    assert take(path) is None
    assert put(path, {"who": ["Kenya", None, 3]})
    assert take(path) == {"who": ["Kenya", None, 3]}
    path.write_bytes(path.read_bytes()[:-2])
    assert take(path) is None


def test_putting_takes_away_what_a_killed_run_left_there(tmp_path: Path) -> None:
    path = tmp_path / "state/plan/standing.json"
    assert put(path, 1)
    left = path.with_name(".tmp-0123456789abcdef")
    left.write_text("half")
    assert put(path, 2)
    assert left.exists()  # somebody may be writing it now
    os.utime(left, (0, 0))
    assert put(path, 3)
    assert [entry.name for entry in path.parent.iterdir()] == ["standing.json"]


def test_what_was_opened_is_opened_again_exactly_when_the_file_is_another(tmp_path: Path) -> None:
    path = tmp_path / "state/plan/one.json"
    opened: list[object] = []

    def made(plain: list[int]) -> int:
        opened.append(plain)
        return plain[0]

    known = Opened(made, most=2)
    assert known.take(path) is None
    assert put(path, [1])
    assert (known.take(path), known.take(path), opened) == (1, 1, [[1]])
    known.touch(path)
    assert (known.take(path), opened) == (1, [[1]])
    assert put(path, [2])  # by another process
    assert (known.take(path), opened) == (2, [[1], [2]])
    assert known.put(path, [3], 3)
    assert (known.take(path), Opened(made, most=2).take(path), opened[2:]) == (3, 3, [[3]])
    path.write_bytes(path.read_bytes()[:-1])
    assert known.take(path) is None
    assert put(path, [4])
    assert known.take(path) == 4
    path.unlink()
    known.touch(path)
    assert known.take(path) is None
    known.touch(path)
    assert known.take(path) is None
    assert put(path, [5])
    assert known.take(path) == 5
    assert put(path, [6])  # by another process, and touched before it was taken
    known.touch(path)
    assert known.take(path) == 6
    for value in ("{}", "[]", "null", "3"):  # of none of which one is made
        assert put(path, json.loads(value))
        assert known.take(path) is None


def test_no_more_is_held_than_was_said(tmp_path: Path) -> None:
    opened: list[str] = []

    def made(plain: str) -> str:
        opened.append(plain)
        return plain

    known = Opened(made, most=2)
    paths = [tmp_path / f"plan/{name}.json" for name in "abc"]
    for path in paths:
        assert put(path, path.name)
        assert known.take(path) == path.name
    assert known.take(paths[2]) == "c.json"
    assert len(opened) == 3
    assert known.take(paths[0]) == "a.json"
    assert len(opened) == 4
