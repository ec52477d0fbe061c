"""A workspace for tests of a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.build import fake_parts


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A workspace with one source and the order "iraq"."""
    return fake_parts.workspace(tmp_path / "work", "iraq")
