"""Every document against the outside checkers: Open XML SDK, veraPDF, LibreOffice."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from tests import same_text
from tests.conformance.checkers import Found
from tests.conformance.conftest import NAMES, Brief, lint
from tests.conformance.reopened import as_reopened, as_written
from tests.rules import pdf, word

pytestmark = pytest.mark.parametrize("name", NAMES)


def test_the_open_xml_sdk_finds_nothing(name: str, briefs: dict[str, Brief], found: Found) -> None:
    assert found.sdk[briefs[name].word] == []


def test_verapdf_finds_nothing(name: str, briefs: dict[str, Brief], found: Found) -> None:
    assert found.verapdf[briefs[name].pdf] == []


def test_libreoffice_opens_the_word_file_and_reads_the_same_text(
    name: str, briefs: dict[str, Brief], found: Found
) -> None:
    word = briefs[name].word
    assert word in found.reopened, "LibreOffice did not open the file"
    assert as_reopened(found.reopened[word]) == as_written(word.read_bytes())


def test_a_fact_sheet_is_one_page_in_word(
    name: str, briefs: dict[str, Brief], found: Found
) -> None:
    if name.startswith("fact-sheet"):
        reopened = found.reopened[briefs[name].word].read_text("utf-8")
        assert 'meta:page-count="1"' in reopened


def test_the_schemas_and_the_lint_of_word_find_nothing(
    name: str, briefs: dict[str, Brief], shared: Path
) -> None:
    brief = briefs[name]
    # RTL7 counts the digits of an address or of a quotation as the text's own; the project's
    # rules look at each run's language. RTL6 counts no Chinese letters, so that a Chinese table
    # with a name in Arabic letters is taken for an Arabic one.
    ignored = {"RTL7", "RTL6"} if brief.language == "zh" else {"RTL7"}
    options = Namespace(
        ignore=ignored, fixed_times=True, xsd=str(shared / "xsd"), sdk=None,
        lang=brief.language, render=False,
    )  # fmt: skip
    assert lint(shared, "validate_docx").validate(str(brief.word), options).items == []


def test_the_lint_of_pdf_finds_nothing(name: str, briefs: dict[str, Brief], shared: Path) -> None:
    brief = briefs[name]
    options = Namespace(
        ignore=None, lang=brief.language, ua="1", pdfa="3a", margin=5, min_chars=0,
        expect=None, profile=None, jar=None,
    )  # fmt: skip
    assert lint(shared, "validate_pdf").validate(str(brief.pdf), options).items == []


def test_the_project_s_own_rules_find_nothing(name: str, briefs: dict[str, Brief]) -> None:
    brief = briefs[name]
    assert word.broken(brief.word.read_bytes(), brief.language) == []
    assert pdf.broken(brief.pdf.read_bytes(), brief.language) == []


def test_all_formats_say_the_same(name: str, briefs: dict[str, Brief]) -> None:
    brief = briefs[name]
    page = brief.page.read_bytes()
    said = same_text.of_word(brief.word.read_bytes())
    assert same_text.of_page(page) == said
    assert same_text.of_pdf(brief.pdf.read_bytes(), same_text.draft_word(page)) == said
