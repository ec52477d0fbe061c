"""Charts that Word draws against the Open XML SDK, the schemas, the lint and LibreOffice."""

from __future__ import annotations

import subprocess
from argparse import Namespace
from pathlib import Path

import pytest

from generator.document.tree import Heading, Section, Text
from generator.writers.docx.writer import write_docx
from tests.conformance import checkers
from tests.conformance.conftest import lint
from tests.sample_tree import LANGUAGES
from tests.unit.writers.docx_reading import with_blocks
from tests.unit.writers.test_native_charts import CHARTS, NATIVE, figure


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("charts")
    heading = Heading(1, "charts", (Text("GDP"),))
    found = {}
    for language in LANGUAGES:
        path = found[language] = folder / f"charts-{language}.docx"
        figures = (figure(chart, f"chart-{n}") for n, chart in enumerate(CHARTS.values()))
        path.write_bytes(
            write_docx(with_blocks(Section(heading, tuple(figures)), language=language), NATIVE)
        )
    return found


def test_the_open_xml_sdk_finds_nothing(files: dict[str, Path], tmp_path: Path) -> None:
    assert checkers.open_xml_sdk(files.values(), tmp_path) == {path: [] for path in files.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schemas_and_the_lint_find_nothing(
    language: str, files: dict[str, Path], shared: Path
) -> None:
    options = Namespace(
        ignore=set(), fixed_times=True, xsd=str(shared / "xsd"), sdk=None, lang=language,
        render=False,
    )  # fmt: skip
    path = files[language]
    assert lint(shared, "validate_docx").validate(str(path), options).items == []


def test_libreoffice_draws_the_numbers_as_the_document_writes_them(
    files: dict[str, Path], tmp_path: Path
) -> None:
    made = checkers.libreoffice([files["en"]], tmp_path, "pdf")[files["en"]]
    text = subprocess.run(
        ["pdftotext", "-layout", str(made), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    for words in ("−2.4%", "3.2%", "−5%", "10%", "GDP <growth> & more", "Estimated", "2023"):
        assert words in text
