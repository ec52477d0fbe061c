"""A workspace as a new user makes it, built once for all tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.command import Said, briefing

ORDER = "iraq-country-brief"


@dataclass(frozen=True)
class Home:
    """A workspace made by ``briefing init`` and built once. Tests leave it as it is."""

    folder: Path
    init: Said
    build: Said

    @property
    def editions(self) -> Path:
        """The folder with the editions of the order that comes with a workspace."""
        return self.folder / "briefings" / ORDER


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A new workspace, built."""
    place = tmp_path_factory.mktemp("home")
    init = briefing(place, "init", "my briefs")
    build = briefing(place / "my briefs", "build")
    return Home(place / "my briefs", init, build)


@pytest.fixture
def copy(home: Home, tmp_path: Path) -> Path:
    """A copy of the built workspace, to work in."""
    return Path(shutil.copytree(home.folder, tmp_path / "copy"))


@pytest.fixture(scope="session")
def days(home: Home, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Editions of the same order as of three days, by day."""
    place = tmp_path_factory.mktemp("days")
    editions = {"2024-12-01": home.editions / "0001"}
    for day in ("2017-06-15", "2025-04-15"):
        briefing(home.folder, "build", ORDER, "--as-of", day, "--output", place / day)
        editions[day] = place / day / ORDER / "0001"
    return editions
