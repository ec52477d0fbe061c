"""The rules of PDF files: good files keep them all, and each spoilt one is found by its rule."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from generator.writers.pdf import write_pdf
from tests.rules import pdf_document, pdf_pages, pdf_structure
from tests.rules.pdf import broken
from tests.rules.pdf_mutations import CHANGES, Change, spoilt
from tests.sample_tree import TAGS, sample
from tests.script_samples import SENTENCES, in_script
from tests.unit.writers.pdf_reading import HOUSE

MODULES = (pdf_document, pdf_structure, pdf_pages)
OF_FILES = {"syntax", "locked"}


@cache
def good(language: str) -> bytes:
    return write_pdf(sample(language, draft=True, details=2), HOUSE)


def rules(content: bytes, language: str) -> set[str]:
    return {finding.rule for finding in broken(content, TAGS[language])}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_samples_keep_every_rule(language: str) -> None:
    assert broken(good(language), TAGS[language]) == []


@pytest.mark.parametrize("tag", sorted(tag for tag in SENTENCES if not tag.startswith("zh")))
def test_samples_in_further_scripts_keep_every_rule(tag: str) -> None:
    assert broken(write_pdf(in_script(tag), HOUSE), tag) == []


@pytest.mark.parametrize(
    "change", CHANGES, ids=[f"{place}-{change.rule}" for place, change in enumerate(CHANGES)]
)
def test_a_spoilt_file_is_found_by_its_rule(change: Change) -> None:
    assert change.rule in rules(spoilt(good(change.language), change), change.language)


def test_every_rule_has_a_file_that_breaks_it() -> None:
    told: set[str] = set()
    for module in MODULES:
        source = Path(str(module.__file__)).read_text("utf-8")
        told.update(re.findall(r'Finding\(\s*"([a-z-]+)"', source))
    assert told == {change.rule for change in CHANGES} | OF_FILES


def test_a_file_that_is_none_or_damaged_or_locked_is_found() -> None:
    assert rules(b"no pdf", "en") == {"syntax"}
    assert "syntax" in rules(good("en")[:-2000], "en")
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(good("en"))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user=""))
    assert "locked" in rules(locked.getvalue(), "en")
