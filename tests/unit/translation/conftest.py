"""Fixtures for tests of the translator's loop."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.translation.room import Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A workspace with two texts in English and French, one of them in Arabic too."""
    return Room(tmp_path)
