"""The outside checkers on finished documents: Open XML SDK, veraPDF, LibreOffice.

``make conformance`` installs them and sets BRIEFING_CONFORMANCE to their folder. Without
it these tests are skipped: the project's own structural tests run everywhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator.writers.pdf import write_pdf
from tests.script_samples import in_script
from tests.unit.writers.pdf_reading import HOUSE

TOOLS = os.environ.get("BRIEFING_CONFORMANCE", "")
pytestmark = pytest.mark.skipif(not TOOLS, reason="run by make conformance")

LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The Iraq country brief, built by the command as a person would."""
    output = tmp_path_factory.mktemp("conformance")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "generator",
            "-C",
            str(root),
            "build",
            "iraq-country-brief",
            "--output",
            str(output),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (folder,) = {path.parent for path in output.rglob("manifest.json")}
    return folder


def document(edition: Path, language: str, suffix: str) -> Path:
    (path,) = edition.glob(f"*{language}.{suffix}")
    return path


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_passes_the_schema_the_lint_and_the_open_xml_sdk(
    edition: Path, shared: Path, language: str
) -> None:
    programs = sorted(Path(TOOLS).glob("node_modules/@xarsh/*/ooxml-validator*"))
    program = next(path for path in programs if path.is_file() and os.access(path, os.X_OK))
    checker = shared / "tools" / "validate_docx.py"
    word = document(edition, language, "docx")
    run(
        sys.executable, str(checker), "--strict", "--fixed-times",
        "--lang", language, "--sdk", str(program), str(word),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_passes_the_lint_and_both_verapdf_profiles(
    edition: Path, shared: Path, language: str
) -> None:
    jar = next(Path(TOOLS, "verapdf").rglob("*.jar"))
    checker = shared / "tools" / "validate_pdf.py"
    pdf = document(edition, language, "pdf")
    run(
        sys.executable, str(checker), "--strict", "--pdfa", "3a", "--lang", language,
        "--profile", "PDFUA-1", "--profile", "PDFA-3A", "--jar", str(jar), str(pdf),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_opens_the_word_file_and_shows_the_same_words(
    edition: Path, tmp_path: Path, language: str
) -> None:
    office = shutil.which("soffice")
    assert office
    word = document(edition, language, "docx")
    run(
        office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to", "pdf", "--outdir", str(tmp_path), str(word),
    )  # fmt: skip
    (made,) = tmp_path.glob("*.pdf")
    text = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(made), "-"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    assert len(text.split()) > 500


FONTS = ("pylopdf_fonts_zh_cn", "pylopdf_fonts_zh_tw")


@pytest.mark.parametrize("tag", ["zh-CN", "zh-TW", "he", "fa", "ckb", "el"])
def test_pages_in_other_scripts_pass_both_verapdf_profiles(
    shared: Path, tmp_path: Path, tag: str
) -> None:
    """Chinese is set in the fonts of the optional packages."""
    found = [Path(TOOLS, "fonts", module) for module in FONTS]
    files = tuple(path.as_posix() for folder in found for path in sorted(folder.glob("*.otf")))
    assert len(files) >= len(FONTS)
    pdf = tmp_path / f"{tag}.pdf"
    pdf.write_bytes(write_pdf(in_script(tag), replace(HOUSE, font_files=files)))
    jar = next(Path(TOOLS, "verapdf").rglob("*.jar"))
    run(
        sys.executable, str(shared / "tools" / "validate_pdf.py"), "--strict", "--pdfa", "3a",
        "--lang", tag, "--profile", "PDFUA-1", "--profile", "PDFA-3A", "--jar", str(jar), str(pdf),
    )  # fmt: skip
