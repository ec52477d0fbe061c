"""What ``make conformance`` looks at: every document of the matrix, checked once for all tests."""

from __future__ import annotations

import importlib.util
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tests import matrix
from tests.conformance import checkers
from tests.end_to_end.command import ROOT, briefing

if not checkers.TOOLS:
    collect_ignore_glob = ["test_*.py"]


@dataclass(frozen=True, slots=True)
class Brief:
    """One document in its three formats."""

    language: str
    pdf: Path
    word: Path
    page: Path


@dataclass(frozen=True, slots=True)
class Found:
    """What the outside checkers say of each file."""

    sdk: dict[Path, list[str]]
    verapdf: dict[Path, list[str]]
    reopened: dict[Path, Path]


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
    home = matrix.workspace(tmp_path_factory.mktemp("matrix"), chinese_fonts())
    found = {}
    for pair in matrix.pairs():
        for made in matrix.build(home, pair, matrix.languages()):
            paths = (made.files[form] for form in ("pdf", "docx", "html"))
            found[f"{pair}-{made.language}"] = Brief(made.language, *paths)
    return found


@pytest.fixture(scope="session")
def found(briefs: dict[str, Brief], tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The findings of all outside checkers, which run beside each other."""
    place = tmp_path_factory.mktemp("checked")
    words = [brief.word for brief in briefs.values()]
    pages = [brief.pdf for brief in briefs.values()]
    with ThreadPoolExecutor(3) as beside:
        java = beside.submit(checkers.verapdf, pages, place)
        office = beside.submit(checkers.libreoffice, words, place)
        sdk = beside.submit(checkers.open_xml_sdk, words)
        return Found(sdk.result(), java.result(), office.result())


def lint(shared: Path, name: str) -> ModuleType:
    """A checker of the shared material as a module, so that its schemas are read once."""
    path = shared / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
