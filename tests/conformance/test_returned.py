"""Word files that LibreOffice has opened and saved again are still read back as they were."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from generator.document.bilingual import bilingual
from generator.document.layouts import Layout
from generator.document.tree import Paragraph, Text, Value
from generator.returned.reading import read_back
from generator.writers.docx.writer import write_docx
from tests.conformance import checkers
from tests.once import once
from tests.sample_tree import sample
from tests.unit.returned.editing import edited
from tests.unit.writers.docx_reading import HOUSE, with_blocks, word

TOOLS = os.environ.get("BRIEFING_CONFORMANCE", "")
pytestmark = pytest.mark.skipif(not TOOLS, reason="run by make conformance")


LANGUAGES: Final = ("en", "fr", "ar")
LAYOUTS: Final[tuple[Layout, ...]] = ("side-by-side", "tumble")
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


def in_two_languages(layout: Layout) -> bytes:
    document = bilingual(sample("fr", draft=True), sample("ar", draft=True), layout)
    return write_docx(document, HOUSE)


def changed() -> bytes:
    return edited(
        word(sample("en")),
        (">46,042,015<", ">47,000,000<"),
        ("Canadian diplomats monitor", "Nobody monitors"),
    )


def with_value(language: str, text: str) -> bytes:
    said = (Text("x "), Value(text, "f", "1"), Text(" y."))
    return word(with_blocks(Paragraph(said), language=language)).data


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each file of these tests as LibreOffice, which is started once, writes it again."""

    def make(folder: Path) -> dict[str, str]:
        contents: dict[str, bytes] = {
            **{language: word(sample(language, draft=True)).data for language in LANGUAGES},
            **{layout: in_two_languages(layout) for layout in LAYOUTS},
            "changed": changed(),
            **{f"once-{place}": with_value(*each) for place, each in enumerate(ONCE)},
        }
        paths = {name: folder / f"{name}.docx" for name in contents}
        for name, path in paths.items():
            path.write_bytes(contents[name])
        again = checkers.libreoffice(list(paths.values()), folder, "docx")
        return {name: str(again[path]) for name, path in paths.items()}

    return {name: Path(path) for name, path in once(tmp_path_factory, "returned", make).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_saving_in_libreoffice_changes_nothing(saved: dict[str, Path], language: str) -> None:
    found = read_back(saved[language], "brief.docx")
    assert found.changes == ()
    assert len(found.record.values) >= 30


@pytest.mark.parametrize("layout", LAYOUTS)
def test_saving_two_languages_in_libreoffice_changes_nothing(
    saved: dict[str, Path], layout: Layout
) -> None:
    found = read_back(saved[layout], "brief.docx")
    assert found.changes == ()
    assert {value.lang for value in found.record.values} == {"fr-CA", "ar-IQ"}


def test_what_was_changed_is_found_after_saving_in_libreoffice(saved: dict[str, Path]) -> None:
    found = read_back(saved["changed"], "brief.docx").changes
    assert ("value", "46,042,015") in [(c.kind, c.before) for c in found]
    assert any(c.kind == "sentence" and c.after.startswith("Nobody monitors") for c in found)


@pytest.mark.parametrize("place", range(len(ONCE)))
def test_libreoffice_writes_each_value_once(saved: dict[str, Path], place: int) -> None:
    assert read_back(saved[f"once-{place}"], "brief.docx").changes == ()
