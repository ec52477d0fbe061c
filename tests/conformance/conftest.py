"""What ``make conformance`` looks at: every document of the matrix, checked once for all tests."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests import matrix
from tests.conformance import checkers
from tests.conformance.checkers import Found
from tests.conformance.entities import SEED, sampled
from tests.end_to_end.command import ROOT, briefing
from tests.once import once

if not checkers.TOOLS:
    collect_ignore_glob = ["test_*.py"]


@dataclass(frozen=True, slots=True)
class Brief:
    """One document in its three formats."""

    language: str
    pdf: Path
    word: Path
    page: Path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which entities were drawn, so that a failure can be seen again."""
    terminalreporter.write_line(f"Entities checked (seed {SEED}): {' '.join(sampled())}")


NAMES = [f"{pair}-{tag}" for pair in matrix.pairs() for tag in matrix.languages()]
"""Every document by template, house style and language, known before any is made."""


def chinese_fonts() -> list[Path]:
    """The fonts of the optional packages."""
    found = sorted(Path(checkers.TOOLS, "fonts").glob("pylopdf_fonts_zh_*/*.otf"))
    assert len(found) >= 2
    return found


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the order that comes with the project."""
    output = tmp_path_factory.mktemp("demonstration")
    briefing(ROOT, "build", "iraq-country-brief", "--output", output)
    return output / "iraq-country-brief" / "0001"


@pytest.fixture(scope="session")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Brief]:
    """Every document, by its name."""
    return {
        name: Brief(language, *map(Path, paths))
        for name, (language, *paths) in once(tmp_path_factory, "matrix", _built).items()
    }


def _built(folder: Path) -> dict[str, list[str]]:
    home = matrix.workspace(folder / "home", chinese_fonts())
    found = matrix.build_all(home, matrix.pairs(), matrix.languages())
    return {
        f"{pair}-{made.language}": [
            made.language,
            *(str(made.files[form]) for form in ("pdf", "docx", "html")),
        ]
        for pair, several in found.items()
        for made in several
    }


@pytest.fixture(scope="session")
def found(briefs: dict[str, Brief], tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The findings of all outside checkers."""
    words = [brief.word for brief in briefs.values()]
    pages = [brief.pdf for brief in briefs.values()]
    return found_once(tmp_path_factory, "found", words, pages)


def found_once(
    factory: pytest.TempPathFactory, name: str, words: list[Path], pages: list[Path]
) -> Found:
    """What the outside checkers find, asked once in a run."""

    def asked(folder: Path) -> list[dict[str, Any]]:
        found = checkers.found_in(words, pages, folder)
        reopened = {str(path): str(result) for path, result in found.reopened.items()}
        return [_by_text(found.sdk), _by_text(found.verapdf), reopened]

    sdk, verapdf, reopened = once(factory, name, asked)
    return Found(
        {Path(path): lines for path, lines in sdk.items()},
        {Path(path): lines for path, lines in verapdf.items()},
        {Path(path): Path(result) for path, result in reopened.items()},
    )


def _by_text(found: dict[Path, list[str]]) -> dict[str, list[str]]:
    return {str(path): lines for path, lines in found.items()}


@cache
def lint(shared: Path, name: str) -> ModuleType:
    """A checker of the shared material as a module, so that its schemas are read once."""
    path = shared / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    schema = getattr(module, "load_schema", None)
    if schema is not None:
        module.load_schema = cache(schema)  # type: ignore[attr-defined]
    return module
