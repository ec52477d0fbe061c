"""Documents on letterheads of every origin against the Open XML SDK, the schemas and the lint."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from generator.house.letterhead.model import Letterhead
from generator.writers.docx.writer import write_docx
from tests.conformance import checkers
from tests.conformance.conftest import lint
from tests.letterheads import FOUR
from tests.sample_tree import LANGUAGES, sample
from tests.unit.writers.docx_reading import HOUSE


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    folder = tmp_path_factory.mktemp("letterheads")
    found = {}
    for name, make in FOUR.items():
        house = replace(HOUSE, letterhead=Letterhead(name, make()))
        for language in LANGUAGES:
            path = found[name, language] = folder / f"{name}-{language}.docx"
            path.write_bytes(write_docx(sample(language), house))
    return found


@pytest.fixture(scope="module")
def sdk(
    files: dict[tuple[str, str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, list[str]]:
    return checkers.open_xml_sdk(files.values(), tmp_path_factory.mktemp("sdk"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUR)
def test_the_open_xml_sdk_finds_nothing(
    name: str,
    language: str,
    files: dict[tuple[str, str], Path],
    sdk: dict[Path, list[str]],
) -> None:
    assert sdk[files[name, language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOUR)
def test_the_schemas_and_the_lint_find_nothing(
    name: str, language: str, files: dict[tuple[str, str], Path], shared: Path
) -> None:
    options = Namespace(
        ignore=set(), fixed_times=True, xsd=str(shared / "xsd"), sdk=None, lang=language,
        render=False,
    )  # fmt: skip
    path = files[name, language]
    assert lint(shared, "validate_docx").validate(str(path), options).items == []


def test_libreoffice_opens_every_one(files: dict[tuple[str, str], Path], tmp_path: Path) -> None:
    assert set(checkers.libreoffice(list(files.values()), tmp_path)) == set(files.values())
