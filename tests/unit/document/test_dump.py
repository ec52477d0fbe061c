"""The text form of a tree: golden files, and a fingerprint that follows the content only."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.dump import dump, fingerprint
from generator.document.tree import Document, Paragraph, Text
from tests.sample_tree import LANGUAGES, sample

HERE = Path(__file__).parent


@pytest.mark.parametrize("language", LANGUAGES)
def test_dump_of_the_sample_is_the_golden_one(language: str) -> None:
    golden = HERE / f"sample.{language}.txt"
    text = dump(sample(language, draft=True, details=1))
    if os.environ.get("BRIEFING_ACCEPT"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_invisible_marks_are_named_in_the_dump() -> None:
    document = replace(sample("en"), blocks=(Paragraph((Text("4\u00a0%\u202f\u200e\u2066"),)),))
    assert "  paragraph 4⍽%‹nnbsp›‹lrm›‹lri›\n" in dump(document)


def edited(**changes: str) -> Document:
    document = sample("en")
    return replace(document, properties=replace(document.properties, **changes))  # type: ignore[arg-type]


def test_fingerprint_ignores_clock_edition_and_version_of_the_program() -> None:
    same = edited(issued="2025-01-01T00:00:00Z", edition="9", generator="briefing 9.9")
    assert fingerprint(same) == fingerprint(sample("en"))


def test_fingerprint_follows_text_marking_and_versions_of_facts() -> None:
    document = sample("en")
    others = (
        edited(title="Other"),
        edited(marking="PROTECTED A"),
        replace(document, facts={"irq-population": "1" * 64}),
        replace(document, blocks=document.blocks[1:]),
        sample("en", draft=True),
    )
    assert len({fingerprint(document), *map(fingerprint, others)}) == len(others) + 1
