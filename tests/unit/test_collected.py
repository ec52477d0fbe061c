"""Every file of tests is run: no folder of tests has a name that pytest leaves out."""

from __future__ import annotations

import fnmatch
from pathlib import Path

import pytest


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config, root: Path) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in (root / "tests").rglob("test_*.py")}
    assert len(folders) > 20
    names = {part for folder in folders for part in folder.relative_to(root).parts}
    assert not [name for name in names if any(fnmatch.fnmatch(name, each) for each in left_out)]
