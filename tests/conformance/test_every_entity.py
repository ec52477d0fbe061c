"""Briefs on the entities of the Factbook, made in one run, before every outside checker.

By itself this takes a few of them, small and disputed ones first. Everything, which takes a
quarter of an hour: ``BRIEFING_EVERY_ENTITY=1 make conformance``; all briefs are then made and a
random sample of 40 entities is checked. BRIEFING_SEED chooses another sample; the seed and the
sample are printed.
"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

import pytest

from tests import matrix
from tests.conformance.checkers import Found
from tests.conformance.conftest import found_once, lint
from tests.conformance.entities import LANGUAGES, ORDER, WHOLE, built, sampled
from tests.conformance.reopened import as_reopened, as_written
from tests.end_to_end.command import SECONDS, briefing
from tests.once import once
from tests.rules import pdf, word

NAMES: Final = [f"{area}-{tag}" for area in sampled() for tag in LANGUAGES]


def _made(folder: Path) -> str:
    """All briefs, made by one command; gives the folder of their orders."""
    home = matrix.workspace(folder / "home")
    areas = built()
    for area in areas:
        order = home / "briefings" / f"{area.lower()}.toml"
        order.write_text(ORDER.format(area=area), "utf-8")
    briefing(home, "build", "--quiet", seconds=SECONDS * (len(areas) // 4 + 2))
    return str(home / "briefings")


def _files(folder: Path, form: str, areas: list[str]) -> dict[str, Path]:
    """The first edition's files of a format, by area and language."""
    found = {}
    for area in areas:
        for tag in LANGUAGES:
            (path,) = (folder / area.lower() / "0001").glob(f"*_{tag}.{form}")
            found[f"{area}-{tag}"] = path
    return found


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the editions."""
    return Path(once(tmp_path_factory, "every-entity", _made))


@pytest.fixture(scope="session")
def words(made: Path) -> dict[str, Path]:
    return _files(made, "docx", sampled())


@pytest.fixture(scope="session")
def pages(made: Path) -> dict[str, Path]:
    return _files(made, "pdf", sampled())


@pytest.fixture(scope="session")
def entities_found(
    words: dict[str, Path], pages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Found:
    every = list(words.values()), list(pages.values())
    return found_once(tmp_path_factory, "entities-found", *every)


def test_every_entity_has_all_its_documents(made: Path) -> None:
    areas = built()
    assert len(areas) == (128 if WHOLE else 6)
    for form in ("pdf", "docx"):
        assert len(_files(made, form, areas)) == 3 * len(areas)


@pytest.mark.parametrize("name", NAMES)
def test_the_outside_checkers_find_nothing(
    name: str, words: dict[str, Path], pages: dict[str, Path], entities_found: Found
) -> None:
    letter, page = words[name], pages[name]
    assert entities_found.sdk[letter] == []
    assert entities_found.verapdf[page] == []
    assert letter in entities_found.reopened, "LibreOffice did not open the file"
    assert as_reopened(entities_found.reopened[letter]) == as_written(letter.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_the_lints_and_the_project_s_own_rules_find_nothing(
    name: str, words: dict[str, Path], pages: dict[str, Path], shared: Path
) -> None:
    letter, page, language = words[name], pages[name], name[4:6]
    of_word = Namespace(
        ignore={"RTL7"}, fixed_times=True, xsd=str(shared / "xsd"), sdk=None,
        lang=language, render=False,
    )  # fmt: skip
    of_page = Namespace(
        ignore=None, lang=language, ua="1", pdfa="3a", margin=5, min_chars=0,
        expect=None, profile=None, jar=None,
    )  # fmt: skip
    assert lint(shared, "validate_docx").validate(str(letter), of_word).items == []
    assert lint(shared, "validate_pdf").validate(str(page), of_page).items == []
    assert word.broken(letter.read_bytes(), language) == []
    assert pdf.broken(page.read_bytes(), language) == []
