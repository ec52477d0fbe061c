"""Fixtures for tests of facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.facts.builder import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with a reference and a source without facts."""
    return Workspace(tmp_path)
