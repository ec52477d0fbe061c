"""What planning keeps: taken as it was put, lost when it is damaged, and nothing left about."""

from __future__ import annotations

import os
from pathlib import Path

from generator.build.planning.kept import put, take


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
