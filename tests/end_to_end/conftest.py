"""A workspace as a new user makes it, built once for all workers."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest

from tests.end_to_end.command import Said, briefing
from tests.once import folder_of, once

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
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A new workspace, built once in a run of the tests; nobody works in it."""

    def make(place: Path) -> list[dict[str, object]]:
        init = briefing(place, "init", "my briefs", fresh=True)
        build = briefing(place / "my briefs", "build", fresh=True)
        return [asdict(init), asdict(build)]

    init, build = once(tmp_path_factory, "home", make)
    return Home(folder_of(tmp_path_factory, "home") / "my briefs", Said(**init), Said(**build))


@pytest.fixture(scope="session")
def home(first_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The new workspace, a copy for each worker: builds in it leave their traces in its state."""
    place = tmp_path_factory.mktemp("home") / first_home.folder.name
    return replace(first_home, folder=Path(shutil.copytree(first_home.folder, place)))


@pytest.fixture
def copy(home: Home, tmp_path: Path) -> Path:
    """A copy of the built workspace, to work in."""
    return Path(shutil.copytree(home.folder, tmp_path / "copy"))


@pytest.fixture(scope="session")
def days(first_home: Home, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Editions of the same order as of three days, by day."""
    others = ("2017-06-15", "2025-04-15")

    def make(place: Path) -> dict[str, str]:
        for day in others:
            asked = ("build", ORDER, "--as-of", day, "--output", place / day)
            briefing(first_home.folder, *asked, fresh=True)
        return {day: str(place / day / ORDER / "0001") for day in others}

    made = {day: Path(folder) for day, folder in once(tmp_path_factory, "days", make).items()}
    return {"2024-12-01": first_home.editions / "0001", **made}
