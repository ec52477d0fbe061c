"""Wrong inputs and the exact words that the person who entered them reads.

A case is a folder: files that are laid over a small sound workspace, and ``expected.txt``.
After a change of words, look at each difference before accepting it:
``BRIEFING_ACCEPT=1 python -m pytest tests/mistakes/facts``.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.unit.facts.builder import Workspace

HERE = Path(__file__).parent
CASES = sorted(path.name for path in HERE.iterdir() if (path / "page").is_dir())


def told(workspace: Workspace) -> str:
    """All problems as they read: severity and place, what is wrong, what to do."""
    return "\n".join(
        f"{problem.severity.value}: {problem.where}\n  {problem.what}\n  {problem.remedy}\n"
        for problem in workspace.findings
    )


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_in_these_words(tmp_path: Path, case: str) -> None:
    workspace = Workspace(tmp_path)
    shutil.copytree(HERE / case, workspace.root / "sources", dirs_exist_ok=True)
    (workspace.root / "sources" / "expected.txt").unlink(missing_ok=True)
    workspace.read()
    expected = HERE / case / "expected.txt"
    if os.environ.get("BRIEFING_ACCEPT") == "1":
        expected.write_text(told(workspace), "utf-8")
    assert told(workspace) == expected.read_text("utf-8")


def test_every_case_has_its_words() -> None:
    assert len(CASES) > 25
    for case in CASES:
        assert (HERE / case / "expected.txt").read_text("utf-8").strip()
