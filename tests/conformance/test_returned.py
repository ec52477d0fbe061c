"""Word files that LibreOffice has opened and saved again are still read back as they were."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.document.bilingual import bilingual
from generator.document.layouts import Layout
from generator.document.tree import Paragraph, Text, Value
from generator.returned.reading import read_back
from generator.writers.docx.writer import write_docx
from tests.bounds import PATIENCE
from tests.sample_tree import sample
from tests.unit.returned.editing import edited
from tests.unit.writers.docx_reading import HOUSE, with_blocks, word

TOOLS = os.environ.get("BRIEFING_CONFORMANCE", "")
pytestmark = pytest.mark.skipif(not TOOLS, reason="run by make conformance")


def saved_again(folder: Path, data: bytes) -> Path:
    """The file as LibreOffice writes it."""
    office = shutil.which("soffice")
    assert office
    path = folder / "brief.docx"
    path.write_bytes(data)
    back = folder / "back"
    subprocess.run(
        [
            office, "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "docx", "--outdir", str(back), str(path),
        ],
        capture_output=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    return back / "brief.docx"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_saving_in_libreoffice_changes_nothing(tmp_path: Path, language: str) -> None:
    again = saved_again(tmp_path, word(sample(language, draft=True)).data)
    found = read_back(again, "brief.docx")
    assert found.changes == ()
    assert len(found.record.values) >= 30


@pytest.mark.parametrize("layout", ["side-by-side", "tumble"])
def test_saving_two_languages_in_libreoffice_changes_nothing(
    tmp_path: Path, layout: Layout
) -> None:
    document = bilingual(sample("fr", draft=True), sample("ar", draft=True), layout)
    found = read_back(saved_again(tmp_path, write_docx(document, HOUSE)), "brief.docx")
    assert found.changes == ()
    assert {value.lang for value in found.record.values} == {"fr-CA", "ar-IQ"}


def test_what_was_changed_is_found_after_saving_in_libreoffice(tmp_path: Path) -> None:
    file = edited(
        word(sample("en")),
        (">46,042,015<", ">47,000,000<"),
        ("Canadian diplomats monitor", "Nobody monitors"),
    )
    found = read_back(saved_again(tmp_path, file), "brief.docx").changes
    assert ("value", "46,042,015") in [(c.kind, c.before) for c in found]
    assert any(c.kind == "sentence" and c.after.startswith("Nobody monitors") for c in found)


ONCE = [
    ("en", "أيلول/سبتمبر\u00a02024"),
    ("en", "2023年9月1日"),
    ("en", "१२ करोड़"),
    ("en", "$4.7\u202fbillion"),
    ("ar", "435,052 كيلومتراً مربعاً"),
    ("ar", "٤٦٫٠ مليون نسمة"),
    ("ar", "2016–2022"),
    ("ar", "−3.4%"),
    ("ar", "1,200"),
]


@pytest.mark.parametrize(("language", "text"), ONCE)
def test_libreoffice_writes_each_value_once(tmp_path: Path, language: str, text: str) -> None:
    said = (Text("x "), Value(text, "f", "1"), Text(" y."))
    document = with_blocks(Paragraph(said), language=language)
    assert read_back(saved_again(tmp_path, word(document).data), "brief.docx").changes == ()
